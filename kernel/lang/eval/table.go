package eval

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"saddle/kernel/lang/value"
	"saddle/numerics/descent"
)

// NewTable is what the language knows from the start: the built-in functions, the constants and the optimizers. It is made once,
// and never changes.
var NewTable = sync.OnceValue(table)

func table() *Table {
	t := &Table{map[string]*Builtin{}, constants, map[string]value.Value{}}
	for _, topic := range [][]*Builtin{elementary(), reductions(), algebra(), calculus(), landscape(), optimisation(), steps(), experiments(), pictures(), saving(), filing(), teaching(), asking(), interacting(), limiting(), warning(), preferences(), chance()} {
		for _, entry := range topic {
			entry.draws, entry.elementary, entry.ofArray = entry.Topic == "Pictures", entry.Topic == "Elementary", entry.Topic == "Linear algebra"
			t.Builtins[entry.Name] = entry
			t.Values[entry.Name] = &value.Builtin{
				Name: entry.Name, Signature: entry.Signature, Meaning: entry.Meaning, Example: entry.Example,
				Topic: entry.Topic, Settings: entry.settings, Entry: entry, Takes: entry.variables,
			}
		}
	}
	for name, other := range spellings {
		t.Values[name] = t.Values[other]
	}
	maps.Copy(t.Values, constants)
	for _, rule := range descent.Rules() {
		t.Values[rule.Name] = &value.Optimizer{Name: rule.Name, Rule: rule}
	}
	return t
}

// spellings are other ways to spell what is built in.
var spellings = map[string]string{"minimise": "minimize"}

// Builtins lists the built-in functions by name.
func Builtins() []*Builtin {
	return slices.SortedFunc(maps.Values(NewTable().Builtins), func(a, b *Builtin) int { return strings.Compare(a.Name, b.Name) })
}
