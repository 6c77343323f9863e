package zmtp

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"net"

	"github.com/go-zeromq/zmq4"
)

// handshakeBytes is the most that a frame may have before the handshake is complete; it carries the socket
// type, an identity of at most 255 bytes, and CURVE's boxes.
const handshakeBytes = 4096

// A greeting, and where in it stands what is looked at here: the name of the mechanism, and whether a server of
// CURVE speaks.
const (
	greetingBytes = 64
	mechanismAt   = 12
	roleAt        = 32
)

// greeter is a connection as zmq4 sees it during the handshake: reading refuses a frame that announces too
// many bytes before zmq4 makes room for them.
type greeter struct {
	net.Conn
	in        *bufio.Reader
	mechanism zmq4.SecurityType
	isServer  bool
	greeted   bool   // our greeting is written
	head      []byte // of the current frame, as far as it was read
	left      int    // bytes before the next frame's head
	begun     bool
}

// Write writes what zmq4 says. Its greeting lacks who the server is.
func (g *greeter) Write(p []byte) (int, error) {
	if !g.greeted && len(p) == greetingBytes && g.isServer && g.mechanism == zmq4.CurveSecurity {
		p = bytes.Clone(p)
		p[roleAt] = 1
	}
	g.greeted = true
	return g.Conn.Write(p)
}

// Read hands out the bytes of a greeting, and then those of frames, never beyond what has been checked.
func (g *greeter) Read(p []byte) (int, error) {
	if !g.begun {
		if err := g.checkMechanism(); err != nil {
			return 0, err
		}
		g.begun, g.left = true, greetingBytes
	}
	if g.left == 0 {
		return g.readHead(p)
	}
	n, err := g.in.Read(p[:min(len(p), g.left)])
	g.left -= n
	return n, err
}

// checkMechanism says what is wrong where one end asks for encryption and the other does not; zmq4 refuses that
// too, without a word about it.
func (g *greeter) checkMechanism() error {
	greeting, err := g.in.Peek(greetingBytes)
	if err != nil || greeting[0] != 0xff {
		return err
	}
	name, _, _ := bytes.Cut(greeting[mechanismAt:roleAt], []byte{0})
	if theirs := zmq4.SecurityType(name); theirs != g.mechanism {
		return fmt.Errorf("the peer's security mechanism is %q, that of this connection is %q", theirs, g.mechanism)
	}
	return nil
}

// readHead reads the head of a frame byte by byte; the last one is handed out only if the length is in order.
func (g *greeter) readHead(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	octet, err := g.in.ReadByte()
	if err != nil {
		return 0, err
	}
	g.head = append(g.head, octet)
	if g.head[0]&flagMore != 0 { // zmq4 would gather such frames without end
		return 0, fmt.Errorf("%w: handshake in parts", ErrProtocol)
	}
	if size, complete := frameSize(g.head); complete {
		if size > handshakeBytes {
			return 0, fmt.Errorf("%w: %d bytes in the handshake", ErrTooLarge, size)
		}
		g.head, g.left = g.head[:0], int(size)
	}
	p[0] = octet
	return 1, nil
}

func frameSize(head []byte) (size uint64, complete bool) {
	isLong := head[0]&flagLong != 0
	switch {
	case isLong && len(head) == headBytes:
		return binary.BigEndian.Uint64(head[1:]), true
	case !isLong && len(head) == 2:
		return uint64(head[1]), true
	}
	return 0, false
}
