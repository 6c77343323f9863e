package widget_test

import (
	"bytes"
	"context"
	"fmt"
	"image/png"
	"math"
	"slices"
	"strings"
	"testing"

	"saddle/kernel/server"
	"saddle/kernel/session"
)

const dragged = "interact(p = point(0.1, 0.2), a = 0.5..2.0)\nf(x, y) = a x^2 + y^2\nprint(\"from\", p)\nplot(run(gd, f, from = p, steps = 5), width = 400)"

// scene is the id of the newest model of pictures.
func (p *page) scene() string { return p.control("AnyModel") }

// told is the newest value of a key that the page was told of a model.
func (p *page) told(id, key string) any {
	for i := len(p.heard) - 1; i >= 0; i-- {
		state, _ := p.heard[i].Data["state"].(map[string]any)
		if value, ok := state[key]; ok && p.heard[i].ID == id {
			return value
		}
	}
	return nil
}

// frame is the newest picture that the page was sent, decoded.
func (p *page) frame(id string) []byte {
	p.t.Helper()
	for i := len(p.heard) - 1; i >= 0; i-- {
		if p.heard[i].ID == id && len(p.heard[i].Buffers) > 0 {
			if _, err := png.Decode(bytes.NewReader(p.heard[i].Buffers[0])); err != nil {
				p.t.Errorf("what is sent is no picture: %v", err)
			}
			return p.heard[i].Buffers[0]
		}
	}
	p.t.Error("no picture was sent")
	return nil
}

func (p *page) places(id string, picture int) map[string]any {
	pictures := p.told(id, "pictures").([]any)
	return pictures[picture].(map[string]any)["places"].([]any)[0].(map[string]any)
}

func update(state map[string]any) map[string]any {
	return map[string]any{"method": "update", "state": state, "buffer_paths": []any{}}
}

// TestPointIsDragged follows a point from where it is to where it is let go.
func TestPointIsDragged(t *testing.T) {
	p := newPage(t)
	p.run(dragged)
	scene := p.scene()
	opened := map[string]map[string]any{}
	for _, o := range p.opened {
		opened[o.ID] = o.Data["state"].(map[string]any)
	}
	state := opened[scene]
	for key, want := range map[string]any{"_model_module": "anywidget", "_model_module_version": "*", "_view_name": "AnyView", "_view_module": "anywidget", "ready": false} {
		if state[key] != want {
			t.Errorf("%s is %v, not %v", key, state[key], want)
		}
	}
	if !strings.Contains(state["_esm"].(string), "export default") || len(p.opened[len(p.opened)-1].Buffers) > 0 {
		t.Error("the module is missing, or the box has pictures")
	}
	p.say(scene, update(map[string]any{"ready": true}))
	box := p.control("VBoxModel")
	children, _ := p.told(box, "children").([]string)
	if len(children) != 4 || children[2] != "IPY_MODEL_"+scene {
		t.Fatalf("the pictures are not in the box: %v", children)
	}
	if said := p.say(scene, update(map[string]any{"at": []any{[]any{0.5, 0.25}}, "moving": true})); !strings.Contains(said, "from (0.5, 0.25)") {
		t.Errorf("at (0.5, 0.25): %.200s", said)
	}
	first, frame, drawn := p.places(scene, 0), p.frame(scene), p.told(scene, "drawn")
	p.say(scene, update(map[string]any{"at": []any{[]any{5.0, 0.25}}, "moving": true}))
	if got := p.places(scene, 0); got["x"].(map[string]any)["max"] != first["x"].(map[string]any)["max"] {
		t.Error("the plane moves under the pointer")
	}
	if bytes.Equal(frame, p.frame(scene)) || drawn == p.told(scene, "drawn") {
		t.Error("the picture is the same")
	}
	p.say(scene, update(map[string]any{"moving": false}))
	if got := p.places(scene, 0)["x"].(map[string]any); got["max"].(float64) < 5 {
		t.Errorf("at rest the picture reaches to %v", got["max"])
	}
	p.say(scene, update(map[string]any{"rest": 1.0}))
	if len(p.updates) != 1 || p.updates[0].Data["image/png"] == nil || !strings.Contains(p.updates[0].Data["text/plain"].(string), "from (5, 0.25)") {
		t.Errorf("what is stored is not what was seen: %d updates", len(p.updates))
	}
	if err := p.session.Execute(context.Background(), "check p ≈ (5, 0.25)", func(session.Output) {}); err != nil {
		t.Error("the notebook's p is not where the point is:", err)
	}
	p.say(p.control("FloatSliderModel"), set("value", 1.5)) // the newest slider is a's
	if p.told(scene, "pictures") == nil {
		t.Error("a slider does not move the picture")
	}
}

