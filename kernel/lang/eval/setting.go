package eval

import (
	"slices"
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
)

// checkSettings refuses settings that the function does not have.
func (e *evaluation) checkSettings(f *value.Function, args arguments) {
	for _, arg := range args.named {
		known := make([]string, len(f.Settings))
		found := false
		for i, setting := range f.Settings {
			known[i] = setting.Name
			found = found || setting.Name == arg.name
		}
		if !found {
			panic(e.noSettingOf(f, arg, known, args))
		}
	}
}

// noSettingOf says that a function has no setting of a name, and how a variable is given instead.
func (e *evaluation) noSettingOf(f *value.Function, arg argument, known []string, args arguments) *message.Error {
	failure := noSetting(f.Label(), arg, known, args.scope)
	switch {
	case slices.Contains(f.Variables, arg.name):
		failure.Text = message.Say("setting.variable", arg.name, f.Label())
		failure.Advise("setting.variable-advice", f.Label()+"("+givenText(f, args)+")", f.Label()+"(("+namedText(f, args)+"))")
	case len(known) == 0:
		failure.Advise("setting.none-advice", f.Label(), calledText(f))
	}
	return failure
}

// givenText are the values that a call gives to variables by their names, in the order of the variables; a variable that it
// does not give stands by its name.
func givenText(f value.Callable, args arguments) string {
	texts := append([]string(nil), value.ShownVariables(f)...)
	for i, name := range value.VariablesOf(f) {
		if arg, ok := args.setting(name); ok {
			texts[i] = syntax.Text(arg.from)
		} else if i < len(args.positional) {
			texts[i] = syntax.Text(args.positional[i].from)
		}
	}
	return strings.Join(texts, ", ")
}

// namedText are the same as the parts of a point.
func namedText(f value.Callable, args arguments) string {
	texts := append([]string(nil), value.ShownVariables(f)...)
	for i, name := range value.VariablesOf(f) {
		if arg, ok := args.setting(name); ok {
			texts[i] += " = " + syntax.Text(arg.from)
		} else {
			texts[i] += " = …"
		}
	}
	return strings.Join(texts, ", ")
}

// noSetting says that a called thing has no setting of a name, with the ones it has.
func noSetting(called string, arg argument, known []string, s *scope) *message.Error {
	failure := message.New("NameError", "setting.unknown", called, arg.name).At(s.source, arg.label)
	near := syntax.Nearest(arg.name, known)
	for _, name := range known {
		if strings.EqualFold(name, arg.name) {
			near = name
		}
	}
	if other := settingHabits[arg.name]; near == "" && slices.Contains(known, other) {
		near = other
	}
	switch {
	case near != "":
		return failure.Advise("setting.near", near, strings.Join(known, ", "))
	case len(known) > 0:
		return failure.Advise("setting.list", strings.Join(known, ", "))
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
