package kerneltest

import (
	"fmt"
	"strings"
	"testing"

	"saddle/kernel/client"
	"saddle/kernel/wire"
)

// openSubshell opens a subshell and is its id.
func (n *kernelProcess) openSubshell() string {
	n.t.Helper()
	var reply wire.CreateSubshellReply
	if err := n.Do(n.ctx, client.Request{Channel: wire.Control, Type: wire.CreateSubshellRequestType}, &reply); err != nil {
		n.t.Fatal(err)
	}
	return reply.SubshellID
}

// aside runs a cell in a subshell.
func (n *kernelProcess) aside(subshell, code string) *cell {
	n.t.Helper()
	return n.begin(client.Request{Type: wire.ExecuteRequestType, Content: client.ExecuteOptions{}.Content(code), Subshell: subshell}).wait()
}

// TestSubshellWhileComputing runs cells beside one that computes: they know what was defined when they began, define and
// forget names for each other, and what they have left is there for the notebook.
func TestSubshellWhileComputing(t *testing.T) {
	n := startKernel(t)
	n.run("a = 1; gone = 5; f(x) = a x")
	sub, other := n.openSubshell(), n.openSubshell()
	long := n.cell("b = 2; print(\"begun\")\nsum(sum(sin(j k) for k in 1..1000000) for j in 1..1000000)").until(wire.StreamType)
	for _, step := range []struct{ shell, code, shows string }{
		{sub, "a + b", "3\n"},
		{sub, "a = 10; g(x) = f(x) + a; forget(gone)", "note: a was 1; f uses it\n"},
		{other, "g(2)", "30\n"},
		{other, "gone", "NameError"},
		{sub, "c = 7\nnosuchname", "NameError"},
		{other, "c", "7\n"},
		{sub, "digits(3)", ""},
		{other, "π", "3.14"},
		{sub, "plot(x -> a x, x = 0..1)\n", "curve"},
	} {
		if got := n.aside(step.shell, step.code).text(); !strings.HasPrefix(got, step.shows) {
			t.Errorf("beside the long cell %q shows %.200q, not %q", step.code, got, step.shows)
		}
	}
	reply, err := n.begin(client.Request{Type: wire.ExecuteRequestType, Subshell: sub,
		Content: client.ExecuteOptions{UserExpressions: map[string]string{"v": "c^2"}}.Content("c = 8;")}).Wait(n.ctx)
	if err != nil || !strings.Contains(string(reply.Content), `"text/plain":"64"`) {
		t.Errorf("a user expression beside the long cell: %v %s", err, reply.Content)
	}
	if err := n.Interrupt(n.ctx); err != nil {
		t.Fatal(err)
	}
	if got := long.wait().text(); !strings.Contains(got, "Interrupted") {
		t.Errorf("the long cell ended with %s", got)
	}
	if got := n.run("print(a, b, c, g(1))"); got != "10 2 8 20\n" {
		t.Errorf("afterwards the notebook knows %s", got)
	}
}

// TestSubshellsDefineSideBySide loses no definition of many cells that run at once.
func TestSubshellsDefineSideBySide(t *testing.T) {
	n := startKernel(t)
	const shells, turns = 8, 10
	var cells []*cell
	for i := range shells {
		sub := n.openSubshell()
		for k := range turns {
			content := client.ExecuteOptions{}.Content(fmt.Sprintf("v%d_%d = %d; w%d = sum(sin(j) for j in 1..%d);", i, k, 100*i+k, i, 1000*k+1))
			cells = append(cells, n.begin(client.Request{Type: wire.ExecuteRequestType, Content: content, Subshell: sub}))
		}
	}
	for _, c := range cells {
		if got := c.wait().text(); got != "" {
			t.Fatal(got)
		}
	}
	var names []string
	want := 0
	for i := range shells {
		for k := range turns {
			names = append(names, fmt.Sprintf("v%d_%d", i, k))
			want += 100*i + k
		}
	}
	if got := n.run(strings.Join(names, " + ")); got != fmt.Sprintln(want) {
		t.Errorf("the sum of what the subshells defined is %s, not %d", got, want)
	}
}
