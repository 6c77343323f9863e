package server

import (
	"crypto/rand"
	"maps"
	"slices"
	"sync/atomic"

	"saddle/kernel/wire"
	"saddle/numerics/reason"
)

// shell is a line of requests with a memory of its own: the notebook itself, or
// one of its subshells, in which a front end asks while a cell computes (JEP 91).
type shell struct {
	id      string
	queue   *queue
	count   atomic.Int64 // cells stored so far: the execution count
	history *history
	done    chan struct{} // closed when nothing is served any more
	users   users
}

// openShell makes a shell and begins to serve it.
func (s *server) openShell(id string) *shell {
	sh := &shell{
		id:    id,
		queue: newQueue(),
		done:  make(chan struct{}),
		history: &history{
			folder: historyFolder{path: s.options.HistoryFolder},
			note:   func(err error) { s.log.Warn("history not usable", "error", err) },
		},
	}
	s.mu.Lock()
	s.shells[id] = sh
	s.mu.Unlock()
	s.running.Go(func() {
		defer close(sh.done)
		sh.queue.serve(s.work, s.serve)
	})
	return sh
}

// executionCount is the number of the last cell that was stored; 0 on control,
// where there are no cells.
func (sh *shell) executionCount() int {
	if sh == nil {
		return 0
	}
	return int(sh.count.Load())
}

// shell finds a shell by its id; nil if there is none.
func (s *server) shell(id string) *shell {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.shells[id]
}

func (s *server) allShells() []*shell {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Collect(maps.Values(s.shells))
}

// createSubshell opens a further line of requests.
func (s *server) createSubshell(r *request) (any, error) {
	if s.ending.Load() {
		return nil, s.noRoom()
	}
	sh := s.openShell(rand.Text())
	sh.users.note(r.Envelope)
	s.watchSubshells()
	return wire.CreateSubshellReply{Status: wire.StatusOK, SubshellID: sh.id}, nil
}

// deleteSubshell interrupts a subshell and ends it when it has answered what waits.
func (s *server) deleteSubshell(r *request) (any, error) {
	var asked wire.DeleteSubshellRequest
	if err := r.Message.ReadContent(&asked); err != nil {
		return nil, err
	}
	sh := s.forgetShell(asked.SubshellID)
	if sh == nil {
		return nil, s.refusal("UnknownSubshell", reason.Both("there is no subshell %s to delete", "没有可删除的子 shell %s"), asked.SubshellID)
	}
	sh.queue.interrupt(s.gaveWay(shellDeleted))
	sh.queue.close()
	if sh != r.shell {
		within(lastWait, func() { <-sh.done })
	}
	return wire.OKReply{Status: wire.StatusOK}, nil
}

// forgetShell takes a subshell out of those that requests find; nil if there is none of that name.
func (s *server) forgetShell(id string) *shell {
	if id == "" {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	sh := s.shells[id]
	delete(s.shells, id)
	return sh
}

func (s *server) listSubshells(*request) (any, error) {
	var ids []string
	for _, sh := range s.allShells() {
		if sh.id != "" {
			ids = append(ids, sh.id)
		}
	}
	slices.Sort(ids)
	return wire.ListSubshellReply{Status: wire.StatusOK, SubshellID: ids}, nil
}
