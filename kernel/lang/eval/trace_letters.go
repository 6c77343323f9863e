package eval

import (
	"slices"
	"strconv"
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
)

// formula is an expression in which letters stand without a value, where a function was meant.
type formula struct {
	text    string
	letters []string     // sorted: the parameters of the function
	unknown *syntax.Name // the first that has no value
	of      string       // the function that it is a call of, with letters for all arguments: f for f(x, y), ∇f for ∇f(x, y)
}

// definition is the formula as a function with a name.
func (f formula) definition(name string) string {
	return name + "(" + strings.Join(f.letters, ", ") + ") = " + f.text
}

// lambda is the formula as a function without a name.
func (f formula) lambda() string {
	if len(f.letters) == 1 {
		return f.letters[0] + " -> " + f.text
	}
	return "(" + strings.Join(f.letters, ", ") + ") -> " + f.text
}

// asFormula reads an expression as a formula; ok is false where every name has a value, and where a name is no letter
// or may be another one's slip.
func (e *evaluation) asFormula(x syntax.Expr, s *scope) (f formula, ok bool) {
	for inner, ok := x.(*syntax.Paren); ok; inner, ok = x.(*syntax.Paren) {
		x = inner.Inner
	}
	switch x.(type) {
	case *syntax.Binary, *syntax.Unary, *syntax.Call, *syntax.Prime, *syntax.Norm, *syntax.Bars, *syntax.If, *syntax.Vector:
	default:
		return formula{}, false
	}
	f = formula{text: s.written(x)}
	if !e.findLetters(&f, x, s) {
		return formula{}, false
	}
	slices.Sort(f.letters)
	f.of = e.calledWithLetters(x, f.letters, s)
	return f, f.unknown != nil
}

// findLetters notes the letters of a formula, and the first that has no value; false where one is no letter, or may be a slip.
func (e *evaluation) findLetters(f *formula, x syntax.Expr, s *scope) bool {
	called, ok := callees(x)
	if !ok {
		return false
	}
	for _, name := range syntax.FreeNames(x) {
		_, known := e.lookup(name, s)
		switch {
		case !known && (called[name] || !isLetter(name) || e.meant(name, s).Key != ""):
			return false
		case !known && f.unknown == nil:
			f.unknown = occurrence(x, name)
		}
		if !known || e.isValued(name, s) {
			f.letters = append(f.letters, name)
		}
	}
	return true
}

// callees are the names that are called in x; ok is false where x makes functions itself.
func callees(x syntax.Expr) (called map[string]bool, ok bool) {
	called, ok = map[string]bool{}, true
	syntax.Walk(x, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Call:
			if name, isName := n.Callee.(*syntax.Name); isName {
				called[name.Text] = true
			}
		case *syntax.Lambda:
			ok = false
		}
		return true
	})
	return called, ok
}

// isValued reports whether a name that mostly stands for a variable has a value, which a function that is meant would hide.
func (e *evaluation) isValued(name string, s *scope) bool {
	v, _ := e.lookup(name, s)
	_, isNumber := AsQuantity(v)
	return isNumber && strings.Contains("xyzuvwθt", name)
}

// calledWithLetters is the function in f(x, y) where all arguments are letters, each once.
func (e *evaluation) calledWithLetters(x syntax.Expr, letters []string, s *scope) string {
	call, ok := x.(*syntax.Call)
	if !ok || len(call.Args) == 0 {
		return ""
	}
	seen := map[string]bool{}
	for _, arg := range call.Args {
		name, isName := arg.Value.(*syntax.Name)
		if !isName || arg.Name != nil || len(arg.Loops) > 0 || seen[name.Text] || !slices.Contains(letters, name.Text) {
			return ""
		}
		seen[name.Text] = true
	}
	for _, name := range syntax.FreeNames(call.Callee) {
		if _, known := e.lookup(name, s); !known {
			return ""
		}
	}
	return syntax.Text(call.Callee)
}

// freeName is a name for a function that nothing has yet.
func (e *evaluation) freeName(f formula, s *scope) string {
	for _, name := range []string{"f", "g", "h", "q"} {
		if _, taken := e.lookup(name, s); !taken && !slices.Contains(f.letters, name) {
			return name
		}
	}
	return "f"
}

