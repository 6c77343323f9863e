// Package interval evaluates programs over intervals, rounded outwards: what comes out holds every value that the program
// has on the box that went in. So it can prove that something is nowhere zero, and, by a fixed-point test, that it is.
//
// It is slower than package program by an order of magnitude, and its answers are wide where a variable occurs often: split
// the box. The function it speaks of is the one with the program's own constants, which are rounded numbers. Sums, products,
// quotients and roots are rounded to the next number; of Go's elementary functions it is assumed that they err by less than a
// few units in the last place, those that err by more being computed otherwise.
//
//	m := interval.NewMachine(p)
//	m.Run([]interval.Interval{interval.Of(1, 2)}, out)
package interval

import "math"

// Interval is the numbers from Lo to Hi, with what is known of the values in it.
type Interval struct {
	Lo, Hi float64
	Doubts Doubts
}

// Doubts tell what may be wrong with the values in an interval, for some point of the box.
type Doubts uint8

// The doubts.
const (
	Partial Doubts = 1 << iota // not defined for every point of the box
	Edge                       // has a corner or jump somewhere in the box
	Empty                      // not defined for any point of the box; Lo and Hi mean nothing
)

// Of is the interval from lo to hi.
func Of(lo, hi float64) Interval { return Interval{Lo: lo, Hi: hi} }

// Exactly is the number x alone.
func Exactly(x float64) Interval { return Interval{Lo: x, Hi: x} }

var inf = math.Inf(1)

// entire is the whole line.
func entire(d Doubts) Interval { return Interval{-inf, inf, d} }

// empty has no values.
func empty() Interval { return Interval{0, 0, Empty | Partial} }

// Contains reports whether x is one of the values.
func (a Interval) Contains(x float64) bool { return a.Lo <= x && x <= a.Hi && a.Doubts&Empty == 0 }

// Mid is a number in the middle.
func (a Interval) Mid() float64 {
	switch {
	case a.Lo == -inf && a.Hi == inf:
		return 0
	case a.Lo == -inf:
		return -math.MaxFloat64
	case a.Hi == inf:
		return math.MaxFloat64
	}
	return a.Lo + (a.Hi-a.Lo)/2
}

// Width is Hi - Lo.
func (a Interval) Width() float64 { return a.Hi - a.Lo }

// Size is the largest absolute value.
func (a Interval) Size() float64 { return math.Max(math.Abs(a.Lo), math.Abs(a.Hi)) }

// Finite reports whether the interval is bounded and not empty.
func (a Interval) Finite() bool { return a.Lo > -inf && a.Hi < inf && a.Doubts&Empty == 0 }

// Inside reports whether a lies in the interior of b.
func (a Interval) Inside(b Interval) bool {
	return b.Lo < a.Lo && a.Hi < b.Hi && a.Doubts&Empty == 0
}

// Meet is what a and b have in common; ok is false when there is nothing.
func (a Interval) Meet(b Interval) (common Interval, ok bool) {
	common = Interval{math.Max(a.Lo, b.Lo), math.Min(a.Hi, b.Hi), a.Doubts | b.Doubts}
	return common, common.Lo <= common.Hi && common.Doubts&Empty == 0
}

// Hull is the least interval with all of a and b.
func (a Interval) Hull(b Interval) Interval {
	switch {
	case a.Doubts&Empty != 0:
		return Interval{b.Lo, b.Hi, b.Doubts | Partial}
	case b.Doubts&Empty != 0:
		return Interval{a.Lo, a.Hi, a.Doubts | Partial}
	}
	return Interval{math.Min(a.Lo, b.Lo), math.Max(a.Hi, b.Hi), a.Doubts | b.Doubts}
}

// down is the number below x, up the one above.
func down(x float64) float64 { return -up(-x) }

func up(x float64) float64 {
	switch bits := math.Float64bits(x); {
	case x > 0:
		if x == inf {
			return x
		}
		return math.Float64frombits(bits + 1)
	case x < 0:
		return math.Float64frombits(bits - 1)
	case x == 0:
		return math.SmallestNonzeroFloat64
	}
	return x
}

// Add is a + b.
func Add(a, b Interval) Interval {
	return Interval{addDown(a.Lo, b.Lo), addUp(a.Hi, b.Hi), a.Doubts | b.Doubts}
}

// addDown is a + b rounded down: what the rounding to nearest lost is known exactly (Knuth's two-sum).
func addDown(a, b float64) float64 {
	s := a + b
	t := s - a
	if (a-(s-t))+(b-t) >= 0 {
		return s
	}
	return downOr(s)
}

// downOr is the number below a sum, -∞ where there is none, as of ∞ - ∞.
func downOr(s float64) float64 {
	if s != s {
		return -inf
	}
	return down(s)
}

// addUp is a + b rounded up.
func addUp(a, b float64) float64 {
	s := a + b
	t := s - a
	if (a-(s-t))+(b-t) <= 0 {
		return s
	}
	return -downOr(-s)
}

// Neg is -a.
func Neg(a Interval) Interval { return Interval{-a.Hi, -a.Lo, a.Doubts} }

