package server

import (
	"context"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"saddle/kernel/wire"
)

// door is a tape that knows who is there.
type door struct {
	*tape
	mu   sync.Mutex
	gone map[string]bool
}

func (d *door) Connected(_ wire.Channel, peer string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return !d.gone[peer]
}

// leave says of peers whether they are gone.
func (d *door) leave(gone bool, peers ...string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, p := range peers {
		d.gone[p] = gone
	}
}

// serveAtDoor serves a language until the test ends.
func serveAtDoor(t *testing.T, l Language) (*server, *door) {
	d := &door{tape: newTape(), gone: map[string]bool{}}
	s := newServer(d, l, Options{Embedded: true})
	ctx, stop := context.WithCancel(t.Context())
	s.stop = stop
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		s.run(ctx)
	}()
	t.Cleanup(func() {
		stop()
		<-ended
	})
	return s, d
}

// from sends a request of a peer, and waits until nothing moves any more.
func (d *door) from(channel wire.Channel, peer, msgType, content, subshell string) string {
	id := strconv.Itoa(len(d.idle)) + peer + msgType
	m := d.message(id, msgType, "5.5", content)
	m.Header.SubshellID = subshell
	d.incoming[channel] <- wire.Envelope{Channel: channel, Peer: peer, Message: m}
	synctest.Wait()
	return id
}

// TestSubshellsOfClientsThatAreGone closes a subshell when who asked for it and who has used it are gone, and not for a
// moment only.
func TestSubshellsOfClientsThatAreGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, d := serveAtDoor(t, parrot{})
		count := func(want int, when string) {
			t.Helper()
			synctest.Wait()
			if got := len(s.allShells()) - 1; got != want {
				t.Fatalf("%d subshells, not %d, %s", got, want, when)
			}
		}
		d.from(wire.Control, "opener", wire.CreateSubshellRequestType, "{}", "")
		d.from(wire.Control, "other", wire.CreateSubshellRequestType, "{}", "")
		count(2, "at the start")
		time.Sleep(10 * sweepInterval)
		count(2, "while all are there")

		d.leave(true, "opener")
		time.Sleep(sweepInterval)
		d.leave(false, "opener")
		time.Sleep(10 * sweepInterval)
		count(2, "after a connection broke and came back")

		var used string
		for _, sh := range s.allShells() {
			if sh.users.opener.Peer == "opener" {
				used = sh.id
			}
		}
		d.from(wire.Shell, "user", wire.ExecuteRequestType, `{"code":"x"}`, used)
		d.leave(true, "opener")
		time.Sleep(10 * sweepInterval)
		count(2, "with one left who uses it")

		d.leave(true, "user")
		time.Sleep(3 * sweepInterval)
		count(1, "when all have gone who know it")
		if sh := s.shell(used); sh != nil {
			t.Error("another subshell was closed")
		}
		d.leave(true, "other")
		time.Sleep(3 * sweepInterval)
		count(0, "when all have gone")
		d.from(wire.Control, "later", wire.CreateSubshellRequestType, "{}", "")
		d.leave(true, "later")
		time.Sleep(3 * sweepInterval)
		count(0, "when one who came later has gone")
	})
}

// asking is a language whose cells ask.
type asking struct{ parrot }

func (asking) Execute(ctx context.Context, code string, cell Cell, _ func(Output)) error {
	_, err := cell.Ask(ctx, code, false)
	return err
}

// TestAQuestionToAClientThatIsGone ends the cell of a client that was killed before it answered, and no other.
func TestAQuestionToAClientThatIsGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, d := serveAtDoor(t, asking{})
		id := d.from(wire.Shell, "patient", wire.ExecuteRequestType, `{"code":"?","allow_stdin":true}`, "")
		d.leave(true, "patient")
		time.Sleep(answerInterval)
		d.leave(false, "patient")
		time.Sleep(time.Hour)
		synctest.Wait()
		if got := strings.Join(d.of(id), "\n"); strings.Contains(got, wire.ErrorType) {
			t.Fatalf("a question was given up while its client was there:\n%s", got)
		}
		d.leave(true, "patient")
		time.Sleep(3 * answerInterval)
		synctest.Wait()
		if got := strings.Join(d.of(id), "\n"); !strings.Contains(got, wire.ErrorType) || !strings.Contains(got, wire.StateIdle) {
			t.Errorf("the cell goes on for a client that is gone:\n%s", got)
		}
	})
}
