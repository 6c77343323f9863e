package transport

import (
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"saddle/kernel/wire"
)

// listener is a bound socket.
type listener = net.Listener

// maximalPath is how long the path of a unix socket may be: sun_path is 108 bytes on Linux, 104 elsewhere.
const maximalPath = 103

// bind binds all channels, those with a given port first, so that no chosen port takes a given one. It
// returns the connection with the ports filled in.
func bind(c wire.Connection) (bound [5]listener, _ wire.Connection, err error) {
	for _, given := range []bool{true, false} {
		for _, channel := range wire.Channels() {
			if given != (c.Port(channel) != 0) {
				continue
			}
			if bound[channel], c, err = bindChannel(c, channel); err != nil {
				closeAll(bound)
				return bound, c, err
			}
		}
	}
	return bound, c, nil
}

func closeAll(listeners [5]listener) {
	for _, l := range listeners {
		if l != nil {
			l.Close()
		}
	}
}

func bindChannel(c wire.Connection, channel wire.Channel) (listener, wire.Connection, error) {
	if c.Transport == wire.IPC {
		return bindFile(c, channel)
	}
	network, address := c.Address(channel)
	l, err := net.Listen(network, address)
	if err != nil {
		return nil, c, fmt.Errorf("cannot bind the %s channel: %w", channel, err)
	}
	return l, c.WithPort(channel, l.Addr().(*net.TCPAddr).Port), nil
}

func bindFile(c wire.Connection, channel wire.Channel) (listener, wire.Connection, error) {
	if c.Port(channel) == 0 {
		c = c.WithPort(channel, freeFile(c))
	}
	_, path := c.Address(channel)
	l, err := listenFile(path)
	if err != nil {
		return nil, c, fmt.Errorf("cannot bind the %s channel: %w", channel, err)
	}
	return l, c, nil
}

// freeFile returns the first number that no file and no other channel uses.
func freeFile(c wire.Connection) int {
	for port := 1; ; port++ {
		_, path := c.WithPort(wire.Shell, port).Address(wire.Shell)
		if _, err := os.Lstat(path); errors.Is(err, os.ErrNotExist) && !usesPort(c, port) {
			return port
		}
	}
}

func usesPort(c wire.Connection, port int) bool {
	for _, channel := range wire.Channels() {
		if c.Port(channel) == port {
			return true
		}
	}
	return false
}

// listenFile binds a unix socket that only its owner can open. A file that a killed kernel left behind is
// replaced; the socket of a living process and a file of any other kind are not.
func listenFile(path string) (listener, error) {
	if len(path) > maximalPath {
		return nil, errors.New("the path " + path + " has " + strconv.Itoa(len(path)) +
			" bytes, too many for a unix socket (at most " + strconv.Itoa(maximalPath) + "): choose a shorter ip")
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	if err := removeStale(path); err != nil {
		return nil, err
	}
	l, err := net.Listen("unix", path)
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(path, 0o600); err != nil {
		l.Close()
		return nil, err
	}
	return l, nil
}

func removeStale(path string) error {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil:
		return err
	case info.Mode()&os.ModeSocket == 0:
		return fmt.Errorf("%s exists and is not a socket", path)
	}
	if conn, err := net.DialTimeout("unix", path, time.Second); err == nil {
		conn.Close()
		return fmt.Errorf("%s is in use by another process", path)
	}
	return os.Remove(path)
}
