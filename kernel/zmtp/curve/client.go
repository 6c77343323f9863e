package curve

import (
	"encoding/binary"

	"golang.org/x/crypto/nacl/box"
)

// Client is the client's end of one handshake: Hello, then Initiate, then Finish.
type Client struct {
	server  [KeyBytes]byte // S
	lasting Pair           // C
	own     Pair           // C', of this connection
	session *Session
}

// NewClient begins a handshake with the server that has the given public key. The client's own keys may be any.
func NewClient(server [KeyBytes]byte, keys Pair) *Client {
	return &Client{server: server, lasting: keys, own: NewPair()}
}

// Hello returns the data of the HELLO that begins the handshake.
func (c *Client) Hello() []byte {
	const number = 1
	hello := append([]byte{1, 0}, make([]byte, paddingBytes)...)
	hello = append(hello, c.own.Public[:]...)
	hello = binary.BigEndian.AppendUint64(hello, number)
	return box.Seal(hello, make([]byte, 64), shortNonce("CurveZMQHELLO---", number), &c.server, &c.own.Secret)
}

// Initiate checks the server's WELCOME and returns the data of the INITIATE that answers it, which carries our
// metadata.
func (c *Client) Initiate(welcome, metadata []byte) (initiate []byte, err error) {
	if len(welcome) != welcomeBytes {
		return nil, refuse(Welcome, "it has the wrong length")
	}
	nonce := receivedNonce("WELCOME-", cut(&welcome, longBytes))
	plain, ok := box.Open(nil, welcome, nonce, &c.server, &c.own.Secret)
	if !ok {
		return nil, refuse(Welcome, "the server does not have the secret key that belongs to its public key")
	}
	server := cutKey(&plain) // S'
	cookie := plain
	c.session = newSession(server, &c.own.Secret, fromClient, fromServer)
	c.session.sent = 2

	secret := append(c.lasting.Public[:], c.vouch(server)...)
	secret = append(secret, metadata...)
	initiate = binary.BigEndian.AppendUint64(cookie, c.session.sent)
	return box.SealAfterPrecomputation(initiate, secret, shortNonce("CurveZMQINITIATE", c.session.sent), &c.session.key), nil
}

// vouch says, with the lasting key, that the key of this connection is ours: Box [C' + S](C→S').
func (c *Client) vouch(server *[KeyBytes]byte) []byte {
	nonce := longNonce("VOUCH---")
	return box.Seal(nonce[8:], append(c.own.Public[:], c.server[:]...), nonce, server, &c.lasting.Secret)
}

// Finish checks the server's READY, and returns the server's metadata and the session.
func (c *Client) Finish(ready []byte) (theirs []byte, session *Session, err error) {
	if len(ready) < readyBytes {
		return nil, nil, refuse(Ready, "it is too short")
	}
	number := cutNumber(&ready)
	theirs, ok := box.OpenAfterPrecomputation(nil, ready, shortNonce("CurveZMQREADY---", number), &c.session.key)
	if !ok {
		return nil, nil, refuse(Ready, "its box does not open")
	}
	c.session.received = number
	return theirs, c.session, nil
}
