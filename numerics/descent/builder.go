package descent

import (
	"saddle/numerics/expr"
)

// Builder takes down the lines of a rule, in order. A line sees the values that the lines above it gave: each method that
// names something returns the node to go on with.
type Builder struct {
	graph     *expr.Graph
	rule      *Rule
	objective objective
	shape     expr.Shape // of the point
	settings  map[string]*expr.Node
	open      *expr.Node            // the setting that is an input; nil: none
	widened   map[string]expr.Shape // start-variables that an earlier build found to be arrays

	batch         *sampled   // nil unless the run is on batches
	rows          *expr.Node // of the batch
	point, number *expr.Node
	noise         float64
	draws         int // random draws so far
	histories     int // of gradients that the rule keeps

	looks  []*look
	starts []*startLine
	lines  []line
	stop   *expr.Node // nil for a rule that never stops by itself
	print  *printing  // nil unless the rule prints itself
}

// startLine is a variable that lives from step to step.
type startLine struct {
	name    string
	initial *expr.Node // in terms of the first point and of earlier start-variables
	node    *expr.Node // its value before the step
	truth   bool       // a truth, kept as 1 or 0
	hidden  bool       // not recorded
}

// seen is the variable as the lines see it.
func (s *startLine) seen() *expr.Node {
	if s.truth {
		return expr.Compare(expr.Greater, s.node, expr.Const(0))
	}
	return s.node
}

// kept is a value as the variable keeps it; it panics with an *expr.KindError where one is a truth and the other is not.
func (s *startLine) kept(value *expr.Node) *expr.Node {
	switch {
	case s.truth != value.IsTruth():
		panic(&expr.KindError{Op: "=", Truth: value.IsTruth()})
	case s.truth:
		return oneOrZero(value)
	}
	return conform(value, s.node.Shape())
}

// oneOrZero is a truth as a number.
func oneOrZero(truth *expr.Node) *expr.Node {
	return expr.Select(truth, expr.Const(1), expr.Const(0))
}

// line is a name and its value in a step; the last one of a name counts.
type line struct {
	name string
	node *expr.Node
}

// Graph is where the lines' symbols live.
func (b *Builder) Graph() *expr.Graph { return b.graph }

// Point is θ before the step.
func (b *Builder) Point() *expr.Node { return b.point }

// Number is the number of the step, from 1.
func (b *Builder) Number() *expr.Node { return b.number }

// Setting is the value of one of the rule's settings.
func (b *Builder) Setting(name string) *expr.Node {
	node, ok := b.settings[name]
	if !ok {
		panic("descent: rule " + b.rule.Name + " has no setting " + name)
	}
	return node
}

// F is f at a point.
func (b *Builder) F(at *expr.Node) *expr.Node { return b.objective.value(at) }

// Gradient is ∇f at a point, in the point's shape: over the run's batch if it has batches, and with its noise.
func (b *Builder) Gradient(at *expr.Node) *expr.Node {
	if b.batch != nil {
		return b.Noisy(b.batch.gradient(at, b.rows))
	}
	return b.Noisy(b.objective.gradient(at))
}

// Noisy adds the noise that the run was asked to add to a gradient; without noise it is the gradient itself.
func (b *Builder) Noisy(gradient *expr.Node) *expr.Node {
	if b.noise == 0 {
		return gradient
	}
	return expr.AddEach(gradient, expr.Times(expr.Const(b.noise), b.draw("randn", expr.Normal, gradient.Shape())))
}

// Hessian is ∇²f at a point: by its entries, row by row; of a number, a number.
func (b *Builder) Hessian(at *expr.Node) *expr.Node { return b.objective.hessian(at) }

// Normal is a point of independent standard normal numbers, drawn anew each step.
func (b *Builder) Normal() *expr.Node { return b.draw("randn", expr.Normal, b.shape, b.dimension()) }

// Uniform is a number, uniform on [0, 1), drawn anew each step.
func (b *Builder) Uniform() *expr.Node { return b.draw("rand()", expr.Uniform, expr.Scalar) }

func (b *Builder) draw(name string, d expr.Distribution, s expr.Shape, args ...*expr.Node) *expr.Node {
	b.draws++
	return b.named(name, s, func() *expr.Node { return b.graph.Random(d, s, -b.draws) }, args...)
}

// dimension is the number of entries of the point.
func (b *Builder) dimension() *expr.Node {
	return b.named("rows", expr.Scalar, func() *expr.Node { return expr.Const(float64(b.shape.Size())) }, b.point)
}

// named is a value that has a name of its own in a printed rule.
func (b *Builder) named(name string, shape expr.Shape, value func() *expr.Node, args ...*expr.Node) *expr.Node {
	if b.print != nil {
		return b.graph.Unknown(name, shape, args...)
	}
	return value()
}