// TestPointOverAGraph drags a point where no plane of two variables is: over two axes, which may be logarithmic, but not over
// those of a graph beside a plane; over a surface alone it has its sliders.
func TestPointOverAGraph(t *testing.T) {
	p := newPage(t)
	p.run("interact(p = point(1, 10))\nplot(x -> p[2] x^p[1], mark(p), x = 0.1..1000, log = \"xy\")")
	scene := p.scene()
	p.say(scene, update(map[string]any{"ready": true, "at": []any{[]any{1.5, 10.0}}, "moving": true}))
	before := p.places(scene, 0)
	if before["plane"] != true || before["x"].(map[string]any)["log"] != true {
		t.Fatalf("the point is not dragged over %v", before)
	}
	p.say(scene, update(map[string]any{"at": []any{[]any{2.0, 100.0}}, "moving": true}))
	if got := p.places(scene, 0)["y"].(map[string]any); got["max"] != before["y"].(map[string]any)["max"] {
		t.Errorf("the axis moves under the pointer, to %v", got)
	}
	p.run("interact(p = point(1, 1))\nf(x, y) = x^2 + y^2\nplot(f, mark(p))\nplot(x -> p[1] x)")
	p.say(p.scene(), update(map[string]any{"ready": true, "at": []any{[]any{0.5, 0.5}}}))
	if p.places(p.scene(), 0)["plane"] != true || p.places(p.scene(), 1)["plane"] != false {
		t.Error("with a plane, a graph takes points too")
	}
	p.run("interact(p = point(1, 1))\nf(x, y) = p[1] x^2 + y^2\nsurface(f)")
	slider := p.control("FloatSliderModel")
	p.say(p.scene(), update(map[string]any{"ready": true}))
	if children, _ := p.told(p.control("VBoxModel"), "children").([]string); !slices.Contains(children, "IPY_MODEL_"+slider) {
		t.Errorf("over a surface the point has no sliders: %v", children)
	}
}

// TestSlidersStandForAPoint moves a point in a page that does not know anywidget.
func TestSlidersStandForAPoint(t *testing.T) {
	p := newPage(t)
	p.run(dragged)
	sliders := map[string]string{}
	for _, o := range p.opened {
		state := o.Data["state"].(map[string]any)
		if state["_model_name"] == "FloatSliderModel" {
			sliders[state["description"].(string)] = o.ID
		}
	}
	if len(sliders) != 3 {
		t.Fatalf("the sliders are %v", sliders)
	}
	if said := p.say(sliders["p₂"], set("value", 0.5)); !strings.Contains(said, "from (0.1, 0.5)") || !strings.Contains(said, "image/png") {
		t.Errorf("after p₂ = 0.5: %.300s", said)
	}
	p = newPage(t)
	p.run("interact(p = point(1, 2))\np + (1, 1)")
	if said := p.say(p.control("FloatSliderModel"), set("value", 5.0)); !strings.Contains(said, "text/plain:(2, 6)") {
		t.Errorf("without a picture: %.300s", said)
	}
	for _, o := range p.opened {
		if o.Data["state"].(map[string]any)["_model_name"] == "AnyModel" {
			t.Error("there is no picture, but a scene")
		}
	}
}

