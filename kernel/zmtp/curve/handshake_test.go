package curve

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/crypto/nacl/box"
	"golang.org/x/crypto/nacl/secretbox"
)

// handshake is one of both ends, which goes on until a command that tamper, if given, has changed is refused.
type handshake struct {
	server, client     Pair
	tamper             map[string]func([]byte) []byte
	ofServer, ofClient *Session
	toServer, toClient []byte // metadata that arrived
}

func (h *handshake) run() (refused string, err error) {
	server, client := NewServer(h.server), mustClient(h.server, h.client)
	welcome, err := server.Welcome(h.change(Hello, client.Hello()))
	if err != nil {
		return Hello, err
	}
	initiate, err := client.Initiate(h.change(Welcome, welcome), []byte("from the client"))
	if err != nil {
		return Welcome, err
	}
	ready, toServer, ofServer, err := server.Ready(h.change(Initiate, initiate), []byte("from the server"))
	if err != nil {
		return Initiate, err
	}
	h.toServer, h.ofServer = toServer, ofServer
	h.toClient, h.ofClient, err = client.Finish(h.change(Ready, ready))
	return Ready, err
}

func mustClient(server, own Pair) *Client {
	client, err := NewClient(server.Public, own)
	if err != nil {
		panic(err)
	}
	return client
}

func (h *handshake) change(command string, data []byte) []byte {
	if change := h.tamper[command]; change != nil {
		return change(slices.Clone(data))
	}
	return data
}

func shake(t testing.TB) *handshake {
	t.Helper()
	h := &handshake{server: NewPair(), client: NewPair()}
	if step, err := h.run(); err != nil {
		t.Fatalf("%s: %v", step, err)
	}
	return h
}

func TestHandshake(t *testing.T) {
	h := shake(t)
	if string(h.toServer) != "from the client" || string(h.toClient) != "from the server" {
		t.Errorf("metadata %q and %q", h.toServer, h.toClient)
	}
	if *h.ofClient.key != *h.ofServer.key || *h.ofClient.key == [32]byte{} {
		t.Error("the two ends have other keys")
	}
	again := &handshake{server: h.server, client: h.client}
	if _, err := again.run(); err != nil || *again.ofClient.key == *h.ofClient.key {
		t.Errorf("a second connection has the keys of the first, %v", err)
	}
}

// TestSizes compares with the sizes that the RFC says, which count the name and its length.
func TestSizes(t *testing.T) {
	for command, sizes := range map[string][2]int{Hello: {helloBytes, 200}, Welcome: {welcomeBytes, 168}, Initiate: {initiateBytes, 257}, Ready: {readyBytes, 30}} {
		if got := 1 + len(command) + sizes[0]; got != sizes[1] {
			t.Errorf("%s has %d bytes, not %d", command, got, sizes[1])
		}
	}
	if Overhead != 33 {
		t.Errorf("MESSAGE has %d bytes, not 33", Overhead)
	}
}

var commands = []string{Hello, Welcome, Initiate, Ready}

func TestEveryChangedByteIsRefused(t *testing.T) {
	sizes := map[string]int{}
	measure := &handshake{server: NewPair(), client: NewPair(), tamper: map[string]func([]byte) []byte{}}
	for _, command := range commands {
		measure.tamper[command] = func(data []byte) []byte { sizes[command] = len(data); return data }
	}
	if _, err := measure.run(); err != nil {
		t.Fatal(err)
	}
	for _, command := range commands {
		for at := range sizes[command] {
			flip := func(data []byte) []byte { data[at] ^= 1 << (at % 8); return data }
			checkRefused(t, fmt.Sprintf("byte %d", at), command, flip)
		}
		for _, size := range []int{0, 1, 7, sizes[command] / 2, sizes[command] - 17, sizes[command] - 1} {
			checkRefused(t, fmt.Sprintf("%d bytes", size), command, func(data []byte) []byte { return data[:size] })
		}
		checkRefused(t, "a byte more", command, func(data []byte) []byte { return append(data, 0) })
		checkRefused(t, "zeros", command, func(data []byte) []byte { return make([]byte, len(data)) })
	}
}

func checkRefused(t *testing.T, name, command string, change func([]byte) []byte) {
	t.Helper()
	h := &handshake{server: NewPair(), client: NewPair(), tamper: map[string]func([]byte) []byte{command: change}}
	step, err := h.run()
	if !errors.Is(err, ErrRefused) || step != command {
		t.Errorf("%s with %s: refused at %s with %v", command, name, step, err)
	}
}

// TestKeysOfSmallOrder plays public keys with which everybody shares the same key, so that a box under it says
// nothing about who made it.
func TestKeysOfSmallOrder(t *testing.T) {
	var zero, weak [KeyBytes]byte
	someone := NewPair()
	for _, public := range [][KeyBytes]byte{zero, {1}} {
		box.Precompute(&weak, &public, &someone.Secret)
		if string(weak[:]) != weakKey {
			t.Errorf("everybody shares %x", weak)
		}
	}
	hello := make([]byte, 2+paddingBytes+KeyBytes+shortBytes)
	hello[0] = 1
	hello = secretbox.Seal(hello, make([]byte, 64), shortNonce("CurveZMQHELLO---", 0), &weak)
	if _, err := NewServer(NewPair()).Welcome(hello); err == nil {
		t.Error("a client without a key is welcome")
	}
	if _, err := NewClient(zero, NewPair()); err == nil {
		t.Error("a server without a key is greeted")
	}
	h := &handshake{server: NewPair(), client: Pair{}}
	if step, err := h.run(); err == nil || step != Initiate {
		t.Errorf("a client without a lasting key: %s, %v", step, err)
	}
}

