package kerneltest

import (
	"fmt"
	"strings"
	"testing"

	"saddle/kernel/client"
	"saddle/kernel/wire"
)

// attended runs a cell as a front end does that somebody sits before.
func (n *kernelProcess) attended(code string) *cell {
	n.t.Helper()
	return n.asked(code, func(r wire.InputRequest) (string, error) { return "", fmt.Errorf("nobody answers %q", r.Prompt) })
}

// widgets are the models that a page has been told of: id → state.
func (c *cell) widgets() map[string]map[string]any {
	models := map[string]map[string]any{}
	for _, open := range c.outputs(wire.CommOpenType) {
		models[open["comm_id"].(string)] = open["data"].(map[string]any)["state"].(map[string]any)
	}
	return models
}

// model finds a model by its name, and its description where that is given.
func model(t *testing.T, models map[string]map[string]any, name, description string) string {
	t.Helper()
	for id, state := range models {
		if state["_model_name"] == name && (description == "" || state["description"] == description) {
			return id
		}
	}
	t.Fatalf("there is no %s %s", name, description)
	return ""
}

// move is what a page says when a control is moved.
func move(id, key string, value any) wire.CommMsg {
	return wire.CommMsg{CommID: id, Data: wire.Object{"method": "update", "state": wire.Object{key: value}, "buffer_paths": []any{}}}
}

// shownBelow is the text in the output model after a control was moved.
func shownBelow(t *testing.T, c *cell, output string) string {
	t.Helper()
	for _, message := range c.outputs(wire.CommMsgType) {
		if message["comm_id"] == output {
			return fmt.Sprint(message["data"].(map[string]any)["state"].(map[string]any)["outputs"])
		}
	}
	t.Fatal("the output model was not told of anything")
	return ""
}

func TestInteract(t *testing.T) {
	n := startKernel(t)
	c := n.attended("# moved by hand\ninteract(a = 0..2.0, k = 1..9, q = (1, 5), s = true)\nprint(\"a k =\", a k)\nb = a + q\nplot(x -> a x^2, x = -2..2)").wait()
	display := c.outputs(wire.DisplayDataType)
	if len(display) != 1 || len(c.outputs(wire.ErrorType)) > 0 {
		t.Fatalf("%d displays; %s", len(display), c.text())
	}
	data := display[0]["data"].(map[string]any)
	if !strings.Contains(data["text/plain"].(string), "a k = 5") || data["image/png"] == nil {
		t.Errorf("what stands still is %v", data["text/plain"])
	}
	models := c.widgets()
	box := model(t, models, "VBoxModel", "")
	if view := data["application/vnd.jupyter.widget-view+json"].(map[string]any); view["model_id"] != box {
		t.Errorf("the view shows %v, not the box %s", view, box)
	}
	for _, name := range []string{"FloatSliderModel", "IntSliderModel", "DropdownModel", "CheckboxModel"} {
		model(t, models, name, "")
	}
	output := model(t, models, "OutputModel", "")
	moved := n.comm("", wire.CommMsgType, move(model(t, models, "FloatSliderModel", "a"), "value", 1.5))
	if got := shownBelow(t, moved, output); !strings.Contains(got, "a k = 7.5") || !strings.Contains(got, "image/png") {
		t.Errorf("after a = 1.5: %.300s", got)
	}
	moved = n.comm("", wire.CommMsgType, move(model(t, models, "IntSliderModel", "k"), "value", 2))
	if got := shownBelow(t, moved, output); !strings.Contains(got, "a k = 3") {
		t.Errorf("after k = 2: %.300s", got)
	}
}

func TestInteractErrorsAndNames(t *testing.T) {
	n := startKernel(t)
	c := n.attended("interact(a = 1..5)\nb = 10 a\n(1, 2, 3)[a]").wait()
	models := c.widgets()
	slider, output := model(t, models, "IntSliderModel", "a"), model(t, models, "OutputModel", "")
	if got := n.run("b"); got != "30\n" {
		t.Errorf("b is %q after the first run", got)
	}
	if got := shownBelow(t, n.comm("", wire.CommMsgType, move(slider, "value", 5)), output); !strings.Contains(got, "IndexError") {
		t.Errorf("the error is not shown: %s", got)
	}
	n.comm("", wire.CommMsgType, move(slider, "value", 2))
	if got := n.run("b"); got != "20\n" {
		t.Errorf("b is %q after the slider moved", got)
	}
	for _, code := range []string{"1\ninteract(a = 1..3)", "interact(a = point(1, 1/0))", "interact(a = \"x\")", "interact(run = 1..3)", "interact(a = 3..1)", "g(x) = interact(a = 1..2)\ng(1)"} {
		if c := n.cell(code).wait(); len(c.outputs(wire.ErrorType)) != 1 {
			t.Errorf("%q is not refused: %s", code, c.text())
		}
	}
}

