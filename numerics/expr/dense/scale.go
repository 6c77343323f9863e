package dense

import "math"

// Entries of sizes between these go through a factorisation of float64s without overflow or loss; others are brought near
// 1 by powers of two first, which rounds nothing, and the result is brought back.
const tiny, huge = 0x1p-300, 0x1p300

// isExtreme reports whether an entry of a is so large or so small that a factorisation could leave the range of float64s.
func isExtreme(a []float64) bool {
	for _, x := range a {
		if size := math.Abs(x); size != 0 && !(size > tiny && size < huge) {
			return true
		}
	}
	return false
}

// exponent is the e with 2^(e-1) ≤ largest |x| < 2^e, 0 where all are 0.
func exponent(xs []float64) int {
	largest := 0.0
	for _, x := range xs {
		largest = max(largest, math.Abs(x))
	}
	_, e := math.Frexp(largest)
	return e
}

// shift multiplies by 2^e.
func shift(xs []float64, e int) {
	for i, x := range xs {
		xs[i] = math.Ldexp(x, e)
	}
}

// ScaledProduct is Product of finite factors whose terms leave the range of float64s, though their sums need not: the rows
// of a and the columns of b are brought near 1 first.
func ScaledProduct(dst, a, b []float64, rows, inner, cols int) {
	row, column := make([]float64, inner), make([]float64, inner)
	for i := range rows {
		copy(row, a[i*inner:(i+1)*inner])
		e := exponent(row)
		shift(row, -e)
		for j := range cols {
			for k := range inner {
				column[k] = b[k*cols+j]
			}
			f := exponent(column)
			shift(column, -f)
			dst[i*cols+j] = math.Ldexp(dot(row, column), e+f)
		}
	}
}

// equilibrate brings the largest entry of each row, then of each column, of the n×n matrix in w.lu into [1/2, 1), and
// keeps the exponents; without extreme entries all exponents are 0.
func (w *Workspace) equilibrate(n int) {
	w.rows, w.columns = resize(w.rows, n), resize(w.columns, n)
	clear(w.rows)
	clear(w.columns)
	if !isExtreme(w.lu) || !Finite(w.lu) {
		return
	}
	for i := range n {
		row := w.lu[i*n : (i+1)*n]
		w.rows[i] = exponent(row)
		shift(row, -w.rows[i])
	}
	for j := range n {
		largest := 0.0
		for i := range n {
			largest = max(largest, math.Abs(w.lu[i*n+j]))
		}
		_, w.columns[j] = math.Frexp(largest)
		for i := range n {
			w.lu[i*n+j] = math.Ldexp(w.lu[i*n+j], -w.columns[j])
		}
	}
}

// isScaled reports whether equilibrate has changed the matrix.
func (w *Workspace) isScaled() bool {
	for i, e := range w.rows {
		if e != 0 || w.columns[i] != 0 {
			return true
		}
	}
	return false
}

// backSolve turns the right-hand sides in x (n×cols) into solutions, undoing the scaling of the factors.
func (w *Workspace) backSolve(x []float64, n, cols int) {
	if !w.isScaled() && !isExtreme(x) || !Finite(x) {
		w.substitute(x, n, cols)
		return
	}
	column := make([]float64, n)
	for j := range cols {
		w.backSolveColumn(x, column, j, n, cols)
	}
}

func (w *Workspace) backSolveColumn(x, column []float64, j, n, cols int) {
	largest := math.MinInt
	for i := range n {
		mantissa, e := math.Frexp(x[i*cols+j])
		column[i] = mantissa
		if mantissa != 0 {
			largest = max(largest, e-w.rows[i])
		}
	}
	for i := range n {
		_, e := math.Frexp(x[i*cols+j])
		column[i] = math.Ldexp(column[i], e-w.rows[i]-largest)
	}
	w.substitute(column, n, 1)
	for i := range n {
		x[i*cols+j] = math.Ldexp(column[i], largest-w.columns[i])
	}
}
