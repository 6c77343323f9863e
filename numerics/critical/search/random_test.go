package search

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"saddle/numerics/critical"
	"saddle/numerics/critical/criticaltest"
	"saddle/numerics/expr"
	"saddle/numerics/expr/exprtest"
	"saddle/numerics/interval"
	"saddle/numerics/program"
)

// terms are what random functions are sums of; %s is filled with numbers.
var terms = []string{
	"x^4*%s", "x^3*%s", "x^2*y*%s", "x*y*%s", "x*y^3*%s", "y^3*%s", "x^2*%s", "y^2*%s", "x*%s", "y*%s",
	"sin(%s*x + %s*y)", "cos(%s*x*y)", "exp(%s*x - y)", "exp(-(x - %s)^2 - (y - %s)^2)*%s", "log(2 + x^2 + y^2*%s^2)",
	"sqrt(1 + (x - %s)^2 + y^2)", "1/(1 + x^2 + (y - %s)^2)", "tanh(x + y*%s)", "atan(x*y + %s)", "abs(1.5*y - x + %s)",
	"sqrt(x + 3)*%s", "(x + 3)^1.5*%s", "1/(x + 3)*%s", "log(x + y + 3)*%s",
}

func randomFormula(r *rand.Rand) string {
	var parts []string
	for range 2 + r.IntN(4) {
		term := terms[r.IntN(len(terms))]
		if strings.HasPrefix(term, "abs") && r.IntN(3) > 0 {
			continue
		}
		for strings.Contains(term, "%s") {
			term = strings.Replace(term, "%s", fmt.Sprintf("(%.3f)", 4*r.Float64()-2), 1)
		}
		parts = append(parts, term)
	}
	return strings.Join(append(parts, "x^2 + 0*y"), " + ")
}

// Random functions: where a search claims to have found all, Newton's method from a grid of places finds no other point, and
// the signs of the points add up to the turns of the gradient along the border (the Poincaré-Hopf theorem).
func TestSearchMissesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	box := interval.Box{interval.Of(-2.13, 2.07), interval.Of(-2.11, 2.09)}
	proven, counted := 0, 0
	searches := exprtest.Thin(60)
	for range searches {
		formula := randomFormula(r)
		f := criticaltest.Function("f", formula, "x", "y")
		found, err := Points(context.Background(), f, box, Options{Boxes: 4000})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range found.Points {
			checkPoint(t, f, box, p)
		}
		signs := 0
		for _, p := range found.Points {
			signs += 1 - 2*(p.Index%2)
			if p.Degenerate {
				signs = math.MinInt32
			}
		}
		w := newWitness(t, f)
		for _, at := range w.points(box) {
			if !mentioned(found, at) {
				t.Errorf("%s: %v is critical, missed; proven %t, found %v", formula, at, found.Proven, places(found))
			}
		}
		if !found.Proven {
			continue
		}
		proven++
		if turns, ok := w.turns(box); ok && signs > math.MinInt32/2 && !strings.Contains(formula, "abs") {
			counted++
			if turns != signs {
				t.Errorf("%s: the gradient turns %d times, the points count %d: %v", formula, turns, signs, places(found))
			}
		}
	}
	if 3*proven < 2*searches || 2*counted < searches {
		t.Errorf("%d of %d searches proven, %d counted", proven, searches, counted)
	}
}

// mentioned reports whether a point is among those found, or in a box that was left undecided.
func mentioned(found *Findings, at []float64) bool {
	for _, p := range found.Points {
		if criticaltest.CloseTo(p.At, at, 1e-9) {
			return true
		}
	}
	for _, region := range found.Undecided {
		inside := true
		for i, x := range at {
			inside = inside && x >= region[i].Lo-1e-6 && x <= region[i].Hi+1e-6
		}
		if inside {
			return true
		}
	}
	return false
}

// witness looks for critical points by simpler means than a search.
type witness struct {
	machine *program.Machine
	out     []float64 // ∇f, then ∇²f
}

func newWitness(t *testing.T, f *expr.Function) *witness {
	p, err := program.Compile(f.Variables, []*expr.Node{f.Gradient().Value, f.Hessian().Value, f.Value})
	if err != nil {
		t.Fatal(err)
	}
	return &witness{p.NewMachine(), make([]float64, p.Outputs())}
}

