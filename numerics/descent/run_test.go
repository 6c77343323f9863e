package descent

import (
	"context"
	"errors"
	"math"
	"testing"
	"time"

	"saddle/numerics/expr"
)

var saddle = functions["seed_saddle"]

// Course page, §2.2: the true sequence of article 1's momentum, which the article gets wrong, and what others give.
func TestArticleOne(t *testing.T) {
	tests := []struct {
		rule string
		path map[int][]float64
	}{
		{"momentum", map[int][]float64{1: {0.098, 0.102}, 2: {0.09424, 0.10584}, 3: {0.0889712, 0.1114128}, 5: {0.07493164928, 0.12754910592}, 10: {0.030711976110, 0.198272433980}, 20: {-0.027067133816, 0.537950161623}}},
		{"gd", map[int][]float64{1: {0.08, 0.12}, 2: {0.064, 0.144}}},
		{"heavy_ball", map[int][]float64{1: {0.08, 0.12}, 2: {0.046, 0.162}, 3: {0.0062, 0.2322}}},
		{"nesterov", map[int][]float64{1: {0.062, 0.138}, 2: {0.02224, 0.20664}}},
	}
	for _, test := range tests {
		r := mustRun(t, Named(test.rule), saddle, []float64{0.1, 0.1}, Options{Steps: 20})
		for k, want := range test.path {
			if !near(r.Points.At(k), want, 1e-12) {
				t.Errorf("%s: step %d is %v, want %v", test.rule, k, r.Points.At(k), want)
			}
		}
	}
}

// own is a rule as the evaluator builds it from typed lines.
func own(build func(b *Builder), settings ...Setting) *Rule {
	return &Rule{Name: "own", Settings: settings, Build: build}
}

// A student's momentum gives the built-in one's iterates to the bit, and records v.
func TestOwnRule(t *testing.T) {
	rule := own(func(b *Builder) {
		v := b.Start("v", expr.Const(0))
		v = b.Assign("v", expr.Add(expr.Mul(b.Setting("β"), v), expr.Mul(expr.Sub(expr.Const(1), b.Setting("β")), b.Gradient(b.Point()))))
		b.Assign("θ", expr.Sub(b.Point(), expr.Mul(b.Setting("η"), v)))
	}, Setting{Name: "η", Default: 0.1}, Setting{Name: "β", Default: 0.9})
	mine := mustRun(t, rule, saddle, []float64{0.1, 0.1}, Options{Steps: 50})
	builtIn := mustRun(t, momentum, saddle, []float64{0.1, 0.1}, Options{Steps: 50})
	for k := range 51 {
		if !near(mine.Points.At(k), builtIn.Points.At(k), 0) {
			t.Fatalf("step %d: %v and %v", k, mine.Points.At(k), builtIn.Points.At(k))
		}
	}
	v := mine.History("v")
	if v == nil || !v.Start || v.Shape != expr.Vector(2) || !near(v.At(0), []float64{0, 0}, 0) || !near(v.At(1), []float64{0.02, -0.02}, 1e-15) {
		t.Errorf("v is %+v", v)
	}
	if last := mine.Last(); !near(last, []float64{0.00739, 11.34}, 1e-3) || math.Abs(mine.F[50]+128.5) > 0.05 {
		t.Errorf("ends at %v, f = %g", last, mine.F[50])
	}
}

// A start-variable given as a number stays one when its lines keep it one, and becomes an array when they need one.
func TestWidening(t *testing.T) {
	rule := own(func(b *Builder) {
		count := b.Start("k", expr.Const(0))
		sum := b.Start("s", expr.Const(1))
		total := b.Start("w", expr.Const(0))
		theta := b.Point()
		g := b.Assign("g", b.Gradient(theta))
		b.Assign("k", expr.Add(count, expr.Const(1)))
		b.Assign("s", expr.Add(sum, expr.NormSquared(g)))
		slope := expr.Dot(total, g) // needs w to be a vector before any line says so
		b.Assign("w", expr.Add(total, g))
		b.Assign("slope", slope)
		b.Assign("θ", expr.Sub(theta, expr.Mul(expr.Const(0.1), g)))
	})
	r := mustRun(t, rule, saddle, []float64{1, 2}, Options{Steps: 3})
	for name, want := range map[string]expr.Shape{"k": expr.Scalar, "w": expr.Vector(2), "g": expr.Vector(2), "slope": expr.Scalar} {
		if s := r.History(name); s == nil || s.Shape != want {
			t.Errorf("%s: %+v, want shape %v", name, s, want)
		}
	}
	if k := r.History("k"); k.At(0)[0] != 0 || k.At(3)[0] != 3 {
		t.Errorf("k runs from %v to %v", k.At(0), k.At(3))
	}
	if g := r.History("g"); g.Start || g.At(0) != nil || !near(g.At(1), []float64{2, -4}, 0) || g.Len() != 4 {
		t.Errorf("g is %+v", g)
	}
}

