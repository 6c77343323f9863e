package eval

import (
	"slices"
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
)

// unknownFunction answers a name that is not defined where a built-in function takes a function, as in classify(f, (0, 0)), by
// the definition of a function that suits the call.
func (e *evaluation) unknownFunction(entry *Builtin, x *syntax.Call, s *scope) {
	if entry.Function == 0 {
		return
	}
	place := 0
	for _, arg := range x.Args {
		if arg.Name != nil || len(arg.Loops) > 0 {
			continue
		}
		place++
		name, alone := arg.Value.(*syntax.Name)
		if !alone || !entry.functionAt(place, name.Text) {
			continue
		}
		if _, known := e.lookup(name.Text, s); known || e.meant(name.Text, s).Key != "" {
			continue
		}
		panic(message.New("NameError", "name.undefined", name.Shown).At(s.source, name.Span()).
			Advise("name.define-whole", name.Shown+exampleOf(variablesAsked(entry, x))))
	}
}

// functionAt reports whether a name in the place of an argument means a function: one that may be another thing there, a matrix
// or a run, is a function if it is called as functions are.
func (b *Builtin) functionAt(place int, name string) bool {
	if strings.Contains("xyzt", name) {
		return false
	}
	either := b.Function == Everywhere || strings.Contains(b.Signature, "(A)")
	return (b.Function == place || b.Function == Everywhere) && (!either || slices.Contains([]string{"f", "g", "h", "F", "G", "L", "φ", "ψ"}, name))
}

// exampleOf is a function of one to three variables, behind its name.
func exampleOf(variables int) string {
	switch variables {
	case 1:
		return "(x) = x^3 - 3x"
	case 3:
		return "(x, y, z) = x^2 + y^2 - z^2"
	}
	return "(x, y) = x^2 - y^2"
}

// variablesAsked is how many variables a function has that suits a call: as many as a point in it has entries, or as many as
// there are letters with ranges, or as in the entry's example.
func variablesAsked(entry *Builtin, x *syntax.Call) int {
	ranges := 0
	for _, arg := range x.Args {
		if arg.Name != nil && slices.Contains([]string{"x", "y", "z"}, arg.Name.Text) {
			ranges++
		}
		if arg.Name != nil && arg.Name.Text != "from" && arg.Name.Text != "near" {
			continue
		}
		value := arg.Value
		if minus, ok := value.(*syntax.Unary); ok {
			value = minus.Operand
		}
		switch v := value.(type) {
		case *syntax.Number:
			return 1
		case *syntax.Vector:
			return len(v.Entries)
		}
	}
	if ranges > 0 {
		return ranges
	}
	if strings.HasPrefix(entry.Example, entry.Name+"(x ->") {
		return 1
	}
	return 2
}
