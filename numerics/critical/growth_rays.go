package critical

import (
	"math"

	"saddle/numerics/expr"
)

// beside is what a number is a little beside the point, along an axis: a power of the distance, but for a factor of which only
// the sign is known, behind and before the point; none says that it is zero.
type beside struct {
	power float64
	signs [2]int
	none  bool
}

func steady(sign int) beside { return beside{signs: [2]int{sign, sign}} }

// along is what y changes by along an axis; ok is false where that is not known.
func (g *growth) along(y *expr.Node, axis int) (b beside, ok bool) {
	if y.Op() != expr.OpSum {
		return g.ray(y, axis)
	}
	var changing []beside
	for k, term := range y.Args() {
		if !g.depends(term, axis) {
			continue
		}
		b, ok := g.ray(term, axis)
		if !ok || b.power <= 0 {
			return b, false
		}
		changing = append(changing, b.times(y.Coefficient(k)))
	}
	return leading(changing)
}

func (b beside) times(p, q float64) beside {
	if p*q < 0 {
		b.signs[0], b.signs[1] = -b.signs[0], -b.signs[1]
	}
	return b
}

// leading is the sum of numbers: those of the lowest power decide, where they have the same sign.
func leading(terms []beside) (sum beside, ok bool) {
	sum = beside{power: math.Inf(1), none: true}
	for _, b := range terms {
		switch {
		case b.none || !sum.none && b.power > sum.power:
		case sum.none || b.power < sum.power:
			sum = b
		case b.signs != sum.signs:
			sum.signs = [2]int{} // unless a lower one decides
		}
	}
	return sum, sum.none || sum.signs != [2]int{}
}

// depends reports whether an expression changes along an axis.
func (g *growth) depends(y *expr.Node, axis int) bool {
	if y.IsConst() {
		return false
	}
	if i, isVariable := g.places[y]; isVariable {
		return i == axis
	}
	if mask, known := g.free[y]; known {
		return mask>>uint(axis)&1 == 1
	}
	var mask uint64
	for i := range g.at {
		for _, a := range y.Args() {
			if g.depends(a, i) {
				mask |= 1 << uint(i)
			}
		}
	}
	g.free[y] = mask
	return mask>>uint(axis)&1 == 1
}

// ray is what y is along an axis.
func (g *growth) ray(y *expr.Node, axis int) (b beside, ok bool) {
	if !isPlain(y) {
		return b, false
	}
	if i, isVariable := g.places[y]; isVariable && i == axis && g.at[i] == 0 {
		return beside{power: 1, signs: [2]int{-1, 1}}, true
	}
	if _, isVariable := g.places[y]; isVariable || !g.depends(y, axis) {
		x := g.valueAt(y)
		return beside{signs: [2]int{definite(x), definite(x)}, none: x == 0}, x == 0 || definite(x) != 0
	}
	switch y.Op() {
	case expr.OpSum:
		return g.raySum(y, axis)
	case expr.OpProduct:
		return g.rayProduct(y, axis)
	case expr.OpPower:
		return g.rayPower(y, axis)
	case expr.OpApply:
		return g.rayOf(y.Func(), y.Args()[0], axis)
	}
	return b, false
}

func (g *growth) rayProduct(y *expr.Node, axis int) (b beside, ok bool) {
	b = steady(1)
	for _, factor := range y.Args() {
		f, ok := g.ray(factor, axis)
		if !ok {
			return b, false
		}
		b = beside{b.power + f.power, [2]int{b.signs[0] * f.signs[0], b.signs[1] * f.signs[1]}, b.none || f.none}
	}
	return b, true
}

func (g *growth) raySum(y *expr.Node, axis int) (b beside, ok bool) {
	if slopes, zero, linear := g.linear(y); linear {
		if x := g.valueAt(y); !zero {
			return steady(definite(x)), definite(x) != 0
		}
		sign := 1
		if slopes[axis] < 0 {
			sign = -1
		}
		return beside{1, [2]int{-sign, sign}, slopes[axis] == 0}, true
	}
	var terms []beside
	for k, term := range y.Args() {
		b, ok := g.ray(term, axis)
		if !ok {
			return b, false
		}
		terms = append(terms, b.times(y.Coefficient(k)))
	}
	return leading(terms)
}

func (g *growth) rayPower(y *expr.Node, axis int) (b beside, ok bool) {
	base, ok := g.ray(y.Args()[0], axis)
	exponent := y.Args()[1]
	if !ok || !exponent.IsConst() {
		return b, false
	}
	e := exponent.Float()
	switch {
	case base.none:
		return base, e > 0
	case e == math.Trunc(e) && math.Mod(e, 2) != 0:
	case e == math.Trunc(e):
		base.signs = [2]int{1, 1}
	case base.signs != [2]int{1, 1}:
		return b, false
	}
	base.power *= e
	return base, true
}

func (g *growth) rayOf(f expr.Func, x *expr.Node, axis int) (b beside, ok bool) {
	b, ok = g.ray(x, axis)
	if !ok || b.power < 0 {
		return b, false
	}
	switch f {
	case expr.Abs:
		b.signs = [2]int{1, 1}
		return b, true
	case expr.Sign:
		b.power = 0
		return b, true
	case expr.Exp, expr.Cosh:
		return steady(1), true
	case expr.Tanh, expr.Atan, expr.Sinh:
		return b, true
	case expr.Sin:
		return b, b.none || b.power > 0
	case expr.Cos:
		return steady(1), b.none || b.power > 0
	}
	return b, false
}
