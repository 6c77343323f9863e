package transport

import (
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"sync"

	"saddle/kernel/wire"
	"saddle/kernel/zmtp"
)

// router is a channel on which requests come in and replies go back to who asked.
type router struct {
	transport *Transport
	channel   wire.Channel
	inbox     chan wire.Envelope
	arrival   sync.Mutex // keeps Sequence and the order in the inbox the same

	mu    sync.Mutex
	peers map[string][]*peer // by identity, oldest connection first
}

// peer is one connection under the identity that replies are sent to.
type peer struct {
	link     *link
	identity string
	verified bool // it has sent a message with a valid signature; guarded by router.mu
}

func newRouter(t *Transport, channel wire.Channel) *router {
	return &router{
		transport: t,
		channel:   channel,
		inbox:     make(chan wire.Envelope, t.limits.Inbox),
		peers:     map[string][]*peer{},
	}
}

// serve reads requests until the connection ends. What is no valid message is logged and dropped; the next
// good one is served.
func (r *router) serve(l *link) error {
	p := r.join(l)
	defer r.leave(p)
	for {
		received, err := l.read()
		if err != nil {
			return err
		}
		if received.IsCommand {
			continue
		}
		identities, m, err := r.transport.decode(received.Frames)
		if err != nil {
			r.transport.journal.fault(r.channel, "message dropped", err)
			continue
		}
		r.verify(p)
		r.deliver(wire.Envelope{Channel: r.channel, Peer: joinRoute(p.identity, identities), Message: m})
	}
}

func (r *router) join(l *link) *peer {
	p := &peer{link: l, identity: l.stream.Identity}
	if p.identity == "" {
		p.identity = "\x00" + rand.Text() // no peer may choose a name that begins so
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.peers[p.identity] = append(r.peers[p.identity], p)
	return p
}

func (r *router) leave(p *peer) {
	r.mu.Lock()
	defer r.mu.Unlock()
	rest := slices.DeleteFunc(r.peers[p.identity], func(other *peer) bool { return other == p })
	if len(rest) == 0 {
		delete(r.peers, p.identity)
		return
	}
	r.peers[p.identity] = rest
}

// verify records that the peer knows the key.
func (r *router) verify(p *peer) {
	if p.link.useful.Swap(true) {
		return
	}
	p.link.trust()
	r.mu.Lock()
	defer r.mu.Unlock()
	p.verified = true
}

// deliver hands a request to whoever reads the inbox; while it is full, this connection waits. At Close what
// still comes is dropped.
func (r *router) deliver(e wire.Envelope) {
	r.arrival.Lock()
	defer r.arrival.Unlock()
	e.Sequence = r.transport.arrived.Add(1)
	select {
	case r.inbox <- e:
	case <-r.transport.closed:
	}
}

func (r *router) send(route string, m *wire.Message) error {
	identity, prefix, err := splitRoute(route)
	if err != nil {
		return err
	}
	frames, err := wire.Encode(prefix, m, r.transport.signer)
	if err != nil {
		return err
	}
	p := r.find(identity)
	if p == nil {
		return fmt.Errorf("%s: %w", r.channel, ErrNoPeer)
	}
	if err := p.link.outbox.put(packet{bytes: zmtp.MessageBytes(frames)}); err != nil {
		r.disconnect(p, err)
		return fmt.Errorf("%s: %w: %w", r.channel, ErrNoPeer, err)
	}
	return nil
}

// find returns the newest connection with an identity, so that a client that reconnects gets its replies. But
// one that has proved to know the key goes before one that has not: identities can be read on iopub, and a
// stranger who borrows one must not get the replies.
func (r *router) find(identity string) *peer {
	r.mu.Lock()
	defer r.mu.Unlock()
	var found *peer
	for _, p := range r.peers[identity] {
		if found == nil || p.verified || !found.verified {
			found = p
		}
	}
	return found
}

func (r *router) disconnect(p *peer, err error) {
	p.link.close()
	if errors.Is(err, errBoxFull) {
		r.transport.journal.fault(r.channel, "client disconnected", err)
	}
}

// joinRoute packs the identity of a connection and the routing frames that came before the delimiter, which
// a proxy in between needs back, into the Peer of an envelope: each with its length in front.
func joinRoute(identity string, prefix [][]byte) string {
	route := append(binary.AppendUvarint(nil, uint64(len(identity))), identity...)
	for _, frame := range prefix {
		route = append(binary.AppendUvarint(route, uint64(len(frame))), frame...)
	}
	return string(route)
}

func splitRoute(route string) (identity string, prefix [][]byte, err error) {
	var frames [][]byte
	for rest := []byte(route); len(rest) > 0; {
		size, octets := binary.Uvarint(rest)
		if octets <= 0 || size > uint64(len(rest)-octets) {
			return "", nil, notAPeer(route)
		}
		end := octets + int(size)
		frames = append(frames, rest[octets:end])
		rest = rest[end:]
	}
	if len(frames) == 0 {
		return "", nil, notAPeer(route)
	}
	return string(frames[0]), frames[1:], nil
}

func notAPeer(route string) error {
	return fmt.Errorf("%w: %q is no Peer of an envelope", ErrNoPeer, route)
}

// decode reads a message that is signed and was not here before, with the identities in front of it.
func (t *Transport) decode(frames [][]byte) (identities [][]byte, m *wire.Message, err error) {
	identities, m, err = wire.Decode(frames, t.signer)
	if err == nil {
		err = t.seen.admit(m)
	}
	return identities, m, err
}
