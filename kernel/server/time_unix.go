//go:build unix

package server

import (
	"syscall"
	"time"
)

// kernelTime is the processor time that this process has taken.
func kernelTime() time.Duration {
	var r syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &r) != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
