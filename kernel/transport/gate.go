package transport

import (
	"errors"
	"fmt"
	"net"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"saddle/kernel/wire"
)

// gate is the accept loop of one channel and the list of its connections. Every handshake runs on a goroutine
// of its own, with a deadline.
type gate struct {
	transport *Transport
	channel   wire.Channel
	listener  listener
	serve     func(*link) error

	mu       sync.Mutex
	closed   bool
	halfOpen []*link // in their handshake, oldest first
	inside   []*link // behind it, oldest first
}

// accept admits connections until the listener is closed. When the process is out of file descriptors it
// waits, longer each time, instead of giving up or spinning.
func (g *gate) accept() {
	const shortest, longest = 5 * time.Millisecond, time.Second
	wait := shortest
	for {
		conn, err := g.listener.Accept()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil {
			g.transport.journal.fault(g.channel, "cannot accept a connection", err)
			select {
			case <-time.After(wait):
			case <-g.transport.closed:
			}
			wait = min(2*wait, longest)
			continue
		}
		wait = shortest
		g.enter(newLink(conn, g.transport.limits, g.transport.strangers))
	}
}

func (g *gate) enter(l *link) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closed {
		l.close()
		return
	}
	if len(g.halfOpen) >= g.transport.limits.HalfOpen {
		g.halfOpen[0].close() // a real client is through within milliseconds, so the oldest is the likeliest idler
		g.halfOpen = slices.Delete(g.halfOpen, 0, 1)
	}
	g.halfOpen = append(g.halfOpen, l)
	g.transport.running.Go(func() { g.attend(l) })
}

// attend sees one connection from its handshake to its end. Whatever goes wrong in it stays in it.
func (g *gate) attend(l *link) {
	defer g.leave(l)
	defer l.close()
	defer func() {
		if fault := recover(); fault != nil {
			g.transport.journal.fault(g.channel, "connection ended by a panic", fmt.Errorf("%v\n%s", fault, debug.Stack()))
		}
	}()
	if err := l.handshake(g.transport.end(g.channel)); err != nil {
		g.report("handshake failed", err)
		return
	}
	if err := g.admit(l); err != nil {
		g.report("connection refused", err)
		return
	}
	g.transport.running.Go(l.write)
	if err := g.serve(l); err != nil {
		g.report("connection ended", err)
	}
}

// report logs why a connection ended, unless that is what connections do.
func (g *gate) report(what string, err error) {
	if !isDeparture(err) && !g.transport.isClosed() {
		g.transport.journal.fault(g.channel, what, err)
	}
}

// admit moves a connection from the half-open to those inside. At the limit the oldest that has done nothing
// useful yet gives way.
func (g *gate) admit(l *link) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.halfOpen = remove(g.halfOpen, l)
	if g.closed {
		return ErrClosed
	}
	if len(g.inside) >= g.transport.limits.Peers {
		idler := slices.IndexFunc(g.inside, func(other *link) bool { return !other.useful.Load() })
		if idler < 0 {
			return fmt.Errorf("already %d connections", len(g.inside))
		}
		g.inside[idler].close()
		g.inside = slices.Delete(g.inside, idler, idler+1)
	}
	g.inside = append(g.inside, l)
	return nil
}

func (g *gate) leave(l *link) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.halfOpen = remove(g.halfOpen, l)
	g.inside = remove(g.inside, l)
}

func remove(links []*link, l *link) []*link {
	return slices.DeleteFunc(links, func(other *link) bool { return other == l })
}

// links returns the connections that are behind their handshake.
func (g *gate) links() []*link {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.Clone(g.inside)
}

// close stops accepting and shuts all connections down.
func (g *gate) close() error {
	err := g.listener.Close()
	g.mu.Lock()
	defer g.mu.Unlock()
	g.closed = true
	for _, l := range g.halfOpen {
		l.close()
	}
	for _, l := range g.inside {
		l.shutdown(g.transport.limits.Linger)
	}
	return err
}
