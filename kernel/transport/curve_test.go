package transport

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"log/slog"
	"net"
	"strings"
	"testing"

	"github.com/go-zeromq/zmq4"

	"saddle/kernel/wire"
	"saddle/kernel/zmtp"
	"saddle/kernel/zmtp/curve"
)

// The test keys of libzmq's manual (zmq_curve), those of its server.
const (
	testPublic = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7"
	testSecret = "JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6"
)

func encrypted() wire.Connection {
	return wire.Connection{Key: testKey, CurvePublicKey: testPublic, CurveSecretKey: testSecret}
}

func startEncrypted(t testing.TB, o Options) *kernel {
	t.Helper()
	k := listenKernel(t, encrypted(), o)
	for _, channel := range []wire.Channel{wire.Shell, wire.Control, wire.Stdin} {
		go k.answer(channel)
	}
	return k
}

// encryptedPeer is a client of CURVE, over the connection of a raw peer.
type encryptedPeer struct {
	*raw
	stream *zmtp.Stream
}

func dialEncrypted(t testing.TB, k *kernel, channel wire.Channel, keys curve.Pair) (*encryptedPeer, error) {
	t.Helper()
	r := dial(t, k, channel)
	stream, err := zmtp.Open(r.conn, zmtp.End{Type: zmq4.SocketType(socketKinds[channel]), Keys: &keys})
	return &encryptedPeer{r, stream}, err
}

func testKeys(t testing.TB) curve.Pair {
	t.Helper()
	public, secret, ok := encrypted().CurveKeys()
	if !ok {
		t.Fatal("the test keys are none")
	}
	return curve.Pair{Public: public, Secret: secret}
}

func (p *encryptedPeer) exchange(frames ...string) zmtp.Traffic {
	p.t.Helper()
	var all [][]byte
	for _, frame := range frames {
		all = append(all, []byte(frame))
	}
	if err := p.stream.Write(zmtp.MessageBytes(all)); err != nil {
		p.t.Fatal(err)
	}
	answer, err := p.stream.Read(zmtp.Bounds{Bytes: 1 << 20, Frames: 16})
	if err != nil {
		p.t.Fatal(err)
	}
	return answer
}

// checkServedEncrypted wants that new clients are served on every channel.
func checkServedEncrypted(t testing.TB, k *kernel) {
	t.Helper()
	for channel := range socketKinds {
		p, err := dialEncrypted(t, k, channel, testKeys(t))
		if err != nil {
			t.Fatalf("%s: %v", channel, err)
		}
		switch channel {
		case wire.Heartbeat:
			if answer := p.exchange("", "ping"); string(bytes.Join(answer.Frames, []byte("|"))) != "|ping" {
				t.Errorf("heartbeat %q", answer.Frames)
			}
		case wire.IOPub:
			checkIs(t, p.exchange("\x01status"), wire.IOPubWelcomeType)
		default:
			var request []string
			for _, frame := range signedRequest(t) {
				request = append(request, string(frame))
			}
			checkIs(t, p.exchange(request...), "echo")
		}
		p.conn.Close()
	}
}

func checkIs(t testing.TB, answer zmtp.Traffic, msgType string) {
	t.Helper()
	if _, m, err := wire.Decode(answer.Frames, mustSigner(t)); err != nil || m.Header.MsgType != msgType {
		t.Errorf("%v, %v, not %s", m, err, msgType)
	}
}

func TestEncryptedChannels(t *testing.T) {
	k := startEncrypted(t, Options{})
	checkServedEncrypted(t, k)
	// Jupyter's heartbeat makes keys of its own, and knows the kernel's public key only.
	r := dial(t, k, wire.Heartbeat)
	r.greetCurve()
	client := r.curveClient(testKeys(t).Public)
	r.write(zmtp.CommandBytes(curve.Hello, client.Hello()))
	initiate, err := client.Initiate(r.command(curve.Welcome), property("Socket-Type", "REQ"))
	if err != nil {
		t.Fatal(err)
	}
	r.write(zmtp.CommandBytes(curve.Initiate, initiate))
	if theirs, _, err := client.Finish(r.command(curve.Ready)); err != nil || !bytes.Contains(theirs, []byte("ROUTER")) {
		t.Errorf("%q, %v", theirs, err)
	}
}

func TestEncryptedIPC(t *testing.T) {
	c := encrypted()
	c.Transport, c.IP = wire.IPC, shortFolder(t)+"/k"
	k := listenKernel(t, c, Options{})
	for _, channel := range []wire.Channel{wire.Shell, wire.Control, wire.Stdin} {
		go k.answer(channel)
	}
	checkServedEncrypted(t, k)
}

// curveGreeting is what a client of CURVE sends first.
var curveGreeting = bytes.Replace(greeting, []byte("NULL\x00"), []byte("CURVE"), 1)

