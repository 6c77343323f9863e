package server_test

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"saddle/kernel/client"
	"saddle/kernel/server"
	"saddle/kernel/wire"
)

// printed joins what a cell has printed.
func printed(t *testing.T, messages []*wire.Message) string {
	t.Helper()
	var all strings.Builder
	for _, m := range messages {
		if m.Header.MsgType != wire.StreamType {
			continue
		}
		var s wire.Stream
		if err := m.ReadContent(&s); err != nil {
			t.Fatal(err)
		}
		all.WriteString(s.Text)
	}
	return all.String()
}

func TestManyLinesArriveWholeAndInOrder(t *testing.T) {
	const lines = 100_000
	_, s := open(t)
	got := printed(t, s.cell(fmt.Sprint("lines ", lines), client.ExecuteOptions{}).wait())
	var want strings.Builder
	for i := range lines {
		fmt.Fprintf(&want, "line %d\n", i)
	}
	if got != want.String() {
		t.Errorf("%d bytes arrived, not %d, or in another order", len(got), want.Len())
	}
}

func TestTextPrintedInPiecesArrivesWhole(t *testing.T) {
	_, s := open(t)
	const text = "η½∇数学𝑥"
	if got := printed(t, s.cell("bytes "+text, client.ExecuteOptions{}).wait()); got != text {
		t.Errorf("got %q", got)
	}
}

func TestAThousandCellsLeaveNothingBehind(t *testing.T) {
	s := start(t, newFake(), server.Options{}).connectFor(10 * patience)
	s.run("print a\nvalue b")
	before := settled()
	for range 1000 {
		if _, err := s.Execute(s.ctx, "print a\nshow id b\nupdate id c\nvalue d", client.ExecuteOptions{}, nil); err != nil {
			t.Fatal(err)
		}
	}
	for range 20 {
		id := s.newSubshell()
		s.Do(s.ctx, client.Request{Channel: wire.Control, Type: wire.DeleteSubshellRequestType, Content: wire.DeleteSubshellRequest{SubshellID: id}}, nil)
	}
	if after := settled(); after > before {
		t.Errorf("%d goroutines before, %d after", before, after)
	}
}

// settled is the number of goroutines when it has stopped falling.
func settled() int {
	n := runtime.NumGoroutine()
	for range 20 {
		time.Sleep(10 * time.Millisecond)
		n = min(n, runtime.NumGoroutine())
	}
	return n
}

func TestClientsDoNotDisturbEachOther(t *testing.T) {
	f := newFake()
	f.concurrent = true
	k := start(t, f, server.Options{})
	var all sync.WaitGroup
	for c := range 4 {
		s := k.connect()
		all.Go(func() {
			sub := s.newSubshell()
			for i := range 15 {
				word := fmt.Sprintf("%d-%d", c, i)
				p := s.cell("print "+word+"\nvalue "+word, client.ExecuteOptions{Subshell: sub})
				completion := s.send(client.Request{Type: wire.CompleteRequestType, Content: wire.CompleteRequest{Code: word, CursorPos: 1}, Subshell: sub})
				want := fmt.Sprintf("busy\ninput [%[1]d] \"print %[2]s\\nvalue %[2]s\"\nstdout \"%[2]s\\n\"\n"+
					"execute_result [%[1]d] {\"text/plain\":\"%[2]s\"}\nexecute_reply [%[1]d] ok\nidle", i+1, word)
				if got := transcript(p.wait()); got != want {
					t.Errorf("got:\n%s\nwant:\n%s", got, want)
				}
				if got := transcript(completion.wait()); got != "busy\ncomplete_reply ok\nidle" {
					t.Errorf("got:\n%s", got)
				}
			}
		})
	}
	all.Wait()
}

func TestAForgedMessageIsNobodys(t *testing.T) {
	f := newFake()
	k := start(t, f, server.Options{})
	s := k.connect()
	forged := k.connection
	forged.Key = "another key"
	ctx, cancel := contextWithin(300 * time.Millisecond)
	defer cancel()
	if _, err := client.Connect(ctx, forged); err == nil {
		t.Error("a client with the wrong key was answered")
	}
	expect(t, s.run("print a"), "busy", `input [1] "print a"`, `stdout "a\n"`, "execute_reply [1] ok", "idle")
	if len(f.cells()) != 1 {
		t.Error("a forged cell was run")
	}
}
