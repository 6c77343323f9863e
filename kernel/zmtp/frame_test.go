package zmtp

import (
	"bufio"
	"bytes"
	"testing"
)

func TestFramesReadBack(t *testing.T) {
	for _, sizes := range [][]int{{0}, {1, 255, 256}, {70_000, 0, 3}, {1 << 20}} {
		var frames [][]byte
		for i, size := range sizes {
			frames = append(frames, bytes.Repeat([]byte{byte(i + 1)}, size))
		}
		got, err := ReadPlain(bufio.NewReader(bytes.NewReader(MessageBytes(frames))), Bounds{Bytes: 2 << 20, Frames: 3})
		if err != nil || got.IsCommand || len(got.Frames) != len(frames) {
			t.Fatalf("%v: %d frames, %v", sizes, len(got.Frames), err)
		}
		for i := range frames {
			if !bytes.Equal(got.Frames[i], frames[i]) {
				t.Errorf("%v: frame %d differs", sizes, i)
			}
		}
	}
}

func TestBoundsAreExact(t *testing.T) {
	message := MessageBytes([][]byte{make([]byte, 40), make([]byte, 60)})
	for limit, fits := range map[[2]int]bool{{100, 2}: true, {99, 2}: false, {100, 1}: false} {
		if _, err := ReadPlain(bufio.NewReader(bytes.NewReader(message)), Bounds{Bytes: limit[0], Frames: limit[1]}); (err == nil) != fits {
			t.Errorf("%+v: %v", limit, err)
		}
	}
}

// FuzzTraffic reads any bytes as frames: it must neither panic nor keep more than was sent.
func FuzzTraffic(f *testing.F) {
	f.Add(MessageBytes([][]byte{[]byte("a"), make([]byte, 300)}))
	f.Add(CommandBytes("PING", []byte{0, 0}))
	f.Add([]byte("\x03\xff\xff\xff\xff\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, sent []byte) {
		in := bufio.NewReader(bytes.NewReader(sent))
		for {
			got, err := ReadPlain(in, Bounds{Bytes: 1 << 20, Frames: 100})
			if err != nil {
				return
			}
			total := 0
			for _, frame := range got.Frames {
				total += len(frame)
			}
			if total > len(sent) || len(got.Frames) == 0 {
				t.Fatalf("%d bytes in %d frames from %d", total, len(got.Frames), len(sent))
			}
			if got.IsCommand {
				SplitCommand(got.Frames[0])
			}
		}
	})
}
