package program

import (
	"slices"

	"saddle/numerics/expr"
)

// Sums of exponentials overflow long before their quotients and logarithms do: log(1 + exp(x)) is x at 1000, and
// exp(x)/(exp(x) + exp(y)) is between 0 and 1. There the largest exponent m is taken out: Σ c exp(u) = exp(m) Σ c exp(u - m).
// Where no exponent is far from 0, m is taken as 0, and every digit is that of the formula as it was written.

// farExponent is from where on the largest exponent of a sum is taken out of it. Squares and cubes of what is below do not
// overflow.
const farExponent = 200

// isExponentialSum reports whether n is a sum of multiples of exponentials, one of which may be a number.
func isExponentialSum(n *expr.Node) bool {
	if n.Op() != expr.OpSum || !n.Shape().IsScalar() || len(n.Args()) < 2 {
		return false
	}
	found := false
	for _, a := range n.Args() {
		if !a.IsConst() && !isExponential(a) {
			return false
		}
		found = found || !a.IsConst()
	}
	return found
}

func isExponential(n *expr.Node) bool { return n.Op() == expr.OpApply && n.Func() == expr.Exp }

// largestExponent is m of an exponential sum.
func (l *lowering) largestExponent(s *scope, n *expr.Node) value {
	l.rewritten = true
	var m value
	for k, a := range n.Args() {
		u := l.constant(0)
		if !a.IsConst() {
			u = l.of(s, a.Args()[0])
		}
		if k == 0 {
			m = u
			continue
		}
		m = l.operate(s, Max, 0, m, u)
	}
	size := l.apply(s, expr.Abs, m)
	far := l.emit(s, Instruction{Op: Compare, A: size.reg, B: l.constant(farExponent).reg, C: int32(expr.Greater)}, 1)
	return l.operate(s, Choose, 0, far, m, l.constant(0))
}

// exponential is exp(u - m).
func (l *lowering) exponential(s *scope, u *expr.Node, m value) value {
	return l.apply(s, expr.Exp, l.operate(s, Sub, 0, l.of(s, u), m))
}

// withoutLargest is Σ c exp(u - m).
func (l *lowering) withoutLargest(s *scope, n *expr.Node, m value) value {
	if f, u, negative, ok := expr.Accurate(n); ok && f == expr.Expm1 {
		above := l.apply(s, expr.Expm1, l.operate(s, Sub, 0, l.of(s, u), m))
		below := l.apply(s, expr.Expm1, l.operate(s, Neg, 0, m))
		if negative {
			above, below = below, above
		}
		return l.operate(s, Sub, 0, above, below)
	}
	return l.terms(s, n, func(p, q float64, a *expr.Node) value {
		if a.IsConst() {
			return l.scaled(s, p*a.Float(), q, l.apply(s, expr.Exp, l.operate(s, Neg, 0, m)))
		}
		return l.scaled(s, p, q, l.exponential(s, a.Args()[0], m))
	})
}

// logarithm is m + log(Σ c exp(u - m)), and where 1 is one of the terms, m + log1p((exp(-m) - 1) + …), which keeps the
// digits where the others are small.
func (l *lowering) logarithm(s *scope, n *expr.Node) value {
	sum := n.Args()[0]
	m := l.largestExponent(s, sum)
	f, rest, _, ok := expr.Accurate(n)
	if !ok || f != expr.Log1p || !isPositiveExponentials(rest) {
		return l.operate(s, Add, 0, m, l.apply(s, expr.Log, l.withoutLargest(s, sum, m)))
	}
	var others value
	if isExponentialSum(rest) {
		others = l.withoutLargest(s, rest, m)
	} else {
		others = l.exponential(s, rest.Args()[0], m)
	}
	less := l.apply(s, expr.Expm1, l.operate(s, Neg, 0, m))
	return l.operate(s, Add, 0, m, l.apply(s, expr.Log1p, l.operate(s, Add, 0, less, others)))
}

