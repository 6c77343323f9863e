package eval

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/critical"
	"saddle/numerics/expr"
)

func (e *evaluation) capturedBy(x syntax.Expr, s *scope) *captured {
	c := &captured{x: x}
	known := map[*expr.Node]bool{}
	looking := &replacement{node: func(n *expr.Node) *expr.Node {
		if !n.IsConst() && !known[n] {
			known[n] = true
			c.nodes = append(c.nodes, n)
		}
		return n
	}}
	c.scope = looking.seen(x, s) // a copy: the lines of a rule change theirs
	if e.within != nil && e.mayDraw(x, s) {
		e.draws++
		c.chance = e.graph.Random(expr.Uniform, expr.Scalar, e.draws)
		c.nodes = append(c.nodes, c.chance)
	}
	return c
}

// letters are the names of the expression, as it is spelled, that stand for numbers, vectors and matrices where it is written,
// sorted.
func (c *captured) letters(p *spelled) []critical.Letter {
	bound := map[string]bool{}
	bindIn(bound, c.x)
	names := maps.Clone(c.scope.names)
	for k, l := range p.lambdas {
		bindIn(bound, l)
		for name, v := range p.scopes[k].names {
			if _, known := names[name]; !known {
				names[name] = v
			}
		}
	}
	var letters []critical.Letter
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if q, ok := names[name].(value.Quantity); ok {
			letters = append(letters, critical.Letter{Name: name, Node: q.Node, Bound: bound[name]})
		}
	}
	return letters
}

// bindIn adds the names that functions without a name, and loops, bind in an expression.
func bindIn(bound map[string]bool, x syntax.Node) {
	bind := func(names []*syntax.Name) {
		for _, name := range names {
			bound[name.Text] = true
		}
	}
	syntax.Walk(x, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Lambda:
			bind(n.Params)
		case *syntax.Call:
			for _, arg := range n.Args {
				for _, loop := range arg.Loops {
					bind(loop.Names)
				}
			}
		}
		return true
	})
}

// program evaluates the expression with numbers. It keeps what the notebook knows now, whenever it is called.
func (c *captured) program(e *evaluation, o *expr.Opaque) func(in, out []float64) error {
	in := e.frozen()
	depth := e.depth
	return func(numbers, out []float64) error {
		inner := e.aside(in, depth)
		v, err := c.at(inner, numbers)
		n, ok := AsQuantity(v)
		switch {
		case inner.ctx.Err() != nil:
			return inner.ctx.Err()
		case err == nil && ok && n.IsConst() && n.Shape() == o.Shape && n.IsTruth() == o.Truth:
			copy(out, n.Data())
		default:
			for k := range out {
				out[k] = math.NaN()
			}
		}
		return nil
	}
}

// at evaluates the expression with numbers for the entries of what is symbolic.
func (c *captured) at(e *evaluation, numbers []float64) (v value.Value, err error) {
	known := make(map[*expr.Node]*expr.Node, len(c.nodes))
	for _, n := range c.nodes {
		size := n.Shape().Size()
		known[n] = constantLike(n, numbers[:size])
		numbers = numbers[size:]
	}
	r := &replacement{within: e, node: func(n *expr.Node) *expr.Node {
		if with, ok := known[n]; ok {
			return with
		}
		return n
	}}
	if c.chance != nil {
		defer e.chancesFrom(known[c.chance].Float(), c.x.Span())()
	}
	err = e.attempt(func() { v = e.eval(c.x, r.seen(c.x, c.scope)) })
	return v, err
}

func constantLike(n *expr.Node, numbers []float64) *expr.Node {
	if n.IsTruth() {
		return expr.Truth(numbers[0] != 0)
	}
	return expr.Array(n.Shape(), slices.Clone(numbers))
}

// frozen is the notebook as it is now, for what is computed later.
func (e *evaluation) frozen() *Interpreter {
	in := &Interpreter{table: e.table, limits: e.Interpreter.limits, Files: e.Files, Faults: e.Faults}
	in.memory.Store(e.now())
	return in
}

// aside is an evaluation of its own on behalf of another: it says nothing, and may run on another goroutine.
func (e *evaluation) aside(in *Interpreter, depth int) *evaluation {
	inner := in.evaluation(e.lasting(), e.top.source, Output{})
	inner.depth = depth
	if e.chanced != 0 {
		inner.chancesFrom(e.chanced, syntax.Span{})
	}
	return inner
}

// samples are numbers for the symbols of a trace, tried in turn until an expression has a value: only its form is asked
// for. The first are the numbers of the points at which functions are traced, where they are known.
var samples = []float64{math.NaN(), 1, 0.5, 2, -1, 3, 10}

// sample is a value that the expression has somewhere; nil where it has none at any sample.
func (c *captured) sample(e *evaluation) value.Value {
	if found, _ := c.values(e, 1); len(found) > 0 {
		return found[0]
	}
	return nil
}

// values are up to so many that the expression has at different samples; the failure is the first.
func (c *captured) values(e *evaluation, most int) (found []value.Value, failure error) {
	in := e.frozen()
	for _, x := range samples {
		numbers, ok := e.sampled(c.nodes, x)
		if !ok {
			continue
		}
		v, err := c.at(e.aside(in, e.depth), numbers)
		if e.ctx.Err() != nil {
			e.interrupted()
		}
		if err != nil {
			failure = cmp.Or(failure, err)
			continue
		}
		if found = append(found, v); len(found) == most {
			break
		}
	}
	return found, failure
}

// sampled are numbers for nodes, with x for every symbol; NaN stands for the numbers of the points, and 1 where there are
// none.
func (e *evaluation) sampled(nodes []*expr.Node, x float64) (numbers []float64, ok bool) {
	var symbols, values []*expr.Node
	for _, n := range expr.Symbols(nodes) {
		number, known := e.points[n]
		switch {
		case n.Op() == expr.OpIndex:
			number = e.firstOf(n)
		case !math.IsNaN(x):
			number = x
		case !known:
			number = 1
		}
		symbols, values = append(symbols, n), append(values, uniform(n.Shape(), number))
	}
	err := expr.Catch(func() {
		for _, n := range expr.SubstituteAll(nodes, symbols, values) {
			numbers = append(numbers, n.Data()...)
		}
	})
	return numbers, err == nil
}

func uniform(shape expr.Shape, x float64) *expr.Node {
	data := make([]float64, shape.Size())
	for k := range data {
		data[k] = x
	}
	return expr.Array(shape, data)
}

// firstOf is the first number that the index of a loop stands for.
func (e *evaluation) firstOf(index *expr.Node) float64 {
	for _, i := range e.indices {
		if i.node == index {
			return i.low
		}
	}
	return 1
}

// standAt notes the numbers of a point for the variables that a function is traced with.
func (e *evaluation) standAt(variables, parts []*expr.Node) {
	points := map[*expr.Node]float64{}
	for n, x := range e.points {
		points[n] = x
	}
	for i, v := range variables[:len(parts)] {
		if !parts[i].IsConst() || !v.IsExplicit() {
			continue
		}
		for k, x := range parts[i].Data() {
			points[v.Entries()[k]] = x
		}
	}
	e.points = points
}

// delay is an expression that failed as a formula as a value of later; nil where it fails with numbers too.
func (e *evaluation) delay(err error, x syntax.Expr, s *scope) value.Value {
	failure, ok := err.(*message.Error)
	if !ok || !isUnwritten(failure) {
		return nil
	}
	c := e.capturedBy(x, s)
	if v := c.sample(e); v != nil {
		return &delayed{c, v, failure}
	}
	return nil
}
