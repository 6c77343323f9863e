package library

import (
	"context"
	"math"
	"slices"
	"strings"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/numerics/reason"
	"saddle/plotting"
)

// pictures are the verbs that draw.
func pictures() []*eval.Builtin {
	saddle := "(x, y) -> x^2 - y^2"
	return []*eval.Builtin{
		{Name: "plot", Signature: "plot(things…, x = a..b, y = c..d, title = \"…\")", Topic: "Pictures", Function: eval.Everywhere, Least: 1, Most: -1, Settings: with(everySetting, "numbers", "principal", "rate"), Run: plotThings,
			Meaning: reason.Both("draws functions of one variable as curves and of two as contours, runs as paths on them, vectors against their index, symmetric 2×2 matrices as ellipses; numbers = true counts steps, principal = true shows a run of many variables in the plane it keeps nearest to, rate = true adds to r.gradient_norm the fall that the Hessian predicts", "画图：一元函数画曲线，二元函数画等高线，运行结果画成路径，向量按序号画，2×2 对称矩阵画椭圆；numbers = true 标出步数，principal = true 把多变量的路径投影到最贴近它的平面，rate = true 在 r.gradient_norm 上叠加由海森矩阵预测的下降速率"), Example: "plot(" + saddle + ", x = -2..2, y = -2..2)"},
		{Name: "surface", Signature: "surface(f, runs…, x = a..b, y = c..d, azimuth = -58, elevation = 28)", Topic: "Pictures", Function: 1, Least: 1, Most: -1, Settings: with(spaceSettings, "azimuth", "elevation"), Run: surfacePicture,
			Meaning: reason.Both("draws a function of two variables as a surface in space, runs as paths on it; azimuth and elevation, in degrees, say from where it is seen, a negative elevation from below", "把二元函数画成空间曲面，运行结果画成其上的路径；azimuth 与 elevation（单位：度）决定观察方向，elevation 为负时从下方观察"), Example: "surface(" + saddle + ")"},
		{Name: "field", Signature: "field(f, lines = false, descent = false)", Topic: "Pictures", Function: 1, Least: 1, Most: 1, Settings: with(groundSettings, "lines", "descent"), Meant: meantBox, Run: fieldPicture,
			Meaning: reason.Both("draws the gradient of a function of two variables as arrows over its contours, or as lines along it; with descent = true that of -∇f, the way down", "在等高线上用箭头画二元函数的梯度，或画沿梯度的线；descent = true 时画 -∇f，即下降方向"), Example: "field(" + saddle + ")"},
		{Name: "ellipse", Signature: "ellipse(A)  or  ellipse(f, p)", Topic: "Pictures", Function: 1, Least: 1, Most: 2, Settings: groundSettings, Run: ellipsePicture,
			Meaning: reason.Both("draws the two ellipses of a symmetric 2×2 matrix: the level set dᵀAd = 1 and the image of the unit circle; of f at p over its contours", "画 2×2 对称矩阵的两个椭圆：等值线 dᵀAd = 1 与单位圆的像；给出 f 和 p 时画在等高线上"), Example: "ellipse([2, 1; 1, 2])"},
		{Name: "polar", Signature: "polar(A)  or  polar(f, p)", Topic: "Pictures", Function: 1, Least: 1, Most: 2, Settings: groundSettings, Run: polarPicture,
			Meaning: reason.Both("draws the second derivative dᵀAd in every unit direction d, its size as the distance and its sign as the colour", "极坐标图：沿每个单位方向 d 的二阶导数 dᵀAd，到原点的距离表示绝对值，颜色表示正负"), Example: "polar([2, 0; 0, -2])"},
		{Name: "profile", Signature: "profile(f, p, d, t = a..b)", Topic: "Pictures", Function: 1, Least: 3, Most: 3, Settings: with(namedSettings, "t"), Run: profilePicture,
			Meaning: reason.Both("draws f along the line p + t d, with its quadratic model at p", "画 f 沿直线 p + t d 的曲线及其在 p 处的二次模型"), Example: "profile((x, y) -> cos(x) + y^2, (0, 0), (1, 0))"},
		{Name: "scatter", Signature: "scatter(data)  or  scatter(x, y)", Topic: "Pictures", Least: 1, Most: 2, Settings: namedSettings, Run: scatterPicture,
			Meaning: reason.Both("draws data as dots: two vectors, or the first two columns of a table", "把数据画成点：两个向量，或表的前两列"), Example: "scatter([0, 1; 1, 3; 2, 5])"},
		{Name: "bars", Signature: "bars(v)", Topic: "Pictures", Least: 1, Most: 1, Settings: namedSettings, Run: barsPicture,
			Meaning: reason.Both("draws numbers as bars coloured by sign, such as eigenvalues", "把数（例如特征值）画成按正负着色的条形"), Example: "bars(eigenvalues([2, 1; 1, -2]))"},
		{Name: "histogram", Signature: "histogram(v)", Topic: "Pictures", Least: 1, Most: 1, Settings: with(namedSettings, "bins"), Run: histogramPicture,
			Meaning: reason.Both("counts the entries of a vector in bins", "按区间统计向量的分量"), Example: "histogram(randn(500))"},
		{Name: "grid", Signature: "grid(a, b, …, columns = 2)", Topic: "Pictures", Least: 1, Most: -1, Settings: gridSettings, Run: gridPicture,
			Meaning: reason.Both("arranges figures in rows and columns", "把图排成行和列"), Example: "grid(plot(x -> x^2), plot(x -> x^3))"},
		{Name: "animate", Signature: "animate(r)", Topic: "Pictures", Least: 1, Most: -1, Settings: groundSettings, Flattens: true, Run: animatePicture,
			Meaning: reason.Both("shows runs as a moving picture, and with a slider over their steps where the notebook has widgets; a run of many variables in the plane it keeps nearest to", "把运行过程做成动画；在支持控件的笔记本里可用滑块逐步查看；多变量的运行画在最贴近路径的平面上"), Example: "animate(run(gd, (x, y) -> x^2 + 3y^2, from = (1, 1), steps = 10))"},
	}
}

