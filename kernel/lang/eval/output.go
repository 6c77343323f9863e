package eval

import (
	"context"
	"slices"
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
)

// Shown is one value that a cell shows.
type Shown struct {
	Value value.Value
	Last  bool // the value of the cell's last statement
	// Progress begins to report how far drawing the value is; the function it returns is nil when nobody watches.
	Progress func(what string, total int) func(done int)
}

// Output receives what a cell produces, in order. A nil function drops its kind of output.
type Output struct {
	Show  func(Shown)
	Print func(text string)
	Warn  func(text string) // as Print, where warnings go
	Note  func(message.Phrase)
	Save  func(Saving) error // writes a figure to a file; nil: nothing can be written

	Progress func(Progress)                                           // at most ten a second, from any goroutine
	Ask      func(ctx context.Context, prompt string) (string, error) // asks the reader for a line; nil: nobody can be asked
	Controls func([]Control) (places []float64)                       // shows controls, and where they stand; nil: at their starts
}

// Saving is a figure to be written to a file below the notebook's folder.
type Saving struct {
	Figure *value.Figure
	Name   string // a valid path with slashes, ending in one of SavedForms
	DPI    int    // of a PNG; 0: two device pixels to a CSS pixel
}

// SavedForms are the endings of files that a figure can be written to.
var SavedForms = slices.Concat([]string{".png", ".svg"}, printedForms, []string{".gif"})

// Control is a name that a student moves: a slider over Low..High, a menu of Choices, or a switch.
type Control struct {
	Name            string
	Low, High, Step float64  // of a slider
	Whole           bool     // the slider moves through whole numbers
	Choices         []string // of a menu, as it shows them; nil for the others
	Switch          bool     // true or false
	// Point is the name of the point of which the number is a coordinate, the first or the second by its place among those
	// of that name; empty: it is none. It may be moved beyond Low and High.
	Point string
	// Start is where it stands first: the slider's number, the place of the choice from 0, or 1 for true.
	Start float64
}

// Shown is the name as the control shows it: its digits below the line, w₁.
func (c Control) Shown() string {
	stem := strings.TrimRight(c.Name, "0123456789")
	if stem == "" || strings.Contains(stem, "_") {
		return c.Name
	}
	return stem + strings.Map(func(digit rune) rune { return digit - '0' + '₀' }, c.Name[len(stem):])
}
