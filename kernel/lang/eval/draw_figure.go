package eval

import (
	"slices"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/plotting"
)

// figureSettings are the settings that every picture has; the names of a function's variables are ranges too.
var figureSettings = []string{"x", "y", "title", "xlabel", "ylabel", "levels", "log", "width", "height"}

// gridSettings are those of a grid, whose figures have their own.
var gridSettings = []string{"columns", "title", "width", "height"}

func plotThings(c *builtinCall) value.Value {
	figure := &value.Figure{}
	for _, arg := range c.positional {
		if grid, ok := arg.value.(*value.Figure); ok && grid.IsGrid() {
			return c.wholeGrid(*grid, arg)
		}
		c.drawTurn(figure, arg)
	}
	figure.TellApart()
	c.readSettings(figure)
	c.numberSteps(figure)
	return figure
}

// wholeGrid is a grid that is drawn again, with other settings; nothing is drawn beside it.
func (c *builtinCall) wholeGrid(grid value.Figure, arg argument) value.Value {
	if len(c.positional) > 1 {
		c.Fail("TypeError", arg.span, "plot.grid-sum")
	}
	for _, setting := range c.named {
		if known := gridSettings[1:]; !slices.Contains(known, setting.name) {
			panic(c.NoSetting("grid", setting, known))
		}
	}
	c.readSettings(&grid)
	return &grid
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
	case value.CriticalPoints:
		c.drawCriticalPoints(figure, v, arg)
	case value.Comparison:
		for _, r := range v.Runs {
			c.drawRun(figure, r, argument{span: arg.span, from: arg.from})
		}
	case value.Escapes:
		figure.Layers = append(figure.Layers, &value.Histogram{Name: v.Optimizer.Settled(), Values: v.Steps, Escape: true})
	case value.Spectrum:
		figure.Draw(plotting.Bars{Name: "λ", Values: v.Values})
	case value.Verdict:
		c.drawVerdict(figure, v, arg)
	case value.Eigen:
		c.drawMatrix(figure, expr.Mul(v.Vectors, expr.Mul(expr.DiagonalMatrix(v.Values), expr.Transpose(v.Vectors))), arg)
	case value.Quantity:
		c.drawQuantity(figure, v.Node, arg)
	default:
		c.Fail("TypeError", arg.span, "plot.what", arg.value.Describe())
	}
}

func (c *builtinCall) drawFunction(figure *value.Figure, f value.Callable, arg argument) {
	switch f.Arity() {
	case 1:
		if c.overPlane(figure, f, arg) {
			return
		}
		t := c.traceAt(f, origin(f))
		c.hasValues(f, t)
		figure.Layers = append(figure.Layers, &value.Curve{Name: labelOf(f, arg), Label: t.names[0], Sample: c.sampleLine(t)})
	case 2:
		c.drawLandscape(figure, f, arg)
	default:
		panic(message.New("TypeError", "plot.dimension", f.Label(), f.Arity()).At(c.Source(), arg.span).Advise("plot.dimension-advice"))
	}
}

// overPlane draws the contours of a function that takes no number but a vector of two.
func (c *builtinCall) overPlane(figure *value.Figure, f value.Callable, arg argument) bool {
	if err := c.Attempt(func() { c.traceAt(f, origin(f)) }); err == nil {
		return false
	}
	var t traced
	pair := layout{form: whole, names: value.VariablesOf(f), shapes: []expr.Shape{expr.Vector(2)}}
	at := point{pair, []*expr.Node{value.Vector([]float64{0, 0}).Node}}
	if err := c.Attempt(func() { t = c.traceAt(f, at) }); err != nil {
		return false
	}
	name := t.names[0]
	layer := &value.Landscape{Name: labelOf(f, arg), Labels: [2]string{name + "₁", name + "₂"}, Sample: c.samplePlane(t)}
	figure.Layers = append([]value.Layer{layer}, figure.Layers...)
	return true
}

// origin is the point of zeros of a function of numbers.
func origin(f value.Callable) point {
	p := point{layout: scalars(value.VariablesOf(f))}
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
	if figure.Shows(name) {
		return
	}
	t := c.traceAt(f, origin(f))
	c.hasValues(f, t)
	figure.AddGround(&value.Landscape{Name: name, Labels: [2]string{t.names[0], t.names[1]}, Sample: c.samplePlane(t)})
}

