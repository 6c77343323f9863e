// Package eval evaluates cells of the language: syntax tree and environment to value. It also traces: a function called
// with symbolic numbers yields the formula of its result, by the same code, because every number of the language is an
// expression of numerics/expr that is either constant or symbolic. It displays nothing and opens no file or socket.
//
// It knows no built-in function: a Table of them is given to New, and each sees the Call that its row runs on.
//
// The files trace_* are that tracing, refuse_* say what cannot be, note_* what is worth a note, builtin_* are the Call.
//
//	in := eval.New(eval.Preferences{}, library.Table)
//	cell, _ := syntax.Parse(&message.Source{Cell: 1, Text: "f(x) = x^2"})
//	err := in.Run(ctx, cell, eval.Output{Show: func(s eval.Shown) { … }})
package eval

import (
	"context"
	"hash/fnv"
	"math/rand/v2"
	"sync"
	"sync/atomic"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/descent"
)

// Interpreter is the memory of one notebook: the names defined so far and the session's settings. Run and Value are used
// by one goroutine at a time; Find and Names may be called from others meanwhile.
type Interpreter struct {
	changing sync.Mutex                  // held while memory changes
	memory   atomic.Pointer[memory]      // nil of a fork that has been adopted
	merged   atomic.Pointer[Interpreter] // of such a fork: what has adopted it
	limits   Limits
	table    func() *Table

	// Files is where load reads; nil: nowhere. It is set before the first cell.
	Files Files

	// Faults is told of panics that are mistakes in Saddle; nil: nobody is. It is set before the first cell.
	Faults func(panicked any, stack []byte)

	// Memory is what the notebook may use. It is set before the first cell.
	Memory Memory
}

// Limits bound what one cell may ask for.
type Limits struct {
	Calls   int // nested calls
	Nesting int // nested expressions, through all calls
	Entries int // numbers in one vector, matrix or run
	Formula int // nodes of one traced formula
}

// New is an interpreter that knows only what is built in. The table is asked for when a name is first looked up: the start of
// a kernel does not wait for it.
func New(p Preferences, table func() *Table) *Interpreter {
	in := &Interpreter{table: table, limits: Limits{Calls: 1000, Nesting: 100_000, Entries: 1 << 25, Formula: 2_000_000}}
	in.memory.Store(&memory{globals: map[string]*global{}, seed: 1, chosen: p})
	return in
}

// evaluation is one cell being evaluated.
type evaluation struct {
	*Interpreter
	ctx             context.Context
	top             *scope
	out             Output
	rng             *rand.Rand
	source          *rand.PCG // of rng
	calls           []frame
	command         *syntax.Call // the call that is a statement by itself
	given           syntax.Expr  // what a name is being given
	current         syntax.Statement
	keepsRows       bool   // short sums over rows of data stay sums in the formula being traced
	metRows         bool   // such a sum was met
	first           bool   // the statement being evaluated is the cell's first
	exercise        string // which one the cell answers; empty: none
	polls           int
	cornersSought   int     // derivatives that were looked at for corners
	cancelledSought int     // those that were looked at for digits lost
	conditioned     int     // matrices whose condition number was looked at
	draws           int     // random numbers met in rules
	chanced         float64 // the number drawn from which the random numbers come; 0: none
	noted           map[string]bool
	chosen          Preferences
	limits          Limits
	ended           atomic.Bool
	open            *openLetters // the statement is evaluated with these; nil: a letter without a value is an error
	defining        []string     // the names that statements of the cell define
	abandoned       bool         // an interrupt did not wait for its end; guarded by changing
	unwritten       unwritten
	outermost       outermost
	kept            map[value.Callable]*keptFormula
	compiled        *descent.Kept
	state
}

func (in *Interpreter) evaluation(ctx context.Context, source *message.Source, out Output) *evaluation {
	h := fnv.New64a()
	h.Write([]byte(source.Text))
	const mostChoices = 100_000
	now := in.now()
	chance := rand.NewPCG(now.seed, h.Sum64())
	return &evaluation{
		Interpreter: in,
		ctx:         ctx,
		top:         &scope{source: source},
		out:         out,
		rng:         rand.New(chance),
		source:      chance,
		noted:       map[string]bool{},
		chosen:      now.chosen,
		limits:      in.scaled(now.chosen.Memory),
		state:       state{choicesLeft: mostChoices},
	}
}

// chained adds to an error the calls above a depth, in which it arose, and leaves them.
func (e *evaluation) chained(failure any, depth int) any {
	if said, ok := failure.(*message.Error); ok {
		e.addChain(said, depth)
	}
	e.calls = e.calls[:depth]
	return failure
}

// addChain names the calls in which an error arose, from the innermost outwards; of a long chain only the ends.
func (e *evaluation) addChain(failure *message.Error, depth int) {
	const shown = 3
	if failure.Kind == "Interrupted" {
		return
	}
	chain := e.calls[depth:]
	for i := len(chain) - 1; i >= 0; i-- {
		if skipped := len(chain) - 2*shown; skipped > 1 && i == len(chain)-1-shown {
			failure.Calls = append(failure.Calls, message.Say("call.more", skipped))
			i -= skipped - 1
			continue
		}
		failure.In(chain[i].label)
	}
}

// note says something worth knowing about a result, once in a cell.
func (e *evaluation) note(key string, args ...any) {
	note := message.Say(key, args...)
	if text := note.In(message.English); e.out.Note != nil && !e.noted[text] {
		e.noted[text] = true
		e.out.Note(note)
	}
}
