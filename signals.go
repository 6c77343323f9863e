//go:build !js

package main

import (
	"os"
	"syscall"
)

// ending are the signals that end a run, which then writes what it has.
var ending = []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP}
