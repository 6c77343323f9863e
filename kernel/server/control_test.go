package server_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"saddle/kernel/client"
	"saddle/kernel/server"
	"saddle/kernel/wire"
)

func TestInterruptStopsTheCellAndClearsTheQueue(t *testing.T) {
	f, s := open(t)
	free := s.newSubshell()
	running := s.cell("print a\nhold forever", client.ExecuteOptions{})
	waiting := s.cell("print b", client.ExecuteOptions{ContinueOnError: true})
	f.holding(t, "forever")
	s.arrived(free)
	if err := s.Interrupt(s.ctx); err != nil {
		t.Fatal(err)
	}
	expect(t, transcript(running.wait()), "busy", `input [1] "print a\nhold forever"`, `stdout "a\n"`,
		"error Interrupted: stopped; what was computed until then is kept",
		"execute_reply [1] error Interrupted: stopped; what was computed until then is kept", "idle")
	expect(t, transcript(waiting.wait()), "busy", "execute_reply [1] error Interrupted: not run, because the kernel was interrupted", "idle")
	expect(t, s.run("print c"), "busy", `input [2] "print c"`, `stdout "c\n"`, "execute_reply [2] ok", "idle")
	if len(f.cells()) != 2 {
		t.Errorf("%d cells reached the language, not 2", len(f.cells()))
	}
}

func TestInterruptWhileIdleIsHarmless(t *testing.T) {
	_, s := open(t)
	for range 3 {
		if err := s.Interrupt(s.ctx); err != nil {
			t.Fatal(err)
		}
	}
	expect(t, s.run("print a"), "busy", `input [1] "print a"`, `stdout "a\n"`, "execute_reply [1] ok", "idle")
}

func TestControlIsServedWhileShellComputes(t *testing.T) {
	f, s := open(t)
	cell := s.cell("hold x", client.ExecuteOptions{})
	f.holding(t, "x")
	info := s.send(client.Request{Channel: wire.Control, Type: wire.KernelInfoRequestType})
	expect(t, transcript(info.wait()), "busy", "kernel_info_reply ok", "idle")
	misplaced := s.send(client.Request{Channel: wire.Control, Type: wire.ExecuteRequestType, Content: wire.NewExecuteRequest("print a")})
	expect(t, transcript(misplaced.wait()), "busy",
		"execute_reply [0] error WrongChannel: execute_request belongs on the shell channel", "idle")
	close(f.gate("x"))
	cell.wait()
}

func TestUnknownAndMalformedRequests(t *testing.T) {
	_, s := open(t)
	for _, channel := range []wire.Channel{wire.Shell, wire.Control} {
		unknown := s.send(client.Request{Channel: channel, Type: "dance_request", NoReply: true})
		expect(t, transcript(unknown.wait()), "busy", "idle")
	}
	got := s.ask(wire.ExecuteRequestType, map[string]any{"code": 7})
	if !strings.HasPrefix(got, "busy\nexecute_reply [0] error ProtocolError: ") {
		t.Errorf("got:\n%s", got)
	}
	unknown := s.send(client.Request{Type: wire.ExecuteRequestType, Content: wire.NewExecuteRequest(""), Subshell: "nowhere"})
	expect(t, transcript(unknown.wait()), "busy",
		"execute_reply [0] error UnknownSubshell: there is no subshell nowhere (any more)", "idle")
	expect(t, s.run(""), "busy", `input [1] ""`, "execute_reply [1] ok", "idle")
}

func TestRepliesGoToWhoAsked(t *testing.T) {
	f := newFake()
	k := start(t, f, server.Options{})
	a, b := k.connect(), k.connect()
	var seen []string
	done := make(chan bool)
	b.Listen(func(m *wire.Message) {
		if m.ParentHeader().Session == a.Session() {
			seen = append(seen, describe(m))
			if describe(m) == "idle" {
				close(done)
			}
		}
	})
	got := a.run("print hello")
	<-done
	b.Listen(nil)
	expect(t, got, "busy", `input [1] "print hello"`, `stdout "hello\n"`, "execute_reply [1] ok", "idle")
	if !slices.Equal(seen, []string{"busy", `input [1] "print hello"`, `stdout "hello\n"`, "idle"}) {
		t.Errorf("the second client saw %q", seen)
	}
	expect(t, b.run("value x"), "busy", `input [2] "value x"`, `execute_result [2] {"text/plain":"x"}`, "execute_reply [2] ok", "idle")
}

