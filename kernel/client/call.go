package client

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"

	"saddle/kernel/wire"
)

// Request is what Send sends. The zero values are those of most requests.
type Request struct {
	Channel  wire.Channel // Shell or Control
	Type     string       // message type
	Content  any          // nil for the empty object
	Metadata any
	Buffers  [][]byte
	Subshell string // id of a subshell, "" for none
	Version  string // protocol version to claim, "" for the current one
	NoReply  bool   // the kernel is known not to reply, only to become idle

	// Output takes what the kernel publishes for this request, in order, from
	// the goroutine that reads iopub; it must not wait for the kernel. nil
	// takes nothing.
	Output func(*wire.Message)
	// Input answers the kernel's questions; nil does not answer.
	Input func(wire.InputRequest) (line string, err error)
}

// Call is a request that is under way.
type Call struct {
	// ID is the request's message id.
	ID string

	client  *Client
	request Request
	mu      sync.Mutex
	reply   *wire.Message
	idle    bool
	done    chan struct{} // closed when the reply and idle are there
}

// Send sends a request and does not wait. Requests of one channel reach the
// kernel in the order of the calls.
func (c *Client) Send(request Request) (*Call, error) {
	m, err := c.message(request)
	if err != nil {
		return nil, err
	}
	frames, err := wire.Encode(nil, m, c.signer)
	if err != nil {
		return nil, err
	}
	dealer := c.dealers[request.Channel]
	if dealer == nil {
		return nil, fmt.Errorf("requests are sent on shell or control, not on %s", request.Channel)
	}
	call := c.expect(m.Header.MsgID, request)
	if err := dealer.send(frames); err != nil {
		c.forget(call)
		c.fail(err)
		return nil, c.why()
	}
	return call, nil
}

// expect keeps a call under the id of its request, by which what answers it is known.
func (c *Client) expect(id string, request Request) *Call {
	call := &Call{ID: id, client: c, request: request, done: make(chan struct{})}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.calls[id] = call
	return call
}

func (c *Client) message(request Request) (*wire.Message, error) {
	m, err := c.session.Message(request.Type, request.Content)
	if err != nil {
		return nil, err
	}
	if request.Metadata != nil {
		if m, err = m.WithMetadata(request.Metadata); err != nil {
			return nil, err
		}
	}
	m.Header.SubshellID = request.Subshell
	if request.Version != "" {
		m.Header.Version = request.Version
	}
	m.Buffers = request.Buffers
	return m, nil
}

// Wait waits until both the reply and the idle message are there, so that all
// outputs have been handed over. Where no reply comes it waits for idle only
// and returns nil. When ctx ends first, the request goes on; the call
// can be waited for again.
func (call *Call) Wait(ctx context.Context) (*wire.Message, error) {
	select {
	case <-call.done:
	case <-ctx.Done():
	case <-call.client.lost:
	}
	select {
	case <-call.done: // also when the kernel has ended meanwhile
		return call.reply, nil
	default:
	}
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	call.client.forget(call)
	return nil, call.client.why()
}

// Do sends a request, waits for its end and reads the reply's content into
// reply, which may be nil. A reply with status error is a *Error.
func (c *Client) Do(ctx context.Context, request Request, reply any) error {
	call, err := c.Send(request)
	if err != nil {
		return err
	}
	m, err := call.Wait(ctx)
	if err != nil || m == nil {
		return err
	}
	if err := readError(m); err != nil {
		return err
	}
	if reply == nil {
		return nil
	}
	return m.ReadContent(reply)
}

// Error is a reply that says that the request failed.
type Error struct {
	Name, Value string
	Traceback   []string
}

// Error implements error.
func (e *Error) Error() string { return e.Name + ": " + e.Value }

// readError gives the error that a reply reports, or nil.
func readError(m *wire.Message) error {
	var status struct{ Status string }
	if json.Unmarshal(m.Content, &status) != nil || status.Status != wire.StatusError && status.Status != wire.StatusAborted {
		return nil
	}
	var reply wire.ErrorReply
	if err := m.ReadContent(&reply); err != nil {
		return err
	}
	return &Error{Name: reply.EName, Value: reply.EValue, Traceback: reply.Traceback}
}

// take notes a message that came for this call, and whether that ends it.
func (call *Call) take(m *wire.Message, from wire.Channel) (ended bool) {
	call.mu.Lock()
	defer call.mu.Unlock()
	select {
	case <-call.done: // a late output was on its way while the other channel brought the end
		return false
	default:
	}
	if from == wire.IOPub {
		call.idle = call.idle || isIdle(m)
	} else {
		call.reply = m
	}
	replied := call.reply != nil || call.request.NoReply || wire.ReplyType(call.request.Type) == ""
	ended = call.idle && replied
	if ended {
		close(call.done)
	}
	return ended
}

func isIdle(m *wire.Message) bool {
	var status wire.Status
	return m.Header.MsgType == wire.StatusType && m.ReadContent(&status) == nil && status.ExecutionState == wire.StateIdle
}

func (c *Client) forget(call *Call) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.calls, call.ID)
}
