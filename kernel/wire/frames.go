package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// Delimiter is the frame that separates the routing identities from the message.
const Delimiter = "<IDS|MSG>"

// What can be wrong with received frames. Decode wraps them with the details.
var (
	ErrNoDelimiter = errors.New("no <IDS|MSG> frame")
	ErrTooShort    = errors.New("too few frames after <IDS|MSG>")
	ErrSignature   = errors.New("wrong signature")
	ErrNotObject   = errors.New("not a JSON object")
	ErrNoType      = errors.New("header without msg_type")
)

// partNames are the four signed frames, in their order.
var partNames = [...]string{"header", "parent_header", "metadata", "content"}

// Decode reads a message from its frames: identities, delimiter, signature, the four dictionaries, buffers. A
// signature that does not verify is ErrSignature, and nothing behind it is looked at. The message keeps
// references to the frames.
func Decode(frames [][]byte, s *Signer) (identities [][]byte, m *Message, err error) {
	at := delimiterIndex(frames)
	if at < 0 {
		return nil, nil, ErrNoDelimiter
	}
	identities, rest := frames[:at:at], frames[at+1:]
	if len(rest) < 1+len(partNames) {
		return identities, nil, fmt.Errorf("%w: %d of %d", ErrTooShort, len(rest), 1+len(partNames))
	}
	if !s.Verify(rest[0], rest[1], rest[2], rest[3], rest[4]) {
		return identities, nil, ErrSignature
	}
	m, err = decodeParts(rest[1:5])
	if err != nil {
		return identities, nil, err
	}
	m.Buffers = rest[5:]
	if s.Signs() {
		m.signature = rest[0]
	}
	return identities, m, nil
}

func delimiterIndex(frames [][]byte) int {
	for i, frame := range frames {
		if string(frame) == Delimiter {
			return i
		}
	}
	return -1
}

func decodeParts(parts [][]byte) (*Message, error) {
	for i, part := range parts {
		if !isObject(part) {
			return nil, fmt.Errorf("%w: %s", ErrNotObject, partNames[i])
		}
	}
	header, err := readHeader(parts[0])
	if err != nil {
		return nil, fmt.Errorf("%w: header: %v", ErrNotObject, err)
	}
	if header.MsgType == "" {
		return nil, ErrNoType
	}
	return &Message{Header: header, received: parts[0], Parent: parts[1], Metadata: parts[2], Content: parts[3]}, nil
}

// Encode writes a message as frames, behind the given routing identities (for iopub: the topic). It refuses a
// part that is not a valid JSON object, so nothing malformed leaves the process. A decoded message is written
// with the header as it came.
func Encode(identities [][]byte, m *Message, s *Signer) ([][]byte, error) {
	header, err := m.headerBytes()
	if err != nil {
		return nil, err
	}
	parts := [...][]byte{header, orEmpty(m.Parent), orEmpty(m.Metadata), orEmpty(m.Content)}
	for i, part := range parts {
		if !isObject(part) {
			return nil, &ContentError{MsgType: m.Header.MsgType, Reason: fmt.Errorf("%w: %s", ErrNotObject, partNames[i])}
		}
	}
	frames := make([][]byte, 0, len(identities)+6+len(m.Buffers))
	frames = append(frames, identities...)
	frames = append(frames, []byte(Delimiter), s.Sign(parts[0], parts[1], parts[2], parts[3]))
	frames = append(frames, parts[:]...)
	return append(frames, m.Buffers...), nil
}

func orEmpty(raw json.RawMessage) []byte {
	if len(raw) == 0 {
		return []byte("{}")
	}
	return raw
}

func isObject(raw []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(raw, " \t\r\n"), []byte("{")) && json.Valid(raw)
}
