package server

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"saddle/kernel/wire"
)

// tape is a transport without sockets: requests come from a test, and what the
// server sends is written down.
type tape struct {
	incoming [3]chan wire.Envelope
	mu       sync.Mutex
	lines    map[string][]string // by id of the request: its messages in order
	idle     chan string         // the ids of requests that have ended
}

func newTape() *tape {
	t := &tape{lines: make(map[string][]string), idle: make(chan string, 1000)}
	for i := range t.incoming {
		t.incoming[i] = make(chan wire.Envelope, 1000)
	}
	return t
}

func (t *tape) Incoming(channel wire.Channel) <-chan wire.Envelope { return t.incoming[channel] }
func (t *tape) Drain(time.Duration)                                {}

func (t *tape) Send(_ wire.Channel, _ string, m *wire.Message) error { return t.write("→ ", m) }
func (t *tape) Publish(m *wire.Message) error                        { return t.write("", m) }

func (t *tape) write(arrow string, m *wire.Message) error {
	var status wire.Status
	if !json.Valid(m.Content) || m.ReadContent(&status) != nil && m.Header.MsgType == wire.StatusType {
		return errors.New("content is no JSON")
	}
	parent := m.ParentHeader().MsgID
	t.mu.Lock()
	defer t.mu.Unlock()
	t.lines[parent] = append(t.lines[parent], arrow+m.Header.MsgType+" "+status.ExecutionState)
	if status.ExecutionState == wire.StateIdle {
		t.idle <- parent
	}
	return nil
}

// of takes the messages of one request.
func (t *tape) of(id string) []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	lines := t.lines[id]
	delete(t.lines, id)
	return lines
}

// parrot is a language that does what fuzzed code says, in its way.
type parrot struct{}

func (parrot) Info() Info { return Info{Name: "parrot"} }

func (parrot) Execute(ctx context.Context, code string, cell Cell, emit func(Output)) error {
	for word := range strings.FieldsSeq(code) {
		switch word {
		case "panic":
			panic(code)
		case "fail":
			return &CellError{Name: word, Value: code}
		case "progress":
			emit(Progress{Bundle{Data: map[string]any{"text/plain": code}}})
		case "clear":
			emit(Clear{})
		default:
			emit(Stream{"stdout", word})
			emit(Display{Bundle: Bundle{Data: map[string]any{word: code}}, ID: word})
		}
	}
	return ctx.Err()
}

func (parrot) Evaluate(_ context.Context, e string) (Bundle, error) {
	return Bundle{Data: map[string]any{e: e}}, nil
}

func (parrot) Complete(code string, cursor int) Completion {
	before := []rune(code)[:cursor] // panics on a cursor outside of the code
	return Completion{Start: 0, End: cursor, Matches: []Match{{Text: string(before)}}}
}

func (parrot) Inspect(code string, cursor, level int) (Bundle, bool) {
	return Bundle{Data: map[string]any{"text/plain": string([]rune(code)[cursor:])}}, level == 1
}

func (parrot) IsComplete(code string) (Completeness, string) { return Completeness(code), code }

func (parrot) OpenComm(_ context.Context, open CommOpen, emit func(Output)) bool {
	emit(CommMessage{ID: open.ID, Data: open.Data, Buffers: open.Buffers})
	return open.Target != ""
}

func (parrot) CommMessage(_ context.Context, m CommMessage, emit func(Output)) error {
	emit(CommClose{ID: m.ID})
	return nil
}

func (parrot) CloseComm(string) {}

