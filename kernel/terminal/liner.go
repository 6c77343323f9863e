package terminal

import (
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/peterh/liner"

	"saddle/kernel/atomicfile"
	"saddle/kernel/session"
)

// Liner edits lines on the terminal, with history and completion.
type Liner struct {
	state   *liner.State
	history string
}

// NewLiner takes the terminal over, until Close. What was typed in earlier dialogues comes from a file, where it is kept
// too; without a name nothing is kept.
func NewLiner(s *session.Session, history string) *Liner {
	l := &Liner{liner.NewLiner(), history}
	l.state.SetCtrlCAborts(true)
	l.state.SetMultiLineMode(true)
	l.state.SetTabCompletionStyle(liner.TabPrints)
	l.state.SetWordCompleter(func(line string, cursor int) (head string, completions []string, tail string) {
		return complete(s, line, cursor)
	})
	if file, err := os.Open(history); err == nil {
		defer file.Close()
		_, _ = l.state.ReadHistory(file) // a line that cannot be read ends what is called back, no more
	}
	return l
}

// complete is what could stand at a cursor, a position in code points.
func complete(s *session.Session, line string, cursor int) (head string, completions []string, tail string) {
	c := s.Complete(line, cursor)
	runes := []rune(line)
	for _, match := range c.Matches {
		completions = append(completions, match.Text)
	}
	return string(runes[:c.Start]), completions, string(runes[c.End:])
}

// Line implements Editor.
func (l *Liner) Line(prompt string) (string, error) {
	line, err := l.state.Prompt(prompt)
	if errors.Is(err, liner.ErrPromptAborted) {
		return "", ErrAborted
	}
	return line, err
}

// Remember implements Editor.
func (l *Liner) Remember(line string) { l.state.AppendHistory(line) }

// Close gives the terminal back and keeps what was typed.
func (l *Liner) Close() error {
	kept := l.keep()
	return errors.Join(kept, l.state.Close())
}

func (l *Liner) keep() error {
	if l.history == "" {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(l.history), 0o700); err != nil {
		return err
	}
	return atomicfile.Write(l.history, 0o600, func(w io.Writer) error {
		_, err := l.state.WriteHistory(w)
		return err
	})
}
