//go:build !page

package wire

import (
	"crypto/ecdh"
	"errors"
	"fmt"
	"strings"
)

// Curve reports whether the file asks for CURVE encryption (JEP 145).
func (c Connection) Curve() bool { return c.CurveSecretKey != "" }

// CurveKeys returns the pair of keys that the kernel's sockets have as servers of CURVE; clients hold the kernel to
// the public one. It is ok only for a connection with a pair of keys that belong together, which Normalize sees to.
func (c Connection) CurveKeys() (public, secret [32]byte, ok bool) {
	public, secret, err := c.readCurve()
	return public, secret, err == nil && c.Curve()
}

func (c Connection) readCurve() (public, secret [32]byte, err error) {
	switch {
	case c.CurvePublicKey == "" && c.CurveSecretKey == "":
		return public, secret, nil
	case c.CurvePublicKey == "" || c.CurveSecretKey == "":
		return public, secret, errors.New("curve_publickey and curve_secretkey must be given together; one is missing")
	}
	if public, err = decodeKey(string(c.CurvePublicKey)); err != nil {
		return public, secret, fmt.Errorf("curve_publickey %w", err)
	}
	if secret, err = decodeKey(string(c.CurveSecretKey)); err != nil {
		return public, secret, fmt.Errorf("curve_secretkey %w", err)
	}
	key, err := ecdh.X25519().NewPrivateKey(secret[:])
	if err != nil || string(key.PublicKey().Bytes()) != string(public[:]) {
		return public, secret, errors.New("curve_publickey is not the public key that belongs to curve_secretkey")
	}
	return public, secret, nil
}

// z85 are the digits of Z85 (ZeroMQ's RFC 32): five of them stand for four bytes.
const z85 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"

const keyDigits = 40

// decodeKey reads a key of 32 bytes. Its errors continue the name of the field, and show nothing of the key.
func decodeKey(text string) (key [32]byte, err error) {
	if len(text) != keyDigits {
		return key, fmt.Errorf("must be %d characters of Z85, not %d", keyDigits, len(text))
	}
	for group := range keyDigits / 5 {
		number, err := decodeGroup(text, 5*group)
		if err != nil {
			return key, err
		}
		for i := range 4 {
			key[4*group+i] = byte(number >> (24 - 8*i))
		}
	}
	return key, nil
}

// decodeGroup is the number that the five digits from start on stand for.
func decodeGroup(text string, start int) (uint32, error) {
	var number uint64
	for at := start; at < start+5; at++ {
		digit := strings.IndexByte(z85, text[at])
		if digit < 0 {
			return 0, fmt.Errorf("is no Z85: character %d is none of its digits", at+1)
		}
		number = number*85 + uint64(digit)
	}
	if number > 0xffffffff {
		return 0, fmt.Errorf("is no Z85: characters %d to %d are more than four bytes", start+1, start+5)
	}
	return uint32(number), nil
}
