package kerneltest

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image/png"
	"slices"
	"strings"
	"testing"

	"saddle/kernel/client"
	"saddle/kernel/wire"
)

const animated = "f(x, y) = (1 - x)^2 + 20 (y - x^2)^2\nr = run(momentum(η = 0.002), f, from = (-1.2, 1), steps = 90);\nanimate(r, width = 300)"

// buffers are what came beside the state of a model, the newest last.
func (c *cell) buffers(id string) [][]byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	var all [][]byte
	for _, m := range c.seen {
		var content struct {
			CommID string `json:"comm_id"`
		}
		if err := m.ReadContent(&content); err == nil && content.CommID == id {
			all = append(all, m.Buffers...)
		}
	}
	return all
}

// frame is the picture that a page was told to show.
func frame(t *testing.T, c *cell, image string) []byte {
	t.Helper()
	all := c.buffers(image)
	if len(all) != 1 {
		t.Fatalf("%d pictures came", len(all))
	}
	if _, err := png.Decode(bytes.NewReader(all[0])); err != nil {
		t.Fatal(err)
	}
	return all[0]
}

func TestAnimate(t *testing.T) {
	n := startKernel(t)
	c := n.attended(animated).wait()
	results := c.outputs(wire.ExecuteResultType)
	if len(results) != 1 || len(c.outputs(wire.ErrorType)) > 0 {
		t.Fatalf("%d results; %s", len(results), c.text())
	}
	data := results[0]["data"].(map[string]any)
	moving, err := base64.StdEncoding.DecodeString(data["image/png"].(string))
	if err != nil || !bytes.Contains(moving, []byte("acTL")) {
		t.Errorf("the picture does not move, %v", err)
	}
	models := c.widgets()
	if view := data["application/vnd.jupyter.widget-view+json"].(map[string]any); view["model_id"] != model(t, models, "VBoxModel", "") {
		t.Errorf("the view shows %v", view)
	}
	image, slide, button := model(t, models, "ImageModel", ""), model(t, models, "IntSliderModel", "step"), model(t, models, "PlayModel", "")
	if first := frame(t, c, image); !bytes.Equal(first, moving) {
		t.Error("the player does not begin with the moving picture")
	}
	if models[slide]["max"] != 90.0 || models[slide]["value"] != 90.0 {
		t.Errorf("the slider is %v", models[slide])
	}
	fifth := frame(t, n.comm("", wire.CommMsgType, move(slide, "value", 5)), image)
	fiftieth := frame(t, n.comm("", wire.CommMsgType, move(button, "value", 50)), image)
	whole := frame(t, n.comm("", wire.CommMsgType, move(slide, "value", 1e9)), image)
	if bytes.Equal(fifth, fiftieth) || bytes.Equal(fiftieth, whole) || bytes.Contains(whole, []byte("acTL")) {
		t.Error("the picture is the same at different steps")
	}
	if again := n.comm("", wire.CommMsgType, move(slide, "value", 90)).buffers(image); len(again) != 0 {
		t.Error("a slider that has not moved draws")
	}
	if got := frame(t, n.comm("", wire.CommMsgType, move(slide, "value", 5)), image); !bytes.Equal(got, fifth) {
		t.Error("step 5 looks different the second time")
	}
}

// TestAnimateUnattended runs it as nbclient does: what is stored is the picture alone.
func TestAnimateUnattended(t *testing.T) {
	n := startKernel(t)
	for _, code := range []string{animated, "interact(a = 1..5)\nplot(x -> a x, width = 200)"} {
		c := n.cell(code).wait()
		if len(c.widgets()) > 0 {
			t.Errorf("%q opens models where nobody can move them", code)
		}
		for _, kind := range []string{wire.DisplayDataType, wire.ExecuteResultType} {
			for _, shown := range c.outputs(kind) {
				transient, _ := shown["transient"].(map[string]any)
				if id, _ := transient["display_id"].(string); strings.HasPrefix(id, "progress-") {
					continue // on a slow machine
				}
				if data := shown["data"].(map[string]any); data["image/png"] == nil || data["application/vnd.jupyter.widget-view+json"] != nil {
					t.Errorf("%q shows %v", code, data["text/plain"])
				}
			}
		}
	}
}

// TestAnimateAfterReload asks for all models as a page does that was loaded again.
func TestAnimateAfterReload(t *testing.T) {
	n := startKernel(t)
	models := n.attended(animated).wait().widgets()
	image, slide := model(t, models, "ImageModel", ""), model(t, models, "IntSliderModel", "step")
	shown := frame(t, n.comm("", wire.CommMsgType, move(slide, "value", 30)), image)
	n.comm("", wire.CommOpenType, wire.CommOpen{CommID: "reload", TargetName: "jupyter.widget.control", Data: wire.Object{}})
	asked := n.comm("", wire.CommMsgType, wire.CommMsg{CommID: "reload", Data: wire.Object{"method": "request_states"}})
	answer := asked.outputs(wire.CommMsgType)[0]["data"].(map[string]any)
	if states := answer["states"].(map[string]any); len(states) != len(models) || states[slide].(map[string]any)["state"].(map[string]any)["value"] != 30.0 {
		t.Errorf("%d states of %d models, the slider is %v", len(states), len(models), states[slide])
	}
	if paths := fmt.Sprint(answer["buffer_paths"]); paths != "[["+image+" state value]]" {
		t.Errorf("the picture stands at %s", paths)
	}
	if got := asked.buffers("reload"); len(got) != 1 || !bytes.Equal(got[0], shown) {
		t.Error("the picture is not the one that was shown")
	}
	frame(t, n.comm("", wire.CommMsgType, move(slide, "value", 31)), image)
}

// TestAnimateWhileComputing moves the slider over a subshell while a cell computes, and after its names are gone.
func TestAnimateWhileComputing(t *testing.T) {
	n := startKernel(t)
	models := n.attended(animated).wait().widgets()
	image, slide := model(t, models, "ImageModel", ""), model(t, models, "IntSliderModel", "step")
	n.run("forget(f, r)")
	var sub wire.CreateSubshellReply
	if err := n.Do(n.ctx, client.Request{Channel: wire.Control, Type: wire.CreateSubshellRequestType}, &sub); err != nil {
		t.Fatal(err)
	}
	long := n.cell("print(\"begun\")\nsum(sum(sin(j k) for k in 1..1000000) for j in 1..1000000)")
	long.until(wire.StreamType)
	var seen [][]byte
	for _, step := range []int{1, 40, 89} {
		seen = append(seen, frame(t, n.comm(sub.SubshellID, wire.CommMsgType, move(slide, "value", step)), image))
	}
	if len(slices.CompactFunc(seen, bytes.Equal)) != 3 {
		t.Error("frames do not differ")
	}
	if err := n.Interrupt(n.ctx); err != nil {
		t.Fatal(err)
	}
	if got := long.wait().text(); !strings.Contains(got, "Interrupted") {
		t.Errorf("the long cell ended with %s", got)
	}
}
