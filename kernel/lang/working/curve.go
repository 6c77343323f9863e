package working

import (
	"math"
	"strconv"

	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// Curve is how a function of two numbers moves along the parabola through a degenerate point on which the second order is as small as
// it can be: f = Height + Quartic t⁴ + ….
type Curve struct {
	X, Y            [3]float64 // the coordinates, from the constant on, in t
	Height, Quartic float64
}

// CurveThrough finds that parabola from the Taylor polynomial of f at a point, in the displacement: the Hessian has one direction
// (1, s), or (s, 1), in which it is zero, and f no cubic term along it. False where that is not so, or where the fourth order is zero.
func CurveThrough(terms expr.Polynomial, at [2]float64) (c Curve, ok bool) {
	coefficient := map[[2]int]float64{}
	for _, t := range terms {
		coefficient[[2]int{t.Powers[0], t.Powers[1]}] = t.Coefficient.Float()
	}
	hxx, hxy, hyy := 2*coefficient[[2]int{2, 0}], coefficient[[2]int{1, 1}], 2*coefficient[[2]int{0, 2}]
	first := 0 // the variable that runs with t
	if math.Abs(hxx) > math.Abs(hyy) {
		first = 1
		hyy = hxx
	}
	if hyy == 0 {
		return c, false
	}
	slope := -hxy / hyy
	in := beside(coefficient, first, slope)
	scale := 1e-9 * (1 + math.Abs(hyy) + math.Abs(in[4][0]) + math.Abs(in[2][1]))
	if math.Abs(in[2][0]) > scale || math.Abs(in[3][0]) > scale || math.Abs(in[1][1]) > scale {
		return c, false
	}
	bend := -in[2][1] / (2 * in[0][2])
	c.Quartic = in[4][0] - in[2][1]*in[2][1]/(4*in[0][2])
	c.Height = in[0][0]
	run, bent := [3]float64{at[first], 1, 0}, [3]float64{at[1-first], slope, bend}
	c.X, c.Y = run, bent
	if first == 1 {
		c.X, c.Y = bent, run
	}
	return c, math.Abs(c.Quartic) > scale
}

// beside are the coefficients of tⁱ uᵏ in the polynomial of (t, slope t + u), or (slope t + u, t) where the second variable
// is first: u is the distance beside the straight line.
func beside(coefficient map[[2]int]float64, first int, slope float64) (in [5][3]float64) {
	for powers, x := range coefficient {
		i, j := powers[first], powers[1-first]
		for k := 0; k <= min(j, 2); k++ {
			if i+j-k <= 4 {
				in[i+j-k][k] += x * float64(choose(j, k)) * math.Pow(slope, float64(j-k))
			}
		}
	}
	return in
}

func choose(n, k int) int {
	c := 1
	for i := range k {
		c = c * (n - i) / (i + 1)
	}
	return c
}

// equation is f(t, 2t²) = -t⁴ + ….
func (c Curve) equation(f value.Callable) (left, right value.Side) {
	left = append(value.Side{written(f.Label()+"(", syntax.LaTeXName(syntax.CanonicalName(f.Label()), "")+"(")}, inT(c.X[:])...)
	left = append(append(append(left, sign(", ")), inT(c.Y[:])...), sign(")"))
	right = append(inT([]float64{c.Height, 0, 0, 0, c.Quartic}), written(" + …", ` + \ldots`))
	return left, right
}

// inT is a polynomial in t, from the constant on.
func inT(coefficients []float64) (side value.Side) {
	for k, x := range coefficients {
		if x == 0 {
			continue
		}
		switch {
		case len(side) > 0 && x < 0:
			side = append(side, sign(" - "))
			x = -x
		case len(side) > 0:
			side = append(side, sign(" + "))
		case k > 0 && x == -1:
			side = append(side, sign("-"))
			x = 1
		}
		if k == 0 || x != 1 {
			side = append(side, value.Piece{Node: expr.Const(x)})
		}
		if k == 1 {
			side = append(side, sign("t"))
		} else if k > 1 {
			side = append(side, written("t^"+strconv.Itoa(k), "t^{"+strconv.Itoa(k)+"}"))
		}
	}
	if len(side) == 0 {
		return value.Side{sign("0")}
	}
	return side
}
