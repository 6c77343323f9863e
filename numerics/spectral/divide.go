package spectral

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/lapack"
	"gonum.org/v1/gonum/lapack/gonum"
)

// tridiagonal is a symmetric tridiagonal matrix that is decomposed by dividing: without the numbers in its middle it is two smaller
// ones, and what these change is one product of a vector with itself (Cuppen 1981, Numer. Math. 36, 177; Gu and Eisenstat 1995,
// SIAM J. Matrix Anal. Appl. 16, 172). Its entries are to be about 1 at most.
type tridiagonal struct {
	n       int
	values  []float64 // its diagonal; in the end the eigenvalues, ascending
	beside  []float64 // its n-1 numbers beside the diagonal
	vectors []float64 // n×n, row by row; in the end the eigenvectors as columns

	turn, gaps []float64 // room for n² numbers each
}

// leafOrder is the order up to which the implicit QL method is about as fast.
const leafOrder = 24

const epsilon = 0x1p-53

// newTridiagonal takes room for n² numbers.
func newTridiagonal(values, beside, room []float64) *tridiagonal {
	n := len(values)
	return &tridiagonal{n, values, beside, make([]float64, n*n), make([]float64, n*n), room}
}

// decompose finds the eigenvalues and eigenvectors of the part from lo to hi; it fails where the QL method does not converge.
func (t *tridiagonal) decompose(lo, hi int) bool {
	if hi-lo <= leafOrder {
		return t.leaf(lo, hi)
	}
	mid := (lo + hi) / 2
	link := t.beside[mid-1]
	t.values[mid-1] -= math.Abs(link)
	t.values[mid] -= math.Abs(link)
	if !t.decompose(lo, mid) || !t.decompose(mid, hi) {
		return false
	}
	t.merge(lo, mid, hi, link)
	return true
}

func (t *tridiagonal) leaf(lo, hi int) bool {
	n := hi - lo
	return gonum.Implementation{}.Dsteqr(lapack.EVTridiag, n, t.values[lo:hi], slices.Clone(t.beside[lo:hi-1]), t.vectors[lo*t.n+lo:], t.n, make([]float64, max(1, 2*n-2)))
}

// merge makes the decompositions of two neighbouring parts one: their eigenvectors turn the whole into
// diag(values) + ρ z zᵀ, which is solved in the columns where z counts.
func (t *tridiagonal) merge(lo, mid, hi int, link float64) {
	m := &merger{tridiagonal: t, lo: lo, mid: mid, hi: hi, rho: 2 * math.Abs(link), z: make([]float64, hi-lo), spans: make([]span, hi-lo)}
	for k := range m.z {
		row, sign, s := mid-1, 1.0, above
		if lo+k >= mid {
			row, sign, s = mid, math.Copysign(1, link), below
		}
		m.z[k], m.spans[k] = sign*t.vectors[row*t.n+lo+k]/math.Sqrt2, s
	}
	m.deflate()
	m.solve()
	m.assemble()
}

// span says in which of the two parts a column has entries.
type span int

const (
	above span = iota
	both
	below
)

// merger is a merge under way; columns are counted from lo.
type merger struct {
	*tridiagonal
	lo, mid, hi int
	rho         float64
	z           []float64
	spans       []span
	kept        []int // columns in which the problem is solved, by value
	settled     []int // columns that are eigenvectors already
	roots       []float64
	place       []int // of each kept column among those that are turned
}

func (m *merger) value(column int) *float64 { return &m.values[m.lo+column] }

// deflate settles the columns where z is nothing beside rounding, and one of any two whose values are the same within it, once
// they are turned so that z is in the other alone.
func (m *merger) deflate() {
	order, size := make([]int, len(m.z)), 0.0
	for k := range order {
		order[k] = k
		size = max(size, math.Abs(*m.value(k)), math.Abs(m.z[k]))
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(*m.value(a), *m.value(b)) })
	tolerance := 8 * epsilon * size
	for _, k := range order {
		last := len(m.kept) - 1
		switch {
		case m.rho*math.Abs(m.z[k]) <= tolerance:
			m.settled = append(m.settled, k)
		case last >= 0 && m.turned(m.kept[last], k, tolerance):
			m.settled = append(m.settled, m.kept[last])
			m.kept[last] = k
		default:
			m.kept = append(m.kept, k)
		}
	}
}

