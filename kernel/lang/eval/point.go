package eval

import (
	"slices"
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// Form is how a point is written.
type Form int

const (
	Spread Form = iota // n numbers for n variables, as one vector
	Whole              // one variable: a number, a vector or a matrix
	Named              // a value of any shape for each variable
)

// Layout says of what shapes a function's variables are, and how its points are written.
type Layout struct {
	Form   Form
	Names  []string
	Shapes []expr.Shape
}

// Point is a layout with a value for each variable.
type Point struct {
	Layout
	Parts []*expr.Node
}

// Size is how many numbers a point of the layout has.
func (l Layout) Size() int {
	n := 0
	for _, shape := range l.Shapes {
		n += shape.Size()
	}
	return n
}

// pointOf reads the positional arguments of a call of f as a point.
func (e *evaluation) pointOf(f value.Callable, args Arguments) Point {
	names := value.VariablesOf(f)
	switch {
	case len(args.Positional) == 1 && isParts(args.Positional[0].Value):
		return e.namedPoint(f, names, args)
	case len(args.Positional) == len(names) && len(names) > 1:
		return e.spreadPoint(names, args)
	case len(args.Positional) != 1:
		panic(e.wrongCount(f, args))
	}
	node := e.quantityOf(args.Positional[0], args.scope)
	if len(names) == 1 {
		return Point{Layout{Whole, names, []expr.Shape{node.Shape()}}, []*expr.Node{node}}
	}
	if node.Shape().Rank != 1 || node.Shape().Rows != len(names) {
		panic(e.wrongCount(f, args))
	}
	return Point{Scalars(names), node.Entries()}
}

// Scalars is the layout of a function of numbers.
func Scalars(names []string) Layout {
	l := Layout{Form: Spread, Names: names, Shapes: make([]expr.Shape, len(names))}
	for i := range l.Shapes {
		l.Shapes[i] = expr.Scalar
	}
	if len(names) == 1 {
		l.Form = Whole
	}
	return l
}

func isParts(v value.Value) bool {
	_, ok := v.(value.Parts)
	return ok
}

// spreadPoint is a point of one argument for each variable: numbers make a vector, other shapes a named point.
func (e *evaluation) spreadPoint(names []string, args Arguments) Point {
	p := Point{Layout: Layout{Form: Spread, Names: names}}
	for _, arg := range args.Positional {
		node := e.quantityOf(arg, args.scope)
		if node.Shape().Rank != 0 {
			p.Form = Named
		}
		p.Shapes = append(p.Shapes, node.Shape())
		p.Parts = append(p.Parts, node)
	}
	return p
}

// namedPoint is a point written by its parts, put in the order of the function's variables.
func (e *evaluation) namedPoint(f value.Callable, names []string, args Arguments) Point {
	given := args.Positional[0].Value.(value.Parts)
	p := Point{Layout: Layout{Form: Named, Names: names}}
	for _, name := range names {
		part, ok := given.Part(name)
		if !ok {
			panic(missingPart(f, name).At(args.scope.source, args.Positional[0].Span))
		}
		p.Shapes = append(p.Shapes, part.Node.Shape())
		p.Parts = append(p.Parts, part.Node)
	}
	for _, name := range given.Names {
		if !slices.Contains(names, name) {
			panic(message.New("NameError", "point.unknown", f.Label(), name, names).At(args.scope.source, args.Positional[0].Span).
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
func (e *evaluation) quantityOf(arg Argument, s *scope) *expr.Node {
	node, ok := e.asQuantity(arg.Value, s, arg.Span)
	if !ok || node.IsTruth() {
		panic(e.notQuantity(arg.Value).At(s.source, arg.Span))
	}
	return e.typed(node, arg.From, s)
}

// Gather writes one value for each variable as a point of the layout's form.
func (l Layout) Gather(parts []*expr.Node) value.Value {
	switch l.Form {
	case Spread:
		return value.Quantity{Node: expr.Stack(parts...)}
	case Whole:
		return value.Quantity{Node: parts[0]}
	}
	p := value.Parts{Names: l.Names}
	for _, part := range parts {
		p.Values = append(p.Values, value.Quantity{Node: part})
	}
	return p
}

// arguments writes one value for each variable as the arguments of a call.
func (l Layout) arguments(parts []*expr.Node, like Arguments) Arguments {
	args := Arguments{scope: like.scope, Site: like.Site, Open: like.Open, Named: like.Named}
	for _, part := range parts {
		args.Positional = append(args.Positional, Argument{Value: value.Quantity{Node: part}, Span: like.Site})
	}
	return args
}

// Flat is a known point as the numbers of all its parts in order, row by row.
func (p Point) Flat() []float64 {
	var xs []float64
	for _, part := range p.Parts {
		xs = append(xs, part.Data()...)
	}
	return xs
}

// Nearest is Flat with each number that is known exactly rounded once: 2π - 6 as a double has lost three bits of that.
func (p Point) Nearest() []float64 {
	var xs []float64
	for _, part := range p.Parts {
		forms, ok := part.Forms()
		if !ok {
			xs = append(xs, part.Data()...)
			continue
		}
		for _, form := range forms {
			x, _ := form.Value(120).Float64()
			xs = append(xs, x)
		}
	}
	return xs
}

// Entries are the numbers of all parts in order, row by row, known or not.
func (p Point) Entries() []*expr.Node {
	var all []*expr.Node
	for _, part := range p.Parts {
		all = append(all, part.Entries()...)
	}
	return all
}

// IsKnown reports whether all numbers of a point are known: it is not symbolic.
func (p Point) IsKnown() bool {
	for _, part := range p.Parts {
		if !part.IsConst() {
			return false
		}
	}
	return true
}

// Scatter writes the numbers of a point as a value of the layout's form.
func (l Layout) Scatter(xs []float64) value.Value { return l.Gather(l.At(xs).Parts) }

// At is the point of the layout with some numbers, which are copied.
func (l Layout) At(xs []float64) Point {
	p := Point{l, make([]*expr.Node, len(l.Shapes))}
	for i, shape := range l.Shapes {
		p.Parts[i] = expr.Array(shape, append([]float64(nil), xs[:shape.Size()]...))
		xs = xs[shape.Size():]
	}
	return p
}

// shaped is a number, vector or matrix of the given entries, row by row.
func shaped(entries []*expr.Node, shape expr.Shape) *expr.Node {
	switch shape.Rank {
	case 0:
		return entries[0]
	case 1:
		return expr.Stack(entries...)
	}
	rows := make([][]*expr.Node, shape.Rows)
	for i := range rows {
		rows[i] = entries[i*shape.Cols : (i+1)*shape.Cols]
	}
	return expr.Matrix(rows)
}
