package curve

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/binary"

	"golang.org/x/crypto/nacl/secretbox"
)

// Server is the server's end of one handshake: Welcome, then Ready. In between it holds no more of the client
// than the key of the cookie, which carries the rest there and back, and which no other connection opens.
//
// Which client it is makes no difference: that it knows the server's public key is what it is let in for, as
// everywhere in Jupyter, whose clients use the keys of the connection file or, for the heartbeat, fresh ones.
type Server struct {
	keys      Pair
	cookieKey *[32]byte // nil but from Welcome to Ready
	counted   uint64    // the latest nonce of the client
}

// NewServer begins a handshake with the lasting keys of the server.
func NewServer(keys Pair) *Server { return &Server{keys: keys} }

// Welcome checks the client's HELLO and returns the data of the WELCOME that answers it.
func (s *Server) Welcome(hello []byte) (welcome []byte, err error) {
	client, key, err := s.openHello(hello)
	if err != nil {
		return nil, err
	}
	own := NewPair() // S', s'
	nonce := longNonce("WELCOME-")
	plain := append(own.Public[:], s.bake(client, &own.Secret)...)
	return secretbox.Seal(nonce[8:], plain, nonce, key), nil
}

// openHello is the client's key for this connection, C', and the key that C' and s make; its number is kept.
func (s *Server) openHello(hello []byte) (client, key *[KeyBytes]byte, err error) {
	if len(hello) != helloBytes {
		return nil, nil, refuse(Hello, "it has the wrong length")
	}
	if version := cut(&hello, 2); version[0] != 1 || version[1] != 0 {
		return nil, nil, refuse(Hello, "it is not version 1.0")
	}
	if !allZero(cut(&hello, paddingBytes)) {
		return nil, nil, refuse(Hello, "its padding is not zero")
	}
	client = cutKey(&hello)
	s.counted = cutNumber(&hello)
	key, ok := agree(client, &s.keys.Secret)
	if !ok {
		return nil, nil, refuse(Hello, "the client's key is none")
	}
	zeros, ok := secretbox.Open(nil, hello, shortNonce("CurveZMQHELLO---", s.counted), key)
	if !ok || !allZero(zeros) {
		return nil, nil, refuse(Hello, "the client does not know the public key of this server")
	}
	return client, key, nil
}

func allZero(bytes []byte) bool {
	return subtle.ConstantTimeCompare(bytes, make([]byte, len(bytes))) == 1
}

// bake makes the cookie: Box [C' + s'](K).
func (s *Server) bake(client, own *[KeyBytes]byte) []byte {
	s.cookieKey = new([32]byte)
	rand.Read(s.cookieKey[:])
	nonce := longNonce("COOKIE--")
	return secretbox.Seal(nonce[8:], append(client[:], own[:]...), nonce, s.cookieKey)
}

// Ready checks the client's INITIATE, and returns the data of the READY that answers it, which carries our
// metadata, the client's metadata, and the session.
func (s *Server) Ready(initiate, metadata []byte) (ready, theirs []byte, session *Session, err error) {
	if len(initiate) < initiateBytes {
		return nil, nil, nil, refuse(Initiate, "it is too short")
	}
	client, own, ok := s.openCookie(cut(&initiate, cookieBytes))
	if !ok {
		return nil, nil, nil, refuse(Initiate, "the cookie is not the one of this connection")
	}
	number := cutNumber(&initiate)
	if number <= s.counted {
		return nil, nil, nil, refuse(Initiate, "its nonce was used before")
	}
	key, _ := agree(client, own) // not weak: Welcome has looked at the client's key
	plain, ok := secretbox.Open(nil, initiate, shortNonce("CurveZMQINITIATE", number), key)
	if !ok {
		return nil, nil, nil, refuse(Initiate, "its box does not open")
	}
	if lasting := cutKey(&plain); !s.vouched(lasting, client, own, cut(&plain, vouchBytes)) {
		return nil, nil, nil, refuse(Initiate, "the client does not vouch for its keys")
	}
	session = &Session{key: key, sends: fromServer, awaits: fromClient, sent: 1, received: number}
	ready = binary.BigEndian.AppendUint64(nil, session.sent)
	ready = secretbox.Seal(ready, metadata, shortNonce("CurveZMQREADY---", session.sent), key)
	return ready, plain, session, nil
}

// openCookie gives back what bake has put into the cookie. Its key is forgotten, whatever comes of it.
func (s *Server) openCookie(cookie []byte) (client, own *[KeyBytes]byte, ok bool) {
	key := s.cookieKey
	s.cookieKey = nil
	if key == nil {
		return nil, nil, false
	}
	nonce := receivedNonce("COOKIE--", cut(&cookie, longBytes))
	plain, ok := secretbox.Open(nil, cookie, nonce, key)
	if !ok {
		return nil, nil, false
	}
	return cutKey(&plain), cutKey(&plain), true
}

// vouched reports whether the owner of the client's lasting key C has said that C' is its key for a connection
// to this server: Box [C' + S](C→S').
func (s *Server) vouched(lasting, client, own *[KeyBytes]byte, vouch []byte) bool {
	key, ok := agree(lasting, own)
	if !ok {
		return false
	}
	nonce := receivedNonce("VOUCH---", cut(&vouch, longBytes))
	plain, ok := secretbox.Open(nil, vouch, nonce, key)
	return ok && subtle.ConstantTimeCompare(plain, append(client[:], s.keys.Public[:]...)) == 1
}
