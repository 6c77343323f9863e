package eval

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// check tests a claim; a claim that fails is an error that names both sides.
func (e *evaluation) check(st *syntax.Check) value.Value {
	claim, s := e.claimOf(st.Claim)
	compare, ok := claim.(*syntax.Compare)
	switch {
	case !ok:
		e.checkTruth(claim, s)
	case st.Within != nil:
		e.checkWithin(compare, st.Within, s)
	default:
		e.checkLinks(compare, s)
	}
	return value.Checked{Check: st}
}

// claimOf is a claim without its parentheses and its where, and the scope in which the names of that have their values.
func (e *evaluation) claimOf(x syntax.Expr) (syntax.Expr, *scope) {
	s := e.top
	x = syntax.Unwrap(x)
	if w, ok := x.(*syntax.Where); ok {
		s = e.bound(w, s)
		x = syntax.Unwrap(w.Body)
	}
	return x, s
}

// checkLinks tests a chain of comparisons, a link after the other.
func (e *evaluation) checkLinks(compare *syntax.Compare, s *scope) {
	left := e.eval(compare.Operands[0], s)
	for i, op := range compare.Ops {
		right := e.eval(compare.Operands[i+1], s)
		span := compare.Operands[i].Span().To(compare.Operands[i+1].Span())
		if !e.link(op, left, right, s, span).Truth() {
			panic(e.failedCheck(op, left, right).At(s.source, span))
		}
		left = right
	}
}

// checkWithin tests that two numbers or arrays differ in no entry by more than a tolerance.
func (e *evaluation) checkWithin(compare *syntax.Compare, within syntax.Expr, s *scope) {
	left, right := e.eval(compare.Operands[0], s), e.eval(compare.Operands[1], s)
	tolerance := e.quantity(within, s)
	if tolerance.Shape().Rank != 0 || !tolerance.IsConst() || tolerance.IsTruth() || !(tolerance.Float() >= 0) {
		panic(message.New("DomainError", "check.within", e.shortly(value.Quantity{Node: tolerance})).At(s.source, within.Span()).Advise("syntax.within.advice"))
	}
	span := compare.Operands[0].Span().To(compare.Operands[1].Span())
	e.link("≈", left, right, s, span) // which refuses what cannot be compared
	a, okA := AsQuantity(sizedLike(left, right))
	b, okB := AsQuantity(sizedLike(right, left))
	if !okA || !okB {
		panic(notAlike(left, right).At(s.source, span))
	}
	if most := furthest(a.Data(), b.Data()); !(most <= tolerance.Float()) {
		beyond, limit := e.tellApart(most, tolerance.Float())
		panic(e.failedCheck("≈", left, right).At(s.source, span).Advise("check.beyond", beyond, limit))
	}
}

// furthest is the largest difference of two entries; of equal infinities there is none.
func furthest(a, b []float64) float64 {
	most := 0.0
	for k, x := range a {
		if x != b[k] {
			most = max(most, math.Abs(x-b[k]))
		}
	}
	return most
}

// checkTruth tests a claim that is no comparison.
func (e *evaluation) checkTruth(claim syntax.Expr, s *scope) {
	n, ok := AsQuantity(e.eval(claim, s))
	if !ok || !n.IsTruth() {
		panic(message.New("TypeError", "check.claim").At(s.source, claim.Span()).Advise("check.claim-advice", syntax.Text(claim)))
	}
	if !n.Truth() {
		s.fail("CheckError", claim.Span(), "check.false", syntax.Text(claim))
	}
}

// failedCheck names both sides, with the digits that tell them apart, and of arrays the first entries that differ.
func (e *evaluation) failedCheck(op string, left, right value.Value) *message.Error {
	a, b := sizedLike(left, right), sizedLike(right, left)
	d := difference(op, a, b, "")
	format := e.telling(d)
	leftText, rightText := quotedAlike(format.Plain(exactly(left)), format.Plain(exactly(right)))
	by, measured := distance(op, a, b)
	failure := message.New("CheckError", "check.sides", leftText, op, rightText)
	if measured {
		failure = message.New("CheckError", "check.differ", leftText, rightText, e.chosen.Format.Number(by))
	}
	if d.entry != "" {
		failure.Advise("check.entry", d.entry, format.Plain(d.left), format.Plain(d.right))
	}
	return failure
}

