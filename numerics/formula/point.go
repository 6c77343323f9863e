package formula

import (
	"math"
	"math/big"
	"slices"

	"saddle/numerics/exact"
	"saddle/numerics/expr"
)

// Evaluate is a formula, entry by entry, at a point with 60 digits: values has one for each of the variables. Constants are
// what their digits tell. Nil where it has no value, or where it is not made of elementary functions of numbers alone.
func Evaluate(n *expr.Node, variables []*expr.Node, values []*big.Float) (found []*big.Float) {
	defer func() {
		if r := recover(); r != nil {
			if _, undefined := r.(big.ErrNaN); !undefined {
				panic(r)
			}
			found = nil // ∞ - ∞ and its kin, beyond the exponents of big.Float
		}
	}()
	if !n.IsExplicit() && !n.IsConst() || n.IsTruth() {
		return nil
	}
	p := &point{letters: map[*expr.Node]*big.Float{}}
	k := 0
	for _, v := range variables {
		if !v.IsExplicit() {
			return nil
		}
		for _, letter := range v.Entries() {
			p.letters[letter] = values[k]
			k++
		}
	}
	entries := n.Entries()
	found = make([]*big.Float, len(entries))
	for i, e := range entries {
		if found[i] = p.value(e); found[i] == nil {
			return nil
		}
	}
	return found
}

// FormsAt are what the entries of a formula are exactly at a point of parts, one for each variable, whose numbers are
// quotients or known exactly; false where not all have a simple form.
func FormsAt(n *expr.Node, variables, at []*expr.Node) ([]exact.Form, bool) {
	var values []*big.Float
	for _, part := range at {
		known, ok := manyDigits(part)
		if !ok {
			return nil, false
		}
		values = append(values, known...)
	}
	found := Evaluate(n, variables, values)
	if forms, ok := identified(found); ok || found == nil {
		return forms, ok
	}
	return identified(withoutDust(found, n, variables, values))
}

// withoutDust puts 0 for what only the rounding of many digits can have left: it is nothing beside what the formula is worth near
// the point, and no number of the formula or of the point is as small.
func withoutDust(found []*big.Float, n *expr.Node, variables []*expr.Node, at []*big.Float) []*big.Float {
	if hasTiny(n) {
		return found
	}
	beside := make([]*big.Float, len(at))
	for k, x := range at {
		if x.Sign() != 0 && x.MantExp(nil) < -40 {
			return found
		}
		step := blank().SetFloat64(math.Ldexp(1+0.3*float64(k), -12))
		beside[k] = blank().Add(x, step)
	}
	scale := Evaluate(n, variables, beside)
	if scale == nil {
		return found
	}
	const dust = 180 // bits, of 220
	for k, x := range found {
		if x.Sign() != 0 && scale[k].Sign() != 0 && x.MantExp(nil) < scale[k].MantExp(nil)-dust {
			found[k] = blank()
		}
	}
	return found
}

// hasTiny reports whether a formula holds a number that is not zero and below 2^-40.
func hasTiny(n *expr.Node) bool {
	seen := map[*expr.Node]bool{}
	var tiny func(n *expr.Node) bool
	small := func(x float64) bool { return x != 0 && math.Abs(x) < 0x1p-40 }
	tiny = func(n *expr.Node) bool {
		if seen[n] {
			return false
		}
		seen[n] = true
		if n.IsConst() {
			return slices.ContainsFunc(n.Data(), small)
		}
		for k, a := range n.Args() {
			if n.Op() == expr.OpSum {
				if p, q := n.Coefficient(k); small(p / q) {
					return true
				}
			}
			if tiny(a) {
				return true
			}
		}
		return false
	}
	return tiny(n)
}

// manyDigits are the numbers of a constant with 60 digits, where they are known so far.
func manyDigits(n *expr.Node) ([]*big.Float, bool) {
	var values []*big.Float
	if forms, ok := n.Forms(); ok {
		for _, f := range forms {
			values = append(values, f.Value(prec))
		}
		return values, true
	}
	rats, ok := exact.Rats(n.Data())
	for _, r := range rats {
		values = append(values, blank().SetRat(r))
	}
	return values, ok
}

func identified(values []*big.Float) ([]exact.Form, bool) {
	forms := make([]exact.Form, len(values))
	for k, x := range values {
		f, ok := exact.Identify(x)
		if !ok {
			return nil, false
		}
		forms[k] = f
	}
	return forms, len(values) > 0
}

// Critical is what is known exactly of a critical point: nil for what is not.
type Critical struct {
	At, Value, Eigenvalues []exact.Form
}

// Points are the formulas that tell what a critical point is exactly.
type Points struct {
	f, gradient, hessian *expr.Node
	variables            []*expr.Node
}

// NewPoints are the formulas of a function.
func NewPoints(f *expr.Node, variables []*expr.Node) *Points {
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
	values, ok := formsNear(p.gradient, p.variables, at, &c)
	if !ok {
		return Critical{}
	}
	if value := Evaluate(p.f, p.variables, values); value != nil {
		c.Value, _ = identified(value)
	}
	if len(near) == len(at) {
		if hessian := Evaluate(p.hessian, p.variables, values); len(hessian) == len(at)*len(at) {
			c.Eigenvalues, _ = exact.Eigenvalues(hessian, len(at), near)
		}
	}
	return c
}

// formsNear fills in the coordinates, and gives them with many digits.
func formsNear(gradient *expr.Node, variables []*expr.Node, at []float64, c *Critical) (values []*big.Float, ok bool) {
	beside := make([]*big.Float, len(at))
	for k, x := range at {
		candidates := exact.Candidates(x, 1e-12)
		if len(candidates) == 0 {
			return nil, false
		}
		c.At = append(c.At, candidates[0])
		values = append(values, candidates[0].Value(prec))
		beside[k] = blank().Add(values[k], blank().SetFloat64(math.Ldexp(1+math.Abs(x), -12)))
	}
	at60, scale := Evaluate(gradient, variables, values), Evaluate(gradient, variables, beside)
	if at60 == nil || scale == nil {
		return nil, false
	}
	size := 0.0
	for _, s := range scale {
		v, _ := s.Float64()
		size = max(size, math.Abs(v))
	}
	const zero = -140 // bits
	for _, g := range at60 {
		v, _ := g.Float64()
		if !(math.Abs(v) <= math.Ldexp(size, zero)) {
			return nil, false
		}
	}
	return values, true
}

// FormsThere are FormsOfRoot, and what the entries of other formulas are exactly at that point; nil for those that are not known.
func FormsThere(equations *expr.Node, variables []*expr.Node, at []float64, others ...*expr.Node) (forms []exact.Form, values [][]exact.Form) {
	var c Critical
	digits, ok := formsNear(equations, variables, at, &c)
	values = make([][]exact.Form, len(others))
	if !ok {
		return nil, values
	}
	for k, n := range others {
		if known, ok := identified(Evaluate(n, variables, digits)); ok {
			values[k] = known
		}
	}
	return c.At, values
}

// FormsOfRoot are the simple forms of the coordinates of a point near at where each entry of a formula is zero to 40 digits; nil where
// there are none.
func FormsOfRoot(equations *expr.Node, variables []*expr.Node, at []float64) []exact.Form {
	var c Critical
	if _, ok := formsNear(equations, variables, at, &c); !ok {
		return nil
	}
	return c.At
}
