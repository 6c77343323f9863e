package transport

import (
	"errors"
	"fmt"
	"net"
	"strings"
	"testing"

	"saddle/kernel/wire"
	"saddle/kernel/zmtp"
)

// megabytes is a message that fills queues without costing time to write as JSON.
func (k *kernel) megabytes(t testing.TB, parent *wire.Message, n int) *wire.Message {
	t.Helper()
	m, err := k.session.Reply(parent, "stream", nil)
	if err != nil {
		t.Fatal(err)
	}
	m.Buffers = [][]byte{make([]byte, n<<20)}
	return m
}

func TestStalledReaderOfRepliesCostsTheOthersNothing(t *testing.T) {
	k := listenKernel(t, wire.Connection{Key: testKey}, Options{Limits: Limits{Queue: 4 << 20}})
	stalled := dial(t, k, wire.Shell).shake("DEALER", "stalled")
	stalled.write(zmtp.MessageBytes(signedRequest(t)))
	request := <-k.Incoming(wire.Shell)
	go k.answer(wire.Shell)
	other := connect(t, k, wire.Shell, "")
	reply := k.megabytes(t, request.Message, 1)
	var err error
	for sent := 0; err == nil; sent++ {
		if err = k.Send(wire.Shell, request.Peer, reply); sent > 1000 {
			t.Fatal("a gigabyte is queued for a client that does not read")
		}
		other.ask(sent)
	}
	if !errors.Is(err, ErrNoPeer) {
		t.Errorf("Send: %v", err)
	}
	eventually(t, "the stalled client is gone", func() bool { return len(k.gates[wire.Shell].links()) == 1 })
	other.ask(-1)
	checkServedExceptShell(t, k)
}

func checkServedExceptShell(t testing.TB, k *kernel) {
	t.Helper()
	go k.answer(wire.Control)
	connect(t, k, wire.Control, "").ask(1)
	connect(t, k, wire.IOPub, "").subscribe("")
	connect(t, k, wire.Heartbeat, "").beat()
}

func TestStalledSubscriberCostsTheOthersNothing(t *testing.T) {
	k := startKernel(t, Options{Limits: Limits{Queue: 4 << 20}})
	reading := connect(t, k, wire.IOPub, "")
	reading.subscribe("")
	stalled := dial(t, k, wire.IOPub).shake("SUB", "")
	stalled.message("\x01")
	eventually(t, "both have subscribed", func() bool { return subscriptions(k) == 2 })
	for i := 0; subscriptions(k) == 2; i++ {
		if i > 1000 {
			t.Fatal("a gigabyte is queued for a client that does not read")
		}
		m := k.megabytes(t, nil, 1)
		if err := k.Publish(m); err != nil {
			t.Fatal(err)
		}
		if got := reading.receive(); got.Header != m.Header {
			t.Fatalf("the reading client got %+v in place of %+v", got.Header, m.Header)
		}
	}
	checkServed(t, k)
}

func TestAStoppedClientFindsEverythingWhenItGoesOn(t *testing.T) {
	k := startKernel(t, Options{})
	stopped := dial(t, k, wire.IOPub).shake("SUB", "")
	stopped.message("\x01")
	readMessage(t, stopped) // the welcome
	const n = 30
	for range n {
		if err := k.Publish(k.megabytes(t, nil, 1)); err != nil {
			t.Fatal(err)
		}
	}
	for i := range n {
		if m := readMessage(t, stopped); len(m.Buffers) != 1 || len(m.Buffers[0]) != 1<<20 {
			t.Fatalf("message %d has buffers %d", i, len(m.Buffers))
		}
	}
}

func TestAClientThatIsBehindGetsOnlyTheNewestUpdate(t *testing.T) {
	k := startKernel(t, Options{})
	late := dial(t, k, wire.IOPub).shake("SUB", "")
	late.conn.(*net.TCPConn).SetReadBuffer(1 << 16)
	late.message("\x01")
	readMessage(t, late) // the welcome
	for range 24 {       // fills what the operating system takes, so that the rest has to wait
		if err := k.Publish(k.megabytes(t, nil, 1)); err != nil {
			t.Fatal(err)
		}
	}
	const frames = 50
	for i := range frames {
		for _, display := range []string{"left", "right"} {
			k.publish(t, wire.UpdateDisplayDataType, wire.UpdateDisplayData{
				Data: wire.Object{"number": i, "filler": kilobyte}, Transient: wire.Transient{DisplayID: display}})
		}
		k.publish(t, "stream", wire.Stream{Name: "stdout", Text: fmt.Sprint(i)})
	}
	k.publish(t, "status", nil)
	var streams []string
	updates := map[string][]string{}
	for {
		m := readMessage(t, late)
		var content struct {
			Text      string
			Data      struct{ Number int }
			Transient wire.Transient
		}
		if err := m.ReadContent(&content); err != nil {
			t.Fatal(err)
		}
		switch {
		case m.Header.MsgType == wire.UpdateDisplayDataType:
			id := content.Transient.DisplayID
			updates[id] = append(updates[id], fmt.Sprint(content.Data.Number))
		case content.Text != "":
			streams = append(streams, content.Text)
		}
		if m.Header.MsgType == "status" {
			break
		}
	}
	for display, got := range updates {
		if len(got) != 1 || got[0] != fmt.Sprint(frames-1) {
			t.Errorf("updates of %s: %v, want only the last", display, got)
		}
	}
	if len(updates) != 2 || len(streams) != frames || streams[frames-1] != fmt.Sprint(frames-1) {
		t.Errorf("%d displays, %d lines: %v", len(updates), len(streams), streams)
	}
}

