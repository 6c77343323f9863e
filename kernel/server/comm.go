package server

import (
	"context"
	"fmt"
	"sync"

	"saddle/kernel/wire"
	"saddle/numerics/reason"
)

// comms are the conversations that are open: id → target.
type comms struct {
	mu   sync.Mutex
	open map[string]string
}

func (c *comms) add(id, target string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open == nil {
		c.open = make(map[string]string)
	}
	c.open[id] = target
}

// remove reports whether the conversation was open.
func (c *comms) remove(id string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	_, open := c.open[id]
	delete(c.open, id)
	return open
}

func (c *comms) isOpen(id string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	_, open := c.open[id]
	return open
}

// of lists the conversations with one target; "" means all.
func (c *comms) of(target string) map[string]wire.CommInfo {
	c.mu.Lock()
	defer c.mu.Unlock()
	found := make(map[string]wire.CommInfo)
	for id, t := range c.open {
		if target == "" || t == target {
			found[id] = wire.CommInfo{TargetName: t}
		}
	}
	return found
}

func (s *server) commInfo(r *request) (any, error) {
	var asked wire.CommInfoRequest
	if err := r.Message.ReadContent(&asked); err != nil {
		return nil, err
	}
	return wire.NewCommInfoReply(s.comms.of(asked.TargetName)), nil
}

// commOpen offers a conversation to the language; if it does not want it, the
// front end is told at once.
func (s *server) commOpen(r *request) (any, error) {
	var asked wire.CommOpen
	if err := r.Message.ReadContent(&asked); err != nil {
		return nil, err
	}
	if s.comms.isOpen(asked.CommID) { // its owner goes on; closing it would take it from them
		return nil, fmt.Errorf("comm %q is open already", asked.CommID)
	}
	accepted := false
	err := s.converse(r, func(ctx context.Context, l CommListener, emit func(Output)) error {
		s.comms.add(asked.CommID, asked.TargetName) // open for what the language emits at once
		accepted = l.OpenComm(ctx, CommOpen{
			ID: asked.CommID, Target: asked.TargetName, Data: asked.Data, Buffers: r.Message.Buffers,
		}, emit)
		return nil
	})
	if !accepted {
		s.comms.remove(asked.CommID)
		s.publisher.publish(r.Message, wire.CommCloseType, wire.CommClose{CommID: asked.CommID})
	}
	return nil, err
}

// commMessage hands a message of an open conversation to the language.
func (s *server) commMessage(r *request) (any, error) {
	var asked wire.CommMsg
	if err := r.Message.ReadContent(&asked); err != nil {
		return nil, err
	}
	if !s.comms.isOpen(asked.CommID) {
		s.log.Debug("message for a comm that is not open", "comm", asked.CommID)
		return nil, nil
	}
	return nil, s.converse(r, func(ctx context.Context, l CommListener, emit func(Output)) error {
		return l.CommMessage(ctx, CommMessage{ID: asked.CommID, Data: asked.Data, Buffers: r.Message.Buffers}, emit)
	})
}

func (s *server) commClose(r *request) (any, error) {
	var asked wire.CommClose
	if err := r.Message.ReadContent(&asked); err != nil {
		return nil, err
	}
	if !s.comms.remove(asked.CommID) {
		return nil, nil
	}
	return nil, s.converse(r, func(_ context.Context, l CommListener, _ func(Output)) error {
		l.CloseComm(asked.CommID)
		return nil
	})
}

// converse calls the language's listener, if it has one, like a cell: with its
// outputs sent to the message's parent, and an error shown there. It waits for no
// cell of another subshell, so that sliders stay live.
func (s *server) converse(r *request, call func(context.Context, CommListener, func(Output)) error) error {
	listener, ok := s.language.(CommListener)
	if !ok {
		return nil
	}
	c := s.newCell(r, wire.ExecuteRequest{})
	err := s.guard(r.ctx, reason.Both("answering a widget", "回应控件"), func() error { return call(r.ctx, listener, c.emit) })
	c.sheet.end()
	s.publisher.settle(r.Message)
	if err != nil {
		failed := s.cellError(err)
		s.publisher.publish(r.Message, wire.ErrorType, wire.Error{EName: failed.Name, EValue: failed.Value, Traceback: failed.lines()})
	}
	return nil
}

// emitComm sends what the language says in a conversation.
func (s *server) emitComm(parent *wire.Message, o Output) {
	p := s.publisher
	switch o := o.(type) {
	case CommOpen:
		s.comms.add(o.ID, o.Target)
		p.publishWith(parent, wire.CommOpenType, wire.CommOpen{CommID: o.ID, TargetName: o.Target, Data: o.Data}, wire.Object(o.Metadata), o.Buffers)
	case CommMessage:
		p.publishWith(parent, wire.CommMsgType, wire.CommMsg{CommID: o.ID, Data: o.Data}, wire.Object(o.Metadata), o.Buffers)
	case CommClose:
		s.comms.remove(o.ID)
		p.publish(parent, wire.CommCloseType, wire.CommClose{CommID: o.ID, Data: o.Data})
	}
}

func isComm(o Output) bool {
	switch o.(type) {
	case CommOpen, CommMessage, CommClose:
		return true
	}
	return false
}
