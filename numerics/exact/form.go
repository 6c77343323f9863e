package exact

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
)

// Form is a number as it is written exactly: a sum of up to three terms over a common denominator, as (1 + √5)/2.
type Form struct {
	Terms []Term // whole multiples, the rational one first
	Over  int64  // the denominator, positive
}

// Term is Times · √Root · Of^Power: 3√2, 2π, e^(1/2), log 2.
type Term struct {
	Times    int64
	Root     int64 // without square factors; 1: none
	Constant Constant
	Power    *big.Rat // of e; nil: 1
	Argument *big.Rat // of a logarithm
}

// Constant is what a term is a multiple of.
type Constant uint8

// The constants.
const (
	One Constant = iota
	PiConstant
	EConstant
	LogConstant
)

// Rational is p/q.
func Rational(r *big.Rat) (Form, bool) {
	if !r.Num().IsInt64() || !r.Denom().IsInt64() {
		return Form{}, false
	}
	return Form{[]Term{{Times: r.Num().Int64(), Root: 1}}, r.Denom().Int64()}, true
}

// Rat is the value of a form that is a quotient; nil for any other.
func (f Form) Rat() *big.Rat {
	if len(f.Terms) != 1 || f.Terms[0].Root != 1 || f.Terms[0].Constant != One {
		return nil
	}
	return big.NewRat(f.Terms[0].Times, f.Over)
}

// Value is the number to prec bits.
func (f Form) Value(prec uint) *big.Float {
	work := prec + guard
	sum := number(work)
	for _, t := range f.Terms {
		x := number(work).SetInt64(t.Root)
		x.Sqrt(x)
		switch t.Constant {
		case PiConstant:
			x.Mul(x, Pi(work))
		case EConstant:
			x.Mul(x, Exp(number(work).SetRat(t.power()), work))
		case LogConstant:
			x.Mul(x, Log(number(work).SetRat(t.Argument), work))
		}
		sum.Add(sum, x.Mul(x, number(work).SetInt64(t.Times)))
	}
	return number(prec).Quo(sum, number(work).SetInt64(f.Over))
}

// Negated is -f.
func (f Form) Negated() Form {
	terms := slices.Clone(f.Terms)
	for k := range terms {
		terms[k].Times = -terms[k].Times
	}
	return Form{terms, f.Over}
}

func (t Term) power() *big.Rat {
	if t.Power == nil {
		return big.NewRat(1, 1)
	}
	return t.Power
}

// Text is the number in the syntax of the language: √2/2, (1 + √5)/2, 3π/4, 2/e.
func (f Form) Text() string {
	if above, below, ok := f.overExponential(); ok {
		text := below.Text()
		if below.Terms[0].Times > 1 {
			text = "(" + text + ")"
		}
		return above.Text() + "/" + text
	}
	return f.write(textTerm, func(a string) string { return a + "/" + fmt.Sprint(f.Over) })
}

// overExponential is a multiple of a negative power of e as a quotient.
func (f Form) overExponential() (above, below Form, ok bool) {
	if len(f.Terms) != 1 || f.Terms[0].Constant != EConstant || f.Terms[0].power().Sign() > 0 || f.Over == 1 && max(f.Terms[0].Times, -f.Terms[0].Times) == 1 {
		return f, f, false
	}
	t := f.Terms[0]
	above = Form{[]Term{{Times: t.Times, Root: t.Root}}, 1}
	below = Form{[]Term{{Times: f.Over, Root: 1, Constant: EConstant, Power: new(big.Rat).Neg(t.power())}}, 1}
	return above, below, true
}

// LaTeX is the number as a formula.
func (f Form) LaTeX() string {
	if above, below, ok := f.overExponential(); ok {
		text, minus := strings.CutPrefix(above.LaTeX(), "-")
		sign := ""
		if minus {
			sign = "-"
		}
		return sign + `\frac{` + text + "}{" + below.LaTeX() + "}"
	}
	return f.write(latexTerm, func(a string) string { return `\frac{` + strings.Trim(a, "()") + "}{" + fmt.Sprint(f.Over) + "}" })
}

// write writes the terms, the first positive one in front, and what over makes of them above a denominator.
func (f Form) write(term func(t Term) string, over func(above string) string) string {
	terms := f.Terms
	if first := slices.IndexFunc(terms, func(t Term) bool { return t.Times > 0 }); first > 0 {
		terms = slices.Insert(slices.Delete(slices.Clone(terms), first, first+1), 0, terms[first])
	}
	sign := ""
	if terms[0].Times < 0 {
		sign = "-"
	}
	text := ""
	for k, t := range terms {
		switch {
		case k == 0:
		case (t.Times < 0) != (sign == "-" && f.Over > 1):
			text += " - "
		default:
			text += " + "
		}
		t.Times = max(t.Times, -t.Times)
		text += term(t)
	}
	if f.Over == 1 {
		return sign + text
	}
	if len(terms) > 1 {
		text = "(" + text + ")"
	}
	return sign + over(text)
}

func textTerm(t Term) string {
	text := ""
	if t.Times != 1 {
		text = fmt.Sprint(t.Times)
	}
	if t.Root != 1 {
		text += "√" + fmt.Sprint(t.Root)
	}
	switch t.Constant {
	case PiConstant:
		text = spaced(text, "π")
	case EConstant:
		text = spaced(text, power(t, "e^", "(", ")"))
	case LogConstant:
		text = spaced(text, "log("+t.Argument.RatString()+")")
	}
	if text == "" {
		return "1"
	}
	return text
}

func latexTerm(t Term) string {
	text := ""
	if t.Times != 1 {
		text = fmt.Sprint(t.Times)
	}
	if t.Root != 1 {
		text += `\sqrt{` + fmt.Sprint(t.Root) + "}"
	}
	switch t.Constant {
	case PiConstant:
		text += ` \pi`
	case EConstant:
		text += " " + power(t, "e^", "{", "}")
	case LogConstant:
		text += ` \log ` + latexRat(t.Argument)
	}
	if text == "" {
		return "1"
	}
	return strings.TrimSpace(text)
}

func latexRat(r *big.Rat) string {
	if r.IsInt() {
		return r.RatString()
	}
	return `\frac{` + r.Num().String() + "}{" + r.Denom().String() + "}"
}

// spaced sets a constant behind a number: 2π, √2 π, 3 log(2).
func spaced(text, constant string) string {
	if text == "" || !strings.Contains(text, "√") && constant == "π" {
		return text + constant
	}
	return text + " " + constant
}

func power(t Term, e, open, shut string) string {
	p := t.power()
	switch {
	case p.Cmp(big.NewRat(1, 1)) == 0:
		return "e"
	case p.IsInt() && open == "(":
		return e + p.RatString()
	}
	return e + open + p.RatString() + shut
}
