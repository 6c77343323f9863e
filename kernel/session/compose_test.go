package session_test

import (
	"context"
	"flag"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"saddle/kernel/session"
)

// Functions made of functions: each built-in function that takes one, of a function that is made by another, with the
// letters of all functions around in the innermost formula. Such a function F of a is then drawn, differentiated, run on,
// minimised and searched; nothing of this may be a mistake of Saddle's own, and what can be checked by numbers is.

// pieces each make a number of a function of the variable V with the formula H, at a point P.
var pieces = []string{
	"derivative(V -> H, P)",
	"derivative(V -> H, P, order = 2)",
	"(V -> H)'(P)",
	"∇(V -> H)(P)",
	"∇²(V -> H)(P)",
	"gradient(V -> H, P)",
	"hessian((V, z) -> H + z^2 V, (P, 1))[1, 1]",
	"∇((V, z) -> H + z V)(P, 2)[1]",
	"jacobian(V -> (H, V^2), P)[1, 1]",
	"det(jacobian((V, z) -> (H, V z), (P, 1)))",
	"hvp(V -> H, P, 2)",
	"hvp((V, z) -> z H, (P, 1), (1, P))[1]",
	"curvature(V -> H, P, 1)",
	"curvature((V, z) -> H z, (P, 1), (P, 1))",
	"(T(P + 0.1) where T = taylor(V -> H, at = P))",
	"(T(0.1) where T = taylor(V -> H, at = 0, order = 3))",
	"minimize(V -> H + V^4, from = P).value",
	"minimize(V -> H + 3V^2 + V^4, from = P)",
	"minimize((V, z) -> H + 3V^2 + (z - V)^2, from = (P, 0)).at[2]",
	"minimize(V -> H + V^4, from = P).steps",
	"critical(V -> H + 5V^2, near = P)",
	"critical((V, z) -> H + 5V^2 + (z - V)^2, near = (P, 1))[2]",
	"critical_points(V -> H + 5V^2, V = -3..3)[1].at",
	"critical_points(V -> H + 5V^2, V = -3..3)[1].value",
	"rows(critical_points(V -> H, V = -2..2))",
	"sum(p.value for p in critical_points(V -> H + 5V^2, V = -3..3))",
	"classify(V -> H, P).index",
	"(if classify(V -> H, P).kind == \"not critical\" then 1 else 2)",
	"rate(V -> H + 10V^2, P).limit",
	"max(spectrum(V -> (H where V = V[1]) + V[1]^2 + 2V[2]^2, (P, P)).values)",
	"eigenvalues([∇²(V -> H)(P), 1; 1, 3])[1]",
	"solve([2, 1; 1, 4], (derivative(V -> H, P), 1))[1]",
	"run(gd(η = 0.01), V -> H, from = P, steps = 3).f[2]",
	"run(gd(η = 0.001 + P^2/1000), V -> H, from = 1, steps = 3).last",
	"sum(run(momentum, V -> H, from = P, steps = 2).f)",
	"compare(V -> H, gd, adam, from = P, steps = 2).adam.f[2]",
	"escape_times(gd, V -> H, from = P, trials = 2, steps = 3, noise = 0.1).trials",
	"sum(H for V in 1..3)",
	"sum(H / 30 for V in 1..30)",
	"mean(derivative(V -> H, i) for i in 1..20)",
	"max(H for V in (0.5, P))",
	"[H for V in (P, 2)][1]",
	"‖[H for V in 1..3]‖",
	"(if P > 0 then derivative(V -> H, P) else 0)",
	"(half(V -> H, P))",
	"(φ'(P) / (1 + φ(P)^2) where φ = V -> H)",
	"(twice(V -> H)(P))",
	"trust_step(∇((V, z) -> H + z^2)(P, 1), ∇²((V, z) -> H + z^2)(P, 1), 0.5)[2]",
	"plot(V -> H)",
	"surface((V, z) -> H z)",
	"profile((V, z) -> H z, (P, 1), (1, 0))",
	"ellipse((V, z) -> H + z^2, (P, 1))",
	"polar((V, z) -> H + z^2, (P, 1))",
	"field((V, z) -> H z)",
	"basins(gd, (V, z) -> H + z^2, V = -1..1, z = -1..1, across = 3, steps = 3)",
	"animate(run(gd, V -> H, from = P, steps = 2))",
	"interact(V -> H, V = 0..1)",
	"print(H)",
	"help(V -> H)",
	"histogram([H for V in 1..3])",
	"scatter([V, H for V in 1..3])",
	"bars([H for V in 1..3])",
	"(r.θ[2] where r = run(newton, V -> H + 5V^2, from = P, steps = 2))",
	"(m.at + m.value where m = minimize(V -> H + 5V^2, from = P))",
	"(p[1].value - p[1].at where p = critical_points(V -> H + 5V^2, V = -3..3))",
	"(λ[1] where λ = eigenvalues(∇²((V, z) -> H + z^2 V)(P, 1)))",
}

// formulas are in V, in x of the function around, and in a of the outermost.
var formulas = []string{
	"(V^2 + a V)",
	"(a V^3 / 3 + V)",
	"(cos(V a) + V x / 4)",
	"(exp(a V / 4) + x^2 V^2)",
	"(V^2 x / (1 + a^2))",
}

// helpers are what the pieces call beside what is built in.
const helpers = "half(f, h) = if h < 0.3 then f(h) else half(f, h/2)\ntwice(f) = t -> f(f(t)/10)\n"

// compose is F, a function of a: one piece of a function of x that is another piece of a function of y.
func compose(outer, inner, formula string) string {
	body := strings.NewReplacer("V", "y", "H", strings.ReplaceAll(formula, "V", "y"), "P", "(a/2 + x/4)").Replace(inner)
	return "F(a) = " + strings.NewReplacer("V", "x", "H", body, "P", "a").Replace(outer)
}

