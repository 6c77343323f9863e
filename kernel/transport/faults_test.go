package transport

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"log/slog"
	"math/rand/v2"
	"runtime"
	"strings"
	"sync"
	"testing"

	"saddle/kernel/wire"
	"saddle/kernel/zmtp"
)

// Flags of a frame.
const (
	flagMore    = 1
	flagLong    = 2
	flagCommand = 4
)

// frameOf announces a frame of any size, without its body.
func frameOf(flags byte, size uint64) []byte {
	return binary.BigEndian.AppendUint64([]byte{flags | flagLong}, size)
}

// handshakeFaults are peers that never get through their handshake.
var handshakeFaults = map[string]func(*raw){
	"silent":                      func(r *raw) {},
	"half a greeting":             func(r *raw) { r.write(greeting[:30]) },
	"silent after the greeting":   func(r *raw) { r.write(greeting) },
	"a browser":                   func(r *raw) { r.write([]byte("GET / HTTP/1.0\r\n\r\n"), bytes.Repeat([]byte("x"), 100)) },
	"an old ZMTP":                 func(r *raw) { r.write([]byte{0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 1, 0}, make([]byte, 52)) },
	"CURVE":                       func(r *raw) { r.write(bytes.Replace(greeting, []byte("NULL\x00"), []byte("CURVE"), 1)) },
	"2⁶³−1 bytes in handshake":    func(r *raw) { r.write(greeting, frameOf(flagCommand, 1<<63-1)) },
	"2⁶⁴−1 bytes in handshake":    func(r *raw) { r.write(greeting, frameOf(flagCommand, 1<<64-1)) },
	"1 TiB in handshake":          func(r *raw) { r.write(greeting, frameOf(flagCommand, 1<<40)) },
	"unknown socket type":         func(r *raw) { r.write(greeting, ready("TELEPHONE", "")) },
	"no socket type":              func(r *raw) { r.write(greeting, zmtp.CommandBytes("READY", nil)) },
	"socket type that cannot be":  func(r *raw) { r.write(greeting, ready("PUSH", "")) },
	"PING as handshake":           func(r *raw) { r.write(greeting, zmtp.CommandBytes("PING", []byte{0, 1})) },
	"message as handshake":        func(r *raw) { r.write(greeting, zmtp.MessageBytes([][]byte{[]byte("hello")})) },
	"command without name":        func(r *raw) { r.write(greeting, []byte{flagCommand, 0}) },
	"command name beyond the end": func(r *raw) { r.write(greeting, []byte{flagCommand, 2, 200, 'R'}) },
	"property beyond the end":     func(r *raw) { r.write(greeting, zmtp.CommandBytes("READY", []byte("\xc8Socket-Type"))) },
	"property value beyond":       func(r *raw) { r.write(greeting, zmtp.CommandBytes("READY", []byte("\x01a\xff\xff\xff\xff"))) },
	"half a property":             func(r *raw) { r.write(greeting, zmtp.CommandBytes("READY", []byte("\x01a\x00"))) },
	"READY in parts without end": func(r *raw) {
		r.write(greeting, bytes.Repeat([]byte{flagCommand | flagMore, 1, 5}, 10_000))
	},
	"identity of 300 bytes": func(r *raw) {
		value := append([]byte{8}, "Identity\x00\x00\x01\x2c"...)
		r.write(greeting, zmtp.CommandBytes("READY", append(property("Socket-Type", "DEALER"), append(value, make([]byte, 300)...)...)))
	},
}

func TestHandshakeFaultsLeaveTheOthersServed(t *testing.T) {
	k := startKernel(t, Options{})
	for name, fault := range handshakeFaults {
		t.Run(name, func(t *testing.T) {
			for _, channel := range wire.Channels() {
				fault(dial(t, k, channel))
			}
			checkServed(t, k)
		})
	}
}

func TestHandshakeHasADeadline(t *testing.T) {
	k := startKernel(t, Options{Limits: Limits{Handshake: 1}})
	for _, channel := range wire.Channels() {
		dial(t, k, channel).hungUp()
	}
}

func TestFloodOfHalfOpenConnections(t *testing.T) {
	const halfOpen = 8
	k := startKernel(t, Options{Limits: Limits{HalfOpen: halfOpen}})
	var flood []*raw
	for range 5 * halfOpen {
		for _, channel := range wire.Channels() {
			flood = append(flood, dial(t, k, channel))
		}
	}
	checkServed(t, k)
	for _, g := range k.gates {
		g.mu.Lock()
		if len(g.halfOpen) > halfOpen {
			t.Errorf("%s holds %d half-open connections", g.channel, len(g.halfOpen))
		}
		g.mu.Unlock()
	}
	flood[0].hungUp()
}

