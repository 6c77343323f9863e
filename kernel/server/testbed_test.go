package server_test

import (
	"strings"
	"testing"

	"saddle/kernel/client"
	"saddle/kernel/server"
	"saddle/kernel/wire"
)

func TestConformance(t *testing.T) {
	f, s := open(t)
	checkConformance(t, f, s)
}

// TestConformanceEncrypted has the test keys of libzmq's manual (zmq_curve).
func TestConformanceEncrypted(t *testing.T) {
	f := newFake()
	k := startAt(t, wire.Connection{
		Key:            "a key for tests",
		CurvePublicKey: "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7",
		CurveSecretKey: "JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6",
	}, f, server.Options{})
	checkConformance(t, f, k.connect())
}

// checkConformance makes the checks of runtimed/kernel-testbed, under their
// names, in their order, with one kernel, and interrupt_while_running beside
// them. The suite itself asks less of most answers than this does.
func checkConformance(t *testing.T, f *fake, s *session) {
	has := func(got string, parts ...string) bool {
		for _, part := range parts {
			if !strings.Contains(got, part) {
				t.Logf("%q is missing in:\n%s", part, got)
				return false
			}
		}
		return true
	}
	info := s.Kernel
	request := func(msgType string, content any) string { return s.ask(msgType, content) }
	checks := []struct {
		name  string
		check func() bool
	}{
		{"heartbeat_responds", func() bool { return s.Heartbeat(s.ctx) == nil }},
		{"kernel_info_reply_valid", func() bool { return info.Status == wire.StatusOK }},
		{"kernel_info_has_language_info", func() bool { return info.LanguageInfo.Name == "fake" }},
		{"kernel_info_has_protocol_version", func() bool { return info.ProtocolVersion == wire.ProtocolVersion }},
		{"execute_stdout", func() bool { return has(s.run("print hello"), `stdout "hello\n"`) }},
		{"execute_stderr", func() bool { return has(s.run("warn error"), `stderr "error\n"`) }},
		{"execute_reply_ok", func() bool { return has(s.run(""), "execute_reply [3] ok") }},
		{"status_busy_idle_lifecycle", func() bool {
			got := s.run("")
			return strings.HasPrefix(got, "busy\n") && strings.HasSuffix(got, "\nidle")
		}},
		{"execute_input_broadcast", func() bool { return has(s.run("print a"), `input [5] "print a"`) }},
		{"complete_request", func() bool {
			return has(request(wire.CompleteRequestType, wire.CompleteRequest{Code: "x", CursorPos: 1}), "complete_reply ok")
		}},
		{"inspect_request", func() bool {
			return has(request(wire.InspectRequestType, wire.InspectRequest{Code: "x", CursorPos: 1}), "inspect_reply ok")
		}},
		{"is_complete_complete", func() bool {
			return has(request(wire.IsCompleteRequestType, wire.IsCompleteRequest{Code: "x"}), "is_complete_reply complete")
		}},
		{"is_complete_incomplete", func() bool {
			return has(request(wire.IsCompleteRequestType, wire.IsCompleteRequest{Code: "x("}), "is_complete_reply incomplete")
		}},
		{"history_request", func() bool {
			return has(request(wire.HistoryRequestType, wire.HistoryRequest{HistAccessType: wire.HistoryTail, N: number3(), Raw: true}), "history_reply ok")
		}},
		{"comm_info_request", func() bool { return has(request(wire.CommInfoRequestType, nil), "comm_info_reply ok") }},
		{"error_handling", func() bool {
			return has(s.run("dance"), "error SyntaxError: unknown command dance", "execute_reply [6] error SyntaxError")
		}},
		{"display_data", func() bool { return has(s.run("show a b"), `display_data #a {"text/plain":"b"}`) }},
		{"update_display_data", func() bool {
			return has(s.run("show u b\nupdate u c"), `display_data #u {"text/plain":"b"}`, `update_display_data #u {"text/plain":"c"}`)
		}},
		{"execute_result", func() bool { return has(s.run("value a"), `execute_result [9] {"text/plain":"a"}`) }},
		{"rich_execute_result", func() bool { return has(s.run("rich"), "execute_result [10]", "text/html", "text/latex", "text/plain") }},
		{"stdin_input_request", func() bool {
			answer := func(wire.InputRequest) (string, error) { return "test_input_42", nil }
			return has(transcript(s.cell("ask name?", client.ExecuteOptions{Input: answer}).wait()), "got test_input_42", "execute_reply [11] ok")
		}},
		{"comms_lifecycle", func() bool {
			return has(request(wire.CommOpenType, wire.CommOpen{CommID: "t", TargetName: "jupyter.kernel_testbed.test"}), "comm_close t") &&
				has(s.run(""), "execute_reply [12] ok")
		}},
		{"interrupt_request", func() bool { return s.Interrupt(s.ctx) == nil }},
		{"interrupt_while_running", func() bool {
			cell := s.cell("hold forever", client.ExecuteOptions{})
			cell.running()
			return s.Interrupt(s.ctx) == nil && has(transcript(cell.wait()), "error Interrupted")
		}},
		{"execution_count_increments", func() bool { return has(s.run(""), "[14]") && has(s.run(""), "[15]") }},
		{"parent_header_correlation", func() bool {
			cell := s.cell("print hello", client.ExecuteOptions{})
			for _, m := range cell.wait() {
				if m.ParentHeader().MsgID != cell.call.ID {
					return false
				}
			}
			return true
		}},
		{"shutdown_reply", func() bool {
			ending := s.send(client.Request{Channel: wire.Control, Type: wire.ShutdownRequestType, Content: wire.ShutdownRequest{}})
			return has(transcript(ending.wait()), "shutdown_reply ok")
		}},
	}
	for _, check := range checks {
		t.Run(check.name, func(t *testing.T) {
			if !check.check() {
				t.Fail()
			}
		})
	}
	if len(f.cells()) == 0 {
		t.Error("no cell reached the language")
	}
}
