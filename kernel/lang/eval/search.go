package eval

import (
	"errors"
	"math"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/critical"
	"saddle/numerics/expr"
)

// criticalPoints finds every critical point in a box, with a proof where one can be had.
func criticalPoints(c *builtinCall) value.Value {
	f := c.function(0)
	t := c.traceAt(f, origin(f))
	answer := value.CriticalPoints{Function: f, Names: t.names, Box: c.boxOf(f, t.names)}
	report := c.partly(c.entry.Name)
	found, err := critical.Search(c.ctx, t.function(f.Label()), answer.Box, critical.SearchOptions{
		Boxes:    c.wholeSetting("boxes", 1, 0),
		Progress: func(done float64, _ int) { report(done) },
	})
	var large *critical.SearchSizeError
	if errors.As(err, &large) {
		panic(message.New("LimitError", "search.size", large.Variables).At(c.scope.source, c.positional[0].span).Advise("search.size-advice", f.Label()))
	}
	if err != nil {
		c.numericalFailure(err, argument{span: c.site})
	}
	answer.Findings = found
	if len(t.names) == 2 {
		answer.Sample = c.samplePlane(t)
	}
	return answer
}

// boxOf reads the range of every variable: x = -3..3, y = -2..2.
func (c *builtinCall) boxOf(f value.Callable, names []string) []critical.Range {
	box := make([]critical.Range, len(names))
	for i, name := range names {
		arg, ok := c.setting(name)
		if !ok {
			panic(message.New("TypeError", "setting.missing", c.entry.Name, name).At(c.scope.source, c.open).
				Advise("search.box-advice", f.Label(), boxText(names)))
		}
		r := c.rangeIn(arg)
		if math.IsInf(r.Low, 0) || math.IsInf(r.High, 0) {
			panic(message.New("DomainError", "range.finite", name).At(c.scope.source, arg.span).
				Advise("search.box-advice", f.Label(), boxText(names)))
		}
		box[i] = critical.Range{Lo: r.Low, Hi: r.High}
	}
	return box
}

// boxText is an example of ranges for variables.
func boxText(names []string) string {
	texts := make([]string, len(names))
	for i, name := range names {
		texts[i] = name + " = -3..3"
	}
	return join(texts, ", ")
}

func criticalPointsField(c value.CriticalPoints, name string) value.Value {
	switch name {
	case "proven":
		return value.Truth(c.Proven)
	case "undecided":
		entries := make([]float64, 0, 2*len(c.Names)*len(c.Undecided))
		for _, box := range c.Undecided {
			for _, r := range box {
				entries = append(entries, r.Lo, r.Hi)
			}
		}
		return value.Quantity{Node: expr.Array(expr.Shape{Rank: 2, Rows: len(c.Undecided), Cols: 2 * len(c.Names)}, entries)}
	case "boxes":
		return value.Number(float64(c.Boxes))
	}
	return nil
}

func criticalPointField(p value.CriticalPoint, name string) value.Value {
	switch name {
	case "at":
		if len(p.At) == 1 {
			return value.Number(p.At[0])
		}
		return value.Vector(p.At)
	case "proven":
		return value.Truth(p.Proven)
	}
	return verdictField(value.Verdict{Verdict: p.Verdict, Function: p.Function, At: p.At}, name)
}