func TestFloodOfIdleConnections(t *testing.T) {
	const peers = 6
	k := startKernel(t, Options{Limits: Limits{Peers: peers}})
	shell := connect(t, k, wire.Shell, "")
	shell.ask(1)
	for range 4 * peers {
		for _, channel := range wire.Channels() {
			kind := "DEALER"
			if channel == wire.IOPub {
				kind = "SUB"
			}
			dial(t, k, channel).shake(kind, "")
		}
	}
	shell.ask(2) // who has proved to be a client keeps the place
	checkServed(t, k)
	for _, g := range k.gates {
		if n := len(g.links()); n > peers {
			t.Errorf("%s holds %d connections", g.channel, n)
		}
	}
}

func TestClientsBeyondTheLimitAreRefused(t *testing.T) {
	k := startKernel(t, Options{Limits: Limits{Peers: 2}})
	first, second := connect(t, k, wire.Shell, ""), connect(t, k, wire.Shell, "")
	first.ask(1)
	second.ask(1)
	dial(t, k, wire.Shell).shake("DEALER", "").hungUp()
	first.ask(2)
	second.ask(2)
}

// streamFaults end the connection they come on, and no other.
var streamFaults = map[string]func(*raw){
	"2⁶³−1 bytes":              func(r *raw) { r.write(frameOf(0, 1<<63-1)) },
	"2⁶⁴−1 bytes":              func(r *raw) { r.write(frameOf(0, 1<<64-1)) },
	"1 TiB":                    func(r *raw) { r.write(frameOf(0, 1<<40)) },
	"more than a stranger may": func(r *raw) { r.write(frameOf(0, 3<<20)) },
	"many frames that are more together": func(r *raw) {
		for range 40 {
			r.write(append(frameOf(flagMore, 60_000), make([]byte, 60_000)...))
		}
	},
	"frames without end": func(r *raw) {
		r.write(bytes.Repeat([]byte{flagMore, 0}, 10_000))
	},
	"reserved flags":           func(r *raw) { r.write([]byte{0x80, 0}) },
	"command in parts":         func(r *raw) { r.write([]byte{flagCommand | flagMore, 0}) },
	"command inside a message": func(r *raw) { r.write([]byte{flagMore, 0}, zmtp.CommandBytes("PING", []byte{0, 0})) },
	"PING without its time":    func(r *raw) { r.write(zmtp.CommandBytes("PING", nil)) },
	"malformed command":        func(r *raw) { r.write([]byte{flagCommand, 1, 9}) },
	"ERROR":                    func(r *raw) { r.write(zmtp.CommandBytes("ERROR", []byte("\x03why"))) },
}

func TestStreamFaultsEndOneConnection(t *testing.T) {
	k := startKernel(t, Options{})
	for name, fault := range streamFaults {
		t.Run(name, func(t *testing.T) {
			for channel, kind := range socketKinds {
				r := dial(t, k, channel).shake(kind, "")
				fault(r)
				r.hungUp()
			}
			checkServed(t, k)
		})
	}
}

var socketKinds = map[wire.Channel]string{wire.Shell: "DEALER", wire.Control: "DEALER", wire.Stdin: "DEALER", wire.IOPub: "SUB", wire.Heartbeat: "REQ"}

func TestAnnouncedBytesTakeNoMemory(t *testing.T) {
	k := startKernel(t, Options{})
	for range 50 {
		r := dial(t, k, wire.Shell).shake("DEALER", "")
		r.ask() // from here on 256 MiB may come
		r.write(frameOf(0, 200<<20))
	}
	checkServed(t, k)
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	if memory.HeapAlloc > 1<<30 {
		t.Errorf("%d MB are held for 10 GB that were announced", memory.HeapAlloc>>20)
	}
}

func TestPingIsAnswered(t *testing.T) {
	k := startKernel(t, Options{})
	for channel, kind := range socketKinds {
		r := dial(t, k, channel).shake(kind, "")
		r.write(zmtp.CommandBytes("PING", []byte("\x00\x0acontext")))
		answer, err := zmtp.ReadPlain(r.in, zmtp.Bounds{Bytes: 100, Frames: 1})
		if err != nil || !answer.IsCommand || string(answer.Frames[0]) != "\x04PONGcontext" {
			t.Errorf("%s: %q, %v", channel, answer.Frames, err)
		}
		r.write(zmtp.CommandBytes("PING", []byte{0, 0}), zmtp.CommandBytes("PONG", nil), zmtp.CommandBytes("UNHEARD", []byte("of")))
		if answer, err := zmtp.ReadPlain(r.in, zmtp.Bounds{Bytes: 100, Frames: 1}); err != nil || string(answer.Frames[0]) != "\x04PONG" {
			t.Errorf("%s: %q, %v", channel, answer.Frames, err)
		}
	}
	r := dial(t, k, wire.Shell).shake("DEALER", "")
	r.write(zmtp.CommandBytes("PING", []byte{0, 0}))
	zmtp.ReadPlain(r.in, zmtp.Bounds{Bytes: 100, Frames: 1})
	r.ask()
}

