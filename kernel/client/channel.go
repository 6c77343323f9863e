package client

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"sync"
	"time"

	"github.com/go-zeromq/zmq4"
	"github.com/go-zeromq/zmq4/security/null"

	"saddle/kernel/wire"
)

// dialInterval is how long to wait before knocking again at a kernel that does
// not listen yet.
const dialInterval = 10 * time.Millisecond

// socketTypes are the client's ends of the kernel's sockets.
var socketTypes = map[wire.Channel]zmq4.SocketType{
	wire.Shell:     zmq4.Dealer,
	wire.Control:   zmq4.Dealer,
	wire.Stdin:     zmq4.Dealer,
	wire.IOPub:     zmq4.Sub,
	wire.Heartbeat: zmq4.Req,
}

// channel is one connection to the kernel. A nil channel can be closed.
type channel struct {
	name wire.Channel
	conn *zmq4.Conn
	raw  *wholeConn
	mu   sync.Mutex // held while a message is written
}

// dial connects one channel. It keeps trying while nobody listens, until ctx
// ends or the kernel has died.
func (c *Client) dial(ctx context.Context, connection wire.Connection, name wire.Channel, identity string) (*channel, error) {
	network, address := connection.Address(name)
	for {
		raw, err := new(net.Dialer).DialContext(ctx, network, address)
		if err == nil {
			return handshake(ctx, raw, name, identity)
		}
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("no kernel answers on %s: %w", name, err)
		case <-c.child.gone():
			return nil, c.child.death()
		case <-time.After(dialInterval):
		}
	}
}

// handshake speaks ZMTP over a fresh connection.
func handshake(ctx context.Context, raw net.Conn, name wire.Channel, identity string) (*channel, error) {
	stop := context.AfterFunc(ctx, func() { raw.SetDeadline(time.Now()) })
	defer stop()
	whole := &wholeConn{Conn: raw, in: bufio.NewReaderSize(raw, 64<<10)}
	conn, err := zmq4.Open(whole, null.Security(), socketTypes[name], zmq4.SocketIdentity(identity), false, nil)
	if err != nil {
		raw.Close()
		return nil, fmt.Errorf("handshake on %s: %w", name, err)
	}
	return &channel{name: name, conn: conn, raw: whole}, nil
}

// send writes one message of several frames.
func (ch *channel) send(frames [][]byte) error {
	ch.mu.Lock()
	defer ch.mu.Unlock()
	ch.raw.hold = true
	err := ch.conn.SendMsg(zmq4.NewMsgFrom(frames...))
	if err == nil {
		err = ch.raw.release()
	}
	return err
}

// receive waits for the next message.
func (ch *channel) receive() ([][]byte, error) {
	for {
		m, err := ch.conn.RecvMsg()
		if err != nil {
			return nil, err
		}
		if m.Type == zmq4.UsrMsg {
			return m.Frames, nil
		}
	}
}

func (ch *channel) close() {
	if ch != nil {
		ch.raw.Close()
	}
}

// wholeConn gathers the many small writes that make one message into one, and
// reads ahead.
type wholeConn struct {
	net.Conn
	in   *bufio.Reader
	out  []byte
	hold bool
}

func (c *wholeConn) Read(p []byte) (int, error) { return c.in.Read(p) }

func (c *wholeConn) Write(p []byte) (int, error) {
	if !c.hold {
		return c.Conn.Write(p)
	}
	c.out = append(c.out, p...)
	return len(p), nil
}

func (c *wholeConn) release() error {
	_, err := c.Conn.Write(c.out)
	c.out, c.hold = c.out[:0], false
	return err
}
