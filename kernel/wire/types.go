package wire

import "strings"

// Message types. The content struct of a type has the same name without the ending.
const (
	ExecuteRequestType        = "execute_request"
	ExecuteReplyType          = "execute_reply"
	InspectRequestType        = "inspect_request"
	InspectReplyType          = "inspect_reply"
	CompleteRequestType       = "complete_request"
	CompleteReplyType         = "complete_reply"
	IsCompleteRequestType     = "is_complete_request"
	IsCompleteReplyType       = "is_complete_reply"
	HistoryRequestType        = "history_request"
	HistoryReplyType          = "history_reply"
	KernelInfoRequestType     = "kernel_info_request"
	KernelInfoReplyType       = "kernel_info_reply"
	CommInfoRequestType       = "comm_info_request"
	CommInfoReplyType         = "comm_info_reply"
	CommOpenType              = "comm_open"
	CommMsgType               = "comm_msg"
	CommCloseType             = "comm_close"
	ShutdownRequestType       = "shutdown_request"
	ShutdownReplyType         = "shutdown_reply"
	InterruptRequestType      = "interrupt_request"
	InterruptReplyType        = "interrupt_reply"
	UsageRequestType          = "usage_request"
	UsageReplyType            = "usage_reply"
	CreateSubshellRequestType = "create_subshell_request"
	CreateSubshellReplyType   = "create_subshell_reply"
	DeleteSubshellRequestType = "delete_subshell_request"
	DeleteSubshellReplyType   = "delete_subshell_reply"
	ListSubshellRequestType   = "list_subshell_request"
	ListSubshellReplyType     = "list_subshell_reply"
	StreamType                = "stream"
	DisplayDataType           = "display_data"
	UpdateDisplayDataType     = "update_display_data"
	ExecuteInputType          = "execute_input"
	ExecuteResultType         = "execute_result"
	ErrorType                 = "error"
	StatusType                = "status"
	ClearOutputType           = "clear_output"
	IOPubWelcomeType          = "iopub_welcome"
	InputRequestType          = "input_request"
	InputReplyType            = "input_reply"
	HandshakeRequestType      = "handshake_request"
	HandshakeReplyType        = "handshake_reply"
)

// ReplyType returns the type of the reply to a request: "execute_reply" for "execute_request". It is empty
// for a type that no reply belongs to.
func ReplyType(request string) string {
	if name, ok := strings.CutSuffix(request, "_request"); ok {
		return name + "_reply"
	}
	return ""
}

// Values of the status field of replies.
const (
	StatusOK      = "ok"
	StatusError   = "error"
	StatusAborted = "aborted"
)

// ErrorReply is the content of any reply to a request that failed. Status is StatusError or StatusAborted.
type ErrorReply struct {
	Status    string       `json:"status"`
	EName     string       `json:"ename"`
	EValue    string       `json:"evalue"`
	Traceback List[string] `json:"traceback"`
}

// NewErrorReply is the content of a reply to a request that failed for the given reason.
func NewErrorReply(ename, evalue string, traceback ...string) ErrorReply {
	return ErrorReply{Status: StatusError, EName: ename, EValue: evalue, Traceback: traceback}
}
