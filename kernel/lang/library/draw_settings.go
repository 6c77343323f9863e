package library

import (
	"math"
	"slices"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// readSettings reads what a call says of its figure.
func readSettings(c *eval.Call, figure *value.Figure) {
	s := &figure.Settings
	texts := map[string]*string{"title": &s.Title, "xlabel": &s.XLabel, "ylabel": &s.YLabel}
	for name, to := range texts {
		if text := textSetting(c, name); text != "" {
			*to = text
		}
	}
	s.Width = wholeSetting(c, "width", 100, s.Width)
	s.Height = wholeSetting(c, "height", 100, s.Height)
	readLevels(c, s)
	readLog(c, figure)
	readLooks(c, figure)
	for _, arg := range c.Named {
		readRange(c, figure, arg)
	}
	_, levels := c.Setting("levels")
	if _, log := c.Setting("log"); log {
		levels = true
	}
	refuseIdle(c, figure)
	refuseLog(c, figure)
	figure.Release(slices.ContainsFunc(c.Named, func(arg eval.Argument) bool { return axisOf(c, figure, arg.Name) == 0 }), levels)
}

func truthOf(c *eval.Call, arg eval.Argument) bool {
	n, ok := eval.AsQuantity(arg.Value)
	if !ok || !n.IsTruth() {
		c.Fail("TypeError", arg.Span, "type.truth", arg.Value.Describe())
	}
	return n.Truth()
}

// logarithms are what log may be besides true and false.
var logarithms = []string{"x", "y", "xy", "sym"}

// readLog reads log = true, which is said of the values that are shown, and log = "x", "y", "xy" or "sym", of axes.
func readLog(c *eval.Call, figure *value.Figure) {
	arg, ok := c.Setting("log")
	if !ok {
		return
	}
	text, isText := arg.Value.(value.Text)
	switch {
	case isText && !slices.Contains(logarithms, string(text)):
		c.Fail("TypeError", arg.Span, "plot.log", string(text))
	case isText && (figure.InPlane() || figure.HasCells()):
		panic(message.New("TypeError", "plot.log-plane").At(c.Source(), arg.Span).Advise("call.write", "log = true"))
	case isText:
		figure.Settings.Log = value.Log(text)
	case truthOf(c, arg):
		figure.Settings.Log = value.LogValues
	default:
		figure.Settings.Log = value.LogNone
	}
}

// refuseLog refuses a logarithmic axis that has nothing above zero to show. It is asked once the ranges have been read.
func refuseLog(c *eval.Call, figure *value.Figure) {
	arg, ok := c.Setting("log")
	if ok && figure.Settings.Log == value.LogValues && figure.Unfit() {
		c.Fail("DomainError", arg.Span, "plot.log-cells")
	}
	if !ok || figure.InPlane() || figure.HasCells() {
		return
	}
	axes := map[value.Log][]int{value.LogX: {0}, value.LogY: {1}, value.LogValues: {1}, value.LogBoth: {0, 1}}
	for _, axis := range axes[figure.Settings.Log] {
		if !figure.Positive(c.Context(), axis) {
			name := [2]string{"x", "y"}[axis]
			failure := message.New("DomainError", "plot.log-positive", name).At(c.Source(), arg.Span)
			if axis == 1 {
				failure.Advise("call.write", `log = "sym"`)
			}
			panic(failure)
		}
	}
}

// readLevels reads levels = 12 as how many and levels = (0, 1, 4) as which.
func readLevels(c *eval.Call, s *value.FigureSettings) {
	arg, ok := c.Setting("levels")
	if !ok {
		return
	}
	n := c.Quantity(arg)
	if n.Shape().Rank == 0 {
		s.Levels = whole(c, arg, 2)
		return
	}
	s.LevelValues = n.Data()
}

// readRange reads x = a..b, y = c..d, and the same by the names of a drawn function's variables.
func readRange(c *eval.Call, figure *value.Figure, arg eval.Argument) {
	axis := axisOf(c, figure, arg.Name)
	switch axis {
	case 0:
		figure.Settings.X = shownIn(c, arg)
	case 1:
		figure.Settings.Y = shownIn(c, arg)
	}
}

// axisOf is the axis that a name stands for: 0, 1, or -1 for none.
func axisOf(c *eval.Call, figure *value.Figure, name string) int {
	for _, layer := range figure.Layers {
		switch layer := layer.(type) {
		case *value.Landscape:
			if i := slices.Index(layer.Labels[:], name); i >= 0 {
				return i
			}
		case *value.Locus:
			if i := slices.Index(layer.Labels[:], name); i >= 0 {
				return i
			}
			if layer.Variable == name {
				return -1 // it runs along the curve
			}
		case *value.Curve:
			if layer.Label == name {
				return 0
			}
		}
	}
	switch name {
	case "x":
		return 0
	case "y":
		return 1
	}
	return -1
}

// rangeIn is a setting that must be an interval.
func rangeIn(c *eval.Call, arg eval.Argument) *value.Range {
	r, ok := arg.Value.(value.Range)
	if !ok {
		panic(notInterval(c, arg).At(c.Source(), arg.Span))
	}
	if !(r.High > r.Low) {
		failure := emptyRange(c, arg, arg.Name, r.Low, r.High)
		if r.High < r.Low {
			turned := c.Format().Number(r.High) + ".." + c.Format().Number(r.Low)
			if arg.Name != "" {
				turned = arg.Name + " = " + turned
			}
			panic(failure.Advise("call.write", turned))
		}
		panic(failure.Advise("range.order-advice"))
	}
	return &r
}

// shownIn is the interval that a picture shows, with ends.
func shownIn(c *eval.Call, arg eval.Argument) *value.Range {
	r := rangeIn(c, arg)
	if math.IsInf(r.Low, 0) || math.IsInf(r.High, 0) {
		panic(message.New("DomainError", "range.finite", arg.Name).At(c.Source(), arg.Span).Advise("range.finite-advice", arg.Name))
	}
	return r
}

// notInterval says that a setting must be an interval, and how one is written that is given in another way.
func notInterval(c *eval.Call, arg eval.Argument) *message.Error {
	failure := message.New("TypeError", "type.interval", arg.Name, arg.Value.Describe())
	switch v := arg.Value.(type) {
	case value.Quantity:
		if v.Node.IsConst() && v.Node.Shape() == expr.Vector(2) {
			ends := v.Node.Data()
			failure.Advise("call.write", arg.Name+" = "+c.Format().Number(ends[0])+".."+c.Format().Number(ends[1]))
		}
	case value.Box:
		failure.Advise("plot.box-advice")
	}
	return failure
}
