// Package language makes a session what the server asks of a language: the two know nothing of each other.
package language

import (
	"context"
	"errors"
	"os"
	"strings"

	"saddle/kernel/language/widget"
	"saddle/kernel/server"
	"saddle/kernel/session"
	"saddle/numerics/reason"
)

// Language is one notebook's session as the server wants it, with the widgets that it has put into the page.
type Language struct {
	session *session.Session
	Options
	*widget.Widgets
	hosted bool // a reader is there though nobody can be asked
}

// Options are what a front end is told of the language.
type Options struct {
	Version string        // the release
	Links   []server.Link // of the help menu
	Lexer   string        // of Pygments, where Saddle's own is there; "" is Octave's, which comes near
}

var (
	_ server.Language     = Language{}
	_ server.CommListener = Language{}
	_ server.Speaker      = Language{}
)

// New makes a session a language.
func New(s *session.Session, o Options) Language {
	return Language{session: s, Options: o, Widgets: widget.New(), hosted: isVoila(os.Getenv("SERVER_SOFTWARE"))}
}

// isVoila tells Voilà by the name of its server. It executes as nbclient does, which lets nobody be asked, and then puts
// the notebook before a reader.
func isVoila(serverSoftware string) bool { return strings.HasPrefix(serverSoftware, "voila/") }

// Locale is the language in which the notebook speaks.
func (l Language) Locale() reason.Locale { return l.session.Locale() }

// Info names Octave's highlighters, which every Jupyter has and which come near,
// for front ends and converters without Saddle's own. Clients in Rust, Zed among them, take a
// mode without a version for a broken answer (zed-industries/zed#61359).
func (l Language) Info() server.Info {
	lexer := l.Lexer
	if lexer == "" {
		lexer = "octave"
	}
	return server.Info{
		Name:           "saddle",
		Version:        l.Version,
		MIMEType:       "text/x-saddle",
		FileExtension:  ".saddle",
		PygmentsLexer:  lexer,
		CodeMirrorMode: map[string]any{"name": "saddle", "mime": "text/x-octave", "version": 1},
		Banner:         "Saddle " + l.Version + ": the mathematics of optimisation",
		Links:          l.Links,
		Concurrent:     true,
	}
}

// Execute runs a cell of the session; what it shows goes to emit as it comes. A cell of a subshell runs beside the
// notebook's.
func (l Language) Execute(ctx context.Context, code string, cell server.Cell, emit func(server.Output)) error {
	facts, execute := session.Cell{Number: cell.Number}, l.session.ExecuteCell
	if cell.Subshell != "" {
		execute = l.session.ExecuteAside
	}
	if cell.Ask != nil {
		facts.Ask = func(ctx context.Context, prompt string) (string, error) { return cell.Ask(ctx, prompt, false) }
	}
	err := execute(ctx, code, facts, func(o session.Output) { emit(l.served(o, cell, emit)) })
	return servedError(err)
}

// served returns a session's output in the server's form. The models of widgets
// are emitted before it; there are none where nobody is there to move them, and
// what nbclient stores and nbconvert shows is the picture itself.
func (l Language) served(o session.Output, cell server.Cell, emit func(server.Output)) server.Output {
	bundle := server.Bundle{Data: o.Data, Metadata: o.Metadata}
	attended := (cell.Ask != nil || l.hosted) && !cell.Silent
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

// Evaluate is the value of one expression, for user_expressions.
func (l Language) Evaluate(ctx context.Context, expression string) (server.Bundle, error) {
	data, metadata, err := l.session.Evaluate(ctx, expression)
	return server.Bundle{Data: data, Metadata: metadata}, servedError(err)
}

// Complete proposes how the name before the cursor may go on.
func (l Language) Complete(code string, cursor int) server.Completion {
	found := l.session.Complete(code, cursor)
	c := server.Completion{Start: found.Start, End: found.End}
	for _, m := range found.Matches {
		c.Matches = append(c.Matches, server.Match{Text: m.Text, Type: m.Type, Signature: m.Signature})
	}
	return c
}

// Inspect explains the name at the cursor.
func (l Language) Inspect(code string, cursor, level int) (server.Bundle, bool) {
	data, found := l.session.Inspect(code, cursor, level)
	return server.Bundle{Data: data}, found
}

// IsComplete reports whether code is a whole cell, and with how much a next line would be indented.
func (l Language) IsComplete(code string) (server.Completeness, string) {
	status, indent := l.session.IsComplete(code)
	return server.Completeness(status), indent
}
