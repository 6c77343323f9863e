package native

import (
	"math"

	"saddle/numerics/expr"
	"saddle/numerics/program"
	"saddle/numerics/program/native/wasm"
)

// body appends the instructions of a program without loops to a function. Where a number leaves the range in which the
// appended code gives the interpreter's digits, strayed is set.
type body struct {
	lanes
	registers map[int32]value
	presets   map[int32]float64
	shared    map[shared]value // operations of elementary functions that are there already
	strayed   truth            // a variable that conditions are added to
	rootsAt   int              // where power.Roots stand in memory, if they are used
	usesRoots bool
	mayStray  bool // strayed may be set
}

func newBody(l lanes, p *program.Program, strayed truth) *body {
	b := &body{lanes: l, presets: map[int32]float64{}, strayed: strayed}
	for _, c := range p.Preset {
		b.presets[c.Register] = c.Value
	}
	b.forget()
	return b
}

// forget begins anew: only constants have values.
func (b *body) forget() {
	b.registers = map[int32]value{}
	b.forgetShared()
}

// forgetShared begins anew with operations, where what they are of may have changed: at the ends of loops.
func (b *body) forgetShared() { b.shared = map[shared]value{} }

// at is the value of a register.
func (b *body) at(register int32) value {
	if x, ok := b.presets[register]; ok {
		return b.constant(x)
	}
	return b.registers[register]
}

// stray notes that the interpreter is to do this step where the condition holds.
func (b *body) stray(condition truth) {
	b.mayStray = true
	b.Get(b.strayed)
	b.Get(condition)
	if b.wide {
		b.Op(wasm.VectorOr)
	} else {
		b.Op(wasm.I32Or)
	}
	b.Set(b.strayed)
}

// plain are the instructions that are one instruction of the machine.
var plain = map[program.Op]operation{
	program.Neg: negation, program.Add: addition, program.Sub: subtraction, program.Mul: multiplication, program.Div: division,
	program.Sqrt: squareRoot, program.And: multiplication, program.Or: greatest,
}

// reads are the registers that an instruction on numbers reads.
func reads(in program.Instruction) []int32 { return []int32{in.A, in.B, in.C}[:in.Op.Operands()] }

// isSupported reports whether body has code for an instruction.
func (b *body) isSupported(in program.Instruction) bool {
	if in.Vector {
		return false
	}
	switch in.Op {
	case program.Copy, program.Min, program.Max, program.Choose, program.Not:
		return true
	case program.Compare:
		_, ok := comparisons[expr.Relation(in.C)]
		return ok
	case program.Apply:
		_, ok := functions[expr.Func(in.C)]
		return ok || listOf(expr.Func(in.C)) != nil
	case program.Power:
		return b.powerOf(in) != nil
	}
	_, ok := plain[in.Op]
	return ok
}

func (b *body) emit(in program.Instruction) {
	var operands []value
	for _, r := range reads(in) {
		operands = append(operands, b.at(r))
	}
	b.registers[in.Dst] = b.result(in, operands)
}

func (b *body) result(in program.Instruction, operands []value) value {
	x := operands[0]
	switch in.Op {
	case program.Copy:
		return x
	case program.Not:
		return b.sub(b.constant(1), x)
	case program.Min:
		return b.extreme(least, math.Inf(-1), x, operands[1])
	case program.Max:
		return b.extreme(greatest, math.Inf(1), x, operands[1])
	case program.Choose:
		return b.choose(b.compare(unequal, x, b.constant(0)), operands[1], operands[2])
	case program.Compare:
		return b.number(b.compare(comparisons[expr.Relation(in.C)], x, operands[1]))
	case program.Apply:
		if list := listOf(expr.Func(in.C)); list != nil {
			return b.elementary(list, x)
		}
		return functions[expr.Func(in.C)](b, x)
	case program.Power:
		return b.powerOf(in)(operands)
	}
	return b.do(plain[in.Op], operands...)
}

var comparisons = map[expr.Relation]operation{
	expr.Equal: equal, expr.Unequal: unequal, expr.Less: less, expr.LessEqual: lessEqual, expr.Greater: greater, expr.GreaterEqual: greaterEqual,
}

// extreme is the least or the greatest of two numbers, which in Go is -∞ or +∞ also beside NaN.
func (b *body) extreme(o operation, limit float64, x, y value) value {
	end := b.constant(limit)
	ends := b.either(b.compare(equal, x, end), b.compare(equal, y, end))
	return b.choose(ends, end, b.do(o, x, y))
}

// functions are the elementary functions with code of their own.
var functions = map[expr.Func]func(b *body, x value) value{
	expr.Abs:            func(b *body, x value) value { return b.do(absolute, x) },
	expr.Floor:          func(b *body, x value) value { return b.do(floor, x) },
	expr.Ceil:           func(b *body, x value) value { return b.do(ceiling, x) },
	expr.SquareRoot:     func(b *body, x value) value { return b.do(squareRoot, x) },
	expr.Sign:           (*body).sign,
	expr.Round:          (*body).round,
	expr.OneMinusSquare: (*body).oneMinusSquare,
	expr.RootLessOne:    (*body).rootLessOne,
}

// sign is 1, -1, or x itself where it is neither above nor below 0.
func (b *body) sign(x value) value {
	zero, one := b.constant(0), b.constant(1)
	below := b.choose(b.compare(less, x, zero), b.constant(-1), x)
	return b.choose(b.compare(greater, x, zero), one, below)
}

// round is the nearest whole number, away from zero where two are as near.
func (b *body) round(x value) value {
	whole := b.do(truncation, x)
	far := b.compare(greaterEqual, b.do(absolute, b.sub(x, whole)), b.constant(0.5))
	return b.choose(far, b.add(whole, b.sign(x)), whole)
}

func (b *body) oneMinusSquare(x value) value {
	one := b.constant(1)
	return b.mul(b.sub(one, x), b.add(one, x))
}

// rootLessOne is x/(1 + √(1 + x)), and x where that is infinite.
func (b *body) rootLessOne(x value) value {
	one := b.constant(1)
	quotient := b.div(x, b.add(one, b.do(squareRoot, b.add(one, x))))
	return b.choose(b.compare(greater, x, b.constant(math.MaxFloat64)), x, quotient)
}
