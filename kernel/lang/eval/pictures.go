package eval

import (
	"math"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/numerics/reason"
	"saddle/plotting"
)

// pictures are the verbs that draw.
func pictures() []*Builtin {
	saddle := "(x, y) -> x^2 - y^2"
	return []*Builtin{
		{Name: "plot", Signature: "plot(things…, x = a..b, y = c..d, title = \"…\")", Topic: "Pictures", function: everywhere, least: 1, most: -1, settings: with(figureSettings, "numbers", "principal", "rate"), run: plotThings,
			Meaning: reason.Both("draws functions of one variable as curves and of two as contours, runs as paths on them, vectors against their index, symmetric 2×2 matrices as ellipses; numbers = true counts steps, principal = true shows a run of many variables in the plane it keeps nearest to, rate = true adds to r.gradient_norm the fall that the Hessian predicts", "画图：一元函数为曲线，二元函数为等高线，运行为路径，向量按下标，2×2 对称矩阵为椭圆；numbers = true 标出步数，principal = true 把多变量的运行画在最贴近它的平面上，rate = true 给 r.gradient_norm 加上海森矩阵预言的下降"), Example: "plot(" + saddle + ", x = -2..2, y = -2..2)"},
		{Name: "surface", Signature: "surface(f, runs…, x = a..b, y = c..d, azimuth = -58, elevation = 28)", Topic: "Pictures", function: 1, least: 1, most: -1, settings: with(figureSettings, "azimuth", "elevation"), run: surfacePicture,
			Meaning: reason.Both("draws a function of two variables as a surface in space, runs as paths on it; azimuth and elevation, in degrees, say from where it is seen, a negative elevation from below", "把二元函数画成空间曲面，运行为其上的路径；azimuth 与 elevation（单位：度）决定观察方向，elevation 为负时从下方观察"), Example: "surface(" + saddle + ")"},
		{Name: "field", Signature: "field(f, lines = false)", Topic: "Pictures", function: 1, least: 1, most: 1, settings: with(figureSettings, "lines"), run: fieldPicture,
			Meaning: reason.Both("draws the gradient of a function of two variables as arrows over its contours, or as lines along it", "在等高线上用箭头画二元函数的梯度，或画沿梯度的线"), Example: "field(" + saddle + ")"},
		{Name: "ellipse", Signature: "ellipse(A)  or  ellipse(f, p)", Topic: "Pictures", function: 1, least: 1, most: 2, settings: figureSettings, run: ellipsePicture,
			Meaning: reason.Both("draws the two ellipses of a symmetric 2×2 matrix: the level set dᵀAd = 1 and the image of the unit circle; of f at p over its contours", "画 2×2 对称矩阵的两个椭圆：等值线 dᵀAd = 1 与单位圆的像；给出 f 和 p 时画在等高线上"), Example: "ellipse([2, 1; 1, 2])"},
		{Name: "polar", Signature: "polar(A)  or  polar(f, p)", Topic: "Pictures", function: 1, least: 1, most: 2, settings: figureSettings, run: polarPicture,
			Meaning: reason.Both("draws the second derivative dᵀAd in every unit direction d, its size as the distance and its sign as the colour", "画各单位方向 d 上的二阶导数 dᵀAd：大小为距离，正负为颜色"), Example: "polar([2, 0; 0, -2])"},
		{Name: "profile", Signature: "profile(f, p, d, t = a..b)", Topic: "Pictures", function: 1, least: 3, most: 3, settings: with(figureSettings, "t"), run: profilePicture,
			Meaning: reason.Both("draws f along the line p + t d, with its quadratic model at p", "画 f 沿直线 p + t d 的曲线及其在 p 处的二次模型"), Example: "profile((x, y) -> cos(x) + y^2, (0, 0), (1, 0))"},
		{Name: "scatter", Signature: "scatter(data)  or  scatter(x, y)", Topic: "Pictures", least: 1, most: 2, settings: figureSettings, run: scatterPicture,
			Meaning: reason.Both("draws data as dots: two vectors, or the first two columns of a table", "把数据画成点：两个向量，或表的前两列"), Example: "scatter([0, 1; 1, 3; 2, 5])"},
		{Name: "bars", Signature: "bars(v)", Topic: "Pictures", least: 1, most: 1, settings: figureSettings, run: barsPicture,
			Meaning: reason.Both("draws numbers as bars coloured by sign, such as eigenvalues", "把数（例如特征值）画成按正负着色的条形"), Example: "bars(eigenvalues([2, 1; 1, -2]))"},
		{Name: "histogram", Signature: "histogram(v)", Topic: "Pictures", least: 1, most: 1, settings: figureSettings, run: histogramPicture,
			Meaning: reason.Both("counts the entries of a vector in bins", "按区间统计向量的分量"), Example: "histogram(randn(500))"},
		{Name: "grid", Signature: "grid(a, b, …, columns = 2)", Topic: "Pictures", least: 1, most: -1, settings: gridSettings, run: gridPicture,
			Meaning: reason.Both("arranges figures in rows and columns", "把图排成行和列"), Example: "grid(plot(x -> x^2), plot(x -> x^3))"},
		{Name: "animate", Signature: "animate(r)", Topic: "Pictures", least: 1, most: -1, settings: with(figureSettings, "principal"), flattens: true, run: animatePicture,
			Meaning: reason.Both("shows runs as a moving picture, and with a slider over their steps where the notebook has widgets; a run of many variables in the plane it keeps nearest to", "把运行显示为动画；笔记本支持控件时还带有步数滑块；多变量的运行画在它最贴近的平面上"), Example: "animate(run(gd, (x, y) -> x^2 + 3y^2, from = (1, 1), steps = 10))"},
	}
}

