package wire

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"encoding/hex"
	"fmt"
	"hash"
	"maps"
	"slices"
	"strings"
)

// DefaultSignatureScheme is the scheme of a connection file that names none.
const DefaultSignatureScheme = "hmac-sha256"

// hashes are those of the standard library, under the names that Python's hashlib gives them.
var hashes = map[string]func() hash.Hash{
	"md5":      md5.New,
	"sha1":     sha1.New,
	"sha224":   sha256.New224,
	"sha256":   sha256.New,
	"sha384":   sha512.New384,
	"sha512":   sha512.New,
	"sha3_224": func() hash.Hash { return sha3.New224() },
	"sha3_256": func() hash.Hash { return sha3.New256() },
	"sha3_384": func() hash.Hash { return sha3.New384() },
	"sha3_512": func() hash.Hash { return sha3.New512() },
}

// Signer signs and verifies messages with the key of a connection file. A nil *Signer, and one with an empty
// key, signs with the empty string and accepts everything: the specification's way to switch signatures off.
// It is safe for concurrent use.
type Signer struct {
	key  []byte
	hash func() hash.Hash
}

// NewSigner makes a signer for a scheme such as "hmac-sha256"; the empty scheme means DefaultSignatureScheme.
// An unknown scheme is an error that lists the known ones, and never shows the key.
func NewSigner(scheme string, key Secret) (*Signer, error) {
	if scheme == "" {
		scheme = DefaultSignatureScheme
	}
	name, isHMAC := strings.CutPrefix(scheme, "hmac-")
	newHash := hashes[name]
	if !isHMAC || newHash == nil {
		return nil, fmt.Errorf("signature_scheme %q is not known; known are %s", scheme, knownSchemes())
	}
	return &Signer{key: []byte(key), hash: newHash}, nil
}

func knownSchemes() string {
	names := slices.Sorted(maps.Keys(hashes))
	for i, name := range names {
		names[i] = "hmac-" + name
	}
	return strings.Join(names, ", ")
}

// Signs reports whether signatures are switched on.
func (s *Signer) Signs() bool { return s != nil && len(s.key) > 0 }

// Sign returns the signature of the four dictionaries, in hexadecimal; it is empty where signatures are off.
// Buffers are not part of it.
func (s *Signer) Sign(header, parent, metadata, content []byte) []byte {
	if !s.Signs() {
		return []byte{}
	}
	sum := s.sum(header, parent, metadata, content)
	return hex.AppendEncode(make([]byte, 0, 2*len(sum)), sum)
}

// Verify reports whether the signature is that of the four dictionaries. It takes the same time wherever a
// wrong signature differs.
func (s *Signer) Verify(signature, header, parent, metadata, content []byte) bool {
	if !s.Signs() {
		return true
	}
	given, err := hex.AppendDecode(nil, signature)
	return err == nil && hmac.Equal(given, s.sum(header, parent, metadata, content))
}

func (s *Signer) sum(parts ...[]byte) []byte {
	mac := hmac.New(s.hash, s.key)
	for _, part := range parts {
		mac.Write(part)
	}
	return mac.Sum(nil)
}
