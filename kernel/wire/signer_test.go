package wire

import (
	"strings"
	"testing"
)

// signatures of four fixed parts with the key "secret-key", computed by Python's hmac and hashlib.
var signatures = map[string]string{
	"hmac-md5":      "3b8c8da0bbbd53fb1068369f1a4d012f",
	"hmac-sha1":     "9ecc5def2489d4a3e3ecc01e7cf6e9f416d2934c",
	"hmac-sha224":   "018cf06a0ce137d02fc416ddf33e50853e22c26b30447ea5676d1f45",
	"hmac-sha256":   "e575c2a7a3fb74bb11825a75dce9bac562f4e53ff751bf2344245d4312e9e5a3",
	"hmac-sha384":   "878b309d9aa1210ee745bb5ca0383b1135c6bd18b48bb2ebc8a1d85efb7dd79a54fb8e5adfabc37c403cdf1ed3dfc1fe",
	"hmac-sha512":   "89676481932a749b3ba4989364ed14f9b2c9cecbce0e7d50d52f10fbcb7e77f88923c78619dd57441d2a4014b236a8dbeac211bcec7aada874cdc0b64654d997",
	"hmac-sha3_224": "662abb1f07b77306871ba9dc26fd5ff6a69a699a7a45711825bdc314",
	"hmac-sha3_256": "d21068c591c3e6a29116268a2dad05f6c267a8808f115491ceb32ae9f504cc04",
	"hmac-sha3_384": "bd05b73fccc2ac36728a745914c7e954538e062db4a0c03bcf8b59dbfa7dd67ef3701a7e824f7fc19c42d34d7744a87e",
	"hmac-sha3_512": "8618f980b9bbd407ddf3ef46f57887250e7d252d6040f08bc7d6797d5774ad8c51eb6adced3813b7a9052bb11d0c0eb395aa57a9ca674f9aedb1e36fdde03b7c",
	"":              "e575c2a7a3fb74bb11825a75dce9bac562f4e53ff751bf2344245d4312e9e5a3",
}

var fourParts = [4][]byte{[]byte(`{"msg_id":"a"}`), []byte(`{}`), []byte(`{"k":1}`), []byte(`{"code":"1+1"}`)}

func TestSignaturesAgreeWithPython(t *testing.T) {
	for scheme, want := range signatures {
		s, err := NewSigner(scheme, "secret-key")
		if err != nil {
			t.Fatal(err)
		}
		got := string(s.Sign(fourParts[0], fourParts[1], fourParts[2], fourParts[3]))
		if got != want {
			t.Errorf("%s: signature %s, want %s", scheme, got, want)
		}
		if !s.Verify([]byte(want), fourParts[0], fourParts[1], fourParts[2], fourParts[3]) {
			t.Errorf("%s: own signature does not verify", scheme)
		}
	}
}

func TestVerifyRefuses(t *testing.T) {
	s := signer(t, "secret-key")
	right := s.Sign(fourParts[0], fourParts[1], fourParts[2], fourParts[3])
	wrong := map[string][]byte{
		"empty":       {},
		"cut short":   right[:len(right)-2],
		"odd length":  right[:len(right)-1],
		"longer":      append(right[:len(right):len(right)], '0', '0'),
		"not hex":     []byte(strings.Repeat("zz", 32)),
		"one changed": append([]byte("0"), right[1:]...),
	}
	if right[0] == '0' {
		wrong["one changed"][0] = '1'
	}
	for name, signature := range wrong {
		if s.Verify(signature, fourParts[0], fourParts[1], fourParts[2], fourParts[3]) {
			t.Errorf("%s: accepted %q", name, signature)
		}
	}
	if s.Verify(right, fourParts[0], fourParts[1], fourParts[2], []byte(`{"code":"2"}`)) {
		t.Error("accepted another content")
	}
}

func TestEmptyKeySwitchesSignaturesOff(t *testing.T) {
	for name, s := range map[string]*Signer{"nil": nil, "empty key": signer(t, "")} {
		if got := s.Sign(fourParts[0], fourParts[1], fourParts[2], fourParts[3]); got == nil || len(got) != 0 {
			t.Errorf("%s: signature %q, want the empty one", name, got)
		}
		if !s.Verify([]byte("anything"), fourParts[0], fourParts[1], fourParts[2], fourParts[3]) || s.Signs() {
			t.Errorf("%s: verifies although signatures are off", name)
		}
	}
}

func TestUnknownSchemeIsSaid(t *testing.T) {
	for _, scheme := range []string{"hmac-sha257", "sha256", "plain", "hmac-"} {
		_, err := NewSigner(scheme, "secret-key")
		if err == nil || !strings.Contains(err.Error(), scheme) || !strings.Contains(err.Error(), "hmac-sha256") {
			t.Errorf("%s: error %v must name it and what is known", scheme, err)
		}
		if err != nil && strings.Contains(err.Error(), "secret-key") {
			t.Errorf("error shows the key: %v", err)
		}
	}
}

func signer(t testing.TB, key Secret) *Signer {
	t.Helper()
	s, err := NewSigner("", key)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
