package search

import (
	"context"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"saddle/numerics/critical"
	"saddle/numerics/critical/criticaltest"
	"saddle/numerics/critical/exact"
)

// Polynomials that are written out, with multiple critical points at fractions: all are found, at the number next to each, with the kind
// that how often it counts gives it, and no others.
func TestSearchPolynomials(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 5))
	for range 60 {
		slope := []*big.Rat{big.NewRat(int64(1+random.IntN(3)), int64(1+random.IntN(3)))}
		if random.IntN(2) == 0 {
			slope[0].Neg(slope[0])
		}
		times := map[float64]int{}
		for range 1 + random.IntN(3) {
			zero, power := big.NewRat(int64(random.IntN(41)-20), int64(1+random.IntN(7))), 1+random.IntN(3)
			at, _ := zero.Float64()
			times[at] += power
			for range power {
				slope = timesLinear(slope, zero)
			}
		}
		formula := integral(slope)
		found, err := Points(context.Background(), criticaltest.Function("f", formula, "x"), span(1, -25, 25), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if !found.Proven || len(found.Points) != len(times) {
			t.Errorf("%s: proven %t, points %v, want %v", formula, found.Proven, places(found), times)
		}
		for _, p := range found.Points {
			count := countAt(times, p.At[0])
			if odd := count%2 == 1; !p.Proven || count == 0 || odd == (p.Kind == critical.SaddlePoint) || odd && p.Kind != kindAt(slope, times, p.At[0]) {
				t.Errorf("%s: %s at %v, which counts %d", formula, p.Kind, p.At, count)
			}
		}
	}
}

// Zeros of the slope that are very close, or no fractions, are told apart, with value and curvature to the last digit.
func TestSearchPolynomialsClose(t *testing.T) {
	for formula, want := range map[string]string{
		"(x - 1)^2*(x - 1.00000001)^2":       "local minimum 1 0 2e-16, local minimum 1.00000001 0 2e-16, local maximum 1.000000005 6.25e-34 -1e-16",
		"x^6 - 6*x^4 + 12*x^2 - 8":           "local minimum 0 -8 24, saddle point -1.4142135623730951 0 0, saddle point 1.4142135623730951 0 0",
		"(x^2 - 0.2*x + 0.01)^2":             "local minimum 0.1 0 0",
		"x^4 - 4/3*x^3 + 2/3*x^2 - 4/27*x+1": "local minimum 0.3333333333333333 0.9876543209876543 0",
	} {
		found, err := Points(context.Background(), criticaltest.Function("f", formula, "x"), span(1, -3, 3), Options{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range found.Points {
			got = append(got, fmt.Sprint(p.Kind, " ", p.At[0], " ", p.Value, " ", p.Rounded()[0]))
		}
		if all := strings.Join(got, ", "); all != want || !found.Proven {
			t.Errorf("%s: %s, want %s", formula, all, want)
		}
	}
}

// A degenerate point of a polynomial of two numbers is proven to be the only one in a box where a search finds no other, and not where it
// does, however near.
func TestOnlyCritical(t *testing.T) {
	random := rand.New(rand.NewPCG(13, 1))
	proven, refused := 0, 0
	for range 60 {
		f := fmt.Sprintf("(%d*x + %d*y)^2", random.IntN(5)-2, 1+random.IntN(2))
		for range 3 {
			i, j := random.IntN(4), random.IntN(4)
			if i+j < 3 {
				i = 3
			}
			f += fmt.Sprintf(" + %d*x^%d*y^%d/5", random.IntN(7)-3, i, j)
		}
		f += " + x^4/7"
		g := criticaltest.Function("f", f, "x", "y")
		found, err := Points(context.Background(), g, span(2, -1, 1), Options{Boxes: 20000})
		if err != nil {
			t.Fatal(err)
		}
		others := 0
		for _, p := range found.Points {
			if p.At[0] != 0 || p.At[1] != 0 {
				others++
			}
		}
		only := exact.OnlyCritical(g, []float64{0, 0}, span(2, -1, 1))
		if only && others > 0 {
			t.Errorf("%s: not the only one, %v", f, places(found))
		}
		if only {
			proven++
		} else {
			refused++
		}
	}
	if proven < 5 || refused < 5 {
		t.Errorf("%d proven, %d refused", proven, refused)
	}
	near := criticaltest.Function("f", "(x - y)^2 + y^4 - 2e-12*y^2", "x", "y") // others at ±(1e-6, 1e-6)
	if exact.OnlyCritical(near, []float64{0, 0}, span(2, -1e-5, 1e-5)) || !exact.OnlyCritical(near, []float64{0, 0}, span(2, -9e-7, 9e-7)) {
		t.Error("the points a millionth away")
	}
}

// countAt is how often the zero next to a point counts, 0 where none is within a rounding.
func countAt(zeros map[float64]int, at float64) int {
	for zero, count := range zeros {
		if math.Abs(zero-at) <= 0x1p-52*math.Abs(zero) {
			return count
		}
	}
	return 0
}

// timesLinear is p (x - zero).
func timesLinear(p []*big.Rat, zero *big.Rat) []*big.Rat {
	product := make([]*big.Rat, len(p)+1)
	for k := range product {
		product[k] = new(big.Rat)
		if k > 0 {
			product[k].Set(p[k-1])
		}
		if k < len(p) {
			product[k].Sub(product[k], new(big.Rat).Mul(zero, p[k]))
		}
	}
	return product
}

// integral is the formula of a polynomial with that slope.
func integral(slope []*big.Rat) string {
	var terms []string
	for k, c := range slope {
		a := new(big.Rat).Quo(c, big.NewRat(int64(k+1), 1))
		terms = append(terms, fmt.Sprintf("%s*x^%d/%s", a.Num(), k+1, a.Denom()))
	}
	return strings.Join(terms, " + ")
}

// kindAt is the kind of an extremum by the sign of the slope after it.
func kindAt(slope []*big.Rat, zeros map[float64]int, at float64) critical.Kind {
	sign := slope[len(slope)-1].Sign()
	for zero, count := range zeros {
		if zero > at+1e-9 && count%2 == 1 {
			sign = -sign
		}
	}
	if sign > 0 {
		return critical.LocalMinimum
	}
	return critical.LocalMaximum
}
