package transport

import (
	"errors"
	"net"
	"runtime"
	"strings"
	"testing"
	"time"

	"saddle/kernel/wire"
	"saddle/kernel/zmtp"
)

func TestEveryChannelServes(t *testing.T) {
	checkServed(t, startKernel(t, Options{}))
}

func TestSequenceGrowsByArrivalOverAllChannels(t *testing.T) {
	k := listenKernel(t, wire.Connection{Key: testKey}, Options{})
	shell, control := connect(t, k, wire.Shell, "one"), connect(t, k, wire.Control, "one")
	var last uint64
	var peers []string
	for i := range 6 {
		c, channel := shell, wire.Shell
		if i%2 == 1 {
			c, channel = control, wire.Control
		}
		sent := c.send(wire.Object{"number": i})
		e := <-k.Incoming(channel)
		if e.Channel != channel || e.Message.Header != sent.Header || e.Sequence <= last {
			t.Errorf("%d: %s %+v with sequence %d after %d", i, e.Channel, e.Message.Header, e.Sequence, last)
		}
		last = e.Sequence
		peers = append(peers, e.Peer)
	}
	if peers[0] != peers[1] {
		t.Errorf("one identity is %q on shell and %q on control", peers[0], peers[1])
	}
	if k.Incoming(wire.IOPub) != nil || k.Incoming(wire.Heartbeat) != nil {
		t.Error("requests come in on iopub or heartbeat")
	}
}

func TestOrderOfOneClientIsKept(t *testing.T) {
	k := startKernel(t, Options{})
	c := connect(t, k, wire.Shell, "")
	const n = 500
	go func() {
		for i := range n {
			c.send(wire.Object{"number": i})
		}
	}()
	for i := range n {
		if got := number(t, c.receive()); got != i {
			t.Fatalf("reply %d came as number %d", got, i)
		}
	}
}

func TestStdinReachesThePeerOfAShellRequest(t *testing.T) {
	k := listenKernel(t, wire.Connection{Key: testKey}, Options{})
	shell, stdin := connect(t, k, wire.Shell, "same"), connect(t, k, wire.Stdin, "same")
	shell.send(nil)
	request := <-k.Incoming(wire.Shell)
	m, err := k.session.Reply(request.Message, wire.InputRequestType, wire.InputRequest{Prompt: "β = "})
	if err != nil {
		t.Fatal(err)
	}
	eventually(t, "stdin is connected", func() bool { return k.Send(wire.Stdin, request.Peer, m) == nil })
	if got := stdin.receive(); got.Header.MsgType != wire.InputRequestType {
		t.Errorf("got %+v", got.Header)
	}
	stdin.send(wire.InputReply{Value: "0.9"})
	var reply wire.InputReply
	if err := (<-k.Incoming(wire.Stdin)).Message.ReadContent(&reply); err != nil || reply.Value != "0.9" {
		t.Errorf("reply %+v, %v", reply, err)
	}
}

func TestRoutingFramesOfAProxyComeBack(t *testing.T) {
	k := startKernel(t, Options{})
	c := connect(t, k, wire.Shell, "proxy")
	c.send(nil, "client", "", "\x00\xff")
	received, err := c.socket.Recv()
	if err != nil {
		t.Fatal(err)
	}
	identities, _, err := wire.Decode(received.Frames, c.signer)
	if err != nil || len(identities) != 3 || string(identities[0]) != "client" || string(identities[2]) != "\x00\xff" {
		t.Errorf("came back behind %q, %v", identities, err)
	}
}

func TestREQSocketIsServedOnShell(t *testing.T) {
	k := startKernel(t, Options{})
	r := dial(t, k, wire.Shell).shake("REQ", "")
	r.write(zmtp.MessageBytes(append([][]byte{{}}, signedRequest(t)...)))
	answer, err := zmtp.ReadPlain(r.in, zmtp.Bounds{Bytes: 1 << 20, Frames: 16})
	if err != nil || len(answer.Frames[0]) != 0 || string(answer.Frames[1]) != wire.Delimiter {
		t.Errorf("%q, %v", answer.Frames, err)
	}
}

func TestWithoutAKeyNothingIsSigned(t *testing.T) {
	k := listenKernel(t, wire.Connection{}, Options{})
	go k.answer(wire.Shell)
	c := connect(t, k, wire.Shell, "")
	c.signer = nil
	c.ask(1)
	m := c.send(wire.Object{"text": strings.Repeat("x", 1<<20)}) // more than a stranger may send
	if got := c.receive(); string(got.Content) != string(m.Content) {
		t.Errorf("%d bytes came back as %d", len(m.Content), len(got.Content))
	}
}

func TestLargeMessagesAndBuffers(t *testing.T) {
	k := listenKernel(t, wire.Connection{Key: testKey}, Options{})
	go k.answer(wire.Shell)
	c := connect(t, k, wire.Shell, "")
	c.ask(0)
	m := c.send(wire.Object{"text": strings.Repeat("λ", 1<<20)})
	if got := c.receive(); string(got.Content) != string(m.Content) {
		t.Errorf("%d bytes came back as %d", len(m.Content), len(got.Content))
	}
}

func TestSendToNobody(t *testing.T) {
	k := startKernel(t, Options{})
	m, _ := k.session.Message("x", nil)
	for _, peer := range []string{"", "nobody", joinRoute("nobody", nil), "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", "\x05ab"} {
		if err := k.Send(wire.Shell, peer, m); !errors.Is(err, ErrNoPeer) {
			t.Errorf("%q: %v", peer, err)
		}
	}
	for _, channel := range []wire.Channel{wire.IOPub, wire.Heartbeat, wire.Channel(9)} {
		if err := k.Send(channel, joinRoute("x", nil), m); !errors.Is(err, ErrNoSend) {
			t.Errorf("%s: %v", channel, err)
		}
	}
}

