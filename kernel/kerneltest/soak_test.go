//go:build unix

package kerneltest

import (
	"flag"
	"fmt"
	"hash/fnv"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"saddle/kernel/client"
	"saddle/kernel/wire"
)

// go test ./kernel/kerneltest -run Soak -soak 1h -timeout 0 -v
var soak = flag.Duration("soak", 500*time.Millisecond, "how long TestSoak goes on")

// soakCount is what ten clients have seen.
type soakCount struct {
	cells, questions, heard          atomic.Int64
	lost, duplicated, swapped, wrong atomic.Int64
}

func (c *soakCount) String() string {
	return fmt.Sprintf("%d cells, %d other questions, %d messages heard: %d lost, %d duplicated, %d in another order, %d answered wrongly",
		c.cells.Load(), c.questions.Load(), c.heard.Load(), c.lost.Load(), c.duplicated.Load(), c.swapped.Load(), c.wrong.Load())
}

// TestSoak has ten clients ask all kinds of things of one kernel, half of them in subshells, one of them reading in spurts,
// while others are killed, stopped and slow. Nothing may be lost, come twice, or in another order, all ten hear the same,
// and when they are gone the kernel holds no more than before.
func TestSoak(t *testing.T) {
	first, connection, kernel := tcpKernel(t, `exec "$0" "$@"`)
	var count soakCount
	count.round(t, asker{first.Client, "", soakers}, 0) // so that all that is made once is made
	before := holdingOf(t, kernel.Process.Pid)
	count.soak(t, connection)
	backTo(t, kernel.Process.Pid, before)
	t.Log(&count)
	if count.lost.Load()+count.duplicated.Load()+count.swapped.Load()+count.wrong.Load() > 0 {
		t.Fail()
	}
}

const soakers = 10

// soak has ten clients ask until the time is over, and then listen to the last word.
func (c *soakCount) soak(t *testing.T, connection wire.Connection) {
	clients, ears := make([]*client.Client, soakers), make([]*ear, soakers)
	for i := range clients {
		k, err := client.Connect(t.Context(), connection)
		if err != nil {
			t.Fatal(err)
		}
		defer k.Close()
		clients[i], ears[i] = k, &ear{count: c, pauses: i == 0, sum: make(chan uint64, 1)}
		k.Listen(ears[i].hear)
	}
	say(t, clients[0], firstWord)
	c.ask(t, clients, connection)
	say(t, clients[0], lastWord)
	sums := map[uint64]int{}
	for i, e := range ears {
		select {
		case sum := <-e.sum:
			sums[sum]++
		case <-time.After(patience):
			t.Errorf("client %d has not heard the end", i)
		}
	}
	if len(sums) > 1 {
		t.Errorf("the clients have heard %d different sequences of messages", len(sums))
	}
}

// ask has all clients ask at once, among others that make trouble.
func (c *soakCount) ask(t *testing.T, clients []*client.Client, connection wire.Connection) {
	file := filepath.Join(t.TempDir(), "kernel.json")
	if err := connection.Write(file); err != nil {
		t.Fatal(err)
	}
	until := time.Now().Add(*soak)
	var asking, troubling sync.WaitGroup
	var trouble troubles
	done := make(chan struct{})
	for range 3 {
		troubling.Go(func() { trouble.make(t, file, done) })
	}
	for i, k := range clients {
		shell := ""
		if i%2 == 1 {
			shell = subshell(t, k)
		}
		asking.Go(func() {
			for turn := 0; (turn < 3 || time.Now().Before(until)) && connected(k); turn++ {
				c.round(t, asker{k, shell, i}, turn)
			}
		})
	}
	asking.Wait()
	close(done)
	troubling.Wait()
	t.Logf("%v; %d subshells are left", &trouble, subshells(t, clients[0]))
}

const firstWord, lastWord = "now begins the soak", "now ends the soak"

func say(t *testing.T, c *client.Client, word string) {
	t.Helper()
	code := fmt.Sprintf("print(%q)", word)
	if _, err := c.Execute(t.Context(), code, client.ExecuteOptions{NoHistory: true}, nil); err != nil {
		t.Fatal(err)
	}
}

// ear is what one client hears on iopub. The kernel numbers its messages, so that each has a higher number than the one
// before; sum is a hash of all numbers between the first and the last word.
type ear struct {
	count   *soakCount
	pauses  bool // reads in spurts
	highest uint64
	hash    uint64
	sum     chan uint64
}

func (e *ear) hear(m *wire.Message) {
	if m.Header.MsgType == wire.IOPubWelcomeType {
		return
	}
	e.count.heard.Add(1)
	id := m.Header.MsgID
	number, _ := strconv.ParseUint(id[strings.LastIndexByte(id, '_')+1:], 10, 64)
	switch {
	case number == e.highest:
		e.count.duplicated.Add(1)
	case number < e.highest:
		e.count.swapped.Add(1)
	}
	e.highest = max(e.highest, number)
	if m.Header.MsgType == wire.StreamType {
		e.listen(m)
	}
	h := fnv.New64a()
	fmt.Fprintln(h, e.hash, number, m.Header.MsgType)
	e.hash = h.Sum64()
	if e.pauses && number%500 == 0 {
		time.Sleep(50 * time.Millisecond)
	}
}

