//go:build (amd64 || arm64) && !js

package native

import (
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"sync"
	"unsafe"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"saddle/numerics/program/native/wasm"
)

// runtime is wazero's compiler, made when it is first needed; nil where it cannot be had. wazero panics where the system gives
// no memory that may be executed.
var runtime = sync.OnceValue(func() (r wazero.Runtime) {
	defer func() {
		if recover() != nil {
			r = nil
		}
	}()
	return wazero.NewRuntimeWithConfig(context.Background(), wazero.NewRuntimeConfigCompiler())
})

// available reports whether there is a compiler here.
func available() bool { return runtime() != nil }

// engine holds compiled modules by their bytes, so that what is compiled anew for another start or another setting, which
// stand in memory, is there already.
var engine = struct {
	sync.Mutex
	modules map[string]*module
	uses    int
}{modules: map[string]*module{}}

// mostModules bounds how many modules are kept: some kilobytes each.
const mostModules = 256

// module is compiled code with the number of instances that run it. It is closed when it is out of the cache and no longer
// used.
type module struct {
	code    wazero.CompiledModule
	users   int
	used    int // when, in uses of the engine
	dropped bool
}

// compile finds or makes the code of a module; nil where there is no compiler.
func compile(bytes []byte) (m *module) {
	r := runtime()
	if r == nil {
		return nil
	}
	defer func() {
		if recover() != nil {
			m = nil
		}
	}()
	engine.Lock()
	defer engine.Unlock()
	engine.uses++
	m, ok := engine.modules[string(bytes)]
	if !ok {
		code, err := r.CompileModule(context.Background(), bytes)
		if err != nil {
			return nil
		}
		makeRoom()
		m = &module{code: code}
		engine.modules[string(bytes)] = m
	}
	m.users++
	m.used = engine.uses
	return m
}

// makeRoom drops the module that was used longest ago.
func makeRoom() {
	if len(engine.modules) < mostModules {
		return
	}
	oldest := ""
	for key, m := range engine.modules {
		if oldest == "" || m.used < engine.modules[oldest].used {
			oldest = key
		}
	}
	m := engine.modules[oldest]
	delete(engine.modules, oldest)
	m.dropped = true
	m.closeUnused()
}

func (m *module) release() {
	engine.Lock()
	defer engine.Unlock()
	m.users--
	m.closeUnused()
}

func (m *module) closeUnused() {
	if m.dropped && m.users == 0 {
		m.code.Close(context.Background())
	}
}

// instance is a module with memory of its own, for one goroutine.
type instance struct {
	module *module
	of     api.Module
	run    api.Function
	memory []byte // does not grow, so that it stays where it is
	stack  []uint64
}

// instantiate compiles a source and gives it memory with its constants; nil where that is not possible.
func instantiate(s *source) (i *instance) {
	m := compile(s.module)
	if m == nil {
		return nil
	}
	defer func() {
		if recover() != nil {
			i = nil
		}
		if i == nil {
			m.release()
		}
	}()
	of, err := runtime().InstantiateModule(context.Background(), m.code, wazero.NewModuleConfig().WithName(""))
	if err != nil {
		return nil
	}
	memory, ok := of.ExportedMemory(wasm.Memory).Read(0, of.ExportedMemory(wasm.Memory).Size())
	if !ok {
		return nil
	}
	i = &instance{module: m, of: of, run: of.ExportedFunction(runName), memory: memory, stack: make([]uint64, 4)}
	s.store(i.put)
	return i
}

// call runs the exported function with whole numbers as arguments. Code without divisions of integers, calls and checked
// indices has no way to fail; what fails all the same is an error.
func (i *instance) call(arguments ...int) (err error) {
	defer func() {
		if failure := recover(); failure != nil {
			err = fmt.Errorf("native: %v", failure)
		}
	}()
	for k, x := range arguments {
		i.stack[k] = api.EncodeI32(int32(x))
	}
	return i.run.CallWithStack(context.Background(), i.stack)
}

// callable reports whether a call costs little: the memory is this process's own.
const callable = true

// numbers is the memory as numbers, which both processors store with the low byte first.
func (i *instance) numbers() []float64 {
	return unsafe.Slice((*float64)(unsafe.Pointer(unsafe.SliceData(i.memory))), len(i.memory)/8)
}

// callPlainly is call without arguments, for code that is called so often that what else call does would count.
func (i *instance) callPlainly() error { return i.run.CallWithStack(background, i.stack) }

var background = context.Background()

// bytes are its memory.
func (i *instance) bytes() []byte { return i.memory }

func (i *instance) put(at int, x float64) {
	binary.LittleEndian.PutUint64(i.memory[at:], math.Float64bits(x))
}

func (i *instance) get(at int) float64 {
	return math.Float64frombits(binary.LittleEndian.Uint64(i.memory[at:]))
}

func (i *instance) close() {
	i.of.Close(context.Background())
	i.module.release()
}
