// Package session is one notebook's memory: it runs cells and answers what a front end asks about them. It knows no
// socket and no protocol; the kernel, scripts and tests all call it.
//
//	s := session.New(session.Options{})
//	err := s.Execute(ctx, "f(x, y) = x^2 - y^2\n∇f(1, 2)", func(o session.Output) { fmt.Println(o.Data["text/plain"]) })
package session

import (
	"context"
	"errors"
	"os"
	"runtime/debug"
	"strings"
	"sync"

	"saddle/kernel/lang/display"
	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/library"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
)

// Options are what a session starts with; the zero value is an English session without files.
type Options struct {
	Locale message.Locale
	Folder string // of the notebook: what load can read; empty: nothing
	SVG    bool   // pictures are SVG until a cell chooses otherwise, not PNG
	Plain  bool   // pictures are not drawn, only described, for where nobody can see them

	// Room is how many bytes of memory the process can have; 0: as many as MemoryRoom says.
	Room uint64

	// Faults is told of panics that are mistakes in Saddle, which the session outlives; nil: nobody is.
	Faults func(panicked any, stack []byte)
}

// Session is the memory of one notebook. The cells of Execute take turns; the other methods may be called at any time.
type Session struct {
	mu       sync.Mutex // held while a cell runs
	language *eval.Interpreter
	cells    int
	folder   folder
	plain    bool
	notebook *Session // of a cell beside the others; nil: the session is the notebook's own
}

// LanguageVariable is the variable of the environment that names the language before its locale does.
const LanguageVariable = message.LanguageVariable

// EnvironmentLocale is the language that the environment asks for, English for any but Chinese.
func EnvironmentLocale() message.Locale { return message.FromEnvironment(os.Getenv) }

// New is a session that has run nothing.
func New(o Options) *Session {
	s := &Session{language: eval.New(eval.Preferences{Locale: o.Locale, SVG: o.SVG}, library.Table), plain: o.Plain}
	s.language.Faults = o.Faults
	if o.Room == 0 {
		o.Room = MemoryRoom()
	}
	s.language.Memory = memory(o.Room)
	if o.Folder != "" {
		s.folder = folder(o.Folder)
		s.language.Files = s.folder
	}
	return s
}

// Kind tells the kinds of Output apart.
type Kind int

// The kinds of output.
const (
	Stream  Kind = iota // Name and Text: printed
	Display             // Data and Metadata: shown
	Result              // Data and Metadata: shown, the value of the cell
	Page                // Data: shown beside the notebook

	Progress    // Data: how far a long computation is; replaces the one before, and goes with one without Data or the cell's end
	Interactive // Interaction; Data and Metadata are what stands for it where nothing moves
)

// Output is one thing that a cell produces.
type Output struct {
	Kind     Kind
	Name     string // of the stream: stdout or stderr
	Text     string
	Data     map[string]any // by MIME type; text/plain is always there
	Metadata map[string]any

	Interaction *Interaction // of Interactive
	Player      *Player      // of a moving picture; nil: it does not move
	Live        *Live        // of a picture that can be drawn again; nil: it cannot
}

// Player stops a moving picture at any of its steps.
type Player = display.Player

// CellError is a cell that failed: the error's name, its message as plain text, and as lines with ANSI colours.
type CellError struct {
	Name, Value string
	Traceback   []string

	problem *message.Error
}

// Error implements error.
func (e *CellError) Error() string { return e.Name + ": " + e.Value }

// Unwrap is what is wrong as a *message.Error; of a text with several mistakes the first.
func (e *CellError) Unwrap() error { return e.problem }

// Cell says how a cell is run; the zero value counts on from the cell before.
type Cell struct {
	Number int // under which messages name the cell; 0: the next

	// Ask shows a prompt and waits for a line from the reader; nil: nobody can be asked.
	Ask func(ctx context.Context, prompt string) (string, error)
}

// Execute runs a cell and hands on what it produces, in order. The error is a *CellError; what the cell defined before
// it failed stays defined. When ctx is done the cell ends within 100 ms with the error Interrupted.
func (s *Session) Execute(ctx context.Context, code string, emit func(Output)) error {
	return s.ExecuteCell(ctx, code, Cell{}, emit)
}

