package server_test

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"saddle/kernel/client"
	"saddle/kernel/server"
	"saddle/kernel/transport"
	"saddle/kernel/wire"
)

// patience is how long a test waits for something that must come.
const patience = 30 * time.Second

// kernel is a server behind real sockets in this process.
type kernel struct {
	*fake
	t          testing.TB
	connection wire.Connection
	ended      chan error
	stop       context.CancelFunc
}

// start runs a kernel until the test ends.
func start(t testing.TB, f *fake, o server.Options) *kernel {
	t.Helper()
	return startAt(t, wire.Connection{Transport: wire.TCP, IP: "127.0.0.1", Key: "a key for tests"}, f, o)
}

// startAt runs a kernel at a connection of the caller's.
func startAt(t testing.TB, connection wire.Connection, f *fake, o server.Options) *kernel {
	t.Helper()
	o.Embedded = true
	o.Session = wire.NewSession("kernel")
	sockets, err := transport.Listen(connection, transport.Options{Session: o.Session})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	k := &kernel{fake: f, t: t, connection: sockets.Connection(), ended: make(chan error, 1), stop: cancel}
	go func() {
		defer sockets.Close()
		k.ended <- server.Serve(ctx, sockets, f, o)
	}()
	t.Cleanup(func() {
		cancel()
		k.waitEnd()
	})
	return k
}

// waitEnd waits until Serve has returned.
func (k *kernel) waitEnd() {
	select {
	case err := <-k.ended:
		k.ended <- err
		if err != nil {
			k.t.Errorf("Serve: %v", err)
		}
	case <-time.After(patience):
		k.t.Error("the server did not end")
	}
}

// session is a client with a record of what it sees.
type session struct {
	*client.Client
	t   testing.TB
	ctx context.Context
}

// connect opens a further client.
func (k *kernel) connect() *session {
	k.t.Helper()
	return k.connectFor(patience)
}

// connectFor opens a client whose requests must have ended within limit.
func (k *kernel) connectFor(limit time.Duration) *session {
	k.t.Helper()
	ctx, cancel := contextWithin(limit)
	k.t.Cleanup(cancel)
	c, err := client.Connect(ctx, k.connection)
	if err != nil {
		k.t.Fatal(err)
	}
	k.t.Cleanup(c.Close)
	return &session{Client: c, t: k.t, ctx: ctx}
}

// open is a kernel with one client.
func open(t *testing.T) (*fake, *session) {
	t.Helper()
	f := newFake()
	return f, start(t, f, server.Options{}).connect()
}

// pending is a request whose messages are gathered.
type pending struct {
	call *client.Call
	s    *session
	mu   sync.Mutex
	seen []*wire.Message
	news chan struct{} // gets a token with every message
}

// send sends a request and gathers what comes back.
func (s *session) send(request client.Request) *pending {
	s.t.Helper()
	p := &pending{s: s, news: make(chan struct{}, 1)}
	request.Output = p.take
	call, err := s.Send(request)
	if err != nil {
		s.t.Fatal(err)
	}
	p.call = call
	return p
}

func (p *pending) take(m *wire.Message) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.seen = append(p.seen, m)
	select {
	case p.news <- struct{}{}:
	default:
	}
}

func (p *pending) published() []*wire.Message {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.seen)
}

// until waits for a published message that fits.
func (p *pending) until(fits func(*wire.Message) bool) {
	p.s.t.Helper()
	for !slices.ContainsFunc(p.published(), fits) {
		select {
		case <-p.news:
		case <-p.s.ctx.Done():
			p.s.t.Fatalf("a message is missing; so far:\n%s", transcript(p.published()))
		}
	}
}

// running waits until the cell has begun.
func (p *pending) running() {
	p.s.t.Helper()
	p.until(func(m *wire.Message) bool { return m.Header.MsgType == wire.ExecuteInputType })
}

