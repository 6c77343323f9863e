package native

import (
	"saddle/numerics/expr"
	"saddle/numerics/expr/elementary"
	"saddle/numerics/program/native/wasm"
)

// listOf is an elementary function as operations, nil where there is no such list.
func listOf(f expr.Func) *elementary.List { return elementary.Lists()[f.String()] }

// shared is an operation of a list with its operands: what two functions of one number have in common is computed once.
type shared struct {
	op      elementary.Op
	a, b, c value
	bits    uint64
}

// elementary appends the operations of a list.
func (b *body) elementary(l *elementary.List, x value) value {
	at := make([]value, len(l.Steps))
	first := make([]value, len(l.Steps)) // a pair of constants is made anew at each use: the variable of its first
	for k, s := range l.Steps {
		var operands, names [3]value
		for i, from := range []int{s.A, s.B, s.C}[:s.Op.Operands()] {
			operands[i], names[i] = at[from], first[from]
		}
		switch s.Op {
		case elementary.Input:
			at[k], first[k] = x, x
			continue
		case elementary.Constant:
			at[k] = b.constantOfBits(s.Bits)
			first[k] = b.firstOf(s.Bits, at[k])
			continue
		}
		key := shared{s.Op, names[0], names[1], names[2], s.Bits}
		v, ok := b.shared[key]
		if !ok {
			v = b.operation(s, operands)
			b.shared[key] = v
		}
		at[k], first[k] = v, v
	}
	if l.Outside >= 0 {
		b.stray(at[l.Outside])
	}
	return at[l.Result]
}

// firstOf is the variable in which a constant stood first.
func (b *body) firstOf(bits uint64, v value) value {
	key := shared{op: elementary.Constant, bits: bits}
	first, ok := b.shared[key]
	if !ok {
		b.shared[key], first = v, v
	}
	return first
}

// operation appends one operation of a list.
func (b *body) operation(s elementary.Step, operands [3]value) value {
	x, y := operands[0], operands[1]
	switch s.Op {
	case elementary.Add:
		return b.add(x, y)
	case elementary.Sub:
		return b.sub(x, y)
	case elementary.Mul:
		return b.mul(x, y)
	case elementary.Div:
		return b.div(x, y)
	case elementary.Abs:
		return b.do(absolute, x)
	case elementary.Less:
		return b.compare(less, x, y)
	case elementary.Choose:
		return b.choose(x, y, operands[2])
	case elementary.Least:
		return b.limited(less, wasm.F64x2PseudoMin, x, y)
	case elementary.Greatest:
		return b.limited(greater, wasm.F64x2PseudoMax, x, y)
	}
	return b.onBits(s, x, y)
}

// limited is y where it is less, or greater, than x, else x. Pairs have an instruction for that.
func (b *body) limited(o operation, pair wasm.Op, x, y value) value {
	if !b.wide {
		return b.choose(b.compare(o, y, x), y, x)
	}
	b.Get(x)
	b.Get(y)
	b.Op(pair)
	return b.keep()
}

// onBits appends an operation on the bits of numbers.
func (b *body) onBits(s elementary.Step, x, y value) value {
	b.Get(x)
	switch s.Op {
	case elementary.BitsOf:
		return b.keepBits(wasm.I64ReinterpretF)
	case elementary.NumberOf:
		if !b.wide {
			b.Op(wasm.F64ReinterpretI)
		}
		return b.keep()
	case elementary.Odd:
		return b.keepOdd()
	case elementary.BitXor, elementary.BitOrOf, elementary.BitSub:
		b.Get(y)
	case elementary.ShiftL, elementary.ShiftR:
		b.pushCount(s.Bits)
	default:
		b.pushBits(s.Bits)
	}
	o := bitOperations[s.Op]
	if b.wide {
		return b.keepBits(o.two)
	}
	return b.keepBits(o.one)
}

var bitOperations = map[elementary.Op]operation{
	elementary.BitAnd: {wasm.I64And, wasm.VectorAnd}, elementary.BitOr: {wasm.I64Or, wasm.VectorOr}, elementary.BitOrOf: {wasm.I64Or, wasm.VectorOr},
	elementary.BitXor: {wasm.I64Xor, wasm.VectorXor}, elementary.BitAdd: {wasm.I64Add, wasm.I64x2Add}, elementary.BitSub: {wasm.I64Sub, wasm.I64x2Sub},
	elementary.ShiftL: {wasm.I64ShiftLeft, wasm.I64x2ShiftLeft}, elementary.ShiftR: {wasm.I64ShiftRightUnsigned, wasm.I64x2ShiftRightUnsigned},
}
