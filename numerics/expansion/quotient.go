package expansion

import "math/big"

// quotientOf is the quotient of whole numbers below 10¹² that a number of so many binary digits is, but for the last quarter of them,
// which rounding may have cost; nil where it is none. Their simplest quotients are the convergents of its continued fraction (Hardy and
// Wright, An Introduction to the Theory of Numbers, §10.15).
func quotientOf(c *big.Float, prec uint) *big.Rat {
	if c.Sign() == 0 {
		return new(big.Rat)
	}
	if exponent := c.MantExp(nil); exponent > 40 || exponent < -40 {
		return nil
	}
	most := big.NewInt(1_000_000_000_000)
	x, _ := c.Rat(nil)
	allowed := new(big.Rat).Abs(x)
	allowed.Mul(allowed, new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), prec*3/4)))
	rest := new(big.Rat).Set(x)
	above, below := [2]*big.Int{big.NewInt(0), big.NewInt(1)}, [2]*big.Int{big.NewInt(1), big.NewInt(0)}
	for {
		whole := new(big.Int).Div(rest.Num(), rest.Denom()) // Euclidean: rounded down
		above = [2]*big.Int{above[1], new(big.Int).Add(above[0], new(big.Int).Mul(whole, above[1]))}
		below = [2]*big.Int{below[1], new(big.Int).Add(below[0], new(big.Int).Mul(whole, below[1]))}
		if above[1].CmpAbs(most) > 0 || below[1].Cmp(most) > 0 {
			return nil
		}
		q := new(big.Rat).SetFrac(above[1], below[1])
		if off := new(big.Rat).Sub(q, x); off.Abs(off).Cmp(allowed) <= 0 {
			return q
		}
		rest.Sub(rest, new(big.Rat).SetInt(whole))
		rest.Inv(rest)
	}
}