// messageFaults are dropped, and the connection goes on.
func messageFaults(t testing.TB) map[string][]string {
	s := mustSigner(t)
	parts := func(parts ...string) []string {
		signature := s.Sign([]byte(parts[0]), []byte(parts[1]), []byte(parts[2]), []byte(parts[3]))
		return append([]string{wire.Delimiter, string(signature)}, parts...)
	}
	good := parts(`{"msg_type":"x_request","msg_id":"1"}`, "{}", "{}", "{}")
	return map[string][]string{
		"one empty frame":   {""},
		"no delimiter":      {"a", "b", "c", "d", "e", "f", "g"},
		"only a delimiter":  {wire.Delimiter},
		"short":             good[:5],
		"wrong signature":   append([]string{wire.Delimiter, strings.Repeat("0", 64)}, good[2:]...),
		"no signature":      append([]string{wire.Delimiter, ""}, good[2:]...),
		"another content":   append(append([]string{}, good[:5]...), `{"code":"2"}`),
		"list as header":    parts("[]", "{}", "{}", "{}"),
		"text as content":   parts(`{"msg_type":"x"}`, "{}", "{}", `"x"`),
		"no JSON":           parts("\xff\xfe", "", "", ""),
		"header without":    parts("{}", "{}", "{}", "{}"),
		"delimiter at last": {"a", "b", wire.Delimiter},
	}
}

func TestMalformedMessagesAreDropped(t *testing.T) {
	var log lockedBuffer
	k := startKernel(t, Options{Logger: slog.New(slog.NewTextHandler(&log, nil))})
	for name, frames := range messageFaults(t) {
		t.Run(name, func(t *testing.T) {
			for _, channel := range []wire.Channel{wire.Shell, wire.Control, wire.Stdin} {
				r := dial(t, k, channel).shake("DEALER", "")
				r.message(frames...)
				r.ask()
				r.message(frames...)
				r.ask()
			}
		})
	}
	checkServed(t, k)
	if log := log.String(); !strings.Contains(log, "message dropped") || strings.Contains(log, testKey) {
		t.Errorf("the log must tell of dropped messages, without the key:\n%s", log)
	}
}

func TestStrangersOnIOPubAndHeartbeat(t *testing.T) {
	k := startKernel(t, Options{})
	r := dial(t, k, wire.IOPub).shake("SUB", "")
	r.message("neither 0 nor 1")
	r.message("")
	r.message("\x00never subscribed")
	r.message("\x01\xff\xfe") // no text, so no welcome can name it
	r.message("\x01status")
	if m := readMessage(t, r); m.Header.MsgType != wire.IOPubWelcomeType || string(m.Content) != `{"subscription":"status"}` {
		t.Errorf("%+v %s", m.Header, m.Content)
	}
	tooMany := dial(t, k, wire.IOPub).shake("SUB", "")
	go func() {
		for i := range 2 * maximalTopics {
			tooMany.message("\x01" + strings.Repeat("t", i))
		}
	}()
	tooMany.hungUp()
	checkServed(t, k)
}

// TestTenThousandMalformedMessages sends noise of all kinds on every socket, then one good request.
func TestTenThousandMalformedMessages(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	k := startKernel(t, Options{})
	noise := rand.New(rand.NewPCG(1, 2))
	var faults [][]string
	for _, frames := range messageFaults(t) {
		faults = append(faults, frames)
	}
	for channel, kind := range socketKinds {
		r := dial(t, k, channel).shake(kind, "")
		go r.in.WriteTo(discard{})
		for i := range 2000 {
			frames := append([]string{}, faults[noise.IntN(len(faults))]...)
			at := noise.IntN(len(frames))
			frames[at] += string([]byte{byte(noise.Uint32())})
			r.message(frames...)
			if i%100 == 0 {
				r = dial(t, k, channel).shake(kind, "")
				go r.in.WriteTo(discard{})
				bytes := make([]byte, 200)
				for j := range bytes {
					bytes[j] = byte(noise.Uint32())
				}
				dial(t, k, channel).shake(kind, "").write(bytes)
			}
		}
	}
	checkServed(t, k)
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }

func readMessage(t testing.TB, r *raw) *wire.Message {
	t.Helper()
	received, err := zmtp.ReadPlain(r.in, zmtp.Bounds{Bytes: 1 << 24, Frames: 16})
	if err != nil {
		t.Fatal(err)
	}
	_, m, err := wire.Decode(received.Frames, mustSigner(t))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// lockedBuffer is a log that several goroutines write.
type lockedBuffer struct {
	mu     sync.Mutex
	buffer bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.String()
}

func TestLogOfFloodStaysShort(t *testing.T) {
	var log lockedBuffer
	k := startKernel(t, Options{Logger: slog.New(slog.NewJSONHandler(&log, nil))})
	r := dial(t, k, wire.Shell).shake("DEALER", "")
	for range 3000 {
		r.message("no message at all")
	}
	r.ask()
	lines := strings.Split(strings.TrimSpace(log.String()), "\n")
	if len(lines) > 3000/2 {
		t.Errorf("%d lines for 3000 faults", len(lines))
	}
	for _, line := range lines {
		if !json.Valid([]byte(line)) {
			t.Errorf("log line %q", line)
		}
	}
}
