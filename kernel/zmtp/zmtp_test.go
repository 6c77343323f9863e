package zmtp

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"

	"saddle/kernel/zmtp/curve"
)

// patience is how long a test waits for something that has to happen.
const patience = 20 * time.Second

// pipe is both sides of a TCP connection.
func pipe(t testing.TB) (one, other net.Conn) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if one, err = net.Dial("tcp", l.Addr().String()); err != nil {
		t.Fatal(err)
	}
	if other, err = l.Accept(); err != nil {
		t.Fatal(err)
	}
	for _, conn := range []net.Conn{one, other} {
		conn.SetDeadline(time.Now().Add(patience))
		t.Cleanup(func() { conn.Close() })
	}
	return one, other
}

// opened is what Open returned at either side.
type opened struct {
	client, server       *Stream
	clientErr, serverErr error
	wire                 net.Conn // below the client's stream
}

func connect(t testing.TB, clientKeys, serverKeys *curve.Pair) opened {
	t.Helper()
	one, other := pipe(t)
	o := opened{wire: one}
	done := make(chan bool)
	go func() {
		defer close(done)
		o.server, o.serverErr = Open(other, End{Type: zmq4.Router, Server: true, Keys: serverKeys})
		if o.serverErr != nil {
			other.Close()
		}
	}()
	o.client, o.clientErr = Open(one, End{Type: zmq4.Dealer, Identity: "who", Keys: clientKeys})
	if o.clientErr != nil {
		one.Close()
	}
	<-done
	return o
}

func mustConnect(t testing.TB, keys *curve.Pair) opened {
	t.Helper()
	o := connect(t, keys, keys)
	if o.clientErr != nil || o.serverErr != nil {
		t.Fatalf("%v, %v", o.clientErr, o.serverErr)
	}
	return o
}

func newKeys() *curve.Pair {
	keys := curve.NewPair()
	return &keys
}

var mechanisms = map[string]*curve.Pair{"NULL": nil, "CURVE": newKeys()}

func TestStreams(t *testing.T) {
	for name, keys := range mechanisms {
		t.Run(name, func(t *testing.T) {
			o := mustConnect(t, keys)
			if o.server.Identity != "who" || o.client.Identity != "" {
				t.Errorf("identities %q and %q", o.server.Identity, o.client.Identity)
			}
			for _, sizes := range [][]int{{0}, {0, 0, 0}, {5, 255, 256, 223, 222}, {70_000, 0, 3}, {3 << 20}} {
				checkMessage(t, o.client, o.server, sizes)
				checkMessage(t, o.server, o.client, sizes)
			}
			go o.client.Write(MessageBytes([][]byte{[]byte("a")}), CommandBytes("PING", []byte{0, 0, 7}), MessageBytes([][]byte{[]byte("b"), {}}))
			for _, want := range []string{`["a"] false`, `["\x04PING\x00\x00\a"] true`, `["b" ""] false`} {
				got, err := o.server.Read(Bounds{Bytes: 100, Frames: 10})
				if text := fmt.Sprintf("%q %v", got.Frames, got.IsCommand); err != nil || text != want {
					t.Errorf("%s, %v, not %s", text, err, want)
				}
			}
		})
	}
}

func checkMessage(t *testing.T, from, to *Stream, sizes []int) {
	t.Helper()
	var frames [][]byte
	for i, size := range sizes {
		frames = append(frames, bytes.Repeat([]byte{byte(i + 1)}, size))
	}
	go from.Write(MessageBytes(frames))
	got, err := to.Read(Bounds{Bytes: 4 << 20, Frames: 5})
	if err != nil || got.IsCommand || len(got.Frames) != len(frames) {
		t.Fatalf("%v: %d frames, %v", sizes, len(got.Frames), err)
	}
	for i := range frames {
		if !bytes.Equal(got.Frames[i], frames[i]) {
			t.Errorf("%v: frame %d differs", sizes, i)
		}
	}
}

