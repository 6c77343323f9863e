package main

import (
	"context"
	"errors"

	"saddle/kernel/server"
	"saddle/kernel/session"
	"saddle/kernel/widget"
)

// language makes a session what the server asks for: the two know nothing of
// each other.
type language struct {
	session *session.Session
	*widget.Widgets
}

var (
	_ server.Language     = language{}
	_ server.CommListener = language{}
)

func newLanguage(s *session.Session) language { return language{s, widget.New()} }

// Info names Octave's highlighters, which every Jupyter has and which come near,
// for front ends without Saddle's own. Clients in Rust, Zed among them, take a
// mode without a version for a broken answer (zed-industries/zed#61359).
func (l language) Info() server.Info {
	return server.Info{
		Name:           "saddle",
		Version:        release,
		MIMEType:       "text/x-saddle",
		FileExtension:  ".saddle",
		PygmentsLexer:  "octave",
		CodeMirrorMode: map[string]any{"name": "saddle", "mime": "text/x-octave", "version": 1},
		Banner:         "Saddle " + release + ": the mathematics of optimisation",
	}
}

func (l language) Execute(ctx context.Context, code string, cell server.Cell, emit func(server.Output)) error {
	facts := session.Cell{Number: cell.Number}
	if cell.Ask != nil {
		facts.Ask = func(ctx context.Context, prompt string) (string, error) { return cell.Ask(ctx, prompt, false) }
	}
	err := l.session.ExecuteCell(ctx, code, facts, func(o session.Output) { emit(l.served(o, cell, emit)) })
	return servedError(err)
}

// served returns a session's output in the server's form. The models of widgets
// are emitted before it; there are none where nobody can be asked anything:
// nobody is there to move them, and what nbclient stores and nbconvert shows is
// the picture itself.
func (l language) served(o session.Output, cell server.Cell, emit func(server.Output)) server.Output {
	bundle := server.Bundle{Data: o.Data, Metadata: o.Metadata}
	attended := cell.Ask != nil && !cell.Silent
	if attended && o.Player != nil {
		return l.Play(o.Player, bundle, o.Kind == session.Result, emit)
	}
	switch o.Kind {
	case session.Stream:
		return server.Stream{Name: o.Name, Text: o.Text}
	case session.Result:
		return server.Result{Bundle: bundle}
	case session.Page:
		return server.Page{Bundle: bundle}
	case session.Progress:
		return server.Progress{Bundle: bundle}
	case session.Interactive:
		if attended {
			return l.Show(o.Interaction, bundle, emit)
		}
	}
	return server.Display{Bundle: bundle}
}

func servedError(err error) error {
	var failed *session.CellError
	if errors.As(err, &failed) {
		return &server.CellError{Name: failed.Name, Value: failed.Value, Traceback: failed.Traceback}
	}
	return err
}

func (l language) Evaluate(ctx context.Context, expression string) (server.Bundle, error) {
	data, metadata, err := l.session.Evaluate(ctx, expression)
	return server.Bundle{Data: data, Metadata: metadata}, servedError(err)
}

func (l language) Complete(code string, cursor int) server.Completion {
	found := l.session.Complete(code, cursor)
	c := server.Completion{Start: found.Start, End: found.End}
	for _, m := range found.Matches {
		c.Matches = append(c.Matches, server.Match{Text: m.Text, Type: m.Type, Signature: m.Signature})
	}
	return c
}

func (l language) Inspect(code string, cursor, level int) (server.Bundle, bool) {
	data, found := l.session.Inspect(code, cursor, level)
	return server.Bundle{Data: data}, found
}

func (l language) IsComplete(code string) (server.Completeness, string) {
	status, indent := l.session.IsComplete(code)
	return server.Completeness(status), indent
}
