package transport

// early holds what is published before anybody subscribed, so that the first subscriber still learns that the
// kernel is starting, and misses nothing of a request that it sent while its subscription was on the way.
type early struct {
	published []topical
	bytes     int
	over      bool // the first subscriber has been here
}

type topical struct {
	topic  string
	packet packet
}

// earlyBytes is how much is kept; the oldest gives way.
const earlyBytes = 1 << 20

func (e *early) keep(topic string, p packet) {
	if e.over {
		return
	}
	e.published = append(e.published, topical{topic, p})
	e.bytes += len(p.bytes)
	for e.bytes > earlyBytes {
		e.bytes -= len(e.published[0].packet.bytes)
		e.published = e.published[1:]
	}
}

// release returns what is kept, the first time that it is called.
func (e *early) release() []topical {
	kept := e.published
	*e = early{over: true}
	return kept
}
