// Package zmtp speaks ZeroMQ's protocol over one connection: the greeting and the handshake, with the
// mechanism NULL or CURVE, and then frames (RFC 23 and 26). The kernel's sockets and the client's are made of it.
//
//	stream, err := zmtp.Open(conn, zmtp.End{Type: zmq4.Dealer, Keys: keys})
//	err = stream.Write(zmtp.MessageBytes(frames))
//	received, err := stream.Read(zmtp.Bounds{Bytes: 1 << 20, Frames: 100})
//
// It makes no connections and has no queues; package transport and package client do. zmq4 makes the greeting
// and NULL's handshake. The frames are read and written here, because zmq4's own reader trusts the announced
// length of a frame and answers PING from the reading goroutine, in two writes that tear apart whatever another
// goroutine writes at that moment; and because zmq4 has no CURVE.
package zmtp

import (
	"bufio"
	"fmt"
	"net"

	"github.com/go-zeromq/zmq4"
	"github.com/go-zeromq/zmq4/security/null"

	"saddle/kernel/zmtp/curve"
)

// End is how one end of a connection presents itself.
type End struct {
	Type     zmq4.SocketType
	Identity string
	Server   bool
	// Keys make the connection a CURVE one, and a peer that offers another mechanism is refused; nil makes it
	// a NULL one, and a peer that offers CURVE is refused. A server's are its own. A client's are those
	// of the server, whose public key it holds the server to; the client is known by them too, as Jupyter's are.
	Keys *curve.Pair
}

// Stream is a connection behind its handshake. One goroutine may read while another writes.
type Stream struct {
	// Identity is what the peer calls itself, at most 255 bytes, often none.
	Identity string

	conn    net.Conn
	in      *bufio.Reader
	session *curve.Session // nil for NULL
}

// Open makes the greeting and the handshake. How long that may take is for the caller to say, by deadlines of
// the connection. zmq4 panics on some of what peers can send, such as a socket type that it does not know; that is
// an error here.
func Open(conn net.Conn, end End) (s *Stream, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			s, err = nil, fmt.Errorf("%v", fault)
		}
	}()
	s = &Stream{conn: conn, in: bufio.NewReaderSize(conn, end.readAhead())}
	mechanism := end.mechanism()
	guarded := &greeter{Conn: conn, in: s.in, mechanism: mechanism.Type(), isServer: end.Server}
	opened, err := zmq4.Open(guarded, mechanism, end.Type, zmq4.SocketIdentity(end.Identity), end.Server, nil)
	if err != nil {
		return nil, err
	}
	if encrypted, ok := mechanism.(*curveMechanism); ok {
		s.session = encrypted.session
	}
	s.Identity = opened.Peer.Meta["Identity"]
	if len(s.Identity) > 255 {
		return nil, fmt.Errorf("%w: identity of %d bytes", ErrProtocol, len(s.Identity))
	}
	return s, nil
}

// readAhead is how much is read from the connection at once: a server has many, and little comes on each.
func (e End) readAhead() int {
	if e.Server {
		return 4 << 10
	}
	return 64 << 10
}

func (e End) mechanism() zmq4.Security {
	if e.Keys == nil {
		return null.Security()
	}
	return &curveMechanism{keys: *e.Keys}
}

// Read returns the next message or command. More than the bounds allow is ErrTooLarge, what cannot be is
// ErrProtocol, and what was changed on its way or said before is curve.ErrRefused; after any of them the connection
// is of no more use.
func (s *Stream) Read(limit Bounds) (Traffic, error) {
	if s.session == nil {
		return ReadPlain(s.in, limit)
	}
	return readTraffic(func(left int) (byte, []byte, error) { return s.openFrame(left, limit.Grow) }, limit)
}

// ReadPlain returns the next message or command of a connection that is not encrypted.
func ReadPlain(in *bufio.Reader, limit Bounds) (Traffic, error) {
	return readTraffic(func(left int) (byte, []byte, error) { return readFrame(in, left, limit.Grow) }, limit)
}

// openFrame reads the frame that a MESSAGE of CURVE carries.
func (s *Stream) openFrame(left int, grow func(int) error) (flags byte, body []byte, err error) {
	outer, message, err := readFrame(s.in, left+curve.Overhead, grow)
	if err != nil {
		return 0, nil, err
	}
	if outer&flagMore != 0 {
		return 0, nil, fmt.Errorf("%w: MESSAGE in parts", ErrProtocol)
	}
	frame, err := s.session.Open(message)
	if frame.More {
		flags |= flagMore
	}
	if frame.IsCommand {
		flags |= flagCommand
	}
	return flags, frame.Body, err
}

// Write writes what MessageBytes and CommandBytes have made, whole ones, encrypted if the connection is. It
// changes none of the bytes.
func (s *Stream) Write(parts ...[]byte) error {
	if s.session == nil {
		batch := net.Buffers(parts)
		_, err := batch.WriteTo(s.conn)
		return err
	}
	var sealed []byte
	for _, part := range parts {
		sealed = s.seal(sealed, part)
	}
	_, err := s.conn.Write(sealed)
	return err
}
