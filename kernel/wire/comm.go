package wire

// CommInfoRequest asks for the comms that are open; an empty TargetName means those of all targets.
type CommInfoRequest struct {
	TargetName string `json:"target_name,omitempty"`
}

// CommInfoReply answers a CommInfoRequest; the key is the comm's id.
type CommInfoReply struct {
	Status string              `json:"status"`
	Comms  map[string]CommInfo `json:"comms"`
}

// NewCommInfoReply is the reply for the given comms, which may be nil.
func NewCommInfoReply(comms map[string]CommInfo) CommInfoReply {
	if comms == nil {
		comms = map[string]CommInfo{}
	}
	return CommInfoReply{Status: StatusOK, Comms: comms}
}

// CommInfo describes an open comm.
type CommInfo struct {
	TargetName string `json:"target_name"`
}

// CommOpen opens a comm, from either side.
type CommOpen struct {
	CommID       string `json:"comm_id"`
	TargetName   string `json:"target_name"`
	TargetModule string `json:"target_module,omitempty"`
	Data         Object `json:"data"`
}

// CommMsg carries data over an open comm, in either direction. Binary data goes in Message.Buffers.
type CommMsg struct {
	CommID string `json:"comm_id"`
	Data   Object `json:"data"`
}

// CommClose closes a comm, from either side.
type CommClose struct {
	CommID string `json:"comm_id"`
	Data   Object `json:"data"`
}
