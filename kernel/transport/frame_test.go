package transport

import (
	"bufio"
	"bytes"
	"io"
	"math"
	"testing"
	"time"
)

func TestFramesReadBack(t *testing.T) {
	for _, sizes := range [][]int{{0}, {1, 255, 256}, {70_000, 0, 3}, {1 << 20}} {
		var frames [][]byte
		for i, size := range sizes {
			frames = append(frames, bytes.Repeat([]byte{byte(i + 1)}, size))
		}
		got, err := readTraffic(bufio.NewReader(bytes.NewReader(messageBytes(frames))), bounds{2 << 20, 3})
		if err != nil || got.isCommand || len(got.frames) != len(frames) {
			t.Fatalf("%v: %d frames, %v", sizes, len(got.frames), err)
		}
		for i := range frames {
			if !bytes.Equal(got.frames[i], frames[i]) {
				t.Errorf("%v: frame %d differs", sizes, i)
			}
		}
	}
}

func TestBoundsAreExact(t *testing.T) {
	message := messageBytes([][]byte{make([]byte, 40), make([]byte, 60)})
	for limit, fits := range map[bounds]bool{{100, 2}: true, {99, 2}: false, {100, 1}: false} {
		if _, err := readTraffic(bufio.NewReader(bytes.NewReader(message)), limit); (err == nil) != fits {
			t.Errorf("%+v: %v", limit, err)
		}
	}
}

// FuzzTraffic reads any bytes as frames: it must neither panic nor keep more than was sent.
func FuzzTraffic(f *testing.F) {
	f.Add(messageBytes([][]byte{[]byte("a"), make([]byte, 300)}))
	f.Add(commandBytes("PING", []byte{0, 0}))
	f.Add(frameOf(flagMore, math.MaxUint64))
	f.Fuzz(func(t *testing.T, sent []byte) {
		in := bufio.NewReader(bytes.NewReader(sent))
		for {
			got, err := readTraffic(in, bounds{1 << 20, 100})
			if err != nil {
				return
			}
			total := 0
			for _, frame := range got.frames {
				total += len(frame)
			}
			if total > len(sent) || len(got.frames) == 0 {
				t.Fatalf("%d bytes in %d frames from %d", total, len(got.frames), len(sent))
			}
			if got.isCommand {
				splitCommand(got.frames[0])
			}
		}
	})
}

// FuzzHandshake plays any bytes to the handshake: it must end, with an error or a connection.
func FuzzHandshake(f *testing.F) {
	f.Add(append(append([]byte{}, greeting...), ready("DEALER", "id")...))
	f.Add(append(append([]byte{}, greeting...), ready("SUB", "")...))
	f.Add(append(append([]byte{}, greeting...), frameOf(flagCommand, 1<<63)...))
	f.Add(append(append([]byte{}, greeting...), commandBytes("READY", []byte("\x01a\xff\xff\xff\xff"))...))
	f.Fuzz(func(t *testing.T, sent []byte) {
		for _, socket := range socketTypes() {
			l := newLink(&script{Reader: bytes.NewReader(sent)}, defaultLimits)
			if err := l.handshake(socket); err == nil && len(l.identity) > 255 {
				t.Fatalf("identity of %d bytes", len(l.identity))
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
