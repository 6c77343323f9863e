package wire

// Stream is text written to "stdout" or "stderr".
type Stream struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// DisplayData shows a mime bundle.
type DisplayData struct {
	Data      Object    `json:"data"`
	Metadata  Object    `json:"metadata"`
	Transient Transient `json:"transient"`
}

// Transient is what a client needs to know about an output but does not store in the notebook.
type Transient struct {
	// DisplayID names the output, so that update_display_data can replace it; empty for an output that
	// nobody updates.
	DisplayID string `json:"display_id,omitempty"`
}

// UpdateDisplayData replaces every output that was shown with the same Transient.DisplayID.
type UpdateDisplayData DisplayData

// ExecuteInput tells all clients which code is about to run.
type ExecuteInput struct {
	Code           string `json:"code"`
	ExecutionCount int    `json:"execution_count"`
}

// ExecuteResult is the value of a cell.
type ExecuteResult struct {
	ExecutionCount int       `json:"execution_count"`
	Data           Object    `json:"data"`
	Metadata       Object    `json:"metadata"`
	Transient      Transient `json:"transient,omitzero"`
}

// Error tells all clients that a cell failed.
type Error struct {
	EName     string       `json:"ename"`
	EValue    string       `json:"evalue"`
	Traceback List[string] `json:"traceback"`
}

// Values of Status.ExecutionState.
const (
	StateStarting = "starting"
	StateBusy     = "busy"
	StateIdle     = "idle"
)

// Status tells all clients what the kernel is doing for the message that is its parent.
type Status struct {
	ExecutionState string `json:"execution_state"`
}

// ClearOutput empties the output area, or with Wait as soon as the next output comes.
type ClearOutput struct {
	Wait bool `json:"wait"`
}

// IOPubWelcome tells a new subscriber that its subscription is in force (JEP 65).
type IOPubWelcome struct {
	Subscription string `json:"subscription"` // the topic prefix; empty for everything
}

// InputRequest asks the client's user for a line of text, without echo where Password is set.
type InputRequest struct {
	Prompt   string `json:"prompt"`
	Password bool   `json:"password"`
}

// InputReply is the client's answer to an InputRequest. Status is empty from most clients.
type InputReply struct {
	Status string `json:"status,omitempty"`
	Value  string `json:"value"`
}
