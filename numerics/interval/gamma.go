package interval

import (
	"math"

	"saddle/numerics/special"
)

// erf rises from -1 to 1.
func erf(a Interval) Interval { return withinOne(rising(byLibrary(math.Erf))(a)) }

// Where x is positive, Γ falls to a place between these and rises from there; it is nowhere less than leastGamma, its minimum
// rounded down.
const (
	gammaFalls = 1.4616
	gammaRises = 1.4617
	leastGamma = 0.8856031944108886
)

// gamma is Γ where its argument is positive, or lies between two of its poles.
func gamma(a Interval) Interval {
	at := byLibrary(special.Gamma)
	n, ok := shiftOf(a)
	switch {
	case !ok:
		return entire(a.Doubts | Partial | Edge)
	case n > 0:
		return gammaBetween(a, n)
	case a.Hi <= gammaFalls:
		return falling(at)(a)
	case a.Lo >= gammaRises:
		return rising(at)(a)
	}
	return Interval{leastGamma, math.Max(at(a.Lo).Hi, at(a.Hi).Hi), a.Doubts}
}

// gammaBetween is Γ between two poles, where it has one extreme, the zero of ψ: what it is at both ends, and there.
func gammaBetween(a Interval, n int) Interval {
	at := byLibrary(special.Gamma)
	ends := at(a.Lo).Hull(at(a.Hi))
	ends.Doubts = a.Doubts
	around, inside := zeroOf(byBound(special.Digamma), a)
	if !inside {
		return ends
	}
	return ends.Hull(shifted(around, n))
}

// zeroOf encloses the zero of a rising function in an interval, as closely as its sign is told; inside is false where there is
// none.
func zeroOf(rising func(float64) Interval, a Interval) (around Interval, inside bool) {
	low, high := a.Lo, a.Hi
	if rising(low).Lo > 0 || rising(high).Hi < 0 {
		return a, false
	}
	for range 100 {
		middle := low + (high-low)/2
		if y := rising(middle); y.Hi < 0 {
			low = middle
		} else if y.Lo > 0 {
			high = middle
		} else {
			break
		}
	}
	return Interval{Lo: low, Hi: high}, true
}

// shifted is Γ(a + n)/(a (a + 1) … (a + n - 1)).
func shifted(a Interval, n int) Interval {
	sum := Add(a, Exactly(float64(n)))
	value := gamma(sum)
	for k := range n {
		value = Div(value, Add(a, Exactly(float64(k))))
	}
	return value
}

// digamma rises between its poles, and beyond them.
func digamma(a Interval) Interval {
	if _, ok := shiftOf(a); !ok {
		return entire(a.Doubts | Partial | Edge)
	}
	return rising(byBound(special.Digamma))(a)
}

// trigamma falls to 0 where its argument is positive; between two poles it has one minimum, the zero of its derivative, which
// rises there.
func trigamma(a Interval) Interval {
	at := byBound(func(x float64) float64 { return special.Polygamma(1, x) })
	n, ok := shiftOf(a)
	switch {
	case !ok:
		return entire(a.Doubts | Partial | Edge)
	case n == 0:
		y := falling(at)(a)
		y.Lo = math.Max(y.Lo, 0)
		return y
	}
	ends := at(a.Lo).Hull(at(a.Hi))
	ends.Doubts = a.Doubts
	around, inside := zeroOf(byBound(func(x float64) float64 { return special.Polygamma(2, x) }), a)
	if !inside {
		return ends
	}
	least := trigamma(Add(around, Exactly(float64(n))))
	for k := range n {
		least = Add(least, Div(unit, Square(Add(around, Exactly(float64(k))))))
	}
	return ends.Hull(least)
}

// shiftOf is how many steps of one take an interval to where it is positive; ok is false for one that reaches a pole, and far
// out, where the steps are many.
func shiftOf(a Interval) (n int, ok bool) {
	const most = 64
	switch {
	case a.Lo > 0:
		return 0, true
	case !(a.Lo > -most) || math.Floor(a.Lo) != math.Ceil(a.Hi)-1 || a.Lo == math.Floor(a.Lo) || a.Hi == math.Ceil(a.Hi):
		return 0, false
	}
	return int(-math.Floor(a.Lo)) + 1, true
}

// byBound is a function whose error is below a part of its value, or of 1 where it is smaller.
func byBound(f func(float64) float64) func(float64) Interval {
	const part = 1e-14 // special's own tests allow a third of it
	return func(x float64) Interval {
		y := f(x)
		if math.IsNaN(y) || math.IsInf(y, 0) {
			return entire(0)
		}
		slack := part * math.Max(1, math.Abs(y))
		return Interval{Lo: down(y - slack), Hi: up(y + slack)}
	}
}
