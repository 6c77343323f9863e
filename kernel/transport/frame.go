package transport

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// Flags of a ZMTP frame (RFC 23): flags octet, length of one or eight octets, body.
const (
	flagMore     = 1
	flagLong     = 2
	flagCommand  = 4
	flagReserved = 0xf8
)

var (
	errTooLarge = errors.New("message too large") // a peer announced more than its limit allows
	errProtocol = errors.New("not ZMTP")
)

// bounds of one message that is being read.
type bounds struct{ bytes, frames int }

// traffic is one thing that a peer sent: the frames of a message, or the body of a command.
type traffic struct {
	frames    [][]byte
	isCommand bool
}

// readTraffic reads a message or a command. No memory is taken for bytes that are only announced.
func readTraffic(r *bufio.Reader, limit bounds) (traffic, error) {
	var t traffic
	left := limit.bytes
	for more := true; more; {
		flags, size, err := readFrameHead(r)
		if err != nil {
			return t, err
		}
		if len(t.frames) == limit.frames {
			return t, fmt.Errorf("%w: more than %d frames", errTooLarge, limit.frames)
		}
		if size > uint64(left) {
			return t, fmt.Errorf("%w: more than %d bytes", errTooLarge, limit.bytes)
		}
		left -= int(size)
		t.isCommand = flags&flagCommand != 0
		more = flags&flagMore != 0
		if t.isCommand && (more || len(t.frames) > 0) {
			return t, fmt.Errorf("%w: command inside a message", errProtocol)
		}
		body, err := readBody(r, int(size))
		if err != nil {
			return t, err
		}
		t.frames = append(t.frames, body)
	}
	return t, nil
}

func readFrameHead(r *bufio.Reader) (flags byte, size uint64, err error) {
	if flags, err = r.ReadByte(); err != nil {
		return 0, 0, err
	}
	if flags&flagReserved != 0 {
		return 0, 0, fmt.Errorf("%w: frame flags %#x", errProtocol, flags)
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
func readBody(r io.Reader, size int) ([]byte, error) {
	const step = 64 << 10
	body := make([]byte, min(size, step))
	for filled := 0; ; {
		if _, err := io.ReadFull(r, body[filled:]); err != nil {
			return nil, err
		}
		if filled = len(body); filled == size {
			return body, nil
		}
		body = append(body, make([]byte, min(size-filled, filled))...)
	}
}

// appendMessage appends the bytes that carry the frames of a message.
func appendMessage(dst []byte, frames [][]byte) []byte {
	for i, frame := range frames {
		flags := byte(0)
		if i < len(frames)-1 {
			flags = flagMore
		}
		dst = appendFrame(dst, flags, frame)
	}
	return dst
}

func appendFrame(dst []byte, flags byte, body []byte) []byte {
	if len(body) > 255 {
		dst = append(dst, flags|flagLong)
		dst = binary.BigEndian.AppendUint64(dst, uint64(len(body)))
	} else {
		dst = append(dst, flags, byte(len(body)))
	}
	return append(dst, body...)
}

// messageBytes is appendMessage into a slice of the right size.
func messageBytes(frames [][]byte) []byte {
	size := 0
	for _, frame := range frames {
		size += 9 + len(frame)
	}
	return appendMessage(make([]byte, 0, size), frames)
}

// splitCommand takes the body of a command apart: an octet with the length of the name, the name, the data.
func splitCommand(body []byte) (name string, data []byte, err error) {
	if len(body) == 0 || int(body[0]) > len(body)-1 {
		return "", nil, fmt.Errorf("%w: malformed command", errProtocol)
	}
	end := 1 + int(body[0])
	return string(body[1:end]), body[end:], nil
}

// commandBytes is a command as it goes over the wire.
func commandBytes(name string, data []byte) []byte {
	body := append([]byte{byte(len(name))}, name...)
	return appendFrame(nil, flagCommand, append(body, data...))
}
