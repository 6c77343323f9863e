package server

import (
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"saddle/kernel/wire"
)

// record is a transport that keeps what is published, with its time.
type record struct {
	mu    sync.Mutex
	lines []string
	texts []string
	start time.Time
}

func newRecord() *record { return &record{start: time.Now()} }

func (r *record) Incoming(wire.Channel) <-chan wire.Envelope     { return nil }
func (r *record) Send(wire.Channel, string, *wire.Message) error { return nil }
func (r *record) Drain(time.Duration)                            {}

func (r *record) publisher() *publisher {
	return newPublisher(wire.NewSession("kernel"), r, slog.New(slog.DiscardHandler))
}

// published gives what was published, a line a message.
func (r *record) published() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return strings.Join(r.lines, "\n")
}

// printed gives the texts of the stream messages.
func (r *record) printed() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.texts)
}

func request1() *wire.Message { return &wire.Message{Header: wire.Header{MsgID: "1"}} }

func plain(s string) Bundle { return Bundle{Data: map[string]any{"text/plain": s}} }

func (r *record) Publish(m *wire.Message) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	var c struct {
		Name, Text string
		Data       map[string]string
	}
	if err := m.ReadContent(&c); err != nil {
		return err
	}
	r.texts = append(r.texts, c.Text)
	text := c.Text + c.Data["text/plain"]
	if len(text) > 20 {
		text = strconv.Itoa(len(text)) + " bytes"
	}
	at := time.Since(r.start).Round(time.Millisecond)
	r.lines = append(r.lines, fmt.Sprintf("%v %s %s %q", at, m.Header.MsgType, c.Name, text))
	return nil
}

func (r *record) expect(t *testing.T, lines ...string) {
	t.Helper()
	if want := strings.Join(lines, "\n"); r.published() != want {
		t.Errorf("published:\n%s\nwant:\n%s", r.published(), want)
	}
}

func TestPrintedTextIsGathered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRecord()
		p, a, b := r.publisher(), request1(), request1()
		p.print(a, "stdout", "one ")
		time.Sleep(streamDelay / 2)
		p.print(a, "stdout", "two")
		time.Sleep(streamDelay)
		p.print(a, "stdout", "three")
		p.print(a, "stderr", "four")
		p.print(b, "stderr", "five")
		p.publish(b, wire.ClearOutputType, nil)
		p.publish(b, wire.ClearOutputType, nil)
		r.expect(t,
			`60ms stream stdout "one two"`,
			`90ms stream stdout "three"`,
			`90ms stream stderr "four"`,
			`90ms stream stderr "five"`,
			`90ms clear_output  ""`,
			`90ms clear_output  ""`)
	})
}

func TestMuchTextGoesOutAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRecord()
		p, a := r.publisher(), request1()
		long := strings.Repeat("∇f", 20_000)
		p.print(a, "stdout", "x"+long)
		time.Sleep(time.Second)
		if len(r.printed()) != 3 || strings.Join(r.printed(), "") != "x"+long {
			t.Errorf("%d messages:\n%s", len(r.printed()), r.published())
		}
		for _, text := range r.printed() {
			if !utf8.ValidString(text) || strings.ContainsRune(text, utf8.RuneError) || len(text) > streamPiece {
				t.Errorf("a piece of %d bytes is cut inside a character or too long", len(text))
			}
		}
	})
}

func TestTextPrintedByteByByteStaysWhole(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRecord()
		p, a := r.publisher(), request1()
		const text = "η=½ 数学 𝑥"
		for _, b := range []byte(text) {
			p.print(a, "stdout", string([]byte{b}))
			time.Sleep(streamDelay)
		}
		p.settle(a)
		if got := strings.Join(r.printed(), ""); got != text {
			t.Errorf("got %q", got)
		}
	})
}

func TestWholeRunes(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "a": 1, "aé": 3, "a\xc3": 1, "\xc3": 0, "∇": 3, "\xe2\x88": 0, "a\xe2": 1, "𝑥": 4, "\xf0\x9d\x91": 0,
		"\xff": 0, "\x80": 1, "\x80\x80\x80\x80": 4, "a\x80": 2,
	} {
		if got := wholeRunes([]byte(text), len(text)); got != want {
			t.Errorf("%q: %d, not %d", text, got, want)
		}
	}
}

func TestUpdatesAreThinnedOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRecord()
		p, a := r.publisher(), request1()
		for i := range 36 {
			p.update(a, Update{ID: "x", Bundle: plain(strconv.Itoa(i))})
			time.Sleep(7 * time.Millisecond) // never at the same moment as a timer
		}
		p.update(a, Update{ID: "y", Bundle: plain("other")})
		p.settle(a)
		r.expect(t,
			`0s update_display_data  "0"`,
			`100ms update_display_data  "14"`,
			`200ms update_display_data  "28"`,
			`252ms update_display_data  "other"`,
			`252ms update_display_data  "35"`)
		time.Sleep(time.Second)
		synctest.Wait()
		p.mu.Lock()
		defer p.mu.Unlock()
		if len(p.updates) != 0 {
			t.Errorf("%d displays are remembered for ever", len(p.updates))
		}
	})
}

func TestLateUpdateArrives(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRecord()
		p, a := r.publisher(), request1()
		p.update(a, Update{ID: "x", Bundle: plain("first")})
		p.update(a, Update{ID: "x", Bundle: plain("last")})
		time.Sleep(time.Second)
		r.expect(t, `0s update_display_data  "first"`, `100ms update_display_data  "last"`)
	})
}

func TestOutputLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRecord()
		s := newServer(r, nil, Options{OutputLimit: 2 << 10})
		c := s.newCell(&request{Envelope: wire.Envelope{Message: request1()}}, wire.ExecuteRequest{})
		for range 1000 {
			c.emit(Stream{Name: "stdout", Text: "12345 é"})
		}
		c.emit(Display{Bundle: plain("shown still")})
		got := strings.Join(r.printed(), "")
		notice := "\n… this cell has printed 2 kB; the rest is left out. Print less: every hundredth line, or a table.\n"
		if kept, ok := strings.CutSuffix(got, notice); !ok || len(kept) < 2040 || len(kept) > 2048 || !utf8.ValidString(kept) {
			t.Errorf("got %q", got)
		}
		if !strings.Contains(r.published(), `"shown still"`) {
			t.Error("the limit of text keeps displays back")
		}
	})
}
