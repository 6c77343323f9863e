package eval

import (
	"slices"

	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/numerics/program"
	"saddle/numerics/program/native"
)

// A list of gradients, [∇f(p) for p in ps], asks for one formula at one point after the other. While a cell is evaluated each
// function's formula is kept with its derivatives and their programs. The function is traced anew at each point, for what it is
// may have changed, but in the graph of the formula that is kept: where the same comes out, which is one comparison of
// pointers, nothing of the rest is done again.

// Bounds of what is kept: formulas, nodes of each with all that was made of it, and changes after which a function's is not.
const (
	mostKept        = 16
	mostKeptNodes   = 1 << 17
	mostKeptChanges = 2
)

// traceAt traces a function at a point, in the graph of its kept formula where the point is known.
func (e *evaluation) traceAt(f value.Callable, p Point, args Arguments) Trace {
	if e.graph != nil || !p.IsKnown() {
		return e.trace(f, p, args, e.graphOf(p.Parts))
	}
	changes := 0
	if k := e.kept[f]; k != nil {
		if k.isFor(int(p.Form), p.Names, p.Shapes) && k.graph.Len() < mostKeptNodes && e.traceIn(k.variables, f, p, args, k.graph).Value == k.value {
			return Trace{p.Layout, k.variables, k.value}
		}
		changes = k.changes + 1
	}
	g := e.newGraph()
	t := e.trace(f, p, args, g)
	e.keep(f, &keptFormula{form: int(p.Form), names: p.Names, variables: t.Variables, value: t.Value, graph: g, changes: changes})
	return t
}

// keep keeps a function's formula from now on; of one that changes often only that it does.
func (e *evaluation) keep(f value.Callable, k *keptFormula) {
	if _, known := e.kept[f]; e.kept == nil || !known && len(e.kept) == mostKept {
		e.kept = map[value.Callable]*keptFormula{}
	}
	if k.changes > mostKeptChanges || k.value.IsConst() {
		k = &keptFormula{changes: mostKeptChanges}
	}
	e.kept[f] = k
}

// keptOf is the kept formula in whose graph a node is; nil for none.
func (e *evaluation) keptOf(n *expr.Node) *keptFormula {
	for _, k := range e.kept {
		if k.graph != nil && k.graph == n.Graph() {
			return k
		}
	}
	return nil
}

// derivativeAt is derivative, of a kept formula formed once.
func (e *evaluation) derivativeAt(d *value.Derivative, t Trace, args Arguments) value.Value {
	k := e.keptOf(t.Value)
	if k == nil || k.value != t.Value {
		return e.derivative(d, t, args)
	}
	v, ok := k.derivatives[d.Mark]
	if !ok {
		v = e.derivative(d, t, args)
		if k.derivatives == nil {
			k.derivatives = map[value.Mark]value.Value{}
		}
		k.derivatives[d.Mark] = v
	}
	return v
}

// machineOf runs a formula of some variables, of a kept one the same each time. It fails where the formula depends on more.
func (e *evaluation) machineOf(n *expr.Node, variables []*expr.Node) (*native.Machine, error) {
	k := e.keptOf(n)
	if k != nil && !slices.Equal(k.variables, variables) {
		k = nil
	}
	if k != nil && k.machines[n] != nil {
		return k.machines[n], nil
	}
	p, err := program.Compile(variables, []*expr.Node{n})
	if err != nil {
		return nil, err
	}
	m := native.NewMachine(p)
	m.SetInterrupt(func() bool { return e.ctx.Err() != nil })
	if k != nil {
		if k.machines == nil {
			k.machines = map[*expr.Node]*native.Machine{}
		}
		k.machines[n] = m
	}
	return m, nil
}
