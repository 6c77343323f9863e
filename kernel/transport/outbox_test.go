package transport

import (
	"bytes"
	"io"
	"testing"
	"time"

	"saddle/kernel/zmtp"
)

// FuzzHandshake plays any bytes to the handshake: it must end, with an error or a connection.
func FuzzHandshake(f *testing.F) {
	f.Add(append(append([]byte{}, greeting...), ready("DEALER", "id")...))
	f.Add(append(append([]byte{}, greeting...), ready("SUB", "")...))
	f.Add(append(append([]byte{}, greeting...), frameOf(flagCommand, 1<<63)...))
	f.Add(append(append([]byte{}, greeting...), zmtp.CommandBytes("READY", []byte("\x01a\xff\xff\xff\xff"))...))
	f.Fuzz(func(t *testing.T, sent []byte) {
		for _, socket := range socketTypes() {
			l := newLink(&script{Reader: bytes.NewReader(sent)}, defaultLimits)
			if err := l.handshake(zmtp.End{Type: socket, Server: true}); err == nil && len(l.stream.Identity) > 255 {
				t.Fatalf("identity of %d bytes", len(l.stream.Identity))
			}
		}
	})
}

func TestDropFirst(t *testing.T) {
	queue := []packet{{display: "a"}, {display: "b"}, {display: "c"}}
	if rest := dropFirst(queue, 2); len(rest) != 1 || rest[0].display != "c" || queue[0].display != "" {
		t.Errorf("%+v of %+v", rest, queue)
	}
	if rest := dropFirst(queue, 3); rest != nil {
		t.Errorf("%+v", rest)
	}
}

func TestJournalCountsWhatItSkips(t *testing.T) {
	j := newJournal(nil)
	start := time.Unix(1000, 0)
	logged := 0
	for range 100 {
		if _, ok := j.allow(start); ok {
			logged++
		}
	}
	skipped, ok := j.allow(start.Add(time.Second))
	if logged != linesPerSecond || !ok || skipped != 100-linesPerSecond {
		t.Errorf("%d logged, then %v after %d skipped", logged, ok, skipped)
	}
	if skipped, ok := j.allow(start.Add(time.Second)); !ok || skipped != 0 {
		t.Errorf("%v after %d skipped", ok, skipped)
	}
}

// script is a connection on which the peer's part is fixed.
type script struct {
	io.Reader
	scripted
}
