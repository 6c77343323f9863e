// Package client is a Jupyter client: it starts a kernel as a child process, or
// connects to one that runs, and asks it things over the five channels. `saddle
// run` executes notebooks with it, and the tests talk to the kernel through it.
//
// It is not a manager of kernels: it does not restart them, and knows no
// kernelspecs. It works with any kernel that speaks the protocol.
//
//	k, err := client.Start(ctx, client.Command{Argv: []string{"saddle", "kernel", "{connection_file}"}})
//	…
//	defer k.Close()
//	reply, err := k.Execute(ctx, "f(x) = x^2", client.ExecuteOptions{}, func(m *wire.Message) { … })
//	…
//	err = k.Shutdown(ctx, false)
//
// Each channel is one connection of package zmtp, encrypted where the connection
// has CURVE keys.
package client

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"saddle/kernel/wire"
)

// Client talks to one kernel. Its methods may be called from several goroutines.
type Client struct {
	// Kernel answers kernel_info as of the connection.
	Kernel wire.KernelInfoReply

	session *wire.Session
	signer  *wire.Signer
	dealers map[wire.Channel]*channel
	iopub   *channel
	beat    *channel
	beating sync.Mutex // held from a beat to its echo
	beats   int
	child   *child // nil for a kernel that somebody else started

	mu       sync.Mutex
	calls    map[string]*Call // by the id of the request
	listener func(*wire.Message)
	heard    chan struct{} // closed with the first message on iopub
	hear     sync.Once
	loss     error // why the first connection was lost
	readers  sync.WaitGroup
	lost     chan struct{} // closed when all connections are gone and read to their ends
	closed   bool
}

// Connect opens the five channels of a kernel that runs, and waits until its
// answers and outputs arrive, or ctx ends.
func Connect(ctx context.Context, connection wire.Connection) (*Client, error) {
	return connect(ctx, connection, nil)
}

func connect(ctx context.Context, connection wire.Connection, child *child) (*Client, error) {
	connection, err := connection.Normalize()
	if err != nil {
		return nil, err
	}
	signer, err := connection.Signer()
	if err != nil {
		return nil, err
	}
	c := &Client{
		session: wire.NewSession(username()), signer: signer, child: child,
		dealers: make(map[wire.Channel]*channel),
		calls:   make(map[string]*Call), heard: make(chan struct{}), lost: make(chan struct{}),
	}
	if err := c.open(ctx, connection); err != nil {
		c.disconnect()
		return nil, err
	}
	return c, nil
}

// open dials all channels, starts to read them, and waits for the kernel's
// first words: then nothing that it publishes later is missed.
func (c *Client) open(ctx context.Context, connection wire.Connection) (err error) {
	identity := c.session.ID()
	for _, name := range []wire.Channel{wire.Shell, wire.Control, wire.Stdin} {
		if c.dealers[name], err = c.dial(ctx, connection, name, identity); err != nil {
			return err
		}
	}
	if c.beat, err = c.dial(ctx, connection, wire.Heartbeat, identity); err != nil {
		return err
	}
	if c.iopub, err = c.dial(ctx, connection, wire.IOPub, identity); err != nil {
		return err
	}
	c.listen()
	if err := c.iopub.send([][]byte{{1}}); err != nil { // subscribe to everything
		return err
	}
	return c.greet(ctx)
}

// listen reads every channel until the kernel is lost.
func (c *Client) listen() {
	for _, dealer := range c.dealers {
		c.readers.Go(func() { c.read(dealer) })
	}
	c.readers.Go(func() { c.read(c.iopub) })
	go func() {
		c.readers.Wait()
		close(c.lost)
	}()
}

// Session is the id that the client's messages carry.
func (c *Client) Session() string { return c.session.ID() }

// Listen hands every message on iopub to listener, those for other clients too,
// in order and from one goroutine; nil ends that. The listener must not wait
// for an answer of the kernel.
func (c *Client) Listen(listener func(*wire.Message)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.listener = listener
}

// Lost is closed when the connection is over: the kernel has ended, or Close was
// called.
func (c *Client) Lost() <-chan struct{} { return c.lost }

// Close ends the connection, without a word to the kernel; a kernel that this
// client started is killed. It may be called after Shutdown.
func (c *Client) Close() {
	c.disconnect()
	if c.child != nil {
		c.child.kill()
	}
}

func (c *Client) disconnect() {
	c.mu.Lock()
	c.closed = true
	c.mu.Unlock()
	for _, dealer := range c.dealers {
		dealer.close()
	}
	c.iopub.close()
	c.beat.close()
}

// lostLimit is how long the other connections may live when one is lost: long
// enough to read what is still on the way.
const lostLimit = time.Second

// fail notes that a connection is lost, and ends the others soon.
func (c *Client) fail(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.loss != nil {
		return
	}
	if c.closed {
		err = errors.New("the client was closed")
	}
	c.loss = err
	time.AfterFunc(lostLimit, c.disconnect)
}

// why tells the reason of a lost connection: if the kernel is a child that
// died, how.
func (c *Client) why() error {
	if c.child != nil {
		if death := c.child.death(); death != nil {
			return death
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return fmt.Errorf("the connection to the kernel is lost: %w", c.loss)
}