func TestStartMayUseThePoint(t *testing.T) {
	rule := own(func(b *Builder) {
		first := b.Start("first", b.Point())
		b.Start("norm", expr.Norm(first))
		b.Assign("θ", expr.Mul(expr.Const(0.5), b.Point()))
	})
	r := mustRun(t, rule, saddle, []float64{3, 4}, Options{Steps: 2})
	if !near(r.History("first").At(2), []float64{3, 4}, 0) || r.History("norm").At(0)[0] != 5 {
		t.Errorf("first is %v, norm %v", r.History("first").At(2), r.History("norm").At(0))
	}
}

func TestStatus(t *testing.T) {
	exploding := functions["double_well"]
	logarithm := inThePlane("f", func(x, y *expr.Node) *expr.Node { return expr.Add(expr.Apply(expr.Log, x), square(y)) })
	quartic := inThePlane("f", func(x, y *expr.Node) *expr.Node { return expr.Pow(expr.Sub(x, y), number(4)) })
	tests := []struct {
		name    string
		rule    *Rule
		f       *expr.Function
		start   []float64
		options Options
		status  Status
		steps   int
	}{
		{"steps", gradientDescent, saddle, []float64{0.1, 0.1}, Options{Steps: 7}, StepsUsed, 7},
		{"default steps", gradientDescent, saddle, []float64{0.1, 0.1}, Options{}, StepsUsed, 100},
		{"no steps", gradientDescent, saddle, []float64{0.1, 0.1}, Options{Steps: -1}, StepsUsed, 0},
		{"converged", gradientDescent, quadratic(1, 2), []float64{1, 1}, Options{Tol: 1e-6}, Converged, 66},
		{"converged at once", gradientDescent, saddle, []float64{0, 0}, Options{Tol: 1e-6}, Converged, 0},
		{"rests at the saddle", gradientDescent, saddle, []float64{0, 0}, Options{}, Converged, 0},
		{"newton rests", newton, saddle, []float64{0.1, 0.1}, Options{}, Converged, 1},
		{"newton where nothing curves", newton, quartic, []float64{0, 0}, Options{}, Converged, 0},
		{"stands still on a slope", own(func(b *Builder) { b.Assign("θ", b.Point()) }), saddle, []float64{1, 1}, Options{}, Stalled, 0},
		{"stopped", negativeCurvature, functions["double_well"], []float64{0, 0}, Options{}, StoppedByRule, 14},
		{"overflow", gradientDescent, exploding, []float64{10, 0}, Options{}, Diverged, 4},
		{"left the domain", gradientDescent, logarithm, []float64{0.1, 1}, Options{}, Diverged, 0},
		{"started outside", gradientDescent, logarithm, []float64{-1, 1}, Options{}, Diverged, 0},
	}
	for _, test := range tests {
		r := mustRun(t, test.rule, test.f, test.start, test.options)
		if lost := r.Lost != nil; lost != (test.status == Diverged && test.name != "started outside") {
			t.Errorf("%s: the point beyond the path is %v", test.name, r.Lost)
		}
		if r.Status != test.status || r.Steps != test.steps {
			t.Errorf("%s: %s after %d steps (%v), want %s after %d", test.name, r.Status, r.Steps, r.Reason, test.status, test.steps)
		}
		if len(r.F) != r.Steps+1 || len(r.GradientNorm) != r.Steps+1 || r.Points.Len() != r.Steps+1 || r.Last() == nil {
			t.Errorf("%s: %d values, %d norms, %d points for %d steps", test.name, len(r.F), len(r.GradientNorm), r.Points.Len(), r.Steps)
		}
		for k := range r.Steps + 1 {
			if !allFinite(r.Points.At(k)) {
				t.Errorf("%s: point %d is %v", test.name, k, r.Points.At(k))
			}
		}
	}
}

