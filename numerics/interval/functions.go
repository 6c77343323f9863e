package interval

import (
	"math"

	"saddle/numerics/expr"
)

// libraryUlps bounds the error of Go's elementary functions in units in the last place, with room to spare.
const libraryUlps = 4

// below and above widen a value that the library computed.
func below(x float64) float64 {
	for range libraryUlps {
		x = down(x)
	}
	return x
}

func above(x float64) float64 { return -below(-x) }

// Apply is an elementary function of an interval.
func Apply(f expr.Func, a Interval) Interval {
	if a.Doubts&Empty != 0 {
		return a
	}
	if rule, ok := functions[f.String()]; ok {
		return rule(a)
	}
	return entire(a.Doubts | Partial | Edge)
}

var functions = map[string]func(a Interval) Interval{
	"exp":     exp,
	"log":     ofPositive(monotone(math.Log)),
	"log10":   ofPositive(monotone(math.Log10)),
	"sin":     sin,
	"cos":     cos,
	"tan":     tan,
	"asin":    onDomain(-1, 1, monotone(math.Asin)),
	"acos":    onDomain(-1, 1, falling(math.Acos)),
	"atan":    monotone(math.Atan),
	"sinh":    monotone(math.Sinh),
	"cosh":    cosh,
	"tanh":    tanh,
	"abs":     abs,
	"sign":    step(sign),
	"floor":   step(math.Floor),
	"ceil":    step(math.Ceil),
	"round":   step(math.Round),
	"1-tanh²": sechSquared,
	"1-x²":    func(a Interval) Interval { return Mul(Sub(Exactly(1), a), Add(Exactly(1), a)) },
}

// monotone is a rising function.
func monotone(f func(float64) float64) func(Interval) Interval {
	return func(a Interval) Interval { return Interval{below(f(a.Lo)), above(f(a.Hi)), a.Doubts} }
}

func falling(f func(float64) float64) func(Interval) Interval {
	return func(a Interval) Interval { return Interval{below(f(a.Hi)), above(f(a.Lo)), a.Doubts} }
}

// onDomain applies a function where it is defined: from lo to hi.
func onDomain(lo, hi float64, f func(Interval) Interval) func(Interval) Interval {
	return func(a Interval) Interval {
		if a.Hi < lo || a.Lo > hi {
			return empty()
		}
		if a.Lo < lo || a.Hi > hi {
			a = Interval{math.Max(a.Lo, lo), math.Min(a.Hi, hi), a.Doubts | Partial}
		}
		return f(a)
	}
}

// ofPositive applies a function that is defined for positive numbers.
func ofPositive(f func(Interval) Interval) func(Interval) Interval {
	return func(a Interval) Interval {
		if a.Hi <= 0 {
			return empty()
		}
		if a.Lo <= 0 {
			a = Interval{0, a.Hi, a.Doubts | Partial}
		}
		return f(a)
	}
}

func exp(a Interval) Interval {
	return Interval{math.Max(below(math.Exp(a.Lo)), 0), above(math.Exp(a.Hi)), a.Doubts}
}

func cosh(a Interval) Interval {
	m := abs(a)
	return Interval{math.Max(below(math.Cosh(m.Lo)), 1), above(math.Cosh(m.Hi)), a.Doubts}
}

func tanh(a Interval) Interval {
	return Interval{math.Max(below(math.Tanh(a.Lo)), -1), math.Min(above(math.Tanh(a.Hi)), 1), a.Doubts}
}

// sechSquared is 1/cosh², which falls with the distance from 0.
func sechSquared(a Interval) Interval {
	c := cosh(a)
	return Div(Exactly(1), Square(c))
}

func abs(a Interval) Interval {
	switch {
	case a.Lo >= 0:
		return a
	case a.Hi <= 0:
		return Neg(a)
	}
	return Interval{0, a.Size(), a.Doubts | Edge}
}

func sign(x float64) float64 {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return 0
}