// with is a list of settings with more.
func with(settings []string, more ...string) []string {
	return append(append([]string(nil), more...), settings...)
}

func surfacePicture(c *builtinCall) value.Value {
	figure := plotThings(c).(*value.Figure)
	for i, layer := range figure.Layers {
		if ground, ok := layer.(*value.Landscape); ok {
			figure.Layers[i] = &value.Surface{Landscape: *ground, Azimuth: c.angleSetting("azimuth", -58, 360), Elevation: c.angleSetting("elevation", 28, 90)}
			if figure.Misplaced() {
				c.Fail("TypeError", c.site, "plot.space")
			}
			return figure
		}
	}
	c.Fail("TypeError", c.positional[0].span, "plot.surface", c.positional[0].value.Describe())
	return nil
}

// angleSetting is a setting in degrees, on either side of zero at most so many.
func (c *builtinCall) angleSetting(name string, otherwise, most float64) float64 {
	x := c.numberSetting(name, otherwise)
	if arg, ok := c.setting(name); ok && !(math.Abs(x) <= most) {
		c.Fail("DomainError", arg.span, "plot.angle", name, x, most)
	}
	return x
}

// plane is a positional argument that must be a function of two variables.
func (c *builtinCall) plane(i int) value.Callable {
	f := c.function(i)
	if f.Arity() != 2 {
		panic(message.New("TypeError", "plot.plane", c.entry.Name, f.Label(), f.Arity()).At(c.Source(), c.positional[i].span))
	}
	return f
}

func fieldPicture(c *builtinCall) value.Value {
	f := c.plane(0)
	figure := &value.Figure{}
	c.drawLandscape(figure, f, c.positional[0])
	t := c.traceAt(f, origin(f))
	gradient := expr.Gradient(t.value, t.variables...)
	du, dv := c.machine(t.variables, gradient[0]), c.machine(t.variables, gradient[1])
	name, sample := "∇"+f.Label(), func(x, y, u, v []float64) {
		sampleBlock(du, [][]float64{x, y}, u)
		sampleBlock(dv, [][]float64{x, y}, v)
	}
	if lines, _ := c.setting("lines"); lines.value != nil && c.truthOf(lines) {
		figure.Draw(plotting.Streamlines{F: sample, Name: name})
	} else {
		figure.Draw(plotting.Arrows{F: sample, Name: name})
	}
	c.readSettings(figure)
	return figure
}

