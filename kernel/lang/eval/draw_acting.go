package eval

import (
	"slices"
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
)

// acting tells, for the settings that do not act on every picture, on which they do. A setting that does nothing is refused.
var acting = map[string]func(*builtinCall, *value.Figure) bool{
	"levels":    func(_ *builtinCall, f *value.Figure) bool { return f.HasLevels() },
	"log":       func(_ *builtinCall, f *value.Figure) bool { return f.HasLevels() || !f.InPlane() },
	"numbers":   func(_ *builtinCall, f *value.Figure) bool { return f.HasPaths() },
	"principal": func(c *builtinCall, _ *value.Figure) bool { return c.hasWideRun() },
	"rate":      func(c *builtinCall, _ *value.Figure) bool { return c.hasGradientNorm() },
}

// refuseIdle refuses a setting of the call that does nothing in its picture, with those that do something.
func (c *builtinCall) refuseIdle(figure *value.Figure) {
	for _, arg := range c.named {
		if acts, some := acting[arg.name]; !some || acts(c, figure) || c.axisOf(figure, arg.name) >= 0 {
			continue
		}
		var known []string
		for _, name := range c.entry.settings {
			if acts, some := acting[name]; !some || acts(c, figure) {
				known = append(known, name)
			}
		}
		panic(message.New("TypeError", "setting.idle", arg.name).At(c.Source(), arg.label).Advise("setting.list", strings.Join(known, ", ")))
	}
}

// hasWideRun tells whether a run of more than two numbers is drawn, which has principal directions to choose.
func (c *builtinCall) hasWideRun() bool {
	wide := func(r *value.Run) bool { return r.Terrain == nil && r.Record.Points.Shape.Size() > 2 }
	return slices.ContainsFunc(c.positional, func(arg argument) bool {
		switch v := arg.value.(type) {
		case *value.Run:
			return wide(v)
		case value.Comparison:
			return slices.ContainsFunc(v.Runs, wide)
		}
		return false
	})
}

// hasGradientNorm tells whether ‖∇f‖ of a run is drawn, whose fall can be predicted.
func (c *builtinCall) hasGradientNorm() bool {
	return slices.ContainsFunc(c.positional, func(arg argument) bool {
		field, ok := syntax.Unwrap(arg.from).(*syntax.Field)
		return ok && field.Name.Text == "gradient_norm"
	})
}