// symbol stands for a word in a printed rule; nil in any other.
func (b *Builder) symbol(word string) *expr.Node {
	if b.print == nil {
		return nil
	}
	return b.graph.Variable(word, expr.Scalar)
}

// Start declares a variable that lives from step to step, with its value at the first point: a truth or numbers. A number becomes an array of
// it when the rule later assigns an array.
func (b *Builder) Start(name string, initial *expr.Node) *expr.Node {
	if b.print != nil {
		return b.print.start(b, name, initial)
	}
	truth := initial.IsTruth()
	if truth {
		initial = oneOrZero(initial)
	}
	shape := initial.Shape()
	if wide, ok := b.widened[name]; ok && shape.IsScalar() {
		shape = wide
		initial = expr.Fill(shape, initial)
	}
	s := &startLine{name: name, initial: initial, node: b.graph.Variable(name, shape), truth: truth}
	b.starts = append(b.starts, s)
	return s.seen()
}

// keep is Start for what a rule needs from step to step but nobody wants to see.
func (b *Builder) keep(name string, initial *expr.Node) *expr.Node {
	node := b.Start(name, initial)
	b.starts[len(b.starts)-1].hidden = true
	return node
}

// Assign gives a name its value in this step: θ, a start-variable, or a name of this step only. It panics with an
// *expr.ShapeError when θ or a start-variable would change its shape, with an *expr.KindError when a start-variable would become
// a truth or cease to be one.
func (b *Builder) Assign(name string, value *expr.Node) *expr.Node {
	if b.print != nil {
		return b.print.assign(b, name, value)
	}
	if name == b.rule.pointName() {
		value = conform(value, b.shape)
	}
	if s := b.start(name); s != nil {
		if s.node.Shape().IsScalar() && !s.truth && !value.Shape().IsScalar() {
			panic(&wideningError{name, value.Shape()})
		}
		kept := s.kept(value)
		b.lines = append(b.lines, line{name, kept})
		if s.truth {
			return value
		}
		return kept
	}
	b.lines = append(b.lines, line{name, value})
	return value
}

// wideningError asks for the lines to be built anew with a start-variable that is an array.
type wideningError struct {
	name  string
	shape expr.Shape
}

// conform fills an array with a number; any other change of shape is refused.
func conform(value *expr.Node, s expr.Shape) *expr.Node {
	switch {
	case value.IsTruth():
		panic(&expr.KindError{Op: "=", Truth: value.IsTruth()})
	case value.Shape() == s:
		return value
	case value.Shape().IsScalar():
		return expr.Fill(s, value)
	}
	panic(&expr.ShapeError{Op: "=", Shapes: []expr.Shape{s, value.Shape()}})
}

// IsStart reports whether a name is that of a start-variable.
func (b *Builder) IsStart(name string) bool { return b.start(name) != nil }

func (b *Builder) start(name string) *startLine {
	for _, s := range b.starts {
		if s.name == name {
			return s
		}
	}
	return nil
}

// StopIf ends the run before the step is taken where the condition, a truth, holds.
func (b *Builder) StopIf(condition *expr.Node) {
	if b.print != nil {
		b.print.stop(condition)
		return
	}
	if !condition.IsTruth() {
		panic(&expr.KindError{Op: "stop if"})
	}
	if b.stop == nil {
		b.stop = condition
	} else {
		b.stop = expr.Or(b.stop, condition)
	}
}

// Eigen is `λ, V = eigen(H)`: the eigenvalues of a symmetric matrix in ascending order, and its unit eigenvectors as
// columns.
func (b *Builder) Eigen(values, vectors string, matrix *expr.Node) (lambda, v *expr.Node) {
	if b.print != nil {
		return b.print.eigen(b, values, vectors, matrix)
	}
	return b.Assign(values, expr.Eigenvalues(matrix)), b.Assign(vectors, expr.Eigenvectors(matrix))
}

// last is the value that a step leaves under a name, its value before the step where no line assigns it.
func (b *Builder) last(name string, before *expr.Node) *expr.Node {
	for i := len(b.lines) - 1; i >= 0; i-- {
		if b.lines[i].name == name {
			return b.lines[i].node
		}
	}
	return before
}

// locals are the names of a step only, in the order of their first lines.
func (b *Builder) locals() []string {
	var names []string
	seen := map[string]bool{b.rule.pointName(): true}
	for _, s := range b.starts {
		seen[s.name] = true
	}
	for _, l := range b.lines {
		if !seen[l.name] {
			seen[l.name] = true
			names = append(names, l.name)
		}
	}
	return names
}
