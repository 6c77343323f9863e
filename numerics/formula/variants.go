package formula

import (
	"math/big"
	"slices"

	"saddle/numerics/expr"
)

// variants are a fraction as it is, and by the laws of its functions: each has forms of its own.
func (f *field) variants(r fraction) []fraction {
	all := f.distinct([]fraction{r}, func(v fraction) []fraction {
		return []fraction{v, f.rationalised(v), f.rootsAbove(v)}
	})
	for _, k := range circles {
		if !f.concerns(k, r) {
			continue
		}
		all = f.distinct(all, func(v fraction) []fraction {
			return []fraction{v, f.overCosine(k, v), f.halfAngles(k, v)}
		})
		all = f.distinct(all, func(v fraction) []fraction {
			return []fraction{v, f.inSine(k, v), f.inCosine(k, v), f.doubled(k, v), f.doubled(k, f.inCosine(k, v)), f.byTangent(k, v)}
		})
	}
	return f.distinct(all, func(v fraction) []fraction { return []fraction{v, f.hyperbolic(v), f.inExponentials(v)} })
}

// distinct applies laws to each fraction, and keeps one of each result, the first ones of many.
func (f *field) distinct(all []fraction, laws func(v fraction) []fraction) []fraction {
	const most = 24
	seen := map[string]bool{}
	var kept []fraction
	for _, v := range all {
		for _, w := range laws(v) {
			w = f.lowest(w)
			if key := w.key(); !seen[key] && len(kept) < most {
				seen[key] = true
				kept = append(kept, w)
			}
		}
	}
	return kept
}

// mapped puts a fraction in the place of each monomial.
func (f *field) mapped(r fraction, of func(m monomial, c *big.Rat) fraction) fraction {
	result := f.mappedPoly(r.num, of)
	for _, d := range r.den {
		result = f.multiply(result, f.raise(f.mappedPoly(d.base, of), -d.e))
	}
	return result
}

func (f *field) mappedPoly(p poly, of func(m monomial, c *big.Rat) fraction) fraction {
	sum := fraction{num: poly{}}
	for _, m := range p.order() {
		sum = f.add(sum, of(m, p[m]))
	}
	return sum
}

// circle is a sine and a cosine with c² + sign·s² = 1, and their tangent.
type circle struct {
	sine, cosine, tangent expr.Func
	sign                  int64
}

var circles = []circle{{expr.Sin, expr.Cos, expr.Tan, 1}, {expr.Sinh, expr.Cosh, expr.Tanh, -1}}

func (k circle) has(s symbol) bool {
	return s.kind == functionKind && (s.fn == k.sine || s.fn == k.cosine || s.fn == k.tangent)
}

// concerns reports whether a fraction holds functions of the circle.
func (f *field) concerns(k circle, r fraction) bool {
	return len(f.angles(k, r)) > 0
}

// angles are the arguments of the functions of the circle.
func (f *field) angles(k circle, r fraction) []fraction {
	var angles []fraction
	seen := map[string]bool{}
	polys := []poly{r.num}
	for _, d := range r.den {
		polys = append(polys, d.base)
	}
	for _, p := range polys {
		for _, i := range p.symbols() {
			if s := f.symbols[i]; k.has(s) && !seen[s.argument.key()] {
				seen[s.argument.key()] = true
				angles = append(angles, s.argument)
			}
		}
	}
	return angles
}

// eachAngle applies a law to the functions of each angle.
func (f *field) eachAngle(k circle, r fraction, law func(v fraction, sine, cosine, tangent int) fraction) fraction {
	for _, u := range f.angles(k, r) {
		sine := singleSymbol(f.function(k.sine, u))
		cosine := singleSymbol(f.function(k.cosine, u))
		tangent := singleSymbol(f.function(k.tangent, u))
		r = law(r, sine, cosine, tangent)
	}
	return r
}

// overCosine writes tangents as quotients.
func (f *field) overCosine(k circle, r fraction) fraction {
	return f.eachAngle(k, r, func(v fraction, sine, cosine, tangent int) fraction {
		return f.mapped(v, func(m monomial, c *big.Rat) fraction {
			e := m.at(tangent)
			term := fraction{num: poly{m.with(tangent, 0): c}}
			return f.multiply(term, f.raise(f.multiply(ofSymbol(sine), f.inverse(ofSymbol(cosine))), e))
		})
	})
}

// byTangent writes sines as the tangent times the cosine, where the fraction has no value at the zeros of the cosine already:
// the tangent has none there. Nor is 1/tan written, which has a value less than cos/sin.
func (f *field) byTangent(k circle, r fraction) fraction {
	return f.eachAngle(k, r, func(v fraction, sine, cosine, tangent int) fraction {
		if k.sign > 0 && slices.ContainsFunc(v.den, func(d factor) bool { return d.base.has(sine) }) {
			return v
		}
		if k.sign > 0 && !v.poleAt(cosine, tangent) {
			return v
		}
		return f.mapped(v, func(m monomial, c *big.Rat) fraction {
			e := m.at(sine)
			return fraction{num: poly{m.with(sine, 0).with(tangent, m.at(tangent)+e).with(cosine, m.at(cosine)+e): c}}
		})
	})
}

