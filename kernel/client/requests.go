package client

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"saddle/kernel/wire"
)

// ExecuteOptions say how a cell is run; the zero value is a plain cell.
type ExecuteOptions struct {
	Silent          bool              // nothing is shown, counted or remembered
	NoHistory       bool              // not counted and not remembered
	ContinueOnError bool              // cells sent after this one are run also when it fails
	UserExpressions map[string]string // evaluated after the cell, by name
	Subshell        string            // id of a subshell, "" for the notebook itself
	// Input answers the questions of the cell; nil forbids them.
	Input func(wire.InputRequest) (line string, err error)
}

// Content is the request that the options stand for.
func (o ExecuteOptions) Content(code string) wire.ExecuteRequest {
	content := wire.NewExecuteRequest(code)
	content.Silent = o.Silent
	content.StoreHistory = !o.Silent && !o.NoHistory
	content.StopOnError = !o.ContinueOnError
	content.AllowStdin = o.Input != nil
	if o.UserExpressions != nil {
		content.UserExpressions = o.UserExpressions
	}
	return content
}

// Execute runs a cell and waits for its reply and its idle message; output takes
// what the kernel publishes meanwhile, in order, and must not wait for the
// kernel. A cell that failed is no error here: the reply says so. When ctx ends
// first, the cell goes on; Interrupt stops it.
func (c *Client) Execute(ctx context.Context, code string, o ExecuteOptions, output func(*wire.Message)) (wire.ExecuteReply, error) {
	var reply wire.ExecuteReply
	call, err := c.Send(Request{
		Channel: wire.Shell, Type: wire.ExecuteRequestType, Content: o.Content(code),
		Subshell: o.Subshell, Output: output, Input: o.Input,
	})
	if err != nil {
		return reply, err
	}
	m, err := call.Wait(ctx)
	if err != nil {
		return reply, err
	}
	return reply, m.ReadContent(&reply)
}

// Complete asks what could stand at cursor, in code points.
func (c *Client) Complete(ctx context.Context, code string, cursor int) (reply wire.CompleteReply, err error) {
	err = c.onShell(ctx, wire.CompleteRequestType, wire.CompleteRequest{Code: code, CursorPos: cursor}, &reply)
	return reply, err
}

// Inspect asks what stands at cursor, in code points, at level 0 or 1.
func (c *Client) Inspect(ctx context.Context, code string, cursor, level int) (reply wire.InspectReply, err error) {
	err = c.onShell(ctx, wire.InspectRequestType, wire.InspectRequest{Code: code, CursorPos: cursor, DetailLevel: level}, &reply)
	return reply, err
}

// IsComplete asks whether code is ready to run.
func (c *Client) IsComplete(ctx context.Context, code string) (reply wire.IsCompleteReply, err error) {
	err = c.onShell(ctx, wire.IsCompleteRequestType, wire.IsCompleteRequest{Code: code}, &reply)
	return reply, err
}

// History asks for cells that were run before.
func (c *Client) History(ctx context.Context, asked wire.HistoryRequest) (reply wire.HistoryReply, err error) {
	err = c.onShell(ctx, wire.HistoryRequestType, asked, &reply)
	return reply, err
}

// KernelInfo asks on control what the kernel is.
func (c *Client) KernelInfo(ctx context.Context) (reply wire.KernelInfoReply, err error) {
	err = c.Do(ctx, Request{Channel: wire.Control, Type: wire.KernelInfoRequestType}, &reply)
	return reply, err
}

// Interrupt stops the cell that runs, by a message on control.
func (c *Client) Interrupt(ctx context.Context) error {
	return c.Do(ctx, Request{Channel: wire.Control, Type: wire.InterruptRequestType}, nil)
}

// Signal sends a signal to the kernel's process, which this client has started.
func (c *Client) Signal(s os.Signal) error {
	if c.child == nil {
		return errors.New("the kernel is not a child of this process")
	}
	return c.child.cmd.Process.Signal(s)
}

// Heartbeat sends some bytes and waits for their echo.
func (c *Client) Heartbeat(ctx context.Context) error {
	c.beating.Lock()
	defer c.beating.Unlock()
	c.beats++
	ping := fmt.Sprint("ping ", c.beats)
	c.beat.conn.SetDeadline(time.Time{})
	stop := context.AfterFunc(ctx, func() { c.beat.conn.SetDeadline(time.Now()) })
	defer stop()
	if err := c.beat.send([][]byte{{}, []byte(ping)}); err != nil {
		return fmt.Errorf("no heartbeat: %w", err)
	}
	for { // echoes that came too late for their beats are passed over
		frames, err := c.beat.receive()
		if err != nil {
			return fmt.Errorf("no heartbeat: %w", err)
		}
		if string(frames[len(frames)-1]) == ping {
			return nil
		}
	}
}

// shutdownLimit is how long a kernel may take to end before it is killed, when
// ctx sets no deadline.
const shutdownLimit = 5 * time.Second

// Shutdown asks the kernel to end and closes the connection. A kernel that this
// client started is waited for; when it has not ended by ctx's deadline, or in
// five seconds, it is killed, which is an error, as is an exit code other than 0.
func (c *Client) Shutdown(ctx context.Context, restart bool) error {
	if _, limited := ctx.Deadline(); !limited {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, shutdownLimit)
		defer cancel()
	}
	defer c.disconnect()
	asked := Request{Channel: wire.Control, Type: wire.ShutdownRequestType, Content: wire.ShutdownRequest{Restart: restart}}
	err := c.Do(ctx, asked, nil)
	if c.child == nil {
		return err
	}
	select {
	case <-c.child.ended:
		return c.child.err
	case <-ctx.Done():
		c.child.kill()
		return errors.Join(err, errors.New("the kernel did not end in time and was killed"))
	}
}

func (c *Client) onShell(ctx context.Context, msgType string, content, reply any) error {
	return c.Do(ctx, Request{Channel: wire.Shell, Type: msgType, Content: content}, reply)
}
