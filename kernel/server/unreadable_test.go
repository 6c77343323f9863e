package server

import (
	"testing"

	"saddle/kernel/wire"
	"saddle/numerics/reason"
)

// A front end's mistake is told by its field and what it holds, in both languages.
func TestUnreadable(t *testing.T) {
	t.Parallel()
	for raw, says := range map[string][2]string{
		`{"code": 7}`:                                  {"code is a number, not a string", "code 是数，而应为字符串"},
		`{"code": "1", "silent": "no"}`:                {"silent is a string, not true or false", "silent 是字符串，而应为逻辑值"},
		`{"code": "1", "store_history": 3}`:            {"store_history is a number, not true or false", "store_history 是数，而应为逻辑值"},
		`{"code": {"a": 1}}`:                           {"code is an object, not a string", "code 是对象，而应为字符串"},
		`{"code": "1", "user_expressions": []}`:        {"user_expressions is an array, not an object", "user_expressions 是数组，而应为对象"},
		`[]`:                                           {"content is an array, not an object", "content 是数组，而应为对象"},
		`{"code": "1", "user_expressions": {"a": 1}}x`: {"it is no JSON from byte 44 on", "从第 44 个字节起不是 JSON"},
	} {
		m := &wire.Message{Header: wire.Header{MsgType: wire.ExecuteRequestType}, Content: []byte(raw)}
		var request wire.ExecuteRequest
		content, ok := m.ReadContent(&request).(*wire.ContentError)
		if !ok {
			t.Errorf("%s was read", raw)
			continue
		}
		if english, chinese := unreadable(content, reason.English), unreadable(content, reason.Chinese); english != says[0] || chinese != says[1] {
			t.Errorf("%s: got %q, %q, want %q", raw, english, chinese, says)
		}
	}
}