// ExecuteCell is Execute for a cell with a number of its own.
func (s *Session) ExecuteCell(ctx context.Context, code string, c Cell, emit func(Output)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cells++
	if c.Number > 0 {
		s.cells = c.Number
	}
	cell, err := s.parse(ctx, &message.Source{Cell: s.cells, Text: code})
	if err != nil {
		return err
	}
	ctx, stop := s.watchMemory(ctx)
	defer stop()
	run := &running{Session: s, ctx: ctx, to: emit}
	out := run.output()
	out.Ask, out.Controls = c.Ask, run.interact
	err = run.end(s.language.Run(ctx, cell, out))
	run.present(cell, err, emit)
	return s.failure(s.beyondMemory(ctx, err))
}

// parse reads a cell. An interrupt does not wait for the end of a long text.
func (s *Session) parse(ctx context.Context, source *message.Source) (*syntax.Cell, error) {
	var cell *syntax.Cell
	var problems []*message.Error
	var mistaken error
	var known syntax.Known
	look := func() {
		mistaken = s.guarded(func() error {
			cell, problems = syntax.ParseKnowing(source, known)
			return nil
		})
	}
	if len(source.Text) < quickText {
		known = s.language.VariablesOf
		look()
	} else if err := unless(ctx, look); err != nil {
		return nil, s.failure(err)
	}
	if mistaken != nil {
		return nil, s.failure(mistaken)
	}
	if len(problems) > 0 {
		return nil, s.parseFailure(problems)
	}
	return cell, nil
}

// unless waits for work, and leaves it to itself when ctx ends before: what it sets is then not to be looked at.
func unless(ctx context.Context, work func()) error {
	done := make(chan struct{})
	go func() {
		defer close(done)
		work()
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// quickText is how many bytes are read in a few milliseconds.
const quickText = 10_000

func (s *Session) displayOptions() display.Options {
	p := s.language.Preferences()
	return display.Options{Locale: p.Locale, Format: p.Format, SVG: p.SVG, Decimals: p.Decimals, Plain: s.plain}
}

// Locale is the language in which the notebook speaks; a cell may change it.
func (s *Session) Locale() message.Locale { return s.language.Preferences().Locale }

// parseFailure is the error of a cell that could not be read; it shows every statement that is wrong.
func (s *Session) parseFailure(problems []*message.Error) *CellError {
	failure := s.cellError(problems[0])
	for _, problem := range problems[1:] {
		more := s.cellError(problem)
		failure.Value += "\n\n" + more.Value
		failure.Traceback = append(append(failure.Traceback, ""), more.Traceback...)
	}
	return failure
}

// failure turns an error of the language into a cell's.
func (s *Session) failure(err error) error {
	var problem *message.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &problem):
		return s.cellError(problem)
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return s.cellError(message.New("Interrupted", "eval.interrupted"))
	}
	return s.cellError(message.New("DisplayError", "display.refused", err.Error()))
}

func (s *Session) cellError(problem *message.Error) *CellError {
	return &CellError{
		Name:      problem.Kind,
		Value:     message.Render(problem, s.Locale()),
		Traceback: strings.Split(message.RenderANSI(problem, s.Locale()), "\n"),
		problem:   problem,
	}
}

// Evaluate is the value of one expression, which defines nothing. It waits for no cell.
func (s *Session) Evaluate(ctx context.Context, expression string) (data, metadata map[string]any, err error) {
	ctx = yielding(ctx)
	cell, err := s.parse(ctx, &message.Source{Text: expression})
	if err != nil {
		return nil, nil, err
	}
	v, err := s.language.Fork().Value(ctx, cell)
	if err != nil || v == nil {
		return nil, nil, s.failure(err)
	}
	var bundle display.Bundle
	err = s.guarded(func() (err error) {
		bundle, err = display.Of(ctx, v, s.displayOptions())
		return err
	})
	return bundle.Data, bundle.Metadata, s.failure(err)
}

// guarded does something that a mistake in Saddle must not bring the kernel down with.
func (s *Session) guarded(do func() error) (err error) {
	defer func() {
		if panicked := recover(); panicked != nil {
			if s.language.Faults != nil {
				s.language.Faults(panicked, debug.Stack())
			}
			err = eval.Internal()
		}
	}()
	return do()
}

// IsComplete reports whether code is a whole cell: "complete", "incomplete" or "invalid", and what the next line of an
// incomplete one starts with.
func (s *Session) IsComplete(code string) (status, indent string) {
	answer, indent := syntax.IsComplete(code)
	return answer.String(), indent
}
