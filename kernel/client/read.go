package client

import (
	"context"
	"os/user"
	"time"

	"saddle/kernel/wire"
)

// greetInterval is how long the kernel may be silent before it is greeted again.
const greetInterval = 500 * time.Millisecond

// read hands on what arrives on one channel, until it is closed.
func (c *Client) read(ch *channel) {
	for {
		frames, err := ch.receive()
		if err != nil {
			c.fail(err)
			return
		}
		_, m, err := wire.Decode(frames, c.signer)
		if err != nil { // not from our kernel
			continue
		}
		c.handle(ch.name, m)
	}
}

// handle gives a message to the call that it answers.
func (c *Client) handle(from wire.Channel, m *wire.Message) {
	c.mu.Lock()
	call, listener := c.calls[m.ParentHeader().MsgID], c.listener
	c.mu.Unlock()
	if from == wire.IOPub {
		c.hear.Do(func() { close(c.heard) })
		if listener != nil {
			listener(m)
		}
	}
	switch {
	case call == nil:
	case from == wire.Stdin:
		go c.answer(call, m)
	default:
		c.hand(call, m, from)
	}
}

// hand gives a message to the call that it belongs to, and forgets one that is done with it.
func (c *Client) hand(call *Call, m *wire.Message, from wire.Channel) {
	if from == wire.IOPub && call.request.Output != nil {
		call.request.Output(m)
	}
	if call.take(m, from) {
		c.forget(call)
	}
}

// answer replies to a question of the kernel.
func (c *Client) answer(call *Call, question *wire.Message) {
	var asked wire.InputRequest
	if call.request.Input == nil || question.ReadContent(&asked) != nil {
		return
	}
	line, err := call.request.Input(asked)
	if err != nil {
		return
	}
	m, err := c.session.Reply(question, wire.InputReplyType, wire.InputReply{Status: wire.StatusOK, Value: line})
	if err != nil {
		return
	}
	m.Header.SubshellID = call.request.Subshell
	frames, err := wire.Encode(nil, m, c.signer)
	if err == nil {
		err = c.dealers[wire.Stdin].send(frames)
	}
	if err != nil {
		c.fail(err)
	}
}

// greet asks for kernel_info until an answer is there and iopub has spoken: by
// its welcome, or, with kernels that have none, by the status of a greeting.
func (c *Client) greet(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	for patience := greetInterval; ; patience *= 2 { // the answer may stand in a long line
		round, end := context.WithTimeout(ctx, patience)
		err := c.greetOnce(round)
		end()
		switch {
		case err == nil:
			return nil
		case ctx.Err() != nil:
			return context.Cause(ctx)
		case round.Err() == nil:
			return err
		}
	}
}

func (c *Client) greetOnce(ctx context.Context) error {
	if err := c.Do(ctx, Request{Channel: wire.Shell, Type: wire.KernelInfoRequestType}, &c.Kernel); err != nil {
		return err
	}
	select {
	case <-c.heard:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// username is what the client's messages are signed with, for people to read.
func username() string {
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return "user"
}
