package widget_test

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"saddle/kernel/language/widget"
	"saddle/kernel/server"
	"saddle/kernel/session"
)

// page is what a front end would know: what the kernel has emitted.
type page struct {
	t       *testing.T
	session *session.Session
	widgets *widget.Widgets
	opened  []server.CommOpen
	closed  []string
	heard   []server.CommMessage
	updates []server.Update
}

func newPage(t *testing.T) *page {
	return &page{t: t, session: session.New(session.Options{}), widgets: widget.New()}
}

func (p *page) emit(o server.Output) {
	if _, err := json.Marshal(o); err != nil {
		p.t.Errorf("%T cannot be sent: %v", o, err)
	}
	switch o := o.(type) {
	case server.CommOpen:
		p.opened = append(p.opened, o)
	case server.CommClose:
		p.closed = append(p.closed, o.ID)
	case server.CommMessage:
		p.heard = append(p.heard, o)
	case server.Update:
		p.updates = append(p.updates, o)
	}
}

// run runs a cell and shows its controls.
func (p *page) run(code string) {
	p.t.Helper()
	err := p.session.Execute(context.Background(), code, func(o session.Output) {
		still := server.Bundle{Data: o.Data, Metadata: o.Metadata}
		switch {
		case o.Kind == session.Interactive:
			p.emit(p.widgets.Show(o.Interaction, still, p.emit))
		case o.Player != nil:
			p.emit(p.widgets.Play(o.Player, still, o.Kind == session.Result, p.emit))
		}
	})
	if err != nil {
		p.t.Fatal(err)
	}
}

// control is the id of the newest model of a name.
func (p *page) control(name string) string {
	p.t.Helper()
	for i := len(p.opened) - 1; i >= 0; i-- {
		if state := p.opened[i].Data["state"].(map[string]any); state["_model_name"] == name {
			return p.opened[i].ID
		}
	}
	p.t.Fatalf("there is no %s", name)
	return ""
}

// say sends a message of the page and is what the output model is told, as text.
func (p *page) say(id string, data map[string]any) string {
	p.t.Helper()
	p.heard = nil
	if err := p.widgets.CommMessage(context.Background(), server.CommMessage{ID: id, Data: data}, p.emit); err != nil {
		p.t.Fatal(err)
	}
	return fmt.Sprint(p.heard)
}

func set(key string, value any) map[string]any {
	return map[string]any{"method": "update", "state": map[string]any{key: value}}
}

func TestControls(t *testing.T) {
	for _, test := range []struct {
		code, model, key string
		value            any
		want             string
	}{
		{"interact(a = 0.0..1.0)\n10 a", "FloatSliderModel", "value", 0.25, "2.5"},
		{"interact(a = 0.0..1.0)\n10 a", "FloatSliderModel", "value", 7.0, "10"},
		{"interact(a = 1..9)\n10 a", "IntSliderModel", "value", 4.4, "40"},
		{"interact(a = (2, 30, 4))\n10 a", "DropdownModel", "index", 1.0, "300"},
		{"interact(a = (2, 30, 4))\n10 a", "DropdownModel", "index", 99.0, "40"},
		{"interact(o = (gd, momentum(η = 0.5)))\nrun(o, x -> x^2, from = 1, steps = 1).last", "DropdownModel", "index", 1.0, "0.9"},
		{"interact(h = (sin, x -> 7x))\nh(6)", "DropdownModel", "index", 1.0, "42"},
		{"interact(a = true)\nif a then 5 else 6", "CheckboxModel", "value", false, "6"},
	} {
		p := newPage(t)
		p.run(test.code)
		if got := p.say(p.control(test.model), set(test.key, test.value)); !strings.Contains(got, "text/plain:"+test.want+" ") && !strings.Contains(got, "text/plain:"+test.want+"]") {
			t.Errorf("%q at %v: %s", test.code, test.value, got)
		}
	}
}

// TestNamesOfControls: the digits of a name stand below the line, as in formulas.
func TestNamesOfControls(t *testing.T) {
	for code, want := range map[string]string{
		"interact(w₁ = 0.0..1.0)\nw₁": "w₁", "interact(x12 = 0.0..1.0)\nx12": "x₁₂", "interact(η = 0.0..1.0)\nη": "η", "interact(a_1b = 0.0..1.0)\na_1b": "a_1b",
	} {
		p := newPage(t)
		p.run(code)
		slider := p.control("FloatSliderModel")
		for _, o := range p.opened {
			if got := o.Data["state"].(map[string]any)["description"]; o.ID == slider && got != want {
				t.Errorf("%q shows %v", code, got)
			}
		}
	}
}

