package wire

import (
	"encoding/json"
	"math"
	"reflect"
	"strings"
	"testing"
)

func TestExecuteRequestDefaults(t *testing.T) {
	base := ExecuteRequest{Code: "1", StoreHistory: true, UserExpressions: map[string]string{}, AllowStdin: true, StopOnError: true}
	with := func(change func(*ExecuteRequest)) ExecuteRequest {
		r := base
		change(&r)
		return r
	}
	for raw, want := range map[string]ExecuteRequest{
		`{"code":"1"}`:                                    base,
		`{"code":"1","unknown":{"a":[]}}`:                 base,
		`{"code":"1","store_history":null,"silent":null}`: base,
		`{"code":"1","store_history":false}`:              with(func(r *ExecuteRequest) { r.StoreHistory = false }),
		`{"code":"1","silent":true}`:                      with(func(r *ExecuteRequest) { r.Silent, r.StoreHistory = true, false }),
		`{"code":"1","silent":true,"store_history":true}`: with(func(r *ExecuteRequest) { r.Silent, r.StoreHistory = true, false }),
		`{"code":"1","stop_on_error":false}`:              with(func(r *ExecuteRequest) { r.StopOnError = false }),
		`{"code":"1","allow_stdin":false}`:                with(func(r *ExecuteRequest) { r.AllowStdin = false }),
		`{"user_expressions":{"a":"x+1"},"code":"1"}`:     with(func(r *ExecuteRequest) { r.UserExpressions = map[string]string{"a": "x+1"} }),
	} {
		var got ExecuteRequest
		if err := (&Message{Content: json.RawMessage(raw)}).ReadContent(&got); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, %v, want %+v", raw, got, err, want)
		}
	}
	var got ExecuteRequest
	if err := (&Message{}).ReadContent(&got); err != nil || !got.StopOnError {
		t.Errorf("no content: %+v, %v", got, err)
	}
}

func TestContentErrorsNameTypeAndField(t *testing.T) {
	m := &Message{Header: Header{MsgType: ExecuteRequestType}, Content: json.RawMessage(`{"code":["1"]}`)}
	err := m.ReadContent(new(ExecuteRequest))
	if err == nil || !strings.Contains(err.Error(), "execute_request") || !strings.Contains(err.Error(), "code") {
		t.Errorf("error %v must name execute_request and code", err)
	}
}

// written checks the exact JSON of contents whose form depends on their values.
func TestWrittenForms(t *testing.T) {
	output := "3"
	for want, content := range map[string]any{
		`{"status":"ok","execution_count":3,"payload":[],"user_expressions":{}}`: ExecuteReply{Status: StatusOK, ExecutionCount: 3},
		`{"status":"error","ename":"E","evalue":"v","traceback":["t"],"execution_count":3}`: ExecuteReply{
			Status: StatusError, ExecutionCount: 3, EName: "E", EValue: "v", Traceback: List[string]{"t"}},
		`{"status":"aborted","ename":"","evalue":"","traceback":[],"execution_count":3}`: ExecuteReply{Status: StatusAborted, ExecutionCount: 3},
		`{"status":"error","ename":"E","evalue":"v","traceback":[]}`:                     NewErrorReply("E", "v"),
		`{"status":"complete"}`: IsCompleteReply{Status: CodeComplete, Indent: "ignored"},
		`{"status":"ok","matches":[],"cursor_start":1,"cursor_end":2,"metadata":{}}`: CompleteReply{Status: StatusOK, CursorStart: 1, CursorEnd: 2},
		`{"status":"ok","found":false,"data":{},"metadata":{}}`:                      InspectReply{Status: StatusOK},
		`{"status":"ok","comms":{}}`:                                                 NewCommInfoReply(nil),
		`{"status":"ok","subshell_id":[]}`:                                           ListSubshellReply{Status: StatusOK},
		`{"data":{},"metadata":{},"transient":{}}`:                                   DisplayData{},
		`{"data":{},"metadata":{},"transient":{"display_id":"d"}}`:                   UpdateDisplayData{Transient: Transient{"d"}},
		`{"execution_count":1,"data":{"text/plain":"<2>"},"metadata":{}}`:            ExecuteResult{ExecutionCount: 1, Data: Object{"text/plain": "<2>"}},
		`{"status":"ok","history":[[0,1,"a"],[0,2,["b","3"]],[0,3,["c",null]]]}`: HistoryReply{Status: StatusOK, History: List[HistoryEntry]{
			{Line: 1, Input: "a"}, {Line: 2, Input: "b", WithOutput: true, Output: &output}, {Line: 3, Input: "c", WithOutput: true}}},
	} {
		raw, err := marshalObject(content)
		if err != nil || string(raw) != want {
			t.Errorf("%T: %s, %v\nwant %s", content, raw, err, want)
		}
	}
}

