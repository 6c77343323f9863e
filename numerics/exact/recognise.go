package exact

import (
	"math"
	"math/big"
)

// Candidates are the forms that a number may have as far as its leading digits tell, the simplest first. Each agrees with x to
// within a relative error of tolerance: whether one is x itself is for the caller to prove.
func Candidates(x, tolerance float64) []Form {
	if x == 0 {
		zero, _ := Rational(new(big.Rat))
		return []Form{zero}
	}
	var found []Form
	for _, r := range []recogniser{rationalForm, rootForm, quadraticForm, piForm, exponentialForm, logarithmForm, multipleForm} {
		f, ok := r(x, tolerance)
		if v, _ := f.approximate(ok).Float64(); ok && math.Abs(v-x) <= 4*tolerance*math.Abs(x) {
			found = append(found, f)
		}
	}
	return found
}

func (f Form) approximate(ok bool) *big.Float {
	if !ok {
		return new(big.Float)
	}
	return f.Value(64)
}

type recogniser func(x, tolerance float64) (Form, bool)

// quotient is the simplest p/q with q up to most that is x to within the tolerance, by its continued fraction.
func quotient(x, tolerance float64, most int64) (p, q int64, ok bool) {
	const largest = 1e6
	p0, q0, p1, q1 := int64(0), int64(1), int64(1), int64(0)
	rest := math.Abs(x)
	if !(rest < largest) {
		return 0, 0, false
	}
	for range 20 {
		whole := math.Floor(rest)
		if whole > largest {
			return 0, 0, false
		}
		p0, q0, p1, q1 = p1, q1, int64(whole)*p1+p0, int64(whole)*q1+q0
		if q1 > most || p1 > largest {
			return 0, 0, false
		}
		if math.Abs(float64(p1)/float64(q1)-math.Abs(x)) <= tolerance*math.Abs(x) {
			if x < 0 {
				p1 = -p1
			}
			return p1, q1, true
		}
		rest = 1 / (rest - whole)
	}
	return 0, 0, false
}

const (
	mostOver     = 1000 // of a quotient
	mostOverRoot = 60   // of a multiple of a root or a constant
)

func rationalForm(x, tolerance float64) (Form, bool) {
	p, q, ok := quotient(x, tolerance, mostOver)
	return Form{[]Term{{Times: p, Root: 1}}, q}, ok
}

// rootForm is ±√(p/q).
func rootForm(x, tolerance float64) (Form, bool) {
	p, q, ok := quotient(x*x, 2*tolerance, mostOverRoot*mostOverRoot)
	if !ok || p*q > 1e6 {
		return Form{}, false
	}
	outside, inside := withoutSquares(p * q)
	g := gcd(outside, q)
	t := Term{Times: outside / g, Root: inside}
	if x < 0 {
		t.Times = -t.Times
	}
	return Form{[]Term{t}, q / g}, true
}

// withoutSquares is n = outside² · inside.
func withoutSquares(n int64) (outside, inside int64) {
	outside, inside = 1, n
	for d := int64(2); d*d <= inside; d++ {
		for inside%(d*d) == 0 {
			inside /= d * d
			outside *= d
		}
	}
	return outside, inside
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return max(a, -a)
}

// quadraticForm is a zero of a x² + b x + c with small whole a, b, c.
func quadraticForm(x, tolerance float64) (Form, bool) {
	const mostA, mostB = 16, 60
	for a := int64(1); a <= mostA; a++ {
		for b := int64(0); b <= mostB; b++ {
			for _, b := range []int64{b, -b} {
				y := -(float64(a)*x*x + float64(b)*x)
				c := math.Round(y)
				size := float64(a)*x*x + math.Abs(float64(b)*x)
				if math.Abs(y-c) > 2*tolerance*size || math.Abs(c) > 1e4 {
					continue
				}
				if f, ok := zeroOf(a, b, int64(c), x); ok {
					return f, true
				}
			}
		}
	}
	return Form{}, false
}

// zeroOf is the zero of a x² + b x + c that is near x, where it is irrational.
func zeroOf(a, b, c int64, x float64) (Form, bool) {
	discriminant := b*b - 4*a*c
	if discriminant <= 0 {
		return Form{}, false
	}
	outside, inside := withoutSquares(discriminant)
	if inside == 1 {
		return Form{}, false
	}
	if x < -float64(b)/float64(2*a) {
		outside = -outside
	}
	g := gcd(gcd(b, outside), 2*a)
	terms := []Term{{Times: -b / g, Root: 1}, {Times: outside / g, Root: inside}}
	if b == 0 {
		terms = terms[1:]
	}
	return Form{terms, 2 * a / g}, true
}

func piForm(x, tolerance float64) (Form, bool) {
	p, q, ok := quotient(x/math.Pi, tolerance, mostOverRoot)
	return Form{[]Term{{Times: p, Root: 1, Constant: PiConstant}}, q}, ok
}

// exponentialForm is ±e^(p/q).
func exponentialForm(x, tolerance float64) (Form, bool) {
	y := math.Log(math.Abs(x))
	if math.Abs(y) < 1e-3 || math.Abs(y) > 30 {
		return Form{}, false
	}
	p, q, ok := quotient(y, tolerance/math.Abs(y), 12)
	times := int64(1)
	if x < 0 {
		times = -1
	}
	return Form{[]Term{{Times: times, Root: 1, Constant: EConstant, Power: big.NewRat(p, max(q, 1))}}, 1}, ok
}

// logarithmForm is log(p/q), or half of it.
func logarithmForm(x, tolerance float64) (Form, bool) {
	for over := int64(1); over <= 2; over++ {
		y := float64(over) * math.Abs(x)
		if y > 8 {
			continue
		}
		p, q, ok := quotient(math.Exp(y), tolerance*max(y, 1), mostOverRoot)
		if !ok || p == q {
			continue
		}
		times := int64(1)
		if x < 0 {
			times = -1
		}
		return Form{[]Term{{Times: times, Root: 1, Constant: LogConstant, Argument: big.NewRat(p, q)}}, over}, true
	}
	return Form{}, false
}

// multipleForm is a multiple of e, 1/e, √e, … up to the third power.
func multipleForm(x, tolerance float64) (Form, bool) {
	for halves := int64(1); halves <= 6; halves++ {
		for _, k := range []int64{halves, -halves} {
			p, q, ok := quotient(x/math.Exp(float64(k)/2), tolerance, mostOverRoot)
			if ok && p != 0 && max(p, -p) <= mostOver {
				return Form{[]Term{{Times: p, Root: 1, Constant: EConstant, Power: big.NewRat(k, 2)}}, q}, true
			}
		}
	}
	return Form{}, false
}
