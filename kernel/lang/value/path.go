package value

import (
	"sort"
	"strings"

	"saddle/numerics/expr"
)

// Path is a run in the plane as a layer.
func (r *Run) Path() *Path {
	path := &Path{Name: r.Optimizer.Name, Alias: r.Optimizer.Settled(), Values: r.Record.F, Ending: string(r.Record.Status)}
	for k := range r.Record.Steps + 1 {
		p := r.Record.Points.At(k)
		path.Points = append(path.Points, [2]float64{p[0], p[1]})
	}
	return path
}

// Landscape is the contours of what a run in the plane goes down, as a layer.
func (r *Run) Landscape() *Landscape {
	labels := [2]string{r.Variables[0] + "₁", r.Variables[0] + "₂"}
	if len(r.Variables) == 2 {
		labels = [2]string{r.Variables[0], r.Variables[1]}
	}
	return &Landscape{Name: r.Objective.Label(), Labels: labels, Sample: r.Sample}
}

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
		texts[i] = o.Shown(name) + " = " + Format(4).Number(o.Changed[name])
	}
	sort.Strings(texts)
	return o.Name + "(" + strings.Join(texts, ", ") + ")"
}
