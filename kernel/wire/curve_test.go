package wire

import (
	"strings"
	"testing"
)

// The test keys of libzmq's manual (zmq_curve), those of its server and its client.
const (
	serverPublic = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7"
	serverSecret = "JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6"
	clientPublic = "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID"
	clientSecret = "D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs"
)

func TestCurveKeys(t *testing.T) {
	want := [32]byte{84, 252, 186, 36, 233, 50, 73, 150, 147, 22, 251, 97, 124, 135, 43, 176,
		193, 209, 255, 20, 128, 4, 39, 197, 148, 203, 250, 207, 27, 194, 214, 82}
	c, err := Connection{CurvePublicKey: serverPublic, CurveSecretKey: serverSecret}.Normalize()
	public, secret, ok := c.CurveKeys()
	if err != nil || !ok || !c.Curve() || public != want || secret[0] != 0x8e {
		t.Errorf("%v, %v: public %v", err, ok, public)
	}
	if _, err := (Connection{CurvePublicKey: clientPublic, CurveSecretKey: clientSecret}).Normalize(); err != nil {
		t.Error(err)
	}
	if _, _, ok := (Connection{}).CurveKeys(); ok {
		t.Error("there are keys where none were given")
	}
}

// TestHelloWorld is the example of Z85's RFC, as often as a key needs it.
func TestHelloWorld(t *testing.T) {
	key, err := decodeKey(strings.Repeat("HelloWorld", 4))
	if want := strings.Repeat("\x86\x4f\xd2\x6f\xb5\x59\xf7\x5b", 4); err != nil || string(key[:]) != want {
		t.Errorf("%x, %v", key, err)
	}
}

func TestCurveKeysThatAreNone(t *testing.T) {
	for _, c := range []struct{ public, secret, want string }{
		{serverPublic, "", "must be given together"},
		{"", serverSecret, "must be given together"},
		{"p", serverSecret, "curve_publickey must be 40 characters of Z85, not 1"},
		{serverPublic, serverSecret + "0", "curve_secretkey must be 40 characters of Z85, not 41"},
		{serverPublic, " " + serverSecret[1:], "curve_secretkey is no Z85: character 1 is none of its digits"},
		{serverPublic, serverSecret[:39] + "\"", "curve_secretkey is no Z85: character 40 is none of its digits"},
		{serverPublic[:35] + "#####", serverSecret, "curve_publickey is no Z85: characters 36 to 40 are more than four bytes"},
		{strings.Repeat("é", 20), serverSecret, "curve_publickey is no Z85: character 1 is none"},
		{clientPublic, serverSecret, "curve_publickey is not the public key that belongs to curve_secretkey"},
	} {
		connection := Connection{CurvePublicKey: Secret(c.public), CurveSecretKey: Secret(c.secret)}
		_, err := connection.Normalize()
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, not %s", err, c.want)
		}
		if err != nil && (strings.Contains(err.Error(), serverSecret[1:39]) || strings.Contains(err.Error(), serverPublic)) {
			t.Errorf("a key is shown: %v", err)
		}
		if _, _, ok := connection.CurveKeys(); ok {
			t.Errorf("keys that %s are taken", c.want)
		}
	}
}
