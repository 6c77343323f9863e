package spectral

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
)

func TestSigns(t *testing.T) {
	tests := []struct {
		a           *mat.Dense
		uncertainty float64
		want        Signs
	}{
		{square(2, 2, 1, 1, 2), 0, PositiveDefinite},
		{square(2, 2, 1, 1, 2), 0.99, PositiveDefinite},
		{square(2, 2, 1, 1, 2), 1.01, Semidefinite},
		{square(2, -2, 0, 0, -2), 0, NegativeDefinite},
		{square(2, 2, 0, 0, -2), 0, Indefinite},
		{square(2, 2, 0, 0, -2), 2, Semidefinite},
		{square(2, 2, 2, 2, 2), 0, Semidefinite},
		{square(2, 1, 1, 1, 1+1e-15), 0, Semidefinite},
		{square(2, 0, 0, 0, 1e-300), 0, Semidefinite},
		{square(2, 1e-300, 0, 0, 1e-300), 0, PositiveDefinite},
		{square(3, 0, 0, 0, 0, 1, 0, 0, 0, -1), 0, Indefinite},
	}
	for _, test := range tests {
		d, err := Symmetric(test.a)
		if err != nil {
			t.Fatal(err)
		}
		if got := d.Signs(test.uncertainty); got != test.want {
			t.Errorf("%v within %g: %s, want %s", mat.Formatted(test.a), test.uncertainty, got, test.want)
		}
	}
}

// Powell's badly scaled kind of Hessian: in the 2-norm the small eigenvalue drowns, in the scaled matrix it does not.
func TestScaled(t *testing.T) {
	a := square(3, 2e18, 1e6, 3e5, 1e6, 2, 0.1, 3e5, 0.1, 5e-2)
	uncertainty := mat.NewDense(3, 3, nil)
	uncertainty.Apply(func(_, _ int, v float64) float64 { return 1e-15 * math.Abs(v) }, a)
	plain, err := Symmetric(a)
	if err != nil {
		t.Fatal(err)
	}
	if got := plain.Signs(mat.Norm(uncertainty, 2)); got != Semidefinite {
		t.Errorf("unscaled: %s", got)
	}
	scaled, bound, err := Scaled(a, uncertainty)
	if err != nil {
		t.Fatal(err)
	}
	if got := scaled.Signs(bound); got != PositiveDefinite {
		t.Errorf("scaled: %s, λ = %v within %g", got, scaled.Values, bound)
	}
}

func TestScaledKeepsInertia(t *testing.T) {
	tests := []*mat.Dense{
		square(2, 0, 1e8, 1e8, 0),
		square(2, 0, 0, 0, 3),
		square(3, 1e10, 0, 0, 0, -1e-10, 0, 0, 0, 0),
	}
	for _, a := range tests {
		plain, _ := Symmetric(a)
		scaled, bound, err := Scaled(a, nil)
		if err != nil || bound != 0 {
			t.Fatalf("bound %g, %v", bound, err)
		}
		n0, z0, p0 := plain.Inertia(0)
		n1, z1, p1 := scaled.Inertia(0)
		if n0 != n1 || z0 != z1 || p0 != p1 {
			t.Errorf("%v: inertia (%d, %d, %d), scaled (%d, %d, %d)", mat.Formatted(a), n0, z0, p0, n1, z1, p1)
		}
	}
}

func TestCondition(t *testing.T) {
	tests := []struct {
		a    *mat.Dense
		want float64
	}{
		{square(2, 0.2, 0, 0, 4), 20},
		{square(2, -8, 0, 0, 2), 4},
		{square(2, 1, 0, 0, 0), math.Inf(1)},
		{square(2, 802, -400, -400, 200), 2508.009601277298},
	}
	for _, test := range tests {
		d, err := Symmetric(test.a)
		if err != nil {
			t.Fatal(err)
		}
		if got := d.Condition(); got != test.want && math.Abs(got-test.want) > 1e-9*test.want {
			t.Errorf("κ = %.16g, want %.16g", got, test.want)
		}
	}
}