// poleAt reports whether a fraction has no value at the zeros of the cosine: it divides by it, or has the tangent.
func (r fraction) poleAt(cosine, tangent int) bool {
	divides := func(d factor) bool {
		for m := range d.base {
			if m.at(cosine) == 0 {
				return false
			}
		}
		return true
	}
	return r.num.has(tangent) || slices.ContainsFunc(r.den, func(d factor) bool { return d.base.has(tangent) || divides(d) })
}

// inSine writes squares of the cosine by the sine.
func (f *field) inSine(k circle, r fraction) fraction {
	return f.eachAngle(k, r, func(v fraction, sine, cosine, _ int) fraction {
		square := whole(1).minus(poly{monomial("").with(sine, 2): big.NewRat(k.sign, 1)})
		return f.squares(v, cosine, square)
	})
}

// inCosine writes squares of the sine by the cosine.
func (f *field) inCosine(k circle, r fraction) fraction {
	return f.eachAngle(k, r, func(v fraction, sine, cosine, _ int) fraction {
		square := whole(1).minus(poly{monomial("").with(cosine, 2): big.NewRat(1, 1)}).scaled(big.NewRat(k.sign, 1))
		return f.squares(v, sine, square)
	})
}

// squares puts a polynomial in the place of the square of symbol i, but where the symbol alone is a denominator.
func (f *field) squares(r fraction, i int, square poly) fraction {
	replace := func(p poly) poly {
		sum := poly{}
		for m, c := range p {
			e := m.at(i)
			term := poly{m.with(i, e%2): c}
			sum = sum.plus(f.times(term, f.power(square, e/2)))
		}
		return sum
	}
	result := fraction{num: replace(r.num)}
	for _, d := range r.den {
		base := d.base
		if len(base) > 1 {
			base = replace(base)
		}
		result = f.multiply(result, f.raise(fraction{num: base}, -d.e))
	}
	return result
}

// doubled writes products of two sines and cosines by those of the double angle: sin u cos u = sin(2u)/2.
func (f *field) doubled(k circle, r fraction) fraction {
	for _, u := range f.angles(k, r) {
		sine, cosine := singleSymbol(f.function(k.sine, u)), singleSymbol(f.function(k.cosine, u))
		if !evenIn(r.num, sine, cosine) {
			continue
		}
		twice := f.multiply(number(big.NewRat(2, 1)), u)
		sine2, cosine2 := f.function(k.sine, twice), f.function(k.cosine, twice)
		half := number(big.NewRat(1, 2))
		mixed := f.multiply(half, sine2)
		squareOfCosine := f.multiply(half, f.add(number(big.NewRat(1, 1)), cosine2))
		squareOfSine := f.multiply(number(big.NewRat(k.sign, 2)), f.add(number(big.NewRat(1, 1)), f.multiply(number(minusOne), cosine2)))
		num := f.mappedPoly(r.num, func(m monomial, c *big.Rat) fraction {
			term := fraction{num: poly{m.with(sine, 0).with(cosine, 0): c}}
			switch [2]int{m.at(sine), m.at(cosine)} {
			case [2]int{1, 1}:
				return f.multiply(term, mixed)
			case [2]int{2, 0}:
				return f.multiply(term, squareOfSine)
			case [2]int{0, 2}:
				return f.multiply(term, squareOfCosine)
			}
			return term
		})
		r = f.multiply(num, fraction{whole(1), r.den})
	}
	return r
}

// evenIn reports whether each term has none or two of the sine and the cosine, and some have.
func evenIn(p poly, sine, cosine int) bool {
	some := false
	for m := range p {
		switch m.at(sine) + m.at(cosine) {
		case 0:
		case 2:
			some = true
		default:
			return false
		}
	}
	return some
}

// halfAngles writes functions of an angle by those of its half, where those are in the formula.
func (f *field) halfAngles(k circle, r fraction) fraction {
	for _, u := range f.angles(k, r) {
		twice := f.multiply(number(big.NewRat(2, 1)), u)
		sine2, cosine2 := f.find(k.sine, twice), f.find(k.cosine, twice)
		if sine2 < 0 && cosine2 < 0 {
			continue
		}
		sine, cosine := f.function(k.sine, u), f.function(k.cosine, u)
		double := f.multiply(number(big.NewRat(2, 1)), f.multiply(sine, cosine))
		even := f.add(f.raise(cosine, 2), f.multiply(number(big.NewRat(-k.sign, 1)), f.raise(sine, 2)))
		r = f.mapped(r, func(m monomial, c *big.Rat) fraction {
			term := number(c)
			for i := range len(m) {
				switch {
				case m[i] > 0 && i == sine2:
					term = f.multiply(term, f.raise(double, int(m[i])))
				case m[i] > 0 && i == cosine2:
					term = f.multiply(term, f.raise(even, int(m[i])))
				default:
					term = f.multiply(term, f.raise(ofSymbol(i), int(m[i])))
				}
			}
			return term
		})
	}
	return r
}
