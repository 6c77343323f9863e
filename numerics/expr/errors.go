package expr

import (
	"errors"
	"fmt"
	"strings"
)

// ShapeError reports operands whose shapes an operation cannot take. Constructors panic with it; Catch returns it.
type ShapeError struct {
	Op     string  // the operation as the language writes it: "+", "*", "dot", …
	Shapes []Shape // of the operands, in order
}

// Error implements error.
func (e *ShapeError) Error() string {
	words := make([]string, len(e.Shapes))
	for i, s := range e.Shapes {
		words[i] = s.String()
	}
	return fmt.Sprintf("the shapes do not fit: %s of %s", e.Op, strings.Join(words, " and "))
}

// IndexError reports an index outside an array. Index is 0-based, as in this package.
type IndexError struct {
	Index int
	Size  int // the number of entries, rows or columns that could be indexed
	Axis  int // 0 for an entry of a vector or a row, 1 for a column
}

// Error implements error.
func (e *IndexError) Error() string {
	return fmt.Sprintf("index %d is outside 1..%d", e.Index+1, e.Size)
}

// KindError reports an operand of the wrong kind: a truth where a number is needed or a number where a truth is.
type KindError struct {
	Op    string
	Truth bool // the operand that was given is a truth
}

// Error implements error.
func (e *KindError) Error() string {
	if e.Truth {
		return fmt.Sprintf("%s needs a number, not a truth", e.Op)
	}
	return fmt.Sprintf("%s needs a truth, not a number", e.Op)
}

// DerivativeError reports something that has no derivative rule: an unknown function, or an opaque computation.
type DerivativeError struct {
	Of  string
	Why error // the Refusal of an Opaque; nil for others
}

// Unwrap gives what is behind the error to package errors.
func (e *DerivativeError) Unwrap() error { return e.Why }

// Error implements error.
func (e *DerivativeError) Error() string { return "there is no derivative of " + e.Of }

// ErrInterrupted ends work on a graph whose interrupt answered true.
var ErrInterrupted = errors.New("interrupted")

// Catch runs f and returns the error with which a constructor panicked, nil when none did. Other panics pass.
func Catch(f func()) (err error) {
	defer func() {
		switch e := recover().(type) {
		case nil:
		case *ShapeError:
			err = e
		case *IndexError:
			err = e
		case *KindError:
			err = e
		case *DerivativeError:
			err = e
		case error:
			if e != ErrInterrupted {
				panic(e)
			}
			err = e
		default:
			panic(e)
		}
	}()
	f()
	return nil
}

// misfit panics with the shapes of the operands.
func misfit(op string, operands ...*Node) {
	e := &ShapeError{Op: op}
	for _, n := range operands {
		e.Shapes = append(e.Shapes, n.shape)
	}
	panic(e)
}
