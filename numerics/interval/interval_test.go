package interval

import (
	"maps"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"saddle/numerics/expr"
	"saddle/numerics/program"
)

func random(r *rand.Rand) Interval {
	a, b := r.NormFloat64()*math.Exp2(float64(r.IntN(40)-20)), r.NormFloat64()
	if r.IntN(8) == 0 {
		a = 0
	}
	return Of(math.Min(a, b), math.Max(a, b))
}

func inside(r *rand.Rand, a Interval) float64 {
	switch r.IntN(4) {
	case 0:
		return a.Lo
	case 1:
		return a.Hi
	}
	return math.Min(math.Max(a.Lo+r.Float64()*(a.Hi-a.Lo), a.Lo), a.Hi)
}

func holds(a Interval, exact *big.Rat) bool {
	bound := func(x float64) *big.Rat { return new(big.Rat).SetFloat64(x) }
	return (a.Lo == -inf || bound(a.Lo).Cmp(exact) <= 0) && (a.Hi == inf || bound(a.Hi).Cmp(exact) >= 0)
}

// The exact result of every pair of numbers in the operands lies in the result, and the result is no wider than it must be.
func TestArithmetic(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	operations := map[string]struct {
		of    func(a, b Interval) Interval
		exact func(z, x, y *big.Rat) *big.Rat
	}{
		"+": {Add, (*big.Rat).Add},
		"-": {Sub, (*big.Rat).Sub},
		"·": {Mul, (*big.Rat).Mul},
		"/": {Div, (*big.Rat).Quo},
	}
	for name, operation := range operations {
		for range 3000 {
			a, b := random(r), random(r)
			result := operation.of(a, b)
			for range 5 {
				x, y := inside(r, a), inside(r, b)
				if name == "/" && y == 0 {
					continue
				}
				exact := operation.exact(new(big.Rat), new(big.Rat).SetFloat64(x), new(big.Rat).SetFloat64(y))
				if !holds(result, exact) {
					t.Fatalf("%v %s %v = %v misses %g %s %g", a, name, b, result, x, name, y)
				}
			}
		}
	}
	if got := Mul(Of(-2, 3), Of(5, 7)); got != Of(-14, 21) {
		t.Errorf("[-2, 3]·[5, 7] = %v", got)
	}
	if got := Add(Of(1, 2), Of(0.5, 4)); got != Of(1.5, 6) {
		t.Errorf("[1, 2] + [0.5, 4] = %v", got)
	}
	if got := Square(Of(-3, 2)); got != Of(0, 9) {
		t.Errorf("[-3, 2]² = %v", got)
	}
}

// A product reaches from the least to the largest of the four products of its ends, whatever their signs, but for a rounding.
func TestProductIsNarrow(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 3000 {
		a, b := random(r), random(r)
		lo, hi := inf, -inf
		for _, p := range []float64{a.Lo * b.Lo, a.Lo * b.Hi, a.Hi * b.Lo, a.Hi * b.Hi} {
			lo, hi = math.Min(lo, p), math.Max(hi, p)
		}
		if got := Mul(a, b); got.Lo < down(lo) || got.Lo > lo || got.Hi > up(hi) || got.Hi < hi {
			t.Fatalf("%v · %v = %v, want [%g, %g]", a, b, got, lo, hi)
		}
	}
}

// Every elementary function, on many intervals: the values inside lie in the result, but for the error of the library at
// the points, and the result is not much wider. TestReferences is the exact one.
func TestFunctions(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, name := range slices.Sorted(maps.Keys(functions)) {
		f := functions[name]
		function, ok := expr.FuncNamed(name)
		if !ok {
			continue
		}
		for range 2000 {
			centre, width := 12*(r.Float64()-0.5), math.Exp(-8*r.Float64())*8
			a := Of(centre, centre+width)
			result := f(a)
			lowest, highest := inf, -inf
			for k := range 101 {
				x := math.Min(centre+width*float64(k)/100, a.Hi)
				y := function.Value(x)
				if math.IsNaN(y) || math.IsInf(y, 0) {
					if result.Doubts&Partial == 0 {
						t.Fatalf("%s%v has no value at %g, and does not say so", name, a, x)
					}
					continue
				}
				if slack := 1e-11 * (1 + math.Abs(y)); !(result.Lo <= y+slack && y-slack <= result.Hi) {
					t.Fatalf("%s%v = %v misses %s(%g) = %g", name, a, result, name, x, y)
				}
				lowest, highest = math.Min(lowest, y), math.Max(highest, y)
			}
			if result.Doubts == 0 && result.Width() > 1.2*(highest-lowest)+1e-3*width+1e-12 {
				t.Fatalf("%s%v = %v is too wide for [%g, %g]", name, a, result, lowest, highest)
			}
		}
	}
}

// What the functions are at 0 and 1 is known without an error, where it is 0 or 1.
func TestKnownValues(t *testing.T) {
	known := map[string][2]float64{
		"exp": {0, 1}, "cos": {0, 1}, "cosh": {0, 1}, "log": {1, 0}, "log10": {1, 0}, "sin": {0, 0}, "tan": {0, 0}, "sinh": {0, 0}, "tanh": {0, 0},
		"asin": {0, 0}, "acos": {1, 0}, "atan": {0, 0}, "log1p": {0, 0}, "expm1": {0, 0}, "erf": {0, 0}, "gamma": {1, 1},
	}
	for name, at := range known {
		if f, ok := functions[name]; ok && f(Exactly(at[0])) != Exactly(at[1]) {
			t.Errorf("%s(%g) = %v, want %g", name, at[0], f(Exactly(at[0])), at[1])
		}
	}
}