// turned turns columns p and q so that z is in q alone, where what that leaves beside the diagonal is within the tolerance.
func (m *merger) turned(p, q int, tolerance float64) bool {
	length := math.Hypot(m.z[p], m.z[q])
	c, s := m.z[q]/length, -m.z[p]/length
	a, b := *m.value(p), *m.value(q)
	if math.Abs((b-a)*c*s) > tolerance {
		return false
	}
	m.z[p], m.z[q] = 0, length
	*m.value(p), *m.value(q) = a*c*c+b*s*s, a*s*s+b*c*c
	column := func(k int) blas64.Vector {
		return blas64.Vector{N: m.hi - m.lo, Inc: m.n, Data: m.vectors[m.lo*m.n+m.lo+k:]}
	}
	blas64.Rot(column(p), column(q), c, s)
	if m.spans[p] != m.spans[q] {
		m.spans[p], m.spans[q] = both, both
	}
	return true
}

// solve finds the eigenvalues of the kept columns, in m.turn their eigenvectors, one a column, and the place of each kept column among
// its rows.
func (m *merger) solve() {
	k := len(m.kept)
	if k == 0 {
		return
	}
	s := newSecular(m.rho, k, m.gaps)
	for i, column := range m.kept {
		s.d[i], s.z[i] = *m.value(column), m.z[column]
	}
	m.roots, m.place = s.roots(), m.grouped()
	s.vectors(m.turn[:k*k], m.place)
}

// grouped is where each kept column goes, those with the same span side by side.
func (m *merger) grouped() []int {
	place, next := make([]int, len(m.kept)), 0
	for _, s := range []span{above, both, below} {
		for i, column := range m.kept {
			if m.spans[column] == s {
				place[i], next = next, next+1
			}
		}
	}
	return place
}

// assemble puts the eigenvalues in order, and their eigenvectors with them: of the kept columns, above and below without those that are
// zero there, what they are once turned.
func (m *merger) assemble() {
	found := slices.Clone(m.roots) // then those of the settled columns
	for _, column := range m.settled {
		found = append(found, *m.value(column))
	}
	order := make([]int, len(found))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(found[a], found[b]) })
	for i, source := range order {
		*m.value(i) = found[source]
	}
	first, second := len(m.kept), 0
	for _, column := range m.kept {
		switch m.spans[column] {
		case above:
			second++
		case below:
			first--
		}
	}
	m.rows(m.lo, m.mid, 0, first, order)
	m.rows(m.mid, m.hi, second, len(m.kept), order)
}

// rows does a part of the rows, some at a time, in which the kept columns from left to right are not zero.
func (m *merger) rows(top, bottom, left, right int, order []int) {
	const strip = 32
	k, n, width := len(m.kept), m.hi-m.lo, right-left
	from, to, next := make([]float64, strip*width), make([]float64, strip*k), make([]float64, n)
	for ; top < bottom; top += strip {
		rows := min(strip, bottom-top)
		for i, column := range m.kept {
			if at := m.place[i] - left; at >= 0 && at < width {
				for row := range rows {
					from[row*width+at] = m.row(top + row)[column]
				}
			}
		}
		if width > 0 {
			turn := blas64.General{Rows: width, Cols: k, Stride: k, Data: m.turn[left*k:]}
			blas64.Gemm(blas.NoTrans, blas.NoTrans, 1, blas64.General{Rows: rows, Cols: width, Stride: width, Data: from}, turn, 0,
				blas64.General{Rows: rows, Cols: k, Stride: k, Data: to})
		}
		for row := range rows {
			m.reorder(m.row(top+row), to[row*k:(row+1)*k], next, order)
		}
	}
}

// row is that of the vectors, in the columns of the merge.
func (m *merger) row(i int) []float64 { return m.vectors[i*m.n+m.lo:][:m.hi-m.lo] }

// reorder fills a row of the vectors with the columns in their order: the turned ones, and the settled ones that are in it.
func (m *merger) reorder(row, turned, next []float64, order []int) {
	for i, source := range order {
		if source < len(turned) {
			next[i] = turned[source]
		} else {
			next[i] = row[m.settled[source-len(turned)]]
		}
	}
	copy(row, next)
}