// listen begins to count at the first word, and ends at the last.
func (e *ear) listen(m *wire.Message) {
	var stream wire.Stream
	switch m.ReadContent(&stream); strings.TrimSpace(stream.Text) {
	case firstWord:
		e.hash = 0
	case lastWord:
		e.sum <- e.hash
	}
}

// asker is a client, the subshell it works in, if any, and its number.
type asker struct {
	*client.Client
	subshell string
	number   int
}

func subshell(t *testing.T, c *client.Client) string {
	t.Helper()
	var reply wire.CreateSubshellReply
	if err := c.Do(t.Context(), client.Request{Channel: wire.Control, Type: wire.CreateSubshellRequestType}, &reply); err != nil {
		t.Fatal(err)
	}
	return reply.SubshellID
}

// subshells is how many subshells the kernel has.
func subshells(t *testing.T, c *client.Client) int {
	t.Helper()
	var reply wire.ListSubshellReply
	if err := c.Do(t.Context(), client.Request{Channel: wire.Control, Type: wire.ListSubshellRequestType}, &reply); err != nil {
		t.Fatal(err)
	}
	return len(reply.SubshellID)
}

func connected(c *client.Client) bool {
	select {
	case <-c.Lost():
		return false
	default:
		return true
	}
}

// round sends a cell of each kind and a question after each, all at once, and looks at the answers as they come.
func (c *soakCount) round(t *testing.T, a asker, turn int) {
	var answers []func()
	for _, cell := range mixture(a.number, turn) {
		answers = append(answers, c.cell(t, a, cell), c.question(t, a, questions[len(answers)/2%len(questions)]))
	}
	for _, answer := range answers {
		answer()
	}
}

// cell sends a cell. The function it gives waits for the end, and counts what is not as it should be.
func (c *soakCount) cell(t *testing.T, a asker, cell soakCell) (answer func()) {
	var shown strings.Builder
	options := client.ExecuteOptions{NoHistory: true, ContinueOnError: true}
	call, err := a.Send(client.Request{Type: wire.ExecuteRequestType, Content: options.Content(cell.code), Subshell: a.subshell,
		Output: func(m *wire.Message) {
			if m.Header.MsgType == wire.ClearOutputType { // a bar of a long run goes, and the outputs are shown again
				shown.Reset()
			}
			shown.WriteString(shows(t, m))
		}})
	if err != nil {
		t.Error(err)
		return func() {}
	}
	c.cells.Add(1)
	return func() {
		if _, err := call.Wait(t.Context()); err != nil {
			t.Error(err)
			c.lost.Add(1)
		} else if shown.String() != cell.shows {
			t.Logf("%s\ngot  %q\nwant %q", cell.code, shown.String(), cell.shows)
			c.blame(shown.String(), cell.shows)
		}
	}
}

// blame counts how two texts differ: lines that are missing, come too often, are in another order, or were never asked for.
func (c *soakCount) blame(got, want string) {
	gotLines, wantLines := strings.Split(got, "\n"), strings.Split(want, "\n")
	times := map[string]int{}
	for _, line := range wantLines {
		times[line]++
	}
	var differ bool
	for _, line := range gotLines {
		if _, known := times[line]; !known {
			c.wrong.Add(1)
			differ = true
		}
		times[line]--
	}
	for _, n := range times {
		c.lost.Add(int64(max(n, 0)))
		if n < 0 {
			c.duplicated.Add(int64(-n))
		}
		differ = differ || n != 0
	}
	if !differ {
		c.swapped.Add(1)
	}
}

// shows is a line for what a message shows: what is printed as it is, everything else by its kind.
func shows(t *testing.T, m *wire.Message) string {
	var content struct {
		Text  string
		EName string
		Data  map[string]any
	}
	if err := m.ReadContent(&content); err != nil {
		t.Error(err)
	}
	switch m.Header.MsgType {
	case wire.StreamType:
		return content.Text
	case wire.DisplayDataType:
		return "picture\n"
	case wire.ExecuteResultType:
		return fmt.Sprintln("result", content.Data["text/plain"])
	case wire.ErrorType:
		return fmt.Sprintln("error", content.EName)
	}
	return ""
}

// question sends a request. The function it gives waits for the answer.
func (c *soakCount) question(t *testing.T, a asker, asked soakQuestion) (answer func()) {
	if asked.request.Channel == wire.Shell {
		asked.request.Subshell = a.subshell
	}
	call, err := a.Send(asked.request)
	if err != nil {
		t.Error(err)
		return func() {}
	}
	c.questions.Add(1)
	return func() {
		reply, err := call.Wait(t.Context())
		if err != nil || reply == nil {
			t.Error(asked.request.Type, err)
			c.lost.Add(1)
			return
		}
		if !strings.Contains(string(reply.Content), asked.word) {
			t.Logf("%s: %s", asked.request.Type, reply.Content)
			c.wrong.Add(1)
		}
	}
}
