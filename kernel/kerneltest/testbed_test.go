package kerneltest

import (
	"slices"
	"strings"
	"testing"

	"github.com/go-zeromq/zmq4"

	"saddle/kernel/client"
	"saddle/kernel/wire"
)

// TestTestbed makes the checks of runtimed/kernel-testbed, under their names and with cells of the language, on the real
// kernel, and subshell_request beside them. The suite itself, which is written in Rust, accepts more answers than this
// does.
func TestTestbed(t *testing.T) {
	n, connection, _ := tcpKernel(t, `exec "$0" "$@"`)
	info := n.Kernel
	for _, check := range []struct {
		name  string
		holds func() bool
	}{
		// Tier 1: basic protocol
		{"heartbeat_responds", func() bool { return n.Heartbeat(n.ctx) == nil }},
		{"iopub_welcome", func() bool { return n.firstWords(connection).Header.MsgType == wire.IOPubWelcomeType }},
		{"kernel_info_reply_valid", func() bool { return info.Status == wire.StatusOK }},
		{"kernel_info_has_language_info", func() bool {
			// The suite's own protocol library, which Zed has too, reads no mode without a version that is a whole number.
			mode, _ := info.LanguageInfo.CodemirrorMode.(map[string]any)
			return info.LanguageInfo.Name == "saddle" && mode["name"] == "saddle" && mode["version"] == 1.0
		}},
		{"kernel_info_has_protocol_version", func() bool { return info.ProtocolVersion == wire.ProtocolVersion }},
		{"execute_stdout", func() bool { return n.streams(`print("hello")`, "stdout") == "hello\n" }},
		{"execute_stderr", func() bool { return n.streams(`warn("error")`, "stderr") == "error\n" }},
		{"execute_reply_ok", func() bool { return n.executes("1 + 1", client.ExecuteOptions{}).Status == wire.StatusOK }},
		{"status_busy_idle_lifecycle", func() bool {
			states := n.cell("1 + 1").wait().outputs(wire.StatusType)
			return len(states) == 2 && states[0]["execution_state"] == "busy" && states[1]["execution_state"] == "idle"
		}},
		{"execute_input_broadcast", func() bool {
			inputs := n.cell("1 + 2").wait().outputs(wire.ExecuteInputType)
			return len(inputs) == 1 && inputs[0]["code"] == "1 + 2"
		}},
		// Tier 2: interactive features
		{"complete_request", func() bool {
			n.run("test_variable_for_completion = 42")
			reply, err := n.Complete(n.ctx, "test_variable_for_", 18)
			return err == nil && slices.Contains(reply.Matches, "test_variable_for_completion")
		}},
		{"inspect_request", func() bool {
			reply, err := n.Inspect(n.ctx, "test_variable_for_completion", 28, 0)
			return err == nil && reply.Found && reply.Data["text/plain"] != nil
		}},
		{"is_complete_complete", func() bool { return n.completeness("1 + 1") == "complete" }},
		{"is_complete_incomplete", func() bool { return n.completeness("f(x) =") == "incomplete" }},
		{"history_request", func() bool {
			last := 1
			reply, err := n.History(n.ctx, wire.HistoryRequest{HistAccessType: wire.HistoryTail, N: &last, Raw: true})
			return err == nil && len(reply.History) == 1
		}},
		{"comm_info_request", func() bool {
			return n.Do(n.ctx, client.Request{Channel: wire.Shell, Type: wire.CommInfoRequestType}, nil) == nil
		}},
		{"error_handling", func() bool {
			return strings.HasPrefix(n.run("nosuchname"), "NameError: ") && n.executes("nosuchname", client.ExecuteOptions{}).Status == wire.StatusError
		}},
		// Tier 3: rich output
		{"display_data", func() bool { return n.shows("1\n2", wire.DisplayDataType, "text/latex") }},
		{"update_display_data", func() bool {
			c := n.cell(longRun).until(wire.UpdateDisplayDataType)
			return n.Interrupt(n.ctx) == nil && len(c.wait().outputs(wire.DisplayDataType)) > 0
		}},
		{"execute_result", func() bool { return n.shows("6 * 7", wire.ExecuteResultType, "text/plain") }},
		{"rich_execute_result", func() bool { return n.shows("plot(x -> x^2)", wire.ExecuteResultType, "image/png") }},
		// Tier 4: advanced features
		{"stdin_input_request", func() bool {
			answer := func(wire.InputRequest) (string, error) { return "test_input_42", nil }
			return n.asked(`print(ask("Enter: "))`, answer).wait().text() == "test_input_42\n"
		}},
		{"comms_lifecycle", func() bool {
			c := n.comm("", wire.CommOpenType, wire.CommOpen{CommID: "t", TargetName: "jupyter.kernel_testbed.test"})
			return len(c.outputs(wire.CommCloseType)) == 1 && n.run("1 + 1") == "2\n"
		}},
		{"interrupt_request", func() bool {
			c := n.cell("print(\"begun\")\nsum(sum(sin(j k) for k in 1..1000000) for j in 1..1000000)").until(wire.StreamType)
			return n.Interrupt(n.ctx) == nil && strings.Contains(c.wait().text(), "Interrupted") && n.run("1 + 1") == "2\n"
		}},
		{"execution_count_increments", func() bool {
			first := n.executes("1", client.ExecuteOptions{}).ExecutionCount
			return n.executes("1", client.ExecuteOptions{}).ExecutionCount == first+1
		}},
		{"parent_header_correlation", func() bool {
			c := n.cell("print(\"hello\")").wait()
			return !slices.ContainsFunc(c.seen, func(m *wire.Message) bool { return m.ParentHeader().MsgID != c.ID })
		}},
		{"subshell_request", func() bool {
			var reply wire.CreateSubshellReply
			err := n.Do(n.ctx, client.Request{Channel: wire.Control, Type: wire.CreateSubshellRequestType}, &reply)
			return err == nil && n.executes("1", client.ExecuteOptions{Subshell: reply.SubshellID}).Status == wire.StatusOK
		}},
		{"shutdown_reply", func() bool { return n.Shutdown(n.ctx, false) == nil }},
	} {
		t.Run(check.name, func(t *testing.T) {
			if !check.holds() {
				t.Fail()
			}
		})
	}
}

