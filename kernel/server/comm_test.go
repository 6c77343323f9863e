package server_test

import (
	"slices"
	"strings"
	"testing"

	"saddle/kernel/client"
	"saddle/kernel/wire"
)

func TestCommOfUnknownTargetIsClosed(t *testing.T) {
	_, s := open(t)
	expect(t, s.ask(wire.CommOpenType, wire.CommOpen{CommID: "c1", TargetName: "nobody"}), "busy", "comm_close c1 {} []", "idle")
	expect(t, s.ask(wire.CommMsgType, wire.CommMsg{CommID: "c1"}), "busy", "idle")
	expect(t, s.ask(wire.CommCloseType, wire.CommClose{CommID: "c1"}), "busy", "idle")
	expect(t, s.ask(wire.CommInfoRequestType, nil), "busy", "comm_info_reply ok", "idle")
}

func TestCommFromTheFrontEnd(t *testing.T) {
	f, s := open(t)
	opening := s.send(client.Request{Type: wire.CommOpenType, Content: wire.CommOpen{CommID: "c1", TargetName: "fake.slider", Data: wire.Object{"value": 1}}})
	expect(t, transcript(opening.wait()), "busy", `comm_msg c1 {"hello":true} []`, "idle")
	if open := commInfo(s, ""); open["c1"].TargetName != "fake.slider" {
		t.Errorf("open comms: %v", open)
	}
	if open := commInfo(s, "other"); len(open) != 0 {
		t.Errorf("open comms of another target: %v", open)
	}
	binary := s.send(client.Request{Type: wire.CommMsgType, Content: wire.CommMsg{CommID: "c1", Data: wire.Object{"value": 2}}, Buffers: [][]byte{{0, 255}, {}}})
	expect(t, transcript(binary.wait()), "busy", `stdout "moved\n"`, `comm_msg c1 {"value":2} [[0 255] []]`, "idle")
	wrong := s.send(client.Request{Type: wire.CommMsgType, Content: wire.CommMsg{CommID: "c1", Data: wire.Object{"panic": true}}})
	if got := transcript(wrong.wait()); !strings.Contains(got, "error KernelError") || !strings.HasSuffix(got, "idle") {
		t.Errorf("got:\n%s", got)
	}
	expect(t, s.ask(wire.CommCloseType, wire.CommClose{CommID: "c1"}), "busy", "idle")
	if open := commInfo(s, ""); len(open) != 0 {
		t.Errorf("open comms: %v", open)
	}
	want := []string{"open c1 map[value:1] []", "message c1 map[value:2] [[0 255] []]", "close c1"}
	if !slices.Equal(f.comms(), want) {
		t.Errorf("the language heard %q", f.comms())
	}
}

// Whoever opens a conversation under the id of another does not end it.
func TestCommThatIsOpenAlready(t *testing.T) {
	f, s := open(t)
	s.send(client.Request{Type: wire.CommOpenType, Content: wire.CommOpen{CommID: "c1", TargetName: "fake.slider"}}).wait()
	for _, target := range []string{"nobody", "fake.slider"} {
		expect(t, s.ask(wire.CommOpenType, wire.CommOpen{CommID: "c1", TargetName: target}), "busy", "idle")
	}
	if open := commInfo(s, ""); open["c1"].TargetName != "fake.slider" {
		t.Errorf("open comms: %v", open)
	}
	if heard := f.comms(); len(heard) != 1 {
		t.Errorf("the language heard %q", heard)
	}
}

func TestCommFromACell(t *testing.T) {
	_, s := open(t)
	expect(t, s.run("comm c1 fake.slider"), "busy", `input [1] "comm c1 fake.slider"`,
		`comm_open c1 {"state":1} [[0 1 255]]`, "execute_reply [1] ok", "idle")
	if open := commInfo(s, "fake.slider"); len(open) != 1 {
		t.Errorf("open comms: %v", open)
	}
	expect(t, s.run("endcomm c1"), "busy", `input [2] "endcomm c1"`, `comm_close c1 {} []`, "execute_reply [2] ok", "idle")
	if open := commInfo(s, ""); len(open) != 0 {
		t.Errorf("open comms: %v", open)
	}
}

// TestCommOutlivesItsSubshell moves and closes a conversation from a subshell that has been deleted, as JupyterLab does.
func TestCommOutlivesItsSubshell(t *testing.T) {
	f, s := open(t)
	sub := s.newSubshell()
	s.send(client.Request{Type: wire.CommOpenType, Content: wire.CommOpen{CommID: "c1", TargetName: "fake.slider"}, Subshell: sub}).wait()
	remove := client.Request{Channel: wire.Control, Type: wire.DeleteSubshellRequestType, Content: wire.DeleteSubshellRequest{SubshellID: sub}}
	if err := s.Do(s.ctx, remove, nil); err != nil {
		t.Fatal(err)
	}
	move := s.send(client.Request{Type: wire.CommMsgType, Content: wire.CommMsg{CommID: "c1", Data: wire.Object{"value": 2}}, Subshell: sub})
	expect(t, transcript(move.wait()), "busy", `stdout "moved\n"`, `comm_msg c1 {"value":2} []`, "idle")
	s.send(client.Request{Type: wire.CommCloseType, Content: wire.CommClose{CommID: "c1"}, Subshell: sub}).wait()
	if open := commInfo(s, ""); len(open) != 0 || !slices.Contains(f.comms(), "close c1") {
		t.Errorf("open comms: %v; the language heard %q", open, f.comms())
	}
}

func commInfo(s *session, target string) map[string]wire.CommInfo {
	s.t.Helper()
	var reply wire.CommInfoReply
	if err := s.Do(s.ctx, client.Request{Type: wire.CommInfoRequestType, Content: wire.CommInfoRequest{TargetName: target}}, &reply); err != nil {
		s.t.Fatal(err)
	}
	return reply.Comms
}
