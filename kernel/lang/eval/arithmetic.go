package eval

import (
	"math"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

func (e *evaluation) binary(x *syntax.Binary, s *scope) value.Value {
	if x.Op == "and" || x.Op == "or" {
		return e.logical(x, s)
	}
	if called, ok := e.calledProduct(x, s); ok {
		return called
	}
	return e.operated(x, e.operand(x.Left, s), s)
}

// operated is an operation whose left operand is evaluated already.
func (e *evaluation) operated(x *syntax.Binary, left value.Value, s *scope) value.Value {
	right := e.operand(x.Right, s)
	if f, ok := e.combineFunctions(x, left, right, s); ok {
		return f
	}
	if sum, ok := figureSum(x, left, right, s); ok {
		return sum
	}
	if multiple, ok := scaleIdentity(x, left, right); ok {
		return multiple
	}
	left, right = e.sized(x, left, right, s)
	a, okA := e.asQuantity(left, s, x.Left.Span())
	b, okB := e.asQuantity(right, s, x.Right.Span())
	if !okA {
		e.refuseOperand(x, x.Left, left, s)
	}
	if !okB {
		e.refuseOperand(x, x.Right, right, s)
	}
	if a.IsTruth() || b.IsTruth() {
		e.refuseTruth(x, a, s)
	}
	e.refuseReading(x, a, b, s)
	e.fitsFormula(s, x.Span())
	e.fits(sizeOfResult(x.Op, a.Shape(), b.Shape()), s, x.Span())
	return e.combine(x, a, b, s)
}

// combine applies a sign to two quantities, or explains why it cannot.
func (e *evaluation) combine(x *syntax.Binary, a, b *expr.Node, s *scope) value.Value {
	operate := operators[x.Op]
	if isLarge(x.Op, a, b) {
		operate = e.largeProduct
	}
	if x.Op == "^" && a.Shape().Rank == 2 && b.IsConst() && b.Shape().IsScalar() && b.Float() < 0 {
		e.fitsFactoring("inv", a.Shape(), s, x.Span())
	}
	if isLargePower(x.Op, a, b) {
		operate = e.largePower
	}
	result, err := catch(func() *expr.Node { return operate(a, b) })
	if err != nil {
		e.misfit(x, a, b, s, err)
	}
	if failure := undefined(x.Op, result, a, b); failure != nil {
		result = e.lift(failure.At(s.source, x.Span()), result, func(n []*expr.Node) *expr.Node { return operate(n[0], n[1]) }, []*expr.Node{a, b})
	}
	if x.Op == "^" && a.Shape().Rank == 2 && b.IsConst() && b.Float() < 0 {
		e.noteSingular(a)
	}
	return value.Quantity{Node: result}
}

// sizeOfResult is how many numbers the result of an operation has, for one that can have many more than its operands.
func sizeOfResult(op string, a, b expr.Shape) int {
	if op != "*" || a.Rank == 0 || b.Rank == 0 || a.Cols != b.Rows {
		return max(a.Size(), b.Size())
	}
	if a.Rows > 0 && b.Cols > math.MaxInt/a.Rows {
		return math.MaxInt
	}
	return a.Rows * b.Cols
}

// logical is "and" and "or"; the right side is left alone when the left decides.
func (e *evaluation) logical(x *syntax.Binary, s *scope) value.Value {
	a := e.condition(x.Left, s)
	if a.IsConst() && a.Truth() == (x.Op == "or") {
		return value.Truth(a.Truth())
	}
	b := e.condition(x.Right, s)
	return value.Quantity{Node: operators[x.Op](a, b)}
}

func (e *evaluation) unary(x *syntax.Unary, s *scope) value.Value {
	switch x.Op {
	case "not":
		return value.Quantity{Node: expr.Not(e.condition(x.Operand, s))}
	case "√":
		n := e.openQuantity(x.Operand, s)
		return e.operate(s, x.Span(), "sqrt", func() *expr.Node { return expr.Apply(expr.SquareRoot, n) }, n)
	}
	v := e.operand(x.Operand, s)
	if f, ok := e.negated(x, v, s); ok {
		return f
	}
	if i, ok := v.(value.Identity); ok && x.Op == "-" {
		return value.Identity{Scale: expr.Neg(i.Scale)}
	}
	n, ok := e.asQuantity(v, s, x.Operand.Span())
	if !ok || n.IsTruth() {
		panic(e.notQuantity(v).At(s.source, x.Operand.Span()))
	}
	if x.Op == "+" {
		return value.Quantity{Node: n}
	}
	return value.Quantity{Node: expr.Neg(n)}
}

// compare is a chain of comparisons; it holds when each link does.
func (e *evaluation) compare(x *syntax.Compare, s *scope) value.Value {
	operands := make([]value.Value, len(x.Operands))
	for i, operand := range x.Operands {
		operands[i] = e.operand(operand, s)
	}
	e.comparands(operands)
	holds := expr.Truth(true)
	for i, op := range x.Ops {
		span := x.Operands[i].Span().To(x.Operands[i+1].Span())
		holds = expr.And(holds, e.link(op, operands[i], operands[i+1], s, span))
	}
	return value.Quantity{Node: holds}
}

// link is one comparison: numbers by size, texts and truths by equality, arrays entry by entry.
func (e *evaluation) link(op string, left, right value.Value, s *scope, span syntax.Span) *expr.Node {
	if same, ok := sameText(left, right); ok && (op == "==" || op == "!=") {
		return expr.Truth(same == (op == "=="))
	}
	if holds, ok := e.compareParts(op, left, right, s, span); ok {
		return holds
	}
	a, okA := AsQuantity(sizedLike(left, right))
	b, okB := AsQuantity(sizedLike(right, left))
	if !okA || !okB {
		panic(notAlike(left, right).At(s.source, span))
	}
	if a.IsTruth() && b.IsTruth() && (op == "==" || op == "!=") {
		return sameTruth(op, a, b)
	}
	if a.IsTruth() || b.IsTruth() {
		panic(notAlike(left, right).At(s.source, span))
	}
	result, err := catch(func() *expr.Node { return expr.Compare(relations[op], a, b) })
	if err != nil {
		panic(e.incomparable(op, a, b, left, right).At(s.source, span))
	}
	return result
}

// sizedLike is a value that, where it is the identity matrix, has the size of the matrix it is compared with.
func sizedLike(v, other value.Value) value.Value {
	i, ok := v.(value.Identity)
	q, isQuantity := other.(value.Quantity)
	if !ok || !isQuantity || !q.Node.Shape().IsSquare() {
		return v
	}
	return value.Quantity{Node: i.Of(q.Node.Shape().Rows)}
}

// notAlike says that two values are of kinds that cannot be compared.
func notAlike(left, right value.Value) *message.Error {
	failure := message.New("TypeError", "type.compare", left.Describe(), right.Describe())
	if f, ok := left.(value.Callable); ok {
		return failure.Advise("type.compare-points", calledText(f))
	}
	return failure.Advise("type.compare-advice")
}

func sameTruth(op string, a, b *expr.Node) *expr.Node {
	same := expr.Or(expr.And(a, b), expr.And(expr.Not(a), expr.Not(b)))
	if op == "!=" {
		return expr.Not(same)
	}
	return same
}

// incomparable says why two numbers or arrays cannot be compared.
func (e *evaluation) incomparable(op string, a, b *expr.Node, left, right value.Value) *message.Error {
	if a.Shape() != b.Shape() {
		return message.New("ShapeError", "shape.compare", left.Describe(), right.Describe()).Advise("shape.compare-advice")
	}
	return message.New("TypeError", "type.order", op, left.Describe(), right.Describe()).Advise("type.order-advice", op)
}

func sameText(left, right value.Value) (same, areTexts bool) {
	a, okA := left.(value.Text)
	b, okB := right.(value.Text)
	return a == b, okA && okB
}

func (e *evaluation) compareParts(op string, left, right value.Value, s *scope, span syntax.Span) (*expr.Node, bool) {
	a, okA := left.(value.Parts)
	b, okB := right.(value.Parts)
	if !okA || !okB {
		return nil, false
	}
	holds := expr.Truth(len(a.Names) == len(b.Names))
	for i, name := range a.Names {
		part, ok := b.Part(name)
		if !ok {
			return expr.Truth(false), true
		}
		holds = expr.And(holds, e.link(op, a.Values[i], part, s, span))
	}
	return holds, true
}

// relations are the signs of comparisons.
var relations = map[string]expr.Relation{
	"==": expr.Equal, "!=": expr.Unequal, "<": expr.Less, "<=": expr.LessEqual,
	">": expr.Greater, ">=": expr.GreaterEqual, "≈": expr.Near,
}

// operate makes a node, turning a misfit of shapes and an undefined value into errors at a place.
func (e *evaluation) operate(s *scope, span syntax.Span, op string, make func() *expr.Node, inputs ...*expr.Node) value.Value {
	result, err := catch(make)
	if err != nil {
		panic(refusal(err).At(s.source, span))
	}
	e.defined(s, span, op, result, inputs...)
	return value.Quantity{Node: result}
}