// TestSurfaceTurns turns a surface in a cell without controls.
func TestSurfaceTurns(t *testing.T) {
	p := newPage(t)
	p.run("interact()\nsurface((x, y) -> x^2 - y^2, width = 300)")
	scene := p.scene()
	p.say(scene, update(map[string]any{"ready": true}))
	p.say(scene, update(map[string]any{"turn": []any{0.0, 0.0, 40.0, 100.0}, "moving": true}))
	quick := p.frame(scene)
	if turn := p.places(scene, 0)["turn"].([]any); turn[0] != 40.0 || turn[1] != 90.0 {
		t.Errorf("it is looked at from %v", turn)
	}
	p.say(scene, update(map[string]any{"moving": false}))
	a, _ := png.DecodeConfig(bytes.NewReader(quick))
	b, _ := png.DecodeConfig(bytes.NewReader(p.frame(scene)))
	if a.Width*2 != b.Width {
		t.Errorf("while it turns it is %d pixels wide, at rest %d", a.Width, b.Width)
	}
	p.say(scene, update(map[string]any{"turn": []any{0.0, 0.0}, "moving": false}))
	if turn := p.places(scene, 0)["turn"].([]any); turn[0] == 40.0 {
		t.Error("it does not turn back")
	}
}

// TestLook asks what is under the pointer.
func TestLook(t *testing.T) {
	p := newPage(t)
	p.run("interact(p = point(1, 1))\nf(x, y) = x^2 + y^2\nr = run(gd(η = 0.25), f, from = p, steps = 3)\ngrid(plot(r), plot(r.f))")
	scene := p.scene()
	p.say(scene, update(map[string]any{"ready": true}))
	look := func(numbers ...any) string {
		p.say(scene, update(map[string]any{"look": numbers}))
		found, _ := p.told(scene, "found").(map[string]any)
		text, _ := found["text"].(string)
		return text
	}
	for _, test := range []struct {
		look []any
		want string
	}{
		{[]any{0.0, 0.0, -0.5, 0.25, 0.02, 0.02}, "f(-0.5, 0.25) = 0.3125"},
		{[]any{0.0, 0.0, 0.51, 0.5, 0.02, 0.02}, "gd, step 1: (0.5, 0.5)   f = 0.5"},
		{[]any{0.0, 1.0, 2.01, 0.125, 0.1, 0.1}, "f, step 2: 0.125"},
		{[]any{0.0, 1.0, 2.01, 0.7, 0.1, 0.1}, ""},
		{[]any{0.0, 7.0, 2.01, 0.7, 0.1, 0.1}, ""}, {[]any{3.0, 0.0, 2.01, 0.7, 0.1, 0.1}, ""},
		{[]any{0.0, 0.0, 1.0}, ""}, {[]any{"x"}, ""}, {[]any{0.0, 0.0, 1.0, 1.0, 0.0, -1.0}, ""},
	} {
		if got := look(test.look...); got != test.want {
			t.Errorf("at %v: %q, not %q", test.look, got, test.want)
		}
	}
}

// TestFailureFades drags a point to where the cell fails, and back.
func TestFailureFades(t *testing.T) {
	p := newPage(t)
	p.run("interact(p = point(1, 1))\nplot((x, y) -> x^2 + y^2)\n(10, 20)[p[1]]")
	scene := p.scene()
	p.say(scene, update(map[string]any{"ready": true}))
	if said := p.say(scene, update(map[string]any{"at": []any{[]any{7.0, 1.0}}, "moving": true})); p.told(scene, "failed") != true || !strings.Contains(said, "IndexError") {
		t.Errorf("beyond the list: %.300s", said)
	}
	if said := p.say(scene, update(map[string]any{"at": []any{[]any{2.0, 1.0}}, "moving": true})); p.told(scene, "failed") != false || strings.Contains(said, "IndexError") || !strings.Contains(said, "20") {
		t.Errorf("back in the list: %.300s", said)
	}
}

