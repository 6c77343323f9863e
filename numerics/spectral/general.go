package spectral

import (
	"cmp"
	"math"
	"math/big"
	"math/cmplx"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// General is the eigenvalues and eigenvectors of a square matrix that need not be symmetric.
type General struct {
	Values  []complex128   // ascending by real part; of a conjugate pair the one with the positive imaginary part first
	Vectors [][]complex128 // Vectors[i] is a unit eigenvector of Values[i], its entry of largest size real and positive
}

// Of decomposes a. Eigenvalues that differ by no more than rounding are one, a double one for instance, which rounding would
// tear apart into a pair; an imaginary part that may be rounding is zero. The error is a *ShapeError, a *NotFiniteError or a
// *NoConvergenceError. a is not changed; it has at least one row.
func Of(a mat.Matrix) (*General, error) {
	n, columns := a.Dims()
	if n != columns {
		return nil, &ShapeError{Rows: n, Columns: columns}
	}
	if err := mustBeFinite(a); err != nil {
		return nil, err
	}
	if n == 2 {
		return ofTwo(a.At(0, 0), a.At(0, 1), a.At(1, 0), a.At(1, 1)), nil
	}
	var eigen mat.Eigen
	if !eigen.Factorize(a, mat.EigenBoth) {
		return nil, &NoConvergenceError{Order: n}
	}
	g := &General{Values: eigen.Values(nil)}
	var right, left mat.CDense
	eigen.VectorsTo(&right)
	eigen.LeftVectorsTo(&left)
	entries := mat.NewDense(n, n, nil)
	entries.Copy(a)
	known, errors := g.sharpen(entries.RawMatrix().Data), make([]float64, n)
	for i := range n {
		g.Vectors = append(g.Vectors, column(&right, i))
		if known {
			errors[i] = entryError(entries.RawMatrix().Data, g.Vectors[i], column(&left, i))
		} else {
			errors[i] = valueError(n, mat.Norm(a, 2), g.Vectors[i], column(&left, i))
		}
	}
	g.settle(errors)
	g.sort()
	return g, nil
}

func mustBeFinite(a mat.Matrix) error {
	n, columns := a.Dims()
	for i := range n {
		for j := range columns {
			if value := a.At(i, j); math.IsNaN(value) || math.IsInf(value, 0) {
				return &NotFiniteError{Row: i + 1, Column: j + 1, Value: value}
			}
		}
	}
	return nil
}

// Real reports whether all eigenvalues are real.
func (g *General) Real() bool {
	return !slices.ContainsFunc(g.Values, func(z complex128) bool { return imag(z) != 0 })
}

// Radius is the largest size of an eigenvalue.
func (g *General) Radius() float64 {
	largest := 0.0
	for _, z := range g.Values {
		largest = math.Max(largest, cmplx.Abs(z))
	}
	return largest
}

// Defective reports whether there are fewer independent eigenvectors than eigenvalues, within rounding.
func (g *General) Defective() bool {
	const same = 1e-6
	for i, u := range g.Vectors {
		for j, v := range g.Vectors[:i] {
			if g.Values[i] == g.Values[j] && 1-cmplx.Abs(inner(u, v)) < same {
				return true
			}
		}
	}
	return false
}

// valueError is about how far rounding may have moved an eigenvalue: a small multiple of n u ‖A‖ over the cosine between its
// left and right eigenvectors (Golub and Van Loan, 4th ed., §7.2.2), at most what it can move a multiple one.
func valueError(n int, norm float64, right, left []complex128) float64 {
	const unit = 0x1p-53
	small := 4 * unit * float64(n) * norm
	cosine := cmplx.Abs(inner(left, right)) / (length(left) * length(right))
	return math.Min(small/cosine, math.Pow(4*unit*float64(n), 1/float64(n))*norm)
}

// settle makes eigenvalues that rounding may have torn apart one, their mean, which it has not moved, and drops the parts that
// may be rounding.
func (g *General) settle(errors []float64) {
	n := len(g.Values)
	cluster := make([]int, n)
	for i := range n {
		cluster[i] = i
		for j := range i {
			if cmplx.Abs(g.Values[i]-g.Values[j]) <= errors[i]+errors[j] {
				join(cluster, i, j)
			}
		}
	}
	settled := slices.Clone(g.Values)
	for i := range n {
		settled[i] = g.settled(cluster, i, errors)
	}
	g.Values = settled
}

// settled is the mean of the eigenvalues that are one with the eigenvalue i.
func (g *General) settled(cluster []int, i int, errors []float64) complex128 {
	var sum complex128
	count, slack := 0, 0.0
	for j := range cluster {
		if cluster[j] == cluster[i] {
			sum += g.Values[j]
			slack = math.Max(slack, errors[j])
			count++
		}
	}
	mean := sum / complex(float64(count), 0)
	re, im := real(mean), imag(mean)
	if math.Abs(im) <= slack {
		im = 0
	}
	if math.Abs(re) <= slack/float64(count) && count == 1 {
		re = 0
	}
	return complex(re, im)
}

// join makes the clusters of two places one.
func join(cluster []int, i, j int) {
	from, to := cluster[i], cluster[j]
	for k, c := range cluster[:i+1] {
		if c == from {
			cluster[k] = to
		}
	}
}

// sort puts the values in order, with their vectors, which it turns so that their largest entry is real and positive; those of
// real values are real.
func (g *General) sort() {
	order := make([]int, len(g.Values))
	for i := range order {
		order[i] = i
		g.Vectors[i] = turned(g.Vectors[i], imag(g.Values[i]) == 0)
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := g.Values[i], g.Values[j]
		return cmp.Or(cmp.Compare(real(a), real(b)), cmp.Compare(math.Abs(imag(a)), math.Abs(imag(b))), cmp.Compare(imag(b), imag(a)))
	})
	values, vectors := make([]complex128, len(order)), make([][]complex128, len(order))
	for to, from := range order {
		values[to], vectors[to] = g.Values[from], g.Vectors[from]
	}
	g.Values, g.Vectors = values, vectors
}

