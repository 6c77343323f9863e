package descent

import (
	"fmt"
	"math"
	"testing"

	"saddle/numerics/expr"
)

// stepsUntil is how many steps a rule takes from (0.1, y0) on x² + curvature/2 y² until |y| > 1, -1 for more than most.
func stepsUntil(t *testing.T, rule string, settings map[string]float64, curvature, y0 float64, most int) int {
	t.Helper()
	r := mustRun(t, Named(rule), quadratic(1, curvature/2), []float64{0.1, y0}, Options{Steps: most, Settings: settings})
	for k := range r.Steps + 1 {
		if math.Abs(r.Points.At(k)[1]) > 1 {
			return k
		}
	}
	return -1
}

// Course page, §5.2: steps until |y| > 1, η = 0.1, β = 0.9.
func TestEscapeTable(t *testing.T) {
	starts := []float64{1e-1, 1e-3, 1e-6, 1e-12, 0}
	for rule, want := range escapes {
		settings := map[string]float64{"η": 0.1}
		if rule == "saddle_free_newton" {
			settings = nil
		}
		for i, y0 := range starts {
			if got := stepsUntil(t, rule, settings, -2, y0, 400); got != want[i] {
				t.Errorf("%s from y = %g: %d steps, want %d", rule, y0, got, want[i])
			}
		}
	}
}

var escapes = map[string][]int{
	"gd":         {13, 38, 76, 152, -1},
	"momentum":   {27, 72, 140, 276, -1},
	"heavy_ball": {7, 19, 36, 70, -1},
	"nesterov":   {6, 16, 30, 59, -1},
	"adam":       {10, 11, 11, 13, -1},
	"rmsprop":    {1, 1, 2, 3, -1},
	"adagrad":    {16, 17, 17, 18, -1},

	"saddle_free_newton": {4, 10, 20, 40, -1},
}

// Course page, §5.2: the flatter the saddle, the longer the escape, in proportion.
func TestEscapeAgainstCurvature(t *testing.T) {
	for rule, want := range map[string][]int{"gd": {76, 698, 6915}, "heavy_ball": {36, 140, 811}, "adam": {11, 11, 12}, "saddle_free_newton": {20, 20, 20}} {
		for i, curvature := range []float64{-2, -0.2, -0.02} {
			if got := stepsUntil(t, rule, nil, curvature, 1e-6, 8000); got != want[i] {
				t.Errorf("%s, curvature %g: %d steps, want %d", rule, curvature, got, want[i])
			}
		}
	}
}

// On a quadratic gradient descent is (I - ηH)ᵏ.
func TestGradientDescentClosedForm(t *testing.T) {
	for _, eta := range []float64{0.05, 0.3, 0.5, 0.7} {
		r := mustRun(t, gradientDescent, quadratic(0.5, 2), []float64{3, -2}, Options{Steps: 40, Settings: map[string]float64{"η": eta}})
		for k := range r.Steps + 1 {
			want := []float64{3 * math.Pow(1-eta, float64(k)), -2 * math.Pow(1-4*eta, float64(k))}
			if !near(r.Points.At(k), want, 1e-11) {
				t.Fatalf("η = %g, step %d: %v, want %v", eta, k, r.Points.At(k), want)
			}
		}
	}
}

// The averaged momentum with η/(1 - β) is heavy ball (course page, §2.2).
func TestAveragedMomentumIsHeavyBall(t *testing.T) {
	f := functions["rosenbrock"]
	a := mustRun(t, momentum, f, []float64{-1.2, 1}, Options{Steps: 60, Settings: map[string]float64{"η": 0.0005 / 0.1, "β": 0.9}})
	b := mustRun(t, heavyBall, f, []float64{-1.2, 1}, Options{Steps: 60, Settings: map[string]float64{"η": 0.0005, "β": 0.9}})
	for k := range 61 {
		if !near(a.Points.At(k), b.Points.At(k), 1e-12) {
			t.Fatalf("step %d: %v and %v", k, a.Points.At(k), b.Points.At(k))
		}
	}
}

// The look-ahead form of Nesterov's method walks the same path in the variable θ + β v.
func TestNesterovLooksAhead(t *testing.T) {
	ahead := own(func(b *Builder) {
		theta, beta := b.Point(), expr.Const(0.9)
		v := b.Start("v", expr.Const(0))
		v = b.Assign("v", expr.Sub(expr.Mul(beta, v), expr.Mul(expr.Const(0.0005), b.Gradient(expr.Add(theta, expr.Mul(beta, v))))))
		theta = b.Assign("θ", expr.Add(theta, v))
		b.Assign("shifted", expr.Add(theta, expr.Mul(beta, v)))
	})
	f := functions["rosenbrock"]
	a := mustRun(t, ahead, f, []float64{-1.2, 1}, Options{Steps: 60})
	b := mustRun(t, nesterov, f, []float64{-1.2, 1}, Options{Steps: 60, Settings: map[string]float64{"η": 0.0005, "β": 0.9}})
	for k := 1; k <= 60; k++ {
		if !near(a.History("shifted").At(k), b.Points.At(k), 1e-12) {
			t.Fatalf("step %d: %v and %v", k, a.History("shifted").At(k), b.Points.At(k))
		}
	}
}

