package interval

import (
	"math"

	"saddle/numerics/expr/dense"
)

// Newton is Newton's operator over boxes, for n equations u = 0 in n unknowns: the equations and their Jacobian over a box, both
// multiplied by the inverse that the Jacobian has in its middle, tell what of the box cannot hold a solution, and whether it
// holds one (Hansen and Sengupta 1981; Neumaier 1990, Interval Methods for Systems of Equations, chapter 5).
type Newton struct {
	n        int
	inverse  []float64 // of the Jacobian in the middle
	scratch  []float64
	jacobian []Interval // the inverse times the Jacobian, row by row
	values   []Interval // the inverse times the equations in the middle
	middle   Box
}

// NewNewton is the operator for n equations. It is for one goroutine.
func NewNewton(n int) *Newton {
	return &Newton{n, make([]float64, n*n), make([]float64, n*n), make([]Interval, n*n), make([]Interval, n), make(Box, n)}
}

// Precondition takes the Jacobian over a box, row by row. It fails where that is singular in its middle.
func (o *Newton) Precondition(jacobian []Interval) bool {
	n := o.n
	for k, entry := range jacobian {
		o.inverse[k] = entry.Mid()
	}
	if !dense.Invert(o.inverse, o.scratch, n) {
		return false
	}
	for i := range n {
		for j := range n {
			sum := times(o.inverse[i*n], jacobian[j])
			for k := 1; k < n; k++ {
				sum = Add(sum, times(o.inverse[i*n+k], jacobian[k*n+j]))
			}
			o.jacobian[i*n+j] = sum
		}
	}
	return true
}

// Centre takes the equations in the middle of the box, after Precondition.
func (o *Newton) Centre(values []Interval) {
	for i := range o.n {
		sum := Interval{}
		for k, u := range values {
			sum = Add(sum, times(o.inverse[i*o.n+k], u))
		}
		o.values[i] = sum
	}
}

// Contract cuts off what cannot hold a solution, row by row: x ∩ (m - (b + Σ a (x - m))/a). It fails where nothing is left.
func (o *Newton) Contract(x Box) bool {
	n, middle := o.n, o.middle
	x.PutMiddle(middle)
	for i := range n {
		if row := o.jacobian[i*n : i*n+n]; !row[i].Contains(0) && !contractBy(row, o.values[i], i, x, middle) {
			return false
		}
	}
	return true
}

// ContractRows does the same with each row of u(m) + J(x)(x - m) = 0 as it is, for each unknown: where the rows say much about single
// unknowns, as in narrow curved valleys, that cuts off more than the inverse does.
func (o *Newton) ContractRows(x Box, values, jacobian []Interval) bool {
	n, middle := o.n, o.middle
	x.PutMiddle(middle)
	for i := range n {
		row := jacobian[i*n : i*n+n]
		for j, pivot := range row {
			if !pivot.Contains(0) && !contractBy(row, values[i], j, x, middle) {
				return false
			}
		}
	}
	return true
}

// contractBy solves value + row (x - middle) = 0 for unknown j.
func contractBy(row []Interval, value Interval, j int, x, middle Box) bool {
	sum := value
	for k := range row {
		if k != j {
			sum = Add(sum, Mul(row[k], Sub(x[k], middle[k])))
		}
	}
	next, ok := Sub(middle[j], Div(sum, row[j])).Meet(x[j])
	if ok {
		x[j] = next
	}
	return ok
}

// Regular reports whether every Jacobian is diagonally dominant once it is preconditioned: then the equations take no value twice in
// the box.
func (o *Newton) Regular() bool {
	n := o.n
	for i := range n {
		others := 0.0
		for j := range n {
			if j != i {
				others += o.jacobian[i*n+j].Size()
			}
		}
		if !(o.jacobian[i*n+i].Lo > others*(1+1e-12)) {
			return false
		}
	}
	return true
}

// HoldsOne is Krawczyk's test of a box that Precondition and Centre were told of: if m - Y u(m) + (I - Y J(x))(x - m) lies inside x, for any
// matrix Y, there is one zero of u in x (Krawczyk 1969; Neumaier, theorem 5.1.8).
func (o *Newton) HoldsOne(x Box) bool {
	n, middle := o.n, o.middle
	x.PutMiddle(middle)
	for i := range n {
		image := Sub(middle[i], o.values[i])
		for j := range n {
			coefficient := Neg(o.jacobian[i*n+j])
			if i == j {
				coefficient = Add(Exactly(1), coefficient)
			}
			image = Add(image, Mul(coefficient, Sub(x[j], middle[j])))
		}
		if !image.Inside(x[i]) {
			return false
		}
	}
	return true
}

// Step moves z by Newton's step -J⁻¹u, of the values and the Jacobian at z, and returns its length relative to z. It fails where there is
// none.
func (o *Newton) Step(z, values, jacobian []float64) (length float64, ok bool) {
	n := o.n
	copy(o.inverse, jacobian)
	if !dense.Invert(o.inverse, o.scratch, n) {
		return 0, false
	}
	for i := range n {
		step := 0.0
		for j := range n {
			step += o.inverse[i*n+j] * values[j]
		}
		z[i] -= step
		length = math.Max(length, math.Abs(step)/math.Max(math.Abs(z[i]), 1e-3))
	}
	return length, dense.Finite(z)
}
