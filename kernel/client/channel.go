package client

import (
	"context"
	"fmt"
	"math"
	"net"
	"sync"
	"time"

	"github.com/go-zeromq/zmq4"

	"saddle/kernel/wire"
	"saddle/kernel/zmtp"
	"saddle/kernel/zmtp/curve"
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
	name   wire.Channel
	conn   net.Conn
	stream *zmtp.Stream
	mu     sync.Mutex // held while a message is written
}

// dial connects one channel. It keeps trying while nobody listens, until ctx
// ends or the kernel has died.
func (c *Client) dial(ctx context.Context, connection wire.Connection, name wire.Channel, identity string) (*channel, error) {
	network, address := connection.Address(name)
	for {
		conn, err := new(net.Dialer).DialContext(ctx, network, address)
		if err == nil {
			return handshake(ctx, conn, name, end(connection, name, identity))
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

// end is how the client presents itself on a channel.
func end(connection wire.Connection, name wire.Channel, identity string) zmtp.End {
	end := zmtp.End{Type: socketTypes[name], Identity: identity}
	if public, secret, ok := connection.CurveKeys(); ok {
		end.Keys = &curve.Pair{Public: public, Secret: secret}
	}
	return end
}

// handshake speaks ZMTP over a fresh connection.
func handshake(ctx context.Context, conn net.Conn, name wire.Channel, end zmtp.End) (*channel, error) {
	stop := context.AfterFunc(ctx, func() { conn.SetDeadline(time.Now()) })
	defer stop()
	stream, err := zmtp.Open(conn, end)
	if err != nil {
		conn.Close()
		return nil, fmt.Errorf("handshake on %s: %w", name, err)
	}
	return &channel{name: name, conn: conn, stream: stream}, nil
}

// send writes one message of several frames.
func (ch *channel) send(frames [][]byte) error { return ch.write(zmtp.MessageBytes(frames)) }

func (ch *channel) write(bytes []byte) error {
	ch.mu.Lock()
	defer ch.mu.Unlock()
	return ch.stream.Write(bytes)
}

// unbounded is what a kernel may send: this client trusts it.
var unbounded = zmtp.Bounds{Bytes: math.MaxInt / 2, Frames: math.MaxInt}

// receive waits for the next message. A PING is answered on the way.
func (ch *channel) receive() ([][]byte, error) {
	for {
		received, err := ch.stream.Read(unbounded)
		if err != nil || !received.IsCommand {
			return received.Frames, err
		}
		if pong := zmtp.Pong(received.Frames[0]); pong != nil {
			if err := ch.write(pong); err != nil {
				return nil, err
			}
		}
	}
}

func (ch *channel) close() {
	if ch != nil {
		ch.conn.Close()
	}
}