// TestFramesAreLaidOver drags a point: the first frame is whole, the next ones are parts of it, that at the end is whole again,
// and so is that after a frame which the page did not get.
func TestFramesAreLaidOver(t *testing.T) {
	p := newPage(t)
	p.run("interact(p = point(1, 1))\nplot((x, y) -> x^2 + y^2, mark(p))\n(10, 20, 30)[p[1]]")
	scene := p.scene()
	p.say(scene, update(map[string]any{"ready": true}))
	for _, step := range []struct {
		x, y  float64
		frame string
	}{{2, 1, "frame0"}, {2, 0.5, "part0"}, {3, 0.5, "part0"}, {7, 0.5, "part0"}, {3, 0, "frame0"}, {2, 0, "part0"}} {
		p.say(scene, update(map[string]any{"at": []any{[]any{step.x, step.y}}, "moving": true}))
		p.isFrame(scene, step.frame)
	}
	p.say(scene, update(map[string]any{"rest": 1.0}))
	if len(p.updates) > 0 {
		t.Error("while the pointer is down the notebook is given a part of a picture")
	}
	p.say(scene, update(map[string]any{"moving": false}))
	p.isFrame(scene, "frame0")
}

// isFrame fails the test unless the newest picture is of a name, and as large as the page is told.
func (p *page) isFrame(scene, name string) {
	p.t.Helper()
	part, _ := p.told(scene, "pictures").([]any)[0].(map[string]any)["part"].([]any)
	if paths := fmt.Sprint(p.heard[0].Data["buffer_paths"]); paths != "[["+name+"]]" || (part != nil) != (name == "part0") {
		p.t.Errorf("%s is sent, %v, not %s", paths, part, name)
	}
	size, err := png.DecodeConfig(bytes.NewReader(p.frame(scene)))
	if err != nil {
		p.t.Fatal(err)
	}
	if part != nil && (part[0].(int)+size.Width > part[2].(int) || part[1].(int)+size.Height > part[3].(int)) {
		p.t.Errorf("%v with %d × %d pixels is beyond the whole", part, size.Width, size.Height)
	}
}

// TestTextsFollow drags a point with the texts around the picture now and then: they come when they are asked for, at the end and
// with an error, and an error goes at once.
func TestTextsFollow(t *testing.T) {
	p := newPage(t)
	p.run("interact(p = point(1, 1))\nplot((x, y) -> x^2 + y^2, mark(p))\n(10, 20, 30)[p[1]]")
	scene := p.scene()
	p.say(scene, update(map[string]any{"ready": true}))
	for _, step := range []struct {
		state        map[string]any
		shows, hides string
	}{
		{map[string]any{"at": []any{[]any{2.0, 1.0}}, "moving": true, "alone": false}, "text/plain:20", "text/plain:10"},
		{map[string]any{"at": []any{[]any{3.0, 1.0}}, "alone": true}, "drawn", "text/plain:30"},
		{map[string]any{"alone": false}, "text/plain:30", "drawn"},
		{map[string]any{"alone": false}, "", "text/plain"},
		{map[string]any{"at": []any{[]any{7.0, 1.0}}, "alone": true}, "IndexError", "text/plain:20"},
		{map[string]any{"at": []any{[]any{2.0, 1.0}}, "alone": true}, "text/plain:20", "IndexError"},
		{map[string]any{"at": []any{[]any{1.0, 1.0}}, "alone": true}, "drawn", "text/plain:10"},
		{map[string]any{"moving": false}, "text/plain:10", "text/plain:20"},
	} {
		if said := p.say(scene, update(step.state)); !strings.Contains(said, step.shows) || strings.Contains(said, step.hides) {
			t.Errorf("%v: %.400s", step.state, said)
		}
	}
}

