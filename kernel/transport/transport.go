// Package transport binds the five sockets of a Jupyter kernel and carries wire.Messages over them.
//
// It knows the Jupyter framing, over ZeroMQ's protocol (package zmtp), and nothing of what messages mean: who
// answers what, and when a kernel is busy, is the business of package server. It also is no general ZeroMQ
// socket; it is built for a server that every process on the machine can reach: whatever one peer sends, or does
// not read, the others go on being served. A connection with CURVE keys is encrypted on all channels; then a
// peer without encryption, or with another server key, gets no further than the handshake.
//
//	t, err := transport.Listen(connection, transport.Options{Logger: logger})
//	for request := range t.Incoming(wire.Shell) {
//		reply, err := session.Reply(request.Message, …)
//		err = t.Send(request.Channel, request.Peer, reply)
//	}
//
// Each channel has an accept loop of its own (gate.go), each connection a reader and a writer goroutine
// (link.go). A reader never waits for a writer and a writer never for another connection's, so the only queues
// are those between them: one bounded by bytes for every connection (outbox.go), one bounded by number for the
// requests of every channel. Shell, control and stdin find the connection of a reply by the peer's identity
// (router.go), iopub by its subscriptions (hub.go).
package transport

import (
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"saddle/kernel/wire"
	"saddle/kernel/zmtp"
	"saddle/kernel/zmtp/curve"
)

// What Send and Publish can fail with, besides a message that cannot be encoded.
var (
	ErrClosed = errors.New("transport is closed")
	ErrNoPeer = errors.New("the peer is not connected")
	ErrNoSend = errors.New("replies go out on shell, control and stdin only")
)

// Options of Listen. The zero value is a silent transport with the default limits.
type Options struct {
	// Logger hears of faults of peers, at most a few a second; nil hears nothing. Keys and the content of
	// messages are never logged.
	Logger *slog.Logger
	// Session signs the messages that the transport makes itself, iopub_welcome; nil makes one.
	Session *wire.Session
	Limits  Limits
}

// Transport is the kernel's end of all five channels. Its methods are safe for concurrent use.
type Transport struct {
	connection wire.Connection
	signer     *wire.Signer
	keys       *curve.Pair // nil for a connection that is not encrypted
	limits     Limits
	strangers  *budget
	seen       *seen
	journal    *journal
	routers    map[wire.Channel]*router
	hub        *hub
	gates      []*gate

	arrived atomic.Uint64 // the Sequence of the latest request
	running sync.WaitGroup
	closing sync.Once
	closed  chan struct{}
}

// Listen binds all five channels of a connection and begins to serve them. Ports that are 0 are chosen; see
// Connection. If one socket cannot be bound none is, and the error names the channel and the address.
func Listen(c wire.Connection, o Options) (*Transport, error) {
	c, err := c.Normalize()
	if err != nil {
		return nil, err
	}
	signer, err := c.Signer()
	if err != nil {
		return nil, err
	}
	listeners, c, err := bind(c)
	if err != nil {
		return nil, err
	}
	t := newTransport(c, signer, o)
	if public, secret, ok := c.CurveKeys(); ok {
		t.keys = &curve.Pair{Public: public, Secret: secret}
	}
	t.open(listeners)
	return t, nil
}

func newTransport(c wire.Connection, signer *wire.Signer, o Options) *Transport {
	if o.Session == nil {
		o.Session = wire.NewSession("kernel")
	}
	t := &Transport{
		connection: c,
		signer:     signer,
		limits:     o.Limits.orDefault(),
		journal:    newJournal(o.Logger),
		routers:    map[wire.Channel]*router{},
		closed:     make(chan struct{}),
	}
	t.strangers = &budget{limit: int64(t.limits.Strangers)}
	t.seen = newSeen(o.Session.ID())
	for _, channel := range []wire.Channel{wire.Shell, wire.Control, wire.Stdin} {
		t.routers[channel] = newRouter(t, channel)
	}
	t.hub = newHub(t, o.Session)
	return t
}

// end is how the kernel presents itself on a channel.
func (t *Transport) end(channel wire.Channel) zmtp.End {
	return zmtp.End{Type: socketType(channel), Server: true, Keys: t.keys}
}

// open starts a gate for every listener.
func (t *Transport) open(listeners [5]listener) {
	for _, channel := range wire.Channels() {
		g := &gate{transport: t, channel: channel, listener: listeners[channel], serve: t.service(channel)}
		t.gates = append(t.gates, g)
		t.running.Go(g.accept)
	}
}

// service is what happens on a connection of the channel, from the end of its handshake until it ends.
func (t *Transport) service(channel wire.Channel) func(*link) error {
	switch channel {
	case wire.IOPub:
		return t.hub.serve
	case wire.Heartbeat:
		return echo
	}
	return t.routers[channel].serve
}

// Connection returns the connection with the ports that are really bound.
func (t *Transport) Connection() wire.Connection { return t.connection }

// Incoming returns the requests that arrive on shell, control or stdin and whose signature verified, in the
// order of their Sequence. The three are apart so that control is received while shell computes. Each holds up to
// Limits.Inbox requests; when one is full, the connections of that channel alone are no longer read, and
// their clients wait. Close closes it. For the other channels it is nil.
func (t *Transport) Incoming(channel wire.Channel) <-chan wire.Envelope {
	r := t.routers[channel]
	if r == nil {
		return nil
	}
	return r.inbox
}

// Send queues a message for one peer: a reply on the channel where its request came from, or an input_request
// on wire.Stdin to the Peer of an execute_request. It never waits for the peer. A peer that has gone is
// ErrNoPeer; one that lets more than Limits.Queue bytes pile up is disconnected, and its reply is ErrNoPeer too.
func (t *Transport) Send(channel wire.Channel, peer string, m *wire.Message) error {
	r := t.routers[channel]
	if r == nil {
		return fmt.Errorf("%s: %w", channel, ErrNoSend)
	}
	if t.isClosed() {
		return ErrClosed
	}
	return r.send(peer, m)
}

// Connected reports whether the Peer of an Envelope has a connection to the channel, one of shell, control and stdin.
func (t *Transport) Connected(channel wire.Channel, peer string) bool {
	r := t.routers[channel]
	if r == nil {
		return false
	}
	identity, _, err := splitRoute(peer)
	return err == nil && r.find(identity) != nil
}

// Publish queues a message for every subscriber of iopub, with the message type as topic. All subscribers see
// the same order. It never waits for one: where a client is behind, update_display_data that a later one
// replaces is left out first, and a client that lets more than Limits.Queue bytes pile up is disconnected.
func (t *Transport) Publish(m *wire.Message) error {
	if t.isClosed() {
		return ErrClosed
	}
	return t.hub.publish(m)
}

// Drain waits until everything queued so far is handed to the operating system, at most for the timeout.
func (t *Transport) Drain(timeout time.Duration) {
	late := time.After(timeout)
	for _, g := range t.gates {
		for _, l := range g.links() {
			select {
			case <-l.outbox.drained():
			case <-late:
				return
			}
		}
	}
}

// Close ends all connections and frees the ports and the files of ipc. What was drained arrives still: a
// connection is shut down in order, for which its peer has Limits.Linger. What was not is lost.
func (t *Transport) Close() error {
	var err error
	t.closing.Do(func() {
		close(t.closed)
		for _, g := range t.gates {
			err = errors.Join(err, g.close())
		}
		t.running.Wait()
		for _, r := range t.routers {
			close(r.inbox)
		}
	})
	return err
}

func (t *Transport) isClosed() bool {
	select {
	case <-t.closed:
		return true
	default:
		return false
	}
}
