package eval

import (
	"slices"
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// form is how a point is written.
type form int

const (
	spread form = iota // n numbers for n variables, as one vector
	whole              // one variable: a number, a vector or a matrix
	named              // a value of any shape for each variable
)

// layout says of what shapes a function's variables are, and how its points are written.
type layout struct {
	form   form
	names  []string
	shapes []expr.Shape
}

// point is a layout with a value for each variable.
type point struct {
	layout
	parts []*expr.Node
}

// size is how many numbers a point of the layout has.
func (l layout) size() int {
	n := 0
	for _, shape := range l.shapes {
		n += shape.Size()
	}
	return n
}

// pointOf reads the positional arguments of a call of f as a point.
func (e *evaluation) pointOf(f value.Callable, args arguments) point {
	names := value.VariablesOf(f)
	switch {
	case len(args.positional) == 1 && isParts(args.positional[0].value):
		return e.namedPoint(f, names, args)
	case len(args.positional) == len(names) && len(names) > 1:
		return e.spreadPoint(names, args)
	case len(args.positional) != 1:
		panic(e.wrongCount(f, args))
	}
	node := e.quantityOf(args.positional[0], args.scope)
	if len(names) == 1 {
		return point{layout{whole, names, []expr.Shape{node.Shape()}}, []*expr.Node{node}}
	}
	if node.Shape().Rank != 1 || node.Shape().Rows != len(names) {
		panic(e.wrongCount(f, args))
	}
	return point{scalars(names), node.Entries()}
}

// scalars is the layout of a function of numbers.
func scalars(names []string) layout {
	l := layout{form: spread, names: names, shapes: make([]expr.Shape, len(names))}
	for i := range l.shapes {
		l.shapes[i] = expr.Scalar
	}
	if len(names) == 1 {
		l.form = whole
	}
	return l
}

func isParts(v value.Value) bool {
	_, ok := v.(value.Parts)
	return ok
}

// spreadPoint is a point of one argument for each variable: numbers make a vector, other shapes a named point.
func (e *evaluation) spreadPoint(names []string, args arguments) point {
	p := point{layout: layout{form: spread, names: names}}
	for _, arg := range args.positional {
		node := e.quantityOf(arg, args.scope)
		if node.Shape().Rank != 0 {
			p.form = named
		}
		p.shapes = append(p.shapes, node.Shape())
		p.parts = append(p.parts, node)
	}
	return p
}

// namedPoint is a point written by its parts, put in the order of the function's variables.
func (e *evaluation) namedPoint(f value.Callable, names []string, args arguments) point {
	given := args.positional[0].value.(value.Parts)
	p := point{layout: layout{form: named, names: names}}
	for _, name := range names {
		part, ok := given.Part(name)
		if !ok {
			panic(missingPart(f, name).At(args.scope.source, args.positional[0].span))
		}
		p.shapes = append(p.shapes, part.Node.Shape())
		p.parts = append(p.parts, part.Node)
	}
	for _, name := range given.Names {
		if !slices.Contains(names, name) {
			panic(message.New("NameError", "point.unknown", f.Label(), name, strings.Join(names, ", ")).At(args.scope.source, args.positional[0].span).
				Advise("call.write", pointText(f)))
		}
	}
	return p
}

// missingPart says that a point named by its parts lacks one.
func missingPart(f value.Callable, name string) *message.Error {
	return message.New("NameError", "point.missing", f.Label(), name).Advise("call.write", pointText(f))
}

// pointText is how a point of a function is named by its parts.
func pointText(f value.Callable) string {
	return "(" + strings.Join(value.ShownVariables(f), " = …, ") + " = …)"
}

// quantityOf reads an argument as a number or an array.
func (e *evaluation) quantityOf(arg argument, s *scope) *expr.Node {
	node, ok := e.asQuantity(arg.value, s, arg.span)
	if !ok || node.IsTruth() {
		panic(e.notQuantity(arg.value).At(s.source, arg.span))
	}
	return node
}

// gather writes one value for each variable as a point of the layout's form.
func (l layout) gather(parts []*expr.Node) value.Value {
	switch l.form {
	case spread:
		return value.Quantity{Node: expr.Stack(parts...)}
	case whole:
		return value.Quantity{Node: parts[0]}
	}
	p := value.Parts{Names: l.names}
	for _, part := range parts {
		p.Values = append(p.Values, value.Quantity{Node: part})
	}
	return p
}

// arguments writes one value for each variable as the arguments of a call.
func (l layout) arguments(parts []*expr.Node, like arguments) arguments {
	args := arguments{scope: like.scope, site: like.site, open: like.open, named: like.named}
	for _, part := range parts {
		args.positional = append(args.positional, argument{value: value.Quantity{Node: part}, span: like.site})
	}
	return args
}

// flat is a known point as the numbers of all its parts in order, row by row.
func (p point) flat() []float64 {
	var xs []float64
	for _, part := range p.parts {
		xs = append(xs, part.Data()...)
	}
	return xs
}

// entries are the numbers of all parts in order, row by row, known or not.
func (p point) entries() []*expr.Node {
	var all []*expr.Node
	for _, part := range p.parts {
		all = append(all, part.Entries()...)
	}
	return all
}

// isKnown tells a point of known numbers from a symbolic one.
func (p point) isKnown() bool {
	for _, part := range p.parts {
		if !part.IsConst() {
			return false
		}
	}
	return true
}

// scatter writes the numbers of a point as a value of the layout's form.
func (l layout) scatter(xs []float64) value.Value { return l.gather(l.at(xs).parts) }

// at is the point of the layout with some numbers, which are copied.
func (l layout) at(xs []float64) point {
	p := point{l, make([]*expr.Node, len(l.shapes))}
	for i, shape := range l.shapes {
		p.parts[i] = expr.Array(shape, append([]float64(nil), xs[:shape.Size()]...))
		xs = xs[shape.Size():]
	}
	return p
}
