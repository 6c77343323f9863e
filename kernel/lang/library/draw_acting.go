package library

import (
	"slices"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
)

// acting tells, for the settings that do not act on every picture, on which they do. A setting that does nothing is refused.
var acting = map[string]func(*eval.Call, *value.Figure) bool{
	"levels":    func(_ *eval.Call, f *value.Figure) bool { return f.HasLevels() },
	"log":       func(_ *eval.Call, f *value.Figure) bool { return f.HasLevels() || !f.InPlane() },
	"filled":    func(_ *eval.Call, f *value.Figure) bool { return f.HasLevels() && !f.InSpace() },
	"colours":   func(_ *eval.Call, f *value.Figure) bool { return f.HasColours() },
	"bins":      func(_ *eval.Call, f *value.Figure) bool { return f.HasHistograms() },
	"aspect":    func(_ *eval.Call, f *value.Figure) bool { return !f.InSpace() && f.Settings.Log != value.LogSigned },
	"xticks":    func(_ *eval.Call, f *value.Figure) bool { return !f.InSpace() },
	"yticks":    func(_ *eval.Call, f *value.Figure) bool { return !f.InSpace() },
	"numbers":   func(_ *eval.Call, f *value.Figure) bool { return f.HasPaths() },
	"principal": func(c *eval.Call, _ *value.Figure) bool { return hasWideRun(c) },
	"rate":      func(c *eval.Call, _ *value.Figure) bool { return hasGradientNorm(c) },
}

// refuseIdle refuses a setting of the call that does nothing in its picture, with those that do something.
func refuseIdle(c *eval.Call, figure *value.Figure) {
	for _, arg := range c.Named {
		if acts, some := acting[arg.Name]; !some || acts(c, figure) || axisOf(c, figure, arg.Name) >= 0 {
			continue
		}
		var known []string
		for _, name := range c.Entry.Settings {
			if acts, some := acting[name]; !some || acts(c, figure) {
				known = append(known, name)
			}
		}
		panic(message.New("TypeError", "setting.idle", arg.Name).At(c.Source(), arg.Label).Advise("setting.list", known))
	}
}

// hasWideRun reports whether a run of more than two numbers is drawn, which has principal directions to choose.
func hasWideRun(c *eval.Call) bool {
	wide := func(r *value.Run) bool { return r.Terrain == nil && r.Record.Points.Shape.Size() > 2 }
	return slices.ContainsFunc(c.Positional, func(arg eval.Argument) bool {
		switch v := arg.Value.(type) {
		case *value.Run:
			return wide(v)
		case value.Comparison:
			return slices.ContainsFunc(v.Runs, wide)
		}
		return false
	})
}

// hasGradientNorm reports whether ‖∇f‖ of a run is drawn, whose fall can be predicted.
func hasGradientNorm(c *eval.Call) bool {
	return slices.ContainsFunc(c.Positional, func(arg eval.Argument) bool {
		field, ok := syntax.Unwrap(arg.From).(*syntax.Field)
		return ok && field.Name.Text == "gradient_norm"
	})
}
