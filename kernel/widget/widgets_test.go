package widget_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"saddle/kernel/server"
	"saddle/kernel/session"
	"saddle/kernel/widget"
)

// page is what a front end would know: what the kernel has emitted.
type page struct {
	t       *testing.T
	session *session.Session
	widgets *widget.Widgets
	opened  []server.CommOpen
	closed  []string
	heard   []server.CommMessage
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
	}
}

// run runs a cell and shows its controls.
func (p *page) run(code string) {
	p.t.Helper()
	err := p.session.Execute(context.Background(), code, func(o session.Output) {
		if o.Kind == session.Interactive {
			p.emit(p.widgets.Show(o.Interaction, server.Bundle{Data: o.Data, Metadata: o.Metadata}, p.emit))
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
		{"interact(a = true)\nif a then 5 else 6", "CheckboxModel", "value", false, "6"},
	} {
		p := newPage(t)
		p.run(test.code)
		if got := p.say(p.control(test.model), set(test.key, test.value)); !strings.Contains(got, "text/plain:"+test.want+" ") && !strings.Contains(got, "text/plain:"+test.want+"]") {
			t.Errorf("%q at %v: %s", test.code, test.value, got)
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

// TestOldBoardsGo makes more boards than are kept.
func TestOldBoardsGo(t *testing.T) {
	p := newPage(t)
	p.run("interact(a = 1..9)\na")
	first := len(p.opened)
	for range 60 {
		p.run("interact(a = 1..9)\na")
	}
	if open := len(p.opened) - len(p.closed); open > 50*first {
		t.Errorf("%d models are open, of %d a cell", open, first)
	}
}
