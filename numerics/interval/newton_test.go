package interval_test

import (
	"math/rand/v2"
	"testing"

	"saddle/numerics/interval"
)

// quadratics are the equations Σ a (x - r) + c (x - r)² = 0, one of whose solutions is r.
type quadratics struct{ a, c, r []float64 }

func (q quadratics) over(x interval.Box) (values, jacobian []interval.Interval) {
	n := len(q.r)
	values, jacobian = make([]interval.Interval, n), make([]interval.Interval, n*n)
	for i := range n {
		for j := range n {
			d := interval.Sub(x[j], interval.Exactly(q.r[j]))
			values[i] = interval.Add(values[i], interval.Mul(interval.Exactly(q.a[i*n+j]), d))
			jacobian[i*n+j] = interval.Exactly(q.a[i*n+j])
		}
		d := interval.Sub(x[i], interval.Exactly(q.r[i]))
		values[i] = interval.Add(values[i], interval.Mul(interval.Exactly(q.c[i]), interval.Mul(d, d)))
		jacobian[i*n+i] = interval.Add(jacobian[i*n+i], interval.Mul(interval.Exactly(2*q.c[i]), d))
	}
	return values, jacobian
}

// A solution is never cut off, and what is said to hold one holds it.
func TestNewtonKeepsSolutions(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 9))
	proven := 0
	for range 500 {
		n := 1 + random.IntN(4)
		q := quadratics{make([]float64, n*n), make([]float64, n), make([]float64, n)}
		x := make(interval.Box, n)
		for i := range n {
			for j := range n {
				q.a[i*n+j] = random.NormFloat64()
			}
			q.c[i], q.r[i] = random.NormFloat64(), random.NormFloat64()
			x[i] = interval.Of(q.r[i]-0.3*random.Float64(), q.r[i]+0.3*random.Float64())
		}
		_, jacobian := q.over(x)
		middle, _ := q.over(x.Middle())
		o := interval.NewNewton(n)
		if !o.Precondition(jacobian) {
			continue
		}
		o.Centre(middle)
		holdsOne := o.HoldsOne(x)
		if holdsOne {
			proven++
		}
		if y := x.Clone(); !o.Contract(y) || !contains(y, q.r) {
			t.Errorf("%v: r is cut off by the preconditioned rows", q)
		}
		if y := x.Clone(); !o.ContractRows(y, middle, jacobian) || !contains(y, q.r) {
			t.Errorf("%v: r is cut off by the rows", q)
		}
		beside := make(interval.Box, n) // as wide as x, and farther from r than any other solution may be near
		for i, r := range x {
			beside[i] = interval.Of(r.Lo+100, r.Hi+100)
		}
		_, jacobian = q.over(beside)
		middle, values := first(q.over(beside.Middle())), first(q.over(beside))
		if o.Precondition(jacobian) && !contains(values, make([]float64, n)) {
			if o.Centre(middle); o.HoldsOne(beside) {
				t.Errorf("%v: a box without a solution is said to hold one", q)
			}
		}
	}
	if proven < 100 {
		t.Errorf("only %d of 500 boxes are proven to hold a solution", proven)
	}
}

func first(values, _ []interval.Interval) interval.Box { return values }

func contains(x interval.Box, p []float64) bool {
	for i, r := range x {
		if !r.Contains(p[i]) {
			return false
		}
	}
	return true
}
