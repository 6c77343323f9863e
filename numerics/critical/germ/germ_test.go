package germ

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"saddle/numerics/critical/jet"
)

// polynomial reads "3 x^2 y - y^4" in the variables of names into a jet; coefficients may be decimals.
func polynomial(s *jet.Space, names, text string) jet.Jet {
	a := make(jet.Jet, s.Size())
	sign := 1.0
	coefficient := 1.0
	exponents := make([]int, s.Variables)
	flush := func() {
		i := s.Index(exponents...)
		a[i] = jet.Sum(a[i], jet.Exact(sign*coefficient))
		sign, coefficient = 1, 1
		clear(exponents)
	}
	for i, word := range strings.Fields(text) {
		switch {
		case word == "+" || word == "-":
			if i > 0 {
				flush()
			}
			if word == "-" {
				sign = -1
			}
		case strings.ContainsAny(word[:1], "0123456789"):
			coefficient, _ = strconv.ParseFloat(word, 64)
		default:
			base, power, found := strings.Cut(word, "^")
			k := 1
			if found {
				k, _ = strconv.Atoi(power)
			}
			exponents[strings.Index(names, base)] += k
		}
	}
	flush()
	return a
}

var verdicts = []struct {
	text  string
	sides Sides
	order int
}{
	{"x^4 + y^4", Positive, 4},
	{"- x^4 - y^4", Negative, 4},
	{"x^4 - y^4", Both, 4},
	{"x^3 - 3 x y^2", Both, 3},
	{"x^2 + y^3", Both, 3},
	{"x^2 + y^4", Positive, 4},
	{"x^2 - y^4", Both, 4},
	{"- x^2 + y^4", Both, 4},
	{"- x^2 - y^6", Negative, 6},
	{"y^2 - 2 x^2 y + x^4", Above, 8},                // (y - x²)²
	{"y^2 - 4 x^2 y + 3 x^4", Both, 4},               // Peano
	{"y^2 - 2 x^2 y + x^4 + x^6", Positive, 6},       // (y - x²)² + x⁶
	{"y^2 - 2 x^2 y + x^4 - x^7", Both, 7},           // (y - x²)² - x⁷
	{"x^2 + 2 x y + y^2", Above, 8},                  // (x + y)²
	{"x^2 + 2 x y + y^2 + x^4", Positive, 4},         // (x + y)² + x⁴
	{"x^2 y^2", Above, 4},                            // a cross of zeros
	{"x^2 y^2 + x^6 + y^6", Positive, 6},             //
	{"x^2 y^2 - x^6", Both, 6},                       //
	{"x^2 y^2 + x^5", Both, 5},                       //
	{"x^4 + y^6", Positive, 6},                       //
	{"x^4 - 2 x^2 y^2 + y^4 + y^6", Positive, 6},     // zeros along both diagonals, then positive
	{"x^4 - 4 x^2 y^2 + 4 y^4 - x^6", Both, 6},       // zeros along irrational directions
	{"x^4 - 4 x^2 y^2 + 4 y^4 + x^6", Positive, 6},   //
	{"x^4 - 2 x^2 y^3 + y^6", Above, 8},              // (x² - y³)²
	{"x^4 - 3 x^2 y^3 + 2 y^6", Both, 6},             // (x² - y³)(x² - 2y³)
	{"x^4 - 2 x^2 y^3 + 2 y^6", Positive, 6},         //
	{"x y", Both, 2},                                 //
	{"x^3", Both, 3},                                 //
	{"x^4", Above, 8},                                // a line of zeros
	{"x^5 + y^2", Both, 5},                           //
	{"x^4 + x^2 y^2 + y^4 - 2.2 x^3 y", Positive, 4}, //
	{"x^4 + x^2 y^2 + y^4 - 3.5 x^3 y", Both, 4},     //
	{"x^8 + y^8", Positive, 8},                       //
	{"x^2 - 2 x y^3 + y^6 + y^8", Positive, 8},       //
}

func TestDecideInThePlane(t *testing.T) {
	s := jet.NewSpace(2, 8)
	for _, test := range verdicts {
		a := Decide(s, polynomial(s, "xy", test.text), 0)
		if a.Sides != test.sides || a.Order < test.order && test.sides != Above {
			t.Errorf("%s: %d of order %d, want %d of order %d", test.text, a.Sides, a.Order, test.sides, test.order)
		}
		checkDirections(t, test.text, a)
	}
}