// step is a function that is constant between jumps, and rises.
func step(f func(float64) float64) func(Interval) Interval {
	return func(a Interval) Interval {
		lo, hi := f(a.Lo), f(a.Hi)
		if lo != hi || f(down(a.Lo)) != lo || f(up(a.Hi)) != hi {
			return Interval{lo, hi, a.Doubts | Edge}
		}
		return Interval{lo, hi, a.Doubts}
	}
}

// sin and cos: the values at the ends, and ±1 where a peak or a trough lies between.
func sin(a Interval) Interval { return wave(a, math.Sin, 0.25) }
func cos(a Interval) Interval { return wave(a, math.Cos, 0) }

// wave is a function of period 2π with its peak at that part of a period and its trough half a period on.
func wave(a Interval, f func(float64) float64, peak float64) Interval {
	if !(a.Width() < 2*math.Pi) || a.Size() > 1e12 {
		return Interval{-1, 1, a.Doubts}
	}
	u, v := f(a.Lo), f(a.Hi)
	lo, hi := math.Max(below(math.Min(u, v)), -1), math.Min(above(math.Max(u, v)), 1)
	if meets(a, peak) {
		hi = 1
	}
	if meets(a, peak+0.5) {
		lo = -1
	}
	return Interval{lo, hi, a.Doubts}
}

// meets tells whether some x = 2π (k + phase), k whole, may lie in the interval.
func meets(a Interval, phase float64) bool {
	lo, hi := a.Lo/(2*math.Pi)-phase, a.Hi/(2*math.Pi)-phase
	slack := 0x1p-49 * (1 + math.Abs(lo) + math.Abs(hi))
	return math.Floor(hi+slack) >= math.Ceil(lo-slack)
}

func tan(a Interval) Interval {
	if !(a.Width() < math.Pi) || a.Size() > 1e12 || meets(Interval{Lo: 2 * a.Lo, Hi: 2 * a.Hi}, 0.5) {
		return entire(a.Doubts | Partial)
	}
	return monotone(math.Tan)(a)
}

// Sqrt is the square root of the part of a that has one.
func Sqrt(a Interval) Interval {
	return onDomain(0, inf, func(a Interval) Interval {
		return Interval{math.Max(down(math.Sqrt(a.Lo)), 0), up(math.Sqrt(a.Hi)), a.Doubts}
	})(a)
}

// Power is a^b. A whole exponent takes any a; any other needs a ≥ 0.
func Power(a, b Interval) Interval {
	if (a.Doubts|b.Doubts)&Empty != 0 {
		return empty()
	}
	if b.Lo != b.Hi {
		return exp(Mul(b, Apply(expr.Log, a)))
	}
	p := b.Lo
	switch {
	case p == math.Trunc(p) && math.Abs(p) < 1<<20:
		return wholePower(a, int(p))
	case p == 0.5:
		return Sqrt(a)
	case p < 0:
		return Div(Exactly(1), Power(a, Exactly(-p)))
	case p == math.Trunc(p)+0.5 && p < 64:
		return Mul(wholePower(onDomain(0, inf, same)(a), int(p)), Sqrt(a))
	}
	return onDomain(0, inf, func(a Interval) Interval {
		return Interval{math.Max(below(math.Pow(a.Lo, p)), 0), above(math.Pow(a.Hi, p)), a.Doubts}
	})(a)
}

func same(a Interval) Interval { return a }

func wholePower(a Interval, n int) Interval {
	switch {
	case n == 0:
		return Interval{1, 1, a.Doubts}
	case n == 1:
		return a
	case n < 0:
		return Div(Exactly(1), wholePower(a, -n))
	case n == 2:
		return Square(a)
	case n%2 == 0:
		return wholePower(Square(a), n/2)
	}
	return Interval{powDown(a.Lo, n), -powDown(-a.Hi, n), a.Doubts}
}

// powDown is xⁿ rounded down, n odd.
func powDown(x float64, n int) float64 {
	if x < 0 {
		return -powUp(-x, n)
	}
	p := x
	for ; n > 1; n-- {
		p = mulDown(p, x)
	}
	return p
}

func powUp(x float64, n int) float64 {
	p := x
	for ; n > 1; n-- {
		p = mulUp(p, x)
	}
	return p
}
