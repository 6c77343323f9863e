package syntax

// Status reports whether a text can be run as it stands.
type Status int

// The answers of IsComplete.
const (
	Complete   Status = iota // it parses
	Incomplete               // more lines could make it parse
	Invalid                  // it has a mistake that no further line takes away
)

// String is the status as the protocol of Jupyter writes it.
func (s Status) String() string {
	return [...]string{"complete", "incomplete", "invalid"}[s]
}

// IsComplete reports whether a text is a whole cell. Of an incomplete one it gives the indentation of the next line: two
// spaces inside an optimizer or a bracket, else none. Every prefix of lines of a valid cell is complete or incomplete.
func IsComplete(text string) (status Status, indent string) {
	p := newParser(sourceOf(text))
	p.cell()
	switch {
	case len(p.errors) == 0:
		return Complete, ""
	case p.incomplete:
		return Incomplete, p.indent
	}
	return Invalid, ""
}
