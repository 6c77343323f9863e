package value

import (
	"saddle/kernel/lang/message"
	"saddle/numerics/expr"
)

// Iterates are the steps First to Last of runs, beside each other: what table(r) and r[0..10] show. A run that has ended
// before the last has empty places.
type Iterates struct {
	Runs        []*Run
	First, Last int
}

// Describe implements Value.
func (i Iterates) Describe() message.Phrase { return message.Say("kind.iterates") }

// Fields implements Fielded: of one run, the names that it recorded.
func (i Iterates) Fields() []string {
	if len(i.Runs) != 1 {
		return nil
	}
	return append(pointNames(i.Runs[0].Record), startNames(i.Runs[0])...)
}

// Field implements Fielded: a vector, or a matrix with a row for each step.
func (i Iterates) Field(name string) Value {
	if len(i.Runs) != 1 {
		return nil
	}
	r := i.Runs[0]
	var entries []float64
	rows, width := 0, 1
	for k := i.First; k <= min(i.Last, r.Record.Steps); k++ {
		v, ok := Step{Run: r, Number: k}.Field(name).(Quantity)
		if !ok {
			return nil
		}
		entries, width, rows = append(entries, v.Node.Data()...), v.Node.Shape().Size(), rows+1
	}
	if width == 1 {
		return Vector(entries)
	}
	return Quantity{Node: expr.Array(expr.MatrixShape(rows, width), entries)}
}

// startNames are the names, besides the point, that have a value from step 0 on.
func startNames(r *Run) []string {
	var names []string
	for _, series := range r.Record.Named {
		if series.Start {
			names = append(names, series.Name)
		}
	}
	return names
}
