package server

import (
	"context"
	"sync"
	"time"

	"saddle/kernel/wire"
)

// sweepInterval is how often subshells are looked through for those whose clients are gone. One is closed when it is found
// so twice in a row: a client whose connection breaks is back long before.
const sweepInterval = 30 * time.Second

// answerInterval is how often it is looked whether somebody is still there to answer a question; twice in a row nobody is
// enough.
const answerInterval = 10 * time.Second

// users are the clients that a shell may hear from again: who asked for it, and who has used it last.
type users struct {
	mu              sync.Mutex
	opener, speaker wire.Envelope // without their messages; Peer is "" for nobody
	missed          bool          // all were gone when the shell was looked at last
}

// note records who a request comes from.
func (u *users) note(e wire.Envelope) {
	e.Message = nil
	u.mu.Lock()
	defer u.mu.Unlock()
	u.missed = false
	if u.opener.Peer == "" {
		u.opener = e
	} else {
		u.speaker = e
	}
}

// goneTwice reports whether all users are gone now and were when it was asked before.
func (u *users) goneTwice(p Presence) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	before := u.missed
	u.missed = !connected(p, u.opener) && !connected(p, u.speaker)
	return before && u.missed
}

func connected(p Presence, e wire.Envelope) bool {
	return e.Peer != "" && p.Connected(e.Channel, e.Peer)
}

// watchSubshells begins to look for subshells whose clients are gone, which nobody would delete.
func (s *server) watchSubshells() {
	presence, ok := s.transport.(Presence)
	if !ok {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.sweep == nil {
		s.sweep = time.AfterFunc(sweepInterval, func() { s.sweepSubshells(presence) })
	}
}

// sweepSubshells closes the subshells whose clients are gone, when they have done all they were asked, and comes back as
// long as there are any.
func (s *server) sweepSubshells(presence Presence) {
	for _, sh := range s.allShells() {
		if sh.id != "" && sh.users.goneTwice(presence) && sh.queue.closeIdle() {
			s.forgetShell(sh.id)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.shells) > 1 && !s.ending.Load() {
		s.sweep.Reset(sweepInterval)
	} else {
		s.sweep = nil
	}
}

func (s *server) stopSweeping() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.sweep != nil {
		s.sweep.Stop()
	}
}

// untilGone is closed when a client was found gone twice in a row; never, where that is not to be known.
func (s *server) untilGone(ctx context.Context, e wire.Envelope) <-chan struct{} {
	presence, ok := s.transport.(Presence)
	if !ok {
		return nil
	}
	gone := make(chan struct{})
	go func() {
		if (&users{opener: e}).watchUntilGone(ctx, presence) {
			close(gone)
		}
	}()
	return gone
}

// watchUntilGone returns when they are gone, or false when ctx ends before.
func (u *users) watchUntilGone(ctx context.Context, presence Presence) bool {
	ticks := time.NewTicker(answerInterval)
	defer ticks.Stop()
	for {
		select {
		case <-ctx.Done():
			return false
		case <-ticks.C:
			if u.goneTwice(presence) {
				return true
			}
		}
	}
}
