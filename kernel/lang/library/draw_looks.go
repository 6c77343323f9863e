package library

import (
	"saddle/kernel/lang/eval"
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/plotting"
)

// readLooks reads what a call says of the looks of its figure.
func readLooks(c *eval.Call, figure *value.Figure) {
	s := &figure.Settings
	if label := textSetting(c, "label"); label != "" && !figure.Rename(label) {
		arg, _ := c.Setting("label")
		panic(message.New("TypeError", "plot.label").At(c.Source(), arg.Span).Advise("plot.label-advice"))
	}
	if arg, ok := c.Setting("legend"); ok {
		s.Legend = legendIn(c, arg)
	}
	if arg, ok := c.Setting("filled"); ok {
		s.Unfilled = !truthOf(c, arg)
	}
	if text := textSetting(c, "colours"); text != "" {
		s.Colours = oneOf(c, "colours", text, plotting.ColourMaps())
	}
	s.XTicks, s.YTicks = ticksIn(c, "xticks", s.XTicks), ticksIn(c, "yticks", s.YTicks)
	s.Bins = wholeSetting(c, "bins", 1, s.Bins)
	if arg, ok := c.Setting("aspect"); ok {
		s.Aspect = aspectIn(c, arg)
	}
}

// legendIn is where the legend stands: true where it covers least, false nowhere.
func legendIn(c *eval.Call, arg eval.Argument) string {
	text, isText := arg.Value.(value.Text)
	switch {
	case isText:
		words := append([]string{"left", "right", "top", "bottom"}, plotting.LegendPlaces...)
		return oneOf(c, "legend", string(text), words)
	case truthOf(c, arg):
		return ""
	}
	return "none"
}

// oneOf is a text that must be one of some.
func oneOf(c *eval.Call, setting, text string, known []string) string {
	for _, name := range known {
		if strings.EqualFold(name, text) {
			return name
		}
	}
	arg, _ := c.Setting(setting)
	panic(message.New("TypeError", "plot.choice", setting, text, `"`+strings.Join(known, `", "`)+`"`).At(c.Source(), arg.Span))
}

// ticksIn are the values of a setting with the ticks of an axis, or others.
func ticksIn(c *eval.Call, name string, otherwise []float64) []float64 {
	arg, ok := c.Setting(name)
	if !ok {
		return otherwise
	}
	n := c.Quantity(arg)
	if !n.IsConst() || n.Shape().Rank != 1 {
		c.Fail("TypeError", arg.Span, "plot.ticks", arg.Value.Describe())
	}
	return append([]float64{}, n.Data()...) // none is not the same as chosen
}

// aspectIn reads aspect = 1, "equal", and "free" for axes that fill the frame.
func aspectIn(c *eval.Call, arg eval.Argument) float64 {
	if text, ok := arg.Value.(value.Text); ok {
		if oneOf(c, "aspect", string(text), []string{"equal", "free"}) == "free" {
			return -1
		}
		return 1
	}
	x := c.Number(arg)
	if !(x > 0 && x < 1e6) {
		c.Fail("DomainError", arg.Span, "plot.aspect", x)
	}
	return x
}
