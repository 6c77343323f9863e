//go:build linux

package kerneltest

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// memoryGroup makes a control group with as many bytes of memory as a container may have, swap included, and is the file
// that a process enters it by. It is skipped where the tests may make none.
func memoryGroup(t *testing.T, bytes int) (enter string) {
	t.Helper()
	name := fmt.Sprintf("saddle-test-%d", os.Getpid())
	for root, limits := range map[string][]string{
		"/sys/fs/cgroup/memory": {"memory.limit_in_bytes", "memory.memsw.limit_in_bytes"},
		"/sys/fs/cgroup":        {"memory.max", "memory.swap.max"},
	} {
		group := filepath.Join(root, name)
		if _, err := os.Stat(filepath.Join(root, "cgroup.procs")); err != nil || os.Mkdir(group, 0o755) != nil {
			continue
		}
		if os.WriteFile(filepath.Join(group, limits[0]), []byte(strconv.Itoa(bytes)), 0o644) != nil {
			os.Remove(group)
			continue
		}
		_ = os.WriteFile(filepath.Join(group, limits[1]), []byte(strconv.Itoa(bytes)), 0o644) // not every system counts swap
		t.Cleanup(func() {
			for begun := time.Now(); os.Remove(group) != nil && time.Since(begun) < 5*time.Second; time.Sleep(20 * time.Millisecond) {
			}
		})
		return filepath.Join(group, "cgroup.procs")
	}
	t.Skip("these tests may not make a control group with a limit of memory")
	return ""
}

// TestContainer has a kernel in a container of 512 MB do what asks for more, as often as a student may: each cell fails
// with an error, the process lives on, and the limit that the error advises is no more than there is.
func TestContainer(t *testing.T) {
	if racing {
		t.Skip("the race detector keeps memory of its own")
	}
	enter := memoryGroup(t, 512<<20)
	n, _, _ := tcpKernel(t, `echo $$ > `+enter+`; exec "$0" "$@"`)
	n.run("kept = 7")
	for _, greedy := range []string{
		"y = [i^2 for i in 1..30000000];", "z = [i^2 for i in 1..30000000];",
		"limit(0.6)",
		"L = [rand(1000, 1000) for i in 1..200];",
		"A = rand(3000, 3000); B = A A; C = A B; D = B C; E = C D;",
		"m = [[i, j, k] for i in 1..300 for j in 1..300 for k in 1..300];",
		"limit(900)",
	} {
		got := n.run(greedy)
		if !strings.Contains(got, "MemoryError") && !strings.Contains(got, "LimitError") && !strings.Contains(got, "more than a notebook can use here") {
			t.Errorf("%q gives %.200q", greedy, got)
		}
		if got := n.run("kept + sum(ones(1000))"); got != "1007\n" {
			t.Fatalf("after %q a cell gives %.200q", greedy, got)
		}
	}
}
