package server

import (
	"log/slog"
	"sync"
	"time"

	"saddle/kernel/wire"
)

const (
	// streamDelay is how long printed text waits for more to go with it.
	streamDelay = 60 * time.Millisecond
	// streamPiece is how much text, in bytes, goes out without waiting.
	streamPiece = 32 << 10
	// updateInterval is the least time between two updates of one display.
	updateInterval = 100 * time.Millisecond
)

// publisher is the only way to iopub: what is handed to it, by whichever
// goroutine, leaves in that order. Printed text is gathered; it leaves before
// anything else does, so it keeps its place. Updates of a display are thinned out.
type publisher struct {
	session   *wire.Session
	transport Transport
	log       *slog.Logger

	mu      sync.Mutex
	text    gathered
	timer   *time.Timer // runs while text is waiting
	updates map[string]*update
}

// gathered is text printed to one stream on behalf of one request.
type gathered struct {
	parent *wire.Message
	name   string
	text   []byte
}

// update is one display's allowance: nothing more is sent for it until its
// timer rings, then only the newest.
type update struct {
	parent *wire.Message
	newest *Update // nil when nothing is waiting
}

func newPublisher(session *wire.Session, transport Transport, log *slog.Logger) *publisher {
	return &publisher{session: session, transport: transport, log: log, updates: make(map[string]*update)}
}

// publish sends one message after all text that came before it. A nil parent
// makes a message that answers nothing.
func (p *publisher) publish(parent *wire.Message, msgType string, content any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.flush()
	p.send(parent, msgType, content, nil, nil)
}

// publishWith is publish with metadata and binary buffers.
func (p *publisher) publishWith(parent *wire.Message, msgType string, content, metadata any, buffers [][]byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.flush()
	p.send(parent, msgType, content, metadata, buffers)
}

// print adds text to a stream.
func (p *publisher) print(parent *wire.Message, name, text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.text.parent != parent || p.text.name != name {
		p.flush()
		p.text.parent, p.text.name = parent, name
	}
	p.text.text = append(p.text.text, text...)
	if len(p.text.text) >= streamPiece {
		p.sendPieces()
	}
	if len(p.text.text) > 0 && p.timer == nil {
		p.timer = time.AfterFunc(streamDelay, p.onTextTimer)
	}
}

func (p *publisher) onTextTimer() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.timer = nil
	if whole := wholeRunes(p.text.text, len(p.text.text)); whole > 0 {
		p.sendText(whole)
	}
}

// flushAll sends everything that waits, on whoever's behalf.
func (p *publisher) flushAll() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, waiting := range p.updates {
		if waiting.newest != nil {
			p.sendUpdate(waiting.parent, *waiting.newest)
			waiting.newest = nil
		}
	}
	p.flush()
}

// flush sends the text that is waiting, all of it.
func (p *publisher) flush() {
	if p.timer != nil {
		p.timer.Stop()
		p.timer = nil
	}
	if len(p.text.text) > 0 {
		p.sendText(len(p.text.text))
	}
}

// sendPieces sends what makes whole pieces of the text that is waiting.
func (p *publisher) sendPieces() {
	rest := p.text.text
	for len(rest) >= streamPiece {
		n := wholeRunes(rest, streamPiece)
		p.sendStream(rest[:n])
		rest = rest[n:]
	}
	p.text.text = append(make([]byte, 0, streamPiece), rest...) // a large array is let go
}

// sendText sends the first n bytes of the text that is waiting.
func (p *publisher) sendText(n int) {
	p.sendStream(p.text.text[:n])
	p.text.text = p.text.text[:copy(p.text.text, p.text.text[n:])]
}

func (p *publisher) sendStream(text []byte) {
	p.send(p.text.parent, wire.StreamType, wire.Stream{Name: p.text.name, Text: string(text)}, nil, nil)
}

// wholeRunes gives how many of the first n bytes of text can be sent without
// cutting the last character in two. Bytes that are no UTF-8 count as they are.
func wholeRunes(text []byte, n int) int {
	for back := 1; back < 4 && back <= n; back++ {
		switch b := text[n-back]; {
		case b < 0x80:
			return n
		case b < 0xC0: // inside a character: look for its first byte
		case runeLength(b) > back:
			return n - back
		default:
			return n
		}
	}
	return n
}

// runeLength is the length of the UTF-8 character whose first byte is b.
func runeLength(b byte) int {
	switch {
	case b >= 0xF0:
		return 4
	case b >= 0xE0:
		return 3
	}
	return 2
}

// update shows a display's new contents, now or when its turn comes; of those
// that wait, the newest survives.
func (p *publisher) update(parent *wire.Message, u Update) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if waiting := p.updates[u.ID]; waiting != nil {
		waiting.parent, waiting.newest = parent, &u
		return
	}
	p.updates[u.ID] = &update{}
	p.sendUpdate(parent, u)
	time.AfterFunc(updateInterval, func() { p.onUpdateTimer(u.ID) })
}

func (p *publisher) onUpdateTimer(id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	waiting := p.updates[id]
	if waiting.newest == nil {
		delete(p.updates, id)
		return
	}
	p.sendUpdate(waiting.parent, *waiting.newest)
	waiting.newest = nil
	time.AfterFunc(updateInterval, func() { p.onUpdateTimer(id) })
}

// drop forgets the update of a display that still waits.
func (p *publisher) drop(id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if waiting := p.updates[id]; waiting != nil {
		waiting.newest = nil
	}
}

// settle sends what still waits on behalf of a request: the request ends.
func (p *publisher) settle(parent *wire.Message) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, waiting := range p.updates {
		if waiting.newest != nil && waiting.parent == parent {
			p.sendUpdate(parent, *waiting.newest)
			waiting.newest = nil
		}
	}
	p.flush()
}

func (p *publisher) sendUpdate(parent *wire.Message, u Update) {
	p.flush()
	p.send(parent, wire.UpdateDisplayDataType, displayContent(u.Bundle, u.ID), nil, nil)
}

// send makes a message and hands it to the transport. What cannot be written as
// JSON is the language's mistake; it is logged, and the cell goes on.
func (p *publisher) send(parent *wire.Message, msgType string, content, metadata any, buffers [][]byte) {
	m, err := p.session.Reply(parent, msgType, content)
	if err == nil && metadata != nil {
		m, err = m.WithMetadata(metadata)
	}
	if err == nil {
		m.Buffers = buffers
		err = p.transport.Publish(m)
	}
	if err != nil {
		p.log.Error("message not published", "type", msgType, "error", err)
	}
}