// turned is f in coordinates turned by an angle.
func turned(f *expr.Function, angle float64) *expr.Function {
	c, s := number(math.Cos(angle)), number(math.Sin(angle))
	return inThePlane("f", func(x, y *expr.Node) *expr.Node {
		return f.Call(expr.Sub(expr.Mul(c, x), expr.Mul(s, y)), expr.Add(expr.Mul(s, x), expr.Mul(c, y)))
	})
}

// The path turns with the function for the rules that say so (course page, §6.3); for the others it depends on the axes.
func TestRotation(t *testing.T) {
	const angle = 0.7
	c, s := math.Cos(angle), math.Sin(angle)
	f := functions["double_well"]
	for _, rule := range Rules() {
		a := mustRun(t, rule, f, []float64{0.3, 0.5}, Options{Steps: 12})
		b := mustRun(t, rule, turned(f, angle), []float64{0.3*c + 0.5*s, -0.3*s + 0.5*c}, Options{Steps: 12})
		p, q := a.Last(), b.Last()
		back := []float64{c*q[0] - s*q[1], s*q[0] + c*q[1]}
		if turns := near(back, p, 1e-9); turns != rule.Turns {
			t.Errorf("%s: %v, in turned coordinates %v", rule.Name, p, back)
		}
	}
}

// Newton's method does not see the scales of the coordinates.
func TestNewtonAffine(t *testing.T) {
	f := functions["rosenbrock"]
	stretched := inThePlane("f", func(x, y *expr.Node) *expr.Node {
		return f.Call(expr.Mul(number(1000), x), expr.Add(y, expr.Mul(number(3), x)))
	})
	a := mustRun(t, newton, f, []float64{-1.2, 1}, Options{Steps: 6})
	b := mustRun(t, newton, stretched, []float64{-0.0012, 1 + 0.0036}, Options{Steps: 6})
	for k := range 7 {
		q := b.Points.At(k)
		if !near([]float64{1000 * q[0], q[1] + 3*q[0]}, a.Points.At(k), 1e-8) {
			t.Errorf("step %d: %v and %v", k, a.Points.At(k), q)
		}
	}
}

// Language page, cell 20: the student's own escape, from the exact saddle of x² - y² + y⁴/4.
func TestEscapeFromExactSaddle(t *testing.T) {
	k := inThePlane("k", func(x, y *expr.Node) *expr.Node {
		return expr.Add(expr.Sub(square(x), square(y)), expr.Div(expr.Pow(y, number(4)), number(4)))
	})
	r := mustRun(t, negativeCurvature, k, []float64{0, 0}, Options{Steps: 200})
	if r.Status != StoppedByRule || r.Steps != 32 || !near([]float64{0, math.Abs(r.Last()[1])}, []float64{0, math.Sqrt2}, 1e-3) {
		t.Errorf("%s after %d steps at %v", r.Status, r.Steps, r.Last())
	}
}

// Course page, §4: Newton is attracted to whatever critical point is near, here a maximum.
func TestNewtonFindsTheMaximum(t *testing.T) {
	himmelblau := inThePlane("f", func(x, y *expr.Node) *expr.Node {
		return expr.Add(square(expr.Sub(expr.Add(square(x), y), number(11))), square(expr.Sub(expr.Add(x, square(y)), number(7))))
	})
	r := mustRun(t, newton, himmelblau, []float64{0, 0}, Options{Steps: 20})
	if !near(r.Last(), []float64{-0.27084459066734914, -0.92303855647997}, 1e-12) {
		t.Errorf("ends at %v", r.Last())
	}
}

// Noise is drawn from the seed alone: the same seed, the same run; zero noise, the run without it.
func TestNoise(t *testing.T) {
	run := func(noise float64, seed uint64) string {
		r := mustRun(t, gradientDescent, saddle, []float64{0.1, 0}, Options{Steps: 30, Noise: noise, Seed: seed})
		return fmt.Sprint(r.Last())
	}
	first, again, other := run(0.01, 1), run(0.01, 1), run(0.01, 2)
	if first != again || first == other || run(0, 1) != run(0, 2) {
		t.Errorf("noise does not follow the seed")
	}
	r := mustRun(t, gradientDescent, saddle, []float64{0.1, 0}, Options{Steps: 100, Noise: 0.01, Seed: 7})
	if math.Abs(r.Last()[1]) < 0.5 {
		t.Errorf("noise does not leave the saddle's valley: %v", r.Last())
	}
	if norm := r.GradientNorm[0]; math.Abs(norm-0.2) > 1e-15 {
		t.Errorf("the recorded gradient has noise: %g", norm)
	}
}
