package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"saddle/kernel/wire"
)

// port is a server.Transport whose other end is a page. Messages are a JSON text each, as front ends have them:
// {"channel", "header", "parent_header", "metadata", "content"}, and their buffers.
type port struct {
	post    func(text string, buffers [][]byte)
	inboxes [3]*inbox // of shell, control and stdin

	formulas bool // are set as MathML
}

// newPort makes a port that hands messages to post, until ctx ends.
func newPort(ctx context.Context, post func(text string, buffers [][]byte), formulas bool) *port {
	p := &port{post: post, formulas: formulas}
	for i := range p.inboxes {
		p.inboxes[i] = newInbox()
		go p.inboxes[i].pass(ctx)
	}
	return p
}

// Incoming implements server.Transport.
func (p *port) Incoming(channel wire.Channel) <-chan wire.Envelope {
	return p.inboxes[p.index(channel)].out
}

func (p *port) index(channel wire.Channel) int {
	switch channel {
	case wire.Control:
		return 1
	case wire.Stdin:
		return 2
	}
	return 0
}

// Send implements server.Transport; there is one peer, the page.
func (p *port) Send(channel wire.Channel, _ string, m *wire.Message) error { return p.send(channel, m) }

// Publish implements server.Transport.
func (p *port) Publish(m *wire.Message) error { return p.send(wire.IOPub, m) }

// Drain implements server.Transport: what is posted has left.
func (p *port) Drain(time.Duration) {}

// posted is a message as front ends have it.
type posted struct {
	Channel  string          `json:"channel"`
	Header   json.RawMessage `json:"header"`
	Parent   json.RawMessage `json:"parent_header"`
	Metadata json.RawMessage `json:"metadata"`
	Content  json.RawMessage `json:"content"`
}

func (p *port) send(channel wire.Channel, m *wire.Message) error {
	frames, err := wire.Encode(nil, m, nil)
	if err != nil {
		return err
	}
	parts := frames[2:] // behind the delimiter and the signature
	if p.formulas {
		parts[3] = withFormulas(parts[3])
	}
	p.post(joined(channel, parts), m.Buffers)
	return nil
}

// joined is the text of a message: a posted, of parts that are JSON as they are and may be a large picture.
func joined(channel wire.Channel, parts [][]byte) string {
	var b strings.Builder
	b.Grow(len(parts[0]) + len(parts[1]) + len(parts[2]) + len(parts[3]) + 100)
	b.WriteString(`{"channel":"` + channel.String())
	for i, key := range []string{`","header":`, `,"parent_header":`, `,"metadata":`, `,"content":`} {
		b.WriteString(key)
		b.Write(parts[i])
	}
	b.WriteString("}")
	return b.String()
}

// receive takes a message from the page. It waits for nobody.
func (p *port) receive(text string, buffers [][]byte) error {
	var m posted
	if err := json.Unmarshal([]byte(text), &m); err != nil {
		return fmt.Errorf("not a message: %w", err)
	}
	channel, known := channels[m.Channel]
	if !known {
		return fmt.Errorf("not a channel of requests: %q", m.Channel)
	}
	frames := [][]byte{[]byte(wire.Delimiter), nil, m.Header, orEmpty(m.Parent), orEmpty(m.Metadata), orEmpty(m.Content)}
	_, message, err := wire.Decode(append(frames, buffers...), nil)
	if err != nil {
		return err
	}
	p.inboxes[p.index(channel)].put(wire.Envelope{Channel: channel, Peer: "page", Message: message})
	return nil
}

var channels = map[string]wire.Channel{"shell": wire.Shell, "control": wire.Control, "stdin": wire.Stdin}

func orEmpty(object json.RawMessage) json.RawMessage {
	if len(object) == 0 {
		return json.RawMessage("{}")
	}
	return object
}
