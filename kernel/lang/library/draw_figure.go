package library

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/plotting"
)

func plotThings(c *eval.Call) value.Value {
	refusePairs(c)
	refuseSides(c)
	if isFamily(c) {
		return drawFamily(c, func(*value.Figure) {})
	}
	figure := &value.Figure{}
	for _, arg := range c.Positional {
		if grid, ok := arg.Value.(*value.Figure); ok && grid.IsGrid() {
			return wholeGrid(c, *grid, arg)
		}
		drawTurn(c, figure, arg)
	}
	figure.TellApart()
	readSettings(c, figure)
	numberSteps(c, figure)
	return figure
}

// refusePairs refuses two vectors of one length, which may be meant as one against the other.
func refusePairs(c *eval.Call) {
	if len(c.Positional) != 2 || c.Positional[0].IsTurn() || !isListed(c, 0) || !isListed(c, 1) || c.Node(0).Shape() != c.Node(1).Shape() {
		return
	}
	x, y := c.Positional[0], c.Positional[1]
	panic(message.New("TypeError", "plot.pairs").At(c.Source(), x.Span.To(y.Span)).Advise("plot.pairs-advice", syntax.Text(x.From), syntax.Text(y.From)))
}

// isListed reports whether a positional argument is a vector of known numbers, and not what a run recorded.
func isListed(c *eval.Call, i int) bool {
	q, ok := c.Positional[i].Value.(value.Quantity)
	if !ok || q.Node.Shape().Rank != 1 || !q.Node.IsConst() {
		return false
	}
	first, _, _ := nameHistory(c, c.Positional[i])
	return first == listedFrom
}

// wholeGrid is a grid that is drawn again, with other settings; nothing is drawn beside it.
func wholeGrid(c *eval.Call, grid value.Figure, arg eval.Argument) value.Value {
	if len(c.Positional) > 1 {
		c.Fail("TypeError", arg.Span, "plot.grid-sum")
	}
	for _, setting := range c.Named {
		if known := gridSettings[1:]; !slices.Contains(known, setting.Name) {
			panic(eval.NoSetting("grid", setting, known, c.Source()))
		}
	}
	readSettings(c, &grid)
	return &grid
}

// draw adds the layers of one thing to a figure.
func draw(c *eval.Call, figure *value.Figure, arg eval.Argument) {
	switch v := arg.Value.(type) {
	case *value.Figure:
		*figure = *figure.Plus(v)
	case value.Callable:
		drawFunction(c, figure, v, arg)
	case *value.Run:
		drawRun(c, figure, v, arg)
	case value.CriticalPoints:
		drawCriticalPoints(c, figure, v, arg)
	case value.Pictured:
		drawScene(c, figure, v, arg)
	case value.Verdict:
		drawVerdict(c, figure, v, arg)
	case value.Quantity:
		drawQuantity(c, figure, v.Node, arg)
	default:
		if !drawMany(c, figure, arg) && !drawSpectrum(c, figure, arg) {
			c.Fail("TypeError", arg.Span, "plot.what", arg.Value.Describe())
		}
	}
}

// drawMany draws what came of many runs; false: it is something else.
func drawMany(c *eval.Call, figure *value.Figure, arg eval.Argument) bool {
	switch v := arg.Value.(type) {
	case *value.Ensemble:
		drawEnsemble(c, figure, v, arg)
	case value.Comparison:
		drawComparison(c, figure, v, arg)
	case value.Escapes:
		figure.Layers = append(figure.Layers, &value.Histogram{Name: v.Optimizer.Settled(), Values: v.Steps, Escape: true})
	default:
		return false
	}
	return true
}

// drawSpectrum draws eigenvalues, of a verdict's Hessian, of a matrix, or complex ones; false: it is something else.
func drawSpectrum(c *eval.Call, figure *value.Figure, arg eval.Argument) bool {
	switch v := arg.Value.(type) {
	case value.Spectrum:
		figure.Draw(plotting.Bars{Name: "λ", Values: v.Values})
	case value.ComplexList:
		drawComplex(figure, v, arg)
	case value.ComplexEigen:
		drawComplex(figure, v.Values, arg)
	case value.Eigen:
		drawEigen(c, figure, v, arg)
	default:
		return false
	}
	return true
}

func drawComparison(c *eval.Call, figure *value.Figure, v value.Comparison, arg eval.Argument) {
	for _, r := range v.Runs {
		drawRun(c, figure, r, eval.Argument{Span: arg.Span, From: arg.From})
	}
}

