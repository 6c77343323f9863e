package jet

import (
	"math"

	"saddle/numerics/expr"
)

// entryRules are the operations that work entry by entry.
var entryRules map[expr.Op]func(e *evaluation, n *expr.Node, args []Jet) Jet

// functions are the Taylor coefficients of the smooth elementary functions, by name.
var functions = map[string]func(a Ball, order int) []Ball{
	"exp":     exponential,
	"log":     logarithm,
	"log10":   commonLogarithm,
	"sin":     func(a Ball, order int) []Ball { s, _ := sineCosine(a, order); return s },
	"cos":     func(a Ball, order int) []Ball { _, c := sineCosine(a, order); return c },
	"tan":     tan,
	"asin":    arcsine,
	"acos":    arccosine,
	"atan":    arctangent,
	"sinh":    func(a Ball, order int) []Ball { s, _ := hyperbolicSineCosine(a, order); return s },
	"cosh":    func(a Ball, order int) []Ball { _, c := hyperbolicSineCosine(a, order); return c },
	"tanh":    tanh,
	"1-tanh²": sechSquared,
	"log1p":   func(a Ball, order int) []Ball { return logarithmOf(a, add(Exact(1), a), math.Log1p, order) },
	"expm1":   exponentialLessOne,
}

func init() {
	entryRules = map[expr.Op]func(e *evaluation, n *expr.Node, args []Jet) Jet{
		expr.OpSum:     sumRule,
		expr.OpProduct: func(e *evaluation, n *expr.Node, args []Jet) Jet { return e.product(n, args) },
		expr.OpPower:   func(e *evaluation, n *expr.Node, args []Jet) Jet { return e.power(n, args[0], args[1]) },
		expr.OpApply:   func(e *evaluation, n *expr.Node, args []Jet) Jet { return e.apply(n.Func(), args[0]) },
		expr.OpMax:     func(e *evaluation, _ *expr.Node, args []Jet) Jet { return e.larger(args[0], args[1]) },
		expr.OpMin:     func(e *evaluation, _ *expr.Node, args []Jet) Jet { return e.smaller(args[0], args[1]) },
		expr.OpMod:     func(e *evaluation, _ *expr.Node, args []Jet) Jet { return e.modulo(args[0], args[1]) },
	}
}

func sumRule(e *evaluation, n *expr.Node, args []Jet) Jet {
	sum := e.Const(Ball{})
	for k, a := range args {
		numerator, divisor := n.Coefficient(k)
		e.addScaled(sum, a, div(Rounded(numerator), Rounded(divisor)))
	}
	return sum
}

// product multiplies; where denominators vanish at the point it divides by them at the end, for the quotient may have a series
// all the same, as sin(x)/x has.
func (e *evaluation) product(n *expr.Node, args []Jet) Jet {
	var denominators []Jet
	p := e.Const(Exact(1))
	for k, a := range args {
		if under, ok := e.denominator(n, k); ok && e.side != nil {
			denominators = append(denominators, under)
			continue
		}
		p = e.Mul(p, a)
	}
	for _, under := range denominators {
		p = e.Quotient(p, under)
	}
	return p
}

// power is a^b; an exponent that varies is read as exp(b log a).
func (e *evaluation) power(n *expr.Node, a, b Jet) Jet {
	switch {
	case !b.constant():
		return e.apply(expr.Exp, e.Mul(b, e.apply(expr.Log, a)))
	case e.atRoot(n.Args()[0], a, b[0].Mid):
		return e.root(n.Args()[0], a, b[0].Mid)
	}
	return e.Compose(a, power(a[0], b[0].Mid, e.Order))
}

func (e *evaluation) apply(f expr.Func, a Jet) Jet {
	switch f {
	case expr.Abs:
		if e.sign(a) < 0 {
			return e.Scale(a, Exact(-1))
		}
		return a
	case expr.Sign, expr.Floor, expr.Ceil, expr.Round:
		return e.step(f, a)
	}
	if f.String() == "1-x²" {
		one := e.Const(Exact(1))
		return e.Mul(e.Sub(one, a), e.Add(one, a))
	}
	series, ok := functions[f.String()]
	if !ok {
		panic(&UnsupportedError{f.String()})
	}
	return e.Compose(a, series(a[0], e.Order))
}

func commonLogarithm(a Ball, order int) []Ball {
	h := logarithm(a, order)
	for k := range h {
		h[k] = mul(h[k], Rounded(1/math.Ln10))
	}
	return h
}

func arccosine(a Ball, order int) []Ball {
	h := arcsine(a, order)
	for k := range h {
		h[k] = neg(h[k])
	}
	h[0] = add(h[0], Rounded(math.Pi/2))
	return h
}

// sechSquared is 1 - tanh², the derivative of tanh.
func sechSquared(a Ball, order int) []Ball {
	t := tanh(a, order+1)
	h := make([]Ball, order+1)
	for k := range h {
		h[k] = scale(t[k+1], float64(k+1))
	}
	return h
}
