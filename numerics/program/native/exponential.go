package native

import (
	"math"

	"saddle/numerics/expr/power"
	"saddle/numerics/program/native/wasm"
)

// powerOfConstant is the code of the powers of a number, as power.Of has them beyond those that it takes as products: the
// exponential of its logarithm times the exponent. Nil where there is none.
func (b *body) powerOfConstant(base float64) func(operands []value) value {
	if b.wide || !(base > 0) || base > math.MaxFloat64 || base == 1 || base == math.E {
		return nil
	}
	high, low := power.Logarithm(base)
	return func(operands []value) value {
		y := operands[1]
		b.strayWhereFactors(y)
		logarithm := double{b.constant(high), b.constant(low)}
		return b.exponential(b.multiple(logarithm, y))
	}
}

// strayWhereFactors leaves the powers with few factors, and exponents that are not finite, to the interpreter.
func (b *body) strayWhereFactors(y value) {
	size := b.do(absolute, y)
	whole := b.compare(equal, y, b.do(truncation, y))
	few := b.compare(lessEqual, size, b.constant(power.MostFactors))
	b.stray(b.either(b.both(whole, few), b.no(b.compare(lessEqual, size, b.constant(math.MaxFloat64)))))
}

// multiple is a times a number.
func (b *body) multiple(a double, y value) double {
	p := b.product(a.high, y)
	return b.quickSum(p.high, b.add(p.low, b.mul(a.low, y)))
}

// plus is x + y.
func (b *body) plus(x, y double) double {
	s := b.add(x.high, y.high)
	c := b.sub(s, x.high)
	rest := b.add(b.sub(x.high, b.sub(s, c)), b.sub(y.high, c))
	return b.quickSum(s, b.add(rest, b.add(x.low, y.low)))
}

// exponential is e^a: 2^m 2^(i/128) e^r. Most exponents of long runs are so low that it is 0, which is soon found.
func (b *body) exponential(a double) value {
	b.Get(b.compare(less, a.high, b.constant(-746)))
	b.If(wasm.F64)
	b.Get(b.constant(0))
	b.Else()
	n := b.do(nearest, b.mul(a.high, b.constant(128/math.Ln2)))
	step := double{}
	high, low := power.Step()
	step.high, step.low = b.constant(high), b.constant(low)
	r := b.plus(a, b.multiple(step, b.do(negation, n)))
	whole := b.integer(n)
	e := b.times2(b.rootTimes(whole, r), whole)
	b.Get(b.choose(b.compare(greater, a.high, b.constant(710)), b.constant(math.Inf(1)), e))
	b.End()
	return b.keep()
}

// integer is a whole number below 2⁵¹ as an integer of 32 bits: its last bits where 1.5·2⁵² is added.
func (b *body) integer(n value) wasm.Local {
	b.Get(b.add(n, b.constant(0x1.8p52)))
	b.Op(wasm.I64ReinterpretF)
	b.Op(wasm.I32WrapI64)
	i := b.NewLocal(wasm.I32)
	b.Set(i)
	return i
}

// rootTimes is 2^(i/128) e^r in two numbers, i the last seven bits of n.
func (b *body) rootTimes(n wasm.Local, r double) double {
	b.Get(n)
	b.Int32(127)
	b.Op(wasm.I32And)
	b.Int32(4)
	b.Op(wasm.I32ShiftLeft)
	at := b.NewLocal(wasm.I32)
	b.Set(at)
	b.usesRoots = true
	root := double{b.load(at, b.rootsAt), b.load(at, b.rootsAt+8)}
	x := r.high
	q := b.constant(1.0 / 720)
	for _, c := range []float64{1.0 / 120, 1.0 / 24, 1.0 / 6, 1.0 / 2} {
		q = b.add(b.constant(c), b.mul(x, q))
	}
	rest := b.add(r.low, b.mul(b.mul(x, x), q))
	p := b.product(root.high, x)
	s := b.quickSum(root.high, p.high)
	tail := b.add(b.add(p.low, root.low), b.add(b.mul(root.high, rest), b.mul(root.low, x)))
	return b.quickSum(s.high, b.add(s.low, tail))
}

// times2 is a times 2^m, m the bits of n above the last seven, rounded once.
func (b *body) times2(a double, n wasm.Local) value {
	b.Get(n)
	b.Int32(7)
	b.Op(wasm.I32ShiftRight)
	m := b.NewLocal(wasm.I32)
	b.Set(m)
	b.Get(m) // normal where -1022 < m < 1024: 0 ≤ m + 1021 < 2045
	b.Int32(1021)
	b.Op(wasm.I32Add)
	b.Int32(2045)
	b.Op(wasm.I32LessUnsigned)
	b.If(wasm.F64)
	b.Get(b.mul(a.high, b.twoTo(m, 0)))
	b.Else()
	above := b.mul(b.mul(a.high, b.constant(2)), b.twoTo(m, -1))
	b.Get(above)
	b.Get(b.subnormal(a, b.twoTo(m, 1022)))
	b.Get(m)
	b.Int32(0)
	b.Op(wasm.I32GreaterEqual)
	b.Op(wasm.Select)
	b.End()
	return b.keep()
}

// twoTo is 2^(m + shift) by its bits.
func (b *body) twoTo(m wasm.Local, shift int64) value {
	b.Get(m)
	b.Op(wasm.I64ExtendI32)
	b.Int64(1023 + shift)
	b.Op(wasm.I64Add)
	b.Int64(52)
	b.Op(wasm.I64ShiftLeft)
	b.Op(wasm.F64ReinterpretI)
	return b.keep()
}

// subnormal is a times scale times 2⁻¹⁰²², rounded where that has its last digit.
func (b *body) subnormal(a double, scale value) value {
	one := b.constant(1)
	high, low := b.mul(a.high, scale), b.mul(a.low, scale)
	above := b.add(one, high)
	rest := b.add(b.add(b.sub(one, above), high), low)
	rounded := b.sub(b.add(above, rest), one)
	return b.mul(b.choose(b.compare(less, high, one), rounded, high), b.constant(0x1p-1022))
}
