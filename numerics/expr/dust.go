package expr

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"

	"saddle/numerics/expr/dense"
	"saddle/numerics/spectral"
)

// What a matrix product, an inverse, a solution or a decomposition leaves where the true entry is 0 is rounding alone: dust.
// Such a result carries, for each entry, how far rounding can have moved it away from 0. Views of it, its multiples and its
// length carry that on. Sums and functions of it do not, nor does anything that was typed or that stands in a list: there
// every number is what it is. The bounds are for display only and never change a value.

// unitRoundoff is the relative error of one operation.
const unitRoundoff = 0x1p-53

// Clean are the entries of a constant, those that are rounding alone set to 0; nil for a symbolic node. Not to be changed.
func (n *Node) Clean() []float64 {
	data := n.Data()
	if n.dust == nil || data == nil {
		return data
	}
	clean := slices.Clone(data)
	for k, bound := range n.dust {
		if math.Abs(clean[k]) <= bound {
			clean[k] = 0
		}
	}
	return clean
}

// WithDust gives a new constant bounds of how far rounding alone may have moved its entries away from 0, which Clean uses;
// nil: none.
func WithDust(n *Node, dust []float64) *Node {
	if n.graph == nil && slices.ContainsFunc(dust, func(bound float64) bool { return bound > 0 && !math.IsInf(bound, 0) }) {
		n.dust = dust
	}
	return n
}

// viewOf gives a view of a constant, or a multiple of it, its bounds.
func viewOf(a, view *Node, dust []float64) *Node {
	view.rough = a.rough
	return WithDust(view, dust)
}

func (n *Node) dustAt(k int) []float64 {
	if n.dust == nil {
		return nil
	}
	return n.dust[k : k+1]
}

// dustOrZero is the bound of entry k; a number counts for every entry.
func (n *Node) dustOrZero(k int) float64 {
	switch {
	case n.dust == nil:
		return 0
	case n.shape.IsScalar():
		return n.dust[0]
	}
	return n.dust[k]
}

// scaledDust are the bounds of c·a.
func scaledDust(a *Node, c float64) []float64 {
	if a.dust == nil {
		return nil
	}
	dust := slices.Clone(a.dust)
	floats.Scale(c, dust)
	return dust
}

// timesDust are the bounds of products entry by entry.
func timesDust(a, b *Node) []float64 {
	if a.dust == nil && b.dust == nil {
		return nil
	}
	dust := make([]float64, max(a.shape.Size(), b.shape.Size()))
	for k := range dust {
		x, y, dx, dy := math.Abs(a.numberAt(k)), math.Abs(b.numberAt(k)), a.dustOrZero(k), b.dustOrZero(k)
		dust[k] = x*dy + dx*y + dx*dy
	}
	return dust
}

// normDust is the bound of a length, where all entries are dust.
func normDust(a *Node) []float64 {
	if a.dust == nil || slices.ContainsFunc(a.Clean(), func(x float64) bool { return x != 0 }) {
		return nil
	}
	return []float64{floats.Norm(a.dust, 2) * (1 + 1e-12)}
}

// mostDusted is how many multiplications a product has for which bounds are found.
const mostDusted = 1 << 24

// trusted is how large what the bounds of the factors add may be, as a part of |A| |B| or of the largest entry. Bounds of ill-conditioned results
// are far above their errors, which cancel in products such as A⁻¹ A.
const trusted = 1e-12

// productDust are the bounds n u |A| |B| of a product of n terms an entry (Higham 2002, Accuracy and Stability of
// Numerical Algorithms, eq. 3.13), and what the bounds of the factors add. An entry that was computed without any rounding
// is no dust, nor is anything that a factor of rounding alone makes.
func productDust(a, b *Node, product []float64) []float64 {
	rows, inner, cols := a.shape.Rows, a.shape.Cols, b.shape.Cols
	if a.rough || b.rough || inner < 2 && a.dust == nil && b.dust == nil || float64(rows)*float64(inner)*float64(cols) > mostDusted {
		return nil
	}
	left, right := sizes(a.data), sizes(b.data)
	whole, more := make([]float64, rows*cols), make([]float64, rows*cols)
	dense.Product(whole, left, right, rows, inner, cols)
	added := make([]float64, rows*cols)
	if a.dust != nil {
		dense.Product(more, a.dust, right, rows, inner, cols)
		floats.Add(added, more)
	}
	if b.dust != nil {
		dense.Product(more, left, b.dust, rows, inner, cols)
		floats.Add(added, more)
	}
	dust, largest := make([]float64, rows*cols), floats.Norm(product, math.Inf(1))
	for k, size := range whole {
		dust[k] = float64(inner) * unitRoundoff * size
		if added[k] <= trusted*max(size, largest) {
			dust[k] += added[k]
		}
		if x := product[k]; a.dust == nil && b.dust == nil && x != 0 && math.Abs(x) <= dust[k] && isExact(a, b, k, x) {
			dust[k] = 0
		}
	}
	return dust
}

