package library

import (
	"strings"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/numerics/reason"
	"saddle/plotting"
)

// layers are the verbs that draw what is added to another picture. A notebook may take their names.
func layers() []*eval.Builtin {
	bowl := "plot((x, y) -> x^2 + 3y^2)"
	return []*eval.Builtin{
		{Name: "line", Signature: "line(xs, ys)  or  line(P)", Topic: "Pictures", Open: true, Least: 1, Most: 2, Settings: namedSettings, Run: linePicture,
			Meaning: reason.Both("draws y against its own x, as a line through points: two vectors, or the rows of a matrix", "画 y 随其自身的 x 变化的折线：两个向量，或矩阵的各行"), Example: "line([0, 1, 3], [1, 2, 0])"},
		{Name: "implicit", Signature: "implicit(g)", Topic: "Pictures", Open: true, Function: 1, Least: 1, Most: 1, Settings: with(frameSettings, "label"), Run: implicitPicture,
			Meaning: reason.Both("draws the curve g = 0 of a function of two variables", "画二元函数的曲线 g = 0"), Example: "implicit((x, y) -> x^2 + y^2 - 1)"},
		{Name: "mark", Signature: "mark(p, \"text\")", Topic: "Pictures", Open: true, Least: 1, Most: 2, Settings: namedSettings, Meant: meantPlaces, Run: markPicture,
			Meaning: reason.Both("marks a point with a dot, and a text beside it", "用圆点标出一点，旁边可写文本"), Example: bowl + " + mark((1, 1), \"start\")"},
		{Name: "note", Signature: "note(\"text\", at = p)", Topic: "Pictures", Open: true, Least: 1, Most: 1, Settings: with(numberSettings, "at"), Run: notePicture,
			Meaning: reason.Both("writes a text in a picture, its middle at a point", "在图中写文本，其中心在给定的点"), Example: bowl + " + note(\"a valley\", at = (0, 1))"},
		{Name: "arrow", Signature: "arrow(p, q, \"text\")", Topic: "Pictures", Open: true, Least: 2, Most: 3, Settings: namedSettings, Meant: meantPlaces, Run: arrowPicture,
			Meaning: reason.Both("draws an arrow from p to q, with a text at its start", "画从 p 指向 q 的箭头，起点处可写文本"), Example: bowl + " + arrow((1, 1), (0, 0), \"the minimum\")"},
		{Name: "vline", Signature: "vline(x, \"text\")", Topic: "Pictures", Open: true, Least: 1, Most: 2, Settings: namedSettings, Run: func(c *eval.Call) value.Value { return rulePicture(c, true) },
			Meaning: reason.Both("draws an upright line across the picture at a value of x", "在某个 x 处画贯穿全图的竖线"), Example: "plot(x -> x^3 - x) + vline(0.577, \"f' = 0\")"},
		{Name: "hline", Signature: "hline(y, \"text\")", Topic: "Pictures", Open: true, Least: 1, Most: 2, Settings: namedSettings, Run: func(c *eval.Call) value.Value { return rulePicture(c, false) },
			Meaning: reason.Both("draws a level line across the picture at a value of y", "在某个 y 处画贯穿全图的横线"), Example: "plot(x -> x^2) + hline(1)"},
		{Name: "band", Signature: "band(a..b, \"text\")  or  band(y = a..b)", Topic: "Pictures", Open: true, Least: 0, Most: 2, Settings: namedSettings, Run: bandPicture,
			Meaning: reason.Both("shades where x, or y, lies in a range", "给 x（或 y）在某个区间内的部分加阴影"), Example: "plot(x -> x^4 - x^2) + band(-0.4..0.4, \"concave\")"},
	}
}

// drawnWith is a figure of layers with the settings of the call.
func drawnWith(c *eval.Call, layers ...plotting.Layer) value.Value {
	figure := &value.Figure{}
	figure.Draw(layers...)
	readSettings(c, figure)
	return figure
}

// textArgument is a positional argument that must be a text; empty when there is none.
func textArgument(c *eval.Call, i int) string {
	if i >= len(c.Positional) {
		return ""
	}
	text, ok := c.Positional[i].Value.(value.Text)
	if !ok {
		c.Fail("TypeError", c.Positional[i].Span, "type.text", c.Positional[i].Value.Describe())
	}
	return string(text)
}

