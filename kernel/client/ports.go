package client

import (
	"net"

	"saddle/kernel/wire"
)

// freePorts fills in TCP ports that are free now. Somebody may take one before
// the kernel does; then the kernel says so and ends.
func freePorts(c wire.Connection) (wire.Connection, error) {
	for _, channel := range wire.Channels() {
		listener, err := net.Listen("tcp", net.JoinHostPort(c.IP, "0"))
		if err != nil {
			return c, err
		}
		defer listener.Close() // all at the end, so that no port is given twice
		c = c.WithPort(channel, listener.Addr().(*net.TCPAddr).Port)
	}
	return c, nil
}