// isExact reports whether entry k of a product is x without any rounding on the way.
func isExact(a, b *Node, k int, x float64) bool {
	inner, cols := a.shape.Cols, b.shape.Cols
	sum := 0.0
	for m := range inner {
		u, v := a.data[k/cols*inner+m], b.data[m*cols+k%cols]
		p := u * v
		next := sum + p
		back := next - sum
		if math.FMA(u, v, -p) != 0 || (sum-(next-back))+(p-back) != 0 {
			return false
		}
		sum = next
	}
	return sum == x
}

func sizes(xs []float64) []float64 {
	s := make([]float64, len(xs))
	for k, x := range xs {
		s[k] = math.Abs(x)
	}
	return s
}

// mostFactored is the order up to which bounds of solutions and decompositions are found.
const mostFactored = 200

// legible is how large a bound of a solution may be, as a part of its largest entry nearby, to count as one of dust: where
// more is uncertain, the digits shown tell so, not zeros.
const legible = 1e-6

// solutionDust are the bounds 3 n u |A⁻¹| |A| |X| of the solution X of A X = B (Higham 2002, §9.2), and what the bounds of A
// and B add.
func solutionDust(a, b *Node, x []float64) []float64 {
	n, cols := b.shape.Rows, b.shape.Cols
	if n > mostFactored || !dense.Finite(x) {
		return nil
	}
	inverse := make([]float64, n*n)
	new(dense.Workspace).Inverse(inverse, a.data, n)
	residual := sizes(b.data)
	dense.Product(residual, sizes(a.data), sizes(x), n, n, cols)
	floats.Scale(3*float64(n)*unitRoundoff, residual)
	if a.dust != nil {
		more := make([]float64, n*cols)
		dense.Product(more, a.dust, sizes(x), n, n, cols)
		floats.Add(residual, more)
	}
	if b.dust != nil {
		floats.Add(residual, b.dust)
	}
	dust := make([]float64, n*cols)
	dense.Product(dust, sizes(inverse), residual, n, n, cols)
	return dust
}

// isRough reports whether a bound is too large beside the largest entries of its row and of its column.
func isRough(dust, x []float64, rows, cols int) bool {
	ofRow, ofColumn := make([]float64, rows), make([]float64, cols)
	for k, v := range x {
		i, j := k/cols, k%cols
		ofRow[i], ofColumn[j] = max(ofRow[i], math.Abs(v)), max(ofColumn[j], math.Abs(v))
	}
	for k, bound := range dust {
		largest := ofColumn[k%cols]
		if cols > 1 {
			largest = min(largest, ofRow[k/cols])
		}
		if !(bound <= legible*largest) {
			return true
		}
	}
	return false
}

// solved is a solution with its bounds; where they are too large for zeros to be told, it is rough and has none.
func solved(a, b *Node, x []float64) *Node {
	n := Array(b.shape, x)
	dust := solutionDust(a, b, x)
	if dust != nil && isRough(dust, x, b.shape.Rows, b.shape.Cols) {
		n.rough = true
		return n
	}
	return WithDust(n, dust)
}

// eigenvalueDust bounds the eigenvalues that cannot be told from 0: as many of the smallest as A has within its error
// bound once its rows are brought to one size, which keeps the signs; so a 3 beside 1e17 is no dust.
func eigenvalueDust(a *Node, values []float64) []float64 {
	n := len(values)
	bound := backwardError(a)
	if n > mostFactored || bound == 0 || !slices.ContainsFunc(values, func(x float64) bool { return x != 0 && math.Abs(x) <= bound }) {
		return nil
	}
	var uncertainty mat.Matrix
	if a.dust != nil {
		uncertainty = mat.NewDense(n, n, a.dust)
	}
	scaled, uncertain, err := spectral.Scaled(mat.NewDense(n, n, symmetricData(a)), uncertainty)
	if err != nil {
		return nil
	}
	_, zeros, _ := scaled.Inertia(uncertain)
	order := count(0, n, 1)
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(math.Abs(values[i]), math.Abs(values[j])) })
	dust := make([]float64, n)
	for _, k := range order[:zeros] {
		dust[k] = bound
	}
	return dust
}

func symmetricData(a *Node) []float64 {
	n := a.shape.Rows
	data := make([]float64, n*n)
	for i := range n {
		for j := range n {
			data[i*n+j] = a.data[i*n+j]/2 + a.data[j*n+i]/2
		}
	}
	return data
}

// eigenvectorDust bounds the entries of unit eigenvectors: rounding alone moves them by 4 n u at least where A is not
// diagonal.
func eigenvectorDust(a *Node) []float64 {
	if backwardError(a) == 0 {
		return nil
	}
	dust := make([]float64, len(a.data))
	for k := range dust {
		dust[k] = 4 * float64(a.shape.Rows) * unitRoundoff
	}
	return dust
}

// backwardError is 4 n u ‖A‖F, the error of the decomposition of a symmetric matrix, and what the bounds of A add; 0 for a
// diagonal one.
func backwardError(a *Node) float64 {
	n := a.shape.Rows
	for k, x := range a.data {
		if x != 0 && k/n != k%n {
			return 4*float64(n)*unitRoundoff*floats.Norm(a.data, 2) + floats.Norm(a.dust, 2)
		}
	}
	return 0
}
