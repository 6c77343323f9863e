package elementary_test

import (
	"flag"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"saddle/numerics/exact"
	"saddle/numerics/expr/elementary"
)

var arguments = flag.Int("arguments", 100, "how many random arguments of each kind to compare with many digits")

// digits are the bits of the numbers to compare with: arguments of sin and cos take up to 1024 of them off.
const digits = 300

func wide(x float64) *big.Float { return new(big.Float).SetPrec(2400).SetFloat64(x) }

func exponential(x *big.Float) *big.Float { return exact.Exp(x, digits) }

// decay is exp(-2|x|).
func decay(x float64) *big.Float { return exponential(wide(-2 * math.Abs(x))) }

func plus(a *big.Float, b float64) *big.Float {
	return new(big.Float).SetPrec(2400).Add(a, big.NewFloat(b))
}

func quotient(a, b *big.Float) *big.Float { return new(big.Float).SetPrec(digits).Quo(a, b) }

// cases are the functions with what they are to be, and the error in units in the last place that is allowed.
var cases = map[string]struct {
	of      func(float64) float64
	exact   func(x float64) *big.Float
	allowed float64
}{
	"exp":   {elementary.Exp, func(x float64) *big.Float { return exponential(wide(x)) }, 1},
	"expm1": {elementary.Expm1, func(x float64) *big.Float { return plus(exact.Exp(wide(x), 1400), -1) }, 1.2},
	"log":   {elementary.Log, func(x float64) *big.Float { return exact.Log(wide(x), digits) }, 1},
	"log1p": {elementary.Log1p, func(x float64) *big.Float { return exact.Log(plus(wide(x), 1), digits+1100) }, 1},
	"sin":   {elementary.Sin, func(x float64) *big.Float { s, _ := exact.SinCos(wide(x), digits); return s }, 1},
	"cos":   {elementary.Cos, func(x float64) *big.Float { _, c := exact.SinCos(wide(x), digits); return c }, 1},
	"1-cos": {elementary.OneMinusCosine, func(x float64) *big.Float {
		s, _ := exact.SinCos(wide(x/2), digits)
		s.Mul(s, s)
		return s.Mul(s, big.NewFloat(2))
	}, 1.5},
	"tanh": {elementary.Tanh, func(x float64) *big.Float {
		e := exact.Exp(wide(-2*math.Abs(x)), 1400)
		t := quotient(new(big.Float).SetPrec(2400).Neg(plus(e, -1)), plus(e, 1))
		if x < 0 {
			t.Neg(t)
		}
		return t
	}, 1.5},
	"1-tanh²": {elementary.SechSquared, func(x float64) *big.Float {
		e := plus(decay(x), 1)
		return quotient(new(big.Float).SetPrec(digits).Mul(decay(x), big.NewFloat(4)), e.Mul(e, e))
	}, 1.8},
	"tan": {elementary.Tan, func(x float64) *big.Float {
		s, c := exact.SinCos(wide(x), digits)
		return quotient(s, c)
	}, 1},
	"asin": {elementary.Asin, func(x float64) *big.Float {
		return exact.Atan(quotient(wide(x), root(product(plus(wide(x), 1), plus(wide(-x), 1)))), digits)
	}, 1},
	"acos": {elementary.Acos, func(x float64) *big.Float {
		a := exact.Atan(root(quotient(plus(wide(-x), 1), plus(wide(x), 1))), digits)
		return a.Add(a, a)
	}, 1},
	"sinh": {elementary.Sinh, func(x float64) *big.Float { return halfSum(x, -1) }, 1.9},
	"cosh": {elementary.Cosh, func(x float64) *big.Float { return halfSum(x, 1) }, 1.9},
}

func product(a, b *big.Float) *big.Float { return new(big.Float).SetPrec(2400).Mul(a, b) }

func root(a *big.Float) *big.Float { return new(big.Float).SetPrec(2400).Sqrt(a) }

