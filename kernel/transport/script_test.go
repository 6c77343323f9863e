package transport

import (
	"net"
	"time"

	"github.com/go-zeromq/zmq4"

	"saddle/kernel/wire"
)

// scripted is what a connection needs besides reading; everything written is dropped.
type scripted struct{}

func (scripted) Write(p []byte) (int, error)        { return len(p), nil }
func (scripted) Close() error                       { return nil }
func (scripted) LocalAddr() net.Addr                { return nil }
func (scripted) RemoteAddr() net.Addr               { return nil }
func (scripted) SetDeadline(time.Time) error        { return nil }
func (scripted) SetReadDeadline(time.Time) error    { return nil }
func (scripted) SetWriteDeadline(t time.Time) error { return nil }

func socketTypes() []zmq4.SocketType {
	return []zmq4.SocketType{socketType(wire.Shell), socketType(wire.IOPub)}
}
