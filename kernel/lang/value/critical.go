package value

import (
	"saddle/kernel/lang/message"
	"saddle/numerics/critical/search"
	"saddle/numerics/exact"
	"saddle/numerics/expr"
	"saddle/numerics/formula"
	"saddle/numerics/interval"
)

// CriticalPoints is what critical_points answers: the points found in a box and what is proven of them.
type CriticalPoints struct {
	*search.Findings
	Function Callable
	Names    []string // of the variables, or of the entries of the one that is a vector
	Vector   bool     // the function takes one vector
	Box      interval.Box
	Exact    []formula.Critical // what is known exactly of each point; nil: of none
	Terrain  *Terrain           // of one or two numbers; nil for more
	Loci     []*Locus           // whole curves of critical points, of two numbers
}

// Describe implements Value.
func (CriticalPoints) Describe() message.Phrase { return message.Say("kind.critical-points") }

// Items implements Tuple: the points in order.
func (c CriticalPoints) Items() []Value {
	items := make([]Value, len(c.Points))
	for i := range c.Points {
		items[i] = CriticalPoint{Found: &c.Points[i], Function: c.Function, Vector: c.Vector}
		if i < len(c.Exact) {
			items[i] = CriticalPoint{Found: &c.Points[i], Function: c.Function, Vector: c.Vector, Exact: c.Exact[i]}
		}
	}
	return items
}

// CriticalPoint is one of them.
type CriticalPoint struct {
	*search.Found
	Function Callable
	Vector   bool // the function takes one vector
	Exact    formula.Critical
}

// Describe implements Value.
func (CriticalPoint) Describe() message.Phrase { return message.Say("kind.critical-point") }

// Fields implements Fielded.
func (CriticalPoints) Fields() []string { return []string{"proven", "undecided", "boxes"} }

// Field implements Fielded; undecided has a row for each box, with its bounds in pairs.
func (c CriticalPoints) Field(name string) Value {
	switch name {
	case "proven":
		return Truth(c.Proven)
	case "undecided":
		return sidesOf(c.Undecided, len(c.Names))
	case "boxes":
		return Number(float64(c.Boxes))
	}
	return nil
}

// sidesOf is a matrix with a row for each box of so many variables: its bounds, in pairs.
func sidesOf(boxes []interval.Box, variables int) Value {
	entries := make([]float64, 0, 2*variables*len(boxes))
	for _, box := range boxes {
		for _, side := range box {
			entries = append(entries, side.Lo, side.Hi)
		}
	}
	return Matrix(len(boxes), 2*variables, entries)
}

// Fields implements Fielded.
func (p CriticalPoint) Fields() []string {
	return append([]string{"at", "proven"}, p.verdict().Fields()...)
}

func (p CriticalPoint) verdict() Verdict {
	if p.Found == nil { // any point: what may be asked of one
		return Verdict{}
	}
	return Verdict{Verdict: p.Verdict, Function: p.Function, At: p.At, Known: func() formula.Critical { return p.Exact }}
}

// Field implements Fielded.
func (p CriticalPoint) Field(name string) Value {
	switch name {
	case "at":
		return p.Place()
	case "proven":
		return Truth(p.Proven)
	}
	return p.verdict().Field(name)
}

// Place is the point, as the function takes it. Where a point is needed, a critical point is its place.
func (p CriticalPoint) Place() Value {
	if len(p.At) == 1 && !p.Vector {
		return Quantity{Node: p.Coordinates().Entries()[0]}
	}
	return Quantity{Node: p.Coordinates()}
}

// Coordinates are those of the point; what rounding alone can have made of a 0 is shown as 0.
func (p CriticalPoint) Coordinates() *expr.Node {
	at := expr.WithDust(Vector(p.At).Node, p.dust())
	if p.Exact.At == nil {
		return at
	}
	return expr.WithForms(at, func() ([]exact.Form, bool) { return p.Exact.At, true })
}

// dust bounds how far rounding alone has moved each coordinate; where the point is proven, 0 must be in its box too.
func (p CriticalPoint) dust() []float64 {
	bounds := p.PlaceBounds()
	for i := range bounds {
		if p.Proven && (p.Within[i].Lo > 0 || p.Within[i].Hi < 0) {
			bounds[i] = 0
		}
	}
	return bounds
}
