package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"saddle/kernel/wire"
)

// heard is a message as the page gets it.
type heard struct {
	Channel string
	Header  wire.Header
	Parent  wire.Header `json:"parent_header"`
	Content map[string]any
}

// conversation is a kernel that is served to a test.
type conversation struct {
	*testing.T
	receive Receiver
	posted  chan heard
	count   int
}

func converse(t *testing.T, page Page) *conversation {
	c := &conversation{T: t, posted: make(chan heard, 1000)}
	ready := make(chan Receiver, 1)
	page.Ready = func(r Receiver) { ready <- r }
	page.Post = func(text string, _ [][]byte) {
		var m heard
		if err := json.Unmarshal([]byte(text), &m); err != nil {
			t.Errorf("posted %s: %v", text, err)
		}
		c.posted <- m
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- Serve(ctx, page, "1.2.3") }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	c.receive = <-ready
	return c
}

func (c *conversation) say(channel, msgType, content string) (id string) {
	c.Helper()
	c.count++
	id = fmt.Sprint("m", c.count)
	text := fmt.Sprintf(`{"channel": %q, "header": {"msg_id": %q, "session": "page", "msg_type": %q}, "content": %s}`, channel, id, msgType, content)
	if err := c.receive(text, nil); err != nil {
		c.Fatal(err)
	}
	return id
}

// hear waits for a message of a type that answers a request.
func (c *conversation) hear(msgType, request string) heard {
	c.Helper()
	late := time.After(time.Minute)
	for {
		select {
		case m := <-c.posted:
			if m.Header.MsgType == msgType && m.Parent.MsgID == request {
				return m
			}
		case <-late:
			c.Fatalf("no %s", msgType)
		}
	}
}

func TestConversation(t *testing.T) {
	c := converse(t, Page{})
	info := c.hear("kernel_info_reply", c.say("shell", "kernel_info_request", "{}"))
	if info.Channel != "shell" || info.Content["implementation_version"] != "1.2.3" {
		t.Errorf("%+v", info)
	}
	result := c.hear("execute_result", c.say("shell", "execute_request", `{"code": "1/3 + 1", "store_history": true}`))
	if said := fmt.Sprint(result.Content["data"]); result.Channel != "iopub" || !strings.Contains(said, "1.3333") {
		t.Errorf("%+v", result)
	}
	run := c.say("shell", "execute_request", `{"code": "a = ask(\"how many?\")\na", "allow_stdin": true}`)
	question := c.hear("input_request", run)
	c.say("stdin", "input_reply", `{"value": "7"}`)
	if answer := c.hear("execute_result", run); question.Channel != "stdin" || !strings.Contains(fmt.Sprint(answer.Content["data"]), "7") {
		t.Errorf("%+v", answer)
	}
}

// Cells keep their order however many wait.
func TestOrder(t *testing.T) {
	c := converse(t, Page{})
	last := ""
	for i := range 200 {
		last = c.say("shell", "execute_request", fmt.Sprintf(`{"code": "a%d = %d", "silent": false, "store_history": true}`, i, i))
	}
	reply := c.hear("execute_reply", last)
	if reply.Content["execution_count"] != 200.0 {
		t.Errorf("%+v", reply)
	}
}

func TestMessagesPassedOver(t *testing.T) {
	c := converse(t, Page{})
	for _, text := range []string{"", "{}", `{"channel": "iopub", "header": {"msg_type": "x"}}`, `{"channel": "shell", "header": 3}`, `{"channel": "shell", "header": {}}`} {
		if err := c.receive(text, nil); err == nil {
			t.Errorf("%q is taken for a message", text)
		}
	}
}