// TestStrangeMessages says things to a slider that no page would.
func TestStrangeMessages(t *testing.T) {
	p := newPage(t)
	p.run("interact(a = 1..9)\n10 a")
	slider, output := p.control("IntSliderModel"), p.control("OutputModel")
	for _, data := range []map[string]any{
		nil, {}, {"method": 5}, {"method": "update"}, {"method": "update", "state": "x"}, set("value", "x"), set("value", nil),
		set("value", []any{1}), set("index", 3.0), set("value", map[string]any{}), {"method": "custom", "content": "x"}, {"method": "request_states"},
	} {
		if got := p.say(slider, data); got != "[]" {
			t.Errorf("%v is answered with %s", data, got)
		}
	}
	p.say(output, set("outputs", "spoiled"))
	p.say("nobody", set("value", 1.0))
	if got := p.say(slider, set("value", 2.0)); !strings.Contains(got, "text/plain:20") {
		t.Errorf("afterwards: %s", got)
	}
}

// TestOldBoardsGo makes more boards than are kept: of those that go the still picture remains.
func TestOldBoardsGo(t *testing.T) {
	for _, code := range []string{"interact(a = 1..9)\nplot(x -> a x, width = 100)", "animate(run(gd, (x, y) -> x^2 + y^2, from = (1, 1), steps = 1), width = 100)"} {
		p := newPage(t)
		p.run(code)
		first := len(p.opened)
		for range 60 {
			p.run(code)
		}
		if open := len(p.opened) - len(p.closed); open != 50*first || len(p.updates) != 11 {
			t.Errorf("%d models are open, of %d a cell; %d outputs stand still", open, first, len(p.updates))
		}
		for _, u := range p.updates {
			if u.ID == "" || u.Data["image/png"] == nil || u.Data["application/vnd.jupyter.widget-view+json"] != nil {
				t.Fatalf("what remains of %q is %v", code, u.Data["text/plain"])
			}
		}
	}
}

// TestLargePicturesGo keeps fewer boards when their pictures are large.
func TestLargePicturesGo(t *testing.T) {
	p := newPage(t)
	large := strings.Repeat("x", 3<<20)
	for range 20 {
		still := server.Bundle{Data: map[string]any{"text/plain": "", "image/png": large}}
		p.widgets.Play(&session.Player{Steps: 3, Moving: []byte(large)}, still, false, p.emit)
	}
	if len(p.updates) != 18 {
		t.Errorf("%d of 20 outputs stand still", len(p.updates))
	}
}

// TestPlayerEnds stops the button just before the end of a long run, where its next step would be too long.
func TestPlayerEnds(t *testing.T) {
	p := newPage(t)
	p.run("animate(run(gd(η = 0.01), (x, y) -> x^2 + y^2, from = (1, 1), steps = 250), width = 100)")
	button := p.control("PlayModel")
	if got := p.say(button, set("value", 249.0)); !strings.Contains(got, "buffer_paths:[[value]]") {
		t.Errorf("at step 249: %.200s", got)
	}
	if got := p.say(button, set("playing", false)); !strings.Contains(got, "value:250") {
		t.Errorf("at the end the button stays where it is: %.200s", got)
	}
	for _, value := range []any{nil, "x", -5.0, 1e300} {
		p.say(button, set("value", value))
	}
}

var drawn = regexp.MustCompile(`image/png:(\S+)`)

// TestSlidersPictures: what is kept from one picture to the next changes none of them.
func TestSlidersPictures(t *testing.T) {
	for _, code := range []string{
		"interact(η = 0.01..0.5)\nplot(run(momentum(η = η), (x, y) -> x^2 - y^2 + 0.1y^4, from = [0.5, 0.1], steps = 30))",
		"interact(η = 0.01..0.5)\nplot((x, y) -> η x^2 + y^2, x = -1..1, y = -1..1)\nplot((x, y) -> x^3 - η y, x = -1..1, y = -1..1)",
	} {
		moved := newPage(t)
		moved.run(code)
		for _, η := range []float64{0.1, 0.102, 0.1, 0.3} {
			fresh := newPage(t)
			fresh.run(code)
			got, want := moved.say(moved.control("FloatSliderModel"), set("value", η)), fresh.say(fresh.control("FloatSliderModel"), set("value", η))
			pictures, anew := drawn.FindAllString(got, -1), drawn.FindAllString(want, -1)
			if len(anew) == 0 || !slices.Equal(pictures, anew) {
				t.Errorf("%q at η = %g: %d pictures are not the %d that a new cell draws", code, η, len(pictures), len(anew))
			}
		}
	}
}
