package value

import (
	"slices"
	"strings"

	"saddle/numerics/expr"
)

// EntryNames are the names of the numbers of a run's point: its variables', or theirs with an index.
func (r *Run) EntryNames() []string {
	if r.Spread {
		return r.Variables
	}
	var names []string
	for i, variable := range r.Variables {
		size := r.Shapes[i].Size()
		if size == 1 {
			names = append(names, variable)
			continue
		}
		for k := range size {
			names = append(names, variable+expr.Subscript(k+1))
		}
	}
	return names
}

// Settled is an optimizer's name with the settings that differ from its own.
func (o *Optimizer) Settled() string {
	if len(o.Order) == 0 {
		return o.Name
	}
	texts := make([]string, len(o.Order))
	for i, name := range o.Order {
		texts[i] = o.Shown(name) + " = " + Format(4).Plain(o.Changed[name])
	}
	slices.Sort(texts)
	return o.Name + "(" + strings.Join(texts, ", ") + ")"
}