func TestDoubts(t *testing.T) {
	tests := []struct {
		name string
		got  Interval
		want Doubts
	}{
		{"1/[-1, 1]", Div(Exactly(1), Of(-1, 1)), Partial},
		{"1/[0, 0]", Div(Exactly(1), Exactly(0)), Partial | Empty},
		{"log [-2, -1]", Apply(expr.Log, Of(-2, -1)), Partial | Empty},
		{"log [-2, 1]", Apply(expr.Log, Of(-2, 1)), Partial},
		{"√[-2, 4]", Sqrt(Of(-2, 4)), Partial},
		{"√[0, 4]", Sqrt(Of(0, 4)), 0},
		{"|[-1, 2]|", Apply(expr.Abs, Of(-1, 2)), Edge},
		{"|[1, 2]|", Apply(expr.Abs, Of(1, 2)), 0},
		{"floor [0.5, 0.7]", Apply(expr.Floor, Of(0.5, 0.7)), 0},
		{"floor [0.5, 1.7]", Apply(expr.Floor, Of(0.5, 1.7)), Edge},
		{"max([0, 1], [2, 3])", larger(Of(0, 1), Of(2, 3)), 0},
		{"max([0, 2], [1, 3])", larger(Of(0, 2), Of(1, 3)), Edge},
		{"tan [1, 2]", Apply(expr.Tan, Of(1, 2)), Partial},
	}
	for _, test := range tests {
		if test.got.Doubts != test.want {
			t.Errorf("%s: doubts %b, want %b", test.name, test.got.Doubts, test.want)
		}
	}
	untaken := choose(Exactly(1), Of(1, 2), empty())
	if untaken != Of(1, 2) {
		t.Errorf("a branch that is not taken matters: %v", untaken)
	}
}

func TestPower(t *testing.T) {
	tests := []struct {
		a        Interval
		exponent float64
		want     Interval
	}{
		{Of(-2, 3), 3, Of(-8, 27)},
		{Of(-3, 2), 4, Of(0, 81)},
		{Of(2, 4), -2, Of(1.0/16, 0.25)},
		{Of(4, 9), 1.5, Of(8, 27)},
		{Of(-2, 2), 0, Of(1, 1)},
		{Of(-2, -1), 5, Of(-32, -1)},
	}
	for _, test := range tests {
		got := Power(test.a, Exactly(test.exponent))
		if !(got.Lo <= test.want.Lo && got.Hi >= test.want.Hi) || got.Width() > test.want.Width()+1e-12 {
			t.Errorf("%v^%g = %v, want %v", test.a, test.exponent, got, test.want)
		}
	}
}

// Programs over boxes hold the values at the points of the boxes, for formulas with every kind of instruction.
func TestMachine(t *testing.T) {
	g := expr.NewGraph()
	x, y := g.Variable("x", expr.Scalar), g.Variable("y", expr.Scalar)
	c := expr.Const
	v := expr.Stack(x, y)
	long := expr.SumOver(g, "i", c(1), c(40), func(i *expr.Node) *expr.Node {
		return expr.Div(expr.Apply(expr.Sin, expr.Mul(i, x)), expr.Add(i, expr.Pow(y, c(2))))
	})
	big := g.Variable("u", expr.Vector(300))
	outputs := []*expr.Node{
		expr.Sub(expr.Pow(x, c(2)), expr.Mul(y, x)),
		expr.Mul(x, expr.Apply(expr.Exp, expr.Neg(expr.NormSquared(v)))),
		expr.Select(expr.Compare(expr.Less, x, y), expr.Mul(x, x), expr.Sub(y, c(1))),
		expr.Max(expr.Min(x, c(0.3)), expr.Apply(expr.Abs, y)),
		expr.Mod(expr.Mul(c(3), x), c(2)),
		long,
		expr.Gradient(long, x)[0],
		expr.NormSquared(expr.Sub(expr.Mul(x, big), expr.Apply(expr.Tanh, expr.Add(big, y)))),
	}
	p, err := program.Compile([]*expr.Node{x, y, big}, outputs)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(5, 6))
	machine, boxes := p.NewMachine(), NewMachine(p)
	in, out := make([]float64, p.Inputs), make([]float64, p.Outputs())
	boxIn, boxOut := make([]Interval, p.Inputs), make([]Interval, p.Outputs())
	for range 300 {
		for i := range boxIn {
			centre, width := 2*r.NormFloat64(), math.Exp(-6*r.Float64())
			boxIn[i] = Of(centre, centre+width)
		}
		boxes.Run(boxIn, boxOut)
		for range 20 {
			for i := range in {
				in[i] = inside(r, boxIn[i])
			}
			if err := machine.Run(in, out); err != nil {
				t.Fatal(err)
			}
			for k := range out {
				if slack := 1e-14 * (1 + math.Abs(out[k])); !(boxOut[k].Lo <= out[k]+slack && out[k]-slack <= boxOut[k].Hi) {
					t.Fatalf("output %d: %v misses %g at %v", k, boxOut[k], out[k], in[:2])
				}
			}
		}
	}
}
