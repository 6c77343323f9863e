package transport

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"

	"saddle/kernel/wire"
	"saddle/kernel/zmtp"
)

const testKey = "the-key-of-the-tests"

// patience is how long a test waits for something that has to happen.
const patience = 20 * time.Second

// kernel is a transport whose shell, control and stdin answer every request with an "echo" of its content.
type kernel struct {
	*Transport
	session *wire.Session
}

func startKernel(t testing.TB, o Options) *kernel {
	t.Helper()
	k := listenKernel(t, wire.Connection{Key: testKey}, o)
	for _, channel := range []wire.Channel{wire.Shell, wire.Control, wire.Stdin} {
		go k.answer(channel)
	}
	return k
}

// listenKernel is startKernel without anybody who answers.
func listenKernel(t testing.TB, c wire.Connection, o Options) *kernel {
	t.Helper()
	k := &kernel{session: wire.NewSession("kernel")}
	o.Session = k.session
	var err error
	if k.Transport, err = Listen(c, o); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { k.Close() })
	return k
}

func (k *kernel) answer(channel wire.Channel) {
	for e := range k.Incoming(channel) {
		k.reply(e)
	}
}

func (k *kernel) reply(e wire.Envelope) error {
	m, err := k.session.Reply(e.Message, "echo", e.Message.Content)
	if err != nil {
		return err
	}
	return k.Send(e.Channel, e.Peer, m)
}

func (k *kernel) publish(t testing.TB, msgType string, content any) {
	t.Helper()
	m, err := k.session.Message(msgType, content)
	if err == nil {
		err = k.Publish(m)
	}
	if err != nil {
		t.Error(err)
	}
}

// client is a well-behaved peer: a real zmq4 socket.
type client struct {
	t       testing.TB
	socket  zmq4.Socket
	session *wire.Session
	signer  *wire.Signer
}

func connect(t testing.TB, k *kernel, channel wire.Channel, identity string) *client {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	var socket zmq4.Socket
	switch channel {
	case wire.IOPub:
		socket = zmq4.NewSub(ctx)
	case wire.Heartbeat:
		socket = zmq4.NewReq(ctx)
	default:
		socket = zmq4.NewDealer(ctx, zmq4.WithID(zmq4.SocketIdentity(identity)))
	}
	t.Cleanup(func() { cancel(); socket.Close() })
	if err := socket.Dial(k.Connection().Endpoint(channel)); err != nil {
		t.Fatalf("%s: %v", channel, err)
	}
	signer, err := wire.NewSigner("", testKey)
	if err != nil {
		t.Fatal(err)
	}
	return &client{t: t, socket: socket, session: wire.NewSession("client"), signer: signer}
}

func (c *client) send(content any, identities ...string) *wire.Message {
	c.t.Helper()
	m, err := c.session.Message("echo_request", content)
	if err != nil {
		c.t.Fatal(err)
	}
	var prefix [][]byte
	for _, identity := range identities {
		prefix = append(prefix, []byte(identity))
	}
	frames, err := wire.Encode(prefix, m, c.signer)
	if err == nil {
		err = c.socket.SendMulti(zmq4.NewMsgFrom(frames...))
	}
	if err != nil {
		c.t.Fatal(err)
	}
	return m
}

func (c *client) receive() *wire.Message {
	c.t.Helper()
	received, err := c.socket.Recv()
	if err != nil {
		c.t.Fatal(err)
	}
	_, m, err := wire.Decode(received.Frames, c.signer)
	if err != nil {
		c.t.Fatalf("%v in %q", err, received.Frames)
	}
	return m
}

// ask sends a request and wants exactly its reply.
func (c *client) ask(number int) {
	c.t.Helper()
	request := c.send(wire.Object{"number": number})
	reply := c.receive()
	if reply.ParentHeader() != request.Header || string(reply.Content) != string(request.Content) {
		c.t.Fatalf("reply %s to %+v, want that to %+v", reply.Content, reply.ParentHeader(), request.Header)
	}
}

// subscribe subscribes and waits for the welcome.
func (c *client) subscribe(topic string) {
	c.t.Helper()
	if err := c.socket.SetOption(zmq4.OptionSubscribe, topic); err != nil {
		c.t.Fatal(err)
	}
	m := c.receive()
	want := fmt.Sprintf(`{"subscription":%q}`, topic)
	if m.Header.MsgType != wire.IOPubWelcomeType || string(m.Content) != want || string(m.Parent) != "{}" {
		c.t.Fatalf("%s %s with parent %s, want the welcome %s", m.Header.MsgType, m.Content, m.Parent, want)
	}
}

func (c *client) beat() {
	c.t.Helper()
	if err := c.socket.Send(zmq4.NewMsg([]byte("ping"))); err != nil {
		c.t.Fatal(err)
	}
	if echo, err := c.socket.Recv(); err != nil || string(echo.Bytes()) != "ping" {
		c.t.Fatalf("heartbeat %q, %v", echo.Bytes(), err)
	}
}