// hasValues fails as the function does where it is computed and has a value at none of some points across the picture.
func (c *builtinCall) hasValues(f value.Callable, t traced) {
	if len(expr.Opaques(t.value)) == 0 {
		return
	}
	const points = 8
	var first error
	for k := range points {
		p := c.acrossPicture(t.layout, (float64(k)+0.5)/points)
		err := c.Quietly(func() { c.ApplyAt(f, p) })
		if err == nil {
			return
		}
		if first == nil {
			first = err
		}
	}
	panic(first)
}

// acrossPicture is a point so far, from 0 to 1, along the diagonal of what is drawn.
func (c *builtinCall) acrossPicture(l layout, far float64) point {
	p := point{layout: l}
	for _, name := range l.names {
		r := value.Range{Low: -2, High: 2}
		if given, ok := c.given(name).(value.Range); ok {
			r = given
		}
		p.parts = append(p.parts, expr.Const(r.Low+far*(r.High-r.Low)))
	}
	return p
}

// drawCriticalPoints marks the points of a search on their landscape.
func (c *builtinCall) drawCriticalPoints(figure *value.Figure, v value.CriticalPoints, arg argument) {
	if v.Terrain == nil {
		c.Fail("TypeError", arg.span, "plot.what", v.Describe())
	}
	c.drawTerrain(figure, v.Function, v.Terrain)
	v.MarkIn(figure)
}

func (c *builtinCall) drawVerdict(figure *value.Figure, v value.Verdict, arg argument) {
	if v.Terrain == nil {
		c.Fail("TypeError", arg.span, "plot.what", v.Describe())
	}
	c.drawTerrain(figure, v.Function, v.Terrain)
	figure.Layers = append(figure.Layers, value.MarkOf(v.Kind, v.At, v.Value))
}

// drawTerrain adds the contours or the curve of a function once, under what lies on it.
func (c *builtinCall) drawTerrain(figure *value.Figure, f value.Callable, t *value.Terrain) {
	named := *t
	named.Name = labelOf(f, argument{})
	figure.AddGround(named.Ground())
}

// terrain is a function of one or two numbers that has been traced at a point of a layout; nil for more.
func (c *builtinCall) terrain(f value.Callable, t traced, l layout) *value.Terrain {
	terrain := &value.Terrain{Name: f.Label(), Labels: l.names}
	if l.form != spread {
		terrain.Labels = entryNames(l)
	}
	switch len(terrain.Labels) {
	case 1:
		terrain.Line = c.sampleLine(t)
	case 2:
		terrain.Plane = c.samplePlane(t)
	default:
		return nil
	}
	return terrain
}

// drawMatrix adds the ellipses of a symmetric 2×2 matrix.
func (c *builtinCall) drawMatrix(figure *value.Figure, n *expr.Node, arg argument) {
	a := n.Data()
	if n.Shape() != expr.MatrixShape(2, 2) {
		c.Fail("ShapeError", arg.span, "ellipse.matrix", value.Quantity{Node: n}.Describe())
	}
	figure.Draw(plotting.Ellipse{Name: matrixName(arg), A: [2][2]float64{{a[0], a[1]}, {a[2], a[3]}}})
}

// matrixName is the name that a matrix was written as; A for one written out.
func matrixName(arg argument) string {
	if name, ok := arg.WrittenName(); ok {
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
		panic(message.New("TypeError", "call.signature", "ellipse", 1).At(c.Source(), c.open).Advise("call.write", "ellipse(f, p)"))
	case len(c.positional) == 2:
		c.Fail("TypeError", c.positional[0].span, "type.function", c.positional[0].value.Describe())
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
		c.Fail("TypeError", c.positional[0].span, "ellipse.plane", f.Label())
	}
	h := c.HessianAt(f, p).Data()
	at := p.flat()
	c.drawLandscape(figure, f, c.positional[0])
	figure.Draw(plotting.Ellipse{
		Name: "∇²" + f.Label(), A: [2][2]float64{{h[0], h[1]}, {h[2], h[3]}}, At: [2]float64{at[0], at[1]},
	})
}
