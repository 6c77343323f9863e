//go:build !race

package session_test

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"saddle/kernel/session"
)

// TestInterruptedTrialsAreCounted interrupts many runs: how many were done is told beside how many there were to be. On a busy
// machine the runs may not have begun after a tenth of a second. Under the race detector the runs that go on take longer than an interrupt waits.
func TestInterruptedTrialsAreCounted(t *testing.T) {
	code := "escape_times(gd(η = 1e-9), (x, y) -> x^2 - y^2, from = (1, 0), steps = 1000, trials = 1000000)"
	for patience := 100 * time.Millisecond; patience < 20*time.Second; patience *= 2 {
		var told atomic.Bool
		err := interruptedShowing(t, session.New(session.Options{}), code, patience, func(o session.Output) {
			text, _ := o.Data["text/plain"].(string)
			told.Store(told.Load() || strings.Contains(text, "interrupted") && strings.Contains(text, "of 1000000 runs"))
		})
		if err == nil || told.Load() {
			return
		}
	}
	t.Error("the runs of an interrupted experiment are not counted")
}
