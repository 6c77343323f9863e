// Package terminal is a dialogue on a terminal: cells are typed line by line and what they show stands below. It edits no
// line itself, and knows no protocol but those by which terminals show pictures.
//
//	d := terminal.New(session.New(session.Options{}), terminal.Options{Editor: editor, Out: os.Stdout})
//	err := d.Run(ctx)
package terminal

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	"saddle/kernel/session"
	"saddle/numerics/reason"
)

// Editor reads lines from whoever sits at the terminal.
type Editor interface {
	// Line shows a prompt and waits for a line: io.EOF at the end of input, ErrAborted when the line was given up.
	Line(prompt string) (string, error)

	// Remember keeps a line, so that it can be called back.
	Remember(line string)
}

// ErrAborted is a line that was given up, by Ctrl-C.
var ErrAborted = errors.New("terminal: the line was given up")

// Options are what a dialogue is held with.
type Options struct {
	Editor   Editor
	Out      io.Writer
	Coloured bool     // errors have colours
	Pictures Pictures // nil: none are shown
}

// Dialogue is a session at a terminal.
type Dialogue struct {
	session *session.Session
	Options
}

// New is a dialogue with a session.
func New(s *session.Session, o Options) *Dialogue { return &Dialogue{s, o} }

var greeting = reason.Both("Saddle %s · help() shows what there is; \\nabla and Tab make ∇; Ctrl-D leaves",
	"Saddle %s · help() 查看内容；输入 \\nabla 再按 Tab 得到 ∇；Ctrl-D 退出")

const prompt, morePrompt = "› ", "… "

// Greet says what this is and how to leave it.
func (d *Dialogue) Greet(version string) {
	fmt.Fprintf(d.Out, greeting.In(d.session.Locale())+"\n", version)
}

// Run reads cells and runs them until input ends. An interrupt ends the cell under way, not the dialogue.
func (d *Dialogue) Run(ctx context.Context) error {
	for {
		cell, err := d.cell()
		switch {
		case errors.Is(err, ErrAborted):
			continue
		case errors.Is(err, io.EOF):
			fmt.Fprintln(d.Out)
			return nil
		case err != nil:
			return err
		}
		if strings.TrimSpace(cell) != "" {
			d.run(ctx, cell)
		}
	}
}

// cell reads lines until they are a whole cell, or an empty line ends one that could go on.
func (d *Dialogue) cell() (string, error) {
	var lines []string
	ask, indent := prompt, ""
	for {
		line, err := d.Editor.Line(ask + indent)
		if err != nil {
			return "", err
		}
		if line == "" && len(lines) > 0 {
			return strings.Join(lines, "\n"), nil
		}
		d.Editor.Remember(line)
		lines = append(lines, indent+line)
		cell := strings.Join(lines, "\n")
		status, next := d.session.IsComplete(cell)
		if status != "incomplete" {
			return cell, nil
		}
		ask, indent = morePrompt, next
	}
}

// run runs a cell; what fails is shown and the dialogue goes on.
func (d *Dialogue) run(ctx context.Context, cell string) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	err := d.session.ExecuteCell(ctx, cell, session.Cell{Ask: d.ask}, d.show)
	var failed *session.CellError
	switch {
	case errors.As(err, &failed) && d.Coloured && len(failed.Traceback) > 0:
		fmt.Fprintln(d.Out, strings.Join(failed.Traceback, "\n"))
	case errors.As(err, &failed):
		fmt.Fprintln(d.Out, failed.Value)
	case err != nil:
		fmt.Fprintln(d.Out, err)
	}
}

// ask is input() of the language.
func (d *Dialogue) ask(_ context.Context, question string) (string, error) {
	return d.Editor.Line(question)
}

// show prints an output: its text, and its picture where the terminal shows pictures, else where the picture is.
func (d *Dialogue) show(o session.Output) {
	switch o.Kind {
	case session.Progress:
		return
	case session.Stream:
		fmt.Fprint(d.Out, o.Text)
		return
	}
	if text, ok := o.Data["text/plain"].(string); ok {
		fmt.Fprintln(d.Out, strings.TrimSuffix(text, "\n"))
	}
	for kind, ending := range map[string]string{"image/png": ".png", "image/svg+xml": ".svg"} {
		if data, ok := o.Data[kind].(string); ok && d.Pictures != nil {
			if err := d.Pictures.Show(d.Out, ending, data); err != nil {
				fmt.Fprintln(d.Out, err)
			}
		}
	}
}
