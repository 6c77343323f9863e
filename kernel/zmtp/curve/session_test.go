package curve

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"golang.org/x/crypto/nacl/secretbox"
)

func TestFramesArriveAsTheyWere(t *testing.T) {
	h := shake(t)
	for _, frame := range []Frame{
		{}, {Body: []byte("a")}, {Body: []byte("a"), More: true}, {Body: []byte("\x04PING"), IsCommand: true},
		{Body: bytes.Repeat([]byte("long "), 100_000)},
	} {
		for _, way := range [][2]*Session{{h.ofClient, h.ofServer}, {h.ofServer, h.ofClient}} {
			sealed := way[0].Seal([]byte("before"), frame)
			if len(sealed) != len("before")+Overhead+len(frame.Body) || len(frame.Body) > 4 && bytes.Contains(sealed, frame.Body) {
				t.Errorf("%d bytes are sealed to %d", len(frame.Body), len(sealed))
			}
			got, err := way[1].Open(sealed[len("before"):])
			if err != nil || !bytes.Equal(got.Body, frame.Body) || got.More != frame.More || got.IsCommand != frame.IsCommand {
				t.Errorf("%.20q, %v, from %.20q", got.Body, err, frame.Body)
			}
		}
	}
}

func TestNoncesIncrease(t *testing.T) {
	h := shake(t)
	var sent [][]byte
	for range 4 {
		sent = append(sent, h.ofClient.Seal(nil, Frame{Body: []byte("x")}))
	}
	for _, step := range []struct {
		message int
		fits    bool
	}{{0, true}, {0, false}, {2, true}, {1, false}, {2, false}, {3, true}, {0, false}} { // numbers may be left out
		_, err := h.ofServer.Open(slices.Clone(sent[step.message]))
		if (err == nil) != step.fits || err != nil && !strings.Contains(err.Error(), "nonce") {
			t.Errorf("message %d: %v", step.message, err)
		}
	}
}

func TestMessagesOfTheHandshakeDoNotCountAgain(t *testing.T) {
	h := shake(t)
	h.ofClient.sent = 0
	for range 2 { // HELLO was 1, INITIATE 2
		if _, err := h.ofServer.Open(h.ofClient.Seal(nil, Frame{})); err == nil {
			t.Errorf("number %d is taken twice", h.ofClient.sent)
		}
	}
	h.ofServer.sent = 0 // READY was 1
	if _, err := h.ofClient.Open(h.ofServer.Seal(nil, Frame{})); err == nil {
		t.Error("the number of READY is taken twice")
	}
}

func TestMessagesOfOthersAreRefused(t *testing.T) {
	h, other := shake(t), shake(t)
	for what, message := range map[string][]byte{
		"its own message": h.ofServer.Seal(nil, Frame{Body: []byte("x")}),
		"another's":       other.ofClient.Seal(nil, Frame{Body: []byte("x")}),
		"plain":           []byte("a frame that is not encrypted, and long enough"),
		"another command": append([]byte("\x07MASSAGE"), make([]byte, 30)...),
		"no box":          []byte("\x07MESSAGE\x00\x00\x00\x00\x00\x00\x00\x09"),
		"nothing":         nil,
	} {
		if _, err := h.ofServer.Open(message); !errors.Is(err, ErrRefused) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestReservedFlagsAreRefused(t *testing.T) {
	for bit := 2; bit < 8; bit++ {
		h := shake(t)
		message := append([]byte("\x07MESSAGE"), 0, 0, 0, 0, 0, 0, 0, 9)
		message = secretbox.Seal(message, []byte{1 << bit}, shortNonce(fromClient, 9), h.ofServer.key)
		if _, err := h.ofServer.Open(message); err == nil || !strings.Contains(err.Error(), "flags") {
			t.Errorf("bit %d: %v", bit, err)
		}
	}
}

func TestTheGreatestNumberIsTheLast(t *testing.T) {
	h := shake(t)
	h.ofClient.sent = 1<<64 - 2
	if _, err := h.ofServer.Open(h.ofClient.Seal(nil, Frame{})); err != nil {
		t.Error(err)
	}
	if _, err := h.ofServer.Open(h.ofClient.Seal(nil, Frame{})); err == nil {
		t.Error("the numbers begin again")
	}
}
