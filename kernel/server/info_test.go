package server_test

import (
	"encoding/json"
	"strings"
	"testing"

	"saddle/kernel/client"
	"saddle/kernel/wire"
)

func TestKernelInfo(t *testing.T) {
	_, s := open(t)
	for _, channel := range []wire.Channel{wire.Shell, wire.Control} {
		call := s.send(client.Request{Channel: channel, Type: wire.KernelInfoRequestType})
		messages := call.wait()
		expect(t, transcript(messages), "busy", "kernel_info_reply ok", "idle")
		want := `{"status":"ok","protocol_version":"5.5","implementation":"fake","implementation_version":"1.2",` +
			`"language_info":{"name":"fake","version":"1.2","mimetype":"text/x-fake","file_extension":".fake",` +
			`"codemirror_mode":{"mime":"text/x-octave","name":"fake","version":1}},"banner":"fake 1.2","debugger":false,` +
			`"help_links":[{"text":"Fake","url":"https://example.org"}],"supported_features":["kernel subshells"]}`
		if got := string(messages[1].Content); got != want {
			t.Errorf("got:\n%s\nwant:\n%s", got, want)
		}
	}
}

func TestCompletionPositions(t *testing.T) {
	_, s := open(t)
	for name, test := range map[string]struct {
		code       string
		cursor     int
		version    string
		matches    string
		start, end int
	}{
		"plain":                  {"a bc", 4, "", "bc1 bc2", 2, 4},
		"in the middle":          {"a bc", 3, "", "b1 b2", 2, 3},
		"code points":            {"𝑥 𝑦𝑧 w", 4, "", "𝑦𝑧1 𝑦𝑧2", 2, 4},
		"UTF-16, beyond the end": {"𝑥 𝑦𝑧", 7, "5.3", "𝑦𝑧1 𝑦𝑧2", 3, 7},
		"UTF-16, old client":     {"𝑥 𝑦𝑧 w", 7, "5.0", "𝑦𝑧1 𝑦𝑧2", 3, 7},
		"far beyond":             {"ab", 99, "", "ab1 ab2", 0, 2},
		"negative":               {"ab", -1, "", "", 0, 0},
		"nothing":                {"ab ", 3, "", "", 3, 3},
		"odd version":            {"𝑥𝑦", 2, "new", "𝑥𝑦1 𝑥𝑦2", 0, 2},
	} {
		t.Run(name, func(t *testing.T) {
			var reply wire.CompleteReply
			asked := wire.CompleteRequest{Code: test.code, CursorPos: test.cursor}
			if err := s.Do(s.ctx, client.Request{Type: wire.CompleteRequestType, Content: asked, Version: test.version}, &reply); err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(reply.Matches, " "); got != test.matches || reply.CursorStart != test.start || reply.CursorEnd != test.end {
				t.Errorf("%q for %d…%d", got, reply.CursorStart, reply.CursorEnd)
			}
			checkTypes(t, reply)
		})
	}
}

// checkTypes demands one typed entry for every match.
func checkTypes(t *testing.T, reply wire.CompleteReply) {
	t.Helper()
	raw, _ := json.Marshal(reply.Metadata[wire.CompletionTypesKey])
	var types []wire.CompletionType
	if err := json.Unmarshal(raw, &types); err != nil || len(types) != len(reply.Matches) {
		t.Fatalf("types %s for matches %q", raw, reply.Matches)
	}
	for i, typed := range types {
		if typed.Text != reply.Matches[i] || typed.Start != reply.CursorStart || typed.End != reply.CursorEnd || typed.Type == "" {
			t.Errorf("entry %+v for match %q", typed, reply.Matches[i])
		}
	}
}

func TestInspectionLevels(t *testing.T) {
	_, s := open(t)
	for _, test := range []struct {
		code          string
		cursor, level int
		want          string
	}{
		{"f", 1, 0, "f at 1 level 0"},
		{"f", 1, 1, "f at 1 level 1"},
		{"f", 9, 7, "f at 1 level 1"},
		{"", 0, 0, "<nil>"},
	} {
		reply, err := s.Inspect(s.ctx, test.code, test.cursor, test.level)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := reply.Data["text/plain"].(string)
		if !ok {
			got = "<nil>"
		}
		if got != test.want || reply.Found != ok || reply.Metadata == nil {
			t.Errorf("%q: %+v", test.code, reply)
		}
	}
}

func TestIsComplete(t *testing.T) {
	_, s := open(t)
	for code, want := range map[string]string{
		"f(":  `{"indent":"  ","status":"incomplete"}`,
		"f)":  `{"status":"invalid"}`,
		"f()": `{"status":"invalid"}`,
		"f":   `{"status":"complete"}`,
	} {
		messages := s.send(client.Request{Type: wire.IsCompleteRequestType, Content: wire.IsCompleteRequest{Code: code}}).wait()
		if got := string(messages[1].Content); got != want {
			t.Errorf("%q: %s", code, got)
		}
	}
}
