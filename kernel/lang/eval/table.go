package eval

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"saddle/kernel/lang/value"
	"saddle/numerics/descent"
)

// Builtins lists the table by name.
func Builtins() []*Builtin {
	return slices.SortedFunc(maps.Values(start().table), func(a, b *Builtin) int { return strings.Compare(a.Name, b.Name) })
}

// predefinitions is what is there from the start: table is every built-in function, values those and everything else.
// It is made when something first asks for it: the start of a kernel does not.
type predefinitions struct {
	table  map[string]*Builtin
	values map[string]value.Value
}

var start func() predefinitions

func init() { start = sync.OnceValue(predefine) } // not where it is declared: built-in functions call the evaluator, which asks for them

func predefine() predefinitions {
	p := predefinitions{map[string]*Builtin{}, map[string]value.Value{}}
	for _, topic := range [][]*Builtin{elementary(), reductions(), algebra(), calculus(), landscape(), optimisation(), steps(), experiments(), pictures(), saving(), filing(), teaching(), asking(), interacting(), limiting(), warning(), preferences(), chance()} {
		for _, entry := range topic {
			p.table[entry.Name] = entry
			p.values[entry.Name] = &value.Builtin{
				Name: entry.Name, Signature: entry.Signature, Meaning: entry.Meaning, Example: entry.Example,
				Topic: entry.Topic, Settings: entry.settings, Entry: entry, Takes: entry.variables,
			}
		}
	}
	for name, other := range spellings {
		p.values[name] = p.values[other]
	}
	maps.Copy(p.values, constants)
	for _, rule := range descent.Rules() {
		p.values[rule.Name] = &value.Optimizer{Name: rule.Name, Rule: rule}
	}
	return p
}

// spellings are other ways to spell what is built in.
var spellings = map[string]string{"minimise": "minimize"}

// predefined is what a name stands for before anything is defined.
func predefined(name string) (value.Value, bool) {
	v, ok := start().values[name]
	return v, ok
}

func predefinedNames() map[string]value.Value { return start().values }
