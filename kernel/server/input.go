package server

import (
	"context"
	"slices"
	"sync"
	"time"

	"saddle/kernel/wire"
	"saddle/numerics/reason"
)

// asks are the questions that wait for a user's answer, the oldest first.
type asks struct {
	mu   sync.Mutex
	open []*question
}

// question is one line asked from the user of one client.
type question struct {
	id       string // of the input_request
	peer     string
	subshell string
	answer   chan string
}

// ask sends a question to the client whose cell runs, and waits.
func (s *server) ask(ctx context.Context, r *request, prompt string, password bool) (string, error) {
	m, err := s.session.Reply(r.Message, wire.InputRequestType, wire.InputRequest{Prompt: prompt, Password: password})
	if err != nil {
		return "", err
	}
	q := &question{id: m.Header.MsgID, peer: r.Peer, subshell: r.Message.Header.SubshellID, answer: make(chan string, 1)}
	s.asks.add(q)
	defer s.asks.remove(q)
	s.publisher.settle(r.Message) // what was printed before the question is seen before it
	err = s.sendQuestion(ctx, r.Peer, m)
	switch {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case err != nil:
		return "", s.refusal("AskError", reason.Both("this front end cannot be asked: %v", "无法向此前端提问：%v"), err)
	}
	return s.awaitAnswer(ctx, r, q)
}

// awaitAnswer is the line that answers q; it fails where the cell is interrupted, the kernel ends, or nobody is there any more who could answer.
func (s *server) awaitAnswer(ctx context.Context, r *request, q *question) (string, error) {
	asking, answered := context.WithCancel(ctx)
	defer answered()
	select {
	case line := <-q.answer:
		return line, nil
	case <-ctx.Done():
		return "", ctx.Err()
	case <-r.ctx.Done():
		return "", r.ctx.Err()
	case <-s.untilGone(asking, wire.Envelope{Channel: wire.Stdin, Peer: r.Peer}):
		return "", s.refusal("AskError", reason.Both("nobody is there any more to answer", "提问的前端已断开，无人回答"))
	}
}

// How long a front end may take to connect its stdin channel, and how often the
// question is tried: the first cell may ask before that connection is there.
const (
	stdinPatience = time.Second
	stdinInterval = 10 * time.Millisecond
)

func (s *server) sendQuestion(ctx context.Context, peer string, m *wire.Message) error {
	late := time.After(stdinPatience)
	for {
		err := s.transport.Send(wire.Stdin, peer, m)
		if err == nil {
			return nil
		}
		select {
		case <-time.After(stdinInterval):
		case <-late:
			return err
		case <-ctx.Done():
			return err
		}
	}
}

func (a *asks) add(q *question) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.open = append(a.open, q)
}

func (a *asks) remove(q *question) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.open = slices.DeleteFunc(a.open, func(other *question) bool { return other == q })
}

// answer hands an input_reply to the question that it belongs to. A reply names
// its question as its parent; clients that leave the parent out mean their
// oldest question in that subshell. A reply to a question that is no longer
// open is dropped.
func (a *asks) answer(envelope wire.Envelope) {
	var reply wire.InputReply
	m := envelope.Message
	if m.Header.MsgType != wire.InputReplyType || m.ReadContent(&reply) != nil {
		return
	}
	parent := m.ParentHeader().MsgID
	a.mu.Lock()
	defer a.mu.Unlock()
	for i, q := range a.open {
		byOrder := parent == "" && q.subshell == m.Header.SubshellID
		if q.peer == envelope.Peer && (byOrder || q.id == parent) {
			q.answer <- reply.Value
			a.open = slices.Delete(a.open, i, i+1)
			return
		}
	}
}
