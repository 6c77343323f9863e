package wire

import "encoding/json"

// ExecuteRequest asks to run a cell. Decoding fills what a client leaves out with the specification's
// defaults; ExecuteRequest{} in Go is not such a default, use NewExecuteRequest.
type ExecuteRequest struct {
	Code            string            `json:"code"`
	Silent          bool              `json:"silent"`
	StoreHistory    bool              `json:"store_history"` // default: not Silent; always false where Silent
	UserExpressions map[string]string `json:"user_expressions"`
	AllowStdin      bool              `json:"allow_stdin"`   // default true
	StopOnError     bool              `json:"stop_on_error"` // default true
}

// NewExecuteRequest is the request to run code with every option at its default.
func NewExecuteRequest(code string) ExecuteRequest {
	return ExecuteRequest{
		Code: code, StoreHistory: true, UserExpressions: map[string]string{}, AllowStdin: true, StopOnError: true,
	}
}

// UnmarshalJSON reads the request and applies the defaults.
func (r *ExecuteRequest) UnmarshalJSON(raw []byte) error {
	type plain ExecuteRequest // without this method
	fields := struct {
		*plain
		StoreHistory *bool `json:"store_history"`
	}{plain: (*plain)(r)}
	*r = NewExecuteRequest("")
	if err := json.Unmarshal(raw, &fields); err != nil {
		return err
	}
	r.StoreHistory = !r.Silent && (fields.StoreHistory == nil || *fields.StoreHistory)
	return nil
}

// ExecuteReply answers an ExecuteRequest. Which fields are written depends on Status: Payload and
// UserExpressions for StatusOK, the three of the error for anything else; ExecutionCount always.
type ExecuteReply struct {
	Status          string       `json:"status"`
	ExecutionCount  int          `json:"execution_count"`
	Payload         List[Object] `json:"payload"`
	UserExpressions Object       `json:"user_expressions"`
	EName           string       `json:"ename"`
	EValue          string       `json:"evalue"`
	Traceback       List[string] `json:"traceback"`
}

// MarshalJSON writes the fields that belong to the status.
func (r ExecuteReply) MarshalJSON() ([]byte, error) {
	if r.Status == StatusOK {
		return marshal(struct {
			Status          string       `json:"status"`
			ExecutionCount  int          `json:"execution_count"`
			Payload         List[Object] `json:"payload"`
			UserExpressions Object       `json:"user_expressions"`
		}{r.Status, r.ExecutionCount, r.Payload, r.UserExpressions})
	}
	return marshal(struct {
		ErrorReply
		ExecutionCount int `json:"execution_count"`
	}{ErrorReply{r.Status, r.EName, r.EValue, r.Traceback}, r.ExecutionCount})
}

// PagePayload is a payload that shows text in the client's pager, such as help. Data is a mime bundle.
func PagePayload(data Object, start int) Object {
	return Object{"source": "page", "data": data, "start": start}
}

// SetNextInputPayload is a payload that puts text into a new cell below, or in place of the cell that ran.
func SetNextInputPayload(text string, replace bool) Object {
	return Object{"source": "set_next_input", "text": text, "replace": replace}
}
