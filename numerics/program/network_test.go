package program

import (
	"math"
	"testing"

	"saddle/numerics/expr"
)

// network is the mean over rows of (y - c·tanh(W x + b))² for h hidden units and d inputs: h (d + 2) variables.
func network(rows, d, h int) *expr.Function {
	g := expr.NewGraph()
	table := make([]float64, rows*(d+1))
	for k := range table {
		table[k] = math.Sin(float64(k * k % 10007))
	}
	data := expr.Array(expr.MatrixShape(rows, d+1), table)
	w, b, c := g.Variable("W", expr.MatrixShape(h, d)), g.Variable("b", expr.Vector(h)), g.Variable("c", expr.Vector(h))
	sum := expr.SumOver(g, "i", number(0), number(float64(rows-1)), func(i *expr.Node) *expr.Node {
		row := expr.Row(data, i)
		hidden := expr.Apply(expr.Tanh, expr.Add(expr.Mul(w, expr.Slice(row, 0, d)), b))
		return square(expr.Sub(expr.Element(row, number(float64(d))), expr.Dot(c, hidden)))
	})
	return &expr.Function{Name: "L", Variables: []*expr.Node{w, b, c}, Value: expr.Div(sum, number(float64(rows)))}
}

// TestLargeNetwork checks that the Hessian-vector product of ten thousand variables is the slope of the gradient.
func TestLargeNetwork(t *testing.T) {
	f := network(20, 98, 100)
	n := f.Dimension()
	p, err := Compile(f.Variables, []*expr.Node{f.Gradient().Value})
	if err != nil {
		t.Fatal(err)
	}
	hvp := f.HVP()
	q, err := Compile(hvp.Variables, []*expr.Node{hvp.Value})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Code) > 1000 || len(q.Code) > 2000 {
		t.Errorf("%d and %d instructions", len(p.Code), len(q.Code))
	}
	x := make([]float64, 2*n)
	for k := range n {
		x[k], x[n+k] = math.Cos(float64(k))/5, math.Sin(float64(3*k))
	}
	const step = 1e-5
	up, down, product := make([]float64, n), make([]float64, n), make([]float64, n)
	m := p.NewMachine()
	m.Run(shifted(x, step), up)
	m.Run(shifted(x, -step), down)
	q.NewMachine().Run(x, product)
	for k := range n {
		if want := (up[k] - down[k]) / (2 * step); !near(product[k], want, 1e-6) {
			t.Fatalf("entry %d is %v, by differences %v", k, product[k], want)
		}
	}
}

// shifted is the first half of x plus s times the second.
func shifted(x []float64, s float64) []float64 {
	n := len(x) / 2
	y := make([]float64, n)
	for k := range y {
		y[k] = x[k] + s*x[n+k]
	}
	return y
}

func BenchmarkNetworkGradient(b *testing.B) { benchmarkGradient(b, network(100, 98, 100)) }

func BenchmarkNetworkHVP(b *testing.B) {
	hvp := network(100, 98, 100).HVP()
	p, err := Compile(hvp.Variables, []*expr.Node{hvp.Value})
	if err != nil {
		b.Fatal(err)
	}
	m, in, out := p.NewMachine(), make([]float64, p.Inputs), make([]float64, p.Outputs())
	for b.Loop() {
		m.Run(in, out)
	}
}