// TestBoxesAreNaCls compares with golang.org/x/crypto/nacl/box, which is tested against NaCl itself.
func TestBoxesAreNaCls(t *testing.T) {
	one, other := NewPair(), NewPair()
	key, ok := agree(&one.Public, &other.Secret)
	nonce := longNonce("WELCOME-")
	want := box.Seal(nil, []byte("text"), nonce, &other.Public, &one.Secret)
	if got := secretbox.Seal(nil, []byte("text"), nonce, key); !ok || !bytes.Equal(got, want) {
		t.Errorf("%x, not %x", got, want)
	}
}

func TestStrangersAreRefused(t *testing.T) {
	server, client := NewPair(), NewPair()
	guess := mustClient(NewPair(), client)
	if _, err := NewServer(server).Welcome(guess.Hello()); err == nil || !strings.Contains(err.Error(), "public key") {
		t.Errorf("a client with another server key: %v", err)
	}

	old := mustClient(server, client)
	if welcome, err := NewServer(server).Welcome(old.Hello()); err != nil {
		t.Fatal(err)
	} else if initiate, err := old.Initiate(welcome, nil); err != nil {
		t.Fatal(err)
	} else {
		later := NewServer(server)
		later.Welcome(old.Hello()) // recorded, and sent again
		if _, _, _, err := later.Ready(initiate, nil); err == nil || !strings.Contains(err.Error(), "cookie") {
			t.Errorf("the cookie of another connection: %v", err)
		}
	}

	thief := &handshake{server: server, client: Pair{Public: client.Public, Secret: NewPair().Secret}}
	if step, err := thief.run(); step != Initiate || err == nil || !strings.Contains(err.Error(), "vouch") {
		t.Errorf("a client without the secret of its public key: %s, %v", step, err)
	}
}

func TestCookieServesOnce(t *testing.T) {
	server, pair := NewServer(NewPair()), NewPair()
	client := mustClient(server.keys, pair)
	welcome, err := server.Welcome(client.Hello())
	if err != nil {
		t.Fatal(err)
	}
	initiate, err := client.Initiate(welcome, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, _, err := server.Ready(slices.Clone(initiate), nil); err != nil {
		t.Fatal(err)
	}
	if _, _, _, err := server.Ready(initiate, nil); err == nil {
		t.Error("a cookie is accepted twice")
	}
}

func TestHandshakeNoncesIncrease(t *testing.T) {
	for _, number := range []uint64{2, 3, 1<<64 - 1} { // INITIATE comes with 2
		server := NewServer(NewPair())
		client := mustClient(server.keys, NewPair())
		welcome, err := server.Welcome(client.hello(number))
		if err != nil {
			t.Fatal(err)
		}
		initiate, err := client.Initiate(welcome, nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, _, err := server.Ready(initiate, nil); err == nil || !strings.Contains(err.Error(), "nonce") {
			t.Errorf("INITIATE 2 after HELLO %d: %v", number, err)
		}
	}
}

func TestKeysAreNotShown(t *testing.T) {
	pair := NewPair()
	shown := fmt.Sprintf("%v %+v %#v %x %s %d", pair, &pair, pair, pair, struct{ P Pair }{pair}, []Pair{pair})
	for _, form := range []string{"%x", "%d", "%v", "%s"} {
		for _, key := range [][KeyBytes]byte{pair.Secret, pair.Public} {
			if text := strings.Trim(fmt.Sprintf(form, key), "[]"); strings.Contains(shown, text) {
				t.Errorf("%s shows a key", form)
			}
		}
	}
}

// FuzzCommands plays any bytes as every command, to ends that wait for it: they must refuse them.
func FuzzCommands(f *testing.F) {
	f.Add([]byte{})
	f.Add(mustClient(NewPair(), NewPair()).Hello())
	for _, size := range []int{welcomeBytes, initiateBytes, readyBytes, Overhead} {
		f.Add(make([]byte, size))
	}
	f.Add(append([]byte("\x07MESSAGE\xff\xff\xff\xff\xff\xff\xff\xff"), make([]byte, 17)...))
	h, welcomed := shake(f), NewServer(NewPair())
	greeted, begun := mustClient(welcomed.keys, NewPair()), mustClient(welcomed.keys, NewPair())
	for _, client := range []*Client{greeted, begun} {
		welcome, err := welcomed.Welcome(client.Hello())
		if err == nil && client == begun {
			_, err = client.Initiate(welcome, nil)
		}
		if err != nil {
			f.Fatal(err)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		server, client, later := *welcomed, *greeted, *begun
		_, _, _, ready := server.Ready(bytes.Clone(data), nil)
		_, welcome := server.Welcome(bytes.Clone(data))
		_, initiate := client.Initiate(bytes.Clone(data), nil)
		_, _, finish := later.Finish(bytes.Clone(data))
		_, open := h.ofServer.Open(bytes.Clone(data))
		for i, err := range []error{welcome, initiate, ready, finish, open} {
			if !errors.Is(err, ErrRefused) {
				t.Errorf("command %d: %v", i, err)
			}
		}
	})
}