func TestBoundsAreThoseOfWhatIsSealed(t *testing.T) {
	for name, keys := range mechanisms {
		for limit, fits := range map[[2]int]bool{{100, 2}: true, {99, 2}: false, {100, 1}: false} {
			o := mustConnect(t, keys)
			go o.client.Write(MessageBytes([][]byte{make([]byte, 40), make([]byte, 60)}))
			if _, err := o.server.Read(Bounds{Bytes: limit[0], Frames: limit[1]}); (err == nil) != fits || err != nil && !errors.Is(err, ErrTooLarge) {
				t.Errorf("%s %+v: %v", name, limit, err)
			}
		}
	}
}

// TestWriteChangesNothing: iopub writes the same bytes to every subscriber.
func TestWriteChangesNothing(t *testing.T) {
	message := MessageBytes([][]byte{[]byte("to all"), make([]byte, 1000)})
	before := bytes.Clone(message)
	for range 2 {
		o := mustConnect(t, mechanisms["CURVE"])
		go o.server.Write(message, message)
		for range 2 {
			if got, err := o.client.Read(Bounds{Bytes: 2000, Frames: 2}); err != nil || string(got.Frames[0]) != "to all" {
				t.Errorf("%q, %v", got.Frames, err)
			}
		}
	}
	if !bytes.Equal(message, before) {
		t.Error("the message was changed")
	}
}

func TestNothingIsSentInTheClear(t *testing.T) {
	one, other := pipe(t)
	var sent bytes.Buffer
	recorded := &recorder{Conn: one, sent: &sent}
	keys := newKeys()
	go Open(other, End{Type: zmq4.Router, Server: true, Keys: keys})
	client, err := Open(recorded, End{Type: zmq4.Dealer, Identity: "identity", Keys: keys})
	if err != nil {
		t.Fatal(err)
	}
	if err := client.Write(MessageBytes([][]byte{[]byte("the text of a cell")})); err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"identity", "DEALER", "the text", string(keys.Public[:]), string(keys.Secret[:])} {
		if bytes.Contains(sent.Bytes(), []byte(secret)) {
			t.Errorf("%q is sent in the clear", secret)
		}
	}
}

type recorder struct {
	net.Conn
	sent *bytes.Buffer
}

func (r *recorder) Write(p []byte) (int, error) {
	r.sent.Write(p)
	return r.Conn.Write(p)
}

func TestBothEndsMustAgree(t *testing.T) {
	keys, others := newKeys(), newKeys()
	for _, c := range []struct {
		client, server *curve.Pair
		says           string // to the client
	}{
		{keys, nil, `mechanism is "NULL", that of this connection is "CURVE"`},
		{nil, keys, `mechanism is "CURVE", that of this connection is "NULL"`},
		{others, keys, "another curve_secretkey"},
	} {
		o := connect(t, c.client, c.server)
		if o.clientErr == nil || o.serverErr == nil {
			t.Fatalf("%s: %v and %v", c.says, o.clientErr, o.serverErr)
		}
		if !strings.Contains(o.clientErr.Error(), c.says) && !errors.Is(o.clientErr, io.EOF) && !isReset(o.clientErr) {
			t.Errorf("the client hears %v, not %s", o.clientErr, c.says)
		}
		if c.client == others && !errors.Is(o.serverErr, curve.ErrRefused) {
			t.Errorf("the server hears %v", o.serverErr)
		}
	}
}

// isReset: who closes a connection with bytes unread resets it, and the reason may be lost on the way.
func isReset(err error) bool { return strings.Contains(err.Error(), "reset") }

func TestServerSaysThatItIsOne(t *testing.T) {
	for name, want := range map[string]byte{"NULL": 0, "CURVE": 1} {
		one, other := pipe(t)
		go Open(other, End{Type: zmq4.Router, Server: true, Keys: mechanisms[name]})
		greeting := make([]byte, greetingBytes)
		if _, err := io.ReadFull(one, greeting); err != nil || greeting[roleAt] != want || string(greeting[mechanismAt:mechanismAt+len(name)]) != name {
			t.Errorf("%s: %q, %v", name, greeting, err)
		}
	}
}

