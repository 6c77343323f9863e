package transport

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"

	"saddle/kernel/wire"
)

// launcher is the registration socket of JEP 66, which answers with the given status.
func launcher(t *testing.T, status string) (port int, requests <-chan wire.HandshakeRequest) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	socket := zmq4.NewRep(ctx)
	t.Cleanup(func() { cancel(); socket.Close() })
	port = freePort(t)
	if err := socket.Listen((wire.Connection{Transport: wire.TCP, IP: "127.0.0.1", ShellPort: port}).Endpoint(wire.Shell)); err != nil {
		t.Fatal(err)
	}
	received := make(chan wire.HandshakeRequest, 1)
	go func() {
		request, err := socket.Recv()
		if err != nil {
			return
		}
		signer, session := mustSigner(t), wire.NewSession("launcher")
		_, m, err := wire.Decode(request.Frames, signer)
		if err != nil {
			t.Error(err)
			return
		}
		var ports wire.HandshakeRequest
		if err := m.ReadContent(&ports); err != nil || m.Header.MsgType != wire.HandshakeRequestType {
			t.Errorf("%+v, %v", m.Header, err)
		}
		received <- ports
		reply, _ := session.Reply(m, wire.HandshakeReplyType, wire.OKReply{Status: status})
		frames, _ := wire.Encode(nil, reply, signer)
		socket.SendMulti(zmq4.NewMsgFrom(frames...))
	}()
	return port, received
}

func TestRegister(t *testing.T) {
	port, requests := launcher(t, wire.StatusOK)
	k := listenKernel(t, wire.Connection{Key: testKey, RegistrationPort: port}, Options{})
	if err := k.Register(context.Background()); err != nil {
		t.Fatal(err)
	}
	c := k.Connection()
	want := wire.HandshakeRequest{ShellPort: c.ShellPort, IOPubPort: c.IOPubPort, StdinPort: c.StdinPort, ControlPort: c.ControlPort, HBPort: c.HBPort}
	if got := <-requests; got != want || got.ShellPort == 0 {
		t.Errorf("registered %+v, want %+v", got, want)
	}
}

func TestRegisterFails(t *testing.T) {
	port, _ := launcher(t, wire.StatusError)
	refused := listenKernel(t, wire.Connection{Key: testKey, RegistrationPort: port}, Options{})
	if err := refused.Register(context.Background()); err == nil || !strings.Contains(err.Error(), "error") {
		t.Errorf("a launcher that says no: %v", err)
	}
	nobody := listenKernel(t, wire.Connection{Key: testKey, RegistrationPort: freePort(t)}, Options{})
	if err := nobody.Register(context.Background()); err == nil || !strings.Contains(err.Error(), "127.0.0.1") {
		t.Errorf("nobody there: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := nobody.Register(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if err := listenKernel(t, wire.Connection{}, Options{}).Register(ctx); err != nil {
		t.Errorf("nothing to register: %v", err)
	}
}

func TestRegisterWaitsNoLongerThanTheLimit(t *testing.T) {
	deaf := listenKernel(t, wire.Connection{Key: testKey}, Options{}) // a ROUTER that nobody answers on
	k := listenKernel(t, wire.Connection{Key: testKey, RegistrationPort: deaf.Connection().ShellPort}, Options{Limits: Limits{Handshake: 20 * time.Millisecond}})
	if err := k.Register(context.Background()); err == nil {
		t.Error("registered although nobody answered")
	}
}
