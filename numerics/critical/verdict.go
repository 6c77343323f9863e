// Package critical studies the points where a gradient vanishes: it says of what kind they are, finds the one that Newton's method
// reaches, and says what learning rates their Hessian allows. Those of a whole box are found by the package search below it.
//
// It moves along no path of its own: the rules that walk downhill are in descent. Its verdicts are decided against the
// rounding error of what was computed, never against a fixed small number; what that error leaves open is "undecided".
//
//	v, err := critical.Classify(ctx, f, []float64{0, 0})   // f(x, y) = x² - y²
//	v.Kind      // SaddlePoint
//	v.Falling   // (0, 1)
package critical

import (
	"math"
	"slices"

	"saddle/numerics/reason"

	"gonum.org/v1/gonum/mat"
)

// Reason is a sentence that can be said in several languages.
type Reason = reason.Reason

// Kind names what a point is.
type Kind string

// The kinds of a point, in the words of the language.
const (
	LocalMinimum      Kind = "local minimum"
	LocalMaximum      Kind = "local maximum"
	SaddlePoint       Kind = "saddle point" // neither: f takes larger and smaller values in every neighbourhood
	Undecided         Kind = "undecided"
	NotCritical       Kind = "not critical"
	NotDifferentiable Kind = "not differentiable"
	EndOfDomain       Kind = "end of the domain" // f is defined on one side only
)

// IsRough tells a place where f has no derivative, for a corner or for its domain ends there, from a critical point.
func (k Kind) IsRough() bool { return k == NotDifferentiable || k == EndOfDomain }

// Verdict is what is known of a point, or of a matrix taken as the Hessian at a critical point.
type Verdict struct {
	Kind Kind

	// Strict: a minimum (maximum) strictly below (above) every other value nearby, also where f is not differentiable or ends;
	// for a saddle point, that the Hessian itself has a negative eigenvalue, a strict saddle (Lee et al. 2016).
	Strict bool
	// Isolated: no other critical point in some neighbourhood.
	Isolated bool
	// Degenerate: some eigenvalue of the Hessian is zero within Bound; where the second derivatives jump, of that on one side.
	Degenerate bool
	Index      int // number of eigenvalues proven negative

	Eigenvalues  []float64  // of the Hessian, ascending; nil where there is none
	Eigenvectors *mat.Dense // unit eigenvectors as columns, signs as in spectral.Decomposition
	Bound        float64    // error of the eigenvalues: rounding in f's derivatives and in the decomposition
	zeros        int        // how many eigenvalues, from place Index on, are not proven to be other than zero

	Value        float64
	Gradient     []float64 // nil for a matrix
	GradientNorm float64   // NaN where it is not known
	GradientSlop float64   // a gradient no longer than this is zero within rounding

	Falling []float64 // unit vector along which f falls from here; nil where none is known
	Rising  []float64 // unit vector along which f rises from here; nil where none is known
	Nearby  []float64 // of a point that is not critical: the critical point that Newton's method reaches, or nil

	NearbyKind Kind // what kind of point Nearby is

	Reason Reason
}

// Rounded are the eigenvalues, in ascending order, those that are not proven to be other than zero written as 0.
func (v *Verdict) Rounded() []float64 {
	values := slices.Clone(v.Eigenvalues)
	for i, value := range values {
		isNegative, isPositive := i < v.Index, i >= v.Index+v.zeros
		if isNegative && value > 0 || isPositive && value < 0 || !isNegative && !isPositive {
			values[i] = 0 // of the wrong sign it is smaller than its error
		}
	}
	return values
}

// withoutHessian forgets what was read from a matrix of second derivatives that holds on one side of the point only.
func (v *Verdict) withoutHessian() {
	v.Eigenvalues, v.Eigenvectors, v.Bound, v.Index, v.zeros = nil, nil, 0, 0, 0
	v.Falling, v.Rising = nil, nil
}

// PlaceBounds bounds how far rounding in the gradient moves each coordinate of a critical point, to first order: |H⁻¹| times
// GradientSlop. It is nil where the Hessian may be singular, or is not known.
func (v *Verdict) PlaceBounds() []float64 {
	n := len(v.Eigenvalues)
	if v.Kind == NotCritical || v.Degenerate || n == 0 || v.Eigenvectors == nil || !(v.GradientSlop > 0) {
		return nil
	}
	if rows, columns := v.Eigenvectors.Dims(); rows != n || columns != n {
		return nil
	}
	bounds := make([]float64, n)
	for k, lambda := range v.Eigenvalues {
		for i := range bounds {
			bounds[i] += math.Abs(v.Eigenvectors.At(i, k)) * v.GradientSlop / math.Abs(lambda)
		}
	}
	return bounds
}

// wordOf names an extremum in the keys of reasons.
func wordOf(kind Kind, strict bool) string {
	word := "minimum"
	if kind == LocalMaximum {
		word = "maximum"
	}
	if strict {
		return "strict." + word
	}
	return word
}
