package search

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"saddle/numerics/critical"
	"saddle/numerics/critical/criticaltest"
	"saddle/numerics/expr"
	"saddle/numerics/program"
)

// Functions whose partial derivatives have a factor in common, worked out by hand: the kinds of their points, and of their curves,
// with what holds on the part that is meant.
func TestSearchShared(t *testing.T) {
	for _, test := range []struct{ formula, want string }{
		{"x^2*(1 + y^2)", "minimum x = 0"},
		{"x^2*y", "minimum x = 0 y > 0, saddle (0, 0), maximum x = 0 y < 0"},
		{"x^2*y^2", "minimum y = 0 x ≠ 0, minimum x = 0 y ≠ 0, minimum (0, 0)"},
		{"x^3*(2 + sin(y))", "saddle x = 0"},
		{"(x^2 + y^2 - 1)^2*(x - 3)", "minimum (-0.0806, 0), maximum x^2 + y^2 - 1 = 0"},
		{"x^4 + 2*x^2*y^2 + y^4 - 2*x^2 - 2*y^2", "minimum x^2 + y^2 - 1 = 0, maximum (0, 0)"},
		{"x^2*y^4 - 2*x*y^2 + 1", "minimum x y^2 = 1, minimum x y^2 = 1, minimum y = 0 x < 0, saddle (0, 0), maximum y = 0 x > 0"},
		{"(x - y)^2*exp(x)", "minimum x - y = 0"},
		{"x^2*y^3*(6 - x - y)", "minimum x = 0 y > 0, saddle y = 0 x ≠ 0, saddle (0, 0), maximum x = 0 y < 0"},
		{"x^2*y*exp(-x^2 - y^2)*(1 + x^2)", "minimum (-1.27, -0.707), minimum (1.27, -0.707), minimum x = 0 y > 0, saddle (0, 0), maximum x = 0 y < 0, maximum (-1.27, 0.707), maximum (1.27, 0.707)"},
	} {
		found := mustSearch(t, criticaltest.Function("f", test.formula, "x", "y"), span(2, -2, 2.1), Options{})
		var got []string
		for _, p := range found.Points {
			text := strings.TrimSuffix(strings.TrimPrefix(string(p.Kind), "local "), " point") + " "
			switch {
			case p.Along != nil:
				text += strings.TrimSpace(fmt.Sprintf("%s = %g %s", p.Along.Of, p.Along.Level, p.Along.Condition()))
			default:
				text += fmt.Sprintf("(%.3g, %.3g)", p.At[0], p.At[1])
			}
			got = append(got, text)
		}
		if text := strings.Join(got, ", "); text != test.want || !found.Proven {
			t.Errorf("%s: %s, proven %t; want %s", test.formula, text, found.Proven, test.want)
		}
	}
}

// Products of powers at random: what is said of a point on a curve holds by the values beside it, and Newton's method finds no critical
// point that is neither listed nor on a curve.
func TestSearchSharedAtRandom(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	pieces := []string{"x", "y", "(x - y)", "(x + 2*y - 1)", "(x^2 + y^2 - 2)", "(x*y - 1)", "(y - x^2)", "(x^2 + 3)", "exp(x)", "(2 + sin(y))"}
	proven := 0
	for range *searches / 3 {
		r.Shuffle(len(pieces), func(i, j int) { pieces[i], pieces[j] = pieces[j], pieces[i] })
		formula := fmt.Sprintf("%s^%d*%s^%d + %d", pieces[0], 2+r.IntN(2), pieces[1], 1+r.IntN(3), r.IntN(3))
		f := criticaltest.Function("f", formula, "x", "y")
		found := mustSearch(t, f, span(2, -1.7, 1.9), Options{Boxes: 4000})
		if !found.Proven || !slices.ContainsFunc(found.Points, func(p Found) bool { return p.Along != nil }) {
			continue
		}
		proven++
		value, slopes := valuesOf(t, f, f.Value), valuesOf(t, f, expr.Stack(f.Gradient().Value.Entries()...), f.Hessian().Value)
		for _, p := range found.Points {
			if p.Along != nil && p.Kind != kindBeside(r, p.At, func(z []float64) float64 { return value(z)[0] }) {
				t.Errorf("%s: at %v it is no %s", formula, p.At, p.Kind)
			}
		}
		for range 12 {
			z := []float64{3.6*r.Float64() - 1.7, 3.6*r.Float64() - 1.7}
			if !levenberg(slopes, z) || z[0] < -1.7 || z[0] > 1.9 || z[1] < -1.7 || z[1] > 1.9 || isListed(t, found, z) {
				continue
			}
			t.Errorf("%s: the critical point %v is not listed, proven %t", formula, z, found.Proven)
		}
	}
	if proven < *searches/9 {
		t.Errorf("only %d of %d searches came to a proof with curves", proven, *searches/3)
	}
}

// kindBeside is the kind of a point that is not strict, by values on a small circle around it.
func kindBeside(r *rand.Rand, at []float64, value func(z []float64) float64) critical.Kind {
	above, below, here := 0, 0, value(at)
	for range 200 {
		s, c := math.Sincos(2 * math.Pi * r.Float64())
		const radius = 1e-3
		switch d := value([]float64{at[0] + radius*c, at[1] + radius*s}) - here; {
		case d > 1e-13*(1+math.Abs(here)):
			above++
		case d < -1e-13*(1+math.Abs(here)):
			below++
		}
	}
	switch {
	case above > 0 && below > 0:
		return critical.SaddlePoint
	case above > 0:
		return critical.LocalMinimum
	}
	return critical.LocalMaximum
}

// valuesOf evaluates numbers one after the other.
func valuesOf(t *testing.T, f *expr.Function, numbers ...*expr.Node) func(z []float64) []float64 {
	t.Helper()
	code, err := program.Compile(f.Variables, numbers)
	if err != nil {
		t.Fatal(err)
	}
	size := 0
	for _, n := range numbers {
		size += n.Shape().Size()
	}
	machine, out := code.NewMachine(), make([]float64, size)
	return func(z []float64) []float64 {
		if err := machine.Run(z, out); err != nil {
			t.Fatal(err)
		}
		return out
	}
}

// levenberg takes damped steps towards ∇f = 0 and reports whether it gets there.
func levenberg(slopes func(z []float64) []float64, z []float64) bool {
	for range 120 {
		s := slopes(z)
		gx, gy, a, b, d := s[0], s[1], s[2], s[3], s[5]
		if math.Hypot(gx, gy) < 1e-12 {
			return true
		}
		const damping = 1e-9
		p, q, w := a*a+b*b+damping, a*b+b*d, b*b+d*d+damping
		rx, ry := a*gx+b*gy, b*gx+d*gy
		z[0] -= (w*rx - q*ry) / (p*w - q*q)
		z[1] -= (p*ry - q*rx) / (p*w - q*q)
	}
	return false
}

// isListed reports whether a point is one of those found, or on one of their curves.
func isListed(t *testing.T, found *Findings, z []float64) bool {
	t.Helper()
	return slices.ContainsFunc(found.Points, func(p Found) bool {
		if p.Along != nil {
			return math.Abs(valuesOf(t, p.Along.U, p.Along.U.Value)(z)[0]-p.Along.Level) < 1e-2
		}
		return math.Hypot(p.At[0]-z[0], p.At[1]-z[1]) < 1e-2
	})
}
