package server

import (
	"crypto/rand"
	"sync"

	"saddle/kernel/wire"
)

// sheet is what stands below one cell. It publishes each output, and remembers
// them while the cell runs: the protocol can take away all outputs of a cell but
// no single one, so when a progress bar goes, the others are shown again.
type sheet struct {
	publisher *publisher
	parent    *wire.Message
	number    int

	mu    sync.Mutex
	shown []shown
	bar   string // display id of the progress bar; "" while there is none
	ended bool   // the cell is over: nothing is remembered, no bar begins
}

// shown is an output that stands on the sheet; text is a Stream's, which grows.
type shown struct {
	output Output
	text   []byte
}

// add shows a Stream, Display or Result.
func (s *sheet) add(o Output) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.ended {
		s.remember(o)
	}
	s.publish(o)
}

func (s *sheet) remember(o Output) {
	stream, ok := o.(Stream)
	if !ok {
		s.shown = append(s.shown, shown{output: o})
		return
	}
	kind := Stream{Name: stream.Name}
	if n := len(s.shown); n == 0 || s.shown[n-1].output != Output(kind) {
		s.shown = append(s.shown, shown{output: kind})
	}
	last := &s.shown[len(s.shown)-1]
	last.text = append(last.text, stream.Text...)
}

func (s *sheet) publish(o Output) {
	switch o := o.(type) {
	case Stream:
		s.publisher.print(s.parent, o.Name, o.Text)
	case Display:
		s.publisher.publish(s.parent, wire.DisplayDataType, displayContent(o.Bundle, o.ID))
	case Result:
		s.publisher.publish(s.parent, wire.ExecuteResultType, wire.ExecuteResult{
			ExecutionCount: s.number, Data: o.Data, Metadata: o.Metadata, Transient: wire.Transient{DisplayID: o.ID},
		})
	}
}

// displayContent is the content of display_data and update_display_data.
func displayContent(b Bundle, id string) wire.DisplayData {
	return wire.DisplayData{Data: b.Data, Metadata: b.Metadata, Transient: wire.Transient{DisplayID: id}}
}

// update replaces a display, here or in another cell.
func (s *sheet) update(u Update) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.shown {
		switch o := s.shown[i].output.(type) {
		case Display:
			if o.ID == u.ID {
				s.shown[i].output = Display(u)
			}
		case Result:
			if o.ID == u.ID {
				s.shown[i].output = Result(u)
			}
		}
	}
	s.publisher.update(s.parent, u)
}

// clear empties the sheet.
func (s *sheet) clear(o Clear) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shown = nil
	s.dropBar()
	s.publisher.settle(s.parent)
	s.publishClear(o.Wait)
}

func (s *sheet) publishClear(wait bool) {
	s.publisher.publish(s.parent, wire.ClearOutputType, wire.ClearOutput{Wait: wait})
}

// progress shows a progress bar, moves it, or takes it away.
func (s *sheet) progress(o Progress) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case len(o.Data) == 0:
		s.removeBar()
	case s.bar != "":
		s.publisher.update(s.parent, Update{Bundle: o.Bundle, ID: s.bar})
	case !s.ended:
		s.bar = "progress-" + rand.Text()
		s.publisher.publish(s.parent, wire.DisplayDataType, displayContent(o.Bundle, s.bar))
	}
}

// removeBar clears the sheet and shows again what belongs to it. The old
// outputs go in the moment in which the first new one comes.
func (s *sheet) removeBar() {
	if s.bar == "" {
		return
	}
	s.dropBar()
	s.publisher.settle(s.parent)
	s.publishClear(len(s.shown) > 0)
	for _, again := range s.shown {
		if kind, ok := again.output.(Stream); ok {
			again.output = Stream{Name: kind.Name, Text: string(again.text)}
		}
		s.publish(again.output)
	}
}

func (s *sheet) dropBar() {
	s.publisher.drop(s.bar)
	s.bar = ""
}

// end finishes the sheet. What the cell emits later is shown still.
func (s *sheet) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.removeBar()
	s.ended, s.shown = true, nil
}
