package transport

import "saddle/kernel/zmtp"

// heartbeatBytes bounds a heartbeat; clients send a few bytes.
const heartbeatBytes = 64 << 10

// heartbeatQueue bounds the echoes that wait for a peer to read them.
const heartbeatQueue = 256 << 10

// echo sends back what comes, on the connection's own goroutines, whatever the kernel is doing.
func echo(l *link) error {
	l.bounds.Bytes = heartbeatBytes
	l.outbox.narrow(heartbeatQueue)
	for {
		received, err := l.read()
		if err != nil {
			return err
		}
		if received.IsCommand {
			continue
		}
		l.useful.Store(true)
		if err := l.outbox.put(packet{bytes: zmtp.MessageBytes(received.Frames), private: true}); err != nil {
			return err
		}
	}
}
