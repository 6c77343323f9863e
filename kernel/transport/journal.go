package transport

import (
	"log/slog"
	"sync"
	"time"

	"saddle/kernel/wire"
)

// journal logs the faults of peers, and only counts them where they come in floods: a stranger who sends ten
// thousand malformed messages gets a few lines, not ten thousand.
type journal struct {
	logger *slog.Logger

	mu      sync.Mutex
	second  time.Time // when that began for which logged is counted
	logged  int
	skipped int
}

// linesPerSecond is how many faults are logged in full.
const linesPerSecond = 10

func newJournal(logger *slog.Logger) *journal {
	if logger == nil {
		logger = slog.New(slog.DiscardHandler)
	}
	return &journal{logger: logger}
}

// fault logs what went wrong with a peer of a channel.
func (j *journal) fault(channel wire.Channel, what string, err error) {
	skipped, ok := j.allow(time.Now())
	if !ok {
		return
	}
	if skipped > 0 {
		j.logger.Warn("faults of peers not logged", "number", skipped)
	}
	j.logger.Warn(what, "channel", channel.String(), "error", err)
}

// allow counts a fault, and reports whether it is to be logged and how many before it were not.
func (j *journal) allow(now time.Time) (skipped int, ok bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.second.IsZero() || now.Sub(j.second) >= time.Second { // monotonic: the clock may be set back
		j.second, j.logged = now, 0
	}
	if j.logged >= linesPerSecond {
		j.skipped++
		return 0, false
	}
	j.logged++
	skipped, j.skipped = j.skipped, 0
	return skipped, true
}
