package wire

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"os"
	"strconv"
	"sync/atomic"
	"time"
)

// Session makes messages on behalf of one process: every message gets an id of its own, and all carry the
// session's id. It is safe for concurrent use.
type Session struct {
	id       string
	username string
	made     atomic.Uint64
}

// NewSession starts a session with a random id. Kernels call themselves "kernel" by convention, clients
// take the name of their user.
func NewSession(username string) *Session {
	var random [16]byte
	rand.Read(random[:]) // never fails: crypto/rand ends the program instead
	return &Session{id: hex.EncodeToString(random[:]), username: username}
}

// ID returns the session's id, which every header of its messages carries.
func (s *Session) ID() string { return s.id }

// Message makes a message that answers nothing: a client's request, or the kernel's own `status: starting`.
// Content is one of the content structs of this package, or anything else that marshals to a JSON object;
// nil is the empty object. NaN and ±∞, which JSON does not have, become null wherever they stand in it.
func (s *Session) Message(msgType string, content any) (*Message, error) {
	body, err := marshalObject(content)
	if err != nil {
		return nil, &ContentError{MsgType: msgType, Reason: err}
	}
	return &Message{Header: s.header(msgType), Content: body}, nil
}

// Reply makes a message whose parent is the given one: a reply, or anything published on its behalf. The
// parent's header goes along verbatim. A nil parent makes a message that answers nothing.
func (s *Session) Reply(parent *Message, msgType string, content any) (*Message, error) {
	m, err := s.Message(msgType, content)
	if err != nil || parent == nil {
		return m, err
	}
	m.Parent, err = parent.headerBytes()
	return m, err
}

func (s *Session) header(msgType string) Header {
	return Header{
		MsgID:    s.id + "_" + strconv.Itoa(os.Getpid()) + "_" + strconv.FormatUint(s.made.Add(1), 10),
		Session:  s.id,
		Username: s.username,
		Date:     time.Now().UTC().Format("2006-01-02T15:04:05.000000Z"),
		MsgType:  msgType,
		Version:  ProtocolVersion,
	}
}

// WithMetadata sets the metadata of a message that is not sent yet, with the same rules as content, and returns it.
func (m *Message) WithMetadata(metadata any) (*Message, error) {
	raw, err := marshalObject(metadata)
	if err != nil {
		return nil, &ContentError{MsgType: m.Header.MsgType, Reason: err}
	}
	m.Metadata = json.RawMessage(raw)
	return m, nil
}
