package formula

import (
	"math"
	"math/big"
	"slices"

	"saddle/numerics/exact"
	"saddle/numerics/expr"
)

// Critical is what is known exactly of a critical point: nil for what is not.
type Critical struct {
	At, Value, Eigenvalues []exact.Form
}

// Points are the formulas that tell what a critical point is exactly.
type Points struct {
	f, gradient, hessian *expr.Node
	variables            []*expr.Node
}

// NewPoints are the formulas of a function; nil where it has no derivatives as formulas.
func NewPoints(f *expr.Node, variables []*expr.Node) (p *Points) {
	if err := expr.Catch(func() { p = newPoints(f, variables) }); err != nil {
		return nil
	}
	return p
}

func newPoints(f *expr.Node, variables []*expr.Node) *Points {
	gradient := expr.Gradient(f, variables...)
	var entries []*expr.Node
	for _, g := range gradient {
		entries = append(entries, g.Entries()...)
	}
	return &Points{f, expr.Stack(entries...), expr.Hessian(f, variables...), variables}
}

// Critical finds what a critical point near at is exactly: its coordinates have simple forms at which each entry of the
// gradient is zero to 40 digits. Near are the eigenvalues of the Hessian.
func (p *Points) Critical(at, near []float64) (c Critical) {
	if p == nil {
		return c
	}
	forms := candidatesNear(at)
	if forms == nil || !p.vanishesAt(forms) {
		many := p.refined(at)
		if many == nil {
			return c
		}
		if forms = identifiedRoots(many); forms == nil || !p.vanishesAt(forms) {
			return c
		}
	}
	c.At = forms
	p.readAt(valuesOf(forms), near, &c)
	return c
}

// readAt fills in the value and the eigenvalues, those near some, at a point with many digits.
func (p *Points) readAt(values []*big.Float, near []float64, c *Critical) {
	if p == nil {
		return
	}
	n := len(values)
	if value := Evaluate(p.f, p.variables, values); value != nil {
		c.Value, _ = identified(value)
	}
	if len(near) != n {
		return
	}
	if hessian := Evaluate(p.hessian, p.variables, values); len(hessian) == n*n {
		c.Eigenvalues, _ = exact.Eigenvalues(hessian, n, near)
	}
}

// candidatesNear are the simplest forms that coordinates may have; nil where one has none.
func candidatesNear(at []float64) []exact.Form {
	forms := make([]exact.Form, len(at))
	for k, x := range at {
		candidates := exact.Candidates(x, 1e-12)
		if len(candidates) == 0 {
			return nil
		}
		forms[k] = candidates[0]
	}
	return forms
}

// identifiedRoots are the forms of numbers of which rounding in many digits is all that parts them from their value; nil where one
// has none.
func identifiedRoots(many []*big.Float) []exact.Form {
	const dust = -170 // bits
	for k, x := range many {
		if x.Sign() != 0 && x.MantExp(nil) < dust {
			many[k] = blank()
		}
	}
	forms, ok := identified(many)
	if !ok {
		return nil
	}
	return forms
}

// valuesOf are forms with many digits.
func valuesOf(forms []exact.Form) []*big.Float {
	values := make([]*big.Float, len(forms))
	for k, f := range forms {
		values[k] = f.Value(prec)
	}
	return values
}

// vanishesAt reports whether each entry of the gradient is zero to 40 digits, and is not beside the point: where it stays next to
// zero when a coordinate moves by as little as a search leaves open, it would not tell this form from another.
func (p *Points) vanishesAt(forms []exact.Form) bool {
	return vanishes(p.gradient, p.variables, forms)
}

func vanishes(equations *expr.Node, variables []*expr.Node, forms []exact.Form) bool {
	values := valuesOf(forms)
	at := Evaluate(equations, variables, values)
	if at == nil {
		return false
	}
	const zero, open = -140, -90 // bits
	if !(largest(at) <= math.Ldexp(largest(Evaluate(equations, variables, beside(values, -12))), zero)) {
		return false
	}
	for k, v := range values {
		x, _ := v.Float64()
		moved := slices.Clone(values)
		moved[k] = blank().Add(v, blank().SetFloat64(math.Ldexp(1+math.Abs(x), -40)))
		if !(largest(at) < math.Ldexp(largest(Evaluate(equations, variables, moved)), open)) {
			return false
		}
	}
	return true
}

// beside is a point with all coordinates moved by so many bits.
func beside(values []*big.Float, bits int) []*big.Float {
	moved := make([]*big.Float, len(values))
	for k, v := range values {
		x, _ := v.Float64()
		moved[k] = blank().Add(v, blank().SetFloat64(math.Ldexp(1+math.Abs(x), bits)))
	}
	return moved
}

// largest is the size of the largest of numbers; 0 where there are none.
func largest(xs []*big.Float) float64 {
	size := 0.0
	for _, x := range xs {
		v, _ := x.Float64()
		size = max(size, math.Abs(v))
	}
	return size
}

// FormsThere are FormsOfRoot, and what the entries of other formulas are exactly at that point; nil for those that are not known.
func FormsThere(equations *expr.Node, variables []*expr.Node, at []float64, others ...*expr.Node) (forms []exact.Form, values [][]exact.Form) {
	values = make([][]exact.Form, len(others))
	if forms = FormsOfRoot(equations, variables, at); forms == nil {
		return nil, values
	}
	for k, n := range others {
		if known, ok := ValuesAt(n, variables, forms); ok {
			values[k] = known
		}
	}
	return forms, values
}

// FormsOfRoot are the simple forms of the coordinates of a point near at where each entry of a formula is zero to 40 digits; nil where
// there are none.
func FormsOfRoot(equations *expr.Node, variables []*expr.Node, at []float64) []exact.Form {
	forms := candidatesNear(at)
	if forms == nil || !vanishes(equations, variables, forms) {
		return nil
	}
	return forms
}
