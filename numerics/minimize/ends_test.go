package minimize

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"saddle/numerics/critical"
	"saddle/numerics/expr"
)

// Roots that rise from where their domain ends, and a square in the last variable that leans on the others: the minimum is where
// all of them end. With a root that falls from its end there is none there.
func TestMinimaAtTheEndsOfTheDomain(t *testing.T) {
	random := rand.New(rand.NewPCG(31, 1))
	decided := 0
	const trials = 40
	for trial := range trials {
		n := 2 + random.IntN(2)
		end, lean, target := make([]float64, n), make([]float64, n), random.NormFloat64()
		start := make([]float64, n)
		for i := range n {
			end[i], lean[i] = math.Round(8*random.NormFloat64())/8, random.NormFloat64()
			start[i] = end[i] + 0.5 + random.Float64()
		}
		falls := trial%4 == 3
		power := []float64{0.5, 1.5}[trial%2]
		f := vectorFunction(n, func(x []*expr.Node) *expr.Node {
			last := less(x[n-1], target)
			sum := number(0)
			for i := range n - 1 {
				inside := less(x[i], end[i])
				slope := 0.5 + float64(i)
				if falls {
					slope = -slope
				}
				sum = plus(sum, expr.Pow(inside, number(power)), by(slope, inside))
				last = minus(last, by(lean[i], inside))
			}
			return plus(sum, square(last))
		})
		answer, err := From(context.Background(), f, start, Options{})
		if err != nil {
			t.Fatal(err)
		}
		at := math.Abs(answer.At[n-1]-target) < 1e-6
		for i := range n - 1 {
			at = at && math.Abs(answer.At[i]-end[i]) < 1e-9
		}
		switch {
		case answer.Kind != critical.LocalMinimum:
		case falls && power == 1.5 && at:
			t.Errorf("%d: a minimum is claimed at %v, from where f falls", trial, answer.At)
		case !falls && !at:
			t.Errorf("%d: %s at %v, want %v, %g: %s", trial, answer.Kind, answer.At, end[:n-1], target, answer.Reason)
		case !falls:
			decided++
		}
	}
	if decided < 15 {
		t.Errorf("only %d of %d are decided", decided, trials*3/4)
	}
	t.Logf("%d of %d are decided", decided, trials*3/4)
}
