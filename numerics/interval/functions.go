package interval

import (
	"math"

	"saddle/numerics/expr"
)

// libraryUlps bounds the error of those of Go's elementary functions that are used here, in units in the last place, with
// room to spare: none of them was seen to err by more than two.
const libraryUlps = 4

// Apply is an elementary function of an interval.
func Apply(f expr.Func, a Interval) Interval { return ruleOf(f)(a) }

// ruleOf is how a function acts on intervals; of one that is not known here the values may be anything.
func ruleOf(f expr.Func) func(Interval) Interval {
	rule, ok := functions[f.String()]
	if !ok {
		return func(a Interval) Interval { return entire(a.Doubts | Partial | Edge) }
	}
	return func(a Interval) Interval {
		if a.Doubts&Empty != 0 {
			return a
		}
		return rule(a)
	}
}

// domainOf is the least interval outside which a function has no value.
func domainOf(f expr.Func) Interval {
	switch f.String() {
	case "log", "log10", "sqrt":
		return Of(0, inf)
	case "log1p":
		return Of(-1, inf)
	case "asin", "acos":
		return Of(-1, 1)
	}
	return entire(0)
}

var functions = map[string]func(a Interval) Interval{
	"exp":      exp,
	"log":      logarithm,
	"log10":    ofPositive(rising(log10At)),
	"log1p":    log1p,
	"expm1":    expm1,
	"sin":      sin,
	"cos":      cos,
	"tan":      tan,
	"asin":     onDomain(-1, 1, rising(asinAt)),
	"acos":     onDomain(-1, 1, falling(acosAt)),
	"atan":     atan,
	"sinh":     rising(sinhAt),
	"cosh":     cosh,
	"tanh":     tanh,
	"erf":      erf,
	"Γ":        gamma,
	"digamma":  digamma,
	"trigamma": trigamma,
	"sqrt":     Sqrt,
	"abs":      abs,
	"sign":     step(sign),
	"step":     step(heaviside),
	"floor":    step(math.Floor),
	"ceil":     step(math.Ceil),
	"round":    step(math.Round),
	"1-tanh²":  sechSquared,
	"1-x²":     oneMinusSquare,
	"1-cos":    oneMinusCosine,
	"√(1+x)-1": rootLessOne,
}

// rising is a rising function, given at single numbers.
func rising(at func(float64) Interval) func(Interval) Interval {
	return func(a Interval) Interval {
		lo, hi := at(a.Lo), at(a.Hi)
		return Interval{lo.Lo, hi.Hi, a.Doubts | lo.Doubts | hi.Doubts}
	}
}

func falling(at func(float64) Interval) func(Interval) Interval {
	return func(a Interval) Interval {
		lo, hi := at(a.Hi), at(a.Lo)
		return Interval{lo.Lo, hi.Hi, a.Doubts | lo.Doubts | hi.Doubts}
	}
}

// byLibrary is a function that the library computes well everywhere.
func byLibrary(f func(float64) float64) func(float64) Interval {
	return func(x float64) Interval {
		y := f(x)
		if isKnown(x, y) {
			return Exactly(y)
		}
		return Interval{Lo: below(y), Hi: above(y)}
	}
}

// isKnown reports whether a value of a function is no rounded one: those here are 0 or 1 at 0 and 1 only where they are so exactly,
// as exp and log are.
func isKnown(x, y float64) bool { return (x == 0 || x == 1) && (y == 0 || y == 1) }

// below and above widen a value that the library computed.
func below(x float64) float64 {
	for range libraryUlps {
		x = down(x)
	}
	return x
}

func above(x float64) float64 { return -below(-x) }

// onDomain applies a function where it is defined.
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

// ofPositive applies a function that is defined above 0, and falls to -∞ there.
func ofPositive(f func(Interval) Interval) func(Interval) Interval {
	return func(a Interval) Interval {
		if a.Hi <= 0 {
			return empty()
		}
		if a.Lo > 0 {
			return f(a)
		}
		result := f(Interval{a.Hi, a.Hi, a.Doubts | Partial})
		result.Lo = -inf
		return result
	}
}

var (
	pi   = Interval{Lo: math.Pi, Hi: up(math.Pi)}       // math.Pi is below π
	ln2  = Interval{Lo: math.Ln2, Hi: up(math.Ln2)}     // math.Ln2 is below ln 2
	ln10 = Interval{Lo: down(math.Ln10), Hi: math.Ln10} // math.Ln10 is above ln 10
	half = Interval{Lo: 0.5, Hi: 0.5}
	unit = Interval{Lo: 1, Hi: 1}
)

// log10At divides, since the library's log10 loses digits just above 1.
func log10At(x float64) Interval { return Div(logAt(x), ln10) }

