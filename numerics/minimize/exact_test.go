package minimize

import (
	"context"
	"math"
	"math/big"
	"math/bits"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	"saddle/numerics/critical"
	"saddle/numerics/exact"
	"saddle/numerics/expr"
	"saddle/numerics/expr/exprtest"
)

// peaks is the largest of affine functions aₖ·x + bₖ, plus xᵀQx/2, in whole numbers.
type peaks struct {
	a    [][]int64
	b    []int64
	form [][]int64 // nil for none
}

func randomPeaks(r *rand.Rand) peaks {
	n := 1 + r.IntN(3)
	whole := func(n int) []int64 {
		row := make([]int64, n)
		for i := range row {
			row[i] = int64(r.IntN(11) - 5)
		}
		return row
	}
	var p peaks
	for range n + 1 + r.IntN(4) {
		p.a = append(p.a, whole(n))
	}
	p.b = whole(len(p.a))
	if r.IntN(2) == 0 {
		return p
	}
	var roots [][]int64
	for range n {
		roots = append(roots, whole(n))
	}
	p.form = make([][]int64, n)
	for i := range n {
		p.form[i] = make([]int64, n)
		for j := range n {
			for k := range n {
				p.form[i][j] += roots[i][k] * roots[j][k]
			}
		}
		p.form[i][i]++
	}
	return p
}

func (p peaks) formula(x []*expr.Node) *expr.Node {
	var top *expr.Node
	for k, a := range p.a {
		value := number(float64(p.b[k]))
		for i := range x {
			value = plus(value, by(float64(a[i]), x[i]))
		}
		if top == nil {
			top = value
		} else {
			top = expr.Max(top, value)
		}
	}
	for i := range p.form {
		for j := range p.form {
			top = plus(top, by(float64(p.form[i][j])/2, product(x[i], x[j])))
		}
	}
	return top
}

// least is the minimum, exactly: at it, with λ ≥ 0 that add up to 1, Qx + Σ λₖ aₖ = 0 for the functions that are largest there. ok is
// false where there is none, or where it is attained only on a whole edge without an end.
func (p peaks) least() (value *big.Rat, ok bool) {
	n, m := len(p.a[0]), len(p.a)
	for active := 1; active < 1<<m; active++ {
		k := bits.OnesCount(uint(active))
		if k > n+1 {
			continue
		}
		var rows []int
		for i := range m {
			if active>>i&1 == 1 {
				rows = append(rows, i)
			}
		}
		size := n + 1 + k // x, the common value, λ
		a, b := make([]*big.Rat, size*size), make([]*big.Rat, size)
		for i := range a {
			a[i] = new(big.Rat)
		}
		for i := range b {
			b[i] = new(big.Rat)
		}
		b[n].SetInt64(1)
		for at, row := range rows {
			for i := range n {
				a[i*size+n+1+at].SetInt64(p.a[row][i])
				a[(n+1+at)*size+i].SetInt64(p.a[row][i])
			}
			a[n*size+n+1+at].SetInt64(1)
			a[(n+1+at)*size+n].SetInt64(-1)
			b[n+1+at].SetInt64(-p.b[row])
		}
		for i := range p.form {
			for j := range p.form {
				a[i*size+j].SetInt64(p.form[i][j])
			}
		}
		solution, determinant := exact.Solve(a, b, size, 1)
		if determinant.Sign() == 0 || !p.isLargest(solution[:n], solution[n]) {
			continue
		}
		negative := false
		for _, weight := range solution[n+1:] {
			negative = negative || weight.Sign() < 0
		}
		if !negative {
			return p.add(solution[:n], solution[n]), true
		}
	}
	return nil, false
}

// isLargest reports whether no affine function exceeds a value at x.
func (p peaks) isLargest(x []*big.Rat, value *big.Rat) bool {
	for k, a := range p.a {
		sum := new(big.Rat).SetInt64(p.b[k])
		for i, xi := range x {
			sum.Add(sum, new(big.Rat).Mul(new(big.Rat).SetInt64(a[i]), xi))
		}
		if sum.Cmp(value) > 0 {
			return false
		}
	}
	return true
}

// add is a value plus the quadratic form at x.
func (p peaks) add(x []*big.Rat, value *big.Rat) *big.Rat {
	total := new(big.Rat).Set(value)
	for i := range p.form {
		for j := range p.form {
			term := new(big.Rat).Mul(x[i], x[j])
			total.Add(total, term.Mul(term, big.NewRat(p.form[i][j], 2)))
		}
	}
	return total
}

// The largest of affine functions, with and without a quadratic form: what is called a minimum has the exact value, and nothing is
// called one that falls without end. SADDLE_CORNERS=400 looks at more.
func TestCornersAgainstExactSolutions(t *testing.T) {
	count := exprtest.Thin(60)
	if n, err := strconv.Atoi(os.Getenv("SADDLE_CORNERS")); err == nil {
		count = n
	}
	r := rand.New(rand.NewPCG(25, 0))
	right, endless, undecided := 0, 0, 0
	for range count {
		p := randomPeaks(r)
		n := len(p.a[0])
		start := make([]float64, n)
		for i := range start {
			start[i] = 3 * r.NormFloat64()
		}
		f := vectorFunction(n, func(x []*expr.Node) *expr.Node { return p.formula(x) })
		answer, err := From(context.Background(), f, start, Options{})
		if err != nil {
			t.Fatal(err)
		}
		value, ok := p.least()
		switch {
		case !ok:
			endless++
			if answer.Kind == critical.LocalMinimum && answer.Reason.Key != "minimize.convex" && answer.Reason.Key != "critical.flat.constant" {
				t.Errorf("%v: %g at %v is called a minimum: %v", p, answer.Value, answer.At, answer.Reason)
			}
		case answer.Kind != critical.LocalMinimum:
			undecided++
			t.Logf("undecided: %v: %g at %v: %v", p, answer.Value, answer.At, answer.Reason)
		default:
			right++
			if want, _ := value.Float64(); math.Abs(answer.Value-want) > 1e-9*(1+math.Abs(want)) {
				t.Errorf("%v: %.15g at %v, want %.15g: %v", p, answer.Value, answer.At, want, answer.Reason)
			}
		}
	}
	t.Logf("of %d minima %d are right, %d undecided; %d functions have none at a vertex", count, right, undecided, endless)
	if undecided*10 > count {
		t.Errorf("%d of %d are undecided", undecided, count)
	}
}
