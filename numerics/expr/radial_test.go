package expr_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"saddle/numerics/expr"
)

// A function of the length alone is the same number as a formula of x'x, for vectors of any size.
func TestRadial(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 8))
	for n := 2; n <= 5; n++ {
		g := expr.NewGraph()
		x, s := g.Variable("x", expr.Vector(n)), g.Length("s")
		for _, f := range []*expr.Node{
			expr.Norm(x), expr.NormSquared(x), expr.Pow(expr.Norm(x), expr.Const(3)), expr.Apply(expr.Exp, expr.Neg(expr.NormSquared(x))),
			expr.Apply(expr.Log, expr.Add(expr.Const(1), expr.NormSquared(x))), expr.Div(expr.Apply(expr.Sin, expr.Norm(x)), expr.Norm(x)),
			expr.Add(expr.Norm(x), expr.Times(expr.Const(-3), expr.NormSquared(x))),
		} {
			phi, ok := expr.Radial(f, x, s)
			if !ok {
				t.Errorf("%s is not read as a function of the length", expr.Text(f))
				continue
			}
			at := make([]float64, n)
			square := 0.0
			for i := range at {
				at[i] = rng.NormFloat64()
				square += at[i] * at[i]
			}
			got := expr.Substitute(phi, []*expr.Node{s}, []*expr.Node{expr.Const(square)}).Float()
			want := expr.Substitute(f, []*expr.Node{x}, []*expr.Node{expr.Array(expr.Vector(n), at)}).Float()
			if math.Abs(got-want) > 1e-14*(1+math.Abs(want)) {
				t.Errorf("%s is %v, not %v", expr.Text(phi), got, want)
			}
		}
		first := x.Entries()[0]
		for _, f := range []*expr.Node{
			expr.Total(x), expr.Total(expr.Pow(x, expr.Const(4))), expr.Add(expr.NormSquared(x), first), expr.Add(expr.NormSquared(x), expr.Pow(first, expr.Const(2))),
			expr.Times(first, expr.Norm(x)), expr.NormSquared(expr.Slice(x, 1, n)),
		} {
			if phi, ok := expr.Radial(f, x, s); ok {
				t.Errorf("%s is read as %s", expr.Text(f), expr.Text(phi))
			}
		}
	}
}