// halfSum is (exp(x) ± exp(-x))/2.
func halfSum(x, sign float64) *big.Float {
	e := exact.Exp(wide(x), 2400)
	e.Add(e, product(exact.Exp(wide(-x), 2400), big.NewFloat(sign)))
	return e.SetMantExp(e, -1)
}

// isOutside reports that a function has no value at x, or one that is not looked at.
func isOutside(name string, x float64) bool {
	switch name {
	case "log":
		return x <= 0
	case "log1p":
		return x <= -1
	case "asin", "acos":
		return math.Abs(x) >= 1
	case "sinh", "cosh":
		return math.Abs(x) > 1e4 || math.Abs(x) < 1e-300 // exp(±x) takes long
	}
	return x == 0
}

// kinds draw arguments.
var kinds = map[string]func(r *rand.Rand) float64{
	"near":        func(r *rand.Rand) float64 { return r.NormFloat64() },
	"small":       func(r *rand.Rand) float64 { return r.NormFloat64() * math.Exp2(-60*r.Float64()) },
	"large":       func(r *rand.Rand) float64 { return 1490*r.Float64() - 746 },
	"subnormal":   func(r *rand.Rand) float64 { return math.Float64frombits(r.Uint64() >> 12 >> r.IntN(50)) },
	"any":         func(r *rand.Rand) float64 { return math.Float64frombits(r.Uint64()) },
	"near 1":      func(r *rand.Rand) float64 { return 1 + r.NormFloat64()*math.Exp2(-50*r.Float64()) },
	"turns":       func(r *rand.Rand) float64 { return r.NormFloat64() * 1e5 },
	"quarters":    func(r *rand.Rand) float64 { return float64(r.IntN(600000)) * (math.Pi / 2) },
	"far":         func(r *rand.Rand) float64 { return r.NormFloat64() * math.Exp2(60*r.Float64()+18) },
	"far quarter": func(r *rand.Rand) float64 { return math.Round(math.Exp2(50*r.Float64())) * (math.Pi / 2) },
	"half":        func(r *rand.Rand) float64 { return 0.25 + 0.5*r.Float64() },
	"underflow":   func(r *rand.Rand) float64 { return -708 - 38*r.Float64() },
	"halves": func(r *rand.Rand) float64 {
		return (float64(r.IntN(40)-20) + 0.5) * math.Ln2 * (1 + 1e-15*r.NormFloat64())
	},
}

func TestAgainstManyDigits(t *testing.T) {
	for name, c := range cases {
		for kind, draw := range kinds {
			t.Run(name+" "+kind, func(t *testing.T) {
				t.Parallel()
				r := rand.New(rand.NewPCG(7, 16))
				worst, where := 0.0, 0.0
				for range *arguments {
					x := draw(r)
					if x-x != 0 || x == 0 || isOutside(name, x) {
						continue
					}
					if off := distance(c.of(x), c.exact(x)); off > worst {
						worst, where = off, x
					}
				}
				if t.Logf("at most %.5f units, at %v", worst, where); worst > c.allowed {
					t.Errorf("at %v it is %v: %.4f units away", where, c.of(where), worst)
				}
			})
		}
	}
}

// distance is how far y is from the right number, in units in the last place of y.
func distance(y float64, right *big.Float) float64 {
	if nearest, _ := right.Float64(); math.IsInf(y, 0) || math.IsInf(nearest, 0) || y == 0 {
		if y == nearest || y == 0 && math.Abs(nearest) == 5e-324 {
			return 0
		}
		return math.Inf(1)
	}
	unit := math.Abs(y) - math.Nextafter(math.Abs(y), 0)
	if fraction, _ := math.Frexp(y); math.Abs(fraction) == 0.5 && math.Abs(y) > 0x1p-1022 {
		unit *= 2 // as between the numbers above
	}
	d := new(big.Float).SetPrec(digits).Sub(right, big.NewFloat(y))
	off, _ := d.Quo(d, big.NewFloat(unit)).Float64()
	return math.Abs(off)
}
