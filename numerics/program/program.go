// Package program lowers expressions to a flat list of instructions over float64 registers and runs it: at one point
// without allocating, or at a block of points at once. It is the fast reading of package expr, which folds constants
// one node at a time.
//
//	p, err := program.Compile([]*expr.Node{x, y}, []*expr.Node{f, gradient})
//	m := p.NewMachine()
//	m.Run([]float64{1, 2}, out) // out holds f, then the gradient
//
// Each expression is computed once, what no output needs is not computed, and what does not depend on the index of a loop
// is computed outside it. Both branches of a choice are computed, only the one taken is used. It does no algebra: the
// formula it runs is the one expr built.
package program

import (
	"fmt"

	"saddle/numerics/expr"
)

// Program is compiled code. It never changes and may be shared; each goroutine runs it on a Machine of its own.
//
// Code computes quotients and logarithms of sums of exponentials so that they do not overflow; AsWritten is the program that
// does not. Machines run a copy in which log(1 + x), exp(x) - 1, √(1 + x) - 1, 1 - x², 1 - cos(x) and 1 - tanh(x)² are
// computed without cancellation.
//
// Registers 0 to Inputs-1 hold the inputs. Array operands are ranges of registers, or a whole Table when the register
// number is negative: -1 is table 0.
type Program struct {
	Code      []Instruction
	Registers int            // how many there are
	Preset    []Preset       // constants, loaded once
	Tables    [][]float64    // constant arrays
	Positions [][]int        // for Gather and Spread
	Inputs    int            // numbers that Run takes
	Results   []Result       // where the outputs are, in order
	Scalar    bool           // every instruction is one of numbers, loops and table look-ups
	Samples   []SampleBuffer // for Sample
	Calls     []OpaqueCall   // for Call: where there is one, code outside the program runs too

	fused   []Instruction // Code with what would lose digits replaced
	written *Program      // nil where it is the program itself
}

// AsWritten computes the formula step by step as it was written: the form for bounds, in which every step counts.
func (p *Program) AsWritten() *Program {
	if p.written != nil {
		return p.written
	}
	return p
}

// Executed is the code that machines run, not to be changed: Code with what would lose digits replaced.
func (p *Program) Executed() []Instruction { return p.fused }

// Part is the program of some instructions, whose loops begin and end where they say so, with registers as its outputs.
func (p *Program) Part(code []Instruction, outputs []int32) *Program {
	part := &Program{Code: code, Registers: p.Registers, Preset: p.Preset, Tables: p.Tables, Inputs: p.Inputs, Scalar: p.Scalar, fused: code}
	for _, r := range outputs {
		part.Results = append(part.Results, Result{r, 1})
	}
	return part
}

// Preset is a constant in a register.
type Preset struct {
	Register int32
	Value    float64
}

// Result is a range of registers, or of a table, that is copied to the output.
type Result struct{ Register, Size int32 }

// SampleBuffer tells how many rows of how many columns a Sample draws from how many.
type SampleBuffer struct{ Drawn, Rows, Cols int }

// OpaqueCall is what a Call computes, and the ranges of registers, or tables, that its operands lie in.
type OpaqueCall struct {
	Of       *expr.Opaque
	Operands []Result
}

// Inputs is how many numbers the operands are.
func (c OpaqueCall) Inputs() int {
	n := 0
	for _, r := range c.Operands {
		n += int(r.Size)
	}
	return n
}

// Outputs is how many numbers Run gives.
func (p *Program) Outputs() int {
	n := 0
	for _, r := range p.Results {
		n += int(r.Size)
	}
	return n
}

// Compile lowers the outputs, which may depend on the inputs, variables or arrays of variables, and on nothing else that
// is unknown. The inputs and the outputs are laid out one after the other, arrays row by row; a truth is 1 or 0.
func Compile(inputs, outputs []*expr.Node) (p *Program, err error) {
	defer func() {
		if u, ok := recover().(unbound); ok {
			p, err = nil, fmt.Errorf("program: %s is not an input", u.name)
		} else if r := recover(); r != nil {
			panic(r)
		}
	}()
	l := newLowering(inputs)
	p = l.program
	l.outputs(outputs)
	if l.rewritten {
		l = newLowering(inputs)
		l.literal = true
		l.outputs(outputs)
		p.written = l.program
	}
	return p, nil
}

// outputs lowers everything.
func (l *lowering) outputs(outputs []*expr.Node) {
	l.draws(outputs)
	l.collect(l.root, outputs)
	for _, n := range outputs {
		l.result(n)
	}
	l.program.Code = l.root.code
	l.program.fused = fuse(l.program)
}

// unbound is the panic of lowering for a variable that is no input.
type unbound struct{ name string }
