package curve

import (
	"bytes"
	"encoding/binary"

	"golang.org/x/crypto/nacl/secretbox"
)

// Session is one end of a connection behind its handshake. One goroutine may seal while another opens.
type Session struct {
	key            *[32]byte // of the keys of this connection, C' and S'
	sends, awaits  string    // beginnings of the nonces
	sent, received uint64    // the latest nonce of either direction
}

const (
	fromClient = "CurveZMQMESSAGEC"
	fromServer = "CurveZMQMESSAGES"
)

// messageName is how a MESSAGE begins.
var messageName = []byte("\x07MESSAGE")

// Overhead is how much longer a sealed frame is than what is in it.
const Overhead = 8 + shortBytes + secretbox.Overhead + 1

// What the first byte in the box says of a frame. The RFC has the first bit only; libzmq uses the second too.
const (
	flagMore    = 1
	flagCommand = 2
)

// Frame is a frame of ZMTP: a part of a message, after which more follow or not, or a command.
type Frame struct {
	Body            []byte
	More, IsCommand bool
}

// Seal appends the MESSAGE that carries a frame, its name included. Every one takes a number, of which a
// connection has 2⁶⁴.
func (s *Session) Seal(dst []byte, f Frame) []byte {
	s.sent++
	dst = append(dst, messageName...)
	dst = binary.BigEndian.AppendUint64(dst, s.sent)
	plain := append(make([]byte, 0, 1+len(f.Body)), f.flags())
	return secretbox.Seal(dst, append(plain, f.Body...), shortNonce(s.sends, s.sent), s.key)
}

func (f Frame) flags() byte {
	var flags byte
	if f.More {
		flags |= flagMore
	}
	if f.IsCommand {
		flags |= flagCommand
	}
	return flags
}

// Open returns the frame that a MESSAGE carries. A number that is not greater than the last one, as that of a
// message that somebody has recorded and sends again, is refused.
func (s *Session) Open(message []byte) (Frame, error) {
	if len(message) < Overhead || !bytes.HasPrefix(message, messageName) {
		return Frame{}, refuse("what is no MESSAGE", "the connection is encrypted")
	}
	sealed := message[len(messageName):]
	number := cutNumber(&sealed)
	if number <= s.received {
		return Frame{}, refuse("MESSAGE", "its nonce was used before")
	}
	plain, ok := secretbox.Open(nil, sealed, shortNonce(s.awaits, number), s.key)
	if !ok {
		return Frame{}, refuse("MESSAGE", "its box does not open")
	}
	s.received = number
	flags := plain[0]
	if flags&^(flagMore|flagCommand) != 0 {
		return Frame{}, refuse("MESSAGE", "it has flags that are not known")
	}
	return Frame{Body: plain[1:], More: flags&flagMore != 0, IsCommand: flags&flagCommand != 0}, nil
}
