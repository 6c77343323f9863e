package value

import (
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// Callable is a value that can be called with a point.
type Callable interface {
	Value
	// Label is the name under which formulas show it: f, ∇f, f'.
	Label() string
	// Arity is the number of variables; 0 says that any number will do.
	Arity() int
}

// Function is a function that the student defined, or a lambda, whose Name is empty.
type Function struct {
	Name       string
	Variables  []string  // parameters without a default: what ∇ differentiates by
	Shown      []string  // Variables as they were written: x₁ for x1
	Settings   []Setting // parameters with one
	Body       syntax.Expr
	Definition *syntax.FunctionDefinition // nil for a lambda
	Source     *message.Source
	Scope      any // where a lambda was written; the evaluator's own
}

// Setting is a parameter with a default.
type Setting struct {
	Name    string
	Default syntax.Expr
}

// Label implements Callable.
func (f *Function) Label() string {
	if f.Name == "" {
		return "f"
	}
	return f.Name
}

// Written is the text that makes a lambda: t -> 0.1/√t.
func (f *Function) Written() string {
	variables := strings.Join(f.Shown, ", ")
	if len(f.Shown) != 1 {
		variables = "(" + variables + ")"
	}
	return variables + " -> " + syntax.Text(f.Body)
}

// Arity implements Callable.
func (f *Function) Arity() int { return len(f.Variables) }

// Describe implements Value.
func (f *Function) Describe() message.Phrase {
	if len(f.Variables) == 1 {
		return message.Say("kind.function1", f.Variables[0])
	}
	return message.Say("kind.function", len(f.Variables))
}

// Mark is how a derivative is written.
type Mark int

// The derivative marks.
const (
	Gradient Mark = iota // ∇f
	Hessian              // ∇²f
	Prime                // f'
	Jacobi               // the Jacobian matrix of a vector-valued function
)

// Derivative is ∇f, ∇²f, f' or the Jacobian of a function, itself a function.
type Derivative struct {
	Of   Callable
	Mark Mark
}

// Label implements Callable.
func (d *Derivative) Label() string {
	switch d.Mark {
	case Gradient:
		return "∇" + d.Of.Label()
	case Hessian:
		return "∇²" + d.Of.Label()
	case Prime:
		return d.Of.Label() + "'"
	}
	return "jacobian(" + d.Of.Label() + ")"
}

// Arity implements Callable.
func (d *Derivative) Arity() int { return d.Of.Arity() }

// Describe implements Value.
func (d *Derivative) Describe() message.Phrase { return message.Say("kind.derivative", d.Label()) }

// Builtin is a function or a command of the language itself.
type Builtin struct {
	Name      string
	Signature string      // as a student writes it
	Meaning   reason.Text // one sentence
	Example   string      // a cell that works by itself
	Topic     string      // the heading under which the reference lists it
	Settings  []string
	Said      []reason.Text // what each setting is for
	Entry     any           // the evaluator's table entry
	Takes     int           // how many variables it has when it is differentiated; 0: it cannot be
}

// Label implements Callable.
func (b *Builtin) Label() string { return b.Name }

// Arity implements Callable.
func (b *Builtin) Arity() int { return b.Takes }

// Describe implements Value.
func (b *Builtin) Describe() message.Phrase { return message.Say("kind.builtin", b.Name) }

// Definition is what a statement that defines answers with: the thing as it was written.
type Definition struct {
	Statement syntax.Statement
	Value     Value
}

// Describe implements Value.
func (d Definition) Describe() message.Phrase { return d.Value.Describe() }

// Formula is a function shown as a formula: ∇f = (2x, -2y).
type Formula struct {
	Function  Callable
	Variables []string
	Entries   int   // of the one variable, which is a vector; 0: the variables are numbers
	Value     Value // symbolic in the variables
	Rolled    Value // the same with its short sums over rows of data as sums; nil: there are none
	Letters   []Letter

	Written syntax.Expr // the formula as it is written, of matrices and vectors; nil: Value tells it
}

// Letter is a letter of a formula that stands for something that is no number: a vector of any length, its length.
type Letter struct{ Name, Text, LaTeX string }

// Describe implements Value.
func (f Formula) Describe() message.Phrase { return f.Function.Describe() }

// Checked is a claim that held.
type Checked struct{ Check *syntax.Check }

// Describe implements Value.
func (Checked) Describe() message.Phrase { return message.Say("kind.check") }

// Traced is a function known only as a formula of its variables, such as a Taylor polynomial.
type Traced struct {
	Name      string
	Short     string       // its name among others in a picture, unless it has been given one: T₂ of a Taylor polynomial; empty: Name
	Written   syntax.Expr  // of a partial derivative, as it is written; nil: it has a name alone
	Of        Callable     // the function that it is a partial derivative of; nil: of none
	Names     []string     // of the variables
	Variables []*expr.Node // scalars, one for each name
	Value     *expr.Node

	Exactly func() (*expr.Node, bool) // the value as it is written with exact numbers, where it is known so; nil: it is not
}

// Label implements Callable.
func (t *Traced) Label() string { return t.Name }

// Arity implements Callable.
func (t *Traced) Arity() int { return len(t.Names) }

// Describe implements Value.
func (t *Traced) Describe() message.Phrase {
	if len(t.Names) == 1 {
		return message.Say("kind.function1", t.Names[0])
	}
	return message.Say("kind.function", len(t.Names))
}

// Packed is a function of several parts seen as a function of one vector: all the numbers of its parts in order. It is
// what an optimizer steps, for a rule knows one point.
type Packed struct {
	Of     Callable
	Names  []string
	Shapes []expr.Shape
}

// Label implements Callable.
func (p *Packed) Label() string { return p.Of.Label() }

// Arity implements Callable.
func (p *Packed) Arity() int { return 1 }

// Describe implements Value.
func (p *Packed) Describe() message.Phrase { return p.Of.Describe() }

// OriginOf is the student's function that a callable is made of; nil for a built-in one.
func OriginOf(f Callable) *Function {
	switch f := f.(type) {
	case *Function:
		return f
	case *Derivative:
		return OriginOf(f.Of)
	}
	return nil
}

// ShownVariables names the variables of a callable as they were written.
func ShownVariables(f Callable) []string {
	if origin := OriginOf(f); origin != nil {
		return origin.Shown
	}
	return VariablesOf(f)
}

// VariablesOf names the variables of a callable.
func VariablesOf(f Callable) []string {
	if origin := OriginOf(f); origin != nil {
		return origin.Variables
	}
	switch f := f.(type) {
	case *Traced:
		return f.Names
	case *Packed:
		return []string{"θ"}
	}
	names := []string{"x", "y", "z"}
	return names[:min(f.Arity(), len(names))]
}

// LabelLaTeX is the name of a function in a formula, or of what it is the derivative of with the sign of that.
func LabelLaTeX(f Callable) string {
	if traced, ok := f.(*Traced); ok && traced.Written != nil {
		return syntax.LaTeX(traced.Written)
	}
	d, ok := f.(*Derivative)
	if !ok {
		return syntax.LaTeXName(syntax.CanonicalName(f.Label()), "")
	}
	of := LabelLaTeX(d.Of)
	switch d.Mark {
	case Gradient:
		return `\nabla ` + of
	case Hessian:
		return `\nabla^{2} ` + of
	case Prime:
		return of + "'"
	}
	return "J_{" + of + "}"
}
