package eval

import (
	"math"
	"math/big"
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// mostText is how many bytes one text may have: as many as a cell can print.
const mostText = 16 << 20

// text is a text, with the values of the expressions in its braces as they are shown elsewhere.
func (e *evaluation) text(x *syntax.String, s *scope) value.Value {
	if x.Pieces == nil {
		return value.Text(x.Value)
	}
	var out strings.Builder
	for _, piece := range x.Pieces {
		out.WriteString(piece.Letters)
		if piece.Value != nil {
			out.WriteString(e.plainly(e.inText(piece.Value, s)))
		}
		if out.Len() > mostText {
			panic(message.New("LimitError", "limit.text", mostText>>20).At(s.source, x.Span()).Advise("limit.text-advice"))
		}
	}
	return value.Text(out.String())
}

// plainly is a value as text, exactly too where the notebook wants that.
func (e *evaluation) plainly(v value.Value) string {
	if e.chosen.Decimals {
		return e.chosen.Format.Plain(v)
	}
	return e.chosen.Format.Exactly(v)
}

// inText is the value of an expression in a text; where a name is not defined, a brace may be meant.
func (e *evaluation) inText(x syntax.Expr, s *scope) value.Value {
	defer func() {
		switch failure := recover().(type) {
		case nil:
		case *message.Error:
			if failure.Text.Key == "name.undefined" {
				failure.Advise("syntax.text-brace.advice", "{x}", "{{x}}")
			}
			panic(failure)
		default:
			panic(failure)
		}
	}()
	return e.eval(x, s)
}

// absolute is |x|, of one number only: of vectors and matrices bars mean other things.
func (e *evaluation) absolute(x *syntax.Bars, s *scope) value.Value {
	n := e.quantity(x.Operand, s)
	if n.Shape().Rank != 0 {
		panic(message.New("ShapeError", "type.bars", value.Quantity{Node: n}.Describe()).At(s.source, x.Span()).
			Advise("type.bars-advice", s.written(x.Operand)))
	}
	return value.Quantity{Node: expr.Apply(expr.Abs, n)}
}

// factorial is n! of a known whole number, up to 170!, the last one that is a number of the machine.
func (e *evaluation) factorial(x *syntax.Factorial, s *scope) value.Value {
	n := e.quantity(x.Operand, s)
	if n.Shape().Rank != 0 || n.IsTruth() {
		s.fail("TypeError", x.Operand.Span(), "type.number", value.Quantity{Node: n}.Describe())
	}
	if !n.IsConst() {
		s.fail("TypeError", x.Operand.Span(), "trace.number-known")
	}
	k := n.Float()
	if k != math.Trunc(k) || k < 0 || k > 170 {
		panic(notFactorial(message.New("DomainError", "domain.factorial", e.chosen.Format.Number(k)).At(s.source, x.Span()), syntax.Text(x.Operand), k))
	}
	product, _ := new(big.Float).SetInt(new(big.Int).MulRange(1, int64(k))).Float64()
	return value.Number(product)
}

// notFactorial advises what there is for a number that has no factorial, or one beyond the numbers.
func notFactorial(failure *message.Error, text string, k float64) *message.Error {
	switch {
	case k < 0 && k == math.Trunc(k):
		return failure.Advise("domain.factorial-pole")
	case k > 170 && k == math.Trunc(k) && k < 1e6:
		return failure.Advise("domain.factorial-large", text)
	case k > 170:
		return failure.Advise("domain.factorial-huge")
	}
	return failure.Advise("domain.factorial-between", text)
}
