package eval

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"saddle/kernel/lang/value"
	"saddle/numerics/descent"
	"saddle/numerics/reason"
)

// Builtin is one row of the table of what is built in: what help, completion and inspection show, and what a call does.
type Builtin struct {
	Name      string
	Signature string      // as a student writes it: run(opt, f, from = p, steps = 100)
	Meaning   reason.Text // one sentence
	Example   string      // a cell that works by itself
	Topic     string      // the heading under which the reference lists it

	least, most int      // how many positional arguments it takes; most < 0: any number
	settings    []string // the names of its settings
	variables   int      // how many variables it is differentiated by; 0: none
	reduces     bool     // takes the values of a loop one by one: sum(x^2 for x in v)
	bare        bool     // a statement of its name alone calls it
	anyNames    bool     // every name is a setting
	chooses     bool     // a list in brackets stays apart, so that it may hold optimizers and functions
	unknown     string   // the key of what to write where an argument is a name that is not defined; {1} is the name
	function    int      // the place of an argument that is a function, from 1, or everywhere; 0: none
	command     bool     // changes something and has no value: it stands by itself
	outside     bool     // the name that is not defined may be that of something outside the notebook: no other is suggested
	topics      bool     // such a name may be a word of the language
	flattens    bool     // draws runs of many variables in the plane that they keep nearest to, also unasked

	answers value.Value                                 // a value of the kind that a call gives, for its fields; nil: one without
	meant   func(c *builtinCall, texts []string) string // a call with too many arguments as it may be meant, "" for none; nil: see meantCall
	run     func(c *builtinCall) value.Value
}

// everywhere is the place of the functions that a built-in function takes among its positional arguments: plot(f, g).
const everywhere = -1

// builtinCall is a call of a built-in function with its evaluated arguments.
type builtinCall struct {
	*evaluation
	arguments
	entry *Builtin
}

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
