package eval

import (
	"errors"
	"math"
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/critical"
	"saddle/numerics/expr"
)

// criticalPoints finds every critical point in a box, with a proof where one can be had.
func criticalPoints(c *builtinCall) value.Value {
	f := c.function(0)
	names := value.VariablesOf(f)
	middle, box := c.boxOf(f, names)
	if t, open := c.OpenAt(f, middle); open {
		return c.pointsOf(t, box, c.wholeSetting("boxes", 1, 0))
	}
	t := c.tracedIn(f, middle)
	answer := value.CriticalPoints{Function: f, Names: entryNames(middle.layout), Box: box, Vector: middle.form == whole && middle.shapes[0].Rank == 1}
	report := c.Partly()
	found, err := critical.Search(c.Context(), t.function(f.Label()), answer.Box, critical.SearchOptions{
		Boxes:    c.wholeSetting("boxes", 1, 0),
		Progress: func(done float64, _ int) { report(done) },
	})
	var large *critical.SearchSizeError
	if errors.As(err, &large) {
		panic(message.New("LimitError", "search.size", large.Variables).At(c.Source(), c.positional[0].span).Advise("search.size-advice", f.Label()))
	}
	if err != nil {
		c.numericalFailure(err, argument{span: c.site})
	}
	answer.Findings = found
	answer.Terrain = c.terrain(f, t, middle.layout)
	return answer
}

// tracedIn traces f with the shapes of a point; where that fails for a number, it may be meant for a vector.
func (c *builtinCall) tracedIn(f value.Callable, p point) (t traced) {
	err := c.Attempt(func() { t = c.traceAt(f, p) })
	var failure *message.Error
	if errors.As(err, &failure) && failure.Advice.Key == "point.vector-advice" {
		name := value.ShownVariables(f)[0]
		failure.Advise("search.vector-advice", name, f.Label())
	}
	if err != nil {
		panic(err)
	}
	return t
}

// entryNames names the numbers of a point: the variables, or the entries of those that are vectors.
func entryNames(l layout) []string {
	var names []string
	for i, name := range l.names {
		if l.shapes[i].Rank == 0 {
			names = append(names, name)
			continue
		}
		for k := range l.shapes[i].Size() {
			names = append(names, name+expr.Subscript(k+1))
		}
	}
	return names
}

// boxOf reads the range of every variable: x = -3..3 for a number, x = (-3, -3)..(3, 3) for a vector. The point is in the
// middle of the box.
func (c *builtinCall) boxOf(f value.Callable, names []string) (middle point, box []critical.Range) {
	middle.layout = layout{form: spread, names: names}
	for _, name := range names {
		low, high := c.sideOf(f, names, name)
		shape := expr.Scalar
		if b, ok := c.given(name).(value.Box); ok {
			shape = expr.Vector(len(b.Low))
			middle.form = named
		}
		centre := make([]float64, len(low))
		for k := range low {
			box = append(box, critical.Range{Lo: low[k], Hi: high[k]})
			centre[k] = low[k]/2 + high[k]/2
		}
		middle.shapes = append(middle.shapes, shape)
		middle.parts = append(middle.parts, expr.Array(shape, centre))
	}
	if len(names) == 1 {
		middle.form = whole
	}
	return middle, box
}

// sideOf is the range of one variable, number by number.
func (c *builtinCall) sideOf(f value.Callable, names []string, name string) (low, high []float64) {
	arg, ok := c.setting(name)
	if !ok {
		failure := message.New("TypeError", "setting.missing", c.entry.Name, name).At(c.Source(), c.open)
		if len(names) == 1 {
			panic(failure.Advise("search.box-one-advice", f.Label(), name))
		}
		panic(failure.Advise("search.box-advice", f.Label(), boxText(names)))
	}
	if b, ok := arg.value.(value.Box); ok {
		low, high = b.Low, b.High
	} else {
		r := c.rangeIn(arg)
		low, high = []float64{r.Low}, []float64{r.High}
	}
	for k := range low {
		if math.IsInf(low[k], 0) || math.IsInf(high[k], 0) {
			panic(message.New("DomainError", "range.finite", name).At(c.Source(), arg.span).Advise("search.box-advice", f.Label(), boxText(names)))
		}
		if !(high[k] > low[k]) {
			panic(message.New("DomainError", "range.order", name).At(c.Source(), arg.span).Advise("range.order-advice"))
		}
	}
	return low, high
}

// boxText is an example of ranges for variables.
func boxText(names []string) string {
	texts := make([]string, len(names))
	for i, name := range names {
		texts[i] = name + " = -3..3"
	}
	return strings.Join(texts, ", ")
}

// sideText is an example of the range of a variable of a shape: from -3 to 3 in every entry.
func sideText(shape expr.Shape) string {
	if shape.Rank == 0 {
		return "-3..3"
	}
	low, high := make([]string, shape.Size()), make([]string, shape.Size())
	for k := range low {
		low[k], high[k] = "-3", "3"
	}
	return "(" + strings.Join(low, ", ") + ")..(" + strings.Join(high, ", ") + ")"
}
