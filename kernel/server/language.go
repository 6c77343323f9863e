package server

import (
	"context"

	"saddle/numerics/reason"
)

// Language is what the kernel speaks. The server knows nothing else of it.
//
// Execute and Evaluate are never called while another Execute or Evaluate
// runs, unless Info says Concurrent. Every other method may be called at any
// time, from several goroutines, also while a cell computes. A panic in any of
// them is caught and answered as an error; the kernel lives on.
type Language interface {
	// Info describes the language. It must be quick: it answers the first
	// question of every front end.
	Info() Info

	// Execute runs one cell and hands each output to emit as it arises; emit
	// may be called from any goroutine, also after Execute has returned (the
	// output still goes to this cell). A cell that failed is a *CellError. When
	// ctx is cancelled (an interrupt or a shutdown) Execute returns within
	// 100 ms, with whatever it has computed kept.
	Execute(ctx context.Context, code string, cell Cell, emit func(Output)) error

	// Evaluate gives the value of one expression without side effects, as a
	// front end asks for in user_expressions. Its error is like Execute's.
	Evaluate(ctx context.Context, expression string) (Bundle, error)

	// Complete offers what could stand at cursor, a position in code points
	// from 0 to the number of code points in code.
	Complete(code string, cursor int) Completion

	// Inspect describes what stands at cursor (in code points): level 0 is a
	// short answer, level 1 all there is to say. The bundle has text/plain.
	// found is false when there is nothing to describe.
	Inspect(code string, cursor, level int) (description Bundle, found bool)

	// IsComplete reports whether code could be run as it stands; indent is what
	// the next line starts with when the answer is Incomplete, else unused.
	IsComplete(code string) (status Completeness, indent string)
}

// Speaker is a Language that says in which language its messages are; those of
// the server are in the same. Of one that does not they are in English.
type Speaker interface {
	// Locale may be called at any time, also while a cell runs.
	Locale() reason.Locale
}

// CommListener is a Language that also holds conversations with widgets in the
// page. A language without it answers every comm_open with comm_close.
//
// The three methods are called one at a time within a subshell, but also while a
// cell of another subshell runs. They may emit as Execute does: CommMessage,
// CommClose, Update and the rest.
type CommListener interface {
	// OpenComm accepts or refuses a conversation that the front end opens.
	OpenComm(ctx context.Context, open CommOpen, emit func(Output)) (accepted bool)
	// CommMessage takes one message of an open conversation.
	CommMessage(ctx context.Context, message CommMessage, emit func(Output)) error
	// CloseComm is told that the front end has ended a conversation.
	CloseComm(id string)
}

// Cell is what Execute must know of a request beside its code.
type Cell struct {
	// Number is the cell's execution count, what In [n] shows.
	Number int
	// Silent cells print and show nothing; the server drops what they emit.
	Silent bool
	// Subshell is "" for the notebook itself, else the id of the subshell.
	Subshell string
	// Ask shows prompt and waits for a line from the user; password hides what
	// is typed. It ends with ctx's error when the cell is interrupted. It is
	// nil when the front end cannot ask.
	Ask func(ctx context.Context, prompt string, password bool) (string, error)
}

// CellError is a cell that failed. Traceback holds the lines to show, and may
// carry ANSI colours; nil means "Name: Value".
type CellError struct {
	Name, Value string
	Traceback   []string
}

// Error implements error.
func (e *CellError) Error() string { return e.Name + ": " + e.Value }

// Info describes a language to front ends. Empty strings are left out of the
// answer, so the zero Info is legal, though not helpful.
type Info struct {
	Name, Version  string // of the language
	MIMEType       string
	FileExtension  string // with its dot
	PygmentsLexer  string
	CodeMirrorMode map[string]any // with name and a whole version; nil: the front end looks for one called Name
	Exporter       string         // nbconvert's exporter, "" for its script exporter

	Implementation        string // name of the kernel; "" means Name
	ImplementationVersion string // "" means Version
	Banner                string // "" means name and version
	Links                 []Link // for the front end's help menu

	// Concurrent says that cells of different subshells may run at the same
	// time; otherwise they take turns.
	Concurrent bool
}

// Link is one entry of the help menu.
type Link struct{ Text, URL string }

// Bundle is one thing in several forms: MIME type → data. text/plain is always
// among them; image/png is base64; application/json is the value itself.
type Bundle struct {
	Data     map[string]any
	Metadata map[string]any // by MIME type, nil for none
}

// Completion is what could stand in code[Start:End], in code points.
type Completion struct {
	Start, End int
	Matches    []Match
}

// Match is one completion. Type is what a front end shows as its kind
// ("function", "variable", "keyword", …); Signature may be "".
type Match struct{ Text, Type, Signature string }

// Completeness answers is_complete.
type Completeness string

// The answers of IsComplete.
const (
	Complete   Completeness = "complete"
	Incomplete Completeness = "incomplete"
	Invalid    Completeness = "invalid"
	Unknown    Completeness = "unknown"
)