// placeIn is an argument that must be a known point of the plane.
func placeIn(c *eval.Call, arg eval.Argument) [2]float64 {
	n := c.Quantity(arg)
	if n.Shape() != expr.Vector(2) || !n.IsConst() {
		failure := message.New("ShapeError", "plot.place", arg.Value.Describe()).At(c.Source(), arg.Span)
		if meant := meantPlaces(c, eval.TextsOf(c.Positional)); meant != "" {
			panic(failure.Advise("call.write", meant))
		}
		panic(failure.Advise("call.write", c.Entry.Usage()))
	}
	return [2]float64{n.Data()[0], n.Data()[1]}
}

// meantPlaces is a call whose points are given number by number, mark(1, 2), with each as one; empty for other calls.
func meantPlaces(c *eval.Call, texts []string) string {
	var parts []string
	for i := 0; i < len(texts); i++ {
		switch next := i + 1; {
		case !eval.AllNumbers(c.Positional[i:next]):
			parts = append(parts, texts[i])
		case next < len(texts) && eval.AllNumbers(c.Positional[next:next+1]):
			parts = append(parts, "("+texts[i]+", "+texts[next]+")")
			i = next
		default:
			return ""
		}
	}
	if len(parts) == 0 || len(parts) == len(texts) {
		return ""
	}
	return c.Entry.Name + "(" + strings.Join(parts, ", ") + ")"
}

func linePicture(c *eval.Call) value.Value {
	dots := plotting.Scatter{}
	figure := &value.Figure{}
	if len(c.Positional) == 2 {
		dots = pairsOf(c)
	} else {
		columnsOf(c, &dots, figure)
	}
	points := make([][2]float64, len(dots.X))
	for i := range points {
		points[i] = [2]float64{dots.X[i], dots.Y[i]}
	}
	name := ""
	if len(c.Positional) == 1 {
		name = writtenName(c.Positional[0])
	}
	figure.Draw(plotting.Polyline{Name: name, Points: points, Dots: len(points) <= 25})
	readSettings(c, figure)
	return figure
}

// pairsOf are two positional vectors of one length, as places.
func pairsOf(c *eval.Call) plotting.Scatter {
	dots := plotting.Scatter{X: knownNumbers(c, 0), Y: knownNumbers(c, 1)}
	if len(dots.X) != len(dots.Y) {
		c.Fail("ShapeError", c.Open, "shape.operands", c.Positional[0].Value.Describe(), c.Positional[1].Value.Describe())
	}
	return dots
}

func implicitPicture(c *eval.Call) value.Value {
	g := plane(c, 0)
	t := c.TraceAt(g, origin(g))
	t.Value = crossing(t.Value)
	figure := &value.Figure{Layers: []value.Layer{&value.Locus{
		Labels: [2]string{t.Names[0], t.Names[1]}, Layer: plotting.Implicit{Name: labelOf(g, c.Positional[0]) + " = 0"}, Sample: samplePlane(c, t),
	}}}
	readSettings(c, figure)
	return figure
}

func markPicture(c *eval.Call) value.Value {
	return drawnWith(c, plotting.Remark{At: placeIn(c, c.Positional[0]), Text: textArgument(c, 1)})
}

func notePicture(c *eval.Call) value.Value {
	at, ok := c.Setting("at")
	if !ok {
		panic(message.New("TypeError", "setting.missing", c.Entry.Name, "at").At(c.Source(), c.Open).Advise("call.write", c.Entry.Usage()))
	}
	return drawnWith(c, plotting.Remark{At: placeIn(c, at), Text: textArgument(c, 0), Bare: true})
}

func arrowPicture(c *eval.Call) value.Value {
	return drawnWith(c, plotting.Pointer{From: placeIn(c, c.Positional[0]), To: placeIn(c, c.Positional[1]), Text: textArgument(c, 2)})
}

func rulePicture(c *eval.Call, vertical bool) value.Value {
	return drawnWith(c, plotting.Line{At: c.Number(c.Positional[0]), Name: textArgument(c, 1), Vertical: vertical})
}

// bandPicture reads band(a..b, "text"), and band(y = a..b, "text").
func bandPicture(c *eval.Call) value.Value {
	level, isLevel := c.Setting("y")
	over, next := level, 0
	if !isLevel && len(c.Positional) > 0 {
		over, next = c.Positional[0], 1
		over.Name = "x"
	} else if !isLevel {
		panic(message.New("TypeError", "call.signature", c.Entry.Name, 0).At(c.Source(), c.Open).Advise("call.write", c.Entry.Usage()))
	}
	r := rangeIn(c, over)
	figure := &value.Figure{}
	figure.Draw(plotting.Band{Name: textArgument(c, next), Over: plotting.Range{Min: r.Low, Max: r.High}, Level: isLevel})
	readSettings(c, figure)
	if isLevel {
		figure.Settings.Y = nil // it is the band's, not the picture's
	}
	return figure
}
