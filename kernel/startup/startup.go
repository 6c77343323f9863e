// Package startup is what a kernel does before all else: it does not end by an
// interrupt that comes before it can answer one, and knows when it began. It
// imports next to nothing, so that it is among the first that are initialised.
package startup

import (
	"os"
	"os/signal"
	"time"
)

var began = time.Now()

func init() {
	if len(os.Args) > 1 && os.Args[1] == "kernel" {
		signal.Ignore(os.Interrupt) // until the server takes interrupts over
	}
}

// Began is when the process began, to a few milliseconds.
func Began() time.Time { return began }