// TestQuestionsAreAnswered asks by messages of the module's own, which it counts: each number is told again, with the pictures
// where there are any.
func TestQuestionsAreAnswered(t *testing.T) {
	p := newPage(t)
	p.run(dragged)
	scene := p.scene()
	p.say(scene, update(map[string]any{"ready": true}))
	ask := func(state map[string]any) map[string]any { return map[string]any{"method": "custom", "content": state} }
	at := func(x float64) []any { return []any{[]any{x, 0.25}} }
	for _, step := range []struct {
		state    map[string]any
		answered any
		drawn    bool
	}{
		{map[string]any{"at": at(0.5), "moving": true, "asked": 1.0}, 1.0, true},
		{map[string]any{"at": at(0.5), "moving": true, "asked": 2.0}, 2.0, false},
		{map[string]any{"at": at(0.6), "moving": true, "alone": true, "asked": 3.0}, 3.0, true},
		{map[string]any{"at": at(0.7)}, nil, true},
		{map[string]any{"asked": math.Inf(1)}, nil, false},
		{nil, nil, false},
	} {
		p.say(scene, ask(step.state))
		if answered, drawn := p.told(scene, "answered"), p.told(scene, "drawn") != nil; answered != step.answered || drawn != step.drawn {
			t.Errorf("%v: answered %v, drawn %v", step.state, answered, drawn)
		}
	}
	if p.say(scene, map[string]any{"method": "custom", "content": "x"}); len(p.heard) != 0 {
		t.Error("what is no question is answered")
	}
}

// TestStrangePages says things to a scene that our module would not.
func TestStrangePages(t *testing.T) {
	p := newPage(t)
	p.run(dragged)
	scene := p.scene()
	for _, state := range []map[string]any{
		{"ready": 5}, {"at": nil}, {"at": "x"}, {"at": []any{}}, {"at": []any{[]any{1.0}}}, {"at": []any{[]any{"x", nil}}}, {"at": []any{[]any{math.Inf(1), 0.0}}},
		{"turn": []any{0.0, 0.0, 1.0, 1.0}}, {"turn": []any{-1.0, 0.0}}, {"turn": 5}, {"moving": "x"}, {"look": nil}, {"look": []any{nil}}, {"frame0": "x"}, {"unknown": 1.0},
		{"pictures": []any{}}, {"_esm": "alert(1)"},
	} {
		p.say(scene, update(state))
	}
	said := p.say(scene, update(map[string]any{"at": []any{[]any{1.0, 2.0}, []any{3.0, 4.0}}, "moving": false, "ready": true}))
	if !strings.Contains(said, "from (1, 2)") {
		t.Errorf("afterwards: %.200s", said)
	}
	p.heard = nil
	p.widgets.CommMessage(context.Background(), server.CommMessage{ID: scene, Data: map[string]any{"method": "request_state"}}, p.emit)
	if esm, _ := p.told(scene, "_esm").(string); !strings.Contains(esm, "export default") {
		t.Error("a page may replace the module")
	}
}

// TestSliderMovesInHaste moves a slider: until it rests its pictures are parts of one, with the text of the one before.
func TestSliderMovesInHaste(t *testing.T) {
	p := newPage(t)
	p.run("interact(a = 1.0..2.0)\nf(x, y) = x^2 + y^2\nplot(f, mark((a / 3, a / 3)), x = -1..1, y = -1..1)")
	scene, slider := p.scene(), p.control("FloatSliderModel")
	p.say(scene, update(map[string]any{"ready": true}))
	said := func() (text string, part any) {
		picture := p.told(scene, "pictures").([]any)[0].(map[string]any)
		return picture["alt"].(string), picture["part"]
	}
	p.say(slider, set("value", 1.05))
	first, _ := said()
	for k, value := range []float64{1.1, 1.2, 1.3} {
		p.say(slider, set("value", value))
		if text, part := said(); text != first || part == nil || p.told(scene, "passing") != true {
			t.Errorf("picture %d is part %v, %v: %s", k, part, p.told(scene, "passing"), text)
		}
	}
	drawn := p.told(scene, "drawn")
	p.say(scene, update(map[string]any{"settle": float64(drawn.(int) - 1)}))
	if p.told(scene, "drawn") != nil {
		t.Error("it settled before it had seen the newest picture")
	}
	p.say(scene, update(map[string]any{"settle": float64(drawn.(int))}))
	if text, part := said(); text == first || part != nil || p.told(scene, "passing") != false {
		t.Errorf("at rest the picture is part %v: %s", part, text)
	}
	drawn = p.told(scene, "drawn")
	p.say(scene, update(map[string]any{"settle": float64(drawn.(int))}))
	if p.told(scene, "drawn") != nil {
		t.Error("it settled twice")
	}
}