// turned is a unit vector with its largest entry real and positive, without imaginary parts where it is to be real.
func turned(v []complex128, isReal bool) []complex128 {
	largest := slices.MaxFunc(v, func(a, b complex128) int {
		if near := cmplx.Abs(a) - cmplx.Abs(b); math.Abs(near) > 1e-12 {
			return cmp.Compare(near, 0)
		}
		return 0
	})
	phase := cmplx.Conj(largest) / complex(cmplx.Abs(largest), 0)
	unit := make([]complex128, len(v))
	for k, x := range v {
		unit[k] = x * phase
		if isReal || x == largest {
			unit[k] = complex(real(unit[k]), 0)
		}
	}
	scale := complex(length(unit), 0)
	for k := range unit {
		unit[k] /= scale
	}
	return unit
}

// ofTwo decomposes [a, b; c, d] by its characteristic polynomial, whose coefficients are computed without rounding.
func ofTwo(a, b, c, d float64) *General {
	exact := func(x float64) *big.Float { return new(big.Float).SetPrec(2200).SetFloat64(x) }
	product := func(x, y *big.Float) *big.Float { return new(big.Float).SetPrec(4400).Mul(x, y) }
	half := product(exact(0.5), new(big.Float).SetPrec(2200).Sub(exact(a), exact(d)))
	squares := product(half, half)
	cross := product(exact(b), exact(c))
	disc, _ := new(big.Float).SetPrec(4400).Add(squares, cross).Float64()
	size, _ := new(big.Float).SetPrec(4400).Add(squares, new(big.Float).Abs(cross)).Float64()
	middle, _ := product(exact(0.5), new(big.Float).SetPrec(2200).Add(exact(a), exact(d))).Float64()
	det, _ := new(big.Float).SetPrec(4400).Sub(product(exact(a), exact(d)), cross).Float64()
	const unit = 0x1p-53
	g := &General{}
	switch root := math.Sqrt(math.Abs(disc)); {
	case math.Abs(disc) <= 8*unit*size:
		g.Values = []complex128{complex(middle, 0), complex(middle, 0)}
	case disc < 0:
		g.Values = []complex128{complex(middle, root), complex(middle, -root)}
	default:
		far := middle + math.Copysign(root, middle)
		near := det / far
		g.Values = []complex128{complex(min(near, far), 0), complex(max(near, far), 0)}
	}
	for i, z := range g.Values {
		g.Vectors = append(g.Vectors, vectorOfTwo(a, b, c, d, z, i))
	}
	g.sort()
	return g
}

// vectorOfTwo is an eigenvector of [a, b; c, d]; the i-th unit vector where all are.
func vectorOfTwo(a, b, c, d float64, z complex128, i int) []complex128 {
	first := []complex128{complex(b, 0), z - complex(a, 0)}
	second := []complex128{z - complex(d, 0), complex(c, 0)}
	if length(second) > length(first) {
		first = second
	}
	if size := length(first); size > 0 {
		return []complex128{first[0] / complex(size, 0), first[1] / complex(size, 0)}
	}
	unit := []complex128{0, 0}
	unit[i] = 1
	return unit
}

func column(a *mat.CDense, j int) []complex128 {
	n, _ := a.Dims()
	entries := make([]complex128, n)
	for i := range entries {
		entries[i] = a.At(i, j)
	}
	return entries
}

// inner is uᴴv.
func inner(u, v []complex128) (sum complex128) {
	for k := range u {
		sum += cmplx.Conj(u[k]) * v[k]
	}
	return sum
}

func length(v []complex128) float64 {
	size := 0.0
	for _, x := range v {
		size = math.Hypot(size, cmplx.Abs(x))
	}
	return size
}
