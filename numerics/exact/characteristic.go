package exact

import "math/big"

// Characteristic are the coefficients of det(λI - A) from the constant on, that of λⁿ left out, of an n×n matrix row by row;
// false where one of them has no simple form.
func Characteristic(a []Form, n int) ([]Form, bool) {
	rats := make([]*big.Rat, len(a))
	for k, f := range a {
		if rats[k] = f.Rat(); rats[k] == nil {
			return characteristicOf(a, n)
		}
	}
	return FormsOf(rationalCharacteristic(rats, n))
}

// rationalCharacteristic is Faddeev and LeVerrier's way in quotients.
func rationalCharacteristic(a []*big.Rat, n int) []*big.Rat {
	c, m := make([]*big.Rat, n), make([]*big.Rat, n*n)
	for i := range m {
		m[i] = new(big.Rat)
	}
	last := big.NewRat(1, 1)
	for k := 1; k <= n; k++ {
		for i := range n {
			m[i*n+i].Add(m[i*n+i], last)
		}
		product, trace := make([]*big.Rat, n*n), new(big.Rat)
		for i := range n {
			for j := range n {
				sum := new(big.Rat)
				for l := range n {
					sum.Add(sum, new(big.Rat).Mul(a[i*n+l], m[l*n+j]))
				}
				product[i*n+j] = sum
			}
			trace.Add(trace, product[i*n+i])
		}
		last = trace.Quo(trace, big.NewRat(int64(-k), 1))
		c[n-k], m = last, product
	}
	return c
}

// characteristicOf finds the forms of coefficients with many digits; one that is zero beside what the entries can add up to is 0.
func characteristicOf(a []Form, n int) ([]Form, bool) {
	entries := make([]*big.Float, len(a))
	largest := number(many)
	for k, f := range a {
		entries[k] = f.Value(many)
		if size := number(many).Abs(entries[k]); size.Cmp(largest) > 0 {
			largest = size
		}
	}
	scale := number(many).SetInt64(1)
	forms := make([]Form, n)
	c := characteristic(entries, n)
	for k := n - 1; k >= 0; k-- {
		scale.Mul(scale, number(many).Mul(largest, number(many).SetInt64(int64(n))))
		if c[k].Sign() == 0 || c[k].MantExp(nil) < scale.MantExp(nil)-sure {
			forms[k], _ = Rational(new(big.Rat))
			continue
		}
		f, ok := Identify(c[k])
		if !ok {
			return nil, false
		}
		forms[k] = f
	}
	return forms, true
}

// EigenvaluesOf are the forms of the eigenvalues near the numbers given of an n×n matrix that is known exactly, as Eigenvalues
// finds them.
func EigenvaluesOf(a []Form, n int, near []float64) ([]Form, bool) {
	entries := make([]*big.Float, len(a))
	for k, f := range a {
		entries[k] = f.Value(many)
	}
	return Eigenvalues(entries, n, near)
}

// Less is a - b c; false where that has no simple form.
func Less(a, b, c Form) (Form, bool) {
	if x, y, z := a.Rat(), b.Rat(), c.Rat(); x != nil && y != nil && z != nil {
		forms, ok := FormsOf([]*big.Rat{x.Sub(x, y.Mul(y, z))})
		if !ok {
			return Form{}, false
		}
		return forms[0], true
	}
	x, product := a.Value(many), number(many).Mul(b.Value(many), c.Value(many))
	difference := number(many).Sub(x, product)
	if difference.Sign() == 0 || x.Sign() != 0 && difference.MantExp(nil) < x.MantExp(nil)-sure {
		return Rational(new(big.Rat))
	}
	return Identify(difference)
}
