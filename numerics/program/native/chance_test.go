package native

import (
	"math/rand/v2"
	"testing"
)

// Random numbers are those of the standard library, whichever way they are drawn.
func TestChance(t *testing.T) {
	for seed := range uint64(40) {
		source := rand.NewPCG(seed, seed/3)
		theirs, c, bell := rand.New(source), chanceOf(source), theBell()
		which := rand.New(rand.NewPCG(seed, 21))
		for k := range 50_000 {
			if which.IntN(4) == 0 {
				if want, got := theirs.Float64(), c.uniform(); want != got {
					t.Fatalf("seed %d, draw %d: %v instead of %v", seed, k, got, want)
				}
				continue
			}
			if want, got := theirs.NormFloat64(), c.normal(bell); want != got {
				t.Fatalf("seed %d, draw %d: %v instead of %v", seed, k, got, want)
			}
		}
	}
}

func BenchmarkNormal(b *testing.B) {
	for name, of := range map[string]func() float64{
		"library": rand.New(rand.NewPCG(1, 0)).NormFloat64,
		"own":     func() func() float64 { c := chance{1, 0}; s := theBell(); return func() float64 { return c.normal(s) } }(),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				of()
			}
		})
	}
}
