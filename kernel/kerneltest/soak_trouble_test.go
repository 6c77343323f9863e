//go:build unix

package kerneltest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"saddle/kernel/client"
	"saddle/kernel/wire"
)

// listenTo, in the environment, makes the test's program a client that hears a kernel's outputs until it is killed; manner
// says how.
const (
	listenTo = "SADDLE_TEST_LISTEN_TO"
	manner   = "SADDLE_TEST_MANNER"
)

// manners are what such clients do; "" only hears.
var manners = map[string]func(*client.Client) error{
	"": func(*client.Client) error { return nil },
	"slow": func(c *client.Client) error {
		c.Listen(func(*wire.Message) { time.Sleep(10 * time.Millisecond) })
		return nil
	},
	"asking": func(c *client.Client) error {
		var sub wire.CreateSubshellReply
		err := c.Do(context.Background(), client.Request{Channel: wire.Control, Type: wire.CreateSubshellRequestType}, &sub)
		go func() {
			for err == nil {
				_, err = c.Execute(context.Background(), "print(\"nobody hears the end\")\nplot((x, y) -> x^2 - y^2)",
					client.ExecuteOptions{Subshell: sub.SubshellID, NoHistory: true}, nil)
			}
		}()
		return err
	},
}

func init() {
	file := os.Getenv(listenTo)
	if file == "" {
		return
	}
	connection, err := wire.ReadConnection(file)
	if err == nil {
		var c *client.Client
		if c, err = client.Connect(context.Background(), connection); err == nil {
			err = manners[os.Getenv(manner)](c)
		}
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("listening")
	for parent := os.Getppid(); os.Getppid() == parent; time.Sleep(time.Second) { // a test that is killed leaves nobody behind
	}
	os.Exit(1)
}

// otherClient starts a client that is a process of its own, and waits until it hears.
func otherClient(connectionFile, how string) (*exec.Cmd, error) {
	other := exec.Command(os.Args[0])
	other.Env = append(os.Environ(), listenTo+"="+connectionFile, manner+"="+how)
	out, err := other.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := other.Start(); err != nil {
		return nil, err
	}
	said := make([]byte, 200)
	n, err := out.Read(said)
	if err == nil && !strings.HasPrefix(string(said[:n]), "listening") {
		err = fmt.Errorf("the client says %s", said[:n])
	}
	if err != nil {
		other.Process.Kill()
		other.Wait()
	}
	return other, err
}

// troubles are clients that are killed in the middle of their questions, stopped and killed, stopped and woken, or slow.
type troubles struct{ killed, stopped, woken, slow atomic.Int64 }

func (c *troubles) String() string {
	return fmt.Sprintf("%d clients killed, %d stopped and killed, %d stopped and woken, %d slow",
		c.killed.Load(), c.stopped.Load(), c.woken.Load(), c.slow.Load())
}

// make makes trouble until done is closed, at least once of each kind.
func (c *troubles) make(t *testing.T, connectionFile string, done <-chan struct{}) {
	for turn := 0; turn < 4 || !closed(done); turn++ {
		how := []string{"asking", "asking", "asking", "slow"}[turn%4]
		other, err := otherClient(connectionFile, how)
		if err != nil {
			t.Error(err)
			return
		}
		pause := func(most time.Duration) {
			select {
			case <-time.After(time.Duration(rand.Int64N(int64(most)))):
			case <-done:
			}
		}
		pause(500 * time.Millisecond)
		switch turn % 4 {
		case 0:
			c.killed.Add(1)
		case 1, 2:
			other.Process.Signal(syscall.SIGSTOP)
			pause(5 * time.Second)
			c.stopped.Add(int64(turn % 4 % 2))
			if turn%4 == 2 {
				c.woken.Add(1)
				other.Process.Signal(syscall.SIGCONT)
				pause(time.Second)
			}
		case 3:
			pause(5 * time.Second)
			c.slow.Add(1)
		}
		other.Process.Kill()
		other.Wait()
	}
}

func closed(done <-chan struct{}) bool {
	select {
	case <-done:
		return true
	default:
		return false
	}
}

// holding is what a process has of the system.
type holding struct{ files, threads, memory int }

func (h holding) String() string {
	return fmt.Sprintf("%d files, %d threads, %d MB", h.files, h.threads, h.memory>>20)
}

// holdingOf looks at a process.
func holdingOf(t *testing.T, process int) holding {
	t.Helper()
	folder := filepath.Join("/proc", strconv.Itoa(process))
	files, err := os.ReadDir(filepath.Join(folder, "fd"))
	if err != nil {
		t.Skip("this system does not tell what a process holds")
	}
	threads, err := os.ReadDir(filepath.Join(folder, "task"))
	if err != nil {
		t.Skip("this system does not tell what a process holds")
	}
	return holding{len(files), len(threads), residentMemory(t, process)}
}

// backTo waits until a process holds what it held before: as many files, a few threads more at most (Go keeps those that
// a system call has needed), and not much more memory.
func backTo(t *testing.T, process int, before holding) {
	t.Helper()
	const (
		threads = 8
		memory  = 48 << 20
	)
	var now holding
	for begun := time.Now(); time.Since(begun) < patience; time.Sleep(100 * time.Millisecond) {
		now = holdingOf(t, process)
		if now.files <= before.files && now.threads <= before.threads+threads && (racing || now.memory <= before.memory+memory) {
			t.Logf("before: %v; %v after the end: %v; settled: %v", before, time.Since(begun).Round(time.Millisecond), now, settled(t, process))
			return
		}
	}
	t.Errorf("the kernel held %v at the start, and %v after the end: %v", before, patience, now)
}

// settled waits until a process gives no more memory back, a while at most.
func settled(t *testing.T, process int) holding {
	t.Helper()
	now := holdingOf(t, process)
	for steady := 0; steady < 3; {
		time.Sleep(time.Second)
		before := now.memory
		if now = holdingOf(t, process); now.memory < before-1<<20 {
			steady = 0
		} else {
			steady++
		}
	}
	return now
}
