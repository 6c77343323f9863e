package library

import (
	"math"
	"slices"
	"strconv"

	"gonum.org/v1/gonum/floats"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/value"
	"saddle/numerics/critical"
	"saddle/numerics/descent"
	"saddle/numerics/expr"
)

// noteRun says what a run met that its numbers alone do not tell: steps too large for the curvature, two points in turn, a
// function that falls for ever.
func noteRun(c *eval.Call, o *value.Optimizer, pr *problem, record *descent.Record) {
	first, last := 0, record.Steps
	if last == 0 || !c.Notebook().IsHeard() || c.Context().Err() != nil || isNoisy(c) {
		return
	}
	steepens := record.Norm(last) > 2*record.Norm(first)
	grows, cycles := record.Value(last) > record.Value(first) && (steepens || strides(record)), isCycle(record)
	switch {
	case grows, cycles, bounces(record):
		switch {
		case noteStepTooLarge(c, o, pr, record):
		case cycles:
			noteCycle(c, o, pr, record)
		case grows:
			noteGrowth(c, o, pr, record)
		}
	case (steepens || strides(record)) && record.Status != descent.StoppedByRule && abysmal(pr, record):
		c.Note("note.unbounded", pr.f.Label())
	}
}

// strides reports whether the last step of a run is far longer than its first: it goes away, as Newton's method does on x^(1/3), and
// does not come to rest, as at a maximum.
func strides(record *descent.Record) bool {
	const longer = 10
	end := record.Rows() - 1
	if end < 2 {
		return false
	}
	step := func(k int) float64 { return floats.Distance(record.Points.Row(k), record.Points.Row(k-1), 2) }
	return step(end) > longer*step(1)
}

// abysmal reports whether the path ends so deep that f seems to have no bottom. Where it leaves the domain of f, the way to the
// border tells.
func abysmal(pr *problem, record *descent.Record) bool {
	const deep = 1e4
	start, end := record.Value(0), record.Value(record.Steps)
	if record.Status == descent.Diverged && record.Lost != nil && value.AllFinite(record.Lost) && !huge(record.Lost) {
		return sinksAtBorder(pr.function(), record.Last(), record.Lost) || end < start && fallsOn(pr.function(), record)
	}
	return (start-end > deep*(1+math.Abs(start)) || record.Status == descent.Diverged && end < start) && fallsOn(pr.function(), record)
}

// fallsOn reports whether f goes on falling from the end of a path along its last step, however often that is doubled: where
// it turns up, f was only on the way down to a deep valley.
func fallsOn(f *expr.Function, record *descent.Record) bool {
	const doublings = 100
	last := record.Last()
	row, moved := lastElsewhere(record)
	if !moved {
		return false
	}
	ahead, before := make([]float64, len(last)), record.Value(record.Steps)
	for n := range doublings {
		for i, x := range record.Points.Row(row) {
			ahead[i] = last[i] + math.Ldexp(last[i]-x, n)
		}
		next := f.At(ahead).Float()
		if math.IsInf(next, -1) || !value.AllFinite(ahead) {
			return true
		}
		if !(next < before) {
			return false
		}
		before = next
	}
	return true
}

// lastElsewhere is the last kept row at another point than the one where the run ended.
func lastElsewhere(record *descent.Record) (row int, ok bool) {
	last := record.Last()
	row = record.Rows() - 2
	for row >= 0 && slices.Equal(record.Points.Row(row), last) {
		row--
	}
	return row, row >= 0
}

