package server_test

import (
	"flag"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"saddle/kernel/client"
	"saddle/kernel/server"
	"saddle/kernel/wire"
)

// go test ./kernel/server -run Soak -soak 1h -timeout 0
var soak = flag.Duration("soak", 300*time.Millisecond, "how long TestSoak goes on")

// soakCount is what ten clients have seen.
type soakCount struct {
	requests, messages         atomic.Int64
	lost, duplicate, misplaced atomic.Int64
}

// TestSoak has ten clients ask all kinds of things at once, one of them slowly.
// Nothing may be lost, come twice, or in another order.
func TestSoak(t *testing.T) {
	f := newFake()
	f.concurrent = true
	k := start(t, f, server.Options{HistoryFolder: tempFile(t, "history")})
	var count soakCount
	var all sync.WaitGroup
	until := time.Now().Add(*soak)
	for number := range 10 {
		s := k.connectFor(*soak + patience)
		s.Listen(count.watch(number == 0))
		all.Go(func() {
			sub := ""
			if number%2 == 1 {
				sub = s.newSubshell()
			}
			for i := 0; time.Now().Before(until) || i < 3; i++ {
				count.ask(s, sub, fmt.Sprintf("%d-%d", number, i))
			}
		})
	}
	all.Wait()
	t.Logf("%d requests, %d messages: %d lost, %d duplicate, %d in another order", count.requests.Load(),
		count.messages.Load(), count.lost.Load(), count.duplicate.Load(), count.misplaced.Load())
	if count.lost.Load()+count.duplicate.Load()+count.misplaced.Load() > 0 {
		t.Fail()
	}
}

// watch looks at all that one client hears on iopub: the kernel numbers its
// messages, so that each must have a higher number than the one before.
func (c *soakCount) watch(slowly bool) func(*wire.Message) {
	highest := 0
	return func(m *wire.Message) {
		if m.Header.MsgType == wire.IOPubWelcomeType {
			return
		}
		c.messages.Add(1)
		switch n := number(m); {
		case n == highest:
			c.duplicate.Add(1)
		case n < highest:
			c.misplaced.Add(1)
		default:
			highest = n
		}
		if slowly {
			time.Sleep(100 * time.Microsecond)
		}
	}
}

// ask makes one round of requests, and counts the answers that are not whole.
func (c *soakCount) ask(s *session, sub, word string) {
	code := "print " + word + "\nshow " + word + " a\nwarn " + word + "\nvalue " + word
	cells := []*pending{
		s.cell(code, client.ExecuteOptions{Subshell: sub, NoHistory: true}),
		s.send(client.Request{Type: wire.CompleteRequestType, Content: wire.CompleteRequest{Code: word, CursorPos: 2}, Subshell: sub}),
		s.send(client.Request{Channel: wire.Control, Type: wire.KernelInfoRequestType}),
		s.cell("lines 200", client.ExecuteOptions{Subshell: sub, Silent: len(word)%2 == 0, NoHistory: true}),
		s.send(client.Request{Type: wire.CommOpenType, Content: wire.CommOpen{CommID: word, TargetName: "nobody"}, Subshell: sub}),
	}
	want := fmt.Sprintf("busy\ninput [0] %[2]q\nstdout \"%[1]s\\n\"\ndisplay_data #%[1]s {\"text/plain\":\"a\"}\nstderr \"%[1]s\\n\"\n"+
		"execute_result [0] {\"text/plain\":\"%[1]s\"}\nexecute_reply [0] ok\nidle", word, code)
	for i, cell := range cells {
		c.requests.Add(1)
		got := transcript(cell.wait())
		if i == 0 && got != want {
			c.lost.Add(1)
			s.t.Logf("got:\n%s\nwant:\n%s", got, want)
		}
	}
}