// wait waits for reply and idle, and gives all messages in the order in which
// the kernel made them.
func (p *pending) wait() []*wire.Message {
	p.s.t.Helper()
	reply, err := p.call.Wait(p.s.ctx)
	if err != nil {
		p.s.t.Fatalf("%v; so far:\n%s", err, transcript(p.published()))
	}
	all := p.published()
	if reply != nil {
		all = append(all, reply)
	}
	slices.SortStableFunc(all, func(a, b *wire.Message) int { return number(a) - number(b) })
	return all
}

// number is the kernel's own count of a message, the end of its id.
func number(m *wire.Message) int {
	id := m.Header.MsgID
	n, _ := strconv.Atoi(id[strings.LastIndex(id, "_")+1:])
	return n
}

// cell sends a cell.
func (s *session) cell(code string, o client.ExecuteOptions) *pending {
	s.t.Helper()
	return s.send(client.Request{Type: wire.ExecuteRequestType, Content: o.Content(code), Subshell: o.Subshell, Input: o.Input})
}

// run runs a cell to its end and gives its transcript.
func (s *session) run(code string) string {
	s.t.Helper()
	return transcript(s.cell(code, client.ExecuteOptions{}).wait())
}

// ask sends a request on shell and gives its transcript.
func (s *session) ask(msgType string, content any) string {
	s.t.Helper()
	return transcript(s.send(client.Request{Type: msgType, Content: content}).wait())
}

// transcript writes messages one a line, as the tests expect them.
func transcript(messages []*wire.Message) string {
	var lines []string
	for _, m := range messages {
		lines = append(lines, describe(m))
	}
	return strings.Join(lines, "\n")
}

// describe writes the part of a message that a test looks at.
func describe(m *wire.Message) string {
	var c struct {
		ExecutionState string `json:"execution_state"`
		ExecutionCount *int   `json:"execution_count"`
		Code, Text     string
		Name, Status   string
		EName, EValue  string
		CommID         string `json:"comm_id"`
		Data           json.RawMessage
		Wait           bool
		Transient      struct {
			DisplayID string `json:"display_id"`
		}
	}
	if err := json.Unmarshal(m.Content, &c); err != nil {
		return m.Header.MsgType + ": " + err.Error()
	}
	count := ""
	if c.ExecutionCount != nil {
		count = fmt.Sprintf(" [%d]", *c.ExecutionCount)
	}
	id := ""
	if c.Transient.DisplayID != "" {
		id = " #" + c.Transient.DisplayID
	}
	switch t := m.Header.MsgType; t {
	case wire.StatusType:
		return c.ExecutionState
	case wire.ExecuteInputType:
		return fmt.Sprintf("input%s %q", count, c.Code)
	case wire.StreamType:
		return fmt.Sprintf("%s %q", c.Name, c.Text)
	case wire.ExecuteResultType, wire.DisplayDataType, wire.UpdateDisplayDataType:
		return fmt.Sprintf("%s%s%s %s", t, count, id, c.Data)
	case wire.ErrorType:
		return fmt.Sprintf("error %s: %s", c.EName, c.EValue)
	case wire.ClearOutputType:
		return fmt.Sprintf("clear wait=%v", c.Wait)
	case wire.CommOpenType, wire.CommMsgType, wire.CommCloseType:
		return fmt.Sprintf("%s %s %s %v", t, c.CommID, c.Data, m.Buffers)
	default:
		if c.Status == wire.StatusError {
			return fmt.Sprintf("%s%s error %s: %s", t, count, c.EName, c.EValue)
		}
		return strings.TrimSpace(fmt.Sprintf("%s%s %s", t, count, c.Status))
	}
}

// expect compares a transcript with the expected lines.
func expect(t *testing.T, got string, lines ...string) {
	t.Helper()
	if want := strings.Join(lines, "\n"); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// tempFile is a path in a folder that is removed after the test.
func tempFile(t *testing.T, name string) string { return filepath.Join(t.TempDir(), name) }

func contextWithin(limit time.Duration) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), limit)
}
