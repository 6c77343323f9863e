package formula

import (
	"math/big"

	"saddle/numerics/exact"
	"saddle/numerics/expr"
)

// letterValue is that of a letter for a number.
func letterValue(n *expr.Node) (*big.Float, bool) {
	if !expr.IsWritten(n) {
		return nil, false
	}
	switch n.Name() {
	case "π":
		return exact.Pi(prec), true
	case "e":
		return exact.Exp(whole64(1), prec), true
	}
	return nil, false
}

// apply is an elementary function with many digits; nil where it has no value.
func apply(f expr.Func, x *big.Float) *big.Float {
	if x == nil {
		return nil
	}
	const largest = 24 // binary digits of what goes into exponentials and angles
	if rule, ok := rules[f]; ok {
		if x.Sign() != 0 && x.MantExp(nil) > largest && !unbounded[f] {
			return nil
		}
		return rule(x)
	}
	if f.String() == "step" {
		return whole64(int64(max(0, min(1, x.Sign()+1))))
	}
	v, _ := x.Float64()
	return blank().SetFloat64(f.Value(v)) // floor, ceil and round are the same at points that are no jumps
}

// unbounded are the functions that take numbers of any size.
var unbounded = map[expr.Func]bool{expr.Log: true, expr.Log10: true, expr.Log1p: true, expr.Abs: true, expr.Sign: true, expr.OneMinusSquare: true, expr.RootLessOne: true}

var rules map[expr.Func]func(x *big.Float) *big.Float

func init() {
	one := whole64(1)
	sum := func(x, y *big.Float) *big.Float { return blank().Add(x, y) }
	product := func(x, y *big.Float) *big.Float { return blank().Mul(x, y) }
	minus := func(x *big.Float) *big.Float { return blank().Neg(x) }
	hyperbolic := func(x *big.Float, sign int64) *big.Float {
		up, down := exact.Exp(x, 2*prec), exact.Exp(minus(x), 2*prec)
		down.Mul(down, whole64(sign))
		return blank().SetMantExp(blank().Set(new(big.Float).SetPrec(2*prec).Add(up, down)), -1)
	}
	rules = map[expr.Func]func(x *big.Float) *big.Float{
		expr.Exp:  func(x *big.Float) *big.Float { return exact.Exp(x, prec) },
		expr.Log:  log,
		expr.Sin:  func(x *big.Float) *big.Float { s, _ := exact.SinCos(x, prec); return s },
		expr.Cos:  func(x *big.Float) *big.Float { _, c := exact.SinCos(x, prec); return c },
		expr.Tan:  func(x *big.Float) *big.Float { return over(exact.SinCos(x, prec)) },
		expr.Sinh: func(x *big.Float) *big.Float { return hyperbolic(x, -1) },
		expr.Cosh: func(x *big.Float) *big.Float { return hyperbolic(x, 1) },
		expr.Tanh: func(x *big.Float) *big.Float { return over(hyperbolic(x, -1), hyperbolic(x, 1)) },
		expr.Erf:  func(x *big.Float) *big.Float { return exact.Erf(x, prec) },
		expr.Atan: func(x *big.Float) *big.Float { return exact.Atan(x, prec) },
		expr.Asin: arcsine,
		expr.Acos: func(x *big.Float) *big.Float {
			y := arcsine(x)
			if y == nil {
				return nil
			}
			quarter := exact.Pi(prec)
			return blank().Sub(quarter.SetMantExp(quarter, -1), y)
		},
		expr.Abs:  func(x *big.Float) *big.Float { return blank().Abs(x) },
		expr.Sign: func(x *big.Float) *big.Float { return whole64(int64(x.Sign())) },
		expr.SechSquared: func(x *big.Float) *big.Float {
			c := hyperbolic(x, 1)
			return over(one, product(c, c))
		},
		expr.OneMinusSquare: func(x *big.Float) *big.Float { return sum(one, minus(product(x, x))) },
		expr.Log1p:          func(x *big.Float) *big.Float { return log(sum(one, x)) },
		expr.Expm1:          func(x *big.Float) *big.Float { return sum(exact.Exp(x, prec), minus(one)) },
		expr.OneMinusCosine: func(x *big.Float) *big.Float { _, c := exact.SinCos(x, prec); return sum(one, minus(c)) },
		expr.RootLessOne: func(x *big.Float) *big.Float {
			y := sum(one, x)
			if y.Sign() < 0 {
				return nil
			}
			return sum(y.Sqrt(y), minus(one))
		},
		expr.Log10: func(x *big.Float) *big.Float {
			y := log(x)
			if y == nil {
				return nil
			}
			return over(y, exact.Log(whole64(10), prec))
		},
	}
}

func log(x *big.Float) *big.Float {
	if x.Sign() <= 0 {
		return nil
	}
	return exact.Log(x, prec)
}

func over(x, y *big.Float) *big.Float {
	if y.Sign() == 0 {
		return nil
	}
	return blank().Quo(x, y)
}

func arcsine(x *big.Float) *big.Float {
	square := blank().Mul(x, x)
	rest := square.Sub(whole64(1), square)
	if rest.Sign() <= 0 {
		return nil
	}
	return exact.Atan(blank().Quo(x, rest.Sqrt(rest)), prec)
}
