package exact

import "math/big"

// Solve is the solution of A X = B, row by row, and the determinant of A, by elimination; X is nil where A is singular. A is
// n×n and B n×m, row by row.
func Solve(a, b []*big.Rat, n, m int) (x []*big.Rat, determinant *big.Rat) {
	rows := make([][]*big.Rat, n)
	for i := range rows {
		for j := range n {
			rows[i] = append(rows[i], new(big.Rat).Set(a[i*n+j]))
		}
		for j := range m {
			rows[i] = append(rows[i], new(big.Rat).Set(b[i*m+j]))
		}
	}
	determinant = big.NewRat(1, 1)
	for k := range n {
		pivot := k
		for pivot < n && rows[pivot][k].Sign() == 0 {
			pivot++
		}
		if pivot == n {
			return nil, new(big.Rat)
		}
		if pivot != k {
			rows[pivot], rows[k] = rows[k], rows[pivot]
			determinant.Neg(determinant)
		}
		determinant.Mul(determinant, rows[k][k])
		eliminate(rows, k)
	}
	for i := range n {
		x = append(x, rows[i][n:]...)
	}
	return x, determinant
}

// eliminate makes column k that of the identity.
func eliminate(rows [][]*big.Rat, k int) {
	inverse := new(big.Rat).Inv(rows[k][k])
	for j := range rows[k] {
		rows[k][j].Mul(rows[k][j], inverse)
	}
	for i := range rows {
		if i == k || rows[i][k].Sign() == 0 {
			continue
		}
		c := new(big.Rat).Set(rows[i][k])
		for j := range rows[i] {
			rows[i][j].Sub(rows[i][j], new(big.Rat).Mul(c, rows[k][j]))
		}
	}
}

// Eigenvalues are the forms of the eigenvalues of an n×n matrix, row by row with many digits, that are near the numbers given;
// each is a zero of the characteristic polynomial to 45 digits. False where one of them has no simple form.
func Eigenvalues(a []*big.Float, n int, near []float64) ([]Form, bool) {
	c := characteristic(a, n)
	forms := make([]Form, len(near))
	for k, x := range near {
		f, ok := zeroNear(c, x)
		if !ok {
			return nil, false
		}
		forms[k] = f
	}
	return forms, true
}

const many = 320 // bits

// characteristic are the coefficients of det(λI - A) from the constant on, by Faddeev and LeVerrier.
func characteristic(a []*big.Float, n int) []*big.Float {
	c := make([]*big.Float, n+1)
	c[n] = number(many).SetInt64(1)
	m := make([]*big.Float, n*n)
	for i := range m {
		m[i] = number(many)
	}
	for k := 1; k <= n; k++ {
		for i := range n {
			m[i*n+i].Add(m[i*n+i], c[n-k+1])
		}
		product := make([]*big.Float, n*n)
		trace := number(many)
		for i := range n {
			for j := range n {
				sum := number(many)
				for l := range n {
					sum.Add(sum, number(many).Mul(a[i*n+l], m[l*n+j]))
				}
				product[i*n+j] = sum
			}
			trace.Add(trace, product[i*n+i])
		}
		c[n-k] = trace.Quo(trace, number(many).SetInt64(int64(-k)))
		m = product
	}
	return c
}

// zeroNear is the simplest form near x at which a polynomial is zero.
func zeroNear(c []*big.Float, x float64) (Form, bool) {
	for _, f := range Candidates(x, 1e-12) {
		v := f.Value(many)
		sum, size := number(many), number(many)
		for k := len(c) - 1; k >= 0; k-- {
			sum.Add(sum.Mul(sum, v), c[k])
			size.Add(size.Mul(size, number(many).Abs(v)), number(many).Abs(c[k]))
		}
		if sum.Sign() == 0 || sum.MantExp(nil) < size.MantExp(nil)-sure {
			return f, true
		}
	}
	return Form{}, false
}
