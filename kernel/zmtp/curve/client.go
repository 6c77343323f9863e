package curve

import (
	"encoding/binary"
	"slices"

	"golang.org/x/crypto/nacl/secretbox"
)

// Client is the client's end of one handshake: Hello, then Initiate, then Finish.
type Client struct {
	server  [KeyBytes]byte // S
	lasting Pair           // C
	own     Pair           // C', of this connection
	key     *[32]byte      // of S and C'
	session *Session
}

// NewClient begins a handshake with the server that has the given public key, which it refuses if that is none.
// The client's own keys may be any.
func NewClient(server [KeyBytes]byte, keys Pair) (*Client, error) {
	c := &Client{server: server, lasting: keys, own: NewPair()}
	var ok bool
	if c.key, ok = agree(&c.server, &c.own.Secret); !ok {
		return nil, refuse(Hello, "the server's public key is none")
	}
	return c, nil
}

// Hello returns the data of the HELLO that begins the handshake.
func (c *Client) Hello() []byte { return c.hello(1) }

func (c *Client) hello(number uint64) []byte {
	hello := append([]byte{1, 0}, make([]byte, paddingBytes)...)
	hello = append(hello, c.own.Public[:]...)
	hello = binary.BigEndian.AppendUint64(hello, number)
	return secretbox.Seal(hello, make([]byte, 64), shortNonce("CurveZMQHELLO---", number), c.key)
}

// Initiate checks the server's WELCOME and returns the data of the INITIATE that answers it, which carries our
// metadata.
func (c *Client) Initiate(welcome, metadata []byte) (initiate []byte, err error) {
	if len(welcome) != welcomeBytes {
		return nil, refuse(Welcome, "it has the wrong length")
	}
	nonce := receivedNonce("WELCOME-", cut(&welcome, longBytes))
	plain, ok := secretbox.Open(nil, welcome, nonce, c.key)
	if !ok {
		return nil, refuse(Welcome, "the server does not have the secret key that belongs to its public key")
	}
	server := cutKey(&plain) // S'
	cookie := plain
	key, ok := agree(server, &c.own.Secret)
	vouch, vouched := c.vouch(server)
	if !ok || !vouched {
		return nil, refuse(Welcome, "the server's key is none")
	}
	c.session = &Session{key: key, sends: fromClient, awaits: fromServer, sent: 2}
	secret := slices.Concat(c.lasting.Public[:], vouch, metadata)
	initiate = binary.BigEndian.AppendUint64(cookie, c.session.sent)
	return secretbox.Seal(initiate, secret, shortNonce("CurveZMQINITIATE", c.session.sent), key), nil
}

// vouch says, with the lasting key, that the key of this connection is ours: Box [C' + S](C→S').
func (c *Client) vouch(server *[KeyBytes]byte) (vouch []byte, ok bool) {
	key, ok := agree(server, &c.lasting.Secret)
	if !ok {
		return nil, false
	}
	nonce := longNonce("VOUCH---")
	return secretbox.Seal(nonce[8:], append(c.own.Public[:], c.server[:]...), nonce, key), true
}

// Finish checks the server's READY, and returns the server's metadata and the session.
func (c *Client) Finish(ready []byte) (theirs []byte, session *Session, err error) {
	if len(ready) < readyBytes {
		return nil, nil, refuse(Ready, "it is too short")
	}
	number := cutNumber(&ready)
	theirs, ok := secretbox.Open(nil, ready, shortNonce("CurveZMQREADY---", number), c.session.key)
	if !ok {
		return nil, nil, refuse(Ready, "its box does not open")
	}
	c.session.received = number
	return theirs, c.session, nil
}
