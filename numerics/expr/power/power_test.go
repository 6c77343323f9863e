package power_test

import (
	"flag"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"saddle/numerics/exact"
	"saddle/numerics/expr/power"
)

var arguments = flag.Int("arguments", 1000, "how many random arguments of each kind to compare with many digits")

// allowed is the error in units in the last place.
const allowed = 0.501

// kinds draw arguments of powers.
var kinds = map[string]func(r *rand.Rand) (x, y float64){
	"any":          func(r *rand.Rand) (x, y float64) { return r.ExpFloat64(), r.NormFloat64() * 20 },
	"wide":         func(r *rand.Rand) (x, y float64) { return math.Exp(1400*r.Float64() - 700), r.NormFloat64() },
	"near 1":       func(r *rand.Rand) (x, y float64) { return 1 + r.NormFloat64()*1e-3, r.NormFloat64() * 3e5 },
	"beside 1":     func(r *rand.Rand) (x, y float64) { return 1 + r.NormFloat64()*1e-12, r.NormFloat64() * 3e13 },
	"decay":        func(r *rand.Rand) (x, y float64) { return 1 - math.Exp(-9*r.Float64()), float64(r.IntN(100000)) },
	"roots":        func(r *rand.Rand) (x, y float64) { return float64(1 + r.IntN(100000)), 1 / float64(2+r.IntN(9)) },
	"small whole":  func(r *rand.Rand) (x, y float64) { return r.NormFloat64() * 5, float64(r.IntN(129) - 64) },
	"whole":        func(r *rand.Rand) (x, y float64) { return r.NormFloat64(), float64(r.IntN(1600) - 800) },
	"half":         func(r *rand.Rand) (x, y float64) { return r.ExpFloat64() * 9, float64(r.IntN(99)-49) + 0.5 },
	"subnormal":    func(r *rand.Rand) (x, y float64) { return 1 + r.Float64(), -1021 - 53*r.Float64() },
	"of subnormal": func(r *rand.Rand) (x, y float64) { return math.Ldexp(r.Float64(), -1030), r.NormFloat64() },
	"small power":  func(r *rand.Rand) (x, y float64) { return r.ExpFloat64(), r.NormFloat64() * 1e-9 },
}

func TestAgainstManyDigits(t *testing.T) {
	for name, draw := range kinds {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(7, 11))
			worst := 0.0
			for range *arguments {
				x, y := draw(r)
				if x == 0 || y == 0 {
					continue
				}
				off := distance(power.Of(x, y), x, y)
				if worst = max(worst, off); off > allowed {
					t.Fatalf("%v^%v is %v: %.4f units away", x, y, power.Of(x, y), off)
				}
			}
			t.Logf("at most %.5f units", worst)
		})
	}
}

// distance is how far p is from x^y, in units in the last place of p.
func distance(p, x, y float64) float64 {
	const digits = 160
	logarithm := exact.Log(big.NewFloat(math.Abs(x)), digits)
	right := exact.Exp(new(big.Float).SetPrec(digits+60).Mul(logarithm, big.NewFloat(y)), digits)
	if x < 0 && math.Mod(y, 2) != 0 {
		right.Neg(right)
	}
	if nearest, _ := right.Float64(); math.IsInf(p, 0) || math.IsInf(nearest, 0) || p == 0 {
		if p == nearest {
			return 0
		}
		return math.Inf(1)
	}
	unit := math.Nextafter(math.Abs(p), 0)
	unit = math.Abs(p) - unit
	if fraction, _ := math.Frexp(p); math.Abs(fraction) == 0.5 && math.Abs(p) > 0x1p-1022 {
		unit *= 2 // as between the numbers above
	}
	d := new(big.Float).SetPrec(digits).Sub(right, big.NewFloat(p))
	off, _ := d.Quo(d, big.NewFloat(unit)).Float64()
	return math.Abs(off)
}

// TestSpecialCases compares with the library where one of the two is special, and where the result is exact.
func TestSpecialCases(t *testing.T) {
	special := []float64{0, math.Copysign(0, -1), 1, -1, 2, -2, 3, -3, 0.5, -0.5, 1e300, -1e300, 1e-300, 5e-324, 1e17, 1 << 53,
		1<<53 + 2, -(1<<53 - 1), math.MaxFloat64, -math.MaxFloat64, math.Inf(1), math.Inf(-1), math.NaN(), 1023, 1024, -1074, -1075}
	for _, x := range special {
		for _, y := range special {
			got, want := power.Of(x, y), math.Pow(x, y)
			close := math.Abs(got-want) <= 1e-13*math.Abs(want)
			if got != want && !close && !(math.IsNaN(got) && math.IsNaN(want)) || math.Signbit(got) != math.Signbit(want) {
				t.Errorf("%v^%v is %v, not %v", x, y, got, want)
			}
		}
	}
}

func TestKnownPowers(t *testing.T) {
	for _, p := range []struct{ x, y, want float64 }{
		{27, 1.0 / 3, 3}, {64, 1.0 / 3, 4}, {125, 1.0 / 3, 5}, {1e5, 0.2, 10}, {0.999, 500000, 5.54770029671442e-218}, {10, 22, 1e22}, {10, -5, 1e-5},
		{10, 308, 1e308}, {10, -300, 1e-300}, {10, -320, 1e-320}, {2, -1074, 5e-324}, {2, 1023, 0x1p1023}, {2, 1024, math.Inf(1)}, {2, -1076, 0},
		{1.1, 10, 2.5937424601000023}, {-2, 3, -8}, {-2, 4, 16}, {-3, 101, -1.546132562196034e48}, {4, 2.5, 32},
	} {
		if got := power.Of(p.x, p.y); got != p.want && math.Abs(got-p.want) > 1e-15*math.Abs(p.want) {
			t.Errorf("%v^%v is %v, not %v", p.x, p.y, got, p.want)
		}
	}
}

var sink float64

func BenchmarkOf(b *testing.B)      { benchmark(b, power.Of) }
func BenchmarkLibrary(b *testing.B) { benchmark(b, math.Pow) }

func benchmark(b *testing.B, of func(x, y float64) float64) {
	x, y := 0.7, 2.3
	for range b.N {
		sink += of(x, y)
		x, y = x+1e-9, y-1e-9
	}
}