func TestAClientThatKeepsUpGetsEveryUpdate(t *testing.T) {
	k := startKernel(t, Options{})
	c := connect(t, k, wire.IOPub, "")
	c.subscribe("")
	for i := range 100 {
		k.publish(t, wire.UpdateDisplayDataType, wire.UpdateDisplayData{
			Data: wire.Object{"number": i}, Transient: wire.Transient{DisplayID: "d"}})
	}
	for i := range 100 {
		var content struct{ Data struct{ Number int } }
		if err := c.receive().ReadContent(&content); err != nil || content.Data.Number != i {
			t.Fatalf("update %d in place of %d, %v", content.Data.Number, i, err)
		}
	}
}

func TestSubscriptionsArePrefixesAndEachIsWelcomed(t *testing.T) {
	k := startKernel(t, Options{})
	c := connect(t, k, wire.IOPub, "")
	c.subscribe("exec")
	c.subscribe("status")
	c.subscribe("exec") // again
	for i, msgType := range []string{"stream", "execute_input", "status", "error", "execute_result", "exe"} {
		k.publish(t, msgType, wire.Object{"number": i})
	}
	for _, want := range []int{1, 2, 4} {
		if got := number(t, c.receive()); got != want {
			t.Errorf("message %d in place of %d", got, want)
		}
	}
	r := dial(t, k, wire.IOPub).shake("SUB", "")
	r.write(zmtp.CommandBytes("SUBSCRIBE", []byte("st"))) // as ZMTP 3.1 says it
	if m := readMessage(t, r); string(m.Content) != `{"subscription":"st"}` {
		t.Errorf("%s", m.Content)
	}
	r.message("\x01st")
	readMessage(t, r)
	r.message("\x00st") // one of two
	r.message("\x01end")
	readMessage(t, r)
	k.publish(t, "status", wire.Object{"number": 7})
	if got := number(t, readMessage(t, r)); got != 7 {
		t.Errorf("message %d", got)
	}
	r.write(zmtp.CommandBytes("CANCEL", []byte("st")))
	r.message("\x01end")
	readMessage(t, r)
	k.publish(t, "status", wire.Object{"number": 8})
	k.publish(t, "end", wire.Object{"number": 9})
	if got := number(t, readMessage(t, r)); got != 9 {
		t.Errorf("message %d, want that of the topic that is still subscribed", got)
	}
}

func TestTopicIsTheFirstFrame(t *testing.T) {
	k := startKernel(t, Options{})
	r := dial(t, k, wire.IOPub).shake("SUB", "")
	r.message("\x01")
	for _, want := range []string{"", "status"} {
		received, err := zmtp.ReadPlain(r.in, zmtp.Bounds{Bytes: 1 << 20, Frames: 16})
		if err != nil || string(received.Frames[0]) != want || string(received.Frames[1]) != wire.Delimiter {
			t.Errorf("%q, %v", received.Frames, err)
		}
		k.publish(t, "status", nil)
	}
}

func TestTheFirstSubscriberLearnsThatTheKernelStarts(t *testing.T) {
	k := startKernel(t, Options{})
	k.publish(t, "status", wire.Status{ExecutionState: wire.StateStarting})
	for i, want := range []int{1, 0} { // the second subscriber does not hear of it
		c := connect(t, k, wire.IOPub, "")
		c.subscribe("")
		for range want {
			if m := c.receive(); string(m.Content) != `{"execution_state":"starting"}` {
				t.Errorf("subscriber %d got %s", i, m.Content)
			}
		}
		k.publish(t, "stream", wire.Object{"number": i})
		if got := c.receive(); got.Header.MsgType != "stream" {
			t.Errorf("subscriber %d got %+v", i, got.Header)
		}
	}
}

func TestWhatIsKeptForTheFirstSubscriberIsBounded(t *testing.T) {
	var e early
	for range 100 {
		e.keep("x", packet{bytes: make([]byte, earlyBytes/10)})
	}
	if e.bytes > earlyBytes || len(e.published) != 10 {
		t.Errorf("%d packets of %d bytes", len(e.published), e.bytes)
	}
	e.keep("x", packet{bytes: make([]byte, 2*earlyBytes)})
	if got := e.release(); len(got) != 0 {
		t.Errorf("%d packets after one that is too large", len(got))
	}
	if e.keep("x", packet{}); len(e.release()) != 0 {
		t.Error("kept although the first subscriber has been here")
	}
}

func TestOrderOfOnePublisherIsTheSameForAll(t *testing.T) {
	k := startKernel(t, Options{})
	var subs []*client
	for range 3 {
		c := connect(t, k, wire.IOPub, "")
		c.subscribe("")
		subs = append(subs, c)
	}
	const publishers, each = 4, 100
	for p := range publishers {
		go func() {
			for i := range each {
				k.publish(t, fmt.Sprint("p", p), wire.Object{"number": i})
			}
		}()
	}
	var orders []string
	for _, c := range subs {
		next := map[string]int{}
		var order strings.Builder
		for range publishers * each {
			m := c.receive()
			if got := number(t, m); got != next[m.Header.MsgType] {
				t.Fatalf("%s: %d in place of %d", m.Header.MsgType, got, next[m.Header.MsgType])
			}
			next[m.Header.MsgType]++
			order.WriteString(m.Header.MsgID + " ")
		}
		orders = append(orders, order.String())
	}
	if orders[0] != orders[1] || orders[1] != orders[2] {
		t.Error("subscribers saw different orders")
	}
}
