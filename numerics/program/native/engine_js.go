package native

import (
	"encoding/binary"
	"fmt"
	"math"
	"syscall/js"

	"saddle/numerics/program/native/wasm"
)

// available reports whether the browser runs WebAssembly beside this program, which is WebAssembly itself.
func available() bool { return js.Global().Get("WebAssembly").Truthy() }

// instance is a module with memory of its own, for one goroutine. The memory is the browser's; a copy of it is kept here,
// and brought over at each call, for a number by itself would cost as much.
type instance struct {
	run    js.Value
	theirs js.Value // Uint8Array
	ours   []byte
	ahead  bool // theirs has been changed by a call
}

// instantiate compiles a source and gives it memory with its constants; nil where that is not possible.
func instantiate(s *source) (i *instance) {
	defer func() {
		if recover() != nil { // what the browser throws
			i = nil
		}
	}()
	code := js.Global().Get("Uint8Array").New(len(s.module))
	js.CopyBytesToJS(code, s.module)
	assembly := js.Global().Get("WebAssembly")
	exports := assembly.Get("Instance").New(assembly.Get("Module").New(code)).Get("exports")
	theirs := js.Global().Get("Uint8Array").New(exports.Get(wasm.Memory).Get("buffer"))
	i = &instance{run: exports.Get(runName), theirs: theirs, ours: make([]byte, theirs.Length())}
	s.store(i.put)
	return i
}

// call runs the exported function with whole numbers as arguments.
func (i *instance) call(arguments ...int) (err error) {
	defer func() {
		if failure := recover(); failure != nil {
			err = fmt.Errorf("native: %v", failure)
		}
	}()
	if !i.ahead {
		js.CopyBytesToJS(i.theirs, i.ours)
	}
	i.ahead = true
	given := make([]any, len(arguments))
	for k, x := range arguments {
		given[k] = x
	}
	i.run.Invoke(given...)
	return nil
}

// callable reports whether a call costs little: here the memory is copied at each.
const callable = false

func (i *instance) numbers() []float64 { return nil }

func (i *instance) callPlainly() error { return i.call() }

// bytes is the memory as the last call left it.
func (i *instance) bytes() []byte {
	if i.ahead {
		js.CopyBytesToGo(i.ours, i.theirs)
		i.ahead = false
	}
	return i.ours
}

func (i *instance) put(at int, x float64) {
	binary.LittleEndian.PutUint64(i.bytes()[at:], math.Float64bits(x))
}

func (i *instance) get(at int) float64 {
	return math.Float64frombits(binary.LittleEndian.Uint64(i.bytes()[at:]))
}

// close leaves the memory to the browser's collector.
func (i *instance) close() { i.theirs, i.run, i.ours = js.Undefined(), js.Undefined(), nil }
