package eval

import "maps"

// Fork is an interpreter with the memory that another had, which goes its own way from there.
type Fork struct {
	*Interpreter
	since *memory
}

// Fork begins a fork. It may be called while a cell runs.
func (in *Interpreter) Fork() *Fork {
	since := in.now()
	fork := &Fork{&Interpreter{table: in.table, limits: in.limits, Files: in.Files, Faults: in.Faults, Memory: in.Memory}, since}
	fork.memory.Store(since)
	return fork
}

// Adopt takes over what a fork has defined. It may be called while a cell runs.
func (in *Interpreter) Adopt(fork *Fork) {
	in.changing.Lock()
	defer in.changing.Unlock()
	next := *in.now()
	next.globals = maps.Clone(next.globals)
	for name, g := range fork.now().globals {
		if fork.since.globals[name] != g {
			next.globals[name] = g
		}
	}
	in.memory.Store(&next)
}
