// Package curve is the CURVE mechanism of ZMTP: it encrypts a connection between a client, who knows the
// server's public key, and a server, so that nobody else can read or change what they say. Both make a pair of
// keys for this connection alone, so that who steals the lasting ones later still cannot read it.
//
// It knows the commands of the mechanism (RFC 25 and 26 of ZeroMQ), and neither sockets nor frames:
//
//	client: hello → Server.Welcome → welcome → Client.Initiate → initiate → Server.Ready → ready → Client.Finish
//
// and then each has a Session, which seals what it sends and opens what it receives. The data of a command is
// all of it but its name. A connection is to be ended at the first error: there is no second try.
//
// The cryptography is NaCl's: X25519, XSalsa20 and Poly1305, of golang.org/x/crypto. Every box fails to open in
// the same time, wherever it was changed, and no error says more than which step failed.
package curve

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/binary"
	"errors"
	"fmt"

	"golang.org/x/crypto/nacl/box"
	"golang.org/x/crypto/nacl/secretbox"
)

// Pair is a public key and the secret key that belongs to it. Printed in any way it is "[keys]".
type Pair struct{ Public, Secret [KeyBytes]byte }

// Format writes "[keys]", whatever the verb.
func (Pair) Format(f fmt.State, _ rune) { fmt.Fprint(f, "[keys]") }

// NewPair makes a pair of keys at random.
func NewPair() Pair {
	public, secret, err := box.GenerateKey(rand.Reader)
	if err != nil {
		panic(err) // crypto/rand ends the program rather than fail
	}
	return Pair{*public, *secret}
}

// agree returns the key that the owners of two pairs share, each from the other's public key and its own secret
// one; NaCl's boxes are those of secretbox under that key. It is not ok for a public key of small order, with
// which everybody shares weakKey.
func agree(public, secret *[KeyBytes]byte) (key *[32]byte, ok bool) {
	key = new([32]byte)
	box.Precompute(key, public, secret)
	return key, subtle.ConstantTimeCompare(key[:], []byte(weakKey)) == 0
}

// weakKey is HSalsa20 of zeros.
const weakKey = "\x35\x1f\x86\xfa\xa3\xb9\x88\x46\x8a\x85\x01\x22\xb6\x5b\x0a\xce" +
	"\xce\x9c\x48\x26\x80\x6a\xee\xe6\x3d\xe9\xc0\xda\x2b\xd7\xf9\x1e"

// Names of the commands, in the order in which they are sent, and how many bytes their data has, at least
// where metadata follows.
const (
	Hello    = "HELLO"
	Welcome  = "WELCOME"
	Initiate = "INITIATE"
	Ready    = "READY"

	helloBytes    = 2 + paddingBytes + KeyBytes + shortBytes + 64 + secretbox.Overhead
	welcomeBytes  = longBytes + KeyBytes + cookieBytes + secretbox.Overhead
	initiateBytes = cookieBytes + shortBytes + KeyBytes + vouchBytes + secretbox.Overhead
	readyBytes    = shortBytes + secretbox.Overhead
)

// KeyBytes is how long a key is.
const KeyBytes = 32

const (
	shortBytes   = 8  // of a nonce that counts
	longBytes    = 16 // of one at random
	paddingBytes = 72 // so that WELCOME is shorter than the HELLO that asked for it
	cookieBytes  = longBytes + 2*KeyBytes + secretbox.Overhead
	vouchBytes   = longBytes + 2*KeyBytes + secretbox.Overhead
)

// ErrRefused is what every error of this package is: the peer has other keys, or does not speak CURVE, or
// somebody has changed what it said.
var ErrRefused = errors.New("CURVE refuses")

func refuse(step, why string) error { return fmt.Errorf("%w %s: %s", ErrRefused, step, why) }

// shortNonce is 16 characters that tell the command, and a number that no other command of the connection has.
func shortNonce(prefix string, number uint64) *[24]byte {
	var nonce [24]byte
	copy(nonce[:], prefix)
	binary.BigEndian.PutUint64(nonce[16:], number)
	return &nonce
}

// longNonce is 8 characters that tell the use, and 16 bytes at random.
func longNonce(prefix string) *[24]byte {
	var nonce [24]byte
	rand.Read(nonce[copy(nonce[:], prefix):])
	return &nonce
}

// receivedNonce is a long nonce of which the peer has sent the last 16 bytes.
func receivedNonce(prefix string, last []byte) *[24]byte {
	var nonce [24]byte
	copy(nonce[copy(nonce[:], prefix):], last)
	return &nonce
}

// cut takes the first n bytes away from data, which has that many.
func cut(data *[]byte, n int) []byte {
	first := (*data)[:n]
	*data = (*data)[n:]
	return first
}

func cutKey(data *[]byte) *[KeyBytes]byte { return (*[KeyBytes]byte)(cut(data, KeyBytes)) }

func cutNumber(data *[]byte) uint64 { return binary.BigEndian.Uint64(cut(data, shortBytes)) }
