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
	"saddle/numerics/expr"
)

// Interpreter is the memory of one notebook: the names defined so far and the session's settings. Run and Value are used
// by one goroutine at a time; Find and Names may be called from others meanwhile.
type Interpreter struct {
	changing sync.Mutex // held while memory changes
	memory   atomic.Pointer[memory]
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

// Shown is one value that a cell shows.
type Shown struct {
	Value value.Value
	Last  bool // the value of the cell's last statement
	// Progress begins to report how far drawing the value is; the function it returns is nil when nobody watches.
	Progress func(what string, total int) func(done int)
}

// Output receives what a cell produces, in order. A nil function drops its kind of output.
type Output struct {
	Show  func(Shown)
	Print func(text string)
	Warn  func(text string) // as Print, where warnings go
	Note  func(message.Phrase)
	Save  func(Saving) error // writes a figure to a file; nil: nothing can be written

	Progress func(Progress)                                           // at most ten a second, from any goroutine
	Ask      func(ctx context.Context, prompt string) (string, error) // asks the reader for a line; nil: nobody can be asked
	Controls func([]Control) (places []float64)                       // shows controls, and where they stand; nil: at their starts
}

// Run evaluates a cell's statements in order. It stops at the first error, which is a *message.Error; what was defined
// before it stays. When ctx is done the error's kind is Interrupted, within 100 ms; Output may then be called for a
// moment longer.
func (in *Interpreter) Run(ctx context.Context, cell *syntax.Cell, out Output) error {
	e := in.evaluation(ctx, cell.Source, out)
	return e.runApart(func() error {
		for i, statement := range cell.Statements {
			last := i == len(cell.Statements)-1
			if err := e.attempt(func() { e.statement(statement, last) }); err != nil {
				return err
			}
		}
		return nil
	})
}

// Value evaluates one expression for its value and shows nothing.
func (in *Interpreter) Value(ctx context.Context, cell *syntax.Cell) (value.Value, error) {
	e := in.evaluation(ctx, cell.Source, Output{})
	answer := make(chan value.Value, 1)
	err := e.runApart(func() error {
		return e.attempt(func() { answer <- e.lastValue(cell) })
	})
	if err != nil {
		return nil, err
	}
	return <-answer, nil
}

// lastValue is the value of the last of a cell's expressions; nil of none.
func (e *evaluation) lastValue(cell *syntax.Cell) (last value.Value) {
	for _, statement := range cell.Statements {
		x, ok := statement.(*syntax.ExpressionStatement)
		if !ok {
			panic(message.New("SyntaxError", "eval.expression-only").At(cell.Source, statement.Span()))
		}
		last = e.eval(x.Value, e.top)
	}
	return last
}

// evaluation is one cell being evaluated.
type evaluation struct {
	*Interpreter
	ctx           context.Context
	top           *scope
	out           Output
	rng           *rand.Rand
	source        *rand.PCG // of rng
	calls         []frame
	command       *syntax.Call // the call that is a statement by itself
	polls         int
	cornersSought int // derivatives that were looked at for corners
	conditioned   int // matrices whose condition number was looked at
	draws         int // random numbers met in rules
	noted         map[string]bool
	chosen        Preferences
	limits        Limits
	ended         atomic.Bool
	abandoned     bool // an interrupt did not wait for its end; guarded by changing
	unwritten     unwritten
	outermost     outermost
	state
}

// state is what an evaluation goes back to when a part of it has failed.
type state struct {
	depth       int                    // of nested calls
	nesting     int                    // of nested expressions, through all calls
	choices     int                    // symbolic conditions around
	choicesLeft int                    // how many more symbolic conditions may be met
	within      *stepping              // the rule of an optimizer being built, where random numbers are drawn anew at each step
	graph       *expr.Graph            // in which a formula is being traced
	indices     []loopIndex            // symbolic indices of the loops around
	path        []level                // the expressions around, in the trace
	computing   computed               // those that become opaque nodes
	points      map[*expr.Node]float64 // where the variables of the traces stand, as far as that is known
	overflow    *unsettled             // what has overflowed in the expression being evaluated; nil: nothing
}

// frame is a call being evaluated, for the chain an error shows.
type frame struct{ label string }

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

// statement evaluates one statement and shows its value where the language shows it.
func (e *evaluation) statement(statement syntax.Statement, last bool) {
	var result value.Value
	switch st := statement.(type) {
	case *syntax.ExpressionStatement:
		e.refuseStatement(st.Value)
		result = e.shown(e.statementValue(st.Value), st.Value.Span())
	case *syntax.Check:
		result = e.check(st)
	case *syntax.Assignment:
		result = e.assign(st)
	case *syntax.FunctionDefinition:
		result = e.defineFunction(st)
	case *syntax.OptimizerDefinition:
		result = e.defineOptimizer(st)
	}
	if e.shows(result, statement, last) {
		e.out.Show(Shown{Value: result, Last: last, Progress: e.progress})
	}
	if e.ctx.Err() != nil { // what an interrupted run or search had found is kept and shown first
		e.interrupted()
	}
}

// statementValue is the value of an expression that stands by itself; of a command there is none.
func (e *evaluation) statementValue(x syntax.Expr) value.Value {
	switch x := x.(type) {
	case *syntax.Call:
		e.command = x
		return e.settled(func() value.Value { return e.call(x, e.top) })
	case *syntax.Name:
		return e.byItself(x)
	}
	return e.eval(x, e.top)
}

// byItself is the value of a name that is a statement: names and help need no parentheses there.
func (e *evaluation) byItself(x *syntax.Name) value.Value {
	v := e.eval(x, e.top)
	if b, ok := v.(*value.Builtin); ok && b.Entry.(*Builtin).Bare {
		return e.applyBuiltin(b.Entry.(*Builtin), Arguments{scope: e.top, Site: x.Span(), Open: x.Span(), alone: true})
	}
	return v
}

// shows tells whether the language shows a statement's value.
func (e *evaluation) shows(result value.Value, statement syntax.Statement, last bool) bool {
	if result == nil || statement.Hidden() || e.out.Show == nil {
		return false
	}
	_, defines := result.(value.Definition)
	return last || !defines
}
