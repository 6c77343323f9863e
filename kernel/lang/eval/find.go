package eval

import (
	"maps"
	"slices"

	"saddle/kernel/lang/value"
	"saddle/numerics/reason"
)

// Found is what a name stands for. Cell is the cell that defined it last; 0 for what is built in.
type Found struct {
	Name  string
	Value value.Value
	Cell  int

	Meaning reason.Text // of a field: what it is; empty: nothing is known
}

// Find is what a name stands for in the notebook, or before anything is defined.
func (in *Interpreter) Find(name string) (Found, bool) {
	if g, ok := in.now().globals[name]; ok {
		return Found{Name: name, Value: g.value, Cell: g.cell}, true
	}
	if v, ok := in.predefined(name); ok {
		return Found{Name: name, Value: v}, true
	}
	return Found{}, false
}

// Names lists every name that means something: the notebook's own, then those that are built in, each sorted.
func (in *Interpreter) Names() []string {
	names := slices.Sorted(maps.Keys(in.now().globals))
	for _, name := range slices.Sorted(maps.Keys(in.table().Values)) {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// SettingsOf names the settings that a call of a value takes.
func SettingsOf(v value.Value) []string {
	var names []string
	switch v := v.(type) {
	case *value.Builtin:
		names = v.Settings
	case *value.Function:
		for _, setting := range v.Settings {
			names = append(names, setting.Name)
		}
	case *value.Derivative:
		return SettingsOf(v.Of)
	case *value.Optimizer:
		names = settingNames(v)
	}
	return names
}
