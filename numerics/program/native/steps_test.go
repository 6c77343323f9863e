package native

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"saddle/numerics/expr"
	"saddle/numerics/program"
)

var number = expr.Const

// formula is a random formula in some numbers, of operations that have code.
func formula(r *rand.Rand, of []*expr.Node, depth int) *expr.Node {
	if depth == 0 || r.IntN(8) == 0 {
		if r.IntN(5) == 0 {
			return number([]float64{0, 1, -1, 0.5, 3, 1e-3, -2.25, math.Pi}[r.IntN(8)])
		}
		return of[r.IntN(len(of))]
	}
	sub := func() *expr.Node { return formula(r, of, depth-1) }
	switch r.IntN(18) {
	case 0, 1:
		return expr.Add(sub(), sub())
	case 2, 3:
		return expr.Sub(sub(), sub())
	case 4, 5:
		return expr.Mul(sub(), sub())
	case 6:
		return expr.Div(sub(), sub())
	case 7:
		return expr.Sqrt(sub())
	case 8:
		return expr.Pow(sub(), number(float64(r.IntN(9)-4)))
	case 9:
		return expr.Max(sub(), sub())
	case 10:
		return expr.Min(sub(), sub())
	case 11:
		relations := []expr.Relation{expr.Less, expr.LessEqual, expr.Greater, expr.GreaterEqual, expr.Equal, expr.Unequal}
		condition := expr.Compare(relations[r.IntN(len(relations))], sub(), sub())
		if r.IntN(3) == 0 {
			condition = expr.Or(expr.Not(condition), expr.And(condition, expr.Compare(expr.Less, sub(), sub())))
		}
		return expr.Select(condition, sub(), sub())
	case 12:
		functions := []expr.Func{expr.Abs, expr.Sign, expr.Floor, expr.Ceil, expr.Round}
		return expr.Apply(functions[r.IntN(len(functions))], sub())
	case 13, 14, 15, 16:
		return expr.Apply(listed[r.IntN(len(listed))], sub())
	}
	x := sub()
	return expr.Sub(number(1), expr.Mul(x, x))
}

// recurrence is a random step of a state of some numbers, with f and a norm before it.
func recurrence(r *rand.Rand) (*program.Program, Recurrence) {
	g := expr.NewGraph()
	size := 1 + r.IntN(4)
	var inputs []*expr.Node
	for range size + 1 {
		inputs = append(inputs, g.Variable("x", expr.Scalar))
	}
	outputs := []*expr.Node{formula(r, inputs, 3), formula(r, inputs, 3)}
	for range size {
		outputs = append(outputs, formula(r, inputs, 4))
	}
	for k, n := range outputs {
		outputs[k] = expr.Add(n, expr.Mul(number(0), inputs[0]))
		if n.IsConst() {
			outputs[k] = expr.Add(inputs[0], n)
		}
	}
	finite := []int{0}
	for k := range size {
		if r.IntN(2) == 0 { // as the steps of optimizers are
			outputs[2+k] = expr.Sub(inputs[k], outputs[2+k])
		}
		finite = append(finite, 2+k)
	}
	p, err := program.Compile(inputs, outputs)
	if err != nil {
		panic(err)
	}
	return p, Recurrence{State: size, Next: 2, Number: size, Finite: finite[:1+r.IntN(size+1)], Least: 1, Stop: -1, Point: size, Moves: true}
}

// special are numbers at which arithmetic has its corners.
var special = []float64{0, math.Copysign(0, -1), 1, -1, math.Inf(1), math.Inf(-1), math.NaN(), 5e-324, -1e-310, math.MaxFloat64, 0x1p-1022, 0.5, 2.5, -3.5, 1e16}

func randomNumber(r *rand.Rand) float64 {
	switch r.IntN(4) {
	case 0:
		return special[r.IntN(len(special))]
	case 1:
		return math.Ldexp(r.NormFloat64(), r.IntN(300)-150)
	}
	return r.NormFloat64()
}

// interpreted takes the steps on the program's own machine and reports what they did, and whether a sum of numbers that must
// be finite may overflow.
func interpreted(p *program.Program, r Recurrence, state []float64, number, count int) (report Report, large bool) {
	report = Report{Least: math.Inf(1)}
	m, in, out := p.NewMachine(), make([]float64, p.Inputs), make([]float64, p.Outputs())
	for k := range count {
		copy(in, state)
		in[r.Number] = float64(number + k + 1)
		if err := m.Run(in, out); err != nil {
			panic(err)
		}
		for _, f := range r.Finite {
			report.Ended = report.Ended || math.IsNaN(out[f]-out[f])
			large = large || math.Abs(out[f]) > math.MaxFloat64/2
		}
		if out[r.Least] < report.Least {
			report.Least = out[r.Least]
		}
		next := out[r.Next : r.Next+r.State]
		same := true
		for j, x := range next {
			same = same && x == state[j]
		}
		if same {
			report.Ended = true
		} else {
			report.Moved = number + k + 1
		}
		copy(state, next)
	}
	return report, large
}

func sameBits(a, b float64) bool {
	return math.Float64bits(a) == math.Float64bits(b) || math.IsNaN(a) && math.IsNaN(b)
}

// TestStepsAreTheMachines takes a few steps of random programs both ways.
func TestStepsAreTheMachines(t *testing.T) {
	strayed, ended, taken := 0, 0, 0
	for seed := range uint64(300) {
		s, e, n := checkSteps(t, seed)
		strayed, ended, taken = strayed+s, ended+e, taken+n
	}
	if strayed > 2*taken/5 || taken < 2700 || taken-strayed-ended < 500 {
		t.Errorf("of %d slices %d strayed and %d ended", taken, strayed, ended)
	}
}

func FuzzSteps(f *testing.F) {
	f.Add(uint64(1000))
	f.Fuzz(func(t *testing.T, seed uint64) { checkSteps(t, seed) })
}

// onlyPowersLack tells programs with powers to numbers that are not whole, such as √x³, which have no code.
func onlyPowersLack(p *program.Program) bool {
	lacking := false
	for _, in := range p.Executed() {
		supported := newBody(lanes{}, p, 0).isSupported(in)
		if !supported && in.Op != program.Power {
			return false
		}
		lacking = lacking || !supported
	}
	return lacking
}

// checkSteps compares a random program, from ten starts, and tells how many of so many slices strayed, and of the
// others ended.
func checkSteps(t *testing.T, seed uint64) (strayed, ended, taken int) {
	r := rand.New(rand.NewPCG(seed, 7))
	p, rec := recurrence(r)
	if !available() {
		t.Skip("no compiler here")
	}
	s := NewSteps(p, rec)
	if s == nil {
		if onlyPowersLack(p) {
			return 0, 0, 0
		}
		t.Fatalf("seed %d: no code", seed)
	}
	defer s.Close()
	for range 10 {
		start := make([]float64, rec.State)
		for k := range start {
			start[k] = randomNumber(r)
		}
		from, count := r.IntN(2000), 1+r.IntN(4)
		got, want := slices.Clone(start), slices.Clone(start)
		report, err := s.Take(got, from, count)
		if err != nil {
			t.Fatal(err)
		}
		if taken++; report.Strayed {
			strayed++
			continue
		}
		expected, large := interpreted(p, rec, want, from, count)
		switch {
		case report.Ended && (expected.Ended || large):
			ended++
		case report != expected || !slices.EqualFunc(got, want, sameBits):
			t.Fatalf("seed %d from %v, %d steps: %v %+v, want %v %+v", seed, start, count, got, report, want, expected)
		}
	}
	return strayed, ended, taken
}
