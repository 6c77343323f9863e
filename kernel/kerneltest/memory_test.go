//go:build linux

package kerneltest

import (
	"strings"
	"testing"
)

// TestMemoryThatALimitLeaves has a kernel under limits of the process run out of memory again and again: the cell fails,
// and the next one works.
func TestMemoryThatALimitLeaves(t *testing.T) {
	if racing {
		t.Skip("the race detector maps far more than it uses")
	}
	for _, limit := range []string{"ulimit -v 2097152", "ulimit -d 600000"} {
		n, _, _ := tcpKernel(t, limit+`; exec "$0" "$@"`)
		for _, greedy := range []string{
			"y = [i^2 for i in 1..30000000]; z = [i^2 for i in 1..30000000];",
			"L = [rand(600, 600) for i in 1..2000];",
			"v = rand(500000); w = [v + i for i in 1..500];",
			"m = [[i, j, k] for i in 1..300 for j in 1..300 for k in 1..300];",
		} {
			if got := n.run(greedy); !strings.Contains(got, "MemoryError") && !strings.Contains(got, "LimitError") {
				t.Errorf("%s: %s gives %.200s", limit, greedy, got)
			}
			if got := n.run("sum(rand(100, 100)) > 0"); strings.TrimSpace(got) != "true" {
				t.Fatalf("%s: after %s a cell gives %.200s", limit, greedy, got)
			}
		}
		if got := n.run("limit(900)"); !strings.Contains(got, "more than a notebook can use here") {
			t.Errorf("%s: limit(900) gives %s", limit, got)
		}
	}
}