func polarPicture(c *builtinCall) value.Value {
	figure := &value.Figure{}
	var at [2]float64
	var a []float64
	if len(c.positional) == 2 {
		f := c.plane(0)
		p := c.pointAt(f, 1)
		a = c.HessianAt(f, p).Data()
		at = [2]float64{p.flat()[0], p.flat()[1]}
		c.drawLandscape(figure, f, c.positional[0])
	} else {
		n := c.symmetric(0)
		if n.Shape() != expr.MatrixShape(2, 2) {
			c.Fail("ShapeError", c.positional[0].span, "ellipse.matrix", c.positional[0].value.Describe())
		}
		a = n.Data()
	}
	figure.Draw(plotting.Polar{A: [2][2]float64{{a[0], a[1]}, {a[2], a[3]}}, At: at})
	c.readSettings(figure)
	return figure
}

// knownVector is a positional argument as known numbers, row by row.
func (c *builtinCall) knownNumbers(i int) []float64 {
	n := c.node(i)
	if !n.IsConst() {
		c.Fail("TypeError", c.positional[i].span, "trace.point-known", c.entry.Name)
	}
	return n.Data()
}

func scatterPicture(c *builtinCall) value.Value {
	figure := &value.Figure{}
	dots := plotting.Scatter{}
	if len(c.positional) == 2 {
		dots.X, dots.Y = c.knownNumbers(0), c.knownNumbers(1)
		if len(dots.X) != len(dots.Y) {
			c.Fail("ShapeError", c.open, "shape.operands", c.positional[0].value.Describe(), c.positional[1].value.Describe())
		}
	} else {
		c.columnsOf(&dots, figure)
	}
	figure.Draw(dots)
	c.readSettings(figure)
	return figure
}

// columnsOf takes the first two columns of a table or matrix as the places of dots.
func (c *builtinCall) columnsOf(dots *plotting.Scatter, figure *value.Figure) {
	entries, shape := c.knownNumbers(0), c.node(0).Shape()
	if shape.Rank != 2 {
		c.Fail("ShapeError", c.positional[0].span, "plot.columns", c.positional[0].value.Describe())
	}
	for i := range shape.Rows {
		dots.X = append(dots.X, entries[i*shape.Cols])
		dots.Y = append(dots.Y, entries[i*shape.Cols+1])
	}
	if table, ok := c.positional[0].value.(*value.Table); ok {
		figure.Settings.XLabel, figure.Settings.YLabel = table.Names[0], table.Names[1]
	}
}

func barsPicture(c *builtinCall) value.Value {
	figure := &value.Figure{}
	figure.Draw(plotting.Bars{Name: writtenName(c.positional[0]), Values: c.knownNumbers(0)})
	c.readSettings(figure)
	return figure
}

func histogramPicture(c *builtinCall) value.Value {
	figure := &value.Figure{Layers: []value.Layer{&value.Histogram{Name: writtenName(c.positional[0]), Values: c.knownNumbers(0)}}}
	c.readSettings(figure)
	return figure
}

// writtenName is the name that an argument was written as, or nothing.
func writtenName(arg argument) string {
	name, _ := arg.WrittenName()
	return name
}

func gridPicture(c *builtinCall) value.Value {
	grid := &value.Figure{Columns: c.wholeSetting("columns", 1, min(2, len(c.positional)))}
	for _, arg := range c.positional {
		part, ok := arg.value.(*value.Figure)
		if !ok {
			part = &value.Figure{}
			c.drawTurn(part, arg)
		}
		grid.Parts = append(grid.Parts, part)
	}
	c.readSettings(grid)
	return grid
}

func animatePicture(c *builtinCall) value.Value {
	figure := plotThings(c).(*value.Figure)
	if !figure.Moves() {
		c.Fail("TypeError", c.positional[0].span, "plot.animate", c.positional[0].value.Describe())
	}
	figure.Moving = true
	return figure
}