// A rule that depends on t or on chance is not given up at its first idle step.
func TestIdleStepsOfATimedRule(t *testing.T) {
	late := own(func(b *Builder) {
		push := expr.Select(expr.Compare(expr.Equal, b.Number(), expr.Const(5)), expr.Const(1), expr.Const(0))
		b.Assign("θ", expr.AddEach(b.Point(), push))
	})
	r := mustRun(t, late, saddle, []float64{0, 0}, Options{Steps: 10})
	if r.Status != StepsUsed || !near(r.Last(), []float64{1, 1}, 0) {
		t.Errorf("%s at %v", r.Status, r.Last())
	}
	if r := mustRun(t, late, saddle, []float64{0, 0}, Options{Steps: 30}); r.Status != Stalled || r.Steps != 30 {
		t.Errorf("%s after %d steps", r.Status, r.Steps)
	}
}

func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	rule := own(func(b *Builder) { b.Assign("θ", expr.Mul(expr.Const(0.999999), b.Point())) })
	time.AfterFunc(20*time.Millisecond, cancel)
	r, err := Run(ctx, rule, saddle, []float64{1, 1}, Options{Steps: math.MaxInt32})
	if err != nil || r.Status != Interrupted || r.StepOf(r.Rows()-1) != r.Steps || r.Points.Len() != r.Rows() {
		t.Fatalf("%v, %+v", err, r.Status)
	}
	r, err = Run(ctx, rule, saddle, []float64{1, 1}, Options{})
	if err != nil || r.Status != Interrupted || r.Steps != 0 || len(r.F) != 1 {
		t.Errorf("%v, %s after %d steps", err, r.Status, r.Steps)
	}
}

func TestStepAllocatesNothing(t *testing.T) {
	for _, rule := range Rules() {
		settings, _ := rule.settings(nil)
		s, initial, err := compile(build(rule, functions["rosenbrock"], settings, Options{Noise: 0.1}), functions["rosenbrock"], Options{})
		if err != nil {
			t.Fatal(err)
		}
		r := &runner{step: s, options: Options{Steps: 1000}, record: newRecord(rule, functions["rosenbrock"], settings, s, Options{Steps: 1000})}
		r.record.reserve(1000)
		if err := r.begin([]float64{-1.2, 1}, initial); err != nil {
			t.Fatal(err)
		}
		r.record.begin(s)
		k := 0
		if allocations := testing.AllocsPerRun(200, func() {
			if r.take(k+1) == nil && !r.ended(k) {
				r.record.append(s, k+1)
				r.advance()
			}
			k++
		}); allocations != 0 {
			t.Errorf("%s: %g allocations a step", rule.Name, allocations)
		}
	}
}

