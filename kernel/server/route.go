package server

import (
	"context"
	"time"

	"saddle/kernel/wire"
	"saddle/numerics/reason"
)

// receive hands every incoming message to where it is served.
func (s *server) receive(ctx context.Context) {
	defer close(s.deaf)
	shell, control, stdin := s.transport.Incoming(wire.Shell), s.transport.Incoming(wire.Control), s.transport.Incoming(wire.Stdin)
	for {
		var envelope wire.Envelope
		var open bool
		select {
		case <-ctx.Done():
			return
		case settled := <-s.arrived:
			s.drainIncoming(shell)
			close(settled)
			continue
		case envelope, open = <-shell:
		case envelope, open = <-control:
		case envelope, open = <-stdin:
		}
		if !open {
			return
		}
		s.route(envelope)
	}
}

// settleArrivals returns when every request that had arrived at the time of the
// call stands in its queue. What comes later is later.
func (s *server) settleArrivals() {
	settled := make(chan struct{})
	select {
	case s.arrived <- settled:
		<-settled
	case <-s.deaf:
	}
}

func (s *server) drainIncoming(incoming <-chan wire.Envelope) {
	for range len(incoming) {
		s.route(<-incoming)
	}
}

// route puts a request into the queue that it is meant for.
func (s *server) route(envelope wire.Envelope) {
	r := &request{Envelope: envelope, ctx: s.work}
	switch envelope.Channel {
	case wire.Stdin:
		s.asks.answer(envelope)
		return
	case wire.Control:
		s.routeControl(r)
		return
	}
	id := envelope.Message.Header.SubshellID
	r.shell = s.shell(id)
	if r.shell == nil && outlives[envelope.Message.Header.MsgType] {
		r.shell = s.shell("")
	}
	if r.shell == nil {
		s.refuseNow(r, s.refusal("UnknownSubshell", reason.Both("there is no subshell %s (any more)", "没有子 shell %s（或已不存在）"), id))
		return
	}
	r.shell.users.note(envelope)
	if !r.shell.queue.put(r) {
		s.refuseNow(r, s.noRoom())
	}
}

// routeControl queues a request on control, unless it was meant for an earlier kernel of the same connection.
func (s *server) routeControl(r *request) {
	if s.stale.is(r.Message, time.Now()) {
		s.log.Warn("message to an earlier kernel left out", "type", r.Message.Header.MsgType)
		return
	}
	if !s.control.put(r) {
		s.refuseNow(r, s.noRoom())
	}
}

// outlives are the messages of conversations, which belong to no subshell: front ends delete one, and close there, after
// that, what they have opened in it.
var outlives = map[string]bool{wire.CommMsgType: true, wire.CommCloseType: true}

// refuseNow answers a request with an error, outside of every queue.
func (s *server) refuseNow(r *request, why *CellError) {
	r.refusal = why
	s.serve(r)
}
