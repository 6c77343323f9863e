package server_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"saddle/kernel/client"
	"saddle/kernel/wire"
)

func TestCellsAnswerInOrder(t *testing.T) {
	_, s := open(t)
	for _, cell := range []struct {
		code string
		want []string
	}{
		{"", []string{"busy", `input [1] ""`, "execute_reply [1] ok", "idle"}},
		{"print a\nwarn b\nprint c\nshow id1 d\nvalue e", []string{
			"busy", `input [2] "print a\nwarn b\nprint c\nshow id1 d\nvalue e"`,
			`stdout "a\n"`, `stderr "b\n"`, `stdout "c\n"`, `display_data #id1 {"text/plain":"d"}`,
			`execute_result [2] {"text/plain":"e"}`, "execute_reply [2] ok", "idle"}},
		{"print a\nfail NameError no x\nprint b", []string{
			"busy", `input [3] "print a\nfail NameError no x\nprint b"`, `stdout "a\n"`, "error NameError: no x",
			"execute_reply [3] error NameError: no x", "idle"}},
		{"plainfail oops", []string{
			"busy", `input [4] "plainfail oops"`, "error KernelError: the kernel could not answer (oops). The notebook's names are kept; please report this with the cell", "execute_reply [4] error KernelError: the kernel could not answer (oops). The notebook's names are kept; please report this with the cell", "idle"}},
		{"print a\nclear wait\nprint b", []string{
			"busy", `input [5] "print a\nclear wait\nprint b"`, `stdout "a\n"`, "clear wait=true", `stdout "b\n"`, "execute_reply [5] ok", "idle"}},
		{"nan", []string{
			"busy", `input [6] "nan"`, `display_data {"application/json":{"a":null,"b":[1,null]},"text/plain":"nan"}`, "execute_reply [6] ok", "idle"}},
		{"unwritable\nprint on", []string{
			"busy", `input [7] "unwritable\nprint on"`, `stdout "on\n"`, "execute_reply [7] ok", "idle"}},
		{"show id2 a\nupdate id2 b\nprint c", []string{
			"busy", `input [8] "show id2 a\nupdate id2 b\nprint c"`, `display_data #id2 {"text/plain":"a"}`,
			`update_display_data #id2 {"text/plain":"b"}`, `stdout "c\n"`, "execute_reply [8] ok", "idle"}},
	} {
		expect(t, s.run(cell.code), cell.want...)
	}
}

func TestSilentShowsNothing(t *testing.T) {
	f, s := open(t)
	silent := s.cell("print a\nvalue b\nshow id c\nfail NameError x", client.ExecuteOptions{Silent: true})
	expect(t, transcript(silent.wait()), "busy", "execute_reply [0] error NameError: x", "idle")
	if cells := f.cells(); !cells[0].Silent {
		t.Error("the language does not know that the cell is silent")
	}
	expect(t, s.run("print a"), "busy", `input [1] "print a"`, `stdout "a\n"`, "execute_reply [1] ok", "idle")
	silent = s.cell("", client.ExecuteOptions{Silent: true})
	expect(t, transcript(silent.wait()), "busy", "execute_reply [1] ok", "idle")
}

func TestUncountedCellsShowButDoNotCount(t *testing.T) {
	_, s := open(t)
	s.run("")
	quiet := s.cell("value a", client.ExecuteOptions{NoHistory: true})
	expect(t, transcript(quiet.wait()), "busy", `input [1] "value a"`, `execute_result [1] {"text/plain":"a"}`, "execute_reply [1] ok", "idle")
	expect(t, s.run(""), "busy", `input [2] ""`, "execute_reply [2] ok", "idle")
}

