// Package wire is the vocabulary of the Jupyter messaging protocol, version 5.5: messages, their frames and
// signatures, one struct for the content of every message type, and the connection file.
//
// It opens no socket and knows no mathematics. A message goes out as
//
//	session := wire.NewSession("kernel")
//	reply, err := session.Reply(request, wire.KernelInfoReplyType, wire.KernelInfoReply{…})
//	frames, err := wire.Encode(nil, reply, signer)
//
// and comes in as
//
//	identities, request, err := wire.Decode(frames, signer)
//	var execute wire.ExecuteRequest
//	err = request.ReadContent(&execute)
//
// The framing is described in the chapter “The Wire Protocol” of the Jupyter messaging specification.
package wire

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// ProtocolVersion is the version of the messaging protocol that this package speaks.
const ProtocolVersion = "5.5"

// Header says who sent a message, when, and of what type it is. The strings are as they came: empty where
// the sender left a field out.
type Header struct {
	MsgID    string `json:"msg_id"`
	Session  string `json:"session"`
	Username string `json:"username"`
	Date     string `json:"date"` // ISO 8601, UTC
	MsgType  string `json:"msg_type"`
	Version  string `json:"version"`
	// SubshellID names the subshell that a shell request is meant for (JEP 91); empty is the parent subshell.
	SubshellID string `json:"subshell_id,omitempty"`
}

// Message is one message of the protocol. The three raw parts are JSON objects; nil stands for the empty object.
type Message struct {
	Header Header
	// Parent is the header of the request that this message answers, byte for byte as it came, so that
	// fields unknown to this package survive.
	Parent   json.RawMessage
	Metadata json.RawMessage
	Content  json.RawMessage
	Buffers  [][]byte

	received  json.RawMessage // header as it came, nil for a message made here
	signature []byte          // as it came, empty where signatures are off
}

// Digest tells one received message from all others.
type Digest [sha256.Size]byte

// Digest returns the digest of what was signed; ok is false for a message that was not received or is not signed.
func (m *Message) Digest() (digest Digest, ok bool) {
	if len(m.signature) == 0 {
		return Digest{}, false
	}
	return sha256.Sum256(bytes.ToLower(m.signature)), true // hexadecimal, which is valid in either case
}

// ContentError says that the content of a message does not fit its message type.
type ContentError struct {
	MsgType string
	Reason  error
}

// Error implements error.
func (e *ContentError) Error() string { return fmt.Sprintf("content of %s: %s", e.MsgType, e.Why()) }

// Why is the reason as text, cut short where it is long: it may hold what was sent.
func (e *ContentError) Why() string {
	reason := e.Reason.Error()
	if len(reason) > longestReason {
		reason = strings.ToValidUTF8(reason[:longestReason], "") + "…"
	}
	return reason
}

// longestReason is how many bytes of what is wrong with a content are told.
const longestReason = 300

// Unwrap gives what is behind the error to package errors.
func (e *ContentError) Unwrap() error { return e.Reason }

// ReadContent decodes the content into one of the content structs of this package. Fields that the struct
// does not know are ignored; fields that are missing or null keep the struct's defaults. A field of the wrong
// type is a *ContentError.
func (m *Message) ReadContent(content any) error {
	if len(m.Content) == 0 {
		return m.readContent([]byte("{}"), content)
	}
	return m.readContent(m.Content, content)
}

func (m *Message) readContent(raw []byte, content any) error {
	if err := json.Unmarshal(raw, content); err != nil {
		return &ContentError{MsgType: m.Header.MsgType, Reason: err}
	}
	return nil
}

// ParentHeader decodes the header of the message's parent; it is the zero Header where there is none.
func (m *Message) ParentHeader() Header {
	header, err := readHeader(m.Parent)
	if err != nil {
		return Header{}
	}
	return header
}

// CellID is the cell of a notebook that a request is from, as JupyterLab, Notebook and VS Code tell it; "" where the
// client does not.
func (m *Message) CellID() string {
	var metadata struct {
		CellID string `json:"cellId"`
	}
	if m.Metadata != nil {
		_ = json.Unmarshal(m.Metadata, &metadata) // metadata of another form name no cell
	}
	return metadata.CellID
}

// headerBytes returns the header as it came, or as it is to be sent.
func (m *Message) headerBytes() (json.RawMessage, error) {
	if m.received != nil {
		return m.received, nil
	}
	return marshal(m.Header)
}

// readHeader is lenient about everything except what routes a message: a wrong type in a field of no
// consequence leaves that field empty.
func readHeader(raw []byte) (Header, error) {
	var header Header
	var mismatch *json.UnmarshalTypeError
	if err := json.Unmarshal(raw, &header); err != nil && !errors.As(err, &mismatch) {
		return Header{}, err
	}
	return header, nil
}
