package exact

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// Digits of constants, to 60 places.
func TestConstants(t *testing.T) {
	one := big.NewFloat(1)
	tests := map[string]*big.Float{
		"3.14159265358979323846264338327950288419716939937510582097494":  Pi(256),
		"0.693147180559945309417232121458176568075500134360255254120680": Ln2(256),
		"2.71828182845904523536028747135266249775724709369995957496697":  Exp(one, 256),
		"2.30258509299404568401799145468436420760110148862877297603333":  Log(big.NewFloat(10), 256),
		"0.785398163397448309615660845819875721049292349843776455243736": Atan(one, 256),
	}
	for digits, got := range tests {
		want, _, _ := big.ParseFloat(digits, 10, 256, big.ToNearestEven)
		if d := new(big.Float).Sub(got, want); d.Sign() != 0 && d.MantExp(nil) > -190 {
			t.Errorf("%.60g, want %s", got, digits)
		}
	}
}

// TestInverses goes there and back over arguments of all sizes; a lost digit is not got back.
func TestInverses(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	const prec = 300
	for range 300 {
		x := big.NewFloat(rng.NormFloat64() * math.Pow(2, float64(rng.IntN(40)-30))).SetPrec(prec)
		near(t, "log exp", Log(Exp(x, prec+40), prec), x, 300-45)
		sine, cosine := SinCos(x, prec)
		one := new(big.Float).Mul(sine, sine)
		near(t, "sin² + cos²", one.Add(one, new(big.Float).Mul(cosine, cosine)), big.NewFloat(1), 295)
		if a, _ := x.Float64(); math.Abs(a) < 1.5 {
			near(t, "atan tan", Atan(new(big.Float).Quo(sine, cosine), prec), x, 290)
		}
		s, c := math.Sincos(must(x))
		near(t, "sin", sine, big.NewFloat(s), 40)
		near(t, "cos", cosine, big.NewFloat(c), 40)
	}
}

func must(x *big.Float) float64 { v, _ := x.Float64(); return v }

func near(t *testing.T, what string, got, want *big.Float, bits int) {
	t.Helper()
	d := new(big.Float).Sub(got, want)
	if d.Sign() != 0 && d.MantExp(nil)-want.MantExp(nil) > -bits {
		t.Errorf("%s of %.20g: off by %g", what, want, d)
	}
}

// TestEnds: an argument at the end of a domain, or of what a big.Float holds, has the limit or nil, and is not worked on.
func TestEnds(t *testing.T) {
	up, down, zero := new(big.Float).SetInf(false), new(big.Float).SetInf(true), new(big.Float)
	inf, quarter := math.Inf(1), math.Pi/2
	sine, cosine := SinCos(up, 100)
	negative, _ := SinCos(down, 100)
	if sine != nil || cosine != nil || negative != nil || Log(big.NewFloat(-1), 100) != nil || Log(down, 100) != nil {
		t.Errorf("no limit: %v %v %v", sine, cosine, negative)
	}
	for _, test := range []struct {
		of   string
		got  *big.Float
		want float64
	}{
		{"exp ∞", Exp(up, 100), inf}, {"exp -∞", Exp(down, 100), 0}, {"exp 0", Exp(zero, 100), 1},
		{"log ∞", Log(up, 100), inf}, {"log 0", Log(zero, 100), -inf}, {"log 1", Log(big.NewFloat(1), 100), 0},
		{"atan ∞", Atan(up, 100), quarter}, {"atan -∞", Atan(down, 100), -quarter}, {"atan 0", Atan(zero, 100), 0},
	} {
		if got := must(test.got); got != test.want {
			t.Errorf("%s is %g, want %g", test.of, got, test.want)
		}
	}
	for _, exponent := range []int{-200000, 200000} { // far beyond float64
		x := new(big.Float).SetMantExp(big.NewFloat(0.75), exponent)
		want := float64(exponent)*math.Ln2 + math.Log(0.75)
		near(t, "log", Log(x, 100), big.NewFloat(want), 45)
		sine, cosine := SinCos(x, 100)
		square := new(big.Float).Mul(sine, sine)
		near(t, "sin² + cos²", square.Add(square, new(big.Float).Mul(cosine, cosine)), big.NewFloat(1), 95)
	}
}