// A long run in many variables keeps its points and numbers, and leaves out the other arrays.
func TestCrowdedRecord(t *testing.T) {
	f := wells(1000)
	short := mustRun(t, momentum, f, make([]float64, 1000), Options{Steps: 5})
	if short.History("v") == nil || short.LeftOut != nil {
		t.Errorf("a short run leaves out %v", short.LeftOut)
	}
	settings, _ := momentum.settings(nil)
	s, _, err := compile(build(momentum, f, settings, Options{}), f, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if long := newRecord(momentum, f, settings, s, Options{Steps: 1e6, Record: 1}); long.History("v") != nil || len(long.LeftOut) != 1 || len(s.recorded) != 0 {
		t.Errorf("a long run leaves out %v", long.LeftOut)
	}
}

func TestRefusals(t *testing.T) {
	ctx := context.Background()
	var setting *SettingError
	if _, err := Run(ctx, gradientDescent, saddle, []float64{0, 0}, Options{Settings: map[string]float64{"β": 1}}); !errors.As(err, &setting) || err.Error() != "gd has no setting β; it has η" {
		t.Errorf("%v", err)
	}
	var point *PointError
	if _, err := Run(ctx, gradientDescent, saddle, []float64{0, 0, 0}, Options{}); !errors.As(err, &point) || point.Want != 2 {
		t.Errorf("%v", err)
	}
	g := expr.NewGraph()
	x := g.Variable("x", expr.Vector(2))
	var shape *expr.ShapeError
	if _, err := Run(ctx, gradientDescent, &expr.Function{Name: "F", Variables: []*expr.Node{x}, Value: x}, []float64{0, 0}, Options{}); !errors.As(err, &shape) {
		t.Errorf("%v", err)
	}
	wrong := own(func(b *Builder) { b.Assign("θ", expr.Stack(expr.Const(1), expr.Const(2), expr.Const(3))) })
	if _, err := Run(ctx, wrong, saddle, []float64{0, 0}, Options{}); !errors.As(err, &shape) {
		t.Errorf("%v", err)
	}
}

// What a rule's lines panic with reaches the caller as it is: the evaluator's own errors pass through.
func TestPanicsPass(t *testing.T) {
	mistake := errors.New("line 3: β is not defined")
	defer func() {
		if failure := recover(); failure != mistake {
			t.Errorf("got %v", failure)
		}
	}()
	_, _ = Run(context.Background(), own(func(b *Builder) {
		b.Start("v", expr.Const(0))
		panic(mistake)
	}), saddle, []float64{0, 0}, Options{})
}

// The point may be a number, a vector, a matrix, or several variables in one vector.
func TestShapesOfPoints(t *testing.T) {
	g := expr.NewGraph()
	x := g.Variable("x", expr.Scalar)
	v := g.Variable("v", expr.Vector(3))
	m := g.Variable("m", expr.MatrixShape(2, 2))
	sum := func(n *expr.Node) *expr.Node { return expr.NormSquared(expr.SubEach(n, number(1))) }
	tests := []struct {
		f     *expr.Function
		shape expr.Shape
	}{
		{&expr.Function{Name: "f", Variables: []*expr.Node{x}, Value: sum(x)}, expr.Scalar},
		{&expr.Function{Name: "f", Variables: []*expr.Node{v}, Value: sum(v)}, expr.Vector(3)},
		{&expr.Function{Name: "f", Variables: []*expr.Node{m}, Value: sum(m)}, expr.MatrixShape(2, 2)},
		{&expr.Function{Name: "f", Variables: []*expr.Node{x, v, m}, Value: expr.Sum(sum(x), sum(v), sum(m))}, expr.Vector(8)},
	}
	for _, test := range tests {
		n := test.shape.Size()
		ones := make([]float64, n)
		for i := range ones {
			ones[i] = 1
		}
		for _, rule := range Rules() {
			r := mustRun(t, rule, test.f, make([]float64, n), Options{Steps: 400})
			if r.Points.Shape != test.shape || !near(r.Last(), ones, 1e-2) {
				t.Errorf("%s on %v: %v of shape %v, %s", rule.Name, test.shape, r.Last(), r.Points.Shape, r.Status)
			}
		}
	}
}

// A start-variable may be a truth: it is kept as 1 or 0, the lines see a truth, and it stays one.
func TestTruthAsState(t *testing.T) {
	rule := &Rule{Name: "alternating", Build: func(b *Builder) {
		up := b.Start("up", expr.Truth(true))
		up = b.Assign("up", expr.Not(up))
		rate := expr.Select(up, expr.Const(0.1), expr.Const(0.25))
		b.Assign("θ", expr.Sub(b.Point(), expr.Mul(rate, b.Gradient(b.Point()))))
	}}
	x := expr.NewGraph().Variable("x", expr.Vector(1))
	square := &expr.Function{Name: "f", Variables: []*expr.Node{x}, Value: expr.NormSquared(x)}
	r, err := Run(context.Background(), rule, square, []float64{1}, Options{Steps: 3})
	if err != nil {
		t.Fatal(err)
	}
	up := r.History("up")
	if !up.Truth || up.At(0)[0] != 1 || up.At(1)[0] != 0 || up.At(2)[0] != 1 || up.At(3)[0] != 0 {
		t.Errorf("the truth was %v", up)
	}
	if got, want := r.Last()[0], 0.5*0.8*0.5; math.Abs(got-want) > 1e-15 {
		t.Errorf("the point is %g, not %g", got, want)
	}
	if _, ok := Contraction(rule, square, []float64{2}, nil); ok {
		t.Error("a step that depends on a truth is no linear map")
	}
	number := &Rule{Name: "fickle", Build: func(b *Builder) {
		b.Start("up", expr.Truth(true))
		b.Assign("up", expr.Const(3))
	}}
	var kind *expr.KindError
	if _, err := Run(context.Background(), number, square, []float64{1}, Options{}); !errors.As(err, &kind) {
		t.Errorf("a truth that becomes a number gives %v", err)
	}
}
