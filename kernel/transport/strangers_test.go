package transport

import (
	"bytes"
	"fmt"
	"log/slog"
	"runtime"
	"strings"
	"testing"
	"time"

	"saddle/kernel/wire"
	"saddle/kernel/zmtp"
)

// heapMegabytes is what is held, garbage aside.
func heapMegabytes() int {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc >> 20)
}

// TestPeersWithoutTheKeyShareALittleMemory has heartbeat peers that send and never read, and shell peers that send
// messages without end.
func TestPeersWithoutTheKeyShareALittleMemory(t *testing.T) {
	k := startKernel(t, Options{})
	before := heapMegabytes()
	beat := zmtp.MessageBytes([][]byte{bytes.Repeat([]byte("b"), 60<<10)})
	begun := zmtp.MessageBytes([][]byte{bytes.Repeat([]byte("s"), 1000<<10)})
	for range 48 {
		heart := dial(t, k, wire.Heartbeat).shake("DEALER", "")
		heart.conn.SetWriteDeadline(time.Now().Add(300 * time.Millisecond))
		go func() {
			for range 200 {
				heart.write(beat)
			}
		}()
		stranger := dial(t, k, wire.Shell).shake("DEALER", "")
		go stranger.write(begun[:len(begun)-1])
	}
	time.Sleep(500 * time.Millisecond)
	if held := heapMegabytes() - before; held > 40 {
		t.Errorf("strangers make the kernel hold %d MB", held)
	}
	checkServed(t, k)
	for _, g := range k.gates {
		for _, l := range g.links() {
			l.close()
		}
	}
	eventually(t, "all is given back", func() bool { return k.strangers.taken.Load() == 0 })
}

func TestManyClientsAreNotRefused(t *testing.T) {
	k := startKernel(t, Options{})
	for range 400 {
		stranger := dial(t, k, wire.IOPub).shake("SUB", "")
		stranger.message("\x01")
		readMessage(t, stranger)
	}
	checkServed(t, k)
}

// TestReplayedMessagesDoNothing sends a request twice, on its channel and on another, with its signature spelt
// differently, and sends the kernel what it has said itself.
func TestReplayedMessagesDoNothing(t *testing.T) {
	var log lockedBuffer
	k := startKernel(t, Options{Logger: slog.New(slog.NewTextHandler(&log, nil))})
	request := signedRequest(t)
	own, err := k.session.Message("comm_close", wire.Object{"comm_id": "1"})
	if err != nil {
		t.Fatal(err)
	}
	said, err := wire.Encode(nil, own, mustSigner(t))
	if err != nil {
		t.Fatal(err)
	}
	loud := append([][]byte{request[0], bytes.ToUpper(request[1])}, request[2:]...)
	r := dial(t, k, wire.Shell).shake("DEALER", "")
	r.write(zmtp.MessageBytes(request))
	readMessage(t, r)
	for _, frames := range [][][]byte{request, loud, said} {
		r.write(zmtp.MessageBytes(frames))
		other := dial(t, k, wire.Control).shake("DEALER", "")
		other.write(zmtp.MessageBytes(frames))
		other.ask()
	}
	r.ask() // the next reply is to this
	if got := k.arrived.Load(); got != 5 {
		t.Errorf("%d requests have arrived, not the 5 that were new", got)
	}
	if log := log.String(); !strings.Contains(log, "was here already") || !strings.Contains(log, "sent back") {
		t.Errorf("the log says only\n%s", log)
	}
}

func TestOnlyTheNewestMessagesAreRemembered(t *testing.T) {
	s := newSeen("own")
	signer := mustSigner(t)
	session := wire.NewSession("client")
	message := func() *wire.Message {
		m, err := session.Message("a", nil)
		if err != nil {
			t.Fatal(err)
		}
		frames, err := wire.Encode(nil, m, signer)
		if err != nil {
			t.Fatal(err)
		}
		_, m, err = wire.Decode(frames, signer)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	first := message()
	for i := range seenMessages + 100 {
		m := first
		if i > 0 {
			m = message()
		}
		if err := s.admit(m); err != nil {
			t.Fatal(err)
		}
		if again := s.admit(m); again == nil {
			t.Fatal("a message was admitted twice")
		}
	}
	if len(s.known) != seenMessages || len(s.recent) != seenMessages {
		t.Errorf("%d and %d are remembered", len(s.known), len(s.recent))
	}
}

// TestAClientThatWasCutOffIsTold has one that comes back after too much was published.
func TestAClientThatWasCutOffIsTold(t *testing.T) {
	k := startKernel(t, Options{Limits: Limits{Queue: 1 << 20}})
	stalled := dial(t, k, wire.IOPub).shake("SUB", "")
	stalled.message("\x01")
	readMessage(t, stalled)
	eventually(t, "it is cut off", func() bool {
		if err := k.Publish(k.megabytes(t, nil, 1)); err != nil {
			t.Fatal(err)
		}
		return subscriptions(k) == 0
	})
	back := dial(t, k, wire.IOPub).shake("SUB", "")
	back.message("\x01")
	readMessage(t, back)
	request := wire.NewSession("client")
	asked, err := request.Message("execute_request", nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 2 {
		k.publish(t, wire.StatusType, wire.Status{ExecutionState: "busy"})
		m, err := k.session.Reply(asked, wire.StreamType, wire.Stream{Name: "stdout", Text: fmt.Sprint(i)})
		if err != nil {
			t.Fatal(err)
		}
		if err := k.Publish(m); err != nil {
			t.Fatal(err)
		}
	}
	var texts []string
	for range 5 {
		m := readMessage(t, back)
		if m.Header.MsgType == wire.StreamType {
			texts = append(texts, string(m.Content))
			if m.ParentHeader().MsgID != asked.Header.MsgID {
				t.Errorf("%s belongs to %+v", m.Content, m.ParentHeader())
			}
		}
	}
	if len(texts) != 3 || !strings.Contains(texts[0], "missing") || !strings.Contains(texts[1], `"0"`) {
		t.Errorf("it hears %q", texts)
	}
}

func TestJournalWhenTheClockIsSetBack(t *testing.T) {
	j := newJournal(nil)
	now := time.Now()
	for range 2 * linesPerSecond {
		j.allow(now)
	}
	back := now.Add(2 * time.Second) // of the monotonic clock, whatever the other says
	if _, ok := j.allow(back); !ok {
		t.Error("two seconds later nothing is logged")
	}
}
