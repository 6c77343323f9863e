package server

import (
	"testing"
	"time"

	"saddle/kernel/wire"
)

func TestMessagesToTheKernelBeforeAreLeftOutOnce(t *testing.T) {
	began := time.Now()
	at := func(msgType string, sent time.Time) *wire.Message {
		return &wire.Message{Header: wire.Header{MsgType: msgType, Date: sent.UTC().Format("2006-01-02T15:04:05.000000Z")}}
	}
	early, soon := began.Add(-time.Minute), began.Add(time.Second)
	for _, test := range []struct {
		name string
		m    []*wire.Message
		now  time.Time
		want bool // of the last one
	}{
		{"a shutdown from before", []*wire.Message{at(wire.ShutdownRequestType, early)}, soon, true},
		{"an interrupt from before", []*wire.Message{at(wire.InterruptRequestType, early)}, soon, true},
		{"one of each", []*wire.Message{at(wire.InterruptRequestType, early), at(wire.ShutdownRequestType, early)}, soon, true},
		{"a second shutdown, by a slow clock", []*wire.Message{at(wire.ShutdownRequestType, early), at(wire.ShutdownRequestType, early)}, soon, false},
		{"a shutdown since", []*wire.Message{at(wire.ShutdownRequestType, began.Add(time.Millisecond))}, soon, false},
		{"a shutdown from before, much later", []*wire.Message{at(wire.ShutdownRequestType, early)}, began.Add(time.Minute), false},
		{"another request", []*wire.Message{at(wire.KernelInfoRequestType, early)}, soon, false},
		{"no date", []*wire.Message{{Header: wire.Header{MsgType: wire.ShutdownRequestType}}}, soon, false},
	} {
		s := stale{began: began}
		var got bool
		for _, m := range test.m {
			got = s.is(m, test.now)
		}
		if got != test.want {
			t.Errorf("%s: left out is %v", test.name, got)
		}
	}
}
