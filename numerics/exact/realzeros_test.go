package exact

import (
	"math/big"
	"math/rand/v2"
	"testing"
)

// The zeros of a product of powers of linear and quadratic factors come out as often as they count, those that are quotients exactly.
func TestRealZeros(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 11))
	rational := func() *big.Rat { return big.NewRat(int64(random.IntN(41)-20), int64(1+random.IntN(9))) }
	for range 200 {
		p := quotients{rational()}
		if p[0].Sign() == 0 {
			continue
		}
		times := map[string]int{}
		for range 1 + random.IntN(4) {
			zero, power := rational(), 1+random.IntN(3)
			times[zero.RatString()] += power
			for range power {
				p = p.timesLinear(new(big.Rat).Neg(zero))
			}
		}
		if random.IntN(2) == 0 {
			p = quotients{big.NewRat(int64(1+random.IntN(5)), 3), big.NewRat(0, 1), big.NewRat(1, 1)}.times(p) // x² + a
		}
		lo, hi := big.NewRat(-7, 1), rational()
		zeros, _ := RealZeros(p, lo, hi)
		found := 0
		for text, count := range times {
			zero, _ := new(big.Rat).SetString(text)
			if zero.Cmp(lo) >= 0 && zero.Cmp(hi) <= 0 {
				found++
				if !holdsZero(zeros, zero, count) {
					t.Errorf("%v in [%s, %s]: no zero %s that counts %d: %v", p, lo.RatString(), hi.RatString(), text, count, zeros)
				}
			}
		}
		if found != len(zeros) {
			t.Errorf("%v in [%s, %s]: %d zeros, want %d", p, lo.RatString(), hi.RatString(), len(zeros), found)
		}
	}
}

func holdsZero(zeros []RealZero, zero *big.Rat, times int) bool {
	for _, z := range zeros {
		if z.Lo.Cmp(zero) == 0 && z.Hi.Cmp(zero) == 0 && z.Times == times {
			return true
		}
	}
	return false
}

func (p quotients) timesLinear(constant *big.Rat) quotients {
	return p.times(quotients{constant, big.NewRat(1, 1)})
}

func (p quotients) times(q quotients) quotients {
	product := make(quotients, len(p)+len(q)-1)
	for k := range product {
		product[k] = new(big.Rat)
	}
	for i, a := range p {
		for j, b := range q {
			product[i+j].Add(product[i+j], new(big.Rat).Mul(a, b))
		}
	}
	return product
}

// Zeros that are no quotients are enclosed closely, also very near to others and to 0.
func TestRealZerosClose(t *testing.T) {
	tiny := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Exp(big.NewInt(10), big.NewInt(40), nil))
	square := func(c *big.Rat) quotients { return quotients{new(big.Rat).Neg(c), new(big.Rat), big.NewRat(1, 1)} } // x² - c
	p := square(big.NewRat(2, 1)).times(square(new(big.Rat).Add(big.NewRat(2, 1), tiny))).times(square(tiny))
	zeros, _ := RealZeros(p, big.NewRat(-3, 1), big.NewRat(3, 1))
	if len(zeros) != 6 {
		t.Fatalf("%d zeros, want 6", len(zeros))
	}
	for _, z := range zeros {
		if a, b := quotients(p).at(z.Lo).Sign(), quotients(p).at(z.Hi).Sign(); z.Lo.Cmp(z.Hi) != 0 && a*b >= 0 {
			t.Errorf("no change of sign from %s to %s", z.Lo.FloatString(50), z.Hi.FloatString(50))
		}
		if !isNarrow(z.Lo, z.Hi) && z.Hi.Sign() > 0 {
			t.Errorf("from %s to %s", z.Lo.FloatString(50), z.Hi.FloatString(50))
		}
	}
}