// drawScene draws what a value says of itself in a picture.
func drawScene(c *eval.Call, figure *value.Figure, v value.Pictured, arg eval.Argument) {
	scene := v.Scene()
	if scene == nil {
		c.Fail("TypeError", arg.Span, "plot.what", v.Describe())
	}
	scene.In(figure)
}

// drawEigen draws the eigenvalues of a matrix in the complex plane, of a symmetric one the matrix.
func drawEigen(c *eval.Call, figure *value.Figure, v value.Eigen, arg eval.Argument) {
	if v.General {
		drawComplex(figure, realList(v.Values), arg)
		return
	}
	drawMatrix(c, figure, expr.Mul(v.Vectors, expr.Mul(expr.DiagonalMatrix(v.Values), expr.Transpose(v.Vectors))), arg)
}

func drawFunction(c *eval.Call, figure *value.Figure, f value.Callable, arg eval.Argument) {
	switch f.Arity() {
	case 1:
		if drawParametric(c, figure, f, arg) || overPlane(c, figure, f, arg) {
			return
		}
		t := c.TraceAt(f, origin(f))
		hasValues(c, f, t)
		figure.Layers = append(figure.Layers, &value.Curve{Name: nameWithHeld(c, f, arg), Label: t.Names[0], Sample: sampleLine(c, t)})
	case 2:
		drawLandscape(c, figure, f, arg)
	default:
		panic(message.New("TypeError", "plot.dimension", f.Label(), f.Arity()).At(c.Source(), arg.Span).Advise("plot.dimension-advice"))
	}
}

// overPlane draws the contours of a function that takes no number but a vector of two.
func overPlane(c *eval.Call, figure *value.Figure, f value.Callable, arg eval.Argument) bool {
	if err := c.Attempt(func() { c.TraceAt(f, origin(f)) }); err == nil {
		return false
	}
	var t eval.Trace
	pair := eval.Layout{Form: eval.Whole, Names: value.VariablesOf(f), Shapes: []expr.Shape{expr.Vector(2)}}
	at := eval.Point{Layout: pair, Parts: []*expr.Node{value.Vector([]float64{0, 0}).Node}}
	if err := c.Attempt(func() { t = c.TraceAt(f, at) }); err != nil {
		return false
	}
	name := t.Names[0]
	layer := &value.Landscape{Name: labelOf(f, arg), Labels: [2]string{name + "₁", name + "₂"}, Sample: samplePlane(c, t)}
	figure.Layers = append([]value.Layer{layer}, figure.Layers...)
	return true
}

// origin is the point of zeros of a function of numbers.
func origin(f value.Callable) eval.Point {
	p := eval.Point{Layout: eval.Scalars(value.VariablesOf(f))}
	for range p.Names {
		p.Parts = append(p.Parts, expr.Const(0))
	}
	return p
}

// labelOf names a function in a picture: its own name, or for a lambda what was written.
func labelOf(f value.Callable, arg eval.Argument) string {
	switch f := f.(type) {
	case *value.Function:
		if f.Name == "" {
			return syntax.Text(f.Body)
		}
	case *value.Traced:
		return cmp.Or(f.Short, f.Name)
	}
	return f.Label()
}

// nameWithHeld names a function in a picture, a lambda of one variable with the numbers that tell its curve from others of the
// same text: x^n, n = 2. A turn of a loop has a name of its own.
func nameWithHeld(c *eval.Call, f value.Callable, arg eval.Argument) string {
	name := labelOf(f, arg)
	if lambda, ok := f.(*value.Function); ok && lambda.Name == "" && f.Arity() == 1 && !arg.IsTurn() {
		return strings.Join(append([]string{name}, eval.Held(c, lambda)...), ", ")
	}
	return name
}

// drawLandscape adds the contours of a function of two variables, once.
func drawLandscape(c *eval.Call, figure *value.Figure, f value.Callable, arg eval.Argument) {
	name := labelOf(f, arg)
	if t, ok := f.(*value.Traced); ok && t.Short != "" { // one of the same short name is another function
		for k := 2; figure.Shows(name); k++ {
			name = t.Short + " (" + strconv.Itoa(k) + ")"
		}
	}
	if figure.Shows(name) {
		return
	}
	t := c.TraceAt(f, origin(f))
	hasValues(c, f, t)
	figure.AddGround(&value.Landscape{Name: name, Labels: [2]string{t.Names[0], t.Names[1]}, Sample: samplePlane(c, t)})
}