func TestHistoryEntriesReadBack(t *testing.T) {
	output := "3"
	want := List[HistoryEntry]{{Session: 4, Line: 1, Input: "a"}, {Line: 2, Input: "b", WithOutput: true, Output: &output}, {Line: 3, WithOutput: true}}
	raw, err := marshalObject(HistoryReply{History: want})
	if err != nil {
		t.Fatal(err)
	}
	var got HistoryReply
	if err := json.Unmarshal(raw, &got); err != nil || !reflect.DeepEqual(got.History, want) {
		t.Errorf("%+v, %v, want %+v", got.History, err, want)
	}
	for _, bad := range []string{`[1,2]`, `[1,2,3]`, `[1,2,["a"]]`, `["a",2,"b"]`, `{}`} {
		if json.Unmarshal([]byte(bad), new(HistoryEntry)) == nil {
			t.Errorf("%s accepted as a history entry", bad)
		}
	}
}

func TestHistoryRequestDefaults(t *testing.T) {
	var got HistoryRequest
	if err := json.Unmarshal([]byte(`{"stop":null,"n":7}`), &got); err != nil {
		t.Fatal(err)
	}
	if !got.Raw || got.HistAccessType != HistoryTail || got.Stop != nil || got.N == nil || *got.N != 7 {
		t.Errorf("%+v", got)
	}
}

type point struct {
	X, Y float64
	Name string `json:"name,omitempty"`
	skip float64
}

type labelled struct {
	point
	Label *float64 `json:"label"`
	Drop  float64  `json:"-"`
}

func TestNotANumberBecomesNull(t *testing.T) {
	infinite := math.Inf(-1)
	for want, content := range map[string]any{
		`{"x":null,"y":[1,null,null]}`: Object{"x": math.NaN(), "y": []float64{1, math.Inf(1), infinite}},
		`{"data":{"application/json":{"steps":[{"X":null,"Y":2}]}},"metadata":{},"transient":{}}`: DisplayData{
			Data: Object{"application/json": map[string]any{"steps": []any{point{X: math.NaN(), Y: 2}}}}},
		`{"X":null,"Y":0,"label":null}`:                                                  labelled{point: point{X: infinite}, Label: &infinite, Drop: infinite},
		`{"a":{"1":null},"b":"aGk=","c":null,"d":"x","e":{}}`:                            Object{"a": map[int]float64{1: math.NaN()}, "b": []byte("hi"), "c": nil, "d": "x", "e": Object(nil)},
		`{"execution_count":1,"payload":[],"status":"ok","user_expressions":{"a":null}}`: ExecuteReply{Status: StatusOK, ExecutionCount: 1, UserExpressions: Object{"a": math.NaN()}},
		`{"x":[[null]],"y":{"t":[{"z":null}]}}`: map[string]any{
			"x": [][1]float32{{float32(math.Inf(1))}}, "y": Object{"t": List[any]{Object{"z": math.NaN()}}}},
	} {
		m, err := NewSession("").Message("x", content)
		if err != nil {
			t.Errorf("%v: %v", content, err)
			continue
		}
		if string(m.Content) != want {
			t.Errorf("%v:\n got %s\nwant %s", content, m.Content, want)
		}
		if _, err := Encode(nil, m, nil); err != nil {
			t.Errorf("%v: %v", content, err)
		}
	}
	_ = point{}.skip
}

func TestWhatCannotBeWrittenIsAnError(t *testing.T) {
	endless := map[string]any{}
	endless["self"] = endless
	for name, content := range map[string]any{
		"contains itself": endless,
		"a list":          []int{1},
		"a number":        3.0,
		"a function":      Object{"f": func() {}},
		"raw not JSON":    Object{"raw": json.RawMessage("NaN")},
	} {
		if m, err := NewSession("").Message("x", content); err == nil {
			t.Errorf("%s: written as %s", name, m.Content)
		}
	}
}

func TestMetadata(t *testing.T) {
	m, err := NewSession("").Message("x", nil)
	if err != nil {
		t.Fatal(err)
	}
	if m, err = m.WithMetadata(Object{"engine": math.NaN()}); err != nil || string(m.Metadata) != `{"engine":null}` {
		t.Errorf("metadata %s, %v", m.Metadata, err)
	}
	if _, err := m.WithMetadata([]int{1}); err == nil {
		t.Error("a list accepted as metadata")
	}
}

func TestErrorsTellLittleOfWhatWasSent(t *testing.T) {
	m := &Message{Header: Header{MsgType: "comm_msg"}, Content: []byte(`{"comm_id": ` + strings.Repeat("1", 1<<20) + `}`)}
	var content CommMsg
	err := m.ReadContent(&content)
	if err == nil || len(err.Error()) > 400 {
		t.Errorf("%.500v", err)
	}
}
