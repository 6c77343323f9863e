package wire

// KernelInfoReply answers kernel_info_request, which has no content.
type KernelInfoReply struct {
	Status                string         `json:"status"`
	ProtocolVersion       string         `json:"protocol_version"`
	Implementation        string         `json:"implementation"`
	ImplementationVersion string         `json:"implementation_version"`
	LanguageInfo          LanguageInfo   `json:"language_info"`
	Banner                string         `json:"banner"`
	Debugger              bool           `json:"debugger"`
	HelpLinks             List[HelpLink] `json:"help_links"`
	SupportedFeatures     List[string]   `json:"supported_features"`
}

// FeatureSubshells is the entry of KernelInfoReply.SupportedFeatures that announces JEP 91.
const FeatureSubshells = "kernel subshells"

// LanguageInfo describes the language to editors and converters.
type LanguageInfo struct {
	Name              string `json:"name"`
	Version           string `json:"version"`
	MimeType          string `json:"mimetype"`
	FileExtension     string `json:"file_extension"`
	PygmentsLexer     string `json:"pygments_lexer,omitempty"`
	CodemirrorMode    any    `json:"codemirror_mode,omitempty"` // a name, or an object with name, mime, and a whole version for readers in Rust
	NbconvertExporter string `json:"nbconvert_exporter,omitempty"`
}

// HelpLink is an entry of the client's help menu.
type HelpLink struct {
	Text string `json:"text"`
	URL  string `json:"url"`
}

// ShutdownRequest asks the kernel to end; Restart says that another one follows.
type ShutdownRequest struct {
	Restart bool `json:"restart"`
}

// ShutdownReply answers a ShutdownRequest.
type ShutdownReply struct {
	Status  string `json:"status"`
	Restart bool   `json:"restart"`
}

// OKReply answers a request where there is nothing more to say: interrupt_request, delete_subshell_request.
type OKReply struct {
	Status string `json:"status"`
}

// UsageReply answers usage_request, which has no content. A nil field is one that could not be measured.
type UsageReply struct {
	Hostname          string   `json:"hostname"`
	PID               int      `json:"pid"`
	KernelCPU         *float64 `json:"kernel_cpu,omitempty"`       // percent of one core
	KernelMemory      *uint64  `json:"kernel_memory,omitempty"`    // bytes, proportional or resident set
	HostCPUPercent    *float64 `json:"host_cpu_percent,omitempty"` // percent of all cores
	CPUCount          int      `json:"cpu_count"`
	HostVirtualMemory *Memory  `json:"host_virtual_memory,omitempty"`
}

// Memory is the memory of a host, in bytes.
type Memory struct {
	Total     uint64  `json:"total"`
	Available uint64  `json:"available"`
	Percent   float64 `json:"percent"` // in use
	Used      uint64  `json:"used"`
	Free      uint64  `json:"free"`
}

// CreateSubshellReply answers create_subshell_request, which has no content, with the new subshell's id.
type CreateSubshellReply struct {
	Status     string `json:"status"`
	SubshellID string `json:"subshell_id"`
}

// DeleteSubshellRequest asks to end a subshell. It is answered by an OKReply.
type DeleteSubshellRequest struct {
	SubshellID string `json:"subshell_id"`
}

// ListSubshellReply answers list_subshell_request, which has no content, with the ids of all subshells
// except the parent.
type ListSubshellReply struct {
	Status     string       `json:"status"`
	SubshellID List[string] `json:"subshell_id"`
}

// HandshakeRequest tells a launcher on its registration socket which ports the kernel chose (JEP 66).
type HandshakeRequest struct {
	ShellPort   int `json:"shell_port"`
	IOPubPort   int `json:"iopub_port"`
	StdinPort   int `json:"stdin_port"`
	ControlPort int `json:"control_port"`
	HBPort      int `json:"hb_port"`
}
