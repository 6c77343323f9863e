package eval

import (
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
)

// text is a text, with the values of the expressions in its braces as they are shown elsewhere.
func (e *evaluation) text(x *syntax.String, s *scope) value.Value {
	if x.Pieces == nil {
		return value.Text(x.Value)
	}
	var out strings.Builder
	for _, piece := range x.Pieces {
		out.WriteString(piece.Letters)
		if piece.Value != nil {
			out.WriteString(e.chosen.Format.Plain(e.inText(piece.Value, s)))
		}
	}
	return value.Text(out.String())
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
