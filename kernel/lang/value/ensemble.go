package value

import (
	"math"
	"slices"

	"saddle/kernel/lang/message"
	"saddle/numerics/descent"
	"saddle/numerics/expr"
)

// Ensemble is one optimizer run on one function from one point with several seeds: a list of runs, at least one.
type Ensemble struct {
	Runs  []*Run
	Seeds []float64 // of the runs
}

// Describe implements Value.
func (e *Ensemble) Describe() message.Phrase { return message.Say("kind.ensemble", len(e.Runs)) }

// Outcomes is how each run of an ensemble ended: what table shows of it.
type Outcomes struct{ *Ensemble }

// Describe implements Value.
func (Outcomes) Describe() message.Phrase { return message.Say("kind.iterates") }

// Items implements Tuple: the runs in order.
func (e *Ensemble) Items() []Value {
	items := make([]Value, len(e.Runs))
	for i, r := range e.Runs {
		items[i] = r
	}
	return items
}

// Steps is how many steps the longest run took.
func (e *Ensemble) Steps() int {
	steps := 0
	for _, r := range e.Runs {
		steps = max(steps, r.Record.Steps)
	}
	return steps
}

// ValueAt is f after step k of a run: of one that is over by then its last value, +Inf where it has diverged.
func (e *Ensemble) ValueAt(i, k int) float64 {
	r := e.Runs[i].Record
	switch {
	case k <= r.Steps && !math.IsNaN(r.Value(k)):
		return r.Value(k)
	case r.Status == descent.Diverged:
		return math.Inf(1)
	}
	return r.Value(r.Steps)
}

// Final is f at the end of each run, see ValueAt.
func (e *Ensemble) Final() []float64 {
	values := make([]float64, len(e.Runs))
	for i := range e.Runs {
		values[i] = e.ValueAt(i, e.Steps()+1)
	}
	return values
}

// Series is the median of f over the runs against the step, between the quartiles.
func (e *Ensemble) Series() *Series {
	s := &Series{Name: e.Runs[0].Objective.Label(), Steps: e.kept(), Runs: len(e.Runs)}
	values := make([]float64, len(e.Runs))
	for _, k := range s.Steps {
		for i := range e.Runs {
			values[i] = e.ValueAt(i, k)
		}
		q := Quartiles(values)
		s.Low, s.Values, s.High = append(s.Low, q[0]), append(s.Values, q[1]), append(s.High, q[2])
	}
	return s
}

// kept are the steps that the longest run has kept.
func (e *Ensemble) kept() []int {
	longest := slices.MaxFunc(e.Runs, func(a, b *Run) int { return a.Record.Steps - b.Record.Steps }).Record
	if longest.Kept != nil {
		return longest.Kept
	}
	steps := make([]int, longest.Rows())
	for k := range steps {
		steps[k] = k
	}
	return steps
}

// Quartiles are the lower quartile, the median and the upper quartile of some numbers, by linear interpolation between them as
// quantile does; one next to +Inf is +Inf.
func Quartiles(values []float64) (q [3]float64) {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	for i, part := range []float64{0.25, 0.5, 0.75} {
		at := part * float64(len(sorted)-1)
		below := int(at)
		q[i] = sorted[below]
		if rest := at - float64(below); rest > 0 {
			q[i] = sorted[below]*(1-rest) + sorted[below+1]*rest
		}
	}
	return q
}

// Fields implements Fielded.
func (e *Ensemble) Fields() []string {
	return []string{"seeds", "steps", "status", "last", "final", "median", "quartiles"}
}

// Field implements Fielded: of each run its seed, its steps, how and where it ended and f there; the median and the quartiles of
// f against the step.
func (e *Ensemble) Field(name string) Value {
	switch name {
	case "seeds":
		return Vector(e.Seeds)
	case "steps":
		steps := make([]float64, len(e.Runs))
		for i, r := range e.Runs {
			steps[i] = float64(r.Record.Steps)
		}
		return Vector(steps)
	case "status":
		var list List
		for _, r := range e.Runs {
			list = append(list, Text(r.Record.Status))
		}
		return list
	case "last":
		return e.last()
	case "final":
		return Vector(e.Final())
	}
	return e.seriesField(name)
}

// seriesField is a field of f against the step.
func (e *Ensemble) seriesField(name string) Value {
	switch name {
	case "median":
		return Vector(e.Series().Values)
	case "quartiles":
		s := e.Series()
		var entries []float64
		for k := range s.Values {
			entries = append(entries, s.Low[k], s.High[k])
		}
		return Matrix(len(s.Values), 2, entries)
	}
	return nil
}

// last are the last points: a vector of numbers, a matrix with a row for each run.
func (e *Ensemble) last() Value {
	var entries []float64
	for _, r := range e.Runs {
		entries = append(entries, r.Record.Last()...)
	}
	if size := len(entries) / len(e.Runs); size > 1 {
		return Quantity{Node: expr.Array(expr.MatrixShape(len(e.Runs), size), entries)}
	}
	return Vector(entries)
}