// with is a list of settings with more.
func with(settings []string, more ...string) []string {
	return append(append([]string(nil), more...), settings...)
}

func surfacePicture(c *eval.Call) value.Value {
	if isFamily(c) {
		return drawFamily(c, func(figure *value.Figure) { inSpace(c, figure) })
	}
	refuseSides(c)
	refuseSecond(c)
	figure := plotThings(c).(*value.Figure)
	inSpace(c, figure)
	return figure
}

// inSpace makes a surface of the contours of a figure.
func inSpace(c *eval.Call, figure *value.Figure) {
	for i, layer := range figure.Layers {
		if ground, ok := layer.(*value.Landscape); ok {
			figure.Layers[i] = &value.Surface{Landscape: *ground, Azimuth: angleSetting(c, "azimuth", -58, 360), Elevation: angleSetting(c, "elevation", 28, 90)}
			if figure.Misplaced() {
				c.Fail("TypeError", c.Site, "plot.space")
			}
			return
		}
	}
	c.Fail("TypeError", c.Positional[0].Span, "plot.surface", c.Positional[0].Value.Describe())
}

// refuseSecond refuses a second function of two variables on a surface.
func refuseSecond(c *eval.Call) {
	var first *eval.Argument
	for i, arg := range c.Positional {
		f, ok := arg.Value.(value.Callable)
		switch {
		case !ok || f.Arity() != 2:
		case first == nil:
			first = &c.Positional[i]
		default:
			c.Fail("TypeError", arg.Span, "plot.surfaces", syntax.Text(first.From), syntax.Text(arg.From))
		}
	}
}

// angleSetting is a setting in degrees, on either side of zero at most so many.
func angleSetting(c *eval.Call, name string, otherwise, most float64) float64 {
	x := numberSetting(c, name, otherwise)
	if arg, ok := c.Setting(name); ok && !(math.Abs(x) <= most) {
		c.Fail("DomainError", arg.Span, "plot.angle", name, x, most)
	}
	return x
}

// plane is a positional argument that must be a function of two variables.
func plane(c *eval.Call, i int) value.Callable {
	f := c.Function(i)
	if f.Arity() != 2 {
		panic(message.New("TypeError", "plot.plane", c.Entry.Name, f.Label(), f.Arity()).At(c.Source(), c.Positional[i].Span))
	}
	return f
}

func fieldPicture(c *eval.Call) value.Value {
	f := plane(c, 0)
	figure := &value.Figure{}
	drawLandscape(c, figure, f, c.Positional[0])
	t := c.TraceAt(f, origin(f))
	gradient := expr.Gradient(t.Value, t.Variables...)
	name := "∇" + f.Label()
	if asked(c, "descent") {
		name = "-" + name
		gradient = []*expr.Node{expr.Neg(gradient[0]), expr.Neg(gradient[1])}
	}
	height := newSampler(c, t.Variables, t.Value)
	du, dv := newSampler(c, t.Variables, gradient[0]), newSampler(c, t.Variables, gradient[1])
	figure.Layers = append(figure.Layers, &value.Arrows{Name: name, Lines: asked(c, "lines"), Sample: func(ctx context.Context, x, y, u, v []float64) {
		height.plane(ctx, x, y, v)
		du.plane(ctx, x, y, u)
		undefinedWhere(v, u) // a formula of the derivative may have values where the function has none
		dv.plane(ctx, x, y, v)
		undefinedWhere(u, v)
	}})
	readSettings(c, figure)
	return figure
}

