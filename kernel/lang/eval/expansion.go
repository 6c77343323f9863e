package eval

import (
	"math"
	"math/big"
	"slices"

	"saddle/kernel/lang/value"
	"saddle/numerics/critical/jet"
	"saddle/numerics/exact"
	"saddle/numerics/expansion"
	"saddle/numerics/expr"
	textbook "saddle/numerics/formula"
)

// mostTerms bounds the Taylor polynomials that are found by power series in many digits.
const mostTerms = 3000

// smoothExpansion is the Taylor polynomial of a traced number at a known point, where its branches, if several meet there,
// all have the same one. Whether f has that value at the point itself, hasValue tells; a jump to another value is not smooth.
func (e *evaluation) smoothExpansion(t Trace, p Point, order int) (polynomial expansion.Polynomial, hasValue, ok bool) {
	if !p.IsKnown() || !t.isClosed() {
		return polynomial, false, false
	}
	at := p.Flat()
	if t.Value.Shape().Rank > 0 || !value.AllFinite(at) || expansion.Size(len(at), order) > mostTerms {
		return polynomial, false, false
	}
	for i, side := range directions(len(at)) {
		next, err := expansion.At(e.ctx, t.Value, t.Variables, at, order, side)
		switch {
		case e.ctx.Err() != nil:
			e.interrupted()
		case err != nil, i > 0 && !slices.Equal(next.Coefficients, polynomial.Coefficients):
			return polynomial, false, false
		}
		if polynomial = next; !next.Edge {
			break
		}
	}
	f := expr.Substitute(t.Value, t.Variables, p.Parts).Float()
	limit := polynomial.Coefficients[0]
	hasValue = value.AllFinite([]float64{f})
	return polynomial, hasValue, !hasValue || !polynomial.Edge || agreeing(f, limit)
}

// partedSides is the note of a point whose sides have Taylor polynomials that differ, and the order from which on they do; "" where
// they agree or are not known.
func (e *evaluation) partedSides(t Trace, p Point, order int) (key string, missing int) {
	at := p.Flat()
	if !t.isClosed() || t.Value.Shape().Rank > 0 || !value.AllFinite(at) || expansion.Size(len(at), order) > mostTerms {
		return "", 0
	}
	least := order + 1
	var first expansion.Polynomial
	for i, side := range directions(len(at)) {
		next, err := expansion.At(e.ctx, t.Value, t.Variables, at, order, side)
		if err != nil {
			return "", 0
		}
		if i == 0 {
			first = next
		}
		for k, c := range next.Coefficients {
			if !agreeing(c, first.Coefficients[k]) {
				least = min(least, degreeOf(next.Powers[k]))
			}
		}
	}
	switch {
	case least > order:
		return "", 0
	case least == 0:
		return "note.jump", 1
	}
	return "note.corner", least
}

// agreeing reports whether two values differ by no more than rounding, f in float64.
func agreeing(f, limit float64) bool {
	const rounding = 1e-12
	return math.Abs(f-limit) <= rounding*math.Abs(limit)
}

// directions are those from which a point of so many numbers is approached: both sides, or some at angles that no corner
// of a formula is likely to have.
func directions(n int) [][]float64 {
	if n == 1 {
		return [][]float64{{1}, {-1}}
	}
	const pairs = 4
	var all [][]float64
	for k := range pairs {
		there, back := make([]float64, n), make([]float64, n)
		for i := range there {
			there[i] = math.Cos(1 + 1.7*float64(k) + 2.3*float64(i) + 0.31*float64(i*k))
			back[i] = -there[i]
		}
		all = append(all, there, back)
	}
	return all
}

// uncancelled is a derivative at a known point to all digits, where the terms of its formula nearly cancel there, as those of
// (sin(x)/x)' do near 0: then it is read from a power series in many digits.
func (e *evaluation) uncancelled(d *value.Derivative, t Trace, derivative, result value.Value, p Point) value.Value {
	of, isFormula := derivative.(value.Quantity)
	found, isNumber := result.(value.Quantity)
	if e.within != nil || !p.IsKnown() || d.Mark == value.Jacobi || !isFormula || !isNumber || e.cancelledSought == mostCancelled {
		return result
	}
	order := 1
	if d.Mark == value.Hessian {
		order = 2
	}
	if jet.Work(len(p.Flat()), order, t.Value) > mostUncancelled {
		return result
	}
	e.cancelledSought++
	if !cancels(of.Node, t.Variables, p.Flat(), found.Node.Data()) {
		return result
	}
	polynomial, hasValue, ok := e.smoothExpansion(t, p, order)
	if !ok || !hasValue || polynomial.Edge {
		return result
	}
	sharp := coefficientsOf(polynomial, len(p.Flat()), order)
	if len(sharp) != found.Node.Shape().Size() || !value.AllFinite(sharp) {
		return result
	}
	return value.Quantity{Node: expr.Array(found.Node.Shape(), sharp)}
}

// primesOf is the function of one variable that a derivative is a derivative of, and how many times it is differentiated.
func primesOf(d *value.Derivative) (f value.Callable, order int) {
	f = d
	for {
		prime, ok := f.(*value.Derivative)
		if !ok || prime.Mark != value.Prime {
			return f, order
		}
		f, order = prime.Of, order+1
	}
}

