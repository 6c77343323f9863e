package eval

import (
	"maps"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
)

// memory is what a notebook knows at one time. It never changes: a definition makes a new one.
type memory struct {
	globals map[string]*global
	seed    uint64
	chosen  Preferences

	exercises []value.Exercise // in the order in which they were first met
}

// global is a name of the notebook, with the cell that defined it last.
type global struct {
	value value.Value
	cell  int
	shown string // the name as it was written; empty: as it is known
}

// now is what the notebook knows. It may be called while a cell runs.
func (in *Interpreter) now() *memory {
	for {
		if known := in.memory.Load(); known != nil {
			return known
		}
		in = in.merged.Load()
	}
}

// home is the interpreter whose memory counts: of a fork that has been adopted, that which adopted it.
func (in *Interpreter) home() *Interpreter {
	for in.memory.Load() == nil {
		in = in.merged.Load()
	}
	return in
}

// change makes the notebook know something else. An evaluation that was abandoned changes nothing any more.
func (e *evaluation) change(alter func(*memory)) {
	e.changing.Lock()
	defer e.changing.Unlock()
	if e.abandoned {
		panic(message.New("Interrupted", "eval.interrupted"))
	}
	home := e.home()
	if home != e.Interpreter {
		home.changing.Lock()
		defer home.changing.Unlock()
	}
	next := *home.memory.Load()
	next.globals = maps.Clone(next.globals)
	alter(&next)
	home.memory.Store(&next)
}

// Preferences are what a notebook has chosen of how things are shown; the zero value is English, six digits, PNG.
type Preferences struct {
	Locale   message.Locale
	Format   value.Format
	Decimals bool  // results are shown in decimals alone
	SVG      bool  // pictures as SVG instead of PNG
	Memory   int64 // bytes that the notebook may use; 0: what the session says
}

// Preferences are those chosen so far. It may be called while a cell runs.
func (in *Interpreter) Preferences() Preferences { return in.now().chosen }
