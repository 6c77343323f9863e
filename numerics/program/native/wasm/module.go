// Package wasm writes WebAssembly modules: one memory, some functions, their instructions one after the other. It knows the
// binary format (WebAssembly Core Specification 2.0, §5) and no programs.
//
//	f := wasm.NewFunction("square", []wasm.Type{wasm.F64}, []wasm.Type{wasm.F64})
//	f.Get(0)
//	f.Get(0)
//	f.Op(wasm.F64Mul)
//	module := wasm.Module(1, f)
package wasm

import "encoding/binary"

// Type is a type of values.
type Type byte

// The types.
const (
	I32  Type = 0x7f
	I64  Type = 0x7e
	F64  Type = 0x7c
	V128 Type = 0x7b
)

// Memory is the name under which a module exports its memory.
const Memory = "memory"

// The sections of a module.
const (
	typeSection     = 1
	functionSection = 3
	memorySection   = 5
	exportSection   = 7
	codeSection     = 10
)

const (
	functionType   = 0x60
	exportFunction = 0
	exportMemory   = 2
	end            = 0x0b
)

// Module is a module with a memory of so many pages of 64 KiB, which does not grow, and the functions, all exported.
func Module(pages int, functions ...*Function) []byte {
	m := []byte{0, 'a', 's', 'm', 1, 0, 0, 0}
	count := uint64(len(functions))
	types, indices, bodies := unsigned(nil, count), unsigned(nil, count), unsigned(nil, count)
	exports := name(unsigned(nil, count+1), Memory)
	exports = append(exports, exportMemory, 0)
	for k, f := range functions {
		types = append(types, functionType)
		types = typeList(types, f.parameters)
		types = typeList(types, f.results)
		indices = unsigned(indices, uint64(k))
		exports = append(name(exports, f.name), exportFunction)
		exports = unsigned(exports, uint64(k))
		body := f.body()
		bodies = append(unsigned(bodies, uint64(len(body))), body...)
	}
	limits := unsigned(unsigned([]byte{1, 1}, uint64(pages)), uint64(pages))
	m = section(m, typeSection, types)
	m = section(m, functionSection, indices)
	m = section(m, memorySection, limits)
	m = section(m, exportSection, exports)
	return section(m, codeSection, bodies)
}

func section(m []byte, id byte, content []byte) []byte {
	return append(unsigned(append(m, id), uint64(len(content))), content...)
}

func name(b []byte, s string) []byte { return append(unsigned(b, uint64(len(s))), s...) }

func typeList(b []byte, types []Type) []byte {
	b = unsigned(b, uint64(len(types)))
	for _, t := range types {
		b = append(b, byte(t))
	}
	return b
}

func unsigned(b []byte, x uint64) []byte { return binary.AppendUvarint(b, x) }

// signed is the LEB128 form of a signed number.
func signed(b []byte, x int64) []byte {
	for {
		low := byte(x & 0x7f)
		x >>= 7
		if x == 0 && low&0x40 == 0 || x == -1 && low&0x40 != 0 {
			return append(b, low)
		}
		b = append(b, low|0x80)
	}
}
