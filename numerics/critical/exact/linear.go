package exact

import "math/big"

func copied(a [][]*big.Rat) [][]*big.Rat {
	b := make([][]*big.Rat, len(a))
	for i, row := range a {
		for _, x := range row {
			b[i] = append(b[i], new(big.Rat).Set(x))
		}
	}
	return b
}

// subtract takes c times one row from another.
func subtract(row, from []*big.Rat, c *big.Rat) {
	for j, x := range row {
		from[j].Sub(from[j], new(big.Rat).Mul(c, x))
	}
}

// basis parts the rows of a matrix into a largest set of independent ones and the others; for a symmetric matrix the minor
// of the independent rows and columns is regular.
func basis(a [][]*big.Rat) (independent, others []int) {
	type reduced struct {
		row   []*big.Rat
		pivot int
	}
	var kept []reduced
	for i, row := range copied(a) {
		for _, k := range kept {
			subtract(k.row, row, new(big.Rat).Quo(row[k.pivot], k.row[k.pivot]))
		}
		pivot := -1
		for j, x := range row {
			if x.Sign() != 0 {
				pivot = j
				break
			}
		}
		if pivot < 0 {
			others = append(others, i)
			continue
		}
		kept, independent = append(kept, reduced{row, pivot}), append(independent, i)
	}
	return independent, others
}

// definiteness is the sign of a regular symmetric matrix if it has one: of all pivots of Gauss's elimination without exchanges.
func definiteness(a [][]*big.Rat) (sign int, definite bool) {
	a = copied(a)
	for k := range a {
		pivot := a[k][k].Sign()
		if pivot == 0 || k > 0 && pivot != sign {
			return 0, false
		}
		sign = pivot
		for i := k + 1; i < len(a); i++ {
			subtract(a[k], a[i], new(big.Rat).Quo(a[i][k], a[k][k]))
		}
	}
	return sign, true
}

// inverted is the inverse of a definite matrix.
func inverted(a [][]*big.Rat) [][]*big.Rat {
	n := len(a)
	a = copied(a)
	for i := range a {
		for j := range n {
			unit := new(big.Rat)
			if i == j {
				unit.SetInt64(1)
			}
			a[i] = append(a[i], unit)
		}
	}
	for k := range a {
		scale := new(big.Rat).Inv(a[k][k])
		for j := range a[k] {
			a[k][j].Mul(a[k][j], scale)
		}
		for i := range a {
			if i != k {
				subtract(a[k], a[i], new(big.Rat).Set(a[i][k]))
			}
		}
	}
	for i := range a {
		a[i] = a[i][n:]
	}
	return a
}
