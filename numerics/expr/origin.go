package expr

import "math"

// origin is what a known number was made by, where a later step would lose digits without it: cos(u) for 1 - cos(u), 1 + u
// for log(1 + u). So a formula gives the same number step by step as when a program computes it at once.
type origin struct {
	made of
	u    float64
}

type of uint8

const (
	byItself of = iota
	exponentialOf
	cosineOf
	tanhOf
	squareOf
	tanhSquareOf
	onePlusOf
	rootOnePlusOf
	dividedBy // u is what a whole number was divided by: 0.125 that was 1/8 stays 1/8 in formulas
)

// applied are the functions whose results remember their arguments.
var applied = map[Func]of{Exp: exponentialOf, Cos: cosineOf, Tanh: tanhOf}

// applyKnown is an elementary function of a known number.
func applyKnown(f Func, x *Node) *Node {
	switch {
	case f == Log && x.from.made == onePlusOf:
		return Const(Log1p.Value(x.from.u))
	case f == Log && x.from.made == exponentialOf:
		return Const(x.from.u)
	}
	n := Const(f.Value(x.number))
	switch f {
	case Exp, Cos, Tanh:
		n.from = origin{applied[f], x.number}
	}
	return n
}

// powerKnown is a power of known numbers.
func powerKnown(a, b *Node) *Node {
	n := Const(Power(a.number, b.number))
	switch {
	case b.number == 2 && a.from.made == tanhOf:
		n.from = origin{tanhSquareOf, a.from.u}
	case b.number == 2:
		n.from = origin{squareOf, a.number}
	case b.number == 0.5 && a.from.made == onePlusOf:
		n.from = origin{rootOnePlusOf, a.from.u}
	}
	return n
}

// scaledKnown is a known number times a coefficient, which remembers what a whole number was divided by.
func scaledKnown(c ratio, a *Node) *Node {
	n := Const(c.of(a.number))
	if r := a.ratio().times(c); r.q > 1 && whole(r.p) && whole(r.q) && r.value() == n.number {
		n.from = origin{dividedBy, r.q}
	}
	return n
}

// ratio is a known number as a coefficient.
func (n *Node) ratio() ratio {
	if n.from.made == dividedBy {
		return reduce(math.Round(n.number*n.from.u), n.from.u)
	}
	return ratioOf(n.number)
}

// addKnown is a + b, or a - b, of known numbers.
func addKnown(a, b *Node, sign float64) *Node {
	if sign < 0 && a.isPlainOne() {
		if d, ok := b.from.lessOne(); ok {
			return Const(-d)
		}
	}
	if sign < 0 && b.isPlainOne() {
		if d, ok := a.from.lessOne(); ok {
			return Const(d)
		}
	}
	n := Const(a.number + sign*b.number)
	switch {
	case a.isPlainOne():
		n.from = origin{onePlusOf, sign * b.number}
	case b.isPlainOne() && sign > 0:
		n.from = origin{onePlusOf, a.number}
	}
	return n
}

func (n *Node) isPlainOne() bool { return n.number == 1 && n.from.made == byItself }

// lessOne is the number less 1, without cancellation.
func (o origin) lessOne() (float64, bool) {
	switch o.made {
	case exponentialOf:
		return Expm1.Value(o.u), true
	case cosineOf:
		return -OneMinusCosine.Value(o.u), true
	case squareOf:
		return -OneMinusSquare.Value(o.u), true
	case tanhSquareOf:
		return -SechSquared.Value(o.u), true
	case rootOnePlusOf:
		return RootLessOne.Value(o.u), true
	}
	return 0, false
}

// bothKnown tells two known numbers.
func bothKnown(a, b *Node) bool {
	return a.graph == nil && b.graph == nil && a.shape.IsScalar() && b.shape.IsScalar() && !a.truth && !b.truth
}
