package exact

import (
	"math"
	"math/rand/v2"
	"testing"

	"saddle/numerics/expr"
	"saddle/numerics/expr/exprtest"
)

func TestFactored(t *testing.T) {
	tests := []struct {
		formula string
		sign    int
		others  bool
	}{
		{"x^2 y^2 - x^3 y^3", 1, true},
		{"x^4 y^2 + x^2 y^4 - 3 x^2 y^2 + 1", -1, true}, // Motzkin's polynomial
		{"x^4 + y^4 - 2 x^2 y^2", 1, true},
		{"4 x^2 y^2 - (x^2 + y^2)^2", -1, true},
		{"x^4 + 2 x^2 y^2 + y^4", 1, false}, // zero there alone, which is left open
		{"x^2 (x^4 - 2 x^2 y^2 + y^4)", 1, true},
		{"x^3 y^2 + x^4 y^4", 0, false},
		{"x^4 + y^4 - 2.001 x^2 y^2", 0, false},
		{"x^4 + y^4 - 4 x^2 y^2", 0, false},
	}
	for _, test := range tests {
		g, ok := At(exprtest.Function(test.formula, "x", "y"), []float64{0, 0})
		if !ok {
			t.Fatalf("%s is no polynomial", test.formula)
		}
		if sign, others := g.Factored(); sign != test.sign || others != test.others {
			t.Errorf("%s: %d, %t", test.formula, sign, others)
		}
	}
}

// Squares of random polynomials, written out, keep their sign; with a term that ends that they are told from squares.
func TestFactoredSquares(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	graph := expr.NewGraph()
	x := []*expr.Node{graph.Variable("x", expr.Scalar), graph.Variable("y", expr.Scalar)}
	monomial := func(i, j int) *expr.Node {
		return expr.Mul(expr.Pow(x[0], expr.Const(float64(i))), expr.Pow(x[1], expr.Const(float64(j))))
	}
	for range 100 {
		terms := []*expr.Node{}
		for range 2 + random.IntN(3) {
			c := float64(random.IntN(9)-4) / 2
			terms = append(terms, expr.Mul(expr.Const(c), monomial(1+random.IntN(3), random.IntN(4))))
		}
		sum := expr.Const(0)
		for _, a := range terms {
			for _, b := range terms {
				sum = expr.Add(sum, expr.Mul(a, b))
			}
		}
		c := float64(1+random.IntN(4)) * float64(1-2*random.IntN(2))
		g, ok := At(&expr.Function{Variables: x, Value: expr.Mul(expr.Const(c), sum)}, []float64{0, 0})
		if !ok {
			t.Fatal("no polynomial")
		}
		want := 0
		if !g.Constant() {
			want = int(math.Copysign(1, c))
		}
		if sign, _ := g.Factored(); sign != want {
			t.Errorf("%g (%v)²: %d", c, terms, sign)
		}
		extra := expr.Mul(expr.Const(-c), monomial(9, 9))
		g, _ = At(&expr.Function{Variables: x, Value: expr.Add(expr.Mul(expr.Const(c), sum), extra)}, []float64{0, 0})
		if sign, _ := g.Factored(); sign == want && len(g.f) > 1 && !oneMonomial(g) {
			t.Errorf("%g (%v)² - x⁹y⁹: %d", c, terms, sign)
		}
	}
}

// oneMonomial reports whether a monomial divides the polynomial and leaves a constant term.
func oneMonomial(g *Germ) bool {
	_, rest := g.f.withoutMonomial(g.n)
	_, ok := rest[string(make([]byte, g.n))]
	return ok
}
