package transport

import (
	"testing"

	"saddle/kernel/wire"
	"saddle/kernel/zmtp"
)

// request sends a signed request and returns its envelope.
func request(t testing.TB, k *kernel, c *client) wire.Envelope {
	t.Helper()
	sent := c.send(nil)
	e := <-k.Incoming(wire.Shell)
	if e.Message.Header != sent.Header {
		t.Fatalf("received %+v, sent %+v", e.Message.Header, sent.Header)
	}
	return e
}

func TestTheNewestConnectionWithAnIdentityGetsTheReplies(t *testing.T) {
	k := listenKernel(t, wire.Connection{Key: testKey}, Options{})
	old := connect(t, k, wire.Shell, "same")
	first := request(t, k, old) // from here on the kernel knows the older connection
	young := connect(t, k, wire.Shell, "same")
	second := request(t, k, young)
	if first.Peer != second.Peer {
		t.Errorf("peers %q and %q", first.Peer, second.Peer)
	}
	for _, e := range []wire.Envelope{first, second} {
		if err := k.reply(e); err != nil {
			t.Fatal(err)
		}
		if got := young.receive(); got.ParentHeader() != e.Message.Header {
			t.Errorf("reply to %+v", got.ParentHeader())
		}
	}
	young.socket.Close()
	eventually(t, "the younger connection is gone", func() bool { return len(k.gates[wire.Shell].links()) == 1 })
	if err := k.reply(first); err != nil {
		t.Fatal(err)
	}
	if got := old.receive(); got.ParentHeader() != first.Message.Header {
		t.Errorf("reply to %+v", got.ParentHeader())
	}
}

func TestAReconnectedClientGetsTheReplyToAnEarlierRequest(t *testing.T) {
	k := listenKernel(t, wire.Connection{Key: testKey}, Options{})
	before := connect(t, k, wire.Shell, "same")
	e := request(t, k, before)
	before.socket.Close()
	eventually(t, "the connection is gone", func() bool { return len(k.gates[wire.Shell].links()) == 0 })
	if err := k.reply(e); err == nil || k.Connected(wire.Shell, e.Peer) {
		t.Error("sent to nobody without an error")
	}
	after := connect(t, k, wire.Shell, "same")
	eventually(t, "the client is back", func() bool { return k.reply(e) == nil && k.Connected(wire.Shell, e.Peer) })
	if k.Connected(wire.Control, e.Peer) || k.Connected(wire.IOPub, e.Peer) || k.Connected(wire.Shell, "no route") {
		t.Error("it is said to be where it is not")
	}
	if got := after.receive(); got.ParentHeader() != e.Message.Header {
		t.Errorf("reply to %+v", got.ParentHeader())
	}
}

// TestAStrangerCannotTakeReplies: identities are no secret, every subscriber of iopub sees them.
func TestAStrangerCannotTakeReplies(t *testing.T) {
	k := listenKernel(t, wire.Connection{Key: testKey}, Options{})
	c := connect(t, k, wire.Shell, "victim")
	e := request(t, k, c)
	thief := dial(t, k, wire.Shell).shake("DEALER", "victim")
	thief.message("not signed")
	eventually(t, "the stranger is connected", func() bool { return len(k.gates[wire.Shell].links()) == 2 })
	if err := k.reply(e); err != nil {
		t.Fatal(err)
	}
	if got := c.receive(); got.ParentHeader() != e.Message.Header {
		t.Errorf("reply to %+v", got.ParentHeader())
	}
}

func TestClientsWithoutIdentityAreToldApart(t *testing.T) {
	k := listenKernel(t, wire.Connection{Key: testKey}, Options{})
	peers := map[string]bool{}
	for range 5 {
		r := dial(t, k, wire.Shell).shake("DEALER", "")
		r.write(zmtp.MessageBytes(signedRequest(t)))
		e := <-k.Incoming(wire.Shell)
		if peers[e.Peer] {
			t.Errorf("%q twice", e.Peer)
		}
		peers[e.Peer] = true
		if err := k.reply(e); err != nil {
			t.Error(err)
		}
		readMessage(t, r)
	}
}

func TestRoutesReadBack(t *testing.T) {
	for _, frames := range [][]string{{""}, {"a"}, {"", ""}, {"x", "\x00", string(make([]byte, 300)), "y"}} {
		var prefix [][]byte
		for _, frame := range frames[1:] {
			prefix = append(prefix, []byte(frame))
		}
		identity, got, err := splitRoute(joinRoute(frames[0], prefix))
		if err != nil || identity != frames[0] || len(got) != len(prefix) {
			t.Errorf("%q came back as %q %q, %v", frames, identity, got, err)
		}
		for i := range got {
			if string(got[i]) != frames[i+1] {
				t.Errorf("%q came back as %q", frames, got)
			}
		}
	}
}