func TestParentHeaderIsKeptVerbatim(t *testing.T) {
	_, s := open(t)
	p := s.cell("print a", client.ExecuteOptions{})
	for _, m := range p.wait() {
		if parent := m.ParentHeader(); parent.MsgID != p.call.ID || parent.Session != s.Session() {
			t.Errorf("%s has the parent %s", describe(m), m.Parent)
		}
		if m.Header.Session == s.Session() || m.Header.Version != wire.ProtocolVersion {
			t.Errorf("%s has the header %+v", describe(m), m.Header)
		}
	}
}

func TestShutdownEndsEverythingInOrder(t *testing.T) {
	f := newFake()
	k := start(t, f, server.Options{})
	s := k.connect()
	free := s.newSubshell()
	running := s.cell("print a\nhold forever", client.ExecuteOptions{})
	f.holding(t, "forever")
	waiting := s.cell("print b", client.ExecuteOptions{})
	s.arrived(free)
	ending := s.send(client.Request{Channel: wire.Control, Type: wire.ShutdownRequestType, Content: wire.ShutdownRequest{Restart: true}})
	expect(t, transcript(ending.wait()), "busy", "shutdown_reply ok", "shutdown_reply ok", "idle")
	if got := transcript(running.wait()); !strings.Contains(got, "error Interrupted") || !strings.HasSuffix(got, "idle") {
		t.Errorf("running cell:\n%s", got)
	}
	expect(t, transcript(waiting.wait()), "busy", "execute_reply [1] error Interrupted: not run, because the kernel is shutting down", "idle")
	k.waitEnd()
}

func TestEndOfContextIsOrderly(t *testing.T) {
	f := newFake()
	k := start(t, f, server.Options{})
	s := k.connect()
	running := s.cell("print a\nhold forever", client.ExecuteOptions{})
	f.holding(t, "forever")
	k.stop()
	k.waitEnd()
	if got := transcript(running.wait()); !strings.Contains(got, "execute_reply [1] error Interrupted") {
		t.Errorf("got:\n%s", got)
	}
}

func TestSubshells(t *testing.T) {
	f := newFake()
	f.concurrent = true
	s := start(t, f, server.Options{}).connect()
	first, second := s.newSubshell(), s.newSubshell()
	var list wire.ListSubshellReply
	listRequest := client.Request{Channel: wire.Control, Type: wire.ListSubshellRequestType}
	if err := s.Do(s.ctx, listRequest, &list); err != nil || len(list.SubshellID) != 2 || first == second {
		t.Fatalf("subshells %q, error %v", list.SubshellID, err)
	}

	main := s.cell("hold x", client.ExecuteOptions{})
	f.holding(t, "x")
	inside := s.cell("print a\nopen x", client.ExecuteOptions{Subshell: first}) // runs while main waits for it
	expect(t, transcript(inside.wait()), "busy", `input [1] "print a\nopen x"`, `stdout "a\n"`, "execute_reply [1] ok", "idle")
	main.wait()
	if cells := f.cells(); cells[1].Subshell != first || cells[1].Number != 1 {
		t.Errorf("the language saw %+v", cells[1])
	}

	stuck := s.cell("hold y", client.ExecuteOptions{Subshell: second})
	f.holding(t, "y")
	remove := client.Request{Channel: wire.Control, Type: wire.DeleteSubshellRequestType, Content: wire.DeleteSubshellRequest{SubshellID: second}}
	if err := s.Do(s.ctx, remove, nil); err != nil {
		t.Fatal(err)
	}
	if got := transcript(stuck.wait()); !strings.Contains(got, "error Interrupted") {
		t.Errorf("got:\n%s", got)
	}
	if err := s.Do(s.ctx, remove, nil); err == nil || !strings.Contains(err.Error(), "no subshell") {
		t.Errorf("deleting twice: %v", err)
	}
	if err := s.Do(s.ctx, listRequest, &list); err != nil || !slices.Equal(list.SubshellID, []string{first}) {
		t.Errorf("subshells %q, error %v", list.SubshellID, err)
	}
}

