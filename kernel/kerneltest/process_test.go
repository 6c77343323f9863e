// Package kerneltest holds tests of the kernel as a front end meets it: the program is built and started as Jupyter starts
// it, and the tests are transcripts of the protocol over real sockets, and faults. It has nothing else.
package kerneltest

import (
	"context"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"saddle/kernel/client"
	"saddle/kernel/wire"
)

// patience is how long anything may take before a test gives up.
const patience = 60 * time.Second

// kernelProcess is a client of a kernel that is a process of its own.
type kernelProcess struct {
	*client.Client
	t      *testing.T
	ctx    context.Context
	folder string
}

// startKernel starts the real kernel in an empty folder.
func startKernel(t *testing.T, environment ...string) *kernelProcess {
	t.Helper()
	t.Setenv("JUPYTER_RUNTIME_DIR", t.TempDir())
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	t.Cleanup(cancel)
	folder := t.TempDir()
	c, err := client.Start(ctx, client.Command{
		Argv: []string{program, "kernel", "--no-history", client.ConnectionFile}, Dir: folder,
		Env: append(append(os.Environ(), "LANG=C.UTF-8", "GORACE=atexit_sleep_ms=0"), environment...),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return &kernelProcess{c, t, ctx, folder}
}

// cell is a cell under way, with what it has published so far.
type cell struct {
	*client.Call
	n *kernelProcess

	mu   sync.Mutex
	seen []*wire.Message
}

// begin sends a request and does not wait.
func (n *kernelProcess) begin(r client.Request) *cell {
	n.t.Helper()
	c := &cell{n: n}
	r.Output = func(m *wire.Message) {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.seen = append(c.seen, m)
	}
	call, err := n.Send(r)
	if err != nil {
		n.t.Fatal(err)
	}
	c.Call = call
	return c
}

func (n *kernelProcess) cell(code string) *cell {
	n.t.Helper()
	return n.begin(client.Request{Channel: wire.Shell, Type: wire.ExecuteRequestType, Content: client.ExecuteOptions{}.Content(code)})
}

// comm sends a message of a conversation and waits until it is dealt with.
func (n *kernelProcess) comm(subshell, msgType string, content any) *cell {
	n.t.Helper()
	return n.begin(client.Request{Channel: wire.Shell, Type: msgType, Content: content, NoReply: true, Subshell: subshell}).wait()
}

// wait waits for the cell's end.
func (c *cell) wait() *cell {
	c.n.t.Helper()
	if _, err := c.Wait(c.n.ctx); err != nil {
		c.n.t.Fatal(err)
	}
	return c
}

// outputs are what the cell has published of one type.
func (c *cell) outputs(msgType string) []wire.Object {
	c.mu.Lock()
	defer c.mu.Unlock()
	var all []wire.Object
	for _, m := range c.seen {
		if m.Header.MsgType != msgType {
			continue
		}
		var content wire.Object
		if err := m.ReadContent(&content); err != nil {
			c.n.t.Fatal(err)
		}
		all = append(all, content)
	}
	return all
}

// until waits until the cell has published a message of a type.
func (c *cell) until(msgType string) *cell {
	c.n.t.Helper()
	for len(c.outputs(msgType)) == 0 {
		select {
		case <-c.n.ctx.Done():
			c.n.t.Fatalf("no %s came, but %s", msgType, c.text())
		case <-time.After(5 * time.Millisecond):
		}
	}
	return c
}

// text is all the plain text that a cell has shown, its error included.
func (c *cell) text() string {
	var out strings.Builder
	for _, o := range c.outputs(wire.StreamType) {
		out.WriteString(o["text"].(string))
	}
	for _, kind := range []string{wire.DisplayDataType, wire.ExecuteResultType} {
		for _, o := range c.outputs(kind) {
			out.WriteString(o["data"].(map[string]any)["text/plain"].(string) + "\n")
		}
	}
	for _, o := range c.outputs(wire.ErrorType) {
		out.WriteString(o["ename"].(string) + ": " + o["evalue"].(string) + "\n")
	}
	return out.String()
}

// run runs a cell to its end and is what it shows as text.
func (n *kernelProcess) run(code string) string {
	n.t.Helper()
	return n.cell(code).wait().text()
}
