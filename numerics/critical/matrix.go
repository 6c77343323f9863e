package critical

import (
	"math"

	"saddle/numerics/reason"
	"saddle/numerics/spectral"

	"gonum.org/v1/gonum/mat"
)

// entryError is the relative error that the entries of a bare matrix are taken to carry: a few roundings, since the matrix
// may have been computed.
const entryError = 8 * 0x1p-53

// ClassifyMatrix takes a as the Hessian at a critical point and decides by the signs of its eigenvalues. A singular matrix
// without eigenvalues of both signs is Undecided, whatever the function. The errors are those of spectral.Symmetric.
func ClassifyMatrix(a mat.Matrix) (*Verdict, error) {
	uncertainty := func(i, j int) float64 { return entryError * math.Abs(a.At(i, j)) }
	s, err := readSpectrum(a, uncertainty)
	if err != nil {
		return nil, err
	}
	v := &Verdict{}
	s.report(v)
	s.decide(v, matrixReasons)
	return v, nil
}

// spectrum is a Hessian's eigenvalues and what they prove.
type spectrum struct {
	*spectral.Decomposition
	bound                    float64 // error of the values
	negative, zero, positive int
}

// readSpectrum decomposes a Hessian whose entries are known within uncertainty. The signs are also looked for in the
// matrix with its rows brought to one scale, and the reading that leaves fewer open is taken.
func readSpectrum(hessian mat.Matrix, uncertainty func(i, j int) float64) (*spectrum, error) {
	if n, columns := hessian.Dims(); n == 0 {
		return nil, &spectral.ShapeError{Rows: n, Columns: columns}
	}
	d, err := spectral.Symmetric(hessian)
	if err != nil {
		return nil, err
	}
	errors := errorMatrix{hessian, uncertainty}
	s := &spectrum{Decomposition: d, bound: d.Bound + mat.Norm(errors, math.Inf(1))}
	s.negative, s.zero, s.positive = d.Inertia(s.bound - d.Bound)
	if s.zero == 0 {
		return s, nil
	}
	scaled, bound, err := spectral.Scaled(hessian, errors)
	if err != nil {
		return s, nil
	}
	if negative, zero, positive := scaled.Inertia(bound); zero < s.zero {
		s.negative, s.zero, s.positive = negative, zero, positive
	}
	return s, nil
}

// errorMatrix shows a bound of every entry's error as a matrix of the Hessian's shape.
type errorMatrix struct {
	hessian mat.Matrix
	at      func(i, j int) float64
}

func (e errorMatrix) Dims() (int, int)    { return e.hessian.Dims() }
func (e errorMatrix) At(i, j int) float64 { return e.at(i, j) }
func (e errorMatrix) T() mat.Matrix       { return mat.Transpose{Matrix: e} }

// report fills in what needs no decision.
func (s *spectrum) report(v *Verdict) {
	v.Eigenvalues, v.Eigenvectors, v.Bound = s.Values, s.Vectors, s.bound
	v.Index = s.negative
	v.Degenerate, v.zeros = s.zero > 0, s.zero
	if s.negative > 0 {
		v.Falling = s.Vector(0)
	}
	if s.positive > 0 {
		v.Rising = s.Vector(len(s.Values) - 1)
	}
}

// reasons are the sentences for the four readings of a spectrum.
type reasons struct{ minimum, maximum, saddle, singular string }

var (
	matrixReasons = reasons{"critical.matrix.minimum", "critical.matrix.maximum", "critical.matrix.saddle", "critical.matrix.singular"}
	pointReasons  = reasons{"critical.minimum", "critical.maximum", "critical.saddle", "critical.singular"}
)

// decide applies the second-order conditions: definite, a strict minimum or maximum; both signs, a saddle point, zeros or
// not; else a singular matrix, which decides nothing.
func (s *spectrum) decide(v *Verdict, say reasons) {
	values := s.rounded()
	switch {
	case s.negative > 0 && s.positive > 0:
		v.Kind, v.Strict, v.Isolated = SaddlePoint, true, s.zero == 0
		v.Reason = reason.Of(say.saddle, values, v.Falling, v.Rising)
	case s.zero > 0:
		v.Kind = Undecided
		v.Reason = reason.Of(say.singular, values, s.Vector(s.nullIndices()[0]))
	case s.positive > 0:
		v.Kind, v.Strict, v.Isolated = LocalMinimum, true, true
		v.Reason = reason.Of(say.minimum, values)
	default:
		v.Kind, v.Strict, v.Isolated = LocalMaximum, true, true
		v.Reason = reason.Of(say.maximum, values)
	}
}

// rounded are the eigenvalues with those that may be zero shown as zero.
func (s *spectrum) rounded() []float64 {
	values := append([]float64(nil), s.Values...)
	for _, i := range s.nullIndices() {
		values[i] = 0
	}
	return values
}

// nullIndices are the places of the eigenvalues that may be zero: between the proven negative and the proven positive.
func (s *spectrum) nullIndices() []int {
	indices := make([]int, s.zero)
	for i := range indices {
		indices[i] = s.negative + i
	}
	return indices
}
