package eval

import (
	"math"
	"slices"

	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
)

// mayDraw reports whether an expression names something left to chance, itself or in a function that it calls.
func (e *evaluation) mayDraw(x syntax.Expr, s *scope) bool {
	return (&chances{e, map[*value.Function]bool{}}).named(syntax.FreeNames(x), s)
}

// isLeftToChance reports whether a function names something left to chance, itself or in a function that it calls.
func (e *evaluation) isLeftToChance(f value.Callable) bool {
	return (&chances{e, map[*value.Function]bool{}}).in(f)
}

// chances looks for what is left to chance.
type chances struct {
	*evaluation
	seen map[*value.Function]bool
}

func (c *chances) named(names []string, s *scope) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		v, ok := c.lookup(name, s)
		return ok && c.in(v)
	})
}

func (c *chances) in(v value.Value) bool {
	switch v := v.(type) {
	case *value.Builtin:
		return v.Entry.(*Builtin).Random
	case *value.Function:
		if c.seen[v] {
			return false
		}
		c.seen[v] = true
		outer, _ := v.Scope.(*scope)
		return c.named(namesOutside(v), outer)
	case *value.Derivative:
		return c.in(v.Of)
	case *value.Packed:
		return c.in(v.Of)
	case value.List:
		return slices.ContainsFunc(v, c.in)
	}
	return false
}

// chancesFrom lets the random numbers come from a number that was drawn and the place of what draws them, until undo.
func (e *evaluation) chancesFrom(drawn float64, at syntax.Span) (undo func()) {
	before, chanced := *e.source, e.chanced
	e.source.Seed(math.Float64bits(drawn), uint64(at.Start))
	e.chanced = drawn
	return func() { *e.source, e.chanced = before, chanced }
}

// namesOutside are the names that a function takes from where it was written.
func namesOutside(f *value.Function) []string {
	names := syntax.FreeNames(f.Body)
	for _, setting := range f.Settings {
		names = append(names, syntax.FreeNames(setting.Default)...)
	}
	return slices.DeleteFunc(names, func(name string) bool { return slices.Contains(f.Variables, name) })
}