func isPositiveExponentials(n *expr.Node) bool {
	if isExponential(n) {
		return true
	}
	if !isExponentialSum(n) {
		return false
	}
	for k, a := range n.Args() {
		if p, _ := n.Coefficient(k); p < 0 || a.IsConst() {
			return false
		}
	}
	return true
}

// exponentialQuotient is a product in which an exponential, or a sum of some, is over a sum of exponentials. What was
// taken out of the sums is put into one exponential.
func (l *lowering) exponentialQuotient(s *scope, factors []*expr.Node) (above, below []value, ok bool) {
	if l.literal || !hasExponentialQuotient(factors) {
		return nil, nil, false
	}
	total, place := l.constant(0), -1
	var exponent value
	for _, f := range factors {
		x, e, isPower := constantPower(f)
		switch {
		case isPower && isWhole(e) && isExponentialSum(x):
			m := l.largestExponent(s, x)
			total = l.operate(s, Add, 0, total, l.scaled(s, e, 1, m))
			power := l.chain(s, l.withoutLargest(s, x, m), max(e, -e))
			if e < 0 {
				below = append(below, power)
			} else {
				above = append(above, power)
			}
		case isExponentialSum(f):
			m := l.largestExponent(s, f)
			total = l.operate(s, Add, 0, total, m)
			above = append(above, l.withoutLargest(s, f, m))
		case isExponential(f) && place < 0:
			exponent, place = l.of(s, f.Args()[0]), len(above)
		case isExponential(f):
			exponent = l.operate(s, Add, 0, exponent, l.of(s, f.Args()[0]))
		case isPower && e < 0 && chained(e):
			below = append(below, l.raise(s, l.of(s, x), -e))
		default:
			above = append(above, l.of(s, f))
		}
	}
	if place < 0 {
		return append([]value{l.apply(s, expr.Exp, total)}, above...), below, true
	}
	whole := l.apply(s, expr.Exp, l.operate(s, Add, 0, exponent, total))
	return slices.Insert(above, place, whole), below, true
}

func hasExponentialQuotient(factors []*expr.Node) bool {
	over, under := false, false
	for _, f := range factors {
		x, e, isPower := constantPower(f)
		switch {
		case isPower && isWhole(e) && isExponentialSum(x):
			under = under || e < 0
			over = over || e > 0
		case isExponential(f), isExponentialSum(f):
			over = true
		}
	}
	return over && under
}

func isWhole(e float64) bool { return chained(e) && e == float64(int(e)) }

// distributed finds exponentials times a sum of quotients by exponential sums, which vanish where the exponentials
// overflow: the derivatives of such quotients are of this form. Sum is nil where there is none.
func distributed(factors []*expr.Node) (sum *expr.Node, exponentials, others []*expr.Node) {
	for _, f := range factors {
		switch {
		case isExponential(f):
			exponentials = append(exponentials, f)
		case sum == nil && isSumOfQuotients(f):
			sum = f
		default:
			others = append(others, f)
		}
	}
	if len(exponentials) == 0 {
		return nil, nil, nil
	}
	return sum, exponentials, others
}

func isSumOfQuotients(n *expr.Node) bool {
	if n.Op() != expr.OpSum || !n.Shape().IsScalar() {
		return false
	}
	for _, a := range n.Args() {
		for _, f := range factorsOf(a) {
			if x, e, ok := constantPower(f); ok && e < 0 && isWhole(e) && isExponentialSum(x) {
				return true
			}
		}
	}
	return false
}

// distribute multiplies each term of a sum by the exponentials.
func (l *lowering) distribute(s *scope, sum *expr.Node, exponentials, others []*expr.Node) value {
	l.rewritten = true
	total := l.terms(s, sum, func(p, q float64, a *expr.Node) value {
		if a.IsConst() {
			return l.quotient(s, p*a.Float(), q, exponentials)
		}
		return l.quotient(s, p, q, slices.Concat(factorsOf(a), exponentials))
	})
	if len(others) == 0 {
		return total
	}
	return l.operate(s, Mul, 0, l.quotient(s, 1, 1, others), total)
}
