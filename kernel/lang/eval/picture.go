package eval

import (
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// figureSettings are the settings that every picture has; the names of a function's variables are ranges too.
var figureSettings = []string{"x", "y", "title", "xlabel", "ylabel", "levels", "log", "width", "height"}

func pictures() []*Builtin {
	return []*Builtin{
		{Name: "plot", Signature: "plot(things…, x = a..b, y = c..d, title = \"…\")", Topic: "Pictures", least: 1, most: -1, settings: figureSettings, run: plotThings,
			Meaning: "draws functions of one variable as curves and of two as contours, runs as paths, vectors against their index, symmetric 2×2 matrices as ellipses", Example: "plot((x, y) -> x^2 - y^2, x = -2..2, y = -2..2)"},
		{Name: "ellipse", Signature: "ellipse(A)  or  ellipse(f, p)", Topic: "Pictures", least: 1, most: 2, settings: figureSettings, run: ellipsePicture,
			Meaning: "draws the two ellipses of a symmetric 2×2 matrix: the level set dᵀAd = 1 and the image of the unit circle; of f at p over its contours", Example: "ellipse([2, 1; 1, 2])"},
		{Name: "profile", Signature: "profile(f, p, d, t = a..b)", Topic: "Pictures", least: 3, most: 3, settings: append([]string{"t"}, figureSettings...), run: profilePicture,
			Meaning: "draws f along the line p + t d, with its quadratic model at p", Example: "profile((x, y) -> cos(x) + y^2, (0, 0), (1, 0))"},
	}
}

// figureSum is the sum of two figures.
func figureSum(op string, left, right value.Value) (value.Value, bool) {
	a, okA := left.(*value.Figure)
	b, okB := right.(*value.Figure)
	if op != "+" || !okA || !okB {
		return nil, false
	}
	return a.Plus(b), true
}

func plotThings(c *builtinCall) value.Value {
	figure := &value.Figure{}
	for _, arg := range c.positional {
		c.draw(figure, arg)
	}
	c.readSettings(figure)
	return figure
}

// draw adds the layers of one thing to a figure.
func (c *builtinCall) draw(figure *value.Figure, arg argument) {
	switch v := arg.value.(type) {
	case *value.Figure:
		*figure = *figure.Plus(v)
	case value.Callable:
		c.drawFunction(figure, v, arg)
	case *value.Run:
		c.drawRun(figure, v, arg)
	case value.Verdict:
		c.drawVerdict(figure, v, arg)
	case value.Eigen:
		c.drawMatrix(figure, expr.Mul(v.Vectors, expr.Mul(expr.DiagonalMatrix(v.Values), expr.Transpose(v.Vectors))), arg)
	case value.Quantity:
		c.drawQuantity(figure, v.Node, arg)
	default:
		c.scope.fail("TypeError", arg.span, "plot.what", arg.value.Describe())
	}
}

func (c *builtinCall) drawFunction(figure *value.Figure, f value.Callable, arg argument) {
	switch f.Arity() {
	case 1:
		t := c.traceAt(f, origin(f))
		figure.Layers = append(figure.Layers, &value.Curve{Name: labelOf(f, arg), Label: t.names[0], Sample: c.sampleLine(t)})
	case 2:
		c.drawLandscape(figure, f, arg)
	default:
		panic(message.New("TypeError", "plot.dimension", f.Label(), f.Arity()).At(c.scope.source, arg.span).Advise("plot.dimension-advice"))
	}
}

// origin is the point of zeros of a function of numbers.
func origin(f value.Callable) point {
	p := point{layout: scalars(variablesOf(f))}
	for range p.names {
		p.parts = append(p.parts, expr.Const(0))
	}
	return p
}

// labelOf names a function in a picture: its own name, or for a lambda what was written.
func labelOf(f value.Callable, arg argument) string {
	if g, ok := f.(*value.Function); ok && g.Name == "" {
		return syntax.Text(g.Body)
	}
	return f.Label()
}

// drawLandscape adds the contours of a function of two variables, once.
func (c *builtinCall) drawLandscape(figure *value.Figure, f value.Callable, arg argument) {
	name := labelOf(f, arg)
	for _, layer := range figure.Layers {
		if old, ok := layer.(*value.Landscape); ok && old.Name == name {
			return
		}
	}
	t := c.traceAt(f, origin(f))
	layer := &value.Landscape{Name: name, Labels: [2]string{t.names[0], t.names[1]}, Sample: c.samplePlane(t)}
	figure.Layers = append([]value.Layer{layer}, figure.Layers...)
}

func (c *builtinCall) drawRun(figure *value.Figure, r *value.Run, arg argument) {
	if r.Sample == nil {
		figure.Layers = append(figure.Layers, &value.Series{Name: r.Optimizer.Name, First: 0, Values: r.Record.F})
		return
	}
	if r.Objective.Arity() == 2 {
		c.drawLandscape(figure, r.Objective, argument{span: arg.span})
	} else {
		c.drawPlane(figure, r)
	}
	path := &value.Path{Name: r.Optimizer.Name, Ending: string(r.Record.Status)}
	for k := range r.Record.Steps + 1 {
		p := r.Record.Points.At(k)
		path.Points = append(path.Points, [2]float64{p[0], p[1]})
	}
	if name, ok := nameOf(arg); ok && c.sameOptimizer(figure, path.Name) {
		path.Name = name
	}
	figure.Layers = append(figure.Layers, path)
}

// drawPlane adds the contours of a function of one vector of two entries.
func (c *builtinCall) drawPlane(figure *value.Figure, r *value.Run) {
	for _, layer := range figure.Layers {
		if old, ok := layer.(*value.Landscape); ok && old.Name == r.Objective.Label() {
			return
		}
	}
	name := r.Variables[0]
	layer := &value.Landscape{Name: r.Objective.Label(), Labels: [2]string{name + "₁", name + "₂"}, Sample: r.Sample}
	figure.Layers = append([]value.Layer{layer}, figure.Layers...)
}

// sameOptimizer tells whether a path of this name is already drawn, so that runs must be told apart by their own names.
func (c *builtinCall) sameOptimizer(figure *value.Figure, name string) bool {
	for _, layer := range figure.Layers {
		if path, ok := layer.(*value.Path); ok && path.Name == name {
			return true
		}
	}
	return false
}

func (c *builtinCall) drawVerdict(figure *value.Figure, v value.Verdict, arg argument) {
	if v.Function == nil || len(v.At) != 2 {
		c.scope.fail("TypeError", arg.span, "plot.what", v.Describe())
	}
	if v.Function.Arity() == 2 {
		c.drawLandscape(figure, v.Function, argument{span: arg.span})
	}
	figure.Layers = append(figure.Layers, &value.Points{Kind: string(v.Kind), Place: [][2]float64{{v.At[0], v.At[1]}}})
}

// drawQuantity draws a vector against its index, the columns of a matrix likewise, a symmetric 2×2 matrix as ellipses.
func (c *builtinCall) drawQuantity(figure *value.Figure, n *expr.Node, arg argument) {
	shape := n.Shape()
	if !n.IsConst() || n.IsTruth() || shape.Rank == 0 {
		c.scope.fail("TypeError", arg.span, "plot.what", value.Quantity{Node: n}.Describe())
	}
	first := 1.0
	name := syntax.Text(arg.from)
	if field, ok := unwrapped(arg.from).(*syntax.Field); ok {
		first, name = 0, field.Name.Text
	}
	if shape.Rank == 1 {
		figure.Layers = append(figure.Layers, &value.Series{Name: name, First: first, Values: n.Data()})
		return
	}
	if a := n.Data(); shape.Rows == 2 && shape.Cols == 2 && first == 1 && symmetricPair(a[1], a[2], a) {
		c.drawMatrix(figure, n, arg)
		return
	}
	for j := range shape.Cols {
		column := make([]float64, shape.Rows)
		for i := range column {
			column[i] = n.Data()[i*shape.Cols+j]
		}
		figure.Layers = append(figure.Layers, &value.Series{Name: name + expr.Subscript(j+1), First: first, Values: column})
	}
}

// drawMatrix adds the ellipses of a symmetric 2×2 matrix.
func (c *builtinCall) drawMatrix(figure *value.Figure, n *expr.Node, arg argument) {
	a := n.Data()
	if n.Shape() != expr.MatrixShape(2, 2) {
		c.scope.fail("ShapeError", arg.span, "ellipse.matrix", value.Quantity{Node: n}.Describe())
	}
	figure.Layers = append(figure.Layers, &value.Curvature{Name: matrixName(arg), Matrix: [2][2]float64{{a[0], a[1]}, {a[2], a[3]}}})
}

// matrixName is the name that a matrix was written as; A for one written out.
func matrixName(arg argument) string {
	if name, ok := nameOf(arg); ok {
		return name
	}
	return "A"
}

func ellipsePicture(c *builtinCall) value.Value {
	figure := &value.Figure{}
	f, isFunction := c.positional[0].value.(value.Callable)
	switch {
	case isFunction && len(c.positional) == 2:
		c.drawCurvatureAt(figure, f)
	case isFunction:
		panic(message.New("TypeError", "call.signature", "ellipse", 1).At(c.scope.source, c.open).Advise("call.write", "ellipse(f, p)"))
	case len(c.positional) == 2:
		c.scope.fail("TypeError", c.positional[0].span, "type.function", c.positional[0].value.Describe())
	default:
		c.drawMatrix(figure, c.symmetric(0), c.positional[0])
	}
	c.readSettings(figure)
	return figure
}

// drawCurvatureAt adds the contours of f and the ellipses of its Hessian at a point.
func (c *builtinCall) drawCurvatureAt(figure *value.Figure, f value.Callable) {
	p := c.pointAt(f, 1)
	if p.size() != 2 || f.Arity() != 2 {
		c.scope.fail("TypeError", c.positional[0].span, "ellipse.plane", f.Label())
	}
	h := c.hessianAt(f, p).Data()
	at := p.flat()
	c.drawLandscape(figure, f, c.positional[0])
	figure.Layers = append(figure.Layers, &value.Curvature{
		Name: "∇²" + f.Label(), Matrix: [2][2]float64{{h[0], h[1]}, {h[2], h[3]}}, At: [2]float64{at[0], at[1]}, Placed: true,
	})
}

// profilePicture draws f along a line with its quadratic model: f(p) + t gᵀd + t²/2 dᵀHd.
func profilePicture(c *builtinCall) value.Value {
	f := c.function(0)
	p := c.pointAt(f, 1)
	d := c.direction(2, p.size())
	t := c.traceAt(f, p)
	variables, _ := t.components()
	g := t.value.Graph()
	if g == nil {
		g = expr.NewGraph()
	}
	step := g.Variable("t", expr.Scalar)
	along := make([]*expr.Node, len(variables))
	for i, x := range p.flat() {
		along[i] = expr.Add(expr.Const(x), expr.Mul(expr.Const(d.Entries()[i].Float()), step))
	}
	line := expr.Substitute(t.value, variables, along)
	model := quadraticModel(line, step)
	name := f.Label()
	figure := &value.Figure{Layers: []value.Layer{
		&value.Curve{Name: name, Label: "t", Sample: c.sampleLine(traced{variables: []*expr.Node{step}, value: line})},
		&value.Curve{Name: "quadratic model", Label: "t", Model: true, Sample: c.sampleLine(traced{variables: []*expr.Node{step}, value: model})},
	}}
	c.readSettings(figure)
	if along, ok := c.setting("t"); ok {
		figure.Settings.X = c.rangeIn(along)
	}
	return figure
}

// quadraticModel is the Taylor polynomial of second order at t = 0.
func quadraticModel(line, t *expr.Node) *expr.Node {
	zero := []*expr.Node{expr.Const(0)}
	at := func(n *expr.Node) *expr.Node { return expr.Substitute(n, []*expr.Node{t}, zero) }
	first := expr.Gradient(line, t)[0]
	second := expr.Gradient(first, t)[0]
	model := expr.Add(at(line), expr.Mul(at(first), t))
	return expr.Add(model, expr.Mul(expr.Div(at(second), expr.Const(2)), expr.Pow(t, expr.Const(2))))
}
