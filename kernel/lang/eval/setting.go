package eval

import (
	"slices"
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
)

// checkSettings refuses settings that the function does not have.
func (e *evaluation) checkSettings(f *value.Function, args Arguments) {
	for _, arg := range args.Named {
		known := make([]string, len(f.Settings))
		found := false
		for i, setting := range f.Settings {
			known[i] = setting.Name
			found = found || setting.Name == arg.Name
		}
		if !found {
			panic(e.noSettingOf(f, arg, known, args))
		}
	}
}

// noSettingOf says that a function has no setting of a name, and how a variable is given instead.
func (e *evaluation) noSettingOf(f *value.Function, arg Argument, known []string, args Arguments) *message.Error {
	failure := NoSetting(f.Label(), arg, known, args.scope.source)
	switch {
	case slices.Contains(f.Variables, arg.Name):
		failure.Text = message.Say("setting.variable", arg.Name, f.Label())
		failure.Advise("setting.variable-advice", f.Label()+"("+givenText(f, args)+")", f.Label()+"(("+namedText(f, args)+"))")
	case len(known) == 0:
		failure.Advise("setting.none-advice", f.Label(), calledText(f))
	}
	return failure
}

// givenText are the values that a call gives to variables by their names, in the order of the variables; a variable that it
// does not give stands by its name.
func givenText(f value.Callable, args Arguments) string {
	texts := append([]string(nil), value.ShownVariables(f)...)
	for i, name := range value.VariablesOf(f) {
		if arg, ok := args.Setting(name); ok {
			texts[i] = syntax.Text(arg.From)
		} else if i < len(args.Positional) {
			texts[i] = syntax.Text(args.Positional[i].From)
		}
	}
	return strings.Join(texts, ", ")
}

// namedText are the same as the parts of a point.
func namedText(f value.Callable, args Arguments) string {
	texts := append([]string(nil), value.ShownVariables(f)...)
	for i, name := range value.VariablesOf(f) {
		if arg, ok := args.Setting(name); ok {
			texts[i] += " = " + syntax.Text(arg.From)
		} else {
			texts[i] += " = …"
		}
	}
	return strings.Join(texts, ", ")
}

// NoSetting says that a called thing has no setting of a name, with the ones it has.
func NoSetting(called string, arg Argument, known []string, source *message.Source) *message.Error {
	failure := message.New("NameError", "setting.unknown", called, arg.Name).At(source, arg.Label)
	near := syntax.Nearest(arg.Name, known)
	for _, name := range known {
		if strings.EqualFold(name, arg.Name) {
			near = name
		}
	}
	for _, other := range []string{settingHabits[arg.Name], syntax.SettingTerm(arg.Name)} {
		if near == "" && slices.Contains(known, other) {
			near = other
		}
	}
	switch {
	case near != "":
		return failure.Advise("setting.near", near, known)
	case slices.Contains(known, "title") && lookHabits[arg.Name] != "":
		return failure.Advise(lookHabits[arg.Name])
	case len(known) > 0:
		return failure.Advise("setting.list", known)
	}
	return failure.Advise("setting.none", called)
}

// settingHabits are what other programs call settings.
var settingHabits = map[string]string{
	"start": "from", "x0": "from", "initial": "from", "init": "from", "at": "from",
	"lr": "η", "rate": "η", "learning_rate": "η", "alpha": "η", "α": "η", "step": "η", "stepsize": "η", "step_size": "η", "h": "η",
	"momentum": "β", "beta": "β", "γ": "β", "mu": "β", "μ": "β",
	"n": "steps", "iterations": "steps", "maxiter": "steps", "max_iter": "steps", "epochs": "steps", "T": "steps", "k": "steps", "N": "steps",
	"eps": "tol", "ε": "tol", "tolerance": "tol", "gtol": "tol", "batch_size": "batch", "sigma": "noise", "σ": "noise",
	"xlim": "x", "ylim": "y", "xrange": "x", "yrange": "y", "label": "title", "name": "title", "logy": "log", "contours": "levels",
}

// lookHabits are what other programs let one say of the look of a picture, by what is said here instead.
var lookHabits = map[string]string{
	"color": "setting.colour-advice", "colour": "setting.colour-advice", "c": "setting.colour-advice", "linestyle": "setting.colour-advice", "ls": "setting.colour-advice",
	"linewidth": "setting.colour-advice", "lw": "setting.colour-advice", "marker": "setting.colour-advice", "markersize": "setting.colour-advice", "style": "setting.colour-advice",
	"fmt": "setting.colour-advice", "alpha": "setting.colour-advice", "α": "setting.colour-advice", "LineSpec": "setting.colour-advice", "颜色": "setting.colour-advice", "线型": "setting.colour-advice", "线宽": "setting.colour-advice",
	"cmap": "setting.colours-advice", "colormap": "setting.colours-advice", "figsize": "setting.size-advice", "size": "setting.size-advice", "dpi": "setting.dpi-advice",
	"xscale": "setting.scale-advice", "yscale": "setting.scale-advice", "scale": "setting.scale-advice", "loglog": "setting.scale-advice", "semilogx": "setting.scale-advice", "semilogy": "setting.scale-advice",
	"points": "setting.points-advice", "samples": "setting.points-advice", "n": "setting.points-advice", "N": "setting.points-advice", "num": "setting.points-advice", "resolution": "setting.points-advice", "plot_points": "setting.points-advice",
	"grid": "setting.grid-advice", "zlim": "setting.zlim-advice", "z": "setting.zlim-advice",
}

// settingNamed is the setting of a name, β₁ for the β1 that it is known as; empty when there is none.
func settingNamed(known []string, name string) string {
	for _, setting := range known {
		if syntax.CanonicalName(setting) == name {
			return setting
		}
	}
	return ""
}

// settingNames names the settings of an optimizer.
func settingNames(o *value.Optimizer) []string {
	var names []string
	if o.Rule != nil {
		for _, setting := range o.Rule.Settings {
			names = append(names, setting.Name)
		}
		return names
	}
	for _, p := range o.Definition.Params {
		if p.Default != nil {
			names = append(names, p.Name.Text)
		}
	}
	return names
}
