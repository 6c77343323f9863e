//go:build !linux

package server

import (
	"runtime"

	"saddle/kernel/wire"
)

// kernelMemory is what Go has of the system's memory, in bytes.
func kernelMemory() (uint64, bool) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.Sys - m.HeapReleased, true
}

// hostMemory is not known without a call of the system's own.
func hostMemory() (wire.Memory, bool) { return wire.Memory{}, false }

// hostTime is not known without a call of the system's own.
func hostTime() (busy, possible float64) { return 0, 0 }
