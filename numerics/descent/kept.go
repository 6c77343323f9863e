package descent

import (
	"maps"
	"slices"

	"saddle/numerics/expr"
)

// Kept are compiled problems, so that many runs by one rule on one formula compile it once. It is for one goroutine.
type Kept struct{ problems []*keptProblem }

// Bounds of what is kept: problems, and instructions and registers of all together.
const (
	mostProblems = 16
	mostWeight   = 1 << 18
)

// keptProblem is what was compiled, and for what.
type keptProblem struct {
	rule      any
	value     *expr.Node
	variables []*expr.Node
	settings  map[string]float64
	noise     float64
	compiled  *Compiled
}

// identity tells rules apart.
func (r *Rule) identity() any {
	if r.Identity != nil {
		return r.Identity
	}
	return r
}

// find is the compiled problem, with other options; nil where it is not kept.
func (k *Kept) find(rule *Rule, f *expr.Function, settings map[string]float64, o Options) *Compiled {
	if k == nil || !isKept(o) {
		return nil
	}
	at := slices.IndexFunc(k.problems, func(p *keptProblem) bool {
		return p.rule == rule.identity() && p.value == f.Value && p.noise == o.Noise &&
			slices.Equal(p.variables, f.Variables) && maps.Equal(p.settings, settings)
	})
	if at < 0 {
		return nil
	}
	p := k.problems[at]
	k.problems = append(slices.Delete(k.problems, at, at+1), p) // the last one is the last to go
	o.Kept = nil
	return &Compiled{p.compiled.step, p.compiled.initial, o}
}

// isKept reports whether problems with these options are kept: not those on batches, each of which brings formulas of its own.
func isKept(o Options) bool { return o.Batch == nil && o.open == "" }

// keep keeps a compiled problem, in place of those that were used longest ago.
func (k *Kept) keep(rule *Rule, f *expr.Function, settings map[string]float64, c *Compiled) {
	if k == nil || !isKept(c.options) || c.weight() > mostWeight {
		return
	}
	k.problems = append(k.problems, &keptProblem{rule.identity(), f.Value, slices.Clone(f.Variables), maps.Clone(settings), c.options.Noise, c})
	weight := 0
	for i := len(k.problems) - 1; i >= 0; i-- {
		if weight += k.problems[i].compiled.weight(); weight > mostWeight || len(k.problems)-i > mostProblems {
			k.problems = slices.Clone(k.problems[i+1:])
			return
		}
	}
}

// weight is about how much memory a compiled problem takes.
func (c *Compiled) weight() int {
	p := c.step.machine.Program()
	return len(p.Code) + p.Registers
}
