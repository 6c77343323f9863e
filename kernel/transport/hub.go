package transport

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/go-zeromq/zmq4"

	"saddle/kernel/wire"
	"saddle/kernel/zmtp"
)

// hub is iopub: everything published goes through it, so it alone decides about order, and every subscriber
// has a queue of its own, so none waits for another.
type hub struct {
	transport *Transport
	session   *wire.Session

	mu          sync.Mutex
	subscribers []*subscriber
	early       early
	missed      int // clients that were cut off and have not come back
}

// subscriber is a connection and the topic prefixes that it wants, with the number of times that it asked.
type subscriber struct {
	link   *link
	topics map[string]int
	missed bool // it may be one that was cut off, and has not been told yet
}

// maximalTopics bounds the subscriptions of one connection.
const maximalTopics = 256

// subscriptionBytes bounds what a subscriber sends.
const subscriptionBytes = 4096

func newHub(t *Transport, session *wire.Session) *hub { return &hub{transport: t, session: session} }

// publish queues a message for all who subscribed to its type.
func (h *hub) publish(m *wire.Message) error {
	topic := m.Header.MsgType
	frames, err := wire.Encode([][]byte{[]byte(topic)}, m, h.transport.signer)
	if err != nil {
		return err
	}
	p := packet{bytes: zmtp.MessageBytes(frames), display: updatedDisplay(m)}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.early.keep(topic, p)
	for _, s := range h.subscribers {
		if s.wants(topic) {
			h.tellMissed(s, m)
			h.queue(s, p)
		}
	}
	return nil
}

// updatedDisplay returns the display_id of an update_display_data, and nothing for all else.
func updatedDisplay(m *wire.Message) string {
	if m.Header.MsgType != wire.UpdateDisplayDataType {
		return ""
	}
	var content struct {
		Transient wire.Transient `json:"transient"`
	}
	if m.ReadContent(&content) != nil {
		return ""
	}
	return content.Transient.DisplayID
}

// queue gives a packet to one subscriber, or ends its connection if it has not read for too long.
func (h *hub) queue(s *subscriber, p packet) {
	var err error
	if p.display != "" {
		err = s.link.outbox.putUpdate(p, h.transport.limits.Behind)
	} else {
		err = s.link.outbox.put(p)
	}
	if err == nil {
		return
	}
	s.link.close()
	if errors.Is(err, errBoxFull) {
		h.missed++
		h.transport.journal.fault(wire.IOPub, "client disconnected", err)
	}
}

func (s *subscriber) wants(topic string) bool {
	for prefix := range s.topics {
		if strings.HasPrefix(topic, prefix) {
			return true
		}
	}
	return false
}

// serve reads subscriptions until the connection ends.
func (h *hub) serve(l *link) error {
	l.bounds.Bytes, l.bounds.Frames = subscriptionBytes, 1
	s := &subscriber{link: l, topics: map[string]int{}}
	h.mu.Lock()
	h.subscribers = append(h.subscribers, s)
	h.mu.Unlock()
	defer h.leave(s)
	for {
		received, err := l.read()
		if err != nil {
			return err
		}
		topic, change := readSubscription(received)
		if err := h.subscribe(s, topic, change); err != nil {
			return err
		}
	}
}

func (h *hub) leave(s *subscriber) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.subscribers = slices.DeleteFunc(h.subscribers, func(other *subscriber) bool { return other == s })
}

// readSubscription understands both forms: a message of 1 or 0 and the topic (ZMTP 3.0), and the commands of
// ZMTP 3.1. The change is +1, −1, or 0 for anything else.
func readSubscription(t zmtp.Traffic) (topic string, change int) {
	body := t.Frames[0]
	if !t.IsCommand {
		if topic, ok := bytes.CutPrefix(body, []byte{1}); ok {
			return string(topic), +1
		}
		if topic, ok := bytes.CutPrefix(body, []byte{0}); ok {
			return string(topic), -1
		}
		return "", 0
	}
	name, data, _ := zmtp.SplitCommand(body)
	switch name {
	case zmq4.CmdSubscribe:
		return string(data), +1
	case zmq4.CmdCancel:
		return string(data), -1
	}
	return "", 0
}

// subscribe changes a subscription; a new one is welcomed before anything that is published after it.
func (h *hub) subscribe(s *subscriber, topic string, change int) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if change > 0 && len(s.topics) == 0 && h.missed > 0 { // a client that is cut off connects again at once
		h.missed--
		s.missed = true
	}
	count := max(s.topics[topic]+change, 0)
	if count == 0 {
		delete(s.topics, topic)
		return nil
	}
	s.topics[topic] = count
	if len(s.topics) > maximalTopics {
		return fmt.Errorf("%w: more than %d subscriptions", zmtp.ErrTooLarge, maximalTopics)
	}
	if change <= 0 {
		return nil
	}
	return h.greet(s, topic)
}

// greet welcomes a subscriber to a topic, and gives the first one what was published before anybody listened.
func (h *hub) greet(s *subscriber, topic string) error {
	s.link.useful.Store(true)
	if err := h.welcome(s, topic); err != nil {
		return err
	}
	for _, e := range h.early.release() {
		if s.wants(e.topic) {
			h.queue(s, e.packet)
		}
	}
	return nil
}

// welcome tells a subscriber that its subscription is in force (JEP 65). A topic that is no text cannot be
// named in JSON, and gets none.
func (h *hub) welcome(s *subscriber, topic string) error {
	if !utf8.ValidString(topic) {
		return nil
	}
	m, err := h.session.Message(wire.IOPubWelcomeType, wire.IOPubWelcome{Subscription: topic})
	if err != nil {
		return err
	}
	frames, err := wire.Encode([][]byte{[]byte(topic)}, m, h.transport.signer)
	if err != nil {
		return err
	}
	return s.link.outbox.put(packet{bytes: zmtp.MessageBytes(frames), private: true})
}
