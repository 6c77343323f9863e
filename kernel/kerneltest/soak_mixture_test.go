//go:build unix

package kerneltest

import (
	"fmt"
	"strings"

	"saddle/kernel/client"
	"saddle/kernel/wire"
)

// soakCell is a cell and what it shows, line by line.
type soakCell struct{ code, shows string }

// mixture is cells of all kinds. Their names belong to one client, since all share one notebook.
func mixture(number, turn int) []soakCell {
	f, lines := fmt.Sprintf("f%d", number), ""
	var printing strings.Builder
	for k := range 30 {
		lines += fmt.Sprintln("line", number, turn, k)
		fmt.Fprintf(&printing, "print(\"line\", %d, %d, %d)\n", number, turn, k)
	}
	return []soakCell{
		{fmt.Sprintf("%d + %d", number, turn), fmt.Sprintf("result %d\n", number+turn)},
		{printing.String(), lines},
		{fmt.Sprintf("%s(x, y) = %d x^2 - y^2\n∇%s(1, %d)", f, turn+1, f, number+1), fmt.Sprintf("result (%d, %d)\n", 2*turn+2, -2*number-2)},
		{fmt.Sprintf("nosuchname%d", number), "error NameError\n"},
		{fmt.Sprintf("print(%d)\nprint(\"π\")\nwarn(\"μ\")\n%d", number, turn), fmt.Sprintf("%d\nπ\nμ\nresult %d\n", number, turn)},
		{fmt.Sprintf("plot(x -> %d x^2, x = -1..1, width = 200, height = 150)\n%d", turn, number), fmt.Sprintf("picture\nresult %d\n", number)},
		{fmt.Sprintf("r%d = run(momentum, (x, y) -> x^2 - y^2, from = (1, 1e-3), steps = %d);\nr%d.steps", number, 50+turn%50, number),
			fmt.Sprintf("result %d\n", 50+turn%50)},
	}
}

// soakQuestion is a request with a word of its answer.
type soakQuestion struct {
	request client.Request
	word    string
}

// questions are requests that run nothing.
var questions = []soakQuestion{
	{client.Request{Type: wire.CompleteRequestType, Content: wire.CompleteRequest{Code: "mome", CursorPos: 4}}, `"momentum"`},
	{client.Request{Type: wire.InspectRequestType, Content: wire.InspectRequest{Code: "hessian", CursorPos: 3}}, `"found":true`},
	{client.Request{Type: wire.IsCompleteRequestType, Content: wire.IsCompleteRequest{Code: "f(x) = ("}}, `"incomplete"`},
	{client.Request{Type: wire.HistoryRequestType, Content: wire.HistoryRequest{HistAccessType: "tail", N: new(3)}}, `"history"`},
	{client.Request{Type: wire.CommInfoRequestType, Content: wire.CommInfoRequest{}}, `"comms"`},
	{client.Request{Type: wire.KernelInfoRequestType}, `"protocol_version"`},
	{client.Request{Channel: wire.Control, Type: wire.UsageRequestType}, `"kernel_cpu"`},
}
