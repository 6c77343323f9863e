package transport

import (
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/go-zeromq/zmq4"

	"saddle/kernel/wire"
	"saddle/kernel/zmtp"
)

// link is one connection.
type link struct {
	conn   net.Conn
	stream *zmtp.Stream // of the connection, behind the handshake
	outbox *outbox
	limits Limits
	useful atomic.Bool // the peer has done what its channel is for
	bounds zmtp.Bounds // of the messages read, owned by the reading goroutine
	taking reading     // what the message being read takes of the budget of strangers; owned by the same
	ending sync.Once
}

func newLink(conn net.Conn, limits Limits, strangers *budget) *link {
	l := &link{
		conn:   conn,
		outbox: newOutbox(limits.Queue, strangers),
		limits: limits,
		bounds: zmtp.Bounds{Bytes: limits.Unverified, Frames: limits.Frames},
		taking: reading{budget: strangers},
	}
	l.bounds.Grow = l.taking.grow
	return l
}

// socketType is what the kernel's end of a channel calls itself.
func socketType(channel wire.Channel) zmq4.SocketType {
	if channel == wire.IOPub {
		return zmq4.XPub
	}
	return zmq4.Router
}

// handshake makes the greeting and exchanges socket types, within the time that the limits grant.
func (l *link) handshake(end zmtp.End) (err error) {
	l.conn.SetDeadline(time.Now().Add(l.limits.Handshake))
	if l.stream, err = zmtp.Open(l.conn, end); err != nil {
		return err
	}
	return l.conn.SetDeadline(time.Time{})
}

// read returns the next message or command. PING is answered here, and not returned.
func (l *link) read() (zmtp.Traffic, error) {
	defer l.taking.end()
	for {
		t, err := l.stream.Read(l.bounds)
		if err != nil || !t.IsCommand {
			return t, err
		}
		answered, err := l.heartbeat(t.Frames[0])
		if err != nil || !answered {
			return t, err
		}
	}
}

// heartbeat answers a command that is a PING. Another is left to who reads, but for ERROR, which fails.
func (l *link) heartbeat(command []byte) (answered bool, err error) {
	name, _, err := zmtp.SplitCommand(command)
	switch {
	case err != nil:
		return false, err
	case name == zmq4.CmdError:
		return false, errors.New("the peer reports an error")
	case name != zmq4.CmdPing:
		return false, nil
	}
	pong := zmtp.Pong(command)
	if pong == nil {
		return false, fmt.Errorf("%w: malformed PING", zmtp.ErrProtocol)
	}
	return true, l.outbox.put(packet{bytes: pong, private: true})
}

// trust raises the limit of the messages read. Only the reading goroutine may call it.
func (l *link) trust() { l.bounds.Bytes, l.bounds.Grow = l.limits.Verified, nil }

// write writes what is queued until the link is closed.
func (l *link) write() {
	for {
		batch := l.outbox.take()
		if batch == nil {
			return
		}
		l.conn.SetWriteDeadline(time.Now().Add(l.limits.Write))
		err := l.stream.Write(batch...)
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

// isDeparture reports whether an error is the end of a connection, not a fault.
func isDeparture(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, net.ErrClosed) || errors.Is(err, syscall.ECONNRESET) ||
		errors.Is(err, errBoxClosed)
}
