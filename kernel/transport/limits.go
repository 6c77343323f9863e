package transport

import "time"

// Limits bound what a peer can make the kernel hold. A zero field stands for its default.
type Limits struct {
	Handshake  time.Duration // from connecting to the end of ZMTP's handshake; default 10 s
	HalfOpen   int           // connections of a channel in their handshake, the oldest gives way; default 64
	Peers      int           // connections of a channel; default 2000
	Strangers  int           // bytes that peers which have signed nothing send, and are answered, in all; default 16 MiB
	Unverified int           // bytes of a message from a peer without a valid signature so far; default 1 MiB
	Verified   int           // bytes of a message from a peer that signed one correctly; default 256 MiB
	Frames     int           // frames of a message; default 4096
	Inbox      int           // requests of a channel that wait to be handled; default 1024
	Queue      int           // bytes that wait to be written to one peer; default 64 MiB
	Behind     int           // bytes waiting from which on a subscriber counts as behind; default 256 KiB
	// Write is how long one write may take, default 10 minutes: a stopped client costs at most Queue bytes,
	// and finds everything when it goes on.
	Write  time.Duration
	Linger time.Duration // for a peer to take what is on the way at Close; default 250 ms
}

var defaultLimits = Limits{
	Handshake:  10 * time.Second,
	HalfOpen:   64,
	Peers:      2000,
	Strangers:  16 << 20,
	Unverified: 1 << 20,
	Verified:   256 << 20,
	Frames:     4096,
	Inbox:      1024,
	Queue:      64 << 20,
	Behind:     256 << 10,
	Write:      10 * time.Minute,
	Linger:     250 * time.Millisecond,
}

func (l Limits) orDefault() Limits {
	fill(&l.Handshake, defaultLimits.Handshake)
	fill(&l.HalfOpen, defaultLimits.HalfOpen)
	fill(&l.Peers, defaultLimits.Peers)
	fill(&l.Strangers, defaultLimits.Strangers)
	fill(&l.Unverified, defaultLimits.Unverified)
	fill(&l.Verified, defaultLimits.Verified)
	fill(&l.Frames, defaultLimits.Frames)
	fill(&l.Inbox, defaultLimits.Inbox)
	fill(&l.Queue, defaultLimits.Queue)
	fill(&l.Behind, defaultLimits.Behind)
	fill(&l.Write, defaultLimits.Write)
	fill(&l.Linger, defaultLimits.Linger)
	return l
}

func fill[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}
