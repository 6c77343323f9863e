package transport

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/go-zeromq/zmq4"
	"github.com/go-zeromq/zmq4/security/null"

	"saddle/kernel/wire"
)

// link is one connection. zmq4 makes its handshake; after it, frames are read and written here, because
// zmq4's own reader trusts the announced length of a frame and answers PING from the reading goroutine, in two
// writes that tear apart whatever another goroutine writes at that moment.
type link struct {
	conn     net.Conn
	in       *bufio.Reader
	outbox   *outbox
	limits   Limits
	identity string      // what the peer calls itself, may be empty
	useful   atomic.Bool // the peer has done what its channel is for
	bounds   bounds      // of the messages read, owned by the reading goroutine
	ending   sync.Once
}

// handshakeBytes is the most that a frame may have before the handshake is complete; READY carries the socket
// type and an identity of at most 255 bytes.
const handshakeBytes = 4096

func newLink(conn net.Conn, limits Limits) *link {
	return &link{
		conn:   conn,
		in:     bufio.NewReader(conn),
		outbox: newOutbox(limits.Queue),
		limits: limits,
		bounds: bounds{bytes: limits.Unverified, frames: limits.Frames},
	}
}

// socketType is what the kernel's end of a channel calls itself.
func socketType(channel wire.Channel) zmq4.SocketType {
	if channel == wire.IOPub {
		return zmq4.XPub
	}
	return zmq4.Router
}

// handshake makes the greeting and exchanges socket types, within the time that the limits grant. zmq4 panics
// on some of what peers can send, such as a socket type that it does not know; that is an error here.
func (l *link) handshake(typ zmq4.SocketType) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("%v", fault)
		}
	}()
	l.conn.SetDeadline(time.Now().Add(l.limits.Handshake))
	opened, err := zmq4.Open(&greeter{Conn: l.conn, in: l.in}, null.Security(), typ, nil, true, nil)
	if err != nil {
		return err
	}
	l.identity = opened.Peer.Meta["Identity"]
	if len(l.identity) > 255 {
		return fmt.Errorf("%w: identity of %d bytes", errProtocol, len(l.identity))
	}
	return l.conn.SetDeadline(time.Time{})
}

// read returns the next message or command. PING is answered here, and not returned.
func (l *link) read() (traffic, error) {
	for {
		t, err := readTraffic(l.in, l.bounds)
		if err != nil || !t.isCommand {
			return t, err
		}
		name, data, err := splitCommand(t.frames[0])
		switch {
		case err != nil:
			return t, err
		case name == zmq4.CmdError:
			return t, errors.New("the peer reports an error")
		case name != zmq4.CmdPing:
			return t, nil
		}
		if len(data) < 2 { // two octets of time to live, then a context that PONG gives back
			return t, fmt.Errorf("%w: malformed PING", errProtocol)
		}
		if err := l.outbox.put(packet{bytes: commandBytes(zmq4.CmdPong, data[2:])}); err != nil {
			return t, err
		}
	}
}

// trust raises the limit of the messages read. Only the reading goroutine may call it.
func (l *link) trust() { l.bounds.bytes = l.limits.Verified }

// write writes what is queued until the link is closed.
func (l *link) write() {
	for {
		batch := l.outbox.take()
		if batch == nil {
			return
		}
		l.conn.SetWriteDeadline(time.Now().Add(l.limits.Write))
		_, err := batch.WriteTo(l.conn)
		l.outbox.written()
		if err != nil {
			l.close()
			return
		}
	}
}

// close ends the link at once.
func (l *link) close() {
	l.ending.Do(func() {
		l.outbox.close()
		l.conn.Close()
	})
}

// shutdown ends the link in order: what was written arrives, the end of the stream behind it, and only when
// the peer has ended its side too, or the time is over, the socket is closed. Closing it at once, with bytes
// of the peer unread, would make the operating system take back what it has not transmitted yet.
func (l *link) shutdown(linger time.Duration) {
	l.outbox.close()
	l.conn.SetDeadline(time.Now().Add(linger))
	if half, ok := l.conn.(interface{ CloseWrite() error }); ok {
		half.CloseWrite()
	}
}

// isDeparture tells the end of a connection from a fault.
func isDeparture(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, net.ErrClosed) || errors.Is(err, syscall.ECONNRESET) ||
		errors.Is(err, errBoxClosed)
}

// greeter is a connection as zmq4 sees it during the handshake: reading refuses a frame that announces too
// many bytes before zmq4 makes room for them.
type greeter struct {
	net.Conn
	in    *bufio.Reader
	head  []byte // of the current frame, as far as it was read
	left  int    // bytes before the next frame's head
	begun bool
}

const greetingBytes = 64

// Read hands out the bytes of a greeting, and then those of frames, never beyond what has been checked.
func (g *greeter) Read(p []byte) (int, error) {
	if !g.begun {
		g.begun, g.left = true, greetingBytes
	}
	if g.left == 0 {
		return g.readHead(p)
	}
	n, err := g.in.Read(p[:min(len(p), g.left)])
	g.left -= n
	return n, err
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
	if size, complete := frameSize(g.head); complete {
		if size > handshakeBytes {
			return 0, fmt.Errorf("%w: %d bytes in the handshake", errTooLarge, size)
		}
		g.head, g.left = g.head[:0], int(size)
	}
	p[0] = octet
	return 1, nil
}

func frameSize(head []byte) (size uint64, complete bool) {
	isLong := head[0]&flagLong != 0
	switch {
	case isLong && len(head) == 9:
		return binary.BigEndian.Uint64(head[1:]), true
	case !isLong && len(head) == 2:
		return uint64(head[1]), true
	}
	return 0, false
}
