package eval

import (
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// misfit explains two operands whose shapes do not go together, and offers the readings that would.
func (e *evaluation) misfit(x *syntax.Binary, a, b *expr.Node, s *scope, err error) {
	failure := message.New("ShapeError", "shape.operands", value.Quantity{Node: a}.Describe(), value.Quantity{Node: b}.Describe())
	failure.Labels = []message.Label{
		{Source: s.source, Span: x.Left.Span(), Text: value.Quantity{Node: a}.Describe()},
		{Source: s.source, Span: x.Right.Span(), Text: value.Quantity{Node: b}.Describe()},
	}
	adviseMisfit(failure, x, a.Shape(), b.Shape(), s)
	e.adviseRenamed(failure, x, s)
	panic(failure)
}

// adviseRenamed answers A + I, and A + 2, where the notebook has given I another meaning.
func (e *evaluation) adviseRenamed(failure *message.Error, x *syntax.Binary, s *scope) {
	v, _ := e.lookup("I", s)
	if _, still := v.(value.Identity); still || failure.Advice.Key != "shape.plus-advice" {
		return
	}
	_, local := s.find("I")
	each := syntax.Text(x.Left) + " ." + x.Op + " " + syntax.Text(x.Right)
	if local {
		failure.Advise("call.write", each)
		return
	}
	failure.Advise("shape.renamed-advice", v.Describe(), each)
}

// adviseMisfit says what to write instead of an operation whose operands do not fit.
func adviseMisfit(failure *message.Error, x *syntax.Binary, shapeA, shapeB expr.Shape, s *scope) {
	left, right := syntax.Text(x.Left), syntax.Text(x.Right)
	switch {
	case x.Op == "*":
		adviseProduct(failure, x, shapeA, shapeB, s)
	case x.Op == "+" || x.Op == "-":
		adviseSum(failure, x.Op, left, right, shapeA, shapeB)
	case x.Op == "/" && shapeB.Rank == 2 && left == "1":
		failure.Advise("shape.inverse-one-advice", tight(x.Right, right))
	case x.Op == "/" && shapeB.Rank == 2:
		failure.Advise("shape.inverse-advice", tight(x.Right, right), left)
	case x.Op == "^":
		advisePower(failure, x, shapeA, shapeB)
	case x.Op == "·":
		failure.Advise("shape.dot-advice")
	default:
		failure.Advise("shape.same-advice", x.Op)
	}
}

func adviseProduct(failure *message.Error, x *syntax.Binary, shapeA, shapeB expr.Shape, s *scope) {
	left, right := syntax.Text(x.Left), syntax.Text(x.Right)
	switch {
	case shapeA.Rank == 1 && shapeB.Rank == 1:
		failure.Text = message.Say("shape.vectors")
		failure.Advise("shape.vectors-advice", tight(x.Left, left), tight(x.Right, right))
	case shapeA.Rank == 2 && shapeB.Rank == 1:
		failure.Text = message.Say("shape.product", left, shapeA.Rows, shapeA.Cols, shapeB.Rows)
		failure.Labels = failure.Labels[:1]
		failure.Labels[0] = message.Label{Source: s.source, Span: x.Span()}
		failure.Advise("shape.product-advice", shapeA.Rows, shapeA.Cols, shapeA.Cols)
	case shapeA.Rank == 1 && shapeB.Rank == 2:
		failure.Advise("shape.transpose-advice", tight(x.Left, left), right)
	default:
		failure.Advise("shape.matrices-advice")
	}
}

// adviseSum advises on a sum or a difference: of a number and a matrix, entry by entry or with the identity.
func adviseSum(failure *message.Error, op, left, right string, shapeA, shapeB expr.Shape) {
	switch numberLeft, numberRight := shapeA.Rank == 0, shapeB.Rank == 0; {
	case numberLeft && shapeB.Rank == 2 && !shapeB.IsSquare() || numberRight && shapeA.Rank == 2 && !shapeA.IsSquare():
		failure.Advise("call.write", left+" ."+op+" "+right)
	case numberRight && shapeA.Rank == 2:
		failure.Advise("shape.plus-advice", left, op, scaled(right))
	case numberLeft && shapeB.Rank == 2:
		failure.Advise("shape.plus-advice", scaled(left), op, right)
	default:
		failure.Advise("shape.same-advice", op)
	}
}

// advisePower advises on a power of an array, or with one as its exponent.
func advisePower(failure *message.Error, x *syntax.Binary, shapeA, shapeB expr.Shape) {
	base, exponent := tight(x.Left, syntax.Text(x.Left)), tight(x.Right, syntax.Text(x.Right))
	switch {
	case shapeB.Rank != 0 && shapeA.IsSquare():
		failure.Text = message.Say("shape.exponent")
		failure.Advise("shape.exponent-advice", base)
	case shapeB.Rank != 0:
		failure.Advise("shape.power-advice")
	case shapeA.IsSquare():
		failure.Text = message.Say("shape.root")
		failure.Advise("shape.root-advice", base, exponent)
	default:
		failure.Advise("shape.square-advice")
	}
}

// refuseReading refuses a product with · of which one side is a matrix: the inner product of one lecturer is the matrix
// product of another.
func (e *evaluation) refuseReading(x *syntax.Binary, a, b *expr.Node, s *scope) {
	if x.Op != "·" || a.Shape().Rank != 2 && b.Shape().Rank != 2 || a.Shape().Rank == 0 || b.Shape().Rank == 0 {
		return
	}
	left, right := tight(x.Left, syntax.Text(x.Left)), tight(x.Right, syntax.Text(x.Right))
	failure := message.New("ShapeError", "shape.matrix-dot").At(s.source, x.Span())
	switch {
	case a.Shape().Rank == 1:
		failure.Advise("call.write", left+"' "+right)
	case b.Shape().Rank == 1:
		failure.Advise("call.write", left+" "+right)
	default:
		failure.Advise("shape.matrix-dot-advice", left, right)
	}
	panic(failure)
}

// scaled is how a number beside a matrix is offered: 1 as I, another as 3 I.
func scaled(number string) string {
	if number == "1" {
		return "I"
	}
	return number + " I"
}

// tight puts parentheses around what a tighter sign would tear apart.
func tight(x syntax.Expr, text string) string {
	if b, ok := x.(*syntax.Binary); ok && b.Op != "^" {
		return "(" + text + ")"
	}
	return text
}

// refuseOperand explains a value that arithmetic does not know.
func (e *evaluation) refuseOperand(x *syntax.Binary, operand syntax.Expr, v value.Value, s *scope) {
	failure := message.New("TypeError", "type.arithmetic", x.Op, v.Describe()).At(s.source, operand.Span())
	failure.Advice = e.operandAdvice(x, operand, v)
	panic(failure)
}

// operandAdvice is what to write instead of a value that arithmetic does not know.
func (e *evaluation) operandAdvice(x *syntax.Binary, operand syntax.Expr, v value.Value) message.Phrase {
	_, isFunction := v.(value.Callable)
	_, isOptimizer := v.(*value.Optimizer)
	_, isText := v.(value.Text)
	text := syntax.Text(operand)
	switch {
	case isFunction && operand == x.Left && x.Implicit && callable(operand) && !calls(x):
		return message.Say("call.write", text+tightly(x.Right))
	case isFunction && operand == x.Left && calls(x) && callable(operand):
		return message.Say("type.space-advice", text+tightly(x.Right))
	case isFunction && operand == x.Left && calls(x):
		return message.Say("type.lambda-advice", syntax.Text(syntax.Unwrap(operand)), tightly(x.Right))
	case isFunction && isLambda(operand):
		return message.Say("type.lambda-advice", syntax.Text(syntax.Unwrap(operand)), "(1)")
	case isFunction && e.within == nil && isName(operand) && !x.Implicit && v.(value.Callable).Arity() > 0:
		return e.valueAdvice(x, operand, v.(value.Callable))
	case isText && x.Op == "+":
		return message.Say("type.text-join")
	case isOptimizer:
		return message.Say("type.run-it", text)
	}
	return e.toNumber(v)
}

// valueAdvice offers f(x) and x -> f(x) + 1 for f + 1.
func (e *evaluation) valueAdvice(x *syntax.Binary, operand syntax.Expr, f value.Callable) message.Phrase {
	var args []syntax.Arg
	for _, variable := range value.ShownVariables(f) {
		args = append(args, syntax.Arg{Value: syntax.MakeName(variable, operand.Span())})
	}
	called := syntax.MakeCall(operand, args, operand.Span())
	whole := syntax.MakeBinary(x.Op, called, x.Right, false, x.Span())
	if operand == x.Right {
		whole = syntax.MakeBinary(x.Op, x.Left, called, false, x.Span())
	}
	head := strings.Join(value.ShownVariables(f), ", ")
	if len(args) > 1 {
		head = "(" + head + ")"
	}
	return message.Say("type.call-or-lambda", syntax.Text(called), head+" -> "+syntax.Text(whole))
}

func isName(x syntax.Expr) bool {
	_, ok := x.(*syntax.Name)
	return ok
}

// calls reports whether a product was perhaps meant as a call: f (3).
func calls(x *syntax.Binary) bool {
	if !x.Implicit {
		return false
	}
	switch x.Right.(type) {
	case *syntax.Paren, *syntax.Vector:
		return true
	}
	return false
}

// callable reports whether a call can stand behind an expression: a name, a field, a derivative of a name.
func callable(x syntax.Expr) bool {
	switch x := x.(type) {
	case *syntax.Name, *syntax.Field, *syntax.Nabla, *syntax.Partial:
		return true
	case *syntax.Prime:
		return callable(x.Operand)
	}
	return false
}

func isLambda(x syntax.Expr) bool {
	_, ok := syntax.Unwrap(x).(*syntax.Lambda)
	return ok
}

// tightly is an operand in parentheses.
func tightly(x syntax.Expr) string {
	text := syntax.Text(x)
	if len(text) > 0 && text[0] == '(' {
		return text
	}
	return "(" + text + ")"
}

func (e *evaluation) refuseTruth(x *syntax.Binary, a *expr.Node, s *scope) {
	operand := x.Right
	if a.IsTruth() {
		operand = x.Left
	}
	panic(message.New("TypeError", "type.arithmetic", x.Op, message.Say("kind.truth")).
		At(s.source, operand.Span()).Advise("type.truth-advice"))
}
