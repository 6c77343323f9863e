package zmtp

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/go-zeromq/zmq4"
)

// Flags of a ZMTP frame (RFC 23): flags octet, length of one or eight octets, body.
const (
	flagMore     = 1
	flagLong     = 2
	flagCommand  = 4
	flagReserved = 0xf8
)

var (
	// ErrTooLarge: a peer announced more than its bounds allow.
	ErrTooLarge = errors.New("message too large")
	// ErrProtocol: what a peer sends cannot be.
	ErrProtocol = errors.New("not ZMTP")
)

// Bounds of one message that is being read.
type Bounds struct {
	Bytes, Frames int
	// Grow is asked before memory is taken for so many bytes more, and may refuse; nil grants all.
	Grow func(bytes int) error
}

// Traffic is one thing that a peer sent: the frames of a message, or the body of a command.
type Traffic struct {
	Frames    [][]byte
	IsCommand bool
}

// frameReader reads the next frame, whose body may have as many bytes as are left.
type frameReader func(left int) (flags byte, body []byte, err error)

// readTraffic reads a message or a command.
func readTraffic(next frameReader, limit Bounds) (Traffic, error) {
	var t Traffic
	left := limit.Bytes
	for more := true; more; {
		if len(t.Frames) == limit.Frames {
			return t, fmt.Errorf("%w: more than %d frames", ErrTooLarge, limit.Frames)
		}
		flags, body, err := next(left)
		if err != nil {
			return t, err
		}
		left -= len(body)
		t.IsCommand = flags&flagCommand != 0
		more = flags&flagMore != 0
		if t.IsCommand && (more || len(t.Frames) > 0) {
			return t, fmt.Errorf("%w: command inside a message", ErrProtocol)
		}
		t.Frames = append(t.Frames, body)
	}
	return t, nil
}

// readFrame reads a frame as it is. No memory is taken for bytes that are only announced.
func readFrame(r *bufio.Reader, left int, grow func(int) error) (flags byte, body []byte, err error) {
	flags, size, err := readFrameHead(r)
	if err != nil {
		return 0, nil, err
	}
	if size > uint64(left) {
		return 0, nil, fmt.Errorf("%w: a frame of %d bytes where %d are left", ErrTooLarge, size, left)
	}
	body, err = readBody(r, int(size), grow)
	return flags, body, err
}

func readFrameHead(r *bufio.Reader) (flags byte, size uint64, err error) {
	if flags, err = r.ReadByte(); err != nil {
		return 0, 0, err
	}
	if flags&flagReserved != 0 {
		return 0, 0, fmt.Errorf("%w: frame flags %#x", ErrProtocol, flags)
	}
	var length [8]byte
	octets := length[7:]
	if flags&flagLong != 0 {
		octets = length[:]
	}
	if _, err = io.ReadFull(r, octets); err != nil {
		return 0, 0, err
	}
	return flags, binary.BigEndian.Uint64(length[:]), nil
}

// readBody reads size bytes, and lets the buffer grow only as they arrive.
func readBody(r io.Reader, size int, grow func(int) error) ([]byte, error) {
	const step = 64 << 10
	if err := granted(grow, min(size, step)); err != nil {
		return nil, err
	}
	body := make([]byte, min(size, step))
	for filled := 0; ; {
		if _, err := io.ReadFull(r, body[filled:]); err != nil {
			return nil, err
		}
		if filled = len(body); filled == size {
			return body, nil
		}
		if err := granted(grow, min(size-filled, filled)); err != nil {
			return nil, err
		}
		body = append(body, make([]byte, min(size-filled, filled))...)
	}
}

func granted(grow func(int) error, bytes int) error {
	if grow == nil {
		return nil
	}
	return grow(bytes)
}

// MessageBytes are the bytes that carry the frames of a message, before they are encrypted.
func MessageBytes(frames [][]byte) []byte {
	size := 0
	for _, frame := range frames {
		size += headBytes + len(frame)
	}
	message := make([]byte, 0, size)
	for i, frame := range frames {
		flags := byte(0)
		if i < len(frames)-1 {
			flags = flagMore
		}
		message = append(appendHead(message, flags, len(frame)), frame...)
	}
	return message
}

// headBytes is the most that stands before the body of a frame.
const headBytes = 9

func appendHead(dst []byte, flags byte, size int) []byte {
	if size > 255 {
		return binary.BigEndian.AppendUint64(append(dst, flags|flagLong), uint64(size))
	}
	return append(dst, flags, byte(size))
}

// SplitCommand takes the body of a command apart: an octet with the length of the name, the name, the data.
func SplitCommand(body []byte) (name string, data []byte, err error) {
	if len(body) == 0 || int(body[0]) > len(body)-1 {
		return "", nil, fmt.Errorf("%w: malformed command", ErrProtocol)
	}
	end := 1 + int(body[0])
	return string(body[1:end]), body[end:], nil
}

// CommandBytes are the bytes that carry a command, before they are encrypted.
func CommandBytes(name string, data []byte) []byte {
	command := appendHead(nil, flagCommand, 1+len(name)+len(data))
	command = append(append(command, byte(len(name))), name...)
	return append(command, data...)
}

// Pong returns the command that answers a PING, of which body is the body; nil where it is another command, or
// a malformed PING.
func Pong(body []byte) []byte {
	name, data, err := SplitCommand(body)
	if err != nil || name != zmq4.CmdPing || len(data) < 2 { // two octets of time to live, then a context
		return nil
	}
	return CommandBytes(zmq4.CmdPong, data[2:])
}
