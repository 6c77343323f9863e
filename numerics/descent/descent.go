// Package descent runs optimizers: rules that step a point, each a formula over package expr, and keeps a record of
// everything they assign on the way.
//
// A rule that is built in and a rule that a student typed are one type: both name their lines to a Builder, the step is
// compiled to one program, and the runner does not know which it runs. Nothing here decides what kind of point a run ends
// at; that is package critical's.
//
//	gd := descent.Named("gd")
//	r, err := descent.Run(ctx, gd, f, []float64{0.1, 0.1}, descent.Options{Steps: 50})
//	r.Points.At(50), r.F[50], r.Status
package descent

import (
	"strings"

	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// Rule is an optimizer: a name, its settings with their defaults, and its lines.
type Rule struct {
	Name     string
	Summary  reason.Text // what it does, in a sentence
	Source   string      // paper and equation that the lines follow
	Chinese  string      // the source in Chinese; "": it has no Chinese title
	Turns    bool        // its path turns with the function: where the axes lie does not matter
	Settings []Setting
	Function string // the rule's own names for the function, the point and the step number; "" means f, θ, t
	Point    string
	Number   string
	Build    func(b *Builder) // names the lines, in order
	Identity any              // comparable, and not equal for rules that name other lines; nil: each rule is its own
}

// Setting is a number that a rule can be run with.
type Setting struct {
	Name    string
	Default float64
	Meaning reason.Text
}

// SourceIn is the source in a language.
func (r *Rule) SourceIn(locale reason.Locale) string {
	if locale == reason.Chinese && r.Chinese != "" {
		return r.Chinese
	}
	return r.Source
}

func (r *Rule) pointName() string    { return named(r.Point, "θ") }
func (r *Rule) functionName() string { return named(r.Function, "f") }
func (r *Rule) numberName() string   { return named(r.Number, "t") }

func named(name, fallback string) string {
	if name == "" {
		return fallback
	}
	return name
}

// settings are the rule's defaults with the given changes; a name that the rule does not have is a *SettingError.
func (r *Rule) settings(changed map[string]float64) (map[string]float64, error) {
	all := map[string]float64{}
	for _, s := range r.Settings {
		all[s.Name] = s.Default
	}
	for name, value := range changed {
		if _, ok := all[name]; !ok {
			return nil, &SettingError{Rule: r.Name, Name: name, Known: r.settingNames()}
		}
		all[name] = value
	}
	return all, nil
}

func (r *Rule) settingNames() []string {
	names := make([]string, len(r.Settings))
	for i, s := range r.Settings {
		names[i] = s.Name
	}
	return names
}

// SettingError says that a rule has no such setting.
type SettingError struct {
	Rule, Name string
	Known      []string
}

// Error implements error.
func (e *SettingError) Error() string { return e.Reason().String() }

// Reason says it in both languages.
func (e *SettingError) Reason() reason.Reason {
	return reason.Of("descent.setting", e.Rule, e.Name, strings.Join(e.Known, ", "))
}

// PointError says that a start does not have as many entries as the function takes.
type PointError struct {
	Function  string
	Want, Got int
}

// Error implements error.
func (e *PointError) Error() string { return e.Reason().String() }

// Reason says it in both languages.
func (e *PointError) Reason() reason.Reason {
	return reason.Of("descent.point", e.Function, e.Want, e.Got)
}

// pointShape is the shape in which a rule sees the point of f: that of its only variable, else one vector of all entries.
func pointShape(f *expr.Function) expr.Shape {
	if len(f.Variables) == 1 {
		return f.Variables[0].Shape()
	}
	return expr.Vector(f.Dimension())
}
