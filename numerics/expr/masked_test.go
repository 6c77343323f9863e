package expr

import (
	"math"
	"math/rand/v2"
	"testing"
)

// dual is a number with its derivatives by the variables, of the branches taken.
type dual struct {
	value  float64
	slopes []float64
}

// piecewise is a random formula with corners, and its value and slopes at a point by forward differentiation.
type piecewise struct {
	node *Node
	at   func(x []float64) dual
}

func (p piecewise) with(q piecewise, node *Node, value func(a, b float64) float64, by func(a, b float64) (da, db float64)) piecewise {
	return piecewise{node, func(x []float64) dual {
		a, b := p.at(x), q.at(x)
		d := dual{value(a.value, b.value), make([]float64, len(x))}
		da, db := by(a.value, b.value)
		for i := range x {
			if da != 0 {
				d.slopes[i] += da * a.slopes[i]
			}
			if db != 0 {
				d.slopes[i] += db * b.slopes[i]
			}
		}
		return d
	}}
}

func indicator(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// randomPiecewise composes sums, products and choices of what is there already, as functions of functions do.
func randomPiecewise(r *rand.Rand, v *Node, size int) piecewise {
	n := v.shape.Size()
	var all []piecewise
	for i := range n {
		all = append(all, piecewise{v.entry(i), func(x []float64) dual {
			d := dual{x[i], make([]float64, n)}
			d.slopes[i] = 1
			return d
		}})
	}
	for range size {
		p, q := all[len(all)-1-r.IntN(min(3, len(all)))], all[r.IntN(len(all))]
		c := r.Float64() - 0.5
		switch r.IntN(6) {
		case 0:
			p = p.with(q, Max(p.node, q.node), math.Max, func(a, b float64) (float64, float64) { return indicator(a >= b), indicator(a < b) })
		case 1:
			p = p.with(q, Min(p.node, q.node), math.Min, func(a, b float64) (float64, float64) { return indicator(b >= a), indicator(b < a) })
		case 2:
			p = p.with(q, Times(p.node, q.node), func(a, b float64) float64 { return a * b }, func(a, b float64) (float64, float64) { return b, a })
		case 3:
			p = p.with(q, Add(p.node, Times(Const(c), q.node)), func(a, b float64) float64 { return a + c*b }, func(a, b float64) (float64, float64) { return 1, c })
		case 4:
			relu := Select(Compare(Greater, p.node, Const(c)), Sub(p.node, Const(c)), Const(0))
			p = p.with(q, relu, func(a, b float64) float64 { return math.Max(a-c, 0) }, func(a, b float64) (float64, float64) { return indicator(a > c), 0 })
		case 5: // a quotient that has no value where it is not chosen
			safe := Select(Compare(Greater, p.node, Const(0.25)), Div(q.node, Sqrt(p.node)), Const(0))
			p = p.with(q, safe, func(a, b float64) float64 {
				if a > 0.25 {
					return b / math.Sqrt(a)
				}
				return 0
			}, func(a, b float64) (float64, float64) {
				if a > 0.25 {
					return -0.5 * b * math.Pow(a, -1.5), 1 / math.Sqrt(a)
				}
				return 0, 0
			})
		}
		all = append(all, p)
	}
	return all[len(all)-1]
}

func TestProductsOfChoicesStaySmall(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 1))
	seen := 0
	for trial := range 200 {
		g := NewGraph()
		n := 2 + r.IntN(4)
		v := g.Variable("v", Vector(n))
		size := 10 + r.IntN(30)
		p := randomPiecewise(r, v, size)
		if p.node.IsConst() {
			continue
		}
		gradient := Gradient(p.node, v)[0]
		if most := 150 * size; g.Len() > most {
			t.Errorf("trial %d: %d nodes for a formula of %d", trial, g.Len(), size)
		}
		HVP(p.node, []*Node{v}, []*Node{g.Variable("d", Vector(n))})
		if most := 400 * size; g.Len() > most {
			t.Errorf("trial %d: %d nodes with second derivatives for a formula of %d", trial, g.Len(), size)
		}
		for range 2 {
			x := make([]float64, n)
			for i := range x {
				x[i] = 2*r.Float64() - 1
			}
			want, got := p.at(x), Substitute(gradient, []*Node{v}, []*Node{Array(Vector(n), x)})
			for i, slope := range want.slopes {
				if math.IsNaN(slope) || math.IsInf(slope, 0) || math.Abs(slope) > 1e100 {
					continue
				}
				seen++
				if d := got.entry(i).Float(); !(math.Abs(d-slope) <= 1e-9*(1+math.Abs(slope))) {
					t.Errorf("trial %d at %v: slope %d is %g, by forward differentiation %g", trial, x, i, d, slope)
				}
			}
		}
	}
	if seen < 1000 {
		t.Errorf("only %d slopes compared", seen)
	}
}

// A quasi-Newton method multiplies the slopes of a maximum with each other again and again.
func TestProductsOfSlopesOfAMaximum(t *testing.T) {
	g := NewGraph()
	v := g.Variable("v", Vector(60))
	step := Gradient(MaxOf(v), v)[0]
	for range 10 {
		weight := Dot(v, step)
		step = Sub(step, Times(Times(weight, weight), v))
	}
	if g.Len() > 100000 {
		t.Errorf("%d nodes", g.Len())
	}
}
