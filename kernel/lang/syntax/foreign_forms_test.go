package syntax

import (
	"maps"
	"math/rand"
	"slices"
	"strings"
	"testing"
)

// Patterns are made when they are needed, not when the program starts; so each is made here.
func TestPatterns(t *testing.T) {
	for _, row := range slices.Concat(textbookForms, foreignForms) {
		if row.look().NumSubexp() == 0 {
			t.Errorf("%v takes nothing over", row.look())
		}
	}
	for _, row := range foreignSentences {
		if row.look().MatchString("") {
			t.Errorf("%v is found everywhere", row.look())
		}
	}
}

// Whatever stands in a call of another language, the answer is a line that parses or none.
func TestForeignOfAnything(t *testing.T) {
	pieces := slices.Sorted(maps.Keys(foreignCalls()))
	pieces = append(pieces, strings.Split("f g h x y t A v 1 0.5 -2 ( ) [ ] { } {{ }} , , ; = == <= < > .. : -> | || ^ ² ' _ ∂f/∂x ∇f \\\\frac{ \\\\sqrt[ @(x) lambda x: x = 0..1 from = on = ≈ \" ' 的 在 和 上 处 求 是 从 到 加 大于 at by for in to of on closest minimum", " ")...)
	known := func(name string) ([]string, bool) {
		variables := map[string][]string{"f": {"x", "y"}, "g": {"x"}, "A": nil}
		letters, ok := variables[name]
		return letters, ok
	}
	random := rand.New(rand.NewSource(1))
	for range 2000 {
		var statement strings.Builder
		for range 1 + random.Intn(9) {
			statement.WriteString(pieces[random.Intn(len(pieces))])
			statement.WriteString([]string{"", "", " ", "(", ")", ", "}[random.Intn(6)])
		}
		text := statement.String() + strings.Repeat(")", max(0, strings.Count(statement.String(), "(")-strings.Count(statement.String(), ")")))
		if written := Foreign(text, known); written != "" {
			if _, errors := parse(written); len(errors) > 0 {
				t.Errorf("%q is written %q, which does not parse", text, written)
			}
		}
	}
}
