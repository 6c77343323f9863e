package server

import (
	"fmt"
	"sync"

	"saddle/kernel/wire"
)

// displayLimit is how many bytes of pictures and other displays one cell may
// show: more than a notebook can hold.
const displayLimit = 256 << 20

// cell is one execution: it sends what the language emits to where it belongs.
type cell struct {
	server  *server
	request *request
	asked   wire.ExecuteRequest
	number  int

	mu       sync.Mutex
	printed  int // bytes of text so far
	shown    int // bytes of displays so far
	result   string
	payloads []wire.Object
}

// emit takes one output. It may be called by several goroutines, and after the
// cell has ended. A silent cell shows nothing; its conversations go on.
func (c *cell) emit(o Output) {
	if c.asked.Silent && !isComm(o) {
		return
	}
	p, parent := c.server.publisher, c.request.Message
	switch o := o.(type) {
	case Stream:
		c.print(o)
	case Display:
		if c.admit(o.Bundle) {
			p.publish(parent, wire.DisplayDataType, displayContent(o.Bundle, o.ID))
		}
	case Update:
		p.update(parent, o)
	case Result:
		c.show(o)
	case Clear:
		p.settle(parent)
		p.publish(parent, wire.ClearOutputType, wire.ClearOutput{Wait: o.Wait})
	case Page:
		c.addPayload(wire.PagePayload(wire.Object(o.Data), o.Start))
	case NextInput:
		c.addPayload(wire.SetNextInputPayload(o.Text, o.Replace))
	default:
		c.server.emitComm(parent, o)
	}
}

// show publishes the cell's value.
func (c *cell) show(r Result) {
	if !c.admit(r.Bundle) {
		return
	}
	c.mu.Lock()
	c.result, _ = r.Data["text/plain"].(string)
	c.mu.Unlock()
	c.server.publisher.publish(c.request.Message, wire.ExecuteResultType, wire.ExecuteResult{
		ExecutionCount: c.number, Data: r.Data, Metadata: r.Metadata, Transient: wire.Transient{DisplayID: r.ID},
	})
}

// print sends text as long as the cell's allowance lasts, then says so, once.
func (c *cell) print(o Stream) {
	limit := c.server.options.OutputLimit
	c.mu.Lock()
	defer c.mu.Unlock()
	left := limit - c.printed
	c.printed += len(o.Text)
	switch {
	case left < 0:
		return
	case len(o.Text) > left:
		o.Text = o.Text[:wholeRunes([]byte(o.Text), left)]
		o.Text += fmt.Sprintf("\n… this cell has printed %s; the rest is left out. Print less: every hundredth line, or a table.\n", size(limit))
		c.printed = limit + 1
	}
	c.server.publisher.print(c.request.Message, o.Name, o.Text)
}

// admit counts a display against the cell's allowance.
func (c *cell) admit(b Bundle) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	before := c.shown
	for _, form := range b.Data {
		if text, ok := form.(string); ok {
			c.shown += len(text)
		}
	}
	if c.shown <= displayLimit {
		return true
	}
	if before <= displayLimit {
		c.server.publisher.print(c.request.Message, "stdout",
			fmt.Sprintf("… this cell has shown %s of pictures; the rest is left out. Show fewer, or update one.\n", size(displayLimit)))
	}
	return false
}

// size writes a number of bytes for a reader.
func size(bytes int) string {
	if bytes < 1<<20 {
		return fmt.Sprintf("%d kB", bytes>>10)
	}
	return fmt.Sprintf("%d MB", bytes>>20)
}

func (c *cell) addPayload(payload wire.Object) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.payloads = append(c.payloads, payload)
}

func (c *cell) payload() []wire.Object {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.payloads
}

// resultText is the cell's value as text, for the history; "" if it had none.
func (c *cell) resultText() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.result
}

// displayContent is the content of display_data and update_display_data.
func displayContent(b Bundle, id string) wire.DisplayData {
	return wire.DisplayData{Data: b.Data, Metadata: b.Metadata, Transient: wire.Transient{DisplayID: id}}
}
