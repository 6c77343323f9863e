package eval

import (
	"slices"
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
)

// refuseConstraints answers on = x + y - 1, on = x + y == 1 and within = x + y <= 1, where the letters have no value: the function
// that is zero, or at most zero, belongs there.
func (e *evaluation) refuseConstraints(entry *Builtin, x *syntax.Call, s *scope) {
	for _, arg := range x.Args {
		if arg.Name == nil || len(entry.Constraints) == 0 {
			continue
		}
		name, isHabit := arg.Name.Text, constraintHabits[arg.Name.Text]
		if !isHabit && !slices.Contains(entry.Constraints, name) {
			continue
		}
		text, ok := e.constraintText(arg.Value, s)
		if !ok {
			continue
		}
		letters := e.variablesIn(x, s)
		if letters == nil {
			letters = syntax.FreeNames(arg.Value)
			slices.Sort(letters)
		}
		f := formula{text: text, letters: letters}
		failure := message.New("TypeError", "constraint.formula", name, s.written(arg.Value)).At(s.source, arg.Value.Span())
		if isHabit {
			failure = message.New("NameError", "setting.unknown", entry.Name, arg.Name.Shown).At(s.source, arg.Name.Span())
			name = constraintSetting(arg.Value)
		}
		panic(failure.Advise("call.write", name+" = "+f.lambda()))
	}
}

// constraintHabits are what other programs call the settings of constraints.
var constraintHabits = map[string]bool{
	"subject": true, "subject_to": true, "subjectto": true, "st": true, "s_t": true, "constraint": true, "constraints": true, "such_that": true, "eq": true,
	"ineq": true, "约束": true, "约束条件": true,
}

// constraintSetting is the setting that a constraint belongs to: on, where it is an equation, or within.
func constraintSetting(x syntax.Expr) string {
	if inner, isParen := x.(*syntax.Paren); isParen {
		x = inner.Inner
	}
	if c, ok := x.(*syntax.Compare); ok && c.Ops[0] != "==" && c.Ops[0] != "≈" {
		return "within"
	}
	return "on"
}

// refuseStrangeSettings answers run(gd, f, strt = (p, 1)): that there is no such setting is said before that p is not defined.
func (e *evaluation) refuseStrangeSettings(entry *Builtin, x *syntax.Call, s *scope) {
	if entry.AnyNames || len(x.Args) == 0 {
		return
	}
	variables := e.variablesIn(x, s)
	for _, arg := range x.Args {
		if arg.Name == nil || len([]rune(arg.Name.Text)) == 1 || slices.Contains(entry.Settings, arg.Name.Text) || slices.Contains(variables, arg.Name.Shown) {
			continue
		}
		unknown := func(name string) bool { _, known := e.lookup(name, s); return !known }
		if slices.ContainsFunc(syntax.FreeNames(arg.Value), unknown) {
			panic(NoSetting(entry.Name, Argument{Name: arg.Name.Text, Label: arg.Name.Span()}, entry.Settings, s.source))
		}
	}
}

// constraintText is the formula that is zero, or at most zero, where an expression of letters without values is, or holds.
func (e *evaluation) constraintText(x syntax.Expr, s *scope) (text string, ok bool) {
	if inner, isParen := x.(*syntax.Paren); isParen {
		x = inner.Inner
	}
	sides := []syntax.Expr{x}
	comparison, isComparison := x.(*syntax.Compare)
	if isComparison {
		if sides = comparison.Operands; len(sides) != 2 {
			return "", false
		}
		if strings.HasPrefix(comparison.Ops[0], ">") || comparison.Ops[0] == "≥" {
			sides = []syntax.Expr{sides[1], sides[0]}
		}
	}
	for _, side := range sides {
		ok = ok || e.isUnknown(side, s)
		if _, isFormula := e.asFormula(side, s); isFormula {
			ok = true
		}
	}
	if !ok {
		return "", false
	}
	return differenceText(sides, s), true
}

// differenceText is the first side less the second, where that is there and not 0.
func differenceText(sides []syntax.Expr, s *scope) string {
	text := s.written(sides[0])
	if len(sides) == 1 {
		return text
	}
	right := s.written(sides[1])
	switch sides[1].(type) {
	case *syntax.Number, *syntax.Name:
	default:
		right = "(" + right + ")"
	}
	if right != "0" {
		text += " - " + right
	}
	return text
}

// variablesIn are the variables of the function that is the first argument of a call; nil where they are not known.
func (e *evaluation) variablesIn(x *syntax.Call, s *scope) (names []string) {
	switch f := x.Args[0].Value.(type) {
	case *syntax.Lambda:
		for _, p := range f.Params {
			names = append(names, p.Shown)
		}
	case *syntax.Name:
		v, _ := e.lookup(f.Text, s)
		if function, ok := v.(value.Callable); ok {
			return value.ShownVariables(function)
		}
	}
	return names
}
