package formula

import (
	"fmt"
	"math"
	"math/big"

	"saddle/numerics/exact"
	"saddle/numerics/expr"
)

// mostCoefficients and mostOrder bound the Taylor polynomials that are found exactly.
const (
	mostCoefficients = 40
	mostOrder        = 8
)

// Taylor is the Taylor polynomial of the number y at a point of parts, one for each variable, as it is written with exact
// coefficients, in the letters of all entries of the variables; false where a coefficient, or a coordinate of the point, is not known
// exactly, or is not what the terms known in decimals say.
func Taylor(y *expr.Node, variables, at, letters []*expr.Node, order int, decimals expr.Polynomial) (n *expr.Node, ok bool) {
	err := expr.Catch(func() {
		if n, ok = ofQuotients(decimals, at, letters); !ok {
			n, ok = taylor(y, variables, at, letters, order, decimals)
		}
	})
	if err != nil {
		return nil, false
	}
	return n, ok
}

// ofQuotients is the polynomial where all of its coefficients are known to be quotients.
func ofQuotients(terms expr.Polynomial, at, letters []*expr.Node) (*expr.Node, bool) {
	point, ok := formsOf(at)
	if !ok || len(point) != len(letters) || len(terms) > mostCoefficients {
		return nil, false
	}
	var written []expr.Written
	for _, t := range terms {
		forms, ok := t.Coefficient.Forms()
		if !ok {
			return nil, false
		}
		if t.Coefficient.Float() != 0 {
			written = append(written, writtenTerms(forms[0], monomialOf(t.Powers, letters, point))...)
		}
	}
	return sumOfWritten(written), true
}

func taylor(y *expr.Node, variables, at, letters []*expr.Node, order int, decimals expr.Polynomial) (*expr.Node, bool) {
	point, ok := formsOf(at)
	if !ok || order > mostOrder || len(point) != len(letters) {
		return nil, false
	}
	terms := expr.Taylor(y, variables, nil, order)
	if len(terms) > mostCoefficients {
		return nil, false
	}
	known := coefficientsOf(decimals)
	var written []expr.Written
	for _, t := range terms {
		forms, ok := FormsAt(t.Coefficient, variables, at)
		if !ok {
			return nil, false
		}
		v, _ := forms[0].Value(64).Float64()
		if math.Abs(v-known[fmt.Sprint(t.Powers)]) > 1e-9*max(1, math.Abs(v)) {
			return nil, false
		}
		delete(known, fmt.Sprint(t.Powers))
		if v == 0 {
			continue
		}
		written = append(written, writtenTerms(forms[0], monomialOf(t.Powers, letters, point))...)
	}
	for _, left := range known {
		if math.Abs(left) > 1e-9 {
			return nil, false
		}
	}
	return sumOfWritten(written), true
}

// coefficientsOf are those of a polynomial by their powers.
func coefficientsOf(terms expr.Polynomial) map[string]float64 {
	known := map[string]float64{}
	for _, t := range terms {
		known[fmt.Sprint(t.Powers)] = t.Coefficient.Float()
	}
	return known
}

// formsOf are the numbers of the parts of a point; ok is false where one of them is no form.
func formsOf(parts []*expr.Node) (point []exact.Form, ok bool) {
	for _, part := range parts {
		forms, ok := knownForms(part)
		if !ok {
			return nil, false
		}
		point = append(point, forms...)
	}
	return point, true
}

// sumOfWritten is the sum of terms as they are written: a single one without a coefficient is itself.
func sumOfWritten(written []expr.Written) *expr.Node {
	switch {
	case len(written) == 0:
		return expr.Const(0)
	case len(written) == 1 && written[0].Coefficient == (expr.Coefficient{P: 1, Q: 1}):
		return written[0].Node
	}
	return expr.WrittenSum(written...)
}

// knownForms are what the numbers of a constant are exactly.
func knownForms(n *expr.Node) ([]exact.Form, bool) {
	if forms, ok := n.Forms(); ok {
		return forms, true
	}
	if !n.IsConst() {
		return nil, false
	}
	rats, ok := exact.Rats(n.Data())
	if !ok {
		return nil, false
	}
	return exact.FormsOf(rats)
}

// monomialOf are the factors of (x - p)^α.
func monomialOf(powers []int, letters []*expr.Node, point []exact.Form) []*expr.Node {
	var factors []*expr.Node
	for i, power := range powers {
		if power == 0 {
			continue
		}
		step := letters[i]
		if r := point[i].Rat(); r == nil || r.Sign() != 0 {
			step = expr.WrittenSum(append([]expr.Written{{Coefficient: expr.Coefficient{P: 1, Q: 1}, Node: letters[i]}}, writtenTerms(opposite(point[i]), nil)...)...)
		}
		factors = append(factors, expr.WrittenPower(step, float64(power)))
	}
	return factors
}

func opposite(f exact.Form) exact.Form {
	terms := make([]exact.Term, len(f.Terms))
	for k, t := range f.Terms {
		t.Times = -t.Times
		terms[k] = t
	}
	return exact.Form{Terms: terms, Over: f.Over}
}

// writtenTerms are a number times factors, as terms of a sum: several where the number is a sum and there is no factor to stand before.
func writtenTerms(f exact.Form, factors []*expr.Node) []expr.Written {
	terms := make([]expr.Written, len(f.Terms))
	for k, t := range f.Terms {
		over := big.NewRat(t.Times, f.Over)
		above, _ := new(big.Float).SetInt(over.Num()).Float64()
		below, _ := new(big.Float).SetInt(over.Denom()).Float64()
		c := expr.Coefficient{P: above, Q: below}
		all := append(constantOf(t), factors...)
		if len(all) == 0 {
			terms[k] = expr.WrittenNumber(c)
			continue
		}
		terms[k] = expr.Written{Coefficient: c, Node: expr.WrittenProduct(all...)}
	}
	return terms
}

// constantOf are the factors of a term that are no quotients: √2, π, e², log 2.
func constantOf(t exact.Term) []*expr.Node {
	var factors []*expr.Node
	if t.Root != 1 {
		factors = append(factors, expr.WrittenPower(expr.Const(float64(t.Root)), 0.5))
	}
	switch t.Constant {
	case exact.PiConstant:
		factors = append(factors, expr.WrittenName("π"))
	case exact.EConstant:
		power := 1.0
		if t.Power != nil {
			power, _ = t.Power.Float64()
		}
		factors = append(factors, expr.WrittenPower(expr.WrittenName("e"), power))
	case exact.LogConstant:
		argument, _ := t.Argument.Float64()
		factors = append(factors, expr.WrittenApply(expr.Log, expr.Const(argument)))
	}
	return factors
}
