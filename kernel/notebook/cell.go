package notebook

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// CellKind is what a cell holds.
type CellKind string

// The kinds of cell that the format knows.
const (
	Code     CellKind = "code"
	Markdown CellKind = "markdown"
	Raw      CellKind = "raw"
)

// Cell is one cell of a notebook; changing it changes the notebook.
type Cell struct{ v *value }

// Kind returns what the cell holds.
func (c *Cell) Kind() CellKind {
	name, _ := c.v.get("cell_type").str()
	return CellKind(name)
}

// ID returns the id that names the cell within its notebook.
func (c *Cell) ID() string {
	id, _ := c.v.get("id").str()
	return id
}

// Source returns the cell's text.
func (c *Cell) Source() string {
	s, _ := c.v.get("source").str()
	return s
}

// SetSource replaces the cell's text, stored in the form (one text, or lines)
// in which the old one was.
func (c *Cell) SetSource(s string) {
	if old := c.v.get("source"); old != nil && old.kind == stringKind {
		c.v.set("source", newString(s))
		return
	}
	c.v.set("source", newLines(s))
}

// Tagged reports whether the cell's metadata carries the tag.
func (c *Cell) Tagged(tag string) bool {
	tags := c.v.get("metadata").get("tags")
	if tags == nil {
		return false
	}
	for _, item := range tags.items {
		if name, _ := item.str(); item.kind == stringKind && name == tag {
			return true
		}
	}
	return false
}

// ExecutionCount returns the number of the execution that made the outputs; 0
// for a cell that was not run.
func (c *Cell) ExecutionCount() int {
	n, _ := c.v.get("execution_count").number()
	return n
}

// SetExecutionCount stores n, and null for 0.
func (c *Cell) SetExecutionCount(n int) {
	c.v.set("execution_count", count(n))
}

// Outputs returns a code cell's outputs; nil for other cells.
func (c *Cell) Outputs() []Output {
	list := c.v.get("outputs")
	if list == nil {
		return nil
	}
	outputs := make([]Output, len(list.items))
	for i, v := range list.items {
		outputs[i] = readOutput(v)
	}
	return outputs
}

// SetOutputs replaces a code cell's outputs. Data that JSON cannot hold (NaN, a
// channel) is an error that names the output, and leaves the cell as it was.
func (c *Cell) SetOutputs(outputs []Output) error {
	list := newArray()
	for i, out := range outputs {
		v, err := out.stored()
		if err != nil {
			return fmt.Errorf("output %d: %w", i+1, err)
		}
		list.items = append(list.items, v)
	}
	c.v.set("outputs", list)
	return nil
}

// attachment returns the media type and base64 text of a picture stored in the cell.
func (c *Cell) attachment(name string) (mime, data string) {
	bundle := c.v.get("attachments").get(name)
	if bundle == nil {
		return "", ""
	}
	for _, m := range bundle.members {
		if s, ok := m.value.str(); ok {
			return m.name, s
		}
	}
	return "", ""
}

func count(n int) *value {
	if n == 0 {
		return newNull()
	}
	return newNumber(n)
}

// isID reports whether nbformat 4.5 takes the text for an id of a cell.
func isID(id string) bool {
	if len(id) < 1 || len(id) > 64 {
		return false
	}
	for _, c := range []byte(id) {
		letter := 'a' <= c|0x20 && c|0x20 <= 'z'
		if !letter && !('0' <= c && c <= '9') && c != '-' && c != '_' {
			return false
		}
	}
	return true
}

// newID returns an id that is not taken. It hangs on the cell's place and text
// alone, so that running a notebook twice writes the same file twice.
func newID(place int, source string, taken map[string]bool) string {
	for try := 0; ; try++ {
		sum := sha256.Sum256(fmt.Appendf(nil, "%d %d %s", place, try, source))
		if id := hex.EncodeToString(sum[:4]); !taken[id] {
			return id
		}
	}
}
