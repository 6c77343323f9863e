package exact

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"saddle/numerics/critical/germ"
	"saddle/numerics/expr"
)

// square is c (x - a yᵏ - b zᵏ)², expanded, as a function of two or three variables.
func square(n int, a, b, c float64, k int) (f *expr.Function, last *expr.Node) {
	graph := expr.NewGraph()
	f = &expr.Function{Name: "f"}
	for i := range n {
		f.Variables = append(f.Variables, graph.Variable(fmt.Sprint("x", i), expr.Scalar))
	}
	x := f.Variables
	terms := []*expr.Node{x[0], scaled(-a, x[1], k)}
	if n == 3 {
		terms = append(terms, scaled(-b, x[2], k))
	}
	f.Value = expr.Const(0)
	for _, s := range terms {
		for _, t := range terms {
			f.Value = expr.Add(f.Value, expr.Mul(expr.Const(c), expr.Mul(s, t)))
		}
	}
	return f, x[n-1]
}

func scaled(c float64, x *expr.Node, k int) *expr.Node {
	return expr.Mul(expr.Const(c), expr.Pow(x, expr.Const(float64(k))))
}

// A square of a regular function vanishes on a surface; any term of high order in a variable along it ends that.
func TestSquaresAndTermsOfHighOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 40 {
		n, k, m := 2+random.IntN(2), 2+random.IntN(3), 20+random.IntN(21)
		a, b := float64(1+random.IntN(5))/2, float64(1+random.IntN(5))/8
		c, e := float64(1-2*random.IntN(2)), float64(1-2*random.IntN(2))
		f, last := square(n, a, b, c, k)
		g, ok := At(f, make([]float64, n))
		if !ok {
			t.Fatal("no polynomial")
		}
		want := germ.Above
		if c < 0 {
			want = germ.Below
		}
		if got, _ := g.Decide(); got.Sides != want || got.Flat == nil {
			t.Errorf("square in %d variables, k = %d: %+v", n, k, got)
		}
		f.Value = expr.Add(f.Value, scaled(e, last, m))
		g, _ = At(f, make([]float64, n))
		got, _ := g.Decide()
		switch {
		case m%2 == 1 || c != e:
			want = germ.Both
		case n == 3: // a whole curve still: y = 0 in the surface
			want = germ.Unknown
		case c > 0:
			want = germ.Positive
		default:
			want = germ.Negative
		}
		if got.Sides != want || got.Sides != germ.Unknown && got.Order != m {
			t.Errorf("square in %d variables, k = %d, %+g u^%d: %+v, want %v", n, k, e, m, got, want)
		}
	}
}

func TestUnchanging(t *testing.T) {
	f, _ := square(2, 1, 0, 1, 1)
	g, _ := At(f, []float64{0.1, 0.1})
	if !g.Unchanging([]float64{1, 1}) || g.Unchanging([]float64{1, -1}) {
		t.Error("(x - y)² does not change along (1, 1) alone")
	}
}