func TestControlIsReceivedWhileShellIsFull(t *testing.T) {
	k := listenKernel(t, wire.Connection{Key: testKey}, Options{Limits: Limits{Inbox: 3}})
	go k.answer(wire.Control)
	shell, control := connect(t, k, wire.Shell, ""), connect(t, k, wire.Control, "")
	const n = 50
	for i := range n {
		shell.send(wire.Object{"number": i})
	}
	eventually(t, "the inbox is full", func() bool { return len(k.Incoming(wire.Shell)) == 3 })
	for i := range 5 {
		control.ask(i)
	}
	heart := connect(t, k, wire.Heartbeat, "")
	heart.beat()
	for i := range n {
		if e := <-k.Incoming(wire.Shell); number(t, e.Message) != i {
			t.Fatalf("request %d came as number %d", number(t, e.Message), i)
		}
	}
}

func TestCloseEndsEverything(t *testing.T) {
	before := runtime.NumGoroutine()
	k := startKernel(t, Options{})
	clients := []*client{connect(t, k, wire.Shell, ""), connect(t, k, wire.Control, "")}
	for _, c := range clients {
		c.ask(1)
	}
	connect(t, k, wire.IOPub, "").subscribe("")
	dial(t, k, wire.Shell) // half open
	if err := k.Close(); err != nil {
		t.Error(err)
	}
	if err := k.Close(); err != nil {
		t.Errorf("second Close: %v", err)
	}
	m, _ := k.session.Message("x", nil)
	if err := k.Send(wire.Shell, "x", m); err != ErrClosed {
		t.Errorf("Send: %v", err)
	}
	if err := k.Publish(m); err != ErrClosed {
		t.Errorf("Publish: %v", err)
	}
	for _, channel := range []wire.Channel{wire.Shell, wire.Control, wire.Stdin} {
		if _, open := <-k.Incoming(channel); open {
			t.Errorf("%s still delivers", channel)
		}
	}
	for _, channel := range wire.Channels() {
		network, address := k.Connection().Address(channel)
		if conn, err := net.Dial(network, address); err == nil {
			conn.Close()
			t.Errorf("%s still listens", channel)
		}
	}
	for _, c := range clients {
		c.socket.Close()
	}
	k.Drain(time.Second)
	eventually(t, "all goroutines have ended", func() bool { return runtime.NumGoroutine() <= before+8 })
}

// TestNothingIsLostAtClose publishes and closes at once, while the client has sent what nobody reads: the
// case in which an operating system drops what it has not transmitted.
func TestNothingIsLostAtClose(t *testing.T) {
	k := listenKernel(t, wire.Connection{Key: testKey}, Options{Limits: Limits{Inbox: 1, Linger: patience}})
	sub := connect(t, k, wire.IOPub, "")
	sub.subscribe("")
	shell := connect(t, k, wire.Shell, "")
	shell.send(nil)
	first := <-k.Incoming(wire.Shell)
	for range 20 {
		shell.send(nil)
	}
	const n = 800
	for i := range n {
		k.publish(t, "stream", wire.Object{"number": i, "text": kilobyte})
		reply, _ := k.session.Reply(first.Message, "echo", wire.Object{"number": i, "text": kilobyte})
		if err := k.Send(wire.Shell, first.Peer, reply); err != nil {
			t.Fatal(err)
		}
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		k.Drain(patience)
		k.Close()
	}()
	for _, c := range []*client{sub, shell} {
		for i := range n {
			if got := number(t, c.receive()); got != i {
				t.Fatalf("number %d in place of %d", got, i)
			}
		}
		c.socket.Close()
	}
	<-done
}

func TestDrainGivesUpOnAStalledPeer(t *testing.T) {
	k := listenKernel(t, wire.Connection{Key: testKey}, Options{})
	r := dial(t, k, wire.IOPub).shake("SUB", "")
	r.message("\x01")
	eventually(t, "the subscription is in force", func() bool { return subscriptions(k) == 1 })
	m, _ := k.session.Message("stream", nil)
	m.Buffers = [][]byte{make([]byte, 1<<20)}
	for range 20 {
		if err := k.Publish(m); err != nil {
			t.Fatal(err)
		}
	}
	k.Drain(10 * time.Millisecond) // returns, although 20 MB wait
	select {
	case <-k.gates[wire.IOPub].links()[0].outbox.drained():
		t.Error("the peer does not read, and yet nothing waits")
	default:
	}
}

func subscriptions(k *kernel) int {
	k.hub.mu.Lock()
	defer k.hub.mu.Unlock()
	total := 0
	for _, s := range k.hub.subscribers {
		for _, n := range s.topics {
			total += n
		}
	}
	return total
}

func TestManyClientsAtOnce(t *testing.T) {
	k := startKernel(t, Options{})
	done := make(chan struct{})
	const clients = 20
	for range clients {
		go func() {
			defer func() { done <- struct{}{} }()
			c := connect(t, k, wire.Shell, "")
			for i := range 50 {
				c.ask(i)
			}
		}()
	}
	for range clients {
		<-done
	}
}

func TestHeartbeatOfADealer(t *testing.T) {
	k := listenKernel(t, wire.Connection{Key: testKey}, Options{})
	r := dial(t, k, wire.Heartbeat).shake("DEALER", "")
	r.message("a", "", "b")
	if echo, err := zmtp.ReadPlain(r.in, zmtp.Bounds{Bytes: 100, Frames: 10}); err != nil || len(echo.Frames) != 3 || string(echo.Frames[2]) != "b" {
		t.Errorf("%q, %v", echo.Frames, err)
	}
}