// Sub is a - b.
func Sub(a, b Interval) Interval { return Add(a, Neg(b)) }

// Mul is a b.
func Mul(a, b Interval) Interval {
	doubts := a.Doubts | b.Doubts
	switch {
	case a.Lo >= 0 && b.Lo >= 0:
		return Interval{mulDown(a.Lo, b.Lo), mulUp(a.Hi, b.Hi), doubts}
	case a.Lo >= 0 && b.Hi <= 0:
		return Interval{mulDown(a.Hi, b.Lo), mulUp(a.Lo, b.Hi), doubts}
	case a.Hi <= 0 && b.Lo >= 0:
		return Interval{mulDown(a.Lo, b.Hi), mulUp(a.Hi, b.Lo), doubts}
	case a.Hi <= 0 && b.Hi <= 0:
		return Interval{mulDown(a.Hi, b.Hi), mulUp(a.Lo, b.Lo), doubts}
	case b.Lo >= 0: // and a has both signs
		return Interval{mulDown(a.Lo, b.Hi), mulUp(a.Hi, b.Hi), doubts}
	case b.Hi <= 0:
		return Interval{mulDown(a.Hi, b.Lo), mulUp(a.Lo, b.Lo), doubts}
	case a.Lo >= 0: // and b has both signs
		return Interval{mulDown(a.Hi, b.Lo), mulUp(a.Hi, b.Hi), doubts}
	case a.Hi <= 0:
		return Interval{mulDown(a.Lo, b.Hi), mulUp(a.Lo, b.Lo), doubts}
	}
	lo := math.Min(math.Min(mulDown(a.Lo, b.Hi), mulDown(a.Hi, b.Lo)), math.Min(mulDown(a.Lo, b.Lo), mulDown(a.Hi, b.Hi)))
	hi := math.Max(math.Max(mulUp(a.Lo, b.Lo), mulUp(a.Hi, b.Hi)), math.Max(mulUp(a.Lo, b.Hi), mulUp(a.Hi, b.Lo)))
	return Interval{lo, hi, doubts}
}

// times is c a.
func times(c float64, a Interval) Interval {
	if c < 0 {
		return Interval{mulDown(c, a.Hi), mulUp(c, a.Lo), a.Doubts}
	}
	return Interval{mulDown(c, a.Lo), mulUp(c, a.Hi), a.Doubts}
}

// mulDown is a b rounded down; a factor of zero makes zero even beside infinity, which stands for large numbers.
func mulDown(a, b float64) float64 {
	p := a * b
	if math.Abs(p) > exactAbove && math.FMA(a, b, -p) >= 0 {
		return p
	}
	return downFrom(p, a, b)
}

// exactAbove is where what the rounding of a product lost is a number.
const exactAbove = 0x1p-900

// downFrom is the number below a product, but for a factor of zero.
func downFrom(p, a, b float64) float64 {
	if a == 0 || b == 0 {
		return 0
	}
	return down(p)
}

// mulUp is a b rounded up.
func mulUp(a, b float64) float64 {
	p := a * b
	if math.Abs(p) > exactAbove && math.FMA(a, b, -p) <= 0 {
		return p
	}
	return -downFrom(-p, a, b)
}

// Square is a².
func Square(a Interval) Interval {
	lo, hi := math.Abs(a.Lo), math.Abs(a.Hi)
	if lo > hi {
		lo, hi = hi, lo
	}
	if a.Lo <= 0 && a.Hi >= 0 {
		return Interval{0, mulUp(hi, hi), a.Doubts}
	}
	return Interval{mulDown(lo, lo), mulUp(hi, hi), a.Doubts}
}

// Div is a / b.
func Div(a, b Interval) Interval {
	doubts := a.Doubts | b.Doubts
	switch {
	case b.Lo == 0 && b.Hi == 0:
		return empty()
	case b.Lo < 0 && b.Hi > 0:
		return entire(doubts | Partial)
	case b.Lo == 0:
		return Mul(a, Interval{divDown(1, b.Hi), inf, doubts | Partial})
	case b.Hi == 0:
		return Mul(a, Interval{-inf, -divDown(1, -b.Lo), doubts | Partial})
	case b.Hi < 0:
		return Div(Neg(a), Neg(b))
	}
	switch {
	case a.Lo >= 0:
		return Interval{divDown(a.Lo, b.Hi), divUp(a.Hi, b.Lo), doubts}
	case a.Hi <= 0:
		return Interval{divDown(a.Lo, b.Lo), divUp(a.Hi, b.Hi), doubts}
	}
	return Interval{divDown(a.Lo, b.Lo), divUp(a.Hi, b.Lo), doubts}
}

// divDown is a / b rounded down, b > 0.
func divDown(a, b float64) float64 {
	q := a / b
	if a == 0 || a > 0 && b == inf {
		return 0
	}
	if math.FMA(-q, b, a) >= 0 && math.Abs(q) > 0x1p-900 {
		return q
	}
	if q != q { // ∞/∞
		return math.Min(0, math.Copysign(inf, a))
	}
	return down(q)
}

func divUp(a, b float64) float64 { return -divDown(-a, b) }
