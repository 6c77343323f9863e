package transport

import (
	"saddle/kernel/wire"
	"saddle/kernel/zmtp"
)

// missedNote is what a reader is told whose front end did not read, in both languages of the messages.
const missedNote = "Some output is missing here: this page was too far behind and was cut off. Run the cells again to see it.\n" +
	"这里缺少部分输出：页面落后太多，连接曾被断开。请重新运行单元格来查看。\n"

// outputs are the messages beside which a front end shows something.
var outputs = map[string]bool{
	wire.StreamType: true, wire.DisplayDataType: true, wire.ExecuteResultType: true, wire.ErrorType: true,
}

// tellMissed says to a subscriber that was cut off, before the first output that it gets, that it has not got all.
func (h *hub) tellMissed(s *subscriber, m *wire.Message) {
	if !s.missed || !outputs[m.Header.MsgType] {
		return
	}
	s.missed = false
	note, err := h.session.Message(wire.StreamType, wire.Stream{Name: "stderr", Text: missedNote})
	if err != nil {
		return
	}
	note.Parent = m.Parent
	frames, err := wire.Encode([][]byte{[]byte(wire.StreamType)}, note, h.transport.signer)
	if err == nil {
		h.queue(s, packet{bytes: zmtp.MessageBytes(frames)})
	}
}
