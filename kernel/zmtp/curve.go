package zmtp

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/go-zeromq/zmq4"

	"saddle/kernel/zmtp/curve"
)

// curveMechanism makes the handshake of CURVE for zmq4.Open. What zmq4 sends and receives are the commands of
// the handshake only, and those seal themselves.
type curveMechanism struct {
	keys    curve.Pair
	session *curve.Session
}

func (*curveMechanism) Type() zmq4.SecurityType                          { return zmq4.CurveSecurity }
func (*curveMechanism) Encrypt(w io.Writer, command []byte) (int, error) { return w.Write(command) }
func (*curveMechanism) Decrypt(w io.Writer, command []byte) (int, error) { return w.Write(command) }

// Handshake exchanges the commands, and leaves the session.
func (m *curveMechanism) Handshake(conn *zmq4.Conn, server bool) error {
	metadata, err := conn.Meta.MarshalZMTP()
	if err != nil {
		return err
	}
	exchange := m.connect
	if server {
		exchange = m.accept
	}
	theirs, err := exchange(conn, metadata)
	if err != nil {
		return err
	}
	return conn.Peer.Meta.UnmarshalZMTP(theirs)
}

func (m *curveMechanism) accept(conn *zmq4.Conn, metadata []byte) (theirs []byte, err error) {
	server := curve.NewServer(m.keys)
	hello, err := await(conn, curve.Hello)
	if err != nil {
		return nil, err
	}
	welcome, err := server.Welcome(hello)
	if err != nil {
		return nil, err
	}
	if err := conn.SendCmd(curve.Welcome, welcome); err != nil {
		return nil, err
	}
	initiate, err := await(conn, curve.Initiate)
	if err != nil {
		return nil, err
	}
	ready, theirs, session, err := server.Ready(initiate, metadata)
	if err != nil {
		return nil, err
	}
	m.session = session
	return theirs, conn.SendCmd(curve.Ready, ready)
}

func (m *curveMechanism) connect(conn *zmq4.Conn, metadata []byte) (theirs []byte, err error) {
	client, err := curve.NewClient(m.keys.Public, m.keys)
	if err != nil {
		return nil, err
	}
	if err := conn.SendCmd(curve.Hello, client.Hello()); err != nil {
		return nil, err
	}
	welcome, err := await(conn, curve.Welcome)
	if errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("the server hung up, as one does that has another curve_secretkey: %w", err)
	}
	if err != nil {
		return nil, err
	}
	initiate, err := client.Initiate(welcome, metadata)
	if err != nil {
		return nil, err
	}
	if err := conn.SendCmd(curve.Initiate, initiate); err != nil {
		return nil, err
	}
	ready, err := await(conn, curve.Ready)
	if err != nil {
		return nil, err
	}
	theirs, m.session, err = client.Finish(ready)
	return theirs, err
}

// await reads the command that has to come next, and returns its data.
func await(conn *zmq4.Conn, name string) ([]byte, error) {
	command, err := conn.RecvCmd()
	if err != nil {
		return nil, fmt.Errorf("no %s of CURVE: %w", name, err)
	}
	if command.Name != name {
		return nil, fmt.Errorf("%w: %.20q in place of CURVE's %s", ErrProtocol, command.Name, name)
	}
	return command.Body, nil
}

// seal appends the frames that plain consists of, each in a MESSAGE. Plain comes from MessageBytes or
// CommandBytes, so it is well-formed.
func (s *Stream) seal(dst, plain []byte) []byte {
	dst = slices.Grow(dst, len(plain)+headBytes+curve.Overhead)
	for len(plain) > 0 {
		flags, body := plain[0], []byte(nil)
		if flags&flagLong != 0 {
			body, plain = divide(plain[headBytes:], binary.BigEndian.Uint64(plain[1:]))
		} else {
			body, plain = divide(plain[2:], uint64(plain[1]))
		}
		dst = appendHead(dst, 0, len(body)+curve.Overhead) // libzmq marks a MESSAGE as no command
		dst = s.session.Seal(dst, curve.Frame{Body: body, More: flags&flagMore != 0, IsCommand: flags&flagCommand != 0})
	}
	return dst
}

func divide(bytes []byte, n uint64) (first, rest []byte) { return bytes[:n], bytes[n:] }
