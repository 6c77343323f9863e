package descent

import "saddle/numerics/expr"

// Models with a limited step: the minimiser s of the quadratic model gᵀs + sᵀHs/2 with ‖s‖ ≤ D, and of the model with
// M/6 ‖s‖³ added. Both are s(ν) = -Σ qᵢ (qᵢ·g)/(λᵢ + ν) with ν ≥ max(0, -λ₁) a root of a concave rising function, to which
// Newton's method climbs from below without ever passing it (Conn, Gould and Toint 2000, Trust-Region Methods, §7.3;
// Cartis, Gould and Toint 2011, Math. Prog. 127, 245, §6.1). Where g has no part along q₁, the root may not exist: then q₁
// is added until the length is right (the hard case).

// secularSteps is more than the climb needs: each step at least halves the distance, and the last ones square it.
const secularSteps = 24

// eigenModel is a gradient and a Hessian in the Hessian's eigenbasis.
type eigenModel struct {
	lambda, vectors, slopes *expr.Node // λ, V and Vᵀg
	least                   *expr.Node // λ₁
	floor                   *expr.Node // the smallest λ₁ + ν that is told from zero
}

func newEigenModel(g, hessian *expr.Node) *eigenModel {
	lambda, vectors := expr.Eigenvalues(hessian), expr.Eigenvectors(hessian)
	m := &eigenModel{lambda: lambda, vectors: vectors, slopes: times(expr.Transpose(vectors), g)}
	m.least = expr.Element(lambda, expr.Const(0))
	size := expr.Max(expr.MaxOf(expr.Apply(expr.Abs, lambda)), expr.Const(1e-300))
	m.floor = expr.Mul(expr.Const(1e-16), size)
	return m
}

// times is a matrix times a vector, a vector even if it has one entry.
func times(a, v *expr.Node) *expr.Node {
	if v.Shape().Size() == 1 {
		return expr.Times(a.Entries()[0], v)
	}
	return expr.Mul(a, v)
}

// reciprocals are 1/(λᵢ + ν) for ν = w - λ₁, as an array; w ≥ floor > 0.
func (m *eigenModel) reciprocals(w *expr.Node) *expr.Node {
	return expr.DivEach(expr.Const(1), expr.AddEach(expr.SubEach(m.lambda, m.least), w))
}

// along are the coordinates of s(ν) in the eigenbasis.
func (m *eigenModel) along(w *expr.Node) *expr.Node {
	return expr.Neg(expr.Times(m.slopes, m.reciprocals(w)))
}

// climb finds w with ‖s‖ = length(w), from a w below it. rise is the derivative of 1/length(w).
func (m *eigenModel) climb(w *expr.Node, inverse, rise func(w *expr.Node) *expr.Node) *expr.Node {
	for range secularSteps {
		r := m.reciprocals(w)
		s := expr.Times(m.slopes, r)
		length := expr.Norm(s)
		// φ = 1/‖s‖ - 1/length(w), φ' = Σ sᵢ²/(λᵢ + ν) / ‖s‖³ - (1/length)'
		slope := expr.Sub(expr.Div(expr.Total(expr.Times(expr.Times(s, s), r)), expr.Pow(length, expr.Const(3))), rise(w))
		step := expr.Div(expr.Sub(inverse(w), expr.Div(expr.Const(1), length)), slope)
		w = expr.Select(expr.Compare(expr.Greater, step, expr.Const(0)), expr.Add(w, step), w)
	}
	return w
}

// completed is s in the coordinates of the point: lengthened along q₁, towards lower f, to the given length where it is
// shorter than that.
func (m *eigenModel) completed(s, length *expr.Node) *expr.Node {
	first := expr.Element(s, expr.Const(0))
	others := expr.Sub(expr.NormSquared(s), expr.Pow(first, expr.Const(2)))
	missing := expr.Sqrt(expr.Max(expr.Sub(expr.Pow(length, expr.Const(2)), others), expr.Const(0)))
	short := expr.Compare(expr.Less, expr.Norm(s), expr.Mul(expr.Const(1-1e-9), length)) // and not by rounding alone
	down := expr.Select(expr.Compare(expr.Greater, expr.Element(m.slopes, expr.Const(0)), expr.Const(0)), expr.Neg(missing), missing)
	parts := []*expr.Node{expr.Select(short, down, first)}
	if n := s.Shape().Size(); n > 1 {
		parts = append(parts, expr.Slice(s, 1, n))
	}
	return times(m.vectors, expr.Stack(parts...))
}

// TrustStep is the step s that minimises gᵀs + sᵀHs/2 within ‖s‖ ≤ radius, for a vector g and a symmetric matrix H.
func TrustStep(g, hessian, radius *expr.Node) *expr.Node {
	m := newEigenModel(g, hessian)
	zero := expr.Const(0)
	first := expr.Apply(expr.Abs, expr.Element(m.slopes, zero))
	from := expr.Max(expr.Max(expr.Div(first, radius), m.least), m.floor)
	inverse := func(*expr.Node) *expr.Node { return expr.Div(expr.Const(1), radius) }
	border := m.climb(from, inverse, func(*expr.Node) *expr.Node { return zero })
	newton := m.along(expr.Max(m.least, m.floor))
	inside := expr.And(expr.Compare(expr.Greater, m.least, zero), expr.Compare(expr.LessEqual, expr.Norm(newton), radius))
	return expr.Select(inside, times(m.vectors, newton), m.completed(m.along(border), radius))
}

// CubicStep is the step s that minimises gᵀs + sᵀHs/2 + M/6 ‖s‖³, for a vector g and a symmetric matrix H; weight is M.
func CubicStep(g, hessian, weight *expr.Node) *expr.Node {
	m, lambda := newEigenModel(g, hessian), expr.Eigenvalues(hessian)
	two := expr.Const(2)
	// at the root ‖s‖ = 2ν/M is at least each |sᵢ|, so ν (λᵢ + ν) ≥ M |qᵢ·g|/2
	discriminant := expr.AddEach(expr.Times(lambda, lambda), expr.Times(expr.Mul(two, weight), expr.Apply(expr.Abs, m.slopes)))
	low := expr.MaxOf(expr.Times(expr.Const(0.5), expr.Sub(expr.Sqrt(discriminant), lambda)))
	from := expr.Max(expr.Add(low, m.least), m.floor)
	nu := func(w *expr.Node) *expr.Node { return expr.Max(expr.Sub(w, m.least), m.floor) }
	inverse := func(w *expr.Node) *expr.Node { return expr.Div(weight, expr.Mul(two, nu(w))) }
	rise := func(w *expr.Node) *expr.Node { return expr.Neg(expr.Div(weight, expr.Mul(two, expr.Pow(nu(w), two)))) }
	w := m.climb(from, inverse, rise)
	return m.completed(m.along(w), expr.Div(expr.Mul(two, nu(w)), weight))
}
