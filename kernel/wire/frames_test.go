package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"testing"
)

func TestRoundTrip(t *testing.T) {
	s := signer(t, "k")
	m, err := NewSession("client").Message(ExecuteRequestType, NewExecuteRequest("∇f(1, 2) <b> & \"x\""))
	if err != nil {
		t.Fatal(err)
	}
	m.Buffers = [][]byte{{0, 1, 2}, {}, []byte(Delimiter)}
	identities := [][]byte{[]byte("proxy"), {0, 255}}
	frames, err := Encode(identities, m, s)
	if err != nil {
		t.Fatal(err)
	}
	gotIdentities, got, err := Decode(frames, s)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(gotIdentities, identities) {
		t.Errorf("identities %q, want %q", gotIdentities, identities)
	}
	if got.Header != m.Header || string(got.Content) != string(m.Content) || !reflect.DeepEqual(got.Buffers, m.Buffers) {
		t.Errorf("got %+v, want %+v", got, m)
	}
	if string(got.Parent) != "{}" || string(got.Metadata) != "{}" {
		t.Errorf("parent %s, metadata %s, want the empty objects", got.Parent, got.Metadata)
	}
}

func TestReplyCarriesTheParentHeaderVerbatim(t *testing.T) {
	header := []byte("{\"msg_type\" : \"execute_request\",\n \"unknown\":[1e400,\"\\u00e9\"], \"msg_id\":\"7\"}")
	s := signer(t, "k")
	_, request, err := Decode(signed(s, header, "{}", "{}", "{}"), s)
	if err != nil {
		t.Fatal(err)
	}
	reply, err := NewSession("kernel").Reply(request, ExecuteReplyType, ExecuteReply{Status: StatusOK})
	if err != nil {
		t.Fatal(err)
	}
	frames, err := Encode(nil, reply, s)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(frames[3], header) {
		t.Errorf("parent_header %s\nwant          %s", frames[3], header)
	}
	if got := reply.ParentHeader(); got.MsgID != "7" || got.MsgType != ExecuteRequestType {
		t.Errorf("parent header read as %+v", got)
	}
	again, err := Encode(nil, request, s)
	if err != nil || !bytes.Equal(again[2], header) {
		t.Errorf("passed on with header %s (%v), want it verbatim", again[2], err)
	}
}

func TestReplyToAMessageMadeHere(t *testing.T) {
	request, _ := NewSession("client").Message(KernelInfoRequestType, nil)
	reply, err := NewSession("kernel").Reply(request, KernelInfoReplyType, nil)
	if err != nil || reply.ParentHeader() != request.Header {
		t.Errorf("parent %+v (%v), want %+v", reply.ParentHeader(), err, request.Header)
	}
	if lone, err := NewSession("kernel").Reply(nil, StatusType, Status{StateStarting}); err != nil || lone.ParentHeader() != (Header{}) {
		t.Errorf("without a parent: %+v, %v", lone, err)
	}
}

func TestDecodeFaults(t *testing.T) {
	s := signer(t, "k")
	const header = `{"msg_type":"x","msg_id":"1"}`
	good := signed(s, []byte(header), "{}", "{}", "{}")
	replace := func(at int, frame string) [][]byte {
		frames := append([][]byte{}, good...)
		frames[at] = []byte(frame)
		return frames
	}
	for name, test := range map[string]struct {
		frames [][]byte
		want   error
	}{
		"nothing":             {nil, ErrNoDelimiter},
		"no delimiter":        {good[1:], ErrNoDelimiter},
		"only a delimiter":    {good[:1], ErrTooShort},
		"no content":          {good[:5], ErrTooShort},
		"another signature":   {replace(1, "00"), ErrSignature},
		"changed content":     {replace(5, `{"a":1}`), ErrSignature},
		"list as header":      {signed(s, []byte(`[]`), "{}", "{}", "{}"), ErrNotObject},
		"null as content":     {signed(s, []byte(header), "{}", "{}", "null"), ErrNotObject},
		"empty metadata":      {signed(s, []byte(header), "{}", "", "{}"), ErrNotObject},
		"broken parent":       {signed(s, []byte(header), "{", "{}", "{}"), ErrNotObject},
		"NaN in content":      {signed(s, []byte(header), "{}", "{}", `{"x":NaN}`), ErrNotObject},
		"two objects":         {signed(s, []byte(header), "{}", "{}", `{}{}`), ErrNotObject},
		"no type":             {signed(s, []byte(`{"msg_id":"1"}`), "{}", "{}", "{}"), ErrNoType},
		"number as type":      {signed(s, []byte(`{"msg_type":3}`), "{}", "{}", "{}"), ErrNoType},
		"nested without end":  {signed(s, []byte(header), "{}", "{}", `{"a":`+string(bytes.Repeat([]byte("["), 200000))), ErrNotObject},
		"bad signature first": {replace(5, "not JSON at all"), ErrSignature},
	} {
		_, m, err := Decode(test.frames, s)
		if !errors.Is(err, test.want) || m != nil {
			t.Errorf("%s: message %v, error %v, want %v", name, m, err, test.want)
		}
	}
	if _, _, err := Decode(good, s); err != nil {
		t.Errorf("the good one: %v", err)
	}
}

