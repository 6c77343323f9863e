package native

import (
	"math"

	"saddle/numerics/program/native/wasm"
)

// value is a local variable: a number, or two numbers side by side.
type value = wasm.Local

// lanes appends arithmetic to a function, on numbers or on pairs of them. Each method gives its result a variable of its own.
type lanes struct {
	*wasm.Function
	wide      bool
	constants *constants
}

func (l lanes) kind() wasm.Type {
	if l.wide {
		return wasm.V128
	}
	return wasm.F64
}

// operation is an instruction on numbers and on pairs.
type operation struct{ one, two wasm.Op }

var (
	addition       = operation{wasm.F64Add, wasm.F64x2Add}
	subtraction    = operation{wasm.F64Sub, wasm.F64x2Sub}
	multiplication = operation{wasm.F64Mul, wasm.F64x2Mul}
	division       = operation{wasm.F64Div, wasm.F64x2Div}
	negation       = operation{wasm.F64Neg, wasm.F64x2Neg}
	absolute       = operation{wasm.F64Abs, wasm.F64x2Abs}
	squareRoot     = operation{wasm.F64Sqrt, wasm.F64x2Sqrt}
	floor          = operation{wasm.F64Floor, wasm.F64x2Floor}
	ceiling        = operation{wasm.F64Ceil, wasm.F64x2Ceil}
	truncation     = operation{wasm.F64Trunc, wasm.F64x2Trunc}
	nearest        = operation{wasm.F64Nearest, wasm.F64x2Nearest}
	least          = operation{wasm.F64Min, wasm.F64x2Min}
	greatest       = operation{wasm.F64Max, wasm.F64x2Max}
	less           = operation{wasm.F64Less, wasm.F64x2Less}
	lessEqual      = operation{wasm.F64LessEqual, wasm.F64x2LessEq}
	greater        = operation{wasm.F64Greater, wasm.F64x2Greater}
	greaterEqual   = operation{wasm.F64GreaterEqual, wasm.F64x2GreaterEq}
	equal          = operation{wasm.F64Equal, wasm.F64x2Equal}
	unequal        = operation{wasm.F64Unequal, wasm.F64x2Unequal}
)

func (l lanes) do(o operation, operands ...value) value {
	for _, v := range operands {
		l.Get(v)
	}
	if l.wide {
		l.Op(o.two)
	} else {
		l.Op(o.one)
	}
	return l.keep()
}

// keep pops into a new variable.
func (l lanes) keep() value {
	v := l.NewLocal(l.kind())
	l.Set(v)
	return v
}

func (l lanes) add(a, b value) value { return l.do(addition, a, b) }
func (l lanes) sub(a, b value) value { return l.do(subtraction, a, b) }
func (l lanes) mul(a, b value) value { return l.do(multiplication, a, b) }
func (l lanes) div(a, b value) value { return l.do(division, a, b) }

// constant is a number. A single one stands in memory and is loaded once, since machine code makes it anew at each use; a
// pair is read from beside the code.
func (l lanes) constant(x float64) value {
	if l.wide {
		l.Twice(x)
		return l.keep()
	}
	return l.constants.of(l.Function, x)
}

// truth is a condition: an integer, or a mask of two lanes. It is used before the next one is made, or kept.
type truth = wasm.Local

func (l lanes) compare(o operation, a, b value) truth {
	l.Get(a)
	l.Get(b)
	if l.wide {
		l.Op(o.two)
	} else {
		l.Op(o.one)
	}
	return l.keepTruth()
}

func (l lanes) keepTruth() truth {
	t := l.NewLocal(l.truthKind())
	l.Set(t)
	return t
}

func (l lanes) truthKind() wasm.Type {
	if l.wide {
		return wasm.V128
	}
	return wasm.I32
}

func (l lanes) both(a, b truth) truth { return l.logic(wasm.I32And, wasm.VectorAnd, a, b) }

