package server

import (
	"sync"
	"time"

	"saddle/kernel/wire"
)

// staleTime is for how long after its start a kernel looks for messages to the
// one before it. Front ends connect again within it.
const staleTime = 2 * time.Second

// stale finds what was meant for the kernel that this one has replaced: a killed
// kernel leaves its shutdown or interrupt queued at the client, which sends it to
// the successor. Only one of each is left out, so that a client whose clock is
// slow can still end the kernel.
type stale struct {
	began time.Time

	mu   sync.Mutex
	left map[string]bool
}

// is reports whether a message of control is to be left out.
func (s *stale) is(m *wire.Message, now time.Time) bool {
	msgType := m.Header.MsgType
	if msgType != wire.ShutdownRequestType && msgType != wire.InterruptRequestType || now.Sub(s.began) > staleTime {
		return false
	}
	sent, err := time.Parse(time.RFC3339Nano, m.Header.Date)
	if err != nil || !sent.Before(s.began) {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.left[msgType] {
		return false
	}
	if s.left == nil {
		s.left = map[string]bool{}
	}
	s.left[msgType] = true
	return true
}