// points are where Newton's method ends well inside the box, at a point that is not degenerate.
func (w *witness) points(box interval.Box) [][]float64 {
	var all [][]float64
	const steps = 10
	for i := range steps {
		for j := range steps {
			x := box[0].Lo + (box[0].Hi-box[0].Lo)*(float64(i)+0.5)/steps
			y := box[1].Lo + (box[1].Hi-box[1].Lo)*(float64(j)+0.5)/steps
			if at := w.newton(x, y); at != nil && interior(box, at) {
				all = append(all, at)
			}
		}
	}
	return all
}

func interior(box interval.Box, at []float64) bool {
	for i, x := range at {
		if x < box[i].Lo+1e-9 || x > box[i].Hi-1e-9 {
			return false
		}
	}
	return true
}

func (w *witness) newton(x, y float64) []float64 {
	for range 40 {
		if w.machine.Run([]float64{x, y}, w.out) != nil || math.IsNaN(w.out[6]) {
			return nil
		}
		g, h, k, a, b := w.out[0], w.out[1], w.out[3], w.out[2], w.out[5]
		d := a*b - k*k
		if math.Abs(d) < 1e-7*(a*a+b*b+k*k) {
			return nil
		}
		dx, dy := (g*b-h*k)/d, (h*a-g*k)/d
		x, y = x-dx, y-dy
		if math.Abs(dx)+math.Abs(dy) < 1e-13*(1+math.Abs(x)+math.Abs(y)) {
			return []float64{x, y}
		}
	}
	return nil
}

// turns is how often the gradient turns around along the border, counterclockwise; not ok where it turns too fast to tell.
func (w *witness) turns(box interval.Box) (int, bool) {
	const steps = 1500
	corners := [][2]float64{{box[0].Lo, box[1].Lo}, {box[0].Hi, box[1].Lo}, {box[0].Hi, box[1].Hi}, {box[0].Lo, box[1].Hi}}
	total, last := 0.0, math.NaN()
	for side := range 4 {
		from, to := corners[side], corners[(side+1)%4]
		for k := range steps + 1 {
			s := float64(k) / steps
			if w.machine.Run([]float64{from[0] + s*(to[0]-from[0]), from[1] + s*(to[1]-from[1])}, w.out) != nil {
				return 0, false
			}
			angle := math.Atan2(w.out[1], w.out[0])
			if math.IsNaN(w.out[6] + angle) {
				return 0, false
			}
			if !math.IsNaN(last) {
				turn := math.Remainder(angle-last, 2*math.Pi)
				if math.Abs(turn) > 0.5 {
					return 0, false
				}
				total += turn
			}
			last = angle
		}
	}
	return int(math.Round(total / (2 * math.Pi))), true
}

// Functions of vectors, with matrix products and sums over rows of data, are searched as any other.
func TestSearchOverData(t *testing.T) {
	g := expr.NewGraph()
	theta := g.Variable("θ", expr.Vector(2))
	r := rand.New(rand.NewPCG(3, 1))
	rows, signs := make([]float64, 2*40), make([]float64, 40)
	for i := range signs {
		signs[i] = float64(1 - 2*(i%2))
		rows[2*i], rows[2*i+1] = signs[i]+r.NormFloat64(), 1.5*r.NormFloat64()
	}
	table, labels := expr.Array(expr.MatrixShape(40, 2), rows), expr.Array(expr.Vector(40), signs)
	c := expr.Const
	softplus := func(margin *expr.Node) *expr.Node {
		return expr.Apply(expr.Log, expr.AddEach(c(1), expr.Apply(expr.Exp, expr.Neg(margin))))
	}
	loop := expr.SumOver(g, "i", c(1), c(40), func(i *expr.Node) *expr.Node {
		k := expr.Sub(i, c(1))
		return softplus(expr.Mul(expr.Element(labels, k), expr.Dot(expr.Row(table, k), theta)))
	})
	product := expr.Total(softplus(expr.Times(labels, expr.Mul(table, theta))))
	var ends [][]float64
	for name, loss := range map[string]*expr.Node{"loop": loop, "product": product} {
		f := &expr.Function{Name: "loss", Variables: []*expr.Node{theta}, Value: expr.Add(loss, expr.Times(c(0.1), expr.NormSquared(theta)))}
		found, err := Points(context.Background(), f, span(2, -6, 7), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if !found.Proven || len(found.Points) != 1 || found.Points[0].Kind != critical.LocalMinimum {
			t.Fatalf("%s: proven %t, %v, undecided %v after %d boxes", name, found.Proven, places(found), found.Undecided, found.Boxes)
		}
		ends = append(ends, found.Points[0].At)
	}
	if !criticaltest.CloseTo(ends[0], ends[1], 1e-13) {
		t.Errorf("the sum and the product end at %v and %v", ends[0], ends[1])
	}
}