// hasValues fails as the function does where it is computed and has a value at none of some points across the picture.
func hasValues(c *eval.Call, f value.Callable, t eval.Trace) {
	if len(expr.Opaques(t.Value)) == 0 {
		return
	}
	const points = 8
	var first error
	for k := range points {
		p := acrossPicture(c, t.Layout, (float64(k)+0.5)/points)
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
func acrossPicture(c *eval.Call, l eval.Layout, far float64) eval.Point {
	p := eval.Point{Layout: l}
	for _, name := range l.Names {
		r := value.Range{Low: -2, High: 2}
		if given, ok := given(c, name).(value.Range); ok {
			r = given
		}
		p.Parts = append(p.Parts, expr.Const(r.Low+far*(r.High-r.Low)))
	}
	return p
}

// drawCriticalPoints marks the points of a search on their landscape.
func drawCriticalPoints(c *eval.Call, figure *value.Figure, v value.CriticalPoints, arg eval.Argument) {
	if v.Terrain == nil {
		c.Fail("TypeError", arg.Span, "plot.what", v.Describe())
	}
	drawTerrain(c, figure, v.Function, v.Terrain)
	v.MarkIn(figure)
}

func drawVerdict(c *eval.Call, figure *value.Figure, v value.Verdict, arg eval.Argument) {
	if v.Terrain == nil {
		c.Fail("TypeError", arg.Span, "plot.what", v.Describe())
	}
	drawTerrain(c, figure, v.Function, v.Terrain)
	figure.Layers = append(figure.Layers, value.MarkOf(v.Kind, v.At, v.Value))
}

// drawTerrain adds the contours or the curve of a function once, under what lies on it.
func drawTerrain(c *eval.Call, figure *value.Figure, f value.Callable, t *value.Terrain) {
	named := *t
	named.Name = nameWithHeld(c, f, eval.Argument{})
	figure.AddGround(named.Ground())
}

// terrain is a function of one or two numbers that has been traced at a point of a layout; nil for more.
func terrain(c *eval.Call, f value.Callable, t eval.Trace, l eval.Layout) *value.Terrain {
	terrain := &value.Terrain{Name: f.Label(), Labels: l.Names}
	if l.Form != eval.Spread {
		terrain.Labels = entryNames(l)
	}
	switch len(terrain.Labels) {
	case 1:
		terrain.Line = sampleLine(c, t)
	case 2:
		terrain.Plane = samplePlane(c, t)
	default:
		return nil
	}
	return terrain
}

// drawMatrix adds the ellipses of a symmetric 2×2 matrix.
func drawMatrix(c *eval.Call, figure *value.Figure, n *expr.Node, arg eval.Argument) {
	a := n.Data()
	if n.Shape() != expr.MatrixShape(2, 2) {
		c.Fail("ShapeError", arg.Span, "ellipse.matrix", value.Quantity{Node: n}.Describe())
	}
	figure.Draw(plotting.Ellipse{Name: matrixName(arg), A: [2][2]float64{{a[0], a[1]}, {a[2], a[3]}}})
}

// matrixName is the name that a matrix was written as; A for one written out.
func matrixName(arg eval.Argument) string {
	if name, ok := arg.WrittenName(); ok {
		return name
	}
	return "A"
}

func ellipsePicture(c *eval.Call) value.Value {
	figure := &value.Figure{}
	f, isFunction := c.Positional[0].Value.(value.Callable)
	switch {
	case isFunction && len(c.Positional) == 2:
		drawCurvatureAt(c, figure, f)
	case isFunction:
		panic(message.New("TypeError", "call.signature", "ellipse", 1).At(c.Source(), c.Open).Advise("call.write", "ellipse(f, p)"))
	case len(c.Positional) == 2:
		c.Fail("TypeError", c.Positional[0].Span, "type.function", c.Positional[0].Value.Describe())
	default:
		drawMatrix(c, figure, symmetric(c, 0), c.Positional[0])
	}
	readSettings(c, figure)
	return figure
}

// drawCurvatureAt adds the contours of f and the ellipses of its Hessian at a point.
func drawCurvatureAt(c *eval.Call, figure *value.Figure, f value.Callable) {
	p := c.PointAt(f, c.Positional[1])
	if p.Size() != 2 || f.Arity() != 2 {
		c.Fail("TypeError", c.Positional[0].Span, "ellipse.plane", f.Label())
	}
	h := c.Calculus().HessianAt(f, p).Data()
	at := p.Flat()
	drawLandscape(c, figure, f, c.Positional[0])
	figure.Draw(plotting.Ellipse{
		Name: "∇²" + f.Label(), A: [2][2]float64{{h[0], h[1]}, {h[2], h[3]}}, At: [2]float64{at[0], at[1]},
	})
}
