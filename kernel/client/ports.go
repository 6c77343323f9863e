package client

import (
	"errors"
	"math/rand/v2"
	"net"
	"strconv"

	"saddle/kernel/wire"
)

// FreePorts fills in TCP ports that are free now, each another one. They lie below those that systems give
// to outgoing connections (32768 on Linux, 49152 elsewhere), so that only another server can take
// one before the kernel does; then the kernel says so and ends.
func FreePorts(c wire.Connection) (wire.Connection, error) {
	for _, channel := range wire.Channels() {
		listener, err := listenLow(c.IP)
		if err != nil {
			return c, err
		}
		defer listener.Close() // all at the end, so that no port is given twice
		c = c.WithPort(channel, listener.Addr().(*net.TCPAddr).Port)
	}
	return c, nil
}

// listenLow listens on a port that is free, by chance one of 10000 to 32767.
func listenLow(ip string) (net.Listener, error) {
	var failed error
	for range 100 {
		listener, err := net.Listen("tcp", net.JoinHostPort(ip, strconv.Itoa(10000+rand.IntN(22768))))
		if err == nil {
			return listener, nil
		}
		failed = errors.Join(failed, err)
	}
	return nil, failed
}