// distance is ‖left - right‖ of numbers and arrays that should be equal, where it is a number.
func distance(op string, left, right value.Value) (float64, bool) {
	a, okA := AsQuantity(left)
	b, okB := AsQuantity(right)
	if !okA || !okB || a.Shape() != b.Shape() || a.IsTruth() || op != "≈" && op != "==" {
		return 0, false
	}
	by := expr.Norm(expr.Sub(a, b)).Float()
	return by, !math.IsNaN(by) && (!math.IsInf(by, 0) || !value.AllFinite(a.Data()) || !value.AllFinite(b.Data()))
}

// differing are the first parts of two values that are not alike, and the name of their entry: [2], [1, 3], W[2].
type differing struct {
	entry       string
	left, right value.Value
}

func difference(op string, left, right value.Value, name string) differing {
	if a, ok := left.(value.Parts); ok {
		if b, ok := right.(value.Parts); ok {
			return partDifference(op, a, b, differing{name, left, right})
		}
	}
	a, okA := AsQuantity(left)
	b, okB := AsQuantity(right)
	if !okA || !okB || a.Shape() != b.Shape() || a.Shape().Rank == 0 || a.IsTruth() || op != "≈" && op != "==" {
		return differing{name, exactly(left), exactly(right)}
	}
	for k, x := range a.Data() {
		y := b.Data()[k]
		if !expr.Compare(relations[op], expr.Const(x), expr.Const(y)).Truth() {
			return differing{name + place(k, a.Shape()), value.Number(x), value.Number(y)}
		}
	}
	return differing{name, exactly(left), exactly(right)}
}

func partDifference(op string, a, b value.Parts, whole differing) differing {
	for i, name := range a.Names {
		part, ok := b.Part(name)
		if !ok {
			return whole
		}
		if d := difference(op, a.Values[i], part, name); !alike(d.left, d.right) {
			return d
		}
	}
	return whole
}

func alike(a, b value.Value) bool {
	return value.Format(mostDigits).Plain(a) == value.Format(mostDigits).Plain(b)
}

// place is the index of entry k, from 0, as it is written in the language.
func place(k int, shape expr.Shape) string {
	if shape.Rank == 1 {
		return "[" + strconv.Itoa(k+1) + "]"
	}
	return "[" + strconv.Itoa(k/shape.Cols+1) + ", " + strconv.Itoa(k%shape.Cols+1) + "]"
}

// exactly is a value of which nothing is shown as 0 that is not.
func exactly(v value.Value) value.Value {
	if parts, ok := v.(value.Parts); ok {
		return exactParts(parts)
	}
	if q, ok := v.(value.Quantity); ok && q.Node.IsConst() && !q.Node.IsTruth() {
		return value.Quantity{Node: expr.Array(q.Node.Shape(), q.Node.Data())}
	}
	return v
}

func exactParts(p value.Parts) value.Parts {
	exact := value.Parts{Names: p.Names}
	for _, part := range p.Values {
		exact.Values = append(exact.Values, exactly(part).(value.Quantity))
	}
	return exact
}

// mostDigits tell any two numbers apart.
const mostDigits = 17

// telling is the notebook's format, with more digits where two values that differ look alike in it.
func (e *evaluation) telling(d differing) value.Format {
	if alike(d.left, d.right) {
		return e.chosen.Format
	}
	format := e.chosen.Format
	for digits := value.Format(6); format.Plain(d.left) == format.Plain(d.right); digits++ {
		format = max(format, digits)
	}
	return format
}

// tellApart writes two numbers with the digits that tell them apart.
func (e *evaluation) tellApart(a, b float64) (string, string) {
	format := e.telling(differing{left: value.Number(a), right: value.Number(b)})
	return format.Number(a), format.Number(b)
}

// quotedAlike quotes two texts that differ in signs that cannot be seen.
func quotedAlike(a, b string) (string, string) {
	if a != b && slices.Equal(strings.Fields(a), strings.Fields(b)) || !printable(a) || !printable(b) {
		return strconv.Quote(a), strconv.Quote(b)
	}
	return a, b
}

func printable(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return !strconv.IsPrint(r) })
}