// FuzzRequests sends arbitrary contents under every message type. Each request
// must become busy and idle, have at most one reply, and leave a kernel that
// answers the next one.
func FuzzRequests(f *testing.F) {
	types := make([]string, 0, 32)
	for msgType := range requestHandlers() {
		if msgType != wire.ShutdownRequestType {
			types = append(types, msgType)
		}
	}
	slices.Sort(types)
	types = append(types, "unknown_request", wire.InputReplyType, wire.StatusType)
	for i := range types {
		f.Add(byte(i), byte(0), "5.3", `{"code":"a b fail","cursor_pos":2,"detail_level":1,"comm_id":"c","target_name":"t"}`)
		f.Add(byte(i), byte(1), "5.0", `{"code":"𝑥 progress clear panic","cursor_pos":-3,"user_expressions":{"a":"b"},"silent":true}`)
		f.Add(byte(i), byte(2), "", `{"hist_access_type":"search","pattern":"[a-","n":-4,"session":-9,"stop":-1,"subshell_id":7}`)
	}
	f.Fuzz(func(t *testing.T, kind, channel byte, version, content string) {
		if !json.Valid([]byte(content)) || !strings.HasPrefix(strings.TrimSpace(content), "{") {
			t.Skip("the transport lets only objects through")
		}
		sockets := newTape()
		ended := make(chan error)
		ctx, cancel := context.WithCancel(t.Context())
		go func() { ended <- Serve(ctx, sockets, parrot{}, Options{Embedded: true}) }()
		fuzzed := types[int(kind)%len(types)]
		sockets.request(wire.Channel(channel%2), "1", fuzzed, version, content)
		check(t, fuzzed, sockets.of(<-sockets.idle))
		sockets.request(wire.Shell, "2", wire.KernelInfoRequestType, "", "{}")
		check(t, wire.KernelInfoRequestType, sockets.of(<-sockets.idle))
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

func (t *tape) request(channel wire.Channel, id, msgType, version, content string) {
	t.incoming[channel] <- wire.Envelope{Channel: channel, Peer: "peer", Message: t.message(id, msgType, version, content)}
}

func (t *tape) message(id, msgType, version, content string) *wire.Message {
	return &wire.Message{Header: wire.Header{MsgID: id, MsgType: msgType, Version: version}, Content: json.RawMessage(content)}
}

// check demands of the messages of one request what every request must have.
func check(t *testing.T, msgType string, lines []string) {
	t.Helper()
	replies := 0
	for _, line := range lines {
		if strings.HasPrefix(line, "→ ") {
			replies++
		}
	}
	framed := len(lines) >= 2 && lines[0] == "status busy" && lines[len(lines)-1] == "status idle"
	replied := replies == 1
	if wire.ReplyType(msgType) == "" || msgType == "unknown_request" {
		replied = replies == 0
	}
	if !framed || !replied {
		t.Errorf("%s: %q", msgType, lines)
	}
}

// sequenceSteps are the requests that FuzzSequences puts together.
var sequenceSteps = []struct {
	channel          wire.Channel
	msgType, content string
	subshell         string // "new" stands for the subshells that were made
}{
	{wire.Shell, wire.ExecuteRequestType, `{"code":"a b"}`, ""},
	{wire.Shell, wire.ExecuteRequestType, `{"code":"a fail"}`, ""},
	{wire.Shell, wire.ExecuteRequestType, `{"code":"panic","stop_on_error":false}`, ""},
	{wire.Shell, wire.ExecuteRequestType, `{"code":"progress x clear progress y","silent":false}`, "new"},
	{wire.Shell, wire.CompleteRequestType, `{"code":"a","cursor_pos":1}`, "new"},
	{wire.Shell, wire.HistoryRequestType, `{"hist_access_type":"tail","n":3}`, ""},
	{wire.Shell, wire.CommOpenType, `{"comm_id":"c","target_name":"t"}`, ""},
	{wire.Shell, wire.CommMsgType, `{"comm_id":"c"}`, "new"},
	{wire.Control, wire.InterruptRequestType, `{}`, ""},
	{wire.Control, wire.CreateSubshellRequestType, `{}`, ""},
	{wire.Control, wire.DeleteSubshellRequestType, `{"subshell_id":"SUBSHELL"}`, ""},
	{wire.Control, wire.ListSubshellRequestType, `{}`, ""},
}

// FuzzSequences sends requests without waiting for answers, in any order. All
// must be answered in the end.
func FuzzSequences(f *testing.F) {
	f.Add([]byte{9, 0, 3, 4, 8, 1, 0, 0, 10, 3, 2, 7, 6, 7})
	f.Add([]byte{0, 1, 0, 0, 8, 8, 0, 5, 11})
	f.Fuzz(func(t *testing.T, script []byte) {
		sockets := newTape()
		ended := make(chan error)
		ctx, cancel := context.WithCancel(t.Context())
		subshell := "none"
		s := newServer(sockets, parrot{}, Options{Embedded: true})
		go func() {
			ctx, s.stop = context.WithCancel(ctx)
			s.run(ctx)
			ended <- nil
		}()
		sent := make(map[string]string)
		for i, b := range script[:min(len(script), 200)] {
			step := sequenceSteps[int(b)%len(sequenceSteps)]
			id := strconv.Itoa(i)
			sent[id] = step.msgType
			m := sockets.message(id, step.msgType, "", strings.ReplaceAll(step.content, "SUBSHELL", subshell))
			if step.subshell != "" && subshell != "none" {
				m.Header.SubshellID = subshell
			}
			sockets.incoming[step.channel] <- wire.Envelope{Channel: step.channel, Peer: "peer", Message: m}
			if step.msgType == wire.CreateSubshellRequestType {
				subshell = anySubshell(s)
			}
		}
		for range sent {
			id := <-sockets.idle
			check(t, sent[id], sockets.of(id))
		}
		cancel()
		<-ended
	})
}

// anySubshell is the id of a subshell that exists, or "none".
func anySubshell(s *server) string {
	for _, sh := range s.allShells() {
		if sh.id != "" {
			return sh.id
		}
	}
	return "none"
}
