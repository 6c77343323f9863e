//go:build unix

package main

import (
	"flag"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"saddle/kernel/client"
	"saddle/kernel/wire"
)

// go test . -run Soak -soak 1h -timeout 0
var soak = flag.Duration("soak", 500*time.Millisecond, "how long TestSoak goes on")

// TestSoak has ten clients run cells of all kinds in one kernel, and counts the answers that are not whole and in order.
func TestSoak(t *testing.T) {
	_, connection, _ := tcpKernel(t, `exec "$0" "$@"`)
	var cells, wrong atomic.Int64
	until := time.Now().Add(*soak)
	var all sync.WaitGroup
	for number := range 10 {
		c, err := client.Connect(t.Context(), connection)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(c.Close)
		all.Go(func() {
			for turn := 0; turn < 3 || time.Now().Before(until); turn++ {
				for code, want := range mixture(number, turn) {
					got, err := transcript(t, c, code)
					if cells.Add(1); err != nil || got != want {
						wrong.Add(1)
						t.Logf("%s\ngot  %q, %v\nwant %q", code, got, err, want)
					}
				}
			}
		})
	}
	all.Wait()
	t.Logf("%d cells, %d of them not answered as they should be", cells.Load(), wrong.Load())
	if wrong.Load() > 0 {
		t.Fail()
	}
}

// mixture is cells with what they show. Their names belong to one client, since all share one notebook.
func mixture(number, turn int) map[string]string {
	f, lines := fmt.Sprintf("f%d", number), ""
	var printing strings.Builder
	for k := range 30 {
		lines += fmt.Sprintln("line", number, turn, k)
		fmt.Fprintf(&printing, "print(\"line\", %d, %d, %d)\n", number, turn, k)
	}
	return map[string]string{
		fmt.Sprintf("%d + %d", number, turn): fmt.Sprintf("result %d\n", number+turn),
		printing.String():                    lines,
		fmt.Sprintf("%s(x, y) = %d x^2 - y^2\n∇%s(1, %d)", f, turn+1, f, number+1):               fmt.Sprintf("result (%d, %d)\n", 2*turn+2, -2*number-2),
		fmt.Sprintf("nosuchname%d", number):                                                      "error NameError\n",
		fmt.Sprintf("print(%d)\nprint(\"π\")\nwarn(\"μ\")\n%d", number, turn):                    fmt.Sprintf("%d\nπ\nμ\nresult %d\n", number, turn),
		fmt.Sprintf("plot(x -> %d x^2, x = -1..1, width = 200, height = 150)\n%d", turn, number): fmt.Sprintf("picture\nresult %d\n", number),
	}
}

// transcript is what a cell shows, in order: what is printed as it is, everything else by its kind.
func transcript(t *testing.T, c *client.Client, code string) (string, error) {
	var out strings.Builder
	_, err := c.Execute(t.Context(), code, client.ExecuteOptions{NoHistory: true, ContinueOnError: true}, func(m *wire.Message) {
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
			out.WriteString(content.Text)
		case wire.DisplayDataType:
			out.WriteString("picture\n")
		case wire.ExecuteResultType:
			fmt.Fprintln(&out, "result", content.Data["text/plain"])
		case wire.ErrorType:
			fmt.Fprintln(&out, "error", content.EName)
		}
	})
	return out.String(), err
}