// firstWords is what a new subscriber reads first.
func (n *kernelProcess) firstWords(connection wire.Connection) *wire.Message {
	n.t.Helper()
	signer, err := connection.Signer()
	if err != nil {
		n.t.Fatal(err)
	}
	subscriber := zmq4.NewSub(n.ctx)
	defer subscriber.Close()
	network, address := connection.Address(wire.IOPub)
	if err := subscriber.Dial(network + "://" + address); err != nil {
		n.t.Fatal(err)
	}
	if err := subscriber.SetOption(zmq4.OptionSubscribe, ""); err != nil {
		n.t.Fatal(err)
	}
	frames, err := subscriber.Recv()
	if err != nil {
		n.t.Fatal(err)
	}
	_, m, err := wire.Decode(frames.Frames, signer)
	if err != nil {
		n.t.Fatal(err)
	}
	return m
}

// streams is what a cell prints on one stream.
func (n *kernelProcess) streams(code, name string) string {
	var text strings.Builder
	for _, o := range n.cell(code).wait().outputs(wire.StreamType) {
		if o["name"] == name {
			text.WriteString(o["text"].(string))
		}
	}
	return text.String()
}

func (n *kernelProcess) executes(code string, o client.ExecuteOptions) wire.ExecuteReply {
	n.t.Helper()
	reply, err := n.Execute(n.ctx, code, o, nil)
	if err != nil {
		n.t.Fatal(err)
	}
	return reply
}

func (n *kernelProcess) completeness(code string) string {
	reply, err := n.IsComplete(n.ctx, code)
	if err != nil {
		n.t.Fatal(err)
	}
	return reply.Status
}

// shows reports whether a cell's output of a type has a form.
func (n *kernelProcess) shows(code, msgType, form string) bool {
	outputs := n.cell(code).wait().outputs(msgType)
	return len(outputs) > 0 && outputs[0]["data"].(map[string]any)[form] != nil
}
