package server_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"saddle/kernel/client"
	"saddle/kernel/server"
	"saddle/kernel/wire"
)

// recall asks for history and writes it one cell a line.
func (s *session) recall(asked wire.HistoryRequest) string {
	s.t.Helper()
	reply, err := s.History(s.ctx, asked)
	if err != nil {
		s.t.Fatal(err)
	}
	var lines []string
	for _, e := range reply.History {
		line := fmt.Sprintf("%d/%d %s", e.Session, e.Line, e.Input)
		if e.Output != nil {
			line += " → " + *e.Output
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func number3() *int { n := 3; return &n }

func TestHistoryAcrossSessions(t *testing.T) {
	folder := tempFile(t, "below/sessions")
	for _, cells := range [][]string{{"value 1", "value 2"}, {"print a/b", `print \be`, "fail E x"}} {
		s := start(t, newFake(), server.Options{HistoryFolder: folder}).connect()
		for _, code := range cells {
			s.run(code)
		}
		s.cell("print unseen", client.ExecuteOptions{NoHistory: true}).wait()
		s.cell("print unseen", client.ExecuteOptions{Silent: true}).wait()
	}
	s := start(t, newFake(), server.Options{HistoryFolder: folder}).connect()
	s.run("value 1")
	two := 2
	for _, test := range []struct {
		asked wire.HistoryRequest
		want  string
	}{
		{wire.HistoryRequest{HistAccessType: "tail", N: number3()}, "2/2 print \\be\n2/3 fail E x\n3/1 value 1"},
		{wire.HistoryRequest{HistAccessType: "tail", N: number3(), Output: true}, "2/2 print \\be\n2/3 fail E x\n3/1 value 1 → 1"},
		{wire.HistoryRequest{HistAccessType: "range"}, "3/1 value 1"},
		{wire.HistoryRequest{HistAccessType: "range", Session: -2, Output: true}, "1/1 value 1 → 1\n1/2 value 2 → 2"},
		{wire.HistoryRequest{HistAccessType: "range", Session: 2, Start: 2}, "2/2 print \\be\n2/3 fail E x"},
		{wire.HistoryRequest{HistAccessType: "range", Session: 2, Start: 1, Stop: &two}, "2/1 print a/b"},
		{wire.HistoryRequest{HistAccessType: "range", Session: 9}, ""},
		{wire.HistoryRequest{HistAccessType: "search", Pattern: "value*"}, "1/1 value 1\n1/2 value 2\n3/1 value 1"},
		{wire.HistoryRequest{HistAccessType: "search", Pattern: "value*", Unique: true}, "1/2 value 2\n3/1 value 1"},
		{wire.HistoryRequest{HistAccessType: "search", Pattern: "value*", N: &two}, "1/2 value 2\n3/1 value 1"},
		{wire.HistoryRequest{HistAccessType: "search", Pattern: "*/?"}, "2/1 print a/b"},
		{wire.HistoryRequest{HistAccessType: "search", Pattern: `*\be`}, `2/2 print \be`},
		{wire.HistoryRequest{HistAccessType: "search", Pattern: "[fx]ail*"}, "2/3 fail E x"},
		{wire.HistoryRequest{HistAccessType: "search", Pattern: "["}, ""},
	} {
		if got := s.recall(test.asked); got != test.want {
			t.Errorf("%+v:\n%s\nwant:\n%s", test.asked, got, test.want)
		}
	}
}

func TestHistoryOfSubshellsIsTheirOwn(t *testing.T) {
	_, s := open(t)
	sub := s.newSubshell()
	s.run("print a")
	s.cell("print b", client.ExecuteOptions{Subshell: sub}).wait()
	if got := s.recall(wire.HistoryRequest{HistAccessType: "tail"}); got != "1/1 print a" {
		t.Errorf("got %s", got)
	}
}

func TestHistoryWithoutAUsableFile(t *testing.T) {
	folder := tempFile(t, "file") // a file where the folder should be
	if err := os.WriteFile(folder, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s := start(t, newFake(), server.Options{HistoryFolder: folder}).connect()
	s.run("print a")
	if got := s.recall(wire.HistoryRequest{HistAccessType: "tail"}); got != "1/1 print a" {
		t.Errorf("got %s", got)
	}
}