func checkDirections(t *testing.T, name string, a Answer) {
	t.Helper()
	falls, rises := a.Sides == Both || a.Sides == Negative || a.Sides == Below, a.Sides == Both || a.Sides == Positive || a.Sides == Above
	if (a.Falling != nil) != falls || (a.Rising != nil) != rises {
		t.Errorf("%s: falling %v, rising %v", name, a.Falling, a.Rising)
	}
	if a.Flat == nil && (a.Sides == Above || a.Sides == Below || a.Sides == Flat) {
		t.Errorf("%s: flat along %v", name, a.Flat)
	}
}

// A turn of the plane by an irrational angle, which makes every coefficient inexact, changes no verdict.
func TestDecideRotated(t *testing.T) {
	s := jet.NewSpace(2, 8)
	for _, angle := range []float64{0.3, 2.2} {
		cosine, sine := jet.Rounded(math.Cos(angle)), jet.Rounded(math.Sin(angle))
		x, y := s.Variable(0, jet.Ball{}), s.Variable(1, jet.Ball{})
		at := []jet.Jet{
			s.Add(s.Scale(x, cosine), s.Scale(y, sine)),
			s.Sub(s.Scale(y, cosine), s.Scale(x, sine)),
		}
		for _, test := range verdicts {
			a := Decide(s, substitute(s, s, polynomial(s, "xy", test.text), at), 0)
			if a.Sides != test.sides {
				t.Errorf("%s turned by %g: %d of order %d, want %d", test.text, angle, a.Sides, a.Order, test.sides)
			}
		}
	}
}

func TestDecideInSpace(t *testing.T) {
	s := jet.NewSpace(3, 6)
	tests := []struct {
		text  string
		sides Sides
	}{
		{"x y z", Both},
		{"x^4 + y^4 + z^4", Positive},
		{"x^4 + y^4 + z^6", Positive},
		{"x^4 + y^4 - z^6", Both},
		{"x^2 + y^4 + z^6", Positive},
		{"x^2 + y^4 + z^5", Both},
		{"x^2 + y^4", Above},
		{"x^2 - y^2 + z^4", Both},
		{"x^4 + y^4 + z^4 - 2 x^2 y^2 - 2 y^2 z^2 - 2 x^2 z^2", Both},
		{"x^4 + y^4 + z^4 + x y z^2", Positive},
		{"x^4 + y^4 + z^4 - 6 x y z^2", Both},
		{"z^2 - 2 x y z + x^2 y^2 + x^6 + y^6", Positive},
	}
	for _, test := range tests {
		a := Decide(s, polynomial(s, "xyz", test.text), 0)
		if a.Sides != test.sides {
			t.Errorf("%s: %d of order %d, want %d", test.text, a.Sides, a.Order, test.sides)
		}
		checkDirections(t, test.text, a)
	}
}

func TestDecideOnALine(t *testing.T) {
	s := jet.NewSpace(1, 9)
	for text, want := range map[string]Sides{
		"x^3": Both, "- x^3": Both, "x^4": Positive, "- x^8 + x^9": Negative, "x": Both, "0": Flat,
	} {
		if a := Decide(s, polynomial(s, "x", text), 0); a.Sides != want {
			t.Errorf("%s: %d, want %d", text, a.Sides, want)
		}
	}
	if a := Decide(s, polynomial(s, "x", "- x^3"), 0); a.Falling[0] != 1 || a.Rising[0] != -1 {
		t.Errorf("-x³ falls along %v, rises along %v", a.Falling, a.Rising)
	}
}

// Motzkin's form is nowhere negative, has four zero directions on the diagonals of (x, y, z), and is no sum of squares.
func TestDecideMotzkin(t *testing.T) {
	s := jet.NewSpace(3, 10)
	motzkin := "x^4 y^2 + x^2 y^4 - 3 x^2 y^2 z^2 + z^6"
	// Positive in truth, but along the axes that needs terms of a higher order than the 10 known.
	if a := Decide(s, polynomial(s, "xyz", motzkin+" + x^8 + y^8 + z^8"), 0); a.Sides != Above {
		t.Errorf("Motzkin + 8th powers: %d", a.Sides)
	}
	if a := Decide(s, polynomial(s, "xyz", motzkin+" - z^8"), 0); a.Sides != Both {
		t.Errorf("Motzkin - z⁸: %d", a.Sides)
	}
}

// A slope that the rounding of the point explains is none; a longer one is.
func TestDecideBesideThePoint(t *testing.T) {
	s := jet.NewSpace(2, 4)
	a := polynomial(s, "xy", "x^2")
	a[s.Index(0, 1)] = jet.Exact(1e-14)
	if sides := Decide(s, a, 2e-14).Sides; sides != Above {
		t.Errorf("beside a valley: %v", sides)
	}
	if sides := Decide(s, a, 5e-15).Sides; sides != Both {
		t.Errorf("on a slope: %v", sides)
	}
}