// uses are what is asked of F.
var uses = []string{
	"plot(F, a = 0.5..1.5)",
	"∇F(1)",
	"run(gd(η = 0.01), F, from = 1, steps = 2)",
	"minimize(F, from = 1, steps = 3)",
	"critical_points(F, a = 0.5..1.5, boxes = 20)",
	"F''(1)",
	"[F(a) for a in (0.9, 1)]",
	"classify(F, 1)",
	"taylor(F, at = 1)",
	"optimizer o(f, θ, t)\n  θ = θ - F(θ)/100 - ∇f(θ)/(10 t)\nend\nrun(o, x -> x^2, from = 1, steps = 2)",
	"minimize(b -> (b - F(b))^2 + b^2, from = 1, steps = 2).value",
	"∇((a, b) -> b F(a))(1, 2)",
}

// composition runs cells with a function made of functions.
type composition struct {
	t       *testing.T
	session *session.Session
	F       string
}

func newComposition(t *testing.T, f string) *composition {
	c := &composition{t: t, F: f}
	c.session = session.New(session.Options{Folder: t.TempDir(), Plain: true, Faults: func(panicked any, stack []byte) {
		t.Errorf("%s: %v\n%s", f, panicked, stack)
	}})
	mustRun(t, c.session, "digits(15)\n"+helpers)
	return c
}

// patience is how long one cell may take before it is interrupted.
const patience = 2 * time.Second

func (c *composition) define() bool { return executeFor(c.t, c.session, c.F, patience) == nil }

func (c *composition) use(code string) {
	checkAnswer(c.t, c.F+"\n"+code, executeFor(c.t, c.session, code, patience))
}

// number is the value of an expression; not ok where it has none, or is no number.
func (c *composition) number(code string) (x float64, ok bool) {
	var text strings.Builder
	ctx, interrupt := context.WithTimeout(context.Background(), patience)
	defer interrupt()
	err := c.session.Execute(ctx, code, func(o session.Output) {
		if s, isText := o.Data["text/plain"].(string); isText {
			text.WriteString(s)
		}
	})
	checkAnswer(c.t, c.F+"\n"+code, err)
	x, failed := strconv.ParseFloat(strings.TrimSpace(text.String()), 64)
	return x, err == nil && failed == nil
}

// check compares F as a formula with F of a number, and its derivative with differences.
func (c *composition) check() {
	value, ok := c.number("F(1)")
	if !ok {
		return
	}
	if formula, ok := c.number("run(gd, F, from = 1, steps = 0).f[1]"); ok && !near(formula, value, 1e-6) {
		c.t.Errorf("%s: F(1) is %g, as a formula %g", c.F, value, formula)
	}
	slope, ok := c.number("F'(1)")
	if !ok {
		return
	}
	const h = 1e-3
	var at [4]float64
	for k, step := range []float64{-2, -1, 1, 2} {
		if at[k], ok = c.number(fmt.Sprintf("F(%v)", 1+step*h)); !ok {
			return
		}
	}
	difference := (at[0] - 8*at[1] + 8*at[2] - at[3]) / (12 * h)
	if rough := (at[2] - at[1]) / (2 * h); near(rough, difference, 1e-2) && !near(slope, difference, 1e-4) {
		c.t.Errorf("%s: F'(1) is %g, differences give %g", c.F, slope, difference)
	}
}

func near(a, b, tolerance float64) bool {
	return math.Abs(a-b) <= tolerance*(1+math.Abs(a)+math.Abs(b))
}

var composeAll = flag.Bool("compose", false, "compose all functions of functions, not a part of them")

// TestCompose composes every piece with others, over every formula, and asks one thing of each. Which ones meet turns with
// the formula. All of it, 3 for each piece and formula, takes minutes: make fuzz does it; else it is a tenth.
func TestCompose(t *testing.T) {
	t.Parallel()
	const partners, part = 3, 10
	n := 0
	for i, outer := range pieces {
		for k, formula := range formulas {
			for m := range partners {
				n++
				if !*composeAll && n%part != 0 {
					continue
				}
				inner := pieces[(i*7+k*13+m*29+3)%len(pieces)]
				c := newComposition(t, compose(outer, inner, formula))
				if !c.define() {
					continue
				}
				c.check()
				c.use(uses[n/part%len(uses)])
			}
		}
	}
}

// FuzzCompose composes pieces at random, up to four deep, and asks of the function what chance says: make fuzz, or
//
//	go test ./kernel/session -run '^$' -fuzz FuzzCompose -fuzztime 1h
func FuzzCompose(f *testing.F) {
	f.Add([]byte{0, 16, 1, 2})
	f.Add([]byte{18, 3, 32, 4, 5})
	f.Add([]byte{44, 24, 7, 1, 9})
	f.Fuzz(func(t *testing.T, choices []byte) {
		if len(choices) > 16 {
			t.Skip()
		}
		next := func(n int) int {
			if len(choices) == 0 {
				return 0
			}
			k := int(choices[0]) % n
			choices = choices[1:]
			return k
		}
		formula := formulas[next(len(formulas))]
		for range next(3) {
			inner := pieces[next(len(pieces))]
			formula = "(" + strings.NewReplacer("V", "w", "H", strings.ReplaceAll(formula, "V", "w"), "P", "(V/2 + a/4)").Replace(inner) + " + V^2)"
		}
		outer, inner := pieces[next(len(pieces))], pieces[next(len(pieces))]
		c := newComposition(t, compose(outer, inner, formula))
		if !c.define() {
			return
		}
		c.check()
		for range 1 + next(3) {
			c.use(uses[next(len(uses))])
		}
	})
}