// higherDerivative is a derivative of second or higher order of a function of one variable at a known number: by power
// series, which cost little more for the fortieth derivative than for the second, and lose no digits.
func (e *evaluation) higherDerivative(d *value.Derivative, p Point, args Arguments) (value.Value, bool) {
	f, order := primesOf(d)
	if order < 2 || e.within != nil {
		return nil, false
	}
	t := e.trace(f, p, args, e.graphOf(p.Parts))
	t.mustBeNumber(&value.Derivative{Of: f, Mark: value.Prime}, args)
	if !p.IsKnown() {
		return value.Quantity{Node: expr.Substitute(t.higherFormula(order), t.Variables, p.Parts)}, true
	}
	polynomial, hasValue, ok := e.smoothExpansion(t, p, order)
	if !ok || !hasValue {
		return nil, false
	}
	result := expr.Const(scaledByFactorial(polynomial.Coefficients[order], order))
	e.differentiable(result, args)
	const most = 6 // the formula of a higher one may be long
	switch q := polynomial.Quotients[order]; {
	case q != nil:
		result = withQuotient(result, new(big.Rat).Mul(q, factorial(order)))
	case args.asked && order <= most:
		digits := result.Float()
		result = expr.WithForms(result, func() ([]exact.Form, bool) {
			forms, ok := textbook.FormsAt(t.higherFormula(order), t.Variables, p.Parts)
			return forms, ok && isForm(forms[0], digits, polynomial.Coefficients)
		})
	}
	return value.Quantity{Node: result}, true
}

// isForm reports whether a form is a derivative of which the digits are known. The formula may have lost all of it where
// nearly everything cancels, as 2(tanh³(100) - tanh(100)), which is not 0; and what is 0 at π is 1e-16 at the double
// next to it. So little beside the other coefficients as the former is no rounding of the point.
func isForm(form exact.Form, digits float64, coefficients []float64) bool {
	const rounding = 0x1p-80
	largest := 0.0
	for _, c := range coefficients {
		largest = max(largest, math.Abs(c))
	}
	x, _ := form.Value(64).Float64()
	return agreeing(x, digits) || x == 0 && math.Abs(digits) > rounding*largest
}

// higherFormula differentiates a formula again and again. Where it grows too long for that, the recurrences of power series
// take over, whose length is the square of the order.
func (t Trace) higherFormula(order int) *expr.Node {
	const most = 1000 // nodes made on the way
	y, x := t.Value, t.Variables[0]
	for range order {
		if y.IsConst() {
			return expr.Const(0)
		}
		if y.Graph().Len()-t.Value.ID() > most {
			return expr.Directional(t.Value, t.Variables, []*expr.Node{expr.Const(1)}, order)
		}
		y = expr.Gradient(y, x)[0]
	}
	return y
}

// withQuotient is a number that is known to be a quotient.
func withQuotient(n *expr.Node, q *big.Rat) *expr.Node {
	return expr.WithForms(n, func() ([]exact.Form, bool) {
		form, ok := exact.Rational(q)
		return []exact.Form{form}, ok
	})
}

func factorial(n int) *big.Rat { return new(big.Rat).SetInt(new(big.Int).MulRange(1, int64(n))) }

func scaledByFactorial(c float64, n int) float64 {
	for k := 2; k <= n; k++ {
		c *= float64(k)
	}
	return c
}

// besideCorner is the derivative where branches of f meet at the point without a corner, as those of the sinc with its
// value at 0 filled in do; ok is false where there is a corner or a jump.
func (e *evaluation) besideCorner(mark value.Mark, t Trace, p Point) (v value.Value, ok bool) {
	order := 1
	if mark == value.Hessian {
		order = 2
	}
	polynomial, hasValue, ok := e.smoothExpansion(t, p, order)
	if mark == value.Jacobi || !ok || !hasValue {
		return nil, false
	}
	n := p.Size()
	derivatives := make([]float64, 0, n*n)
	for k, powers := range polynomial.Powers {
		if degree := degreeOf(powers); degree == 1 && order == 1 {
			derivatives = append(derivatives, polynomial.Coefficients[k])
		}
	}
	if mark == value.Hessian {
		return value.Quantity{Node: hessianOf(polynomial, n)}, true
	}
	parts := make([]*expr.Node, len(p.Shapes))
	for i, shape := range p.Shapes {
		parts[i] = expr.Array(shape, derivatives[:shape.Size():shape.Size()])
		derivatives = derivatives[shape.Size():]
	}
	if mark == value.Prime {
		return value.Quantity{Node: parts[0]}, true
	}
	return t.Gather(parts), true
}

// hessianOf reads the second derivatives off a Taylor polynomial.
func hessianOf(polynomial expansion.Polynomial, n int) *expr.Node {
	h := make([]float64, n*n)
	for k, powers := range polynomial.Powers {
		if degreeOf(powers) != 2 {
			continue
		}
		i := slices.IndexFunc(powers, func(power int) bool { return power > 0 })
		j := n - 1
		for powers[j] == 0 {
			j--
		}
		c := polynomial.Coefficients[k]
		if i == j {
			c *= 2
		}
		h[i*n+j], h[j*n+i] = c, c
	}
	if n == 1 {
		return expr.Const(h[0])
	}
	return expr.Array(expr.MatrixShape(n, n), h)
}

func degreeOf(powers []int) int {
	sum := 0
	for _, power := range powers {
		sum += power
	}
	return sum
}
