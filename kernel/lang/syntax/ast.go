// Package syntax reads the text of a cell as a syntax tree, and writes trees as text and LaTeX. It evaluates nothing and
// knows no built-in function: what a name means is the evaluator's business. The grammar is in grammar.txt, a production
// a method of the parser.
//
//	cell, errors := syntax.Parse(&message.Source{Cell: 1, Text: "f(x, y) = x² - y²"})
//	syntax.Text(cell.Statements[0]) // f(x, y) = x² - y²
package syntax

import "saddle/kernel/lang/message"

// Span is a half-open range of byte offsets in the text of the cell.
type Span = message.Span

// Cell is a parsed cell: its statements in order.
type Cell struct {
	Source     *message.Source
	Statements []Statement
}

// Statement is one statement of a cell.
type Statement interface {
	Node
	// Hidden tells that the statement ended with ";", which hides its result.
	Hidden() bool
}

// Node is a part of the syntax tree; its span covers the source text it was read from.
type Node interface{ Span() Span }

// Expr is an expression.
type Expr interface {
	Node
	isExpression()
}

// at and statement are embedded in nodes to carry their place.
type at struct{ span Span }

func (a at) Span() Span { return a.span }

type expression struct{ at }

func (expression) isExpression() {}

type statement struct {
	at
	hidden bool
}

func (s statement) Hidden() bool { return s.hidden }

// FunctionDefinition is name(params) = body.
type FunctionDefinition struct {
	statement
	Name   *Name
	Params []Param
	Body   Expr // perhaps a *Where
}

// Assignment is name = body, or name, name = body for a value of several parts.
type Assignment struct {
	statement
	Names []*Name
	Body  Expr // perhaps a *Where
}

// OptimizerDefinition is optimizer name(params) … end.
type OptimizerDefinition struct {
	statement
	Name   *Name
	Params []Param
	Lines  []Line
}

// Check is check expr, or check a ≈ b within tolerance.
type Check struct {
	statement
	Claim  Expr
	Within Expr // nil: there is none
}

// ExpressionStatement is an expression by itself; its value is shown unless hidden.
type ExpressionStatement struct {
	statement
	Value Expr
}

// Param is a parameter: a variable, or a setting when it has a default.
type Param struct {
	Name    *Name
	Default Expr // nil for a variable
}

// Line is one line of an optimizer.
type Line struct {
	Kind  LineKind
	Names []*Name // of a start line or an assignment; nil for stop
	Entry *Index  // x[i] of a line that sets one entry, whose name is in Names; nil for any other
	Body  Expr    // the value, or the condition of stop
	Place Span
}

// Expressions are what is evaluated of the line: the indices of its entry, with the name that they are of, and its body.
func (l Line) Expressions() []Expr {
	if l.Entry != nil {
		return []Expr{l.Entry, l.Body}
	}
	return []Expr{l.Body}
}

// LineKind tells the three kinds of an optimizer's lines apart.
type LineKind int

// The kinds of Line.
const (
	Assign LineKind = iota
	Start
	Stop
)

// Number is a numeric literal; Text is how it was written after folding ("½" is "½").
type Number struct {
	expression
	Value float64
	Text  string
}

// String is a text literal, unquoted. One with values in braces has them among its pieces, and no Value.
type String struct {
	expression
	Value  string
	Pieces []Piece
}

// Piece is a part of a text: letters, or an expression whose value stands in it.
type Piece struct {
	Letters string
	Value   Expr // nil: letters
}

// Truth is true or false.
type Truth struct {
	expression
	Value bool
}

// Name is a name. Text is the form under which it is known (see CanonicalName): Greek words folded (beta → β), x₁ and x_1
// as x1. Shown is the form in which it is shown, with the subscript as it was written.
type Name struct {
	expression
	Text  string
	Shown string
}

// Unary is -x, +x, not x or √x; Op is one of those signs.
type Unary struct {
	expression
	Op      string
	Operand Expr
}

// Binary is a sum, product, power, "and" or "or". Op is one of + - .+ .- * / · .* ./ ^ .^ and or.
type Binary struct {
	expression
	Op          string
	Left, Right Expr
	OpSpan      Span // empty for an implicit product
	Implicit    bool // a product written without a sign
	Superscript bool // a power written x² rather than x^2
}

// Compare is a chain of comparisons: Operands[0] Ops[0] Operands[1] …; Ops are == != < <= > >= ≈.
type Compare struct {
	expression
	Operands []Expr
	Ops      []string
}

// Range is Low..High.
type Range struct {
	expression
	Low, High Expr
}

// If is if Cond then Then else Else.
type If struct {
	expression
	Cond, Then, Else Expr
}

// Lambda is x -> body or (x, y) -> body.
type Lambda struct {
	expression
	Params []*Name
	Body   Expr
}

// Where is body where a = …, b = …; bindings see the ones before them.
type Where struct {
	expression
	Body     Expr
	Bindings []Binding
}

// Binding is name = value in a where.
type Binding struct {
	Name  *Name
	Value Expr
}

// Call is callee(args).
type Call struct {
	expression
	Callee Expr
	Args   []Arg
	Open   Span // from the opening to the closing parenthesis
}

// Arg is an argument: positional, a setting name = value, or a comprehension (body with loops).
type Arg struct {
	Name  *Name // nil when positional
	Value Expr
	Loops []Loop // not empty for sum(body for i in …)
}

// Loop is for names in Over if If; several names take a row apart.
type Loop struct {
	Names []*Name
	Over  Expr
	If    Expr // which turns count; nil: all
}

// Index is operand[i] or operand[i, j]; a nil entry is ":".
type Index struct {
	expression
	Operand Expr
	Indices []Expr
	Open    Span // from the opening to the closing bracket
}

// Field is operand.name.
type Field struct {
	expression
	Operand Expr
	Name    *Name
}

// Prime is operand' (also operandᵀ): a transpose, or the derivative of a function of one variable.
type Prime struct {
	expression
	Operand Expr
}

// Nabla is ∇f (Order 1) or ∇²f (Order 2) of a name or a parenthesised function.
type Nabla struct {
	expression
	Order   int
	Operand Expr
}

// Paren is a parenthesised expression, kept so that formulas can be shown as they were written.
type Paren struct {
	expression
	Inner Expr
}

// Vector is (a, b, …) or [a, b, …].
type Vector struct {
	expression
	Entries []Expr
	Bracket bool // written with [ ]
}

// Parts is a point named by its parts: (W = …, b = …).
type Parts struct {
	expression
	Names  []*Name
	Values []Expr
}

// Matrix is [a, b; c, d], at least two rows.
type Matrix struct {
	expression
	Rows [][]Expr
}

// Comprehension is [body for i in …].
type Comprehension struct {
	expression
	Body  Expr
	Loops []Loop
}

// Norm is ‖v‖.
type Norm struct {
	expression
	Operand Expr
}

// Bars is |x|.
type Bars struct {
	expression
	Operand Expr
}

// Factorial is n!.
type Factorial struct {
	expression
	Operand Expr
}

// Hole is ?, where an answer belongs.
type Hole struct{ expression }

// Partial is ∂f/∂x or ∂²f/∂x∂y, the partial derivative of a function by variables, from the outermost.
type Partial struct {
	expression
	Operand   Expr
	Variables []*Name
}
