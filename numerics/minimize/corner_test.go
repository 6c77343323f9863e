package minimize

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"saddle/numerics/critical"
	"saddle/numerics/expr"
)

func magnitude(a *expr.Node) *expr.Node { return expr.Apply(expr.Abs, a) }

// Σ kᵢ (xᵢ - aᵢ)² + wᵢ |xᵢ - bᵢ| has its minimum where each term has: at a moved towards b by w/2k, or at b.
func TestSumsOfSquaresAndAbsoluteValues(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 1))
	for trial := range 60 {
		n := 1 + random.IntN(6)
		k, a, w, b, want, start := make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
		for i := range n {
			k[i], w[i] = math.Exp(2*random.NormFloat64()), math.Exp(2*random.NormFloat64())
			a[i], b[i], start[i] = random.NormFloat64(), random.NormFloat64(), 3*random.NormFloat64()
			far := a[i] - b[i]
			want[i] = b[i] + math.Copysign(math.Max(0, math.Abs(far)-w[i]/(2*k[i])), far)
		}
		f := vectorFunction(n, func(x []*expr.Node) *expr.Node {
			sum := number(0)
			for i := range x {
				sum = plus(sum, by(k[i], square(less(x[i], a[i]))), by(w[i], magnitude(less(x[i], b[i]))))
			}
			return sum
		})
		answer, err := From(context.Background(), f, start, Options{})
		if err != nil || answer.Kind != critical.LocalMinimum {
			t.Errorf("%d: %v, %s at %v, want %v: %s", trial, err, answer.Kind, answer.At, want, answer.Reason)
			continue
		}
		for i := range want {
			if math.Abs(answer.At[i]-want[i]) > 1e-9*(1+math.Abs(want[i])) {
				t.Errorf("%d: at %v, want %v", trial, answer.At, want)
				break
			}
		}
	}
}

// The largest of several bowls, which is convex: no point anywhere is lower than what is called a minimum.
func TestLargestOfSeveralBowls(t *testing.T) {
	random := rand.New(rand.NewPCG(12, 1))
	decided := 0
	const trials = 60
	for trial := range trials {
		n := 2 + random.IntN(2)
		var bowls [][]float64
		for range 2 + random.IntN(3) {
			bowl := make([]float64, 2*n+1)
			for i := range bowl {
				bowl[i] = random.NormFloat64()
			}
			bowls = append(bowls, bowl)
		}
		f := vectorFunction(n, func(x []*expr.Node) *expr.Node { return largest(x, bowls) })
		answer, err := From(context.Background(), f, make([]float64, n), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if answer.Kind == critical.LocalMinimum {
			decided++
		}
		for size := 1.0; size > 1e-7; size /= 10 {
			for range 50 {
				x := make([]float64, n)
				for i := range x {
					x[i] = answer.At[i] + size*random.NormFloat64()
				}
				if v := f.At(x).Float(); v < answer.Value-1e-12*(1+math.Abs(answer.Value)) {
					t.Fatalf("%d: %s with f = %.15g at %v, but %.15g at %v: %s", trial, answer.Kind, answer.Value, answer.At, v, x, answer.Reason)
				}
			}
		}
	}
	if decided < trials*3/4 {
		t.Errorf("%d of %d minima are decided", decided, trials)
	}
}

func largest(x []*expr.Node, bowls [][]float64) *expr.Node {
	n := len(x)
	var top *expr.Node
	for _, bowl := range bowls {
		value := number(bowl[2*n])
		for i := range x {
			value = plus(value, by(math.Exp(bowl[i]), square(less(x[i], bowl[n+i]))))
		}
		if top == nil {
			top = value
		} else {
			top = expr.Max(top, value)
		}
	}
	return top
}

// What is not a minimum is not called one: the top of a ridge, a slope that changes at a corner, a saddle with corners.
func TestCornersThatAreNoMinima(t *testing.T) {
	for name, of := range map[string]func(x, y *expr.Node) *expr.Node{
		"ridge":          func(x, y *expr.Node) *expr.Node { return minus(square(y), magnitude(x)) },
		"bent slope":     func(x, y *expr.Node) *expr.Node { return plus(by(2, x), magnitude(x), square(y)) },
		"crossed slopes": func(x, y *expr.Node) *expr.Node { return minus(magnitude(x), magnitude(y)) },
		"bent valley":    func(x, y *expr.Node) *expr.Node { return minus(magnitude(minus(y, square(x))), square(x)) },
	} {
		f := vectorFunction(2, func(x []*expr.Node) *expr.Node { return of(x[0], x[1]) })
		for _, start := range [][]float64{{0, 0}, {0.3, 0.7}, {-1, 0}} {
			a, err := From(context.Background(), f, start, Options{})
			if err != nil || a.Kind == critical.LocalMinimum {
				t.Errorf("%s from %v: %v, %s at %v: %s", name, start, err, a.Kind, a.At, a.Reason)
			}
		}
	}
}

// Corners inside a sum over an index are found too: Σ |xᵢ - i| + ‖x‖²/100 has xᵢ = i as long as 2i/100 < 1.
func TestCornersInALoop(t *testing.T) {
	const n = 20
	g := expr.NewGraph()
	x := g.Variable("x", expr.Vector(n))
	sum := expr.SumOver(g, "i", number(0), number(n-1), func(i *expr.Node) *expr.Node {
		return magnitude(minus(expr.Element(x, i), plus(i, number(1))))
	})
	f := &expr.Function{Name: "f", Variables: []*expr.Node{x}, Value: plus(sum, by(0.01, expr.NormSquared(x)))}
	a, err := From(context.Background(), f, make([]float64, n), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if a.Kind != critical.LocalMinimum {
		t.Errorf("%s: %s", a.Kind, a.Reason)
	}
	for i, xi := range a.At {
		if math.Abs(xi-float64(i+1)) > 1e-9 {
			t.Fatalf("%s at %v: %s", a.Kind, a.At, a.Reason)
		}
	}
}