// checkServed wants that new clients are served on every channel.
func checkServed(t testing.TB, k *kernel) {
	t.Helper()
	for _, channel := range []wire.Channel{wire.Shell, wire.Control, wire.Stdin} {
		c := connect(t, k, channel, "")
		c.ask(1)
		c.socket.Close()
	}
	sub := connect(t, k, wire.IOPub, "")
	sub.subscribe("")
	for {
		k.publish(t, "status", wire.Status{ExecutionState: "idle"})
		if sub.receive().Header.MsgType == "status" {
			break
		}
	}
	sub.socket.Close()
	heart := connect(t, k, wire.Heartbeat, "")
	heart.beat()
	heart.socket.Close()
}

// raw is a peer that speaks, byte by byte, what the test says.
type raw struct {
	t    testing.TB
	conn net.Conn
	in   *bufio.Reader
}

func dial(t testing.TB, k *kernel, channel wire.Channel) *raw {
	t.Helper()
	network, address := k.Connection().Address(channel)
	conn, err := net.Dial(network, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	conn.SetDeadline(time.Now().Add(patience))
	return &raw{t: t, conn: conn, in: bufio.NewReader(conn)}
}

// greetingBytes is how long the kernel's greeting is.
const greetingBytes = 64

// greeting is what a peer with the NULL mechanism sends first.
var greeting = append(append([]byte("\xff\x00\x00\x00\x00\x00\x00\x00\x00\x7f\x03\x00NULL"), make([]byte, 16)...), make([]byte, 32)...)

func ready(socketType, identity string) []byte {
	return zmtp.CommandBytes("READY", append(property("Socket-Type", socketType), property("Identity", identity)...))
}

func property(name, value string) []byte {
	p := append([]byte{byte(len(name))}, name...)
	return append(append(p, 0, 0, 0, byte(len(value))), value...)
}

// shake makes the whole handshake.
func (r *raw) shake(socketType, identity string) *raw {
	r.t.Helper()
	r.write(greeting, ready(socketType, identity))
	if _, err := io.ReadFull(r.in, make([]byte, greetingBytes)); err != nil {
		r.t.Fatal(err)
	}
	if answer, err := zmtp.ReadPlain(r.in, zmtp.Bounds{Bytes: 1 << 16, Frames: 1}); err != nil || !answer.IsCommand {
		r.t.Fatalf("handshake answered with %q, %v", answer.Frames, err)
	}
	return r
}

// write sends bytes; a kernel that has hung up is not this method's business.
func (r *raw) write(parts ...[]byte) {
	for _, part := range parts {
		r.conn.Write(part)
	}
}

func (r *raw) message(frames ...string) {
	var all [][]byte
	for _, frame := range frames {
		all = append(all, []byte(frame))
	}
	r.write(zmtp.MessageBytes(all))
}

// ask sends a signed request over the connection as it is and wants the reply.
func (r *raw) ask() {
	r.t.Helper()
	r.write(zmtp.MessageBytes(signedRequest(r.t)))
	answer, err := zmtp.ReadPlain(r.in, zmtp.Bounds{Bytes: 1 << 20, Frames: 16})
	if err != nil {
		r.t.Fatalf("no reply on the same connection: %v", err)
	}
	if _, m, err := wire.Decode(answer.Frames, mustSigner(r.t)); err != nil || m.Header.MsgType != "echo" {
		r.t.Fatalf("reply %v, %v", m, err)
	}
}

// hungUp wants that the kernel ends the connection.
func (r *raw) hungUp() {
	r.t.Helper()
	_, err := io.Copy(io.Discard, r.in)
	if timeout, ok := err.(net.Error); ok && timeout.Timeout() {
		r.t.Error("the kernel keeps the connection")
	}
}

func signedRequest(t testing.TB) [][]byte {
	t.Helper()
	m, err := wire.NewSession("raw").Message("echo_request", nil)
	if err != nil {
		t.Fatal(err)
	}
	frames, err := wire.Encode(nil, m, mustSigner(t))
	if err != nil {
		t.Fatal(err)
	}
	return frames
}

func mustSigner(t testing.TB) *wire.Signer {
	t.Helper()
	s, err := wire.NewSigner("", testKey)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func number(t testing.TB, m *wire.Message) int {
	t.Helper()
	var content struct{ Number int }
	if err := json.Unmarshal(m.Content, &content); err != nil {
		t.Fatal(err)
	}
	return content.Number
}

// eventually wants that a condition becomes true.
func eventually(t testing.TB, what string, condition func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !condition(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("it never became true that %s", what)
		}
	}
}

var kilobyte = strings.Repeat("k", 1000)