func TestHeaderIsReadLeniently(t *testing.T) {
	header := `{"msg_type":"x","msg_id":"1","version":5,"date":null,"username":["a"],"session":"s","subshell_id":null}`
	_, m, err := Decode(signed(nil, []byte(header), "{}", "{}", "{}"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if want := (Header{MsgType: "x", MsgID: "1", Session: "s"}); m.Header != want {
		t.Errorf("header %+v, want %+v", m.Header, want)
	}
}

func TestEncodeRefusesWhatIsNotJSON(t *testing.T) {
	for _, m := range []*Message{
		{Header: Header{MsgType: "x"}, Content: json.RawMessage(`{"x":NaN}`)},
		{Header: Header{MsgType: "x"}, Metadata: json.RawMessage(`[1]`)},
		{Header: Header{MsgType: "x"}, Parent: json.RawMessage(`{`)},
	} {
		frames, err := Encode(nil, m, nil)
		if !errors.Is(err, ErrNotObject) || frames != nil {
			t.Errorf("%+v: frames %q, error %v", m, frames, err)
		}
	}
}

func TestMessageIDsAreUnique(t *testing.T) {
	s := NewSession("kernel")
	seen := map[string]bool{}
	for range 1000 {
		m, err := s.Message(StatusType, Status{StateBusy})
		if err != nil || seen[m.Header.MsgID] || m.Header.Session != s.ID() {
			t.Fatalf("message %+v, %v", m.Header, err)
		}
		seen[m.Header.MsgID] = true
	}
	if NewSession("kernel").ID() == s.ID() {
		t.Error("two sessions with one id")
	}
}

// signed makes frames with the given parts, whatever they are, and the signature that belongs to them.
func signed(s *Signer, header []byte, parent, metadata, content string) [][]byte {
	parts := [][]byte{header, []byte(parent), []byte(metadata), []byte(content)}
	return append([][]byte{[]byte(Delimiter), s.Sign(parts[0], parts[1], parts[2], parts[3])}, parts...)
}

func FuzzDecode(f *testing.F) {
	s := signer(f, "k")
	f.Add([]byte("id\n<IDS|MSG>\n\n{\"msg_type\":\"x\"}\n{}\n{}\n{}\nbuffer"), false)
	f.Add([]byte("<IDS|MSG>\n00\n{\"msg_type\":\"x\"}\n{}\n{}\n{}"), true)
	f.Add([]byte("<IDS|MSG>\n\n{}"), false)
	f.Fuzz(func(t *testing.T, raw []byte, withKey bool) {
		var used *Signer
		if withKey {
			used = s
		}
		frames := bytes.Split(raw, []byte("\n"))
		identities, m, err := Decode(frames, used)
		if (m == nil) == (err == nil) {
			t.Fatalf("message %v and error %v", m, err)
		}
		if err != nil {
			return
		}
		again, err := Encode(identities, m, used)
		if err != nil {
			t.Fatalf("decoded %q but cannot encode: %v", frames, err)
		}
		if _, second, err := Decode(again, used); err != nil || second.Header != m.Header || !bytes.Equal(second.Content, m.Content) {
			t.Fatalf("second reading: %+v, %v", second, err)
		}
	})
}

// FuzzContent feeds any JSON to every content struct: none may panic.
func FuzzContent(f *testing.F) {
	for _, seed := range []string{`{}`, `null`, `{"code":1}`, `{"history":[[1,2,["a",null]]]}`, `{"history":[[1,2]]}`, `{"silent":null}`, `[]`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		for _, content := range contents() {
			m := &Message{Content: raw}
			if m.ReadContent(content) != nil {
				continue
			}
			if _, err := NewSession("").Message("x", content); err != nil {
				t.Fatalf("%T from %q cannot be written again: %v", content, raw, err)
			}
		}
	})
}

func contents() []any {
	return []any{new(ExecuteRequest), new(ExecuteReply), new(InspectRequest), new(InspectReply), new(CompleteRequest),
		new(CompleteReply), new(IsCompleteRequest), new(IsCompleteReply), new(HistoryRequest), new(HistoryReply),
		new(KernelInfoReply), new(CommInfoRequest), new(CommInfoReply), new(CommOpen), new(CommMsg),
		new(CommClose), new(ShutdownRequest), new(ShutdownReply), new(OKReply), new(ErrorReply), new(UsageReply),
		new(CreateSubshellReply), new(DeleteSubshellRequest), new(ListSubshellReply), new(Stream), new(DisplayData),
		new(UpdateDisplayData), new(ExecuteInput), new(ExecuteResult), new(Error), new(Status), new(ClearOutput),
		new(IOPubWelcome), new(InputRequest), new(InputReply), new(HandshakeRequest)}
}

func BenchmarkEncode(b *testing.B) {
	s := signer(b, "a-key-of-the-usual-length-of-uuids")
	session := NewSession("kernel")
	parent, _ := session.Message(ExecuteRequestType, NewExecuteRequest("1 + 1"))
	for name, size := range map[string]int{"status": 0, "picture": 200_000} {
		content := Object{"data": Object{"image/png": string(bytes.Repeat([]byte("A"), size))}}
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				m, err := session.Reply(parent, DisplayDataType, content)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := Encode(nil, m, s); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkDecode(b *testing.B) {
	s := signer(b, "a-key-of-the-usual-length-of-uuids")
	m, _ := NewSession("client").Message(ExecuteRequestType, NewExecuteRequest("f(x, y) = x^2 − y^2"))
	frames, _ := Encode([][]byte{[]byte("client")}, m, s)
	for b.Loop() {
		if _, _, err := Decode(frames, s); err != nil {
			b.Fatal(err)
		}
	}
}

func ExampleSession_Reply() {
	kernel, client := NewSession("kernel"), NewSession("anna")
	request, _ := client.Message(IsCompleteRequestType, IsCompleteRequest{Code: "f(x) = {"})
	reply, _ := kernel.Reply(request, ReplyType(request.Header.MsgType), IsCompleteReply{Status: CodeIncomplete, Indent: "  "})
	fmt.Println(reply.Header.MsgType, string(reply.Content), reply.ParentHeader().Username)
	// Output: is_complete_reply {"indent":"  ","status":"incomplete"} anna
}
