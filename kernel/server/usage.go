package server

import (
	"os"
	"runtime"
	"sync"
	"time"

	"saddle/kernel/wire"
)

// usageMeter answers what the kernel and its host use. Shares of the processor
// are those since the question before, at first since the kernel's start.
type usageMeter struct {
	mu     sync.Mutex
	before reading
}

// reading is the state of the counters that shares are computed from.
type reading struct {
	at       time.Time
	kernel   time.Duration // processor time of this process
	busy     float64       // processor time of the host, in its own unit
	possible float64       // what busy would be with all processors busy
}

// usageReply tells a front end's resource display what the kernel takes.
func (s *server) usageReply(*request) (any, error) {
	host, _ := os.Hostname()
	reply := wire.UsageReply{Hostname: host, PID: os.Getpid(), CPUCount: runtime.NumCPU()}
	if bytes, ok := kernelMemory(); ok {
		reply.KernelMemory = &bytes
	}
	if memory, ok := hostMemory(); ok {
		reply.HostVirtualMemory = &memory
	}
	reply.KernelCPU, reply.HostCPUPercent = s.usage.shares()
	return reply, nil
}

// shares gives the processor shares of the kernel (of one core) and of the host
// (of all cores) in percent; nil where the system does not tell.
func (m *usageMeter) shares() (kernel, host *float64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	now, then := read(), m.before
	m.before = now
	if then.at.IsZero() {
		then.at = started
	}
	if wall := now.at.Sub(then.at); now.kernel > 0 && wall > 0 {
		kernel = percent(float64(now.kernel-then.kernel), float64(wall))
	}
	if now.possible > then.possible {
		host = percent(now.busy-then.busy, now.possible-then.possible)
	}
	return kernel, host
}

// started is about when the process began.
var started = time.Now()

func read() reading {
	r := reading{at: time.Now(), kernel: kernelTime()}
	r.busy, r.possible = hostTime()
	return r
}

// percent is part of whole, rounded to a tenth.
func percent(part, whole float64) *float64 {
	share := float64(int(1000*max(part, 0)/whole+0.5)) / 10
	return &share
}
