package value

import (
	"saddle/kernel/lang/message"
	"saddle/numerics/constrained/extremes"
	"saddle/numerics/expr"
)

// Extremes is what extremes answers: the least and the greatest value of f on a region, and the candidates.
type Extremes struct {
	*extremes.Result
	Function Callable
	Names    []string // of the variables, or of the entries of the one that is a vector
	Vector   bool     // the function takes one vector
	Asked    bool     // a box was asked for
	Exact    []ExactPoint
	Picture  *Scene // of one or two numbers; nil for more
}

// Describe implements Value.
func (Extremes) Describe() message.Phrase { return message.Say("kind.extremes") }

// Scene implements Pictured.
func (e Extremes) Scene() *Scene { return e.Picture }

// Items implements Tuple: the candidates by value.
func (e Extremes) Items() []Value {
	items := make([]Value, len(e.Candidates))
	for k := range e.Candidates {
		items[k] = e.candidate(k)
	}
	return items
}

func (e Extremes) candidate(k int) Candidate {
	c := Candidate{Candidate: &e.Candidates[k], Vector: e.Vector, Function: e.Function}
	if k < len(e.Exact) {
		c.Exact = e.Exact[k]
	}
	return c
}

// Best is the candidate at which an end is attained; false where none is.
func (e Extremes) Best(end extremes.End) (c Candidate, ok bool) {
	if end.State != extremes.Attained {
		return c, false
	}
	for k := range e.Candidates {
		if c := e.candidate(k); sameNumbers(c.At, end.At) {
			return c, true
		}
	}
	return c, false
}

func sameNumbers(p, q []float64) bool {
	for i := range p {
		if p[i] != q[i] {
			return false
		}
	}
	return len(p) == len(q)
}

// Fields implements Fielded.
func (Extremes) Fields() []string { return []string{"minimum", "maximum", "proven", "boxes"} }

// Field implements Fielded; an end that is not attained is the text that says so.
func (e Extremes) Field(name string) Value {
	switch name {
	case "minimum":
		return e.end(e.Minimum)
	case "maximum":
		return e.end(e.Maximum)
	case "proven":
		return Truth(e.Proven())
	case "boxes":
		return Number(float64(e.Boxes))
	}
	return nil
}

func (e Extremes) end(end extremes.End) Value {
	if c, ok := e.Best(end); ok {
		return c
	}
	if end.State == extremes.NotAttained || e.Empty {
		return Text("not attained")
	}
	return Text("not known")
}

// Candidate is a point at which f may have its least or greatest value.
type Candidate struct {
	*extremes.Candidate
	Function Callable
	Vector   bool // the function takes one vector
	Exact    ExactPoint
}

// Describe implements Value.
func (Candidate) Describe() message.Phrase { return message.Say("kind.candidate") }

// Place implements Placed.
func (c Candidate) Place() Value {
	return Quantity{Node: withForms(PlaceOf(c.At, c.Vector).(Quantity).Node, c.Exact.At)}
}

// Fields implements Fielded.
func (Candidate) Fields() []string { return []string{"at", "value", "where"} }

// Field implements Fielded.
func (c Candidate) Field(name string) Value {
	switch name {
	case "at":
		return c.Place()
	case "value":
		return Quantity{Node: withForms(expr.Const(c.Value), c.Exact.Value)}
	case "where":
		return Text(c.Where)
	}
	return nil
}