func TestCellsOfSubshellsTakeTurns(t *testing.T) {
	f, s := open(t)
	sub := s.newSubshell()
	main := s.cell("hold x", client.ExecuteOptions{})
	f.holding(t, "x")
	inside := s.cell("print a", client.ExecuteOptions{Subshell: sub})
	inside.running()
	s.send(client.Request{Channel: wire.Control, Type: wire.KernelInfoRequestType}).wait()
	if len(f.cells()) != 1 {
		t.Error("two cells ran at the same time")
	}
	close(f.gate("x"))
	main.wait()
	inside.wait()
}

func TestInspectionWhileACellComputes(t *testing.T) {
	f, s := open(t)
	sub := s.newSubshell()
	main := s.cell("hold x", client.ExecuteOptions{})
	f.holding(t, "x")
	inspection := s.send(client.Request{Type: wire.InspectRequestType, Subshell: sub, Content: wire.InspectRequest{Code: "f", CursorPos: 1}})
	expect(t, transcript(inspection.wait()), "busy", "inspect_reply ok", "idle")
	close(f.gate("x"))
	main.wait()
}

func TestAskingFromTwoSubshells(t *testing.T) {
	f := newFake()
	f.concurrent = true
	s := start(t, f, server.Options{}).connect()
	sub := s.newSubshell()
	var both sync.WaitGroup // neither answers before both are asked
	both.Add(2)
	answer := func(line string) func(wire.InputRequest) (string, error) {
		return func(wire.InputRequest) (string, error) {
			both.Done()
			both.Wait()
			return line, nil
		}
	}
	a := s.cell("ask A", client.ExecuteOptions{Input: answer("for A")})
	b := s.cell("ask B", client.ExecuteOptions{Input: answer("for B"), Subshell: sub})
	if got := transcript(a.wait()); !strings.Contains(got, "got for A") {
		t.Errorf("got:\n%s", got)
	}
	if got := transcript(b.wait()); !strings.Contains(got, "got for B") {
		t.Errorf("got:\n%s", got)
	}
}

func TestUsage(t *testing.T) {
	_, s := open(t)
	var usage wire.UsageReply
	for range 2 {
		if err := s.Do(s.ctx, client.Request{Channel: wire.Control, Type: wire.UsageRequestType}, &usage); err != nil {
			t.Fatal(err)
		}
	}
	if usage.PID == 0 || usage.CPUCount < 1 || usage.KernelMemory == nil || *usage.KernelMemory < 1<<20 {
		t.Errorf("usage: %+v", usage)
	}
}

// What the server says itself is in the language that the notebook speaks at the moment.
func TestRefusalsInChinese(t *testing.T) {
	f, s := open(t)
	s.run("chinese")
	free := s.newSubshell()
	running := s.cell("hold forever", client.ExecuteOptions{})
	waiting := s.cell("print b", client.ExecuteOptions{ContinueOnError: true})
	f.holding(t, "forever")
	s.arrived(free)
	if err := s.Interrupt(s.ctx); err != nil {
		t.Fatal(err)
	}
	stopped := "Interrupted: 已停止；此前算出的都保留"
	expect(t, transcript(running.wait()), "busy", `input [2] "hold forever"`, "error "+stopped, "execute_reply [2] error "+stopped, "idle")
	expect(t, transcript(waiting.wait()), "busy", "execute_reply [2] error Interrupted: 未运行：内核被中断", "idle")
	lost := s.run("panic boom")
	if want := "KernelError: 内核在运行单元格时出错：boom。笔记本中的名字都还在；欢迎把这个单元格报告给开发者"; !strings.Contains(lost, "error "+want) {
		t.Errorf("got %q, want %q", lost, want)
	}
	for got, want := range map[string]string{
		s.run("plainfail oops"):                                          "KernelError: 内核无法回答（oops）。",
		s.ask(wire.ExecuteRequestType, map[string]any{"code": 7}):        "ProtocolError: 前端发来的 execute_request 无法读取",
		s.ask(wire.CompleteRequestType, map[string]any{"code": []int{}}): "ProtocolError: 前端发来的 complete_request 无法读取",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
