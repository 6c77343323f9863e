package server

import (
	"fmt"
	"sync"

	"saddle/kernel/wire"
	"saddle/numerics/reason"
)

// displayLimit is how many bytes of pictures and other displays one cell may
// show: more than a notebook can hold.
const displayLimit = 256 << 20

// What a reader is told when a cell has shown as much as it may.
var (
	tooMuchText = reason.Both(
		"… this cell has printed %s; the rest is left out. Print less: every hundredth line, or a table.",
		"…… 此单元格已输出 %s；其余省略。请少输出一些：每百行一行，或用表格。")
	tooManyDisplays = reason.Both(
		"… this cell has shown %s of pictures; the rest is left out. Show fewer: plot several things in one picture, or part the cell.",
		"…… 此单元格显示的图片已达 %s；其余省略。请少显示一些：把几样画在一张图里，或拆分单元格。")
)

// cell is one execution: it sends what the language emits to where it belongs.
type cell struct {
	server  *server
	request *request
	asked   wire.ExecuteRequest
	number  int
	sheet   sheet

	interrupted bool // while it ran

	mu       sync.Mutex
	printed  int // bytes of text so far
	shown    int // bytes of displays so far
	result   string
	payloads []wire.Object
}

// newCell is the execution of a request.
func (s *server) newCell(r *request, asked wire.ExecuteRequest) *cell {
	number := r.shell.executionCount()
	return &cell{
		server: s, request: r, asked: asked, number: number,
		sheet: sheet{publisher: s.publisher, parent: r.Message, number: number},
	}
}

// emit takes one output. It may be called by several goroutines, and after the
// cell has ended. A silent cell shows nothing; its conversations go on.
func (c *cell) emit(o Output) {
	if c.asked.Silent && !isComm(o) {
		return
	}
	switch o := o.(type) {
	case Stream:
		c.print(o)
	case Display:
		if c.admit(o.Bundle) {
			c.sheet.add(o)
		}
	case Update:
		c.sheet.update(o)
	case Result:
		c.showResult(o)
	case Progress:
		c.sheet.progress(o)
	case Clear:
		c.sheet.clear(o)
	case Page:
		c.showPage(o)
	case NextInput:
		c.addPayload(wire.SetNextInputPayload(o.Text, o.Replace))
	default:
		c.server.emitComm(c.request.Message, o)
	}
}

// showPage has the front end show a text beside the notebook. JupyterLab, Notebook and VS Code, which say what cell they
// run, make of it an output; nbclient, MyST and jupyter run drop it, and so it is an output for all but those.
func (c *cell) showPage(o Page) {
	c.addPayload(wire.PagePayload(wire.Object(o.Data), o.Start))
	if c.asked.AllowStdin && c.request.Message.CellID() != "" {
		return
	}
	c.emit(Display{Bundle: o.Bundle})
}

// showResult publishes the cell's value.
func (c *cell) showResult(r Result) {
	if !c.admit(r.Bundle) {
		return
	}
	c.mu.Lock()
	c.result, _ = r.Data["text/plain"].(string)
	c.mu.Unlock()
	c.sheet.add(r)
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
		o.Text += "\n" + fmt.Sprintf(tooMuchText.In(c.server.locale()), size(limit)) + "\n"
		c.printed = limit + 1
	}
	c.sheet.add(o)
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
		c.sheet.add(Stream{"stdout", fmt.Sprintf(tooManyDisplays.In(c.server.locale()), size(displayLimit)) + "\n"})
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
