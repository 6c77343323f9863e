package wasm

import (
	"encoding/binary"
	"math"
)

// Function is a function under construction: its methods append instructions.
type Function struct {
	name                        string
	parameters, results, locals []Type
	code                        []byte
}

// NewFunction is a function without instructions.
func NewFunction(name string, parameters, results []Type) *Function {
	return &Function{name: name, parameters: parameters, results: results}
}

// Local is the index of a parameter or a local variable.
type Local int

// NewLocal adds a local variable, which is zero when the function begins.
func (f *Function) NewLocal(t Type) Local {
	f.locals = append(f.locals, t)
	return Local(len(f.parameters) + len(f.locals) - 1)
}

// Get pushes a local variable.
func (f *Function) Get(l Local) { f.local(0x20, l) }

// Set pops into a local variable.
func (f *Function) Set(l Local) { f.local(0x21, l) }

// Tee sets a local variable to the top of the stack, which stays.
func (f *Function) Tee(l Local) { f.local(0x22, l) }

func (f *Function) local(op byte, l Local) { f.code = unsigned(append(f.code, op), uint64(l)) }

// Op appends an instruction that has no immediates.
func (f *Function) Op(op Op) {
	if op >= simd {
		f.code = unsigned(append(f.code, byte(simd>>8)), uint64(op-simd))
		return
	}
	f.code = append(f.code, byte(op))
}

// Lane appends an instruction on one lane of a vector.
func (f *Function) Lane(op Op, lane int) {
	f.Op(op)
	f.code = append(f.code, byte(lane))
}

// Int32 pushes a constant.
func (f *Function) Int32(x int) { f.code = signed(append(f.code, 0x41), int64(x)) }

// Int64 pushes a constant.
func (f *Function) Int64(x int64) { f.code = signed(append(f.code, 0x42), x) }

// Float64 pushes a constant.
func (f *Function) Float64(x float64) {
	f.code = binary.LittleEndian.AppendUint64(append(f.code, 0x44), math.Float64bits(x))
}

// Twice pushes a vector of two equal numbers.
func (f *Function) Twice(x float64) { f.TwiceBits(math.Float64bits(x)) }

// TwiceBits pushes a vector of two equal lanes of 64 bits.
func (f *Function) TwiceBits(x uint64) {
	f.Op(vectorConst)
	f.code = binary.LittleEndian.AppendUint64(f.code, x)
	f.code = binary.LittleEndian.AppendUint64(f.code, x)
}

// Memory appends a load or a store of a multiple of 8 bytes, at an offset from the address on the stack.
func (f *Function) Memory(op Op, offset int) {
	f.Op(op)
	f.code = unsigned(append(f.code, 3), uint64(offset))
}

const empty = 0x40 // the type of a block without results

// Block begins a block; a branch to it leaves it.
func (f *Function) Block() { f.code = append(f.code, 0x02, empty) }

// Loop begins a block that a branch to it starts again.
func (f *Function) Loop() { f.code = append(f.code, 0x03, empty) }

// If pops a truth and begins a block that gives a value of type t: this one where it is not 0, the one after Else where it is.
func (f *Function) If(t Type) { f.code = append(f.code, 0x04, byte(t)) }

// Else begins the other part of an If.
func (f *Function) Else() { f.code = append(f.code, 0x05) }

// End ends a block.
func (f *Function) End() { f.code = append(f.code, end) }

// Branch goes to the block so many levels out, 0 the innermost.
func (f *Function) Branch(level int) { f.code = unsigned(append(f.code, 0x0c), uint64(level)) }

// BranchIf pops a truth and goes where it is not 0.
func (f *Function) BranchIf(level int) { f.code = unsigned(append(f.code, 0x0d), uint64(level)) }

// Before puts what begin appends before everything that is there already.
func (f *Function) Before(begin func()) {
	rest := f.code
	f.code = nil
	begin()
	f.code = append(f.code, rest...)
}

// body is the function in the code section: runs of local variables of one type, then the instructions.
func (f *Function) body() []byte {
	var groups []byte
	runs := 0
	for i, j := 0, 0; i < len(f.locals); i = j {
		for j = i; j < len(f.locals) && f.locals[j] == f.locals[i]; j++ {
		}
		groups = append(unsigned(groups, uint64(j-i)), byte(f.locals[i]))
		runs++
	}
	body := append(unsigned(nil, uint64(runs)), groups...)
	return append(append(body, f.code...), end)
}
