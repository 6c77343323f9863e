// Package elementary computes eˣ, log x, sines, tangents, arcs, hyperbolic functions and what is near to them, each to less than two units in the last
// place, and to the same digits on every machine.
//
// Each function is written once, as a list of additions, multiplications, divisions, comparisons and operations on the bits of
// a number (exp.go, log.go, sine.go, tanh.go). There are no branches, no tables and no fused multiplications in a list, so that
// it says the same to all its readers: functions.go, which is Go, written from the lists by the test of this package, and what
// writes machine code, for one number or for two at a time. It knows no formulas.
//
//	elementary.Exp(1)         // 2.718281828459045
//	elementary.Lists()["exp"] // the operations that give it
package elementary

import "sync"

// Lists are the lists of the functions that others may read, by the names of their functions in expr; not to be changed.
var Lists = sync.OnceValue(func() map[string]*List {
	lists := map[string]*List{}
	for _, f := range functions {
		if f.name != "" {
			lists[f.name] = f.list()
		}
	}
	return lists
})

// function is an elementary function of one number, or a part of one, of two.
type function struct {
	name   string // in expr, none of a part
	goName string
	far    string // the function in Go for where the list does not hold
	inputs []string
	write  func(l *writer, x []number) number
}

// functions are all that functions.go has.
var functions = []function{
	{name: "exp", goName: "Exp", inputs: one, write: exp},
	{name: "expm1", goName: "Expm1", inputs: one, write: expm1},
	{name: "log", goName: "Log", inputs: one, write: log},
	{name: "log1p", goName: "Log1p", inputs: one, write: log1p},
	{name: "sin", goName: "Sin", far: "farSin", inputs: one, write: sin},
	{name: "cos", goName: "Cos", far: "farCos", inputs: one, write: cos},
	{name: "1-cos", goName: "OneMinusCosine", far: "farOneMinusCosine", inputs: one, write: oneMinusCosine},
	{name: "tanh", goName: "Tanh", inputs: one, write: tanh},
	{name: "1-tanh²", goName: "SechSquared", inputs: one, write: sechSquared},
	{goName: "sineNear0", inputs: two, write: func(l *writer, x []number) number { return l.add(l.sineNear0(x[0], x[1])) }},
	{goName: "cosineNear0", inputs: two, write: func(l *writer, x []number) number { return l.add(l.cosineNear0(x[0], x[1])) }},
	{goName: "sineSquared", inputs: two, write: func(l *writer, x []number) number { return l.doubleSquare(l.sineNear0(x[0], x[1])) }},
	{goName: "cosineSquared", inputs: two, write: func(l *writer, x []number) number { return l.doubleSquare(l.cosineNear0(x[0], x[1])) }},
}

var one, two = []string{"x"}, []string{"x", "rest"}

func (f function) list() *List {
	l := &writer{known: map[Step]int{}, outside: none}
	var x []number
	for range f.inputs {
		x = append(x, number(l.append(Step{Op: Input, A: len(x)})))
	}
	return l.finish(f.write(l, x))
}