func logarithm(a Interval) Interval { return ofPositive(rising(logAt))(a) }

// logAt scales the numbers below the normal ones, of which the library's logarithm is wrong on some machines.
func logAt(x float64) Interval {
	if x >= 0x1p-1022 {
		return byLibrary(math.Log)(x)
	}
	return Sub(byLibrary(math.Log)(x*0x1p60), Mul(Exactly(60), ln2))
}

func atan(a Interval) Interval { return rising(byLibrary(math.Atan))(a) }

func log1p(a Interval) Interval {
	if a.Hi <= -1 {
		return empty()
	}
	if a.Lo <= -1 {
		return Interval{-inf, byLibrary(math.Log1p)(a.Hi).Hi, a.Doubts | Partial}
	}
	return rising(byLibrary(math.Log1p))(a)
}

func exp(a Interval) Interval {
	e := rising(expAt)(a)
	e.Lo = math.Max(e.Lo, 0)
	return e
}

// expAt squares exp(x/2) close to overflow, where the library overflows too early on some machines.
func expAt(x float64) Interval {
	if x < 709 {
		return byLibrary(math.Exp)(x)
	}
	return Square(byLibrary(math.Exp)(x / 2))
}

func expm1(a Interval) Interval {
	e := rising(byLibrary(math.Expm1))(a)
	e.Lo = math.Max(e.Lo, -1)
	return e
}

// asinAt is atan(x/√(1 - x²)), since the library's asin loses digits near ±1.
func asinAt(x float64) Interval {
	if math.Abs(x) == 1 {
		return Mul(Mul(half, pi), Exactly(x))
	}
	return atan(Div(Exactly(x), Sqrt(oneMinusSquare(Exactly(x)))))
}

// acosAt is 2 atan √((1 - x)/(1 + x)).
func acosAt(x float64) Interval {
	if x == -1 {
		return pi
	}
	t := atan(Sqrt(Div(Sub(unit, Exactly(x)), Add(unit, Exactly(x)))))
	return Add(t, t)
}

// farOut is where exp(-x) is no longer seen beside exp(x).
const farOut = 20

// sinhAt is exp(x)/2 far out, where the library overflows too early.
func sinhAt(x float64) Interval {
	if math.Abs(x) < farOut {
		return byLibrary(math.Sinh)(x)
	}
	y := Mul(half, Mul(exp(Exactly(math.Abs(x))), Interval{Lo: 1 - 0x1p-52, Hi: 1}))
	if x < 0 {
		return Neg(y)
	}
	return y
}

func coshAt(x float64) Interval {
	if math.Abs(x) < farOut {
		return byLibrary(math.Cosh)(x)
	}
	return Mul(half, Mul(exp(Exactly(math.Abs(x))), Interval{Lo: 1, Hi: 1 + 0x1p-52}))
}

func cosh(a Interval) Interval {
	c := rising(coshAt)(distance(a))
	c.Lo = math.Max(c.Lo, 1)
	return c
}

func tanh(a Interval) Interval { return withinOne(rising(byLibrary(math.Tanh))(a)) }

// withinOne cuts what the roundings of a function between -1 and 1 add.
func withinOne(a Interval) Interval {
	return Interval{math.Max(a.Lo, -1), math.Min(a.Hi, 1), a.Doubts}
}

// sechSquared is 1/cosh².
func sechSquared(a Interval) Interval { return Div(unit, Square(cosh(a))) }

// oneMinusCosine is 2 sin²(x/2).
func oneMinusCosine(a Interval) Interval {
	half := Mul(a, Exactly(0.5))
	return Mul(Exactly(2), Square(sin(half)))
}

// rootLessOne is √(1 + x) - 1 = x/(√(1 + x) + 1), which rises.
func rootLessOne(a Interval) Interval {
	return rising(func(x float64) Interval {
		root := Sqrt(Add(unit, Exactly(x)))
		return Div(Exactly(x), Add(root, unit))
	})(a)
}

// oneMinusSquare falls with the distance from 0.
func oneMinusSquare(a Interval) Interval {
	return falling(func(x float64) Interval { return Mul(Sub(unit, Exactly(x)), Add(unit, Exactly(x))) })(distance(a))
}

// distance is |a| without the mark of the corner.
func distance(a Interval) Interval {
	switch {
	case a.Lo >= 0:
		return a
	case a.Hi <= 0:
		return Neg(a)
	}
	return Interval{0, a.Size(), a.Doubts}
}

func abs(a Interval) Interval {
	if a.Lo <= 0 && a.Hi >= 0 {
		a.Doubts |= Edge
	}
	return distance(a)
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

func heaviside(x float64) float64 {
	if x >= 0 {
		return 1
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
