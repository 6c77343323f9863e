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

// Adopt takes over what has changed in a fork since it began: names defined and forgotten, settings chosen. It may be
// called while a cell runs, which sees the names from then on; what both have changed is as the fork has it. The fork, which
// functions defined in it hold on to, is one with in from then on: were it to keep the values of its time, whose functions
// hold on to earlier forks, nothing would ever be let go.
func (in *Interpreter) Adopt(fork *Fork) {
	in.changing.Lock()
	defer in.changing.Unlock()
	since, then := fork.since, fork.now()
	if since != then {
		in.memory.Store(merge(in.now(), since, then))
	}
	fork.merged.Store(in)
	fork.memory.Store(nil) // in this order: who finds no memory finds what has it
}

// merge is a memory in which what has changed between since and then has changed too.
func merge(now, since, then *memory) *memory {
	next := *now
	next.globals = maps.Clone(next.globals)
	for name, g := range then.globals {
		if since.globals[name] != g {
			next.globals[name] = g
		}
	}
	for name := range since.globals {
		if _, kept := then.globals[name]; !kept {
			delete(next.globals, name)
		}
	}
	if then.seed != since.seed {
		next.seed = then.seed
	}
	if then.chosen != since.chosen {
		next.chosen = then.chosen
	}
	return &next
}
