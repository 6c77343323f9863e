package wire

import "strconv"

// Channel is one of the five sockets that a kernel binds.
type Channel int

// The five channels.
const (
	Shell     Channel = iota // requests that compute, one after the other
	Control                  // requests that must not wait behind Shell: interrupt, shutdown, subshells
	Stdin                    // the kernel asks, the client answers
	IOPub                    // what the kernel publishes to everybody
	Heartbeat                // bytes echoed as they come
)

// Channels lists all channels in the order of their constants.
func Channels() [5]Channel { return [...]Channel{Shell, Control, Stdin, IOPub, Heartbeat} }

var channelNames = [...]string{"shell", "control", "stdin", "iopub", "hb"}

// String returns the channel's name as connection files spell it: shell, control, stdin, iopub, hb.
func (c Channel) String() string {
	if c < 0 || int(c) >= len(channelNames) {
		return "channel " + strconv.Itoa(int(c))
	}
	return channelNames[c]
}

// Envelope is one received request together with what an answer needs to find its way back.
type Envelope struct {
	Channel Channel
	// Sequence grows with every message that arrived, over all channels together: what has a smaller number
	// was there before.
	Sequence uint64
	// Peer is the address to which the reply is sent. It is opaque; it is equal for two messages of one
	// client, also on different channels where the client uses the same identity there, as Jupyter's do.
	Peer    string
	Message *Message
}
