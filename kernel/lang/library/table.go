// Package library is the table of what the language knows from the start: its built-in functions, a file a topic, its
// constants and its words. A row says what help and completion show and what a call does; a function sees the eval.Call, and
// nothing else of the evaluator. It evaluates nothing itself, and displays nothing.
//
// The files draw_* fill figures, note_* say what a run met besides its numbers.
//
//	in := eval.New(eval.Preferences{}, library.Table)
package library

import (
	"maps"
	"sync"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/value"
	"saddle/numerics/descent"
)

// Table is what the language knows from the start: the built-in functions, the constants and the optimizers. It is made once,
// and never changes.
var Table = sync.OnceValue(newTable)

func newTable() *eval.Table {
	t := &eval.Table{Builtins: map[string]*eval.Builtin{}, Constants: constants, Values: map[string]value.Value{}}
	for _, topic := range [][]*eval.Builtin{elementary(), composedFunctions(), reductions(), statistics(), algebra(), calculus(), landscape(), searches(), extremeSearch(), explaining(), optimisation(), steps(), experiments(), pictures(), layers(), surroundings(), saving(), filing(), teaching(), asking(), interacting(), limiting(), warning(), preferences(), chance()} {
		for _, entry := range topic {
			entry.Draws, entry.Elementary, entry.OfArray = entry.Topic == "Pictures", entry.Topic == "Elementary", entry.Topic == "Linear algebra"
			t.Builtins[entry.Name] = entry
			t.Values[entry.Name] = &value.Builtin{
				Name: entry.Name, Signature: entry.Signature, Meaning: entry.Meaning, Example: entry.Example,
				Topic: entry.Topic, Settings: entry.Settings, Said: saidOf(entry), Entry: entry, Takes: entry.Variables,
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
func Builtins() []*eval.Builtin { return Table().Sorted() }
