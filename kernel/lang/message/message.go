// Package message holds what the language says to a student when something is wrong or worth a note: one error type
// with places in the source, its rendering with a marker under the exact span, and the catalogue of texts in English
// and Chinese. It knows no syntax and no values.
package message

// Span is a half-open range of byte offsets in a source text.
type Span struct{ Start, End int }

// To is the span from the start of s to the end of t.
func (s Span) To(t Span) Span { return Span{s.Start, t.End} }

// Source is the text of one cell, with the number under which the student knows it (0: none).
type Source struct {
	Cell int
	Text string
}

// Error is every error the language reports. Its texts are keys of the catalogue with arguments, so that one error can
// be shown in either language.
type Error struct {
	Kind   string   // the ename: ParseError, NameError, ShapeError, DomainError, CheckError, Interrupted, …
	Text   Phrase   // what is wrong
	Advice Phrase   // what to write instead; zero when there is nothing to say
	Labels []Label  // places; the first is the main one; none when the error has no place
	Calls  []Phrase // how the program got there, innermost first; see In and Step

	// Running is the cell that was being run: places in other cells say their cell. Nil: that of the first label.
	Running *Source
}

// Phrase is a text of the catalogue with its arguments, which fill {1}, {2}, …
type Phrase struct {
	Key  string
	Args []any
}

// Label is a place in a source, with a text set behind its marker (zero: none).
type Label struct {
	Source *Source
	Span   Span
	Text   Phrase
}

// Say makes a phrase.
func Say(key string, args ...any) Phrase { return Phrase{key, args} }

// New makes an error of a kind, without a place.
func New(kind, key string, args ...any) *Error {
	return &Error{Kind: kind, Text: Say(key, args...)}
}

// At adds a place to an error and returns it.
func (e *Error) At(source *Source, span Span) *Error {
	e.Labels = append(e.Labels, Label{Source: source, Span: span})
	return e
}

// Advise sets what to write instead and returns the error.
func (e *Error) Advise(key string, args ...any) *Error {
	e.Advice = Say(key, args...)
	return e
}

// Label adds a place with a text behind its marker and returns the error.
func (e *Error) Label(source *Source, span Span, key string, args ...any) *Error {
	e.Labels = append(e.Labels, Label{Source: source, Span: span, Text: Say(key, args...)})
	return e
}

// In adds to the chain of calls the function that was being evaluated, from the innermost outwards.
func (e *Error) In(function string) *Error {
	key := "call.in"
	if len(e.Calls) > 0 {
		key = "call.from"
	}
	e.Calls = append(e.Calls, Say(key, function))
	return e
}

// Step adds to the chain of calls the step of the run in which it happened.
func (e *Error) Step(k int) *Error {
	e.Calls = append(e.Calls, Say("call.step", k))
	return e
}