// undefinedWhere makes values undefined where others are.
func undefinedWhere(others, values []float64) {
	for i, z := range others {
		if math.IsNaN(z) {
			values[i] = z
		}
	}
}

func polarPicture(c *eval.Call) value.Value {
	figure := &value.Figure{}
	var at [2]float64
	var a []float64
	if len(c.Positional) == 2 {
		f := plane(c, 0)
		p := c.PointAt(f, c.Positional[1])
		a = c.Calculus().HessianAt(f, p).Data()
		at = [2]float64{p.Flat()[0], p.Flat()[1]}
		drawLandscape(c, figure, f, c.Positional[0])
	} else {
		n := symmetric(c, 0)
		if n.Shape() != expr.MatrixShape(2, 2) {
			c.Fail("ShapeError", c.Positional[0].Span, "ellipse.matrix", c.Positional[0].Value.Describe())
		}
		a = n.Data()
	}
	figure.Draw(plotting.Polar{A: [2][2]float64{{a[0], a[1]}, {a[2], a[3]}}, At: at})
	readSettings(c, figure)
	return figure
}

// knownVector is a positional argument as known numbers, row by row.
func knownNumbers(c *eval.Call, i int) []float64 {
	n := c.Node(i)
	if !n.IsConst() {
		c.Fail("TypeError", c.Positional[i].Span, "trace.point-known", c.Entry.Name)
	}
	return n.Data()
}

func scatterPicture(c *eval.Call) value.Value {
	figure := &value.Figure{}
	dots := plotting.Scatter{}
	if len(c.Positional) == 2 {
		dots = pairsOf(c)
	} else {
		columnsOf(c, &dots, figure)
	}
	figure.Draw(dots)
	readSettings(c, figure)
	return figure
}

// columnsOf takes the first two columns of a table or matrix as the places of dots.
func columnsOf(c *eval.Call, dots *plotting.Scatter, figure *value.Figure) {
	entries, shape := knownNumbers(c, 0), c.Node(0).Shape()
	if shape.Rank != 2 {
		c.Fail("ShapeError", c.Positional[0].Span, "plot.columns", c.Positional[0].Value.Describe())
	}
	for i := range shape.Rows {
		dots.X = append(dots.X, entries[i*shape.Cols])
		dots.Y = append(dots.Y, entries[i*shape.Cols+1])
	}
	if table, ok := c.Positional[0].Value.(*value.Table); ok {
		figure.Settings.XLabel, figure.Settings.YLabel = table.Names[0], table.Names[1]
	}
}

func barsPicture(c *eval.Call) value.Value {
	figure := &value.Figure{}
	figure.Draw(plotting.Bars{Name: writtenName(c.Positional[0]), Values: knownNumbers(c, 0)})
	readSettings(c, figure)
	return figure
}

func histogramPicture(c *eval.Call) value.Value {
	figure := &value.Figure{Layers: []value.Layer{&value.Histogram{Name: writtenName(c.Positional[0]), Values: sorted(c, knownNumbers(c, 0))}}} // whose order does not matter, and is asked for often
	readSettings(c, figure)
	return figure
}

// writtenName is the name that an argument was written as, or nothing.
func writtenName(arg eval.Argument) string {
	name, _ := arg.WrittenName()
	return name
}

// titled is a figure with its turn of a loop above it, which its curves need not say again.
func titled(figure value.Figure, turn string) *value.Figure {
	figure.Settings.Title = turn
	figure.Layers = slices.Clone(figure.Layers)
	for i, layer := range figure.Layers {
		if curve, ok := layer.(*value.Curve); ok {
			named := *curve
			named.Name = strings.TrimSuffix(named.Name, ", "+turn)
			figure.Layers[i] = &named
		}
	}
	return &figure
}

func gridPicture(c *eval.Call) value.Value {
	grid := &value.Figure{Columns: wholeSetting(c, "columns", 1, min(2, len(c.Positional)))}
	for _, arg := range c.Positional {
		part, ok := arg.Value.(*value.Figure)
		if !ok {
			part = &value.Figure{}
			drawTurn(c, part, arg)
		} else if strings.Contains(arg.Turn, "=") && part.Settings.Title == "" && !part.IsGrid() {
			part = titled(*part, arg.Turn)
		}
		grid.Parts = append(grid.Parts, part)
	}
	readSettings(c, grid)
	return grid
}

func animatePicture(c *eval.Call) value.Value {
	figure := plotThings(c).(*value.Figure)
	if !figure.Moves() {
		c.Fail("TypeError", c.Positional[0].Span, "plot.animate", c.Positional[0].Value.Describe())
	}
	figure.Moving = true
	return figure
}
