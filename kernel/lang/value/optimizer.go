package value

import (
	"context"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/numerics/critical"
	"saddle/numerics/descent"
	"saddle/numerics/expr"
	"saddle/numerics/formula"
	"saddle/numerics/spectral"
)

// Optimizer is a rule that steps a point: a built-in one, or one that the student wrote, with settings perhaps changed.
type Optimizer struct {
	Name       string
	Rule       *descent.Rule               // of a built-in one
	Definition *syntax.OptimizerDefinition // of the student's own
	Source     *message.Source             // where Definition stands
	Changed    map[string]Value            // settings that differ from their defaults: numbers for a built-in one, anything for the student's own
	Order      []string                    // of Changed, as the student gave them
}

// Describe implements Value.
func (o *Optimizer) Describe() message.Phrase { return message.Say("kind.optimizer", o.Name) }

// Shown is a name of the rule as the student wrote it: g₀ for g0.
func (o *Optimizer) Shown(name string) string {
	if o.Definition == nil {
		return name
	}
	for _, p := range o.Definition.Params {
		if p.Name.Text == name {
			return p.Name.Shown
		}
	}
	for _, line := range o.Definition.Lines {
		for _, n := range line.Names {
			if n.Text == name {
				return n.Shown
			}
		}
	}
	return name
}

// With is the optimizer with one more setting changed.
func (o *Optimizer) With(name string, to Value) *Optimizer {
	changed := *o
	changed.Changed = map[string]Value{name: to}
	for n, v := range o.Changed {
		if n != name {
			changed.Changed[n] = v
		}
	}
	if _, again := o.Changed[name]; !again {
		changed.Order = append(append([]string(nil), o.Order...), name)
	}
	return &changed
}

// Numbers are the changed settings that are numbers, as the runner takes them.
func (o *Optimizer) Numbers() map[string]float64 {
	numbers := map[string]float64{}
	for name, v := range o.Changed {
		if x, ok := KnownNumber(v); ok {
			numbers[name] = x
		}
	}
	return numbers
}

// KnownNumber is the value of a known number; ok is false for anything else.
func KnownNumber(v Value) (x float64, ok bool) {
	q, ok := v.(Quantity)
	if !ok || !q.Node.IsConst() || q.Node.IsTruth() || q.Node.Shape().Rank != 0 {
		return 0, false
	}
	return q.Node.Float(), true
}

// Run is what happened when an optimizer was run on a function.
type Run struct {
	Optimizer *Optimizer
	Objective Callable
	Variables []string     // of the objective
	Shapes    []expr.Shape // of its variables
	Spread    bool         // the point is one vector of numbers, one for each variable
	Record    *descent.Record
	Why       message.Phrase                          // why it diverged; zero for a run that did not
	End       func(context.Context) *critical.Verdict // of the critical point that it came to, where that is no minimum; nil: not judged
	Terrain   *Terrain                                // the objective of one or two numbers; nil for more
	Critical  func(context.Context) []*Points         // the critical points near its ends, of one or two numbers; nil for more
}

// Describe implements Value.
func (r *Run) Describe() message.Phrase { return message.Say("kind.run") }

// Rests reports whether the run ended because no step moves it any more.
func (r *Run) Rests() bool {
	return r.Record.Status == descent.Converged || r.Record.Status == descent.Stalled
}

// Step is one step of a run: r[k].
type Step struct {
	Run    *Run
	Number int
}

// Describe implements Value.
func (s Step) Describe() message.Phrase { return message.Say("kind.step") }

// Verdict is what classify answers.
type Verdict struct {
	*critical.Verdict
	Function Callable                // nil when a matrix was classified
	At       []float64               // the point
	Point    any                     // the point as the function takes it, the evaluator's own; nil for a matrix
	Matrix   *expr.Node              // that was classified; nil for a function
	Known    func() formula.Critical // what is known exactly; nil: nothing
	Terrain  *Terrain                // the function of one or two numbers; nil for more
}

// Describe implements Value.
func (Verdict) Describe() message.Phrase { return message.Say("kind.verdict") }

// Rates is what rate answers: the learning rates that a Hessian allows.
type Rates struct {
	*critical.Rates
	Function  Callable     // nil when a matrix was given
	Arguments []*expr.Node // of the function at the point
	Point     any          // the point as the function takes it, the evaluator's own; nil for a matrix
	Hessian   *expr.Node   // nil where it is too large
	Known     formula.Rates
}

// Describe implements Value.
func (Rates) Describe() message.Phrase { return message.Say("kind.rates") }

// PointAt is the point after k steps, as the objective takes it.
func (r *Run) PointAt(k int) Value {
	xs := r.Record.Points.At(k)
	switch {
	case r.Spread:
		return Quantity{Node: expr.Array(r.Record.Points.Shape, xs)}
	case len(r.Shapes) == 1: // of which a rule for vectors steps a number as a vector
		return Quantity{Node: expr.Array(r.Shapes[0], xs)}
	}
	p := Parts{Names: r.Variables}
	for _, shape := range r.Shapes {
		p.Values = append(p.Values, Quantity{Node: expr.Array(shape, xs[:shape.Size()])})
		xs = xs[shape.Size():]
	}
	return p
}

// Spectrum is what spectrum answers: eigenvalues at both ends of a Hessian's spectrum.
type Spectrum struct {
	*spectral.Extremes
	Function  Callable
	Dimension int // of the whole spectrum
}

// Describe implements Value.
func (Spectrum) Describe() message.Phrase { return message.Say("kind.spectrum") }