// faults of a peer behind a handshake of CURVE; each ends the connection.
var faults = map[string]func(*opened){
	"a plain message": func(o *opened) { o.wire.Write(MessageBytes([][]byte{[]byte("hello")})) },
	"a long plain one": func(o *opened) {
		o.wire.Write(MessageBytes([][]byte{bytes.Repeat([]byte("x"), 300)}))
	},
	"a plain PING": func(o *opened) { o.wire.Write(CommandBytes("PING", []byte{0, 0})) },
	"MESSAGE in parts": func(o *opened) {
		sealed := o.client.session.Seal(nil, curve.Frame{Body: []byte("x")})
		o.wire.Write(append([]byte{flagMore, byte(len(sealed))}, sealed...))
	},
	"the same again": func(o *opened) {
		sealed := o.client.seal(nil, MessageBytes([][]byte{[]byte("x")}))
		o.wire.Write(sealed)
		o.server.Read(Bounds{Bytes: 10, Frames: 1})
		o.wire.Write(sealed)
	},
	"a byte changed": func(o *opened) {
		sealed := o.client.seal(nil, MessageBytes([][]byte{[]byte("x")}))
		sealed[len(sealed)-1]++
		o.wire.Write(sealed)
	},
	"1 TiB": func(o *opened) { o.wire.Write([]byte{flagLong, 0, 0, 1, 0, 0, 0, 0, 0}) },
	"2⁶⁴−1": func(o *opened) { o.wire.Write([]byte{flagLong, 255, 255, 255, 255, 255, 255, 255, 255}) },
	"a command inside a message": func(o *opened) {
		o.wire.Write(o.client.seal(nil, append([]byte{flagMore, 0}, CommandBytes("PING", []byte{0, 0})...)))
	},
}

func TestFaultsBehindTheHandshake(t *testing.T) {
	for name, fault := range faults {
		o := mustConnect(t, newKeys())
		fault(&o)
		if got, err := o.server.Read(Bounds{Bytes: 1 << 20, Frames: 10}); !errors.Is(err, ErrProtocol) && !errors.Is(err, ErrTooLarge) && !errors.Is(err, curve.ErrRefused) {
			t.Errorf("%s: %q, %v", name, got.Frames, err)
		}
	}
}

func TestPong(t *testing.T) {
	for body, want := range map[string]string{
		"\x04PING\x00\x00": "\x04\x05\x04PONG", "\x04PING\x00\x07abc": "\x04\x08\x04PONGabc",
		"\x04PING\x00": "", "\x04PING": "", "\x04PONG\x00\x00": "", "": "", "\x09PING": "",
	} {
		if got := Pong([]byte(body)); string(got) != want {
			t.Errorf("%q is answered with %q, not %q", body, got, want)
		}
	}
}

// FuzzHandshake plays any bytes to both ends of the handshake, with both mechanisms: it must end, without
// encryption only for a peer that has asked for none, and with it never.
func FuzzHandshake(f *testing.F) {
	for name := range mechanisms {
		greeting := append([]byte("\xff\x00\x00\x00\x00\x00\x00\x00\x00\x7f\x03\x00"+name), make([]byte, 52-len(name))...)
		f.Add(greeting)
		f.Add(append(bytes.Clone(greeting), CommandBytes("READY", []byte("\x0bSocket-Type\x00\x00\x00\x06DEALER"))...))
		for command, size := range map[string]int{curve.Hello: 194, curve.Welcome: 160, curve.Initiate: 300, curve.Ready: 40, "ERROR": 5} {
			f.Add(append(bytes.Clone(greeting), CommandBytes(command, make([]byte, size))...))
		}
	}
	f.Fuzz(func(t *testing.T, sent []byte) {
		for name, keys := range mechanisms {
			for _, end := range []End{{Type: zmq4.Router, Server: true, Keys: keys}, {Type: zmq4.Dealer, Keys: keys}} {
				s, err := Open(&script{in: bufio.NewReader(bytes.NewReader(sent))}, end)
				if err == nil && (name == "CURVE" || len(s.Identity) > 255) {
					t.Fatalf("%+v is open for %q", end, sent)
				}
			}
		}
	})
}

// script is a connection on which the peer's part is fixed.
type script struct {
	net.Conn
	in io.Reader
}

func (s *script) Read(p []byte) (int, error)  { return s.in.Read(p) }
func (s *script) Write(p []byte) (int, error) { return len(p), nil }
