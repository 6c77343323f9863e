package eval

import (
	"math"
	"slices"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/numerics/program"
)

// readSettings reads what a call says of its figure.
func (c *builtinCall) readSettings(figure *value.Figure) {
	s := &figure.Settings
	texts := map[string]*string{"title": &s.Title, "xlabel": &s.XLabel, "ylabel": &s.YLabel}
	for name, to := range texts {
		if text := c.textSetting(name); text != "" {
			*to = text
		}
	}
	s.Width = c.wholeSetting("width", 100, s.Width)
	s.Height = c.wholeSetting("height", 100, s.Height)
	c.readLevels(s)
	c.readLog(figure)
	for _, arg := range c.named {
		c.readRange(figure, arg)
	}
	_, levels := c.setting("levels")
	if _, log := c.setting("log"); log {
		levels = true
	}
	c.refuseIdle(figure)
	figure.Release(slices.ContainsFunc(c.named, func(arg argument) bool { return c.axisOf(figure, arg.name) == 0 }), levels)
}

func (c *builtinCall) truthOf(arg argument) bool {
	n, ok := asQuantity(arg.value)
	if !ok || !n.IsTruth() {
		c.Fail("TypeError", arg.span, "type.truth", arg.value.Describe())
	}
	return n.Truth()
}

// logarithms are what log may be besides true and false.
var logarithms = []string{"x", "y", "xy", "sym"}

// readLog reads log = true, which is said of the values that are shown, and log = "x", "y", "xy" or "sym", of axes.
func (c *builtinCall) readLog(figure *value.Figure) {
	arg, ok := c.setting("log")
	if !ok {
		return
	}
	text, isText := arg.value.(value.Text)
	switch {
	case isText && !slices.Contains(logarithms, string(text)):
		c.Fail("TypeError", arg.span, "plot.log", string(text))
	case isText && figure.InPlane():
		panic(message.New("TypeError", "plot.log-plane").At(c.Source(), arg.span).Advise("call.write", "log = true"))
	case isText:
		figure.Settings.Log = value.Log(text)
	case c.truthOf(arg):
		figure.Settings.Log = value.LogValues
	default:
		figure.Settings.Log = value.LogNone
	}
}

// readLevels reads levels = 12 as how many and levels = (0, 1, 4) as which.
func (c *builtinCall) readLevels(s *value.FigureSettings) {
	arg, ok := c.setting("levels")
	if !ok {
		return
	}
	n := c.Quantity(arg)
	if n.Shape().Rank == 0 {
		s.Levels = c.whole(arg, 2)
		return
	}
	s.LevelValues = n.Data()
}

// readRange reads x = a..b, y = c..d, and the same by the names of a drawn function's variables.
func (c *builtinCall) readRange(figure *value.Figure, arg argument) {
	axis := c.axisOf(figure, arg.name)
	switch axis {
	case 0:
		figure.Settings.X = c.rangeIn(arg)
	case 1:
		figure.Settings.Y = c.rangeIn(arg)
	}
}

// axisOf is the axis that a name stands for: 0, 1, or -1 for none.
func (c *builtinCall) axisOf(figure *value.Figure, name string) int {
	for _, layer := range figure.Layers {
		switch layer := layer.(type) {
		case *value.Landscape:
			for i, label := range layer.Labels {
				if label == name {
					return i
				}
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
func (c *builtinCall) rangeIn(arg argument) *value.Range {
	r, ok := arg.value.(value.Range)
	if !ok {
		panic(c.notInterval(arg).At(c.Source(), arg.span))
	}
	if !(r.High > r.Low) {
		panic(message.New("DomainError", "range.order", arg.name).At(c.Source(), arg.span).Advise("range.order-advice"))
	}
	return &r
}

// notInterval says that a setting must be an interval, and how one is written that is given in another way.
func (c *builtinCall) notInterval(arg argument) *message.Error {
	failure := message.New("TypeError", "type.interval", arg.name, arg.value.Describe())
	switch v := arg.value.(type) {
	case value.Quantity:
		if v.Node.IsConst() && v.Node.Shape() == expr.Vector(2) {
			ends := v.Node.Data()
			failure.Advise("call.write", arg.name+" = "+c.Format().Number(ends[0])+".."+c.Format().Number(ends[1]))
		}
	case value.Box:
		failure.Advise("plot.box-advice")
	}
	return failure
}

// sampleLine evaluates a traced function of one number at a block of points. Points that an interrupt leaves out are NaN.
func (c *builtinCall) sampleLine(t traced) func(x, out []float64) {
	variables, _ := t.components()
	machine := c.machine(variables, t.value)
	return func(x, out []float64) { sampleBlock(machine, [][]float64{x}, out) }
}

// samplePlane evaluates a traced function of two numbers at a block of points.
func (c *builtinCall) samplePlane(t traced) func(x, y, out []float64) {
	variables, _ := t.components()
	machine := c.machine(variables, t.value)
	return func(x, y, out []float64) { sampleBlock(machine, [][]float64{x, y}, out) }
}

func sampleBlock(machine *program.Machine, in [][]float64, out []float64) {
	if machine.Block(in, [][]float64{out}) == nil {
		return
	}
	for i := range out {
		out[i] = math.NaN()
	}
}

func (c *builtinCall) machine(inputs []*expr.Node, output *expr.Node) *program.Machine {
	compiled, err := program.Compile(inputs, []*expr.Node{output})
	if err != nil {
		c.Fail("DomainError", c.site, "expr.refused", err.Error())
	}
	machine := compiled.NewMachine()
	ctx := c.Context()
	machine.SetInterrupt(func() bool { return ctx.Err() != nil })
	return machine
}
