package transport

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	"github.com/go-zeromq/zmq4"

	"saddle/kernel/wire"
	"saddle/kernel/zmtp"
)

// Register tells the launcher which ports the kernel has bound, at the RegistrationPort of the connection, and
// waits for its receipt (JEP 66), until the context is done and no longer than Limits.Handshake. It does
// nothing for a connection without a RegistrationPort. With CURVE keys the launcher's socket must be a CURVE server
// with the keys of the file, as the kernel's are. A kernel whose Register fails should end: nobody knows
// where it is.
func (t *Transport) Register(ctx context.Context) error {
	endpoint := t.connection.RegistrationEndpoint()
	if endpoint == "" {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, t.limits.Handshake)
	defer cancel()
	if err := t.register(ctx, endpoint); err != nil {
		if cause := ctx.Err(); cause != nil {
			err = cause
		}
		return fmt.Errorf("cannot register at %s: %w", endpoint, err)
	}
	return nil
}

func (t *Transport) register(ctx context.Context, endpoint string) error {
	_, address, _ := strings.Cut(endpoint, "://")
	network := "tcp"
	if t.connection.Transport == wire.IPC {
		network = "unix"
	}
	conn, err := new(net.Dialer).DialContext(ctx, network, address)
	if err != nil {
		return err
	}
	l := newLink(conn, t.limits, nil)
	defer l.close()
	stop := context.AfterFunc(ctx, l.close)
	defer stop()
	if err := l.handshake(zmtp.End{Type: zmq4.Req, Keys: t.keys}); err != nil {
		return err
	}
	return t.exchangePorts(l)
}

// exchangePorts sends the handshake_request and reads the reply, as a REQ socket does: behind an empty frame.
func (t *Transport) exchangePorts(l *link) error {
	c := t.connection
	m, err := t.hub.session.Message(wire.HandshakeRequestType, wire.HandshakeRequest{
		ShellPort: c.ShellPort, IOPubPort: c.IOPubPort, StdinPort: c.StdinPort, ControlPort: c.ControlPort, HBPort: c.HBPort,
	})
	if err != nil {
		return err
	}
	frames, err := wire.Encode([][]byte{{}}, m, t.signer)
	if err != nil {
		return err
	}
	l.conn.SetDeadline(time.Now().Add(l.limits.Handshake))
	if err := l.stream.Write(zmtp.MessageBytes(frames)); err != nil {
		return err
	}
	return t.readReceipt(l)
}

func (t *Transport) readReceipt(l *link) error {
	received := zmtp.Traffic{IsCommand: true}
	for received.IsCommand {
		var err error
		if received, err = l.read(); err != nil {
			return err
		}
	}
	_, m, err := wire.Decode(received.Frames, t.signer)
	if err != nil {
		return err
	}
	var receipt wire.ErrorReply
	if err := m.ReadContent(&receipt); err != nil {
		return err
	}
	if m.Header.MsgType != wire.HandshakeReplyType || receipt.Status != wire.StatusOK {
		return errors.New("the launcher answers " + m.Header.MsgType + " with status " + receipt.Status + " " + receipt.EValue)
	}
	return nil
}
