package value

import (
	"saddle/kernel/lang/message"
	"saddle/numerics/descent"
	"saddle/numerics/expr"
)

// Fields implements Fielded: how the run ended, its last point, and every name that its rule recorded.
func (r *Run) Fields() []string {
	names := []string{"status", "steps", "last", "reason"}
	if r.Record.Thinned() {
		names = append(names, "kept")
	}
	return append(names, recordedNames(r.Record)...)
}

// Field implements Fielded. A recorded name is a vector or a matrix with a row for each step: from the start, step 0, for
// the point, f, ‖∇f‖ and start-variables; from step 1 for what the rule gives a value in each step only.
func (r *Run) Field(name string) Value {
	switch name {
	case "status":
		return Text(r.Record.Status)
	case "steps":
		return Number(float64(r.Record.Steps))
	case "last":
		return r.PointAt(r.Record.Steps)
	case "reason":
		if r.Why.Key != "" {
			return Text(r.Why.In(message.English))
		}
		return Text(r.Record.Reason.String())
	case "f":
		return Vector(r.Record.F)
	case "gradient_norm":
		return Vector(r.Record.GradientNorm)
	}
	if s := r.History(name); s != nil {
		return history(s)
	}
	if name == "kept" && r.Record.Thinned() {
		return r.kept()
	}
	return nil
}

// kept are the numbers of the steps that the record keeps: all but of very long runs.
func (r *Run) kept() Value {
	numbers := make([]float64, r.Record.Rows())
	for row := range numbers {
		numbers[row] = float64(r.Record.StepOf(row))
	}
	return Vector(numbers)
}

// History is what was recorded of a name, nil when it is not one that the rule assigns; θ stands for the point whatever the
// rule calls it.
func (r *Run) History(name string) *descent.History {
	if name == "θ" {
		return r.Record.Points
	}
	return r.Record.History(name)
}

// history is what a name was at every step at which it had a value.
func history(s *descent.History) Value {
	first, size := 0, s.Shape.Size()
	if !s.Start {
		first = 1
	}
	rows := s.Len() - first
	entries := make([]float64, 0, rows*size)
	for k := range rows {
		entries = append(entries, s.Row(first+k)...)
	}
	if size == 1 {
		return Vector(entries)
	}
	return Matrix(rows, size, entries)
}

// Fields implements Fielded: the names that have a value at the step.
func (s Step) Fields() []string {
	if s.Number > 0 {
		return recordedNames(s.Run.Record)
	}
	names := pointNames(s.Run.Record)
	for _, series := range s.Run.Record.Named {
		if series.Start {
			names = append(names, series.Name)
		}
	}
	return names
}

// Field implements Fielded.
func (s Step) Field(name string) Value {
	r, k := s.Run.Record, s.Number
	switch {
	case name == "f":
		return Number(r.Value(k))
	case name == "gradient_norm":
		return Number(r.Norm(k))
	case name == "θ" || name == r.Points.Name:
		return s.Run.PointAt(k)
	}
	series := r.History(name)
	if series == nil {
		return nil
	}
	if at := series.At(k); at != nil && series.Truth {
		return Truth(at[0] != 0)
	} else if at != nil {
		return Quantity{Node: expr.Array(series.Shape, at)}
	}
	return nil
}

// pointNames are the names that every run records.
func pointNames(r *descent.Record) []string { return []string{r.Points.Name, "f", "gradient_norm"} }

func recordedNames(r *descent.Record) []string {
	names := pointNames(r)
	for _, s := range r.Named {
		names = append(names, s.Name)
	}
	return names
}
