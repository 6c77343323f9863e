package library

import (
	"testing"
	"unicode"

	"saddle/numerics/critical"
	"saddle/numerics/critical/search"
	"saddle/numerics/descent"
	"saddle/numerics/reason"
	"saddle/numerics/spectral"
)

// What numerics refuse is said in both languages, with nothing left to fill in.
func TestRefusalsInBothLanguages(t *testing.T) {
	for _, err := range []error{
		&spectral.ShapeError{Rows: 2, Columns: 3},
		&spectral.NotFiniteError{Row: 1, Column: 2},
		&spectral.AsymmetryError{Row: 1, Column: 2, Upper: 1, Lower: 2},
		&spectral.NoConvergenceError{Order: 3},
		&descent.SettingError{Rule: "gd", Name: "ζ", Known: []string{"η"}},
		&descent.PointError{Function: "f", Want: 2, Got: 3},
		&descent.BatchError{Size: 3, Rows: 2},
		&search.Error{Want: 2, Got: 1},
		&search.Error{Variable: 1},
		&search.SizeError{Variables: 200},
		&critical.NoCriticalPointError{From: []float64{1}, Last: []float64{2}},
		&critical.NoCriticalPointError{From: []float64{1}, Last: []float64{2}, Fading: true},
		&critical.DimensionError{Function: "f", Want: 2, Got: 3},
	} {
		said, ok := err.(interface{ Reason() reason.Reason })
		if !ok {
			t.Errorf("%T says nothing in Chinese", err)
			continue
		}
		text := said.Reason().Text()
		han := 0
		for _, r := range text.Chinese {
			if unicode.Is(unicode.Han, r) {
				han++
			}
			if r == '{' || r == '}' {
				t.Errorf("%T: %s", err, text.Chinese)
			}
		}
		if !text.Complete() || han < 5 || err.Error() != text.English {
			t.Errorf("%T: %v", err, text)
		}
	}
}
