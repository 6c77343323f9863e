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

// rationalCharacteristic is that of a matrix of quotients: with d their common denominator, the k-th coefficient is that of d A over
// d^(n - k).
func rationalCharacteristic(a []*big.Rat, n int) []*big.Rat {
	d := big.NewInt(1)
	for _, x := range a {
		common := new(big.Int).GCD(nil, nil, d, x.Denom())
		d.Mul(d, common.Quo(x.Denom(), common))
	}
	entries := make([]*big.Int, len(a))
	for k, x := range a {
		entries[k] = new(big.Int).Quo(d, x.Denom())
		entries[k].Mul(entries[k], x.Num())
	}
	c, power := make([]*big.Rat, n), big.NewInt(1)
	whole := wholeCharacteristic(entries, n)
	for k := n - 1; k >= 0; k-- {
		power = new(big.Int).Mul(power, d)
		c[k] = new(big.Rat).SetFrac(whole[k], power)
	}
	return c
}

// wholeCharacteristic is Faddeev and LeVerrier's way in whole numbers: its divisions leave nothing.
func wholeCharacteristic(a []*big.Int, n int) []*big.Int {
	c, m := make([]*big.Int, n), make([]*big.Int, n*n)
	for i := range m {
		m[i] = new(big.Int)
	}
	last, term := big.NewInt(1), new(big.Int)
	for k := 1; k <= n; k++ {
		for i := range n {
			m[i*n+i].Add(m[i*n+i], last)
		}
		product, trace := make([]*big.Int, n*n), new(big.Int)
		for i := range n {
			for j := range n {
				sum := new(big.Int)
				for l := range n {
					sum.Add(sum, term.Mul(a[i*n+l], m[l*n+j]))
				}
				product[i*n+j] = sum
			}
			trace.Add(trace, product[i*n+i])
		}
		last = trace.Quo(trace, big.NewInt(int64(-k)))
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
