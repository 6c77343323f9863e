package library

import (
	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/numerics/reason"
	"saddle/plotting"
)

// surroundings are the verbs that draw a matrix, and what touches a graph.
func surroundings() []*eval.Builtin {
	bowl := "(x, y) -> x^2 + 3y^2"
	return []*eval.Builtin{
		{Name: "heatmap", Signature: "heatmap(M)", Topic: "Pictures", Open: true, Least: 1, Most: 1, Settings: with(numberSettings, "label", "colours"), Run: heatmapPicture,
			Meaning: reason.Both("draws the entries of a matrix as coloured cells, its first row at the top", "把矩阵的元素画成彩色方格（热图），第一行在最上面"), Example: "heatmap([2, -1, 0; -1, 2, -1; 0, -1, 2])"},
		{Name: "tangent", Signature: "tangent(f, p)", Topic: "Pictures", Open: true, Function: 1, Least: 2, Most: 2, Settings: groundSettings, Run: tangentPicture,
			Meaning: reason.Both("draws what touches the graph of f at p: the tangent line of a function of one variable; of one of two variables the tangent plane on a surface, and among contours the line that touches the level line", "画 f 的图像在 p 处的切线或切平面：一元函数画切线；二元函数在曲面上画切平面，在等高线图中画与等高线相切的直线"), Example: "surface(" + bowl + ") + tangent(" + bowl + ", (1, 1))"},
		{Name: "inset", Signature: "inset(figure, x = a..b, y = c..d)", Topic: "Pictures", Open: true, Least: 1, Most: 1, Settings: []string{"x", "y"}, Run: insetPicture,
			Meaning: reason.Both("shows a part of a figure enlarged on a card in the corner where it covers least, with axes of its own; added to another figure it stands there, alone over the figure itself", "把图的一部分放大，画在遮挡最少的角落里，带有自己的坐标轴；与另一幅图相加时放在那幅图里，单独使用时放在原图里"), Example: "inset(plot(" + bowl + "), x = 0..0.5, y = 0..0.5)"},
	}
}

// insetPicture reads inset(figure, x = a..b, y = c..d): without one of the ranges it is as in the figure.
func insetPicture(c *eval.Call) value.Value {
	arg := c.Positional[0]
	whole, ok := arg.Value.(*value.Figure)
	if !ok {
		whole = &value.Figure{}
		drawTurn(c, whole, arg)
	}
	if len(whole.Layers) == 0 || whole.InSpace() || whole.Moving {
		panic(message.New("TypeError", "plot.inset").At(c.Source(), arg.Span).Advise("call.write", c.Entry.Usage()))
	}
	zoom := &value.Inset{Figure: whole}
	for _, named := range c.Named {
		switch named.Name {
		case "x":
			zoom.X = shownIn(c, named)
		case "y":
			zoom.Y = shownIn(c, named)
		}
	}
	if zoom.X == nil && zoom.Y == nil {
		panic(message.New("TypeError", "setting.missing", c.Entry.Name, "x").At(c.Source(), c.Open).Advise("call.write", c.Entry.Usage()))
	}
	return &value.Figure{Layers: []value.Layer{zoom}, Settings: value.FigureSettings{X: whole.Settings.X, Y: whole.Settings.Y}}
}

func heatmapPicture(c *eval.Call) value.Value {
	n := c.Node(0)
	if n.Shape().Rank != 2 || n.IsTruth() {
		c.Fail("ShapeError", c.Positional[0].Span, "plot.heatmap", c.Positional[0].Value.Describe())
	}
	layer := plotting.Heatmap{Name: writtenName(c.Positional[0])}
	entries, shape := knownNumbers(c, 0), n.Shape()
	for i := range shape.Rows {
		layer.Values = append(layer.Values, entries[i*shape.Cols:(i+1)*shape.Cols])
	}
	return drawnWith(c, layer)
}

func tangentPicture(c *eval.Call) value.Value {
	f := c.Function(0)
	p := c.PointAt(f, c.Positional[1])
	if p.Size() > 2 {
		panic(message.New("TypeError", "plot.dimension", f.Label(), p.Size()).At(c.Source(), c.Positional[0].Span).Advise("plot.dimension-advice"))
	}
	t := c.TraceAt(f, p)
	variables, _ := t.Components()
	at, slope := p.Flat(), make([]float64, p.Size())
	height := valueAt(c, variables, t.Value, at)
	for i, d := range expr.Gradient(t.Value, variables...) {
		slope[i] = valueAt(c, variables, d, at)
	}
	figure := &value.Figure{}
	if ground := terrain(c, f, t, p.Layout); ground != nil {
		drawTerrain(c, figure, f, ground)
	}
	if len(at) == 1 {
		figure.Draw(plotting.TangentLine{At: at[0], Value: height, Slope: slope[0]})
	} else {
		figure.Draw(plotting.Tangent{At: [2]float64{at[0], at[1]}, Value: height, Slope: [2]float64{slope[0], slope[1]}})
	}
	readSettings(c, figure)
	return figure
}

// valueAt is a number at known values of its variables.
func valueAt(c *eval.Call, variables []*expr.Node, n *expr.Node, at []float64) float64 {
	in, out := make([][]float64, len(at)), make([]float64, 1)
	for i, x := range at {
		in[i] = []float64{x}
	}
	newSampler(c, variables, n).at(c.Context(), in, out)
	return out[0]
}