// refuseFormula answers ∇(x^2).
func (e *evaluation) refuseFormula(x *syntax.Nabla, s *scope) {
	inner, ok := x.Operand.(*syntax.Paren)
	if !ok {
		return
	}
	f, ok := e.asFormula(inner, s)
	if !ok {
		return
	}
	failure := message.New("TypeError", "derivative.formula", f.text).At(s.source, inner.Span())
	mark := "∇"
	if x.Order == 2 {
		mark = "∇²"
	}
	if f.of != "" {
		panic(failure.Advise("call.write", mark+f.of))
	}
	name := e.freeName(f, s)
	panic(failure.Advise("function.formula-advice", f.definition(name), mark+name, mark+"("+f.lambda()+")"))
}

// refuseFormulas answers plot(sin(x)) and classify(f(x, y), p): the function belongs there, not its value at letters that
// have none.
func (e *evaluation) refuseFormulas(entry *Builtin, x *syntax.Call, s *scope) {
	if entry.Function == 0 {
		return
	}
	place := 0
	for _, arg := range x.Args {
		if arg.Name != nil || len(arg.Loops) > 0 {
			continue
		}
		place++
		if _, isVector := arg.Value.(*syntax.Vector); entry.Function != place && (entry.Function != Everywhere || isVector) {
			continue
		}
		if f, ok := e.asFormula(arg.Value, s); ok {
			failure := message.New("TypeError", "function.formula", entry.Name, f.text).At(s.source, arg.Value.Span())
			panic(e.adviseFunction(failure, f, x, arg.Value.Span(), s))
		}
	}
}

// RefuseNumber answers plot(sin(x)) where x has a value, so that a number stands in the place of the function; advice is
// for a number that no letter stands in.
func (n Notebook) RefuseNumber(arg Argument, failure *message.Error) {
	q, ok := AsQuantity(arg.Value)
	_, alone := arg.From.(*syntax.Name)
	if !ok || q.Shape().Rank != 0 || arg.From == nil || alone {
		panic(failure)
	}
	f := formula{text: n.scope.written(arg.From)}
	for _, name := range syntax.FreeNames(arg.From) {
		if n.e.isValued(name, n.scope) {
			f.letters = append(f.letters, name)
		}
	}
	if len(f.letters) == 0 {
		panic(failure)
	}
	slices.Sort(f.letters)
	failure.Advice = message.Say("function.value-advice", f.letters, f.lambda())
	panic(failure)
}

// adviseFunction writes a call again with the function in the place of its formula.
func (e *evaluation) adviseFunction(failure *message.Error, f formula, x *syntax.Call, span syntax.Span, s *scope) *message.Error {
	whole, text := x.Span(), s.source.Text
	with := func(function string) string {
		return text[whole.Start:span.Start] + function + text[span.End:whole.End]
	}
	if f.of != "" {
		return failure.Advise("call.write", with(f.of))
	}
	name := e.freeName(f, s)
	return failure.Advise("function.formula-advice", f.definition(name), with(name), with(f.lambda()))
}

// refuseLetters answers f(x, y) where f is a function and its arguments are letters without a value.
func (e *evaluation) refuseLetters(x *syntax.Call, s *scope) {
	if !slices.ContainsFunc(x.Args, func(arg syntax.Arg) bool { return e.isUnknown(arg.Value, s) }) {
		return // as nearly every call of a function does
	}
	f, ok := e.asFormula(x, s)
	if !ok || f.of == "" {
		return
	}
	numbers := make([]string, len(x.Args))
	for i := range numbers {
		numbers[i] = strconv.Itoa(i + 1)
	}
	panic(message.New("NameError", "name.undefined", f.unknown.Shown).At(s.source, f.unknown.Span()).
		Advise("function.letters-advice", f.of, f.of+"("+strings.Join(numbers, ", ")+")"))
}

// isUnknown reports whether x is a name that stands for nothing.
func (e *evaluation) isUnknown(x syntax.Expr, s *scope) bool {
	name, ok := x.(*syntax.Name)
	if !ok {
		return false
	}
	_, known := e.lookup(name.Text, s)
	return !known
}

// refuseStatement answers x^2 + 1 as a statement.
func (e *evaluation) refuseStatement(x syntax.Expr) {
	if call, ok := x.(*syntax.Call); ok {
		name, ok := call.Callee.(*syntax.Name)
		if !ok || !e.isElementary(name.Text) {
			return
		}
	}
	if f, ok := e.asFormula(x, e.top); ok {
		panic(message.New("NameError", "name.undefined", f.unknown.Shown).At(e.top.source, f.unknown.Span()).
			Advise("function.statement-advice", f.unknown.Shown, f.definition(e.freeName(f, e.top))))
	}
}

func (e *evaluation) isElementary(name string) bool {
	v, _ := e.predefined(name)
	b, ok := v.(*value.Builtin)
	return ok && b.Entry.(*Builtin).Elementary
}
