package critical

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"saddle/numerics/critical/criticaltest"
	"saddle/numerics/expr"

	"gonum.org/v1/gonum/mat"
)

// network is the mean over rows of (y - c·tanh(W x + b))² for h hidden units.
func network(h int, rows ...[3]float64) *expr.Function {
	g := expr.NewGraph()
	w, b, c := g.Variable("W", expr.MatrixShape(h, 2)), g.Variable("b", expr.Vector(h)), g.Variable("c", expr.Vector(h))
	var table []float64
	for _, row := range rows {
		table = append(table, row[:]...)
	}
	data := expr.Array(expr.MatrixShape(len(rows), 3), table)
	sum := expr.SumOver(g, "i", expr.Const(0), expr.Const(float64(len(rows)-1)), func(i *expr.Node) *expr.Node {
		row := expr.Row(data, i)
		hidden := expr.Apply(expr.Tanh, expr.Add(expr.Mul(w, expr.Slice(row, 0, 2)), b))
		return expr.Pow(expr.Sub(expr.Element(row, expr.Const(2)), expr.Dot(c, hidden)), expr.Const(2))
	})
	return &expr.Function{Name: "L", Variables: []*expr.Node{w, b, c}, Value: expr.Div(sum, expr.Const(float64(len(rows))))}
}

var xor = [][3]float64{{0, 0, 0}, {0, 1, 1}, {1, 0, 1}, {1, 1, 0}}

// TestNetworks: where a network fits all rows, its loss is at a minimum, on a surface of as many dimensions as there are
// parameters more than rows.
func TestNetworks(t *testing.T) {
	many := make([][3]float64, 15)
	for i := range many {
		many[i] = [3]float64{math.Sin(float64(i)), math.Cos(float64(2 * i)), math.Sin(float64(3*i)) / 2}
	}
	for _, test := range []struct {
		hidden int
		rows   [][3]float64
	}{{4, xor}, {8, xor}, {20, many}} {
		f := network(test.hidden, test.rows...)
		n := f.Dimension()
		at := solution(test.hidden, test.rows)
		v, err := Classify(context.Background(), f, at)
		if err != nil || v.Kind != LocalMinimum || v.Strict || v.Isolated || !strings.Contains(v.Reason.String(), fmt.Sprintf("of dimension %d through", n-len(test.rows))) {
			t.Errorf("%d parameters: %v, %v, %v", n, v.Kind, v.Reason, err)
		}
	}
}

// solution chooses W and b at random and c so that the network fits all rows.
func solution(h int, rows [][3]float64) []float64 {
	random := rand.New(rand.NewPCG(7, 7))
	at := make([]float64, 4*h)
	for i := range 3 * h {
		at[i] = random.NormFloat64()
	}
	hidden, want := mat.NewDense(len(rows), h, nil), mat.NewVecDense(len(rows), nil)
	for i, row := range rows {
		for k := range h {
			hidden.Set(i, k, math.Tanh(at[2*k]*row[0]+at[2*k+1]*row[1]+at[2*h+k]))
		}
		want.SetVec(i, row[2])
	}
	var svd mat.SVD
	svd.Factorize(hidden, mat.SVDThin)
	svd.SolveVecTo(mat.NewVecDense(h, at[3*h:]), want, min(h, len(rows)))
	return at
}

// TestInterruptedClassify: a verdict that would take long ends with the context.
func TestInterruptedClassify(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Classify(ctx, network(4, xor...), make([]float64, 16)); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if _, err := Near(ctx, network(4, xor...), make([]float64, 16)); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// Equations that hold exactly need not be independent.
func TestExactlyAttained(t *testing.T) {
	for formula, kind := range map[string]Kind{
		"exp((x^2 - y^3)^2)":             LocalMinimum,
		"3.7 + atan((x^2 - y^3)^2)":      LocalMinimum,
		"1/(2 + (x^2 - y^3)^2)":          LocalMaximum,
		"log(1.3 + (x^3*y - x^2*y^2)^2)": LocalMinimum,
	} {
		v, err := Classify(context.Background(), criticaltest.Function("f", formula, "x", "y"), []float64{0, 0})
		if err != nil || v.Kind != kind {
			t.Errorf("%s: %s, %v, %v", formula, v.Kind, v.Reason, err)
		}
	}
}