func (r *raw) greetCurve() {
	r.t.Helper()
	r.write(curveGreeting)
	if _, err := io.ReadFull(r.in, make([]byte, greetingBytes)); err != nil {
		r.t.Fatal(err)
	}
}

func (r *raw) curveClient(server [curve.KeyBytes]byte) *curve.Client {
	r.t.Helper()
	client, err := curve.NewClient(server, curve.NewPair())
	if err != nil {
		r.t.Fatal(err)
	}
	return client
}

// command reads the command that has to come, and returns its data.
func (r *raw) command(want string) []byte {
	r.t.Helper()
	answer, err := zmtp.ReadPlain(r.in, zmtp.Bounds{Bytes: 4096, Frames: 1})
	if err != nil {
		r.t.Fatal(err)
	}
	name, data, err := zmtp.SplitCommand(answer.Frames[0])
	if err != nil || name != want {
		r.t.Fatalf("%s, %v in place of %s", name, err, want)
	}
	return data
}

// curveFaults are peers that a kernel with CURVE keys turns away. Each is given the kernel's public key.
var curveFaults = map[string]func(r *raw, server [curve.KeyBytes]byte){
	"NULL": func(r *raw, _ [curve.KeyBytes]byte) { r.write(greeting, ready("DEALER", "")) },
	"PLAIN": func(r *raw, _ [curve.KeyBytes]byte) {
		r.write(bytes.Replace(greeting, []byte("NULL\x00"), []byte("PLAIN"), 1))
	},
	"half a greeting": func(r *raw, _ [curve.KeyBytes]byte) { r.write(curveGreeting[:40]); closeWrite(r) },
	"NULL behind the greeting": func(r *raw, _ [curve.KeyBytes]byte) {
		r.write(curveGreeting, ready("DEALER", ""))
	},
	"ERROR": func(r *raw, _ [curve.KeyBytes]byte) {
		r.write(curveGreeting, zmtp.CommandBytes("ERROR", []byte("\x03why")))
	},
	"another server key": func(r *raw, _ [curve.KeyBytes]byte) {
		r.write(curveGreeting, zmtp.CommandBytes(curve.Hello, r.curveClient(curve.NewPair().Public).Hello()))
	},
	"half a HELLO": func(r *raw, server [curve.KeyBytes]byte) {
		r.write(curveGreeting, zmtp.CommandBytes(curve.Hello, r.curveClient(server).Hello()[:100]))
	},
	"HELLO too long": func(r *raw, server [curve.KeyBytes]byte) {
		r.write(curveGreeting, zmtp.CommandBytes(curve.Hello, append(r.curveClient(server).Hello(), make([]byte, 300)...)))
	},
	"HELLO of 1 TiB": func(r *raw, _ [curve.KeyBytes]byte) { r.write(curveGreeting, frameOf(flagCommand, 1<<40)) },
	"HELLO as a message in parts": func(r *raw, server [curve.KeyBytes]byte) {
		r.write(curveGreeting, []byte{flagMore, 1, 5}, r.curveClient(server).Hello())
	},
	"HELLO twice": func(r *raw, server [curve.KeyBytes]byte) {
		hello := zmtp.CommandBytes(curve.Hello, r.curveClient(server).Hello())
		r.write(curveGreeting, hello, hello)
	},
	"a guess as INITIATE": func(r *raw, server [curve.KeyBytes]byte) {
		r.write(curveGreeting, zmtp.CommandBytes(curve.Hello, r.curveClient(server).Hello()), zmtp.CommandBytes(curve.Initiate, make([]byte, 300)))
	},
	"another cookie": func(r *raw, server [curve.KeyBytes]byte) {
		r.initiate(server, func(initiate []byte) []byte { initiate[20]++; return initiate })
	},
	"half an INITIATE": func(r *raw, server [curve.KeyBytes]byte) {
		r.initiate(server, func(initiate []byte) []byte { return initiate[:len(initiate)/2] })
	},
	"a nonce that was there before": func(r *raw, server [curve.KeyBytes]byte) {
		r.initiate(server, func(initiate []byte) []byte { binary.BigEndian.PutUint64(initiate[96:], 1); return initiate })
	},
	"INITIATE of 5000 bytes": func(r *raw, server [curve.KeyBytes]byte) {
		r.initiate(server, func(initiate []byte) []byte { return append(initiate, make([]byte, 5000)...) })
	},
	"a message before READY": func(r *raw, server [curve.KeyBytes]byte) {
		r.initiate(server, func(initiate []byte) []byte { r.message("hello"); return initiate })
	},
}