// sinksAtBorder reports whether f, which has a value at one point and none at another, falls without end towards the border
// between them: by no less each time that the distance is halved, as log(x) does towards 0, and √x does not.
func sinksAtBorder(f *expr.Function, inside, outside []float64) bool {
	at := func(part float64) float64 {
		between := make([]float64, len(inside))
		for i := range between {
			between[i] = inside[i] + part*(outside[i]-inside[i])
		}
		return f.At(between).Float()
	}
	low, high := 0.0, 1.0
	for middle := 0.5; middle > low && middle < high; middle = low + (high-low)/2 {
		if value := at(middle); value-value == 0 {
			low = middle
		} else {
			high = middle
		}
	}
	drop := func(k int) float64 { return at(low-math.Ldexp(low, -k)) - at(low-math.Ldexp(low, -k-1)) }
	const near, nearer = 12, 32
	return drop(nearer) > 0.5*drop(near) && drop(near) > 0
}

// isNoisy reports whether the run was asked for random gradients.
func isNoisy(c *eval.Call) bool {
	_, noise := c.Setting("noise")
	_, batch := c.Setting("batch")
	return noise || batch
}

// bounces reports whether a run goes up in a good part of its steps, of those that were kept.
func bounces(record *descent.Record) bool {
	if record.Norm(record.Steps) < 1e-6 {
		return false
	}
	up := 0
	for k := range record.Rows() - 1 {
		if record.F[k+1] > record.F[k] {
			up++
		}
	}
	return 4*up >= record.Rows()-1
}

// noteStepTooLarge says where a setting exceeds what the Hessian allows the rule, at the start or at the lowest point of the
// path: where its steps would enlarge an error along the direction that curves most. It reports whether there is one.
func noteStepTooLarge(c *eval.Call, o *value.Optimizer, pr *problem, record *descent.Record) bool {
	if len(pr.start.Flat()) > mostStable {
		return false
	}
	for _, k := range []int{0, lowestStep(record)} {
		rates, err := critical.Rate(pr.function(), record.Points.Row(k))
		if err != nil || math.IsInf(rates.Limit, 1) {
			continue
		}
		curvature := 2 / rates.Limit
		if l, ok := tooLarge(c, o, pr, curvature); ok {
			value, largest := c.Notebook().TellApart(l.Value, rounded(l.Largest))
			c.Note("note.step", value, largest, k, o.Name, l.Setting, c.Format().Number(rounded(l.Largest*curvature)))
			return true
		}
	}
	return false
}

// noteGrowth says that a run climbs, and what of a built-in optimizer could be changed.
func noteGrowth(c *eval.Call, o *value.Optimizer, pr *problem, record *descent.Record) {
	start, end := c.Format().Number(record.Value(0)), c.Format().Number(record.Value(record.Steps))
	if names := c.Rules().Of(o, pr.stepped).Settings; len(names) > 0 && o.Rule != nil {
		c.Note("note.grew", pr.f.Label(), start, end, o.Name, names[0].Name)
		return
	}
	c.Note("note.grew-plain", pr.f.Label(), start, end)
}

// lowestStep is where f is least among the steps that are kept.
func lowestStep(record *descent.Record) (lowest int) {
	for k, f := range record.F {
		if f < record.F[lowest] {
			lowest = k
		}
	}
	return lowest
}

// mostStable is the number of variables up to which the stability of a rule is looked at.
const mostStable = 100

// tooLarge asks the rule itself. A built-in one treats all variables alike, so that one will do.
func tooLarge(c *eval.Call, o *value.Optimizer, pr *problem, curvature float64) (descent.Limit, bool) {
	f := pr.function()
	switch {
	case o.Rule != nil:
		x := expr.NewGraph().Variable("x", expr.Vector(1))
		f = &expr.Function{Name: f.Name, Variables: []*expr.Node{x}, Value: expr.NormSquared(x)}
	case f.Dimension() > mostTyped:
		return descent.Limit{}, false
	}
	return descent.TooLarge(c.Rules().Of(o, pr.stepped), f, curvature, o.Numbers())
}

// mostTyped is the number of variables up to which a student's rule is asked.
const mostTyped = 10

// rounded drops the digits that the search for a limit leaves open.
func rounded(x float64) float64 {
	short, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 8, 64), 64)
	return short
}
