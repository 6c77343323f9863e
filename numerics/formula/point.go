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
	letters, ok := lettersOf(variables, values)
	if !ok {
		return nil
	}
	p := &point{letters: letters}
	entries := n.Entries()
	found = make([]*big.Float, len(entries))
	for i, e := range entries {
		if found[i] = p.value(e); found[i] == nil {
			return nil
		}
	}
	return found
}

// FormsOf are what numbers written out on paper are exactly; false where one has no simple form.
func FormsOf(written []*expr.Node) ([]exact.Form, bool) {
	values := make([]*big.Float, len(written))
	for k, n := range written {
		found := Evaluate(n, nil, nil)
		if len(found) != 1 {
			return nil, false
		}
		values[k] = found[0]
	}
	return identified(values)
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
	return formsWith(n, variables, values)
}

// ValuesAt are what the entries of a formula are exactly at a point that is known exactly, a form for each entry of the variables;
// false where not all have a simple form.
func ValuesAt(n *expr.Node, variables []*expr.Node, at []exact.Form) ([]exact.Form, bool) {
	return formsWith(n, variables, valuesOf(at))
}

// formsWith are the forms of the entries of a formula at a point of many digits.
func formsWith(n *expr.Node, variables []*expr.Node, at []*big.Float) ([]exact.Form, bool) {
	found := Evaluate(n, variables, at)
	if forms, ok := identified(found); ok || found == nil {
		return forms, ok
	}
	return identified(withoutDust(found, n, variables, at))
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
		f, ok := exact.IdentifySum(x)
		if !ok {
			return nil, false
		}
		forms[k] = f
	}
	return forms, len(values) > 0
}

// lettersOf are the letters of the variables with their values; false where a variable has none.
func lettersOf(variables []*expr.Node, values []*big.Float) (letters map[*expr.Node]*big.Float, ok bool) {
	letters = map[*expr.Node]*big.Float{}
	k := 0
	for _, v := range variables {
		if !v.IsExplicit() {
			return nil, false
		}
		for _, letter := range v.Entries() {
			letters[letter] = values[k]
			k++
		}
	}
	return letters, true
}
