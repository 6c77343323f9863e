//go:build unix

package server_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"saddle/kernel/client"
	"saddle/kernel/server"
	"saddle/kernel/transport"
	"saddle/kernel/wire"
)

// The test binary is also the kernel process, and a parent for one, when these
// are set.
const (
	kernelEnv = "SADDLE_TEST_KERNEL" // a connection file
	parentEnv = "SADDLE_TEST_PARENT" // a connection file for the child
)

func TestMain(m *testing.M) {
	switch {
	case os.Getenv(kernelEnv) != "":
		os.Exit(kernelProcess(os.Getenv(kernelEnv)))
	case os.Getenv(parentEnv) != "":
		os.Exit(parentProcess(os.Getenv(parentEnv)))
	}
	os.Exit(m.Run())
}

// kernelProcess is what `saddle kernel` does, with the fake language.
func kernelProcess(file string) int {
	connection, err := wire.ReadConnection(file)
	if err == nil {
		var sockets *transport.Transport
		if sockets, err = transport.Listen(connection, transport.Options{}); err == nil {
			defer sockets.Close()
			err = server.Serve(context.Background(), sockets, newFake(), server.Options{})
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// parentProcess starts a kernel and waits for its own end.
func parentProcess(file string) int {
	kernel := exec.Command(os.Args[0])
	kernel.Env = append(os.Environ(), parentEnv+"=", kernelEnv+"="+file)
	if err := kernel.Start(); err != nil {
		return 1
	}
	kernel.Wait()
	return 0
}

// startProcess starts a kernel in a process of its own.
func startProcess(t *testing.T) *session {
	t.Helper()
	t.Setenv("JUPYTER_RUNTIME_DIR", t.TempDir())
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	t.Cleanup(cancel)
	c, err := client.Start(ctx, client.Command{
		Argv: []string{"env", "GORACE=atexit_sleep_ms=0", kernelEnv + "=" + client.ConnectionFile, os.Args[0]},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return &session{Client: c, t: t, ctx: ctx}
}

func (s *session) signal(number syscall.Signal) {
	s.t.Helper()
	if err := s.Signal(number); err != nil {
		s.t.Fatal(err)
	}
}

func TestSignalInterrupts(t *testing.T) {
	s := startProcess(t)
	cell := s.cell("print a\nhold forever", client.ExecuteOptions{})
	cell.running()
	s.signal(syscall.SIGINT)
	if got := transcript(cell.wait()); !strings.Contains(got, "error Interrupted") {
		t.Errorf("got:\n%s", got)
	}
	s.signal(syscall.SIGINT) // idle
	s.signal(syscall.SIGPIPE)
	s.signal(syscall.SIGUSR2) // what Linux sends when a thread of the parent ends
	got := s.run("print b")
	if strings.Contains(got, "error Interrupted") { // a signal takes effect when it likes, but once
		got = s.run("print b")
	}
	if !strings.Contains(got, "ok") {
		t.Errorf("got:\n%s", got)
	}
	if err := s.Shutdown(s.ctx, false); err != nil {
		t.Error(err)
	}
}

func TestSignalsShutDown(t *testing.T) {
	for _, number := range []syscall.Signal{syscall.SIGTERM, syscall.SIGHUP} {
		s := startProcess(t)
		cell := s.cell("print a\nhold forever", client.ExecuteOptions{})
		cell.running()
		s.signal(number)
		if got := transcript(cell.wait()); !strings.Contains(got, "execute_reply [1] error Interrupted") || !strings.HasSuffix(got, "idle") {
			t.Errorf("%v:\n%s", number, got)
		}
		<-s.Lost()
		if err := s.Shutdown(s.ctx, false); err != nil { // exit code 0
			t.Errorf("%v: %v", number, err)
		}
	}
}

func TestShutdownEndsTheProcess(t *testing.T) {
	s := startProcess(t)
	cell := s.cell("print a\nhold forever", client.ExecuteOptions{})
	cell.running()
	if err := s.Shutdown(s.ctx, false); err != nil {
		t.Error(err)
	}
	if left, _ := filepath.Glob(filepath.Join(os.Getenv("JUPYTER_RUNTIME_DIR"), "*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

// A front end that is killed while its kernel starts leaves a kernel whose
// parent is already another process.
func TestKernelEndsWhenItsStarterIsGone(t *testing.T) {
	dead := exec.Command("true")
	if err := dead.Run(); err != nil {
		t.Skip(err)
	}
	connection := wire.Connection{Transport: wire.IPC, IP: filepath.Join(t.TempDir(), "k"), Key: "key"}
	for i, channel := range wire.Channels() {
		connection = connection.WithPort(channel, i+1)
	}
	file := filepath.Join(t.TempDir(), "kernel.json")
	if err := connection.Write(file); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := contextWithin(patience)
	defer cancel()
	kernel := exec.CommandContext(ctx, os.Args[0])
	kernel.Env = append(os.Environ(), kernelEnv+"="+file, fmt.Sprintf("%s=%d", wire.ParentVariable, dead.Process.Pid))
	if said, err := kernel.CombinedOutput(); err != nil {
		t.Errorf("the kernel outlives the process that started it: %v\n%s", err, said)
	}
}

func TestKernelEndsWithItsParent(t *testing.T) {
	folder, err := os.MkdirTemp("", "saddle-") // a short path, as sockets need
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(folder)
	connection := wire.Connection{Transport: wire.IPC, IP: filepath.Join(folder, "kernel"), Key: "key"}
	for i, channel := range wire.Channels() {
		connection = connection.WithPort(channel, i+1)
	}
	file := filepath.Join(folder, "kernel.json")
	if err := connection.Write(file); err != nil {
		t.Fatal(err)
	}
	parent := exec.Command(os.Args[0])
	parent.Env = append(os.Environ(), parentEnv+"="+file)
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := contextWithin(patience)
	defer cancel()
	c, err := client.Connect(ctx, connection)
	if err != nil {
		parent.Process.Kill()
		t.Fatal(err)
	}
	defer c.Close()
	s := &session{Client: c, t: t, ctx: ctx}
	cell := s.cell("hold forever", client.ExecuteOptions{})
	cell.running()
	parent.Process.Kill()
	parent.Wait()
	select {
	case <-c.Lost():
	case <-time.After(patience):
		t.Fatal("the kernel outlives its parent")
	}
	if got := transcript(cell.wait()); !strings.Contains(got, "error Interrupted") {
		t.Errorf("got:\n%s", got)
	}
}
