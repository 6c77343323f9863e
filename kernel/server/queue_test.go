package server

import (
	"context"
	"testing"

	"saddle/kernel/wire"
)

func waiting(msgType string) *request {
	return &request{Envelope: wire.Envelope{Message: &wire.Message{Header: wire.Header{MsgType: msgType}}}}
}

func TestQueueTakesNoMoreThanItsLimit(t *testing.T) {
	q := newQueue()
	for range queueLimit {
		if !q.put(waiting(wire.ExecuteRequestType)) {
			t.Fatal("the queue is full too early")
		}
	}
	if q.put(waiting(wire.ExecuteRequestType)) {
		t.Error("the queue has no limit")
	}
	q.next(t.Context())
	if !q.put(waiting(wire.ExecuteRequestType)) {
		t.Error("the queue stays full")
	}
	q.close()
	if q.put(waiting(wire.ExecuteRequestType)) {
		t.Error("a closed queue takes requests")
	}
}

func TestInterruptReachesARequestWhereverItIs(t *testing.T) {
	q := newQueue()
	for range 3 {
		q.put(waiting(wire.ExecuteRequestType))
	}
	q.put(waiting(wire.CompleteRequestType))
	first, _ := q.next(context.Background())
	reason := &CellError{Name: "Interrupted", Value: "not run, because of a test"}
	q.interrupt(reason)
	if first.ctx.Err() == nil {
		t.Error("the running request goes on")
	}
	q.finish()
	for i, want := range []*CellError{reason, reason, nil} {
		r, _ := q.next(context.Background())
		if r.refusal != want || r.ctx.Err() != nil {
			t.Errorf("request %d: refusal %v, context %v", i, r.refusal, r.ctx.Err())
		}
		q.finish()
	}
	q.interrupt(reason)
	q.put(waiting(wire.ExecuteRequestType))
	if r, _ := q.next(context.Background()); r.refusal != nil || r.ctx.Err() != nil {
		t.Error("an interrupt while idle reaches the next cell")
	}
}
