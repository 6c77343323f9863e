package eval

import (
	"errors"
	"slices"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
)

// refuseHole ends a statement that has a ? where an answer belongs.
func (e *evaluation) refuseHole(statement syntax.Statement) {
	found := false
	syntax.Walk(statement, func(n syntax.Node) bool {
		_, hole := n.(*syntax.Hole)
		found = found || hole
		return !found
	})
	switch {
	case !found:
	case e.exercise == "":
		panic(message.New(unsolved, "exercise.hole"))
	default:
		panic(message.New(unsolved, "exercise.hole-of", e.exercise))
	}
}

// unsolved is the kind of error of a statement with a hole.
const unsolved = "Unsolved"

// mark keeps how the exercise of a cell ended. One that was interrupted stays as it was.
func (e *evaluation) mark(err error) {
	if e.exercise == "" {
		return
	}
	state := value.Solved
	var failure *message.Error
	if errors.As(err, &failure) {
		switch failure.Kind {
		case "Interrupted":
			return
		case unsolved:
			state = value.Open
		default:
			state = value.Wrong
		}
	}
	_ = e.attempt(func() { e.remember(value.Exercise{Name: e.exercise, State: state}) })
}

// remember keeps an exercise, in its place where it is known.
func (e *evaluation) remember(x value.Exercise) {
	e.change(func(m *memory) {
		m.exercises = slices.Clone(m.exercises)
		known := slices.IndexFunc(m.exercises, func(other value.Exercise) bool { return other.Name == x.Name })
		if known < 0 {
			m.exercises = append(m.exercises, x)
			return
		}
		m.exercises[known] = x
	})
}

// IsFirst reports whether the call is the first statement of its cell.
func (n Notebook) IsFirst() bool { return n.e.first }

// Exercise makes the cell the answer to an exercise, which is open until the cell has ended.
func (n Notebook) Exercise(name string) {
	n.e.exercise = name
	n.e.remember(value.Exercise{Name: name, State: value.Open})
}

// Exercises are those met so far.
func (n Notebook) Exercises() value.Exercises { return slices.Clone(n.e.now().exercises) }
