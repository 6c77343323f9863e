package notebook

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
)

func recorded(t *testing.T, steps func(r *Recorder, c *Cell)) string {
	t.Helper()
	nb := New()
	c := nb.Append(Code, "")
	r := NewRecorder()
	r.Begin(c)
	steps(r, c)
	if err := r.Store(); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, out := range c.Outputs() {
		text, err := json.Marshal(out)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, string(text))
	}
	return strings.Join(lines, "\n")
}

func stream(name, text string) Output { return Output{Type: Stream, Name: name, Text: text} }

func display(text string) Output {
	return Output{Type: DisplayData, Data: map[string]any{"text/plain": text}}
}

func TestRecording(t *testing.T) {
	for _, test := range []struct {
		name  string
		steps func(r *Recorder, c *Cell)
		want  string
	}{
		{"pieces of a stream join", func(r *Recorder, _ *Cell) {
			r.Add(stream("stdout", "a"), "")
			r.Add(stream("stdout", "b\n"), "")
			r.Add(stream("stderr", "c"), "")
			r.Add(stream("stdout", "d"), "")
		}, `{"name":"stdout","output_type":"stream","text":"ab\n"}
{"name":"stderr","output_type":"stream","text":"c"}
{"name":"stdout","output_type":"stream","text":"d"}`},
		{"a result and an error", func(r *Recorder, c *Cell) {
			r.Count(3)
			r.Add(Output{Type: ExecuteResult, ExecutionCount: 3, Data: map[string]any{"text/plain": "6"}}, "")
			r.Add(Output{Type: Error, ErrorName: "NameError", ErrorValue: "no x", Traceback: []string{"t"}}, "")
			if c.ExecutionCount() != 3 {
				t.Errorf("count %d", c.ExecutionCount())
			}
		}, `{"data":{"text/plain":"6"},"execution_count":3,"metadata":{},"output_type":"execute_result"}
{"ename":"NameError","evalue":"no x","output_type":"error","traceback":["t"]}`},
		{"clear at once", func(r *Recorder, _ *Cell) {
			r.Add(stream("stdout", "a"), "")
			r.Clear(false)
		}, ``},
		{"clear waits for the next output", func(r *Recorder, _ *Cell) {
			r.Add(stream("stdout", "a"), "")
			r.Clear(true)
			if len(r.Outputs()) != 1 {
				t.Error("cleared too early")
			}
			r.Add(stream("stdout", "b"), "")
			r.Add(stream("stdout", "c"), "")
		}, `{"name":"stdout","output_type":"stream","text":"bc"}`},
		{"an update replaces", func(r *Recorder, _ *Cell) {
			r.Add(display("0 %"), "bar")
			r.Add(display("other"), "")
			r.Update("bar", map[string]any{"text/plain": "100 %"}, nil)
			r.Update("nobody", map[string]any{"text/plain": "lost"}, nil)
		}, `{"data":{"text/plain":"100 %"},"metadata":{},"output_type":"display_data"}
{"data":{"text/plain":"other"},"metadata":{},"output_type":"display_data"}`},
		{"a second display of a name renews the first", func(r *Recorder, _ *Cell) {
			r.Add(display("1"), "d")
			r.Add(display("2"), "d")
		}, `{"data":{"text/plain":"2"},"metadata":{},"output_type":"display_data"}
{"data":{"text/plain":"2"},"metadata":{},"output_type":"display_data"}`},
		{"a cleared display is forgotten", func(r *Recorder, _ *Cell) {
			r.Add(display("1"), "d")
			r.Clear(false)
			r.Add(stream("stdout", "x"), "")
			r.Update("d", map[string]any{"text/plain": "2"}, nil)
		}, `{"name":"stdout","output_type":"stream","text":"x"}`},
	} {
		if got := recorded(t, test.steps); got != test.want {
			t.Errorf("%s:\ngot\n%s\nwant\n%s", test.name, got, test.want)
		}
	}
}

func TestAnUpdateReachesAnEarlierCell(t *testing.T) {
	nb := New()
	first, second := nb.Append(Code, "1"), nb.Append(Code, "2")
	r := NewRecorder()
	r.Begin(first)
	r.Add(display("old"), "d")
	if err := r.Store(); err != nil {
		t.Fatal(err)
	}
	r.Begin(second)
	r.Update("d", map[string]any{"text/plain": "new"}, nil)
	if err := r.Store(); err != nil {
		t.Fatal(err)
	}
	if got := first.Outputs()[0].Data["text/plain"]; got != "new" {
		t.Errorf("the first cell shows %v", got)
	}
}

func TestWhatJSONCannotHoldIsAnError(t *testing.T) {
	nb := New()
	c := nb.Append(Code, "")
	r := NewRecorder()
	r.Begin(c)
	r.Add(Output{Type: DisplayData, Data: map[string]any{"application/json": math.NaN()}}, "")
	if err := r.Store(); err == nil || !strings.Contains(err.Error(), c.ID()) {
		t.Errorf("got %v", err)
	}
}