// initiate goes as far as INITIATE, which is changed.
func (r *raw) initiate(server [curve.KeyBytes]byte, change func([]byte) []byte) {
	r.t.Helper()
	r.greetCurve()
	client := r.curveClient(server)
	r.write(zmtp.CommandBytes(curve.Hello, client.Hello()))
	initiate, err := client.Initiate(r.command(curve.Welcome), property("Socket-Type", "DEALER"))
	if err != nil {
		r.t.Fatal(err)
	}
	r.write(zmtp.CommandBytes(curve.Initiate, change(initiate)))
}

func closeWrite(r *raw) { r.conn.(interface{ CloseWrite() error }).CloseWrite() }

func TestCurveFaultsEndOneConnection(t *testing.T) {
	var log lockedBuffer
	k := startEncrypted(t, Options{Logger: slog.New(slog.NewTextHandler(&log, nil))})
	for name, fault := range curveFaults {
		t.Run(name, func(t *testing.T) {
			for channel := range socketKinds {
				r := dial(t, k, channel)
				fault(r, testKeys(t).Public)
				r.hungUp()
			}
			checkServedEncrypted(t, k)
		})
	}
	keys := testKeys(t)
	for _, secret := range []string{testSecret, string(keys.Secret[:]), testKey} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("a key is in the log:\n%s", log.String())
		}
	}
	if !strings.Contains(log.String(), "handshake failed") {
		t.Errorf("the log says nothing of the handshakes:\n%s", log.String())
	}
}

// sealedFaults come behind a good handshake.
var sealedFaults = map[string]func(*encryptedPeer){
	"plain":  func(p *encryptedPeer) { p.raw.message("hello") },
	"1 TiB":  func(p *encryptedPeer) { p.raw.write(frameOf(0, 1<<40)) },
	"noise":  func(p *encryptedPeer) { p.raw.write(append([]byte{0, 50}, make([]byte, 50)...)) },
	"parts":  func(p *encryptedPeer) { p.raw.write(append([]byte{flagMore, 50}, make([]byte, 50)...)) },
	"a copy": func(p *encryptedPeer) { p.copy() },
	"more than a stranger may": func(p *encryptedPeer) {
		p.stream.Write(zmtp.MessageBytes([][]byte{make([]byte, 3<<20)}))
	},
}

// copy sends a frame as it was sent before.
func (p *encryptedPeer) copy() {
	var sent bytes.Buffer
	keys := testKeys(p.t)
	stream, err := zmtp.Open(&tapped{p.raw.conn, &sent}, zmtp.End{Type: zmq4.Dealer, Keys: &keys})
	if err != nil {
		p.t.Fatal(err)
	}
	sent.Reset()
	stream.Write(zmtp.MessageBytes([][]byte{[]byte("x")}))
	p.raw.write(sent.Bytes())
}

func TestSealedFaultsEndOneConnection(t *testing.T) {
	k := startEncrypted(t, Options{})
	for name, fault := range sealedFaults {
		t.Run(name, func(t *testing.T) {
			p := &encryptedPeer{raw: dial(t, k, wire.Shell)}
			if name != "a copy" {
				var err error
				if p, err = dialEncrypted(t, k, wire.Shell, testKeys(t)); err != nil {
					t.Fatal(err)
				}
			}
			fault(p)
			p.hungUp()
			checkServedEncrypted(t, k)
		})
	}
}

func TestPlainKernelRefusesCurve(t *testing.T) {
	k := startKernel(t, Options{})
	if _, err := dialEncrypted(t, k, wire.Shell, testKeys(t)); err == nil {
		t.Error("connected")
	}
	checkServed(t, k)
}

func TestRegisterEncrypted(t *testing.T) {
	c := encrypted()
	launcher := listenKernel(t, c, Options{}) // a ROUTER behind CURVE
	c.RegistrationPort = launcher.Connection().ShellPort
	k := listenKernel(t, c, Options{})
	registered := make(chan error, 1)
	go func() { registered <- k.Register(context.Background()) }()
	request := <-launcher.Incoming(wire.Shell)
	reply, err := launcher.session.Reply(request.Message, wire.HandshakeReplyType, wire.OKReply{Status: wire.StatusOK})
	if err != nil {
		t.Fatal(err)
	}
	if err := launcher.Send(wire.Shell, request.Peer, reply); err != nil {
		t.Fatal(err)
	}
	if err := <-registered; err != nil || request.Message.Header.MsgType != wire.HandshakeRequestType {
		t.Errorf("%+v, %v", request.Message.Header, err)
	}

	plain := listenKernel(t, wire.Connection{Key: testKey}, Options{})
	c.RegistrationPort = plain.Connection().ShellPort
	alone := listenKernel(t, c, Options{})
	if err := alone.Register(context.Background()); err == nil || errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("registered in the clear: %v", err)
	}
}

// tapped keeps what is written.
type tapped struct {
	net.Conn
	sent *bytes.Buffer
}

func (c *tapped) Write(p []byte) (int, error) {
	c.sent.Write(p)
	return c.Conn.Write(p)
}
