package eval

import (
	"math"
	"strings"

	"saddle/kernel/lang/value"
	"saddle/numerics/critical"
	"saddle/numerics/descent"
	"saddle/numerics/expr"
)

// mostKinks is how many derivatives of one cell are looked at for corners.
const mostKinks = 100

// noteCorners says where a derivative was taken at a corner of its function, or at a jump.
func (e *evaluation) noteCorners(t traced, p point) {
	if e.out.Note == nil || e.within != nil || e.cornersSought == mostKinks || !p.isKnown() || !mayHaveCorners(t.value) {
		return
	}
	e.cornersSought++
	for _, kink := range expr.Kinks(t.value) {
		if key := cornerAt(kink, t.variables, p.parts); key != "" {
			e.note(key, e.placeText(p))
			return
		}
	}
}

// mayHaveCorners tells a formula with choices from one that is smooth by its look. A formula with very many choices is
// not looked into.
func mayHaveCorners(n *expr.Node) bool {
	const most = 64
	seen, choices := map[*expr.Node]bool{}, 0
	var look func(*expr.Node)
	look = func(n *expr.Node) {
		if seen[n] || choices > most {
			return
		}
		seen[n] = true
		switch n.Op() {
		case expr.OpMax, expr.OpMin, expr.OpMod, expr.OpSelect:
			choices++
		case expr.OpApply:
			switch n.Func() {
			case expr.Abs, expr.Sign, expr.Floor, expr.Ceil, expr.Round:
				choices++
			}
		}
		for _, arg := range n.Args() {
			look(arg)
		}
	}
	look(n)
	return choices > 0 && choices <= most
}

// cornerAt is the note for a kink that a point lies on; empty where the two branches meet smoothly.
func cornerAt(kink expr.Kink, variables, parts []*expr.Node) string {
	at := func(n *expr.Node) []float64 { return expr.Substitute(n, variables, parts).Data() }
	if kink.Jump == nil || !hasZero(at(kink.At)) || kink.Weight != nil && allZero(at(kink.Weight)) {
		return ""
	}
	if !allZero(at(kink.Jump)) {
		return "note.jump"
	}
	if kink.Jump.Shape().Rank > 0 {
		return "note.corner"
	}
	for _, slope := range expr.Gradient(kink.Jump, variables...) {
		if !allZero(at(slope)) {
			return "note.corner"
		}
	}
	return ""
}

func allZero(xs []float64) bool {
	for _, x := range xs {
		if x != 0 {
			return false
		}
	}
	return true
}

// placeText is a point as a note names it: x = 0, or (x, y) = (0, 0).
func (e *evaluation) placeText(p point) string {
	switch v := p.gather(p.parts).(type) {
	case value.Parts:
		return e.chosen.Format.Plain(v)
	default:
		if len(p.names) == 1 {
			return p.names[0] + " = " + e.chosen.Format.Plain(v)
		}
		return "(" + strings.Join(p.names, ", ") + ") = " + e.chosen.Format.Plain(v)
	}
}

// noteRun says what a run met that its numbers alone do not tell: steps too large for the curvature, a function that
// falls for ever.
func (c *builtinCall) noteRun(o *value.Optimizer, pr *problem, record *descent.Record) {
	first, last := 0, record.Steps
	if last == 0 || c.out.Note == nil || c.ctx.Err() != nil || c.isNoisy() {
		return
	}
	steepens := record.GradientNorm[last] > 2*record.GradientNorm[first]
	switch {
	case record.F[last] > record.F[first] && steepens, bounces(o, record):
		c.noteStepTooLarge(o, pr, record)
	case steepens && record.Status != descent.StoppedByRule && abysmal(record):
		c.note("note.unbounded", pr.f.Label())
	}
}

// abysmal tells whether the path ends so deep that f seems to have no bottom.
func abysmal(record *descent.Record) bool {
	const deep = 1e4
	start, end := record.F[0], record.F[record.Steps]
	return start-end > deep*(1+math.Abs(start)) || record.Status == descent.Diverged && end < start
}

// isNoisy tells whether the run was asked for random gradients.
func (c *builtinCall) isNoisy() bool {
	_, noise := c.setting("noise")
	_, batch := c.setting("batch")
	return noise || batch
}

// bounces tells whether gradient descent goes up in a good part of its steps.
func bounces(o *value.Optimizer, record *descent.Record) bool {
	if o.Name != "gd" || record.GradientNorm[record.Steps] < 1e-6 {
		return false
	}
	up := 0
	for k := range record.Steps {
		if record.F[k+1] > record.F[k] {
			up++
		}
	}
	return 4*up >= record.Steps
}

// noteStepTooLarge says where η exceeds what the Hessian allows: at the start, or at the lowest point of the path.
func (c *builtinCall) noteStepTooLarge(o *value.Optimizer, pr *problem, record *descent.Record) {
	const largest = 100
	eta, ok := record.Settings["η"]
	if !ok || len(pr.start.flat()) > largest {
		return
	}
	lowest := 0
	for k, f := range record.F {
		if f < record.F[lowest] {
			lowest = k
		}
	}
	for _, k := range []int{0, lowest} {
		rates, err := critical.Rate(pr.function(), record.Points.At(k))
		if err == nil && eta > rates.Limit {
			step, limit := c.tellApart(eta, rates.Limit)
			c.note("note.step", step, limit, k, o.Name)
			return
		}
	}
}
