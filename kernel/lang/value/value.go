// Package value holds what the names of the language stand for: numbers and arrays of numbers, texts, ranges, functions,
// optimizers, runs, verdicts, figures. Types and laws only: no evaluation, no display, no input or output.
//
// A number, a truth, a vector and a matrix are all one type, Quantity, around an expression of numerics/expr. Where the
// expression is constant the quantity is known; where it is symbolic it stands for a value still to be given, and the
// same arithmetic traces a formula:
//
//	two := value.Number(2)
//	two.Node.IsConst() // true
package value

import (
	"math"

	"saddle/kernel/lang/message"
	"saddle/numerics/expr"
)

// Value is any value of the language.
type Value interface {
	// Describe says what the value is, with its article and shape, as a sentence needs it: "a vector of 3 entries".
	Describe() message.Phrase
}

// Quantity is a number, a truth, a vector (a column) or a matrix.
type Quantity struct {
	Node *expr.Node
	// Listed is true of a matrix that was written as a list of its rows, [u, v] or [r.f for r in runs], which pictures draw one by one.
	Listed bool
}

// Number is the quantity of a known number.
func Number(x float64) Quantity { return Quantity{Node: expr.Const(x)} }

// Truth is the quantity of a known truth.
func Truth(b bool) Quantity { return Quantity{Node: expr.Truth(b)} }

// Vector is the quantity of a known vector; entries are not copied.
func Vector(entries []float64) Quantity {
	return Quantity{Node: expr.Array(expr.Shape{Rank: 1, Rows: len(entries), Cols: 1}, entries)}
}

// Matrix is the quantity of a known matrix, row by row; entries are not copied.
func Matrix(rows, columns int, entries []float64) Quantity {
	return Quantity{Node: expr.Array(expr.Shape{Rank: 2, Rows: rows, Cols: columns}, entries)}
}

// Describe implements Value.
func (q Quantity) Describe() message.Phrase {
	if q.Node.IsTruth() {
		return message.Say("kind.truth")
	}
	return DescribeShape(q.Node.Shape())
}

// DescribeShape says what a number, vector or matrix of a shape is.
func DescribeShape(shape expr.Shape) message.Phrase {
	switch shape.Rank {
	case 0:
		return message.Say("kind.number")
	case 1:
		return message.Say("kind.vector", shape.Rows)
	}
	return message.Say("kind.matrix", shape.Rows, shape.Cols)
}

// Text is a text.
type Text string

// Describe implements Value.
func (Text) Describe() message.Phrase { return message.Say("kind.text") }

// Range is low..high: the whole numbers between, or the interval, by its use.
type Range struct{ Low, High float64 }

// Describe implements Value.
func (Range) Describe() message.Phrase { return message.Say("kind.range") }

// Length is how many numbers low, low+1, … up to high there are.
func (r Range) Length() int {
	if !(r.High >= r.Low) {
		return 0
	}
	const exactIntegers = 1 << 53
	return int(min(r.High-r.Low, exactIntegers)) + 1
}

// Parts is a point, or a gradient, named by its parts: (W = …, b = …).
type Parts struct {
	Names  []string
	Values []Quantity
}

// Describe implements Value.
func (Parts) Describe() message.Phrase { return message.Say("kind.parts") }

// Part is the part of a name.
func (p Parts) Part(name string) (Quantity, bool) {
	for i, n := range p.Names {
		if n == name {
			return p.Values[i], true
		}
	}
	return Quantity{}, false
}

// Tuple is several values at once, as a field-less result that a definition takes apart: λ, V = eigen(A).
type Tuple interface {
	Value
	// Items are the values in order.
	Items() []Value
}

// Eigen is an eigen-decomposition of a matrix with real eigenvalues: these in ascending order, the unit eigenvectors as the
// columns of a matrix.
type Eigen struct {
	Values, Vectors *expr.Node
	General         bool // the matrix is not symmetric: V is not orthogonal
}

// Describe implements Value.
func (Eigen) Describe() message.Phrase { return message.Say("kind.eigen") }

// Items implements Tuple.
func (e Eigen) Items() []Value { return []Value{Quantity{Node: e.Values}, Quantity{Node: e.Vectors}} }

// Identity is a multiple of the identity matrix, of the size its neighbour in a formula needs: H + 3 I.
type Identity struct{ Scale *expr.Node }

// Describe implements Value.
func (Identity) Describe() message.Phrase { return message.Say("kind.identity") }

// Of is the multiple of the identity with n rows.
func (i Identity) Of(n int) *expr.Node { return expr.Mul(i.Scale, expr.Identity(n)) }

// AllFinite reports whether all numbers are finite.
func AllFinite(xs []float64) bool {
	for _, x := range xs {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return false
		}
	}
	return true
}
