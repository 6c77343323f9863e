package transport

import (
	"errors"
	"sync"

	"saddle/kernel/wire"
)

var (
	errReplayed = errors.New("the same message was here already")
	errOwn      = errors.New("a message of this kernel itself, sent back")
)

// seenMessages is how many messages are remembered.
const seenMessages = 1 << 16

// seen knows the messages that were received, so that one which somebody has overheard does nothing when it is sent
// again; and those that the kernel has sent, all of which anybody can read on iopub.
type seen struct {
	own string // the kernel's session

	mu     sync.Mutex
	known  map[wire.Digest]bool
	recent []wire.Digest // in a ring, the oldest at next
	next   int
}

func newSeen(own string) *seen { return &seen{own: own, known: map[wire.Digest]bool{}} }

// admit refuses a message that was here already. Without a key nothing is signed, and anybody can make a new one.
func (s *seen) admit(m *wire.Message) error {
	digest, signed := m.Digest()
	if !signed {
		return nil
	}
	if m.Header.Session == s.own {
		return errOwn
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known[digest] {
		return errReplayed
	}
	s.remember(digest)
	return nil
}

// remember keeps a digest in place of the oldest.
func (s *seen) remember(digest wire.Digest) {
	s.known[digest] = true
	if len(s.recent) < seenMessages {
		s.recent = append(s.recent, digest)
		return
	}
	delete(s.known, s.recent[s.next])
	s.recent[s.next] = digest
	s.next = (s.next + 1) % seenMessages
}
