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

// handshake is one between both ends, which stops where a command is refused.
type handshake struct {
	server, client     Pair
	ofServer, ofClient *Session
	toServer, toClient []byte // metadata that arrived
}

func (h *handshake) run() (refused string, err error) {
	server, client := NewServer(h.server), mustClient(h.server, h.client)
	welcome, err := server.Welcome(client.Hello())
	if err != nil {
		return Hello, err
	}
	initiate, err := client.Initiate(welcome, []byte("from the client"))
	if err != nil {
		return Welcome, err
	}
	ready, toServer, ofServer, err := server.Ready(initiate, []byte("from the server"))
	if err != nil {
		return Initiate, err
	}
	h.toServer, h.ofServer = toServer, ofServer
	h.toClient, h.ofClient, err = client.Finish(ready)
	return Ready, err
}

func mustClient(server, own Pair) *Client {
	client, err := NewClient(server.Public, own)
	if err != nil {
		panic(err)
	}
	return client
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

// step is a command, its data as they should be, and the end that takes it.
type step struct {
	command string
	data    []byte
	take    func(data []byte) error
}

// steps are those of one handshake, and a MESSAGE behind it. Each can be taken many times.
func steps(t testing.TB) []step {
	t.Helper()
	server := NewServer(NewPair())
	client := mustClient(server.keys, NewPair())
	atHello, hello := *server, client.Hello()
	welcome, err := server.Welcome(hello)
	if err != nil {
		t.Fatal(err)
	}
	atWelcome, atInitiate := *client, *server
	initiate, err := client.Initiate(slices.Clone(welcome), nil)
	if err != nil {
		t.Fatal(err)
	}
	atReady := *client
	ready, _, session, err := server.Ready(slices.Clone(initiate), nil)
	if err != nil {
		t.Fatal(err)
	}
	message := client.session.Seal(nil, Frame{Body: []byte("hello")})
	return []step{
		{Hello, hello, func(data []byte) error { server := atHello; _, err := server.Welcome(data); return err }},
		{Welcome, welcome, func(data []byte) error { client := atWelcome; _, err := client.Initiate(data, nil); return err }},
		{Initiate, initiate, func(data []byte) error { server := atInitiate; _, _, _, err := server.Ready(data, nil); return err }},
		{Ready, ready, func(data []byte) error {
			client, session := atReady, *atReady.session
			client.session = &session
			_, _, err := client.Finish(data)
			return err
		}},
		{"MESSAGE", message, func(data []byte) error { later := *session; _, err := later.Open(data); return err }},
	}
}

func TestEveryChangedByteIsRefused(t *testing.T) {
	for _, s := range steps(t) {
		if err := s.take(slices.Clone(s.data)); err != nil {
			t.Fatalf("%s as it is: %v", s.command, err)
		}
		refuse := func(what string, data []byte) {
			if err := s.take(data); !errors.Is(err, ErrRefused) {
				t.Errorf("%s with %s: %v", s.command, what, err)
			}
		}
		for at := range s.data {
			changed := slices.Clone(s.data)
			changed[at] ^= 1 << (at % 8)
			refuse(fmt.Sprint("another byte ", at), changed)
		}
		for size := range s.data {
			refuse(fmt.Sprintf("%d bytes", size), slices.Clone(s.data[:size]))
		}
		refuse("a byte more", append(slices.Clone(s.data), 0))
		refuse("zeros", make([]byte, len(s.data)))
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
	taken := steps(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, s := range taken {
			if err := s.take(bytes.Clone(data)); !errors.Is(err, ErrRefused) {
				t.Errorf("%s: %v", s.command, err)
			}
		}
	})
}
