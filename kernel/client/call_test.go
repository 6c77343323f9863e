package client

import (
	"testing"

	"saddle/kernel/wire"
)

// TestLateMessagesOfACall plays messages in the orders in which two channels can bring them.
func TestLateMessagesOfACall(t *testing.T) {
	kernel := wire.NewSession("kernel")
	message := func(msgType string, content any) *wire.Message {
		m, err := kernel.Message(msgType, content)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	reply := message(wire.ExecuteReplyType, wire.OKReply{Status: wire.StatusOK})
	idle := message(wire.StatusType, wire.Status{ExecutionState: wire.StateIdle})
	late := message(wire.StreamType, wire.Stream{Name: "stdout", Text: "late"})
	type arrival struct {
		m    *wire.Message
		from wire.Channel
	}
	for _, order := range [][]arrival{
		{{idle, wire.IOPub}, {reply, wire.Shell}, {late, wire.IOPub}},
		{{reply, wire.Shell}, {idle, wire.IOPub}, {late, wire.IOPub}},
		{{reply, wire.Shell}, {late, wire.IOPub}, {idle, wire.IOPub}, {idle, wire.IOPub}, {reply, wire.Shell}},
	} {
		call := &Call{request: Request{Type: wire.ExecuteRequestType}, done: make(chan struct{})}
		ends := 0
		for _, a := range order {
			if call.take(a.m, a.from) {
				ends++
			}
		}
		if ends != 1 || call.reply != reply {
			t.Errorf("the call ended %d times, with %v", ends, call.reply)
		}
	}
}
