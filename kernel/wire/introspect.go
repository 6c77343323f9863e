package wire

import (
	"encoding/json"
	"fmt"
)

// InspectRequest asks what the name at a place in the code is. Positions count code points.
type InspectRequest struct {
	Code        string `json:"code"`
	CursorPos   int    `json:"cursor_pos"`
	DetailLevel int    `json:"detail_level"` // 0 or 1
}

// InspectReply answers an InspectRequest; Data is a mime bundle, empty where nothing was Found.
type InspectReply struct {
	Status   string `json:"status"`
	Found    bool   `json:"found"`
	Data     Object `json:"data"`
	Metadata Object `json:"metadata"`
}

// CompleteRequest asks how the code could go on at the cursor. Positions count code points.
type CompleteRequest struct {
	Code      string `json:"code"`
	CursorPos int    `json:"cursor_pos"`
}

// CompleteReply answers a CompleteRequest: every match replaces the code from CursorStart to CursorEnd, in
// code points.
type CompleteReply struct {
	Status      string       `json:"status"`
	Matches     List[string] `json:"matches"`
	CursorStart int          `json:"cursor_start"`
	CursorEnd   int          `json:"cursor_end"`
	Metadata    Object       `json:"metadata"`
}

// CompletionType describes one match, in the list that clients look for in CompleteReply.Metadata under
// CompletionTypesKey. That list has exactly one entry for every match, with the same text.
type CompletionType struct {
	Start     int    `json:"start"`
	End       int    `json:"end"`
	Text      string `json:"text"`
	Type      string `json:"type"`
	Signature string `json:"signature,omitempty"`
}

// CompletionTypesKey is the metadata key of the list of CompletionType.
const CompletionTypesKey = "_jupyter_types_experimental"

// IsCompleteRequest asks whether the code is ready to run, or Enter should begin a new line.
type IsCompleteRequest struct {
	Code string `json:"code"`
}

// Values of IsCompleteReply.Status.
const (
	CodeComplete   = "complete"
	CodeIncomplete = "incomplete"
	CodeInvalid    = "invalid"
	CodeUnknown    = "unknown"
)

// IsCompleteReply answers an IsCompleteRequest. Indent is what the next line starts with; it is written only
// for CodeIncomplete.
type IsCompleteReply struct {
	Status string `json:"status"`
	Indent string `json:"indent"`
}

// MarshalJSON writes the fields that belong to the status.
func (r IsCompleteReply) MarshalJSON() ([]byte, error) {
	fields := Object{"status": r.Status}
	if r.Status == CodeIncomplete {
		fields["indent"] = r.Indent
	}
	return marshal(fields)
}

// Values of HistoryRequest.HistAccessType.
const (
	HistoryTail   = "tail"
	HistoryRange  = "range"
	HistorySearch = "search"
)

// HistoryRequest asks for cells that were run before.
type HistoryRequest struct {
	Output         bool   `json:"output"` // outputs too
	Raw            bool   `json:"raw"`    // the code as typed; default true
	HistAccessType string `json:"hist_access_type"`
	Session        int    `json:"session"` // range: absolute if positive, 0 the current one, −1 the one before
	Start          int    `json:"start"`   // range: first line
	Stop           *int   `json:"stop"`    // range: line after the last, nil for all that follow
	N              *int   `json:"n"`       // tail, search: at most the last N; nil for all
	Pattern        string `json:"pattern"` // search: glob with * and ?; empty for everything
	Unique         bool   `json:"unique"`  // search: each code only once
}

// UnmarshalJSON reads the request and applies the defaults.
func (r *HistoryRequest) UnmarshalJSON(raw []byte) error {
	type plain HistoryRequest // without this method
	*r = HistoryRequest{Raw: true, HistAccessType: HistoryTail}
	return json.Unmarshal(raw, (*plain)(r))
}

// HistoryReply answers a HistoryRequest, oldest entry first.
type HistoryReply struct {
	Status  string             `json:"status"`
	History List[HistoryEntry] `json:"history"`
}

// HistoryEntry is one cell of the history. On the wire it is [session, line, input], or
// [session, line, [input, output]] where outputs were asked for.
type HistoryEntry struct {
	Session int
	Line    int
	Input   string
	// WithOutput says that outputs were asked for; Output is nil for a cell that had none.
	WithOutput bool
	Output     *string
}

// MarshalJSON writes the entry as an array.
func (e HistoryEntry) MarshalJSON() ([]byte, error) {
	if e.WithOutput {
		return marshal([]any{e.Session, e.Line, []any{e.Input, e.Output}})
	}
	return marshal([]any{e.Session, e.Line, e.Input})
}

// UnmarshalJSON reads either form of the array.
func (e *HistoryEntry) UnmarshalJSON(raw []byte) error {
	var parts []json.RawMessage
	if err := json.Unmarshal(raw, &parts); err != nil {
		return err
	}
	if len(parts) != 3 {
		return fmt.Errorf("history entry with %d elements, not 3", len(parts))
	}
	*e = HistoryEntry{}
	if err := readAll([]json.RawMessage{parts[0], parts[1]}, &e.Session, &e.Line); err != nil {
		return err
	}
	return e.readCell(parts[2])
}

// readCell reads the last element of an entry: the input alone, or [input, output].
func (e *HistoryEntry) readCell(raw json.RawMessage) error {
	if json.Unmarshal(raw, &e.Input) == nil {
		return nil
	}
	var pair []json.RawMessage
	if err := json.Unmarshal(raw, &pair); err != nil || len(pair) != 2 {
		return fmt.Errorf("history entry %s is neither an input nor [input, output]", raw)
	}
	e.WithOutput = true
	return readAll(pair, &e.Input, &e.Output)
}

func readAll(parts []json.RawMessage, into ...any) error {
	for i, part := range parts {
		if err := json.Unmarshal(part, into[i]); err != nil {
			return err
		}
	}
	return nil
}
