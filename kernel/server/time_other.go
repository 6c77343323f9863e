//go:build !unix

package server

import "time"

// kernelTime is 0, unknown, without a call of the system's own.
func kernelTime() time.Duration { return 0 }