// TestInteractAfterReload asks for all models as a page does that was loaded again.
func TestInteractAfterReload(t *testing.T) {
	n := startKernel(t)
	models := n.attended("interact(a = 1..5)\na").wait().widgets()
	slider := model(t, models, "IntSliderModel", "a")
	n.comm("", wire.CommMsgType, move(slider, "value", 4))
	n.comm("", wire.CommOpenType, wire.CommOpen{CommID: "reload", TargetName: "jupyter.widget.control", Data: wire.Object{}})
	asked := n.comm("", wire.CommMsgType, wire.CommMsg{CommID: "reload", Data: wire.Object{"method": "request_states"}})
	answers := asked.outputs(wire.CommMsgType)
	if len(answers) != 1 {
		t.Fatalf("%d answers", len(answers))
	}
	states := answers[0]["data"].(map[string]any)["states"].(map[string]any)
	if len(states) != len(models) {
		t.Errorf("%d states of %d models", len(states), len(models))
	}
	if state := states[slider].(map[string]any)["state"].(map[string]any); state["value"] != 4.0 {
		t.Errorf("the slider stands at %v, not where it was moved to", state["value"])
	}
	var info wire.CommInfoReply
	if err := n.Do(n.ctx, client.Request{Channel: wire.Shell, Type: wire.CommInfoRequestType, Content: wire.CommInfoRequest{TargetName: "jupyter.widget"}}, &info); err != nil || len(info.Comms) != len(models) {
		t.Errorf("comm_info tells of %d comms of %d, %v", len(info.Comms), len(models), err)
	}
}

// TestInteractWhileComputing moves a slider over a subshell while a cell computes.
func TestInteractWhileComputing(t *testing.T) {
	n := startKernel(t)
	models := n.attended("interact(a = 1..5)\nf(x, y) = a x^2 + y^2\n∇f(1, 1)").wait().widgets()
	var sub wire.CreateSubshellReply
	if err := n.Do(n.ctx, client.Request{Channel: wire.Control, Type: wire.CreateSubshellRequestType}, &sub); err != nil {
		t.Fatal(err)
	}
	long := n.cell("print(\"begun\")\nsum(sum(sin(j k) for k in 1..1000000) for j in 1..1000000)")
	long.until(wire.StreamType)
	for _, value := range []int{1, 2, 5} {
		moved := n.comm(sub.SubshellID, wire.CommMsgType, move(model(t, models, "IntSliderModel", "a"), "value", value))
		if got, want := shownBelow(t, moved, model(t, models, "OutputModel", "")), fmt.Sprintf("(%d, 2)", 2*value); !strings.Contains(got, want) {
			t.Errorf("the gradient at a = %d is not %s: %s", value, want, got)
		}
	}
	if err := n.Interrupt(n.ctx); err != nil {
		t.Fatal(err)
	}
	if got := long.wait().text(); !strings.Contains(got, "Interrupted") {
		t.Errorf("the long cell ended with %s", got)
	}
}

// TestPointWhileComputing drags a point over a subshell while a cell computes: each place is answered with its picture,
// before the conversation is said to be idle.
func TestPointWhileComputing(t *testing.T) {
	n := startKernel(t)
	models := n.attended("interact(p = point(0.1, 0.2))\nf(x, y) = x^2 + y^2\nplot(run(gd, f, from = p, steps = 5), width = 320)").wait().widgets()
	scene := model(t, models, "AnyModel", "")
	var sub wire.CreateSubshellReply
	if err := n.Do(n.ctx, client.Request{Channel: wire.Control, Type: wire.CreateSubshellRequestType}, &sub); err != nil {
		t.Fatal(err)
	}
	long := n.cell("print(\"begun\")\nsum(sum(sin(j k) for k in 1..1000000) for j in 1..1000000)")
	long.until(wire.StreamType)
	for k, at := range [][]any{{0.5, 0.5}, {-1.0, 0.25}, {2.0, 2.0}} {
		moved := n.comm(sub.SubshellID, wire.CommMsgType, wire.CommMsg{CommID: scene, Data: wire.Object{
			"method": "update", "state": wire.Object{"at": []any{at}, "moving": true}, "buffer_paths": []any{}}})
		said := fmt.Sprint(moved.outputs(wire.CommMsgType))
		frame := "frame0" // whole
		if k > 0 {
			frame = "part0" // of it
		}
		if !strings.Contains(said, "buffer_paths:[["+frame+"]]") || !strings.Contains(said, "plane:true") {
			t.Errorf("at %v: %.300s", at, said)
		}
	}
	if err := n.Interrupt(n.ctx); err != nil {
		t.Fatal(err)
	}
	long.wait()
}