func (l lanes) either(a, b truth) truth { return l.logic(wasm.I32Or, wasm.VectorOr, a, b) }

func (l lanes) logic(one, two wasm.Op, a, b truth) truth {
	l.Get(a)
	l.Get(b)
	if l.wide {
		l.Op(two)
	} else {
		l.Op(one)
	}
	return l.keepTruth()
}

// no is the opposite of a condition.
func (l lanes) no(a truth) truth {
	l.Get(a)
	if l.wide {
		l.TwiceBits(math.MaxUint64)
		l.Op(wasm.VectorXor)
	} else {
		l.Op(wasm.I32EqualZero)
	}
	return l.keepTruth()
}

// choose is a where the condition holds, b elsewhere.
func (l lanes) choose(condition truth, a, b value) value {
	l.Get(a)
	l.Get(b)
	l.Get(condition)
	if l.wide {
		l.Op(wasm.VectorBitselect)
	} else {
		l.Op(wasm.Select)
	}
	return l.keep()
}

// number is 1 where the condition holds, 0 elsewhere.
func (l lanes) number(condition truth) value {
	if !l.wide {
		l.Get(condition)
		l.Op(wasm.F64ConvertI32)
		return l.keep()
	}
	l.Get(condition)
	l.Get(l.constant(1))
	l.Op(wasm.VectorAnd)
	return l.keep()
}

// load reads what stands at an offset in memory; of a pair, both lanes.
func (l lanes) load(address value, offset int) value {
	l.Get(address)
	if l.wide {
		l.Memory(wasm.VectorLoad, offset)
	} else {
		l.Memory(wasm.Float64Load, offset)
	}
	return l.keep()
}

// constants are the numbers that a function loads when it begins.
type constants struct {
	start  int // their offset in memory
	zero   value
	values []float64
	locals map[uint64]value
}

func newConstants(f *wasm.Function, start int) *constants {
	return &constants{start: start, zero: f.NewLocal(wasm.I32), locals: map[uint64]value{}}
}

func (c *constants) of(f *wasm.Function, x float64) value {
	v, ok := c.locals[math.Float64bits(x)]
	if ok {
		return v
	}
	at := c.end()
	c.values = append(c.values, x)
	v = f.NewLocal(wasm.F64)
	f.Before(func() {
		f.Get(c.zero)
		f.Memory(wasm.Float64Load, at)
		f.Set(v)
	})
	c.locals[math.Float64bits(x)] = v
	return v
}

// end is the offset behind the constants.
func (c *constants) end() int { return c.start + 8*len(c.values) }

// bits are an integer of 64 bits, or two of them.
type bits = wasm.Local

// keepBits applies an operation to what is on the stack and keeps the bits. A pair of numbers is its bits.
func (l lanes) keepBits(op wasm.Op) bits {
	kind := wasm.I64
	if l.wide {
		kind = wasm.V128
	}
	if !l.wide || op != wasm.I64ReinterpretF {
		l.Op(op)
	}
	v := l.NewLocal(kind)
	l.Set(v)
	return v
}

// keepOdd pops bits and tells whether the last one is 1.
func (l lanes) keepOdd() truth {
	l.pushBits(1)
	if l.wide {
		l.Op(wasm.VectorAnd)
		l.pushBits(1)
		l.Op(wasm.I64x2Equal)
	} else {
		l.Op(wasm.I64And)
		l.Op(wasm.I32WrapI64)
	}
	return l.keepTruth()
}

// pushBits pushes constant bits.
func (l lanes) pushBits(x uint64) {
	if l.wide {
		l.TwiceBits(x)
	} else {
		l.Int64(int64(x))
	}
}

// pushCount pushes by how many places to shift.
func (l lanes) pushCount(n uint64) {
	if l.wide {
		l.Int32(int(n))
	} else {
		l.Int64(int64(n))
	}
}

// constantOfBits is a number by its bits.
func (l lanes) constantOfBits(x uint64) value { return l.constant(math.Float64frombits(x)) }