func TestUserExpressions(t *testing.T) {
	_, s := open(t)
	reply, err := s.Execute(s.ctx, "print a", client.ExecuteOptions{
		UserExpressions: map[string]string{"good": "x", "bad": "bad", "ugly": "panic"},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	good, _ := reply.UserExpressions["good"].(map[string]any)
	if data, _ := good["data"].(map[string]any); good["status"] != "ok" || data["text/plain"] != "value of x" || good["metadata"] == nil {
		t.Errorf("good: %v", good)
	}
	if bad, _ := reply.UserExpressions["bad"].(map[string]any); bad["status"] != "error" || bad["ename"] != "NameError" {
		t.Errorf("bad: %v", bad)
	}
	if ugly, _ := reply.UserExpressions["ugly"].(map[string]any); ugly["ename"] != "KernelError" {
		t.Errorf("ugly: %v", ugly)
	}
}

func TestPayloads(t *testing.T) {
	_, s := open(t)
	reply, err := s.Execute(s.ctx, "page help text\nnext x = 1", client.ExecuteOptions{}, nil)
	if err != nil || len(reply.Payload) != 2 {
		t.Fatalf("payloads %v, error %v", reply.Payload, err)
	}
	page, next := reply.Payload[0], reply.Payload[1]
	data, _ := page["data"].(map[string]any)
	if page["source"] != "page" || data["text/plain"] != "help text" || page["start"] != 0.0 {
		t.Errorf("page: %v", page)
	}
	if next["source"] != "set_next_input" || next["text"] != "x = 1" || next["replace"] != false {
		t.Errorf("next input: %v", next)
	}
}

func TestPanicsAreAnswered(t *testing.T) {
	_, s := open(t)
	got := s.run("print a\npanic boom")
	if !strings.Contains(got, `stdout "a\n"`) || !strings.Contains(got, "error KernelError: the kernel made a mistake while running a cell: boom") {
		t.Errorf("got:\n%s", got)
	}
	got = s.ask(wire.CompleteRequestType, wire.CompleteRequest{Code: "panic", CursorPos: 5})
	if !strings.HasPrefix(got, "busy\ncomplete_reply error KernelError:") || !strings.HasSuffix(got, "\nidle") {
		t.Errorf("got:\n%s", got)
	}
	expect(t, s.run("print on"), "busy", `input [2] "print on"`, `stdout "on\n"`, "execute_reply [2] ok", "idle")
}

// A subshell's kernel_info travels on the same socket as the cells before it,
// but does not wait for them: when it is answered, they have arrived.
func (s *session) arrived(subshell string) {
	s.t.Helper()
	s.send(client.Request{Type: wire.KernelInfoRequestType, Subshell: subshell}).wait()
}

func (s *session) newSubshell() string {
	s.t.Helper()
	var reply wire.CreateSubshellReply
	if err := s.Do(s.ctx, client.Request{Channel: wire.Control, Type: wire.CreateSubshellRequestType}, &reply); err != nil {
		s.t.Fatal(err)
	}
	return reply.SubshellID
}

func TestErrorAbortsWhatHadArrived(t *testing.T) {
	f, s := open(t)
	other, free := s.newSubshell(), s.newSubshell()
	failing := s.cell("hold failing\nfail Error a", client.ExecuteOptions{})
	second := s.cell("print b", client.ExecuteOptions{})
	completion := s.send(client.Request{Type: wire.CompleteRequestType, Content: wire.CompleteRequest{Code: "x", CursorPos: 1}})
	third := s.cell("print c", client.ExecuteOptions{Silent: true})
	elsewhere := s.cell("print d", client.ExecuteOptions{Subshell: other})
	s.arrived(free)
	close(f.gate("failing"))

	expect(t, transcript(failing.wait()), "busy", `input [1] "hold failing\nfail Error a"`, "error Error: a", "execute_reply [1] error Error: a", "idle")
	later := s.cell("print e", client.ExecuteOptions{})
	aborted := "error Aborted: not run, because a cell before it failed"
	expect(t, transcript(second.wait()), "busy", "execute_reply [1] "+aborted, "idle")
	expect(t, transcript(completion.wait()), "busy", "complete_reply ok", "idle")
	expect(t, transcript(third.wait()), "busy", "execute_reply [1] "+aborted, "idle")
	expect(t, transcript(elsewhere.wait()), "busy", `input [1] "print d"`, `stdout "d\n"`, "execute_reply [1] ok", "idle")
	expect(t, transcript(later.wait()), "busy", `input [2] "print e"`, `stdout "e\n"`, "execute_reply [2] ok", "idle")
}

func TestContinueOnErrorRunsTheRest(t *testing.T) {
	_, s := open(t)
	failing := s.cell("fail Error a", client.ExecuteOptions{ContinueOnError: true})
	second := s.cell("print b", client.ExecuteOptions{})
	failing.wait()
	expect(t, transcript(second.wait()), "busy", `input [2] "print b"`, `stdout "b\n"`, "execute_reply [2] ok", "idle")
}

func TestAsking(t *testing.T) {
	_, s := open(t)
	answer := func(asked wire.InputRequest) (string, error) { return "re: " + asked.Prompt, nil }
	got := transcript(s.cell("print a\nask name?", client.ExecuteOptions{Input: answer}).wait())
	expect(t, got, "busy", `input [1] "print a\nask name?"`, `stdout "a\n"`, `stdout "got re: name?\n"`, "execute_reply [1] ok", "idle")
	got = transcript(s.cell("ask name?", client.ExecuteOptions{}).wait())
	expect(t, got, "busy", `input [2] "ask name?"`, "error AskError: nobody to ask", "execute_reply [2] error AskError: nobody to ask", "idle")
}

func TestAskingCanBeInterrupted(t *testing.T) {
	_, s := open(t)
	asked := make(chan bool)
	release := make(chan bool)
	p := s.cell("ask name?", client.ExecuteOptions{Input: func(wire.InputRequest) (string, error) {
		close(asked)
		<-release
		return "too late", nil
	}})
	select {
	case <-asked:
	case <-s.ctx.Done():
		t.Fatalf("nobody was asked:\n%s", transcript(p.published()))
	}
	if err := s.Interrupt(s.ctx); err != nil {
		t.Fatal(err)
	}
	if got := transcript(p.wait()); !strings.Contains(got, "error Interrupted:") {
		t.Errorf("got:\n%s", got)
	}
	close(release) // the late answer belongs to no question, also not to the next
	got := transcript(s.cell("ask again?", client.ExecuteOptions{Input: func(wire.InputRequest) (string, error) { return "in time", nil }}).wait())
	if !strings.Contains(got, "got in time") {
		t.Errorf("got:\n%s", got)
	}
}

func TestLateOutputKeepsItsParent(t *testing.T) {
	f, s := open(t)
	first := s.cell("defer", client.ExecuteOptions{})
	first.wait()
	second := s.cell("print b\nhold x", client.ExecuteOptions{})
	f.holding(t, "x")
	f.mu.Lock()
	later := f.later
	f.mu.Unlock()
	if later == nil {
		t.Fatal("no emit")
	}
	var late []string
	s.Listen(func(m *wire.Message) {
		if m.ParentHeader().MsgID == first.call.ID {
			late = append(late, describe(m))
		}
	})
	later(lateText())
	close(f.gate("x"))
	second.wait()
	if !slices.Equal(late, []string{`stdout "late\n"`}) {
		t.Errorf("late output: %q", late)
	}
	if got := transcript(second.published()); strings.Contains(got, "late") {
		t.Errorf("late output in the wrong cell:\n%s", got)
	}
}

func TestProgressLeavesNoTrace(t *testing.T) {
	_, s := open(t)
	for _, cell := range []struct {
		code string
		want []string // without the frame that every cell has
	}{
		{"progress half", []string{
			`display_data #bar {"text/plain":"half"}`, "clear wait=false"}},
		{"print a\nprogress half\nprint b\nprogress full\nshow id1 c\nprogressed\nvalue d", []string{
			`stdout "a\n"`, `display_data #bar {"text/plain":"half"}`, `stdout "b\n"`, `update_display_data #bar {"text/plain":"full"}`,
			`display_data #id1 {"text/plain":"c"}`,
			"clear wait=true", `stdout "a\nb\n"`, `display_data #id1 {"text/plain":"c"}`, `execute_result [n] {"text/plain":"d"}`}},
		{"show id2 a\nprogress half\nupdate id2 b", []string{
			`display_data #id2 {"text/plain":"a"}`, `display_data #bar {"text/plain":"half"}`, `update_display_data #id2 {"text/plain":"b"}`,
			"clear wait=true", `display_data #id2 {"text/plain":"b"}`}},
		{"progress half\nfail Error x", []string{
			`display_data #bar {"text/plain":"half"}`, "clear wait=false", "error Error: x"}},
		{"print a\nprogress half\nclear\nprint b", []string{
			`stdout "a\n"`, `display_data #bar {"text/plain":"half"}`, "clear wait=false", `stdout "b\n"`}},
		{"progressed", nil},
	} {
		lines := strings.Split(s.run(cell.code), "\n")
		got := strings.Join(lines[2:len(lines)-2], "\n")
		got = regexp.MustCompile("#progress-[A-Z2-7]+").ReplaceAllString(got, "#bar")
		got = regexp.MustCompile(`result \[\d+\]`).ReplaceAllString(got, "result [n]")
		expect(t, got, cell.want...)
	}
}
