//go:build unix

package kerneltest

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"

	"saddle/kernel/client"
	"saddle/kernel/wire"
)

// start runs the program and returns what it writes on stderr, once it has ended.
func start(t *testing.T, arguments ...string) (*exec.Cmd, *bytes.Buffer) {
	t.Helper()
	var said bytes.Buffer
	cmd := exec.Command(program, arguments...)
	cmd.Env = append(os.Environ(), "LANG=C.UTF-8", "HOME="+t.TempDir(), "XDG_DATA_HOME=")
	cmd.Dir, cmd.Stderr = t.TempDir(), &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill() })
	return cmd, &said
}

// connectionFile writes a connection with free ports.
func connectionFile(t *testing.T, c wire.Connection, mode os.FileMode) (wire.Connection, string) {
	t.Helper()
	c.Transport, c.IP, c.SignatureScheme = "tcp", "127.0.0.1", "hmac-sha256"
	if c.RegistrationPort == 0 {
		c = freePorts(t, c)
	}
	file := filepath.Join(t.TempDir(), "kernel.json")
	if err := c.Write(file); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(file, mode); err != nil {
		t.Fatal(err)
	}
	return c, file
}

// shutDown asks a kernel for a result and ends it.
func shutDown(t *testing.T, c wire.Connection, cmd *exec.Cmd) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	k, err := client.Connect(ctx, c)
	if err != nil {
		t.Fatal(err)
	}
	n := &kernelProcess{k, t, ctx, ""}
	if got := n.run("1 + 1"); strings.TrimSpace(got) != "2" {
		t.Errorf("1 + 1 gives %s", got)
	}
	k.Shutdown(ctx, false)
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
}

// TestRegistration starts the kernel with a registration file (JEP 66): the launcher learns the ports.
func TestRegistration(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	launcher := zmq4.NewRep(ctx)
	defer launcher.Close()
	c, file := connectionFile(t, wire.Connection{Key: "k", RegistrationPort: freePorts(t, wire.Connection{IP: "127.0.0.1"}).ShellPort}, 0o600)
	if err := launcher.Listen(c.RegistrationEndpoint()); err != nil {
		t.Fatal(err)
	}
	cmd, _ := start(t, "kernel", file)
	received, err := launcher.Recv()
	if err != nil {
		t.Fatal(err)
	}
	signer, err := c.Signer()
	if err != nil {
		t.Fatal(err)
	}
	_, m, err := wire.Decode(received.Frames, signer)
	if err != nil {
		t.Fatal(err)
	}
	var ports wire.HandshakeRequest
	if err := m.ReadContent(&ports); err != nil || ports.ShellPort == 0 {
		t.Fatalf("%s %+v %v", m.Header.MsgType, ports, err)
	}
	reply, err := wire.NewSession("launcher").Reply(m, wire.HandshakeReplyType, wire.OKReply{Status: wire.StatusOK})
	if err != nil {
		t.Fatal(err)
	}
	frames, err := wire.Encode(nil, reply, signer)
	if err == nil {
		err = launcher.SendMulti(zmq4.NewMsgFrom(frames...))
	}
	if err != nil {
		t.Fatal(err)
	}
	c.ShellPort, c.IOPubPort, c.StdinPort, c.ControlPort, c.HBPort = ports.ShellPort, ports.IOPubPort, ports.StdinPort, ports.ControlPort, ports.HBPort
	shutDown(t, c, cmd)
}

// TestALauncherThatRefusesEndsTheKernel ends the kernel: nobody knows where it is.
func TestALauncherThatRefusesEndsTheKernel(t *testing.T) {
	_, file := connectionFile(t, wire.Connection{Key: "k", RegistrationPort: freePorts(t, wire.Connection{IP: "127.0.0.1"}).ShellPort}, 0o600)
	cmd, said := start(t, "kernel", file)
	if err := cmd.Wait(); err == nil || !strings.Contains(said.String(), "cannot register") {
		t.Errorf("%v: %s", err, said)
	}
}

// TestFurtherArguments are what jupyter run and jupyter console add.
func TestFurtherArguments(t *testing.T) {
	for _, more := range [][]string{{"x.saddle"}, {"--foo", "-x", "--bar=1", "y"}, {"--no-history", "--", "-z"}} {
		c, file := connectionFile(t, wire.Connection{Key: "k"}, 0o600)
		cmd, _ := start(t, append([]string{"kernel", file}, more...)...)
		shutDown(t, c, cmd)
	}
}

func TestWarningsOfAnOpenConnection(t *testing.T) {
	for _, test := range []struct {
		key  wire.Secret
		mode os.FileMode
		want string
	}{{"", 0o600, "the key is empty"}, {"k", 0o644, "chmod 600"}, {"k", 0o600, ""}} {
		c, file := connectionFile(t, wire.Connection{Key: test.key}, test.mode)
		cmd, said := start(t, "kernel", file)
		shutDown(t, c, cmd)
		if got := said.String(); !strings.Contains(got, test.want) || test.want == "" && got != "" {
			t.Errorf("%q %v: %s", test.key, test.mode, got)
		}
	}
}

// TestInterruptedAtItsStart sends SIGINT from the moment on at which the program has begun to ignore it, long before it
// answers.
func TestInterruptedAtItsStart(t *testing.T) {
	if _, err := os.Stat("/proc/self/status"); err != nil {
		t.Skip("this system does not say which signals are ignored")
	}
	for range 3 {
		c, file := connectionFile(t, wire.Connection{Key: "k"}, 0o600)
		cmd, _ := start(t, "kernel", file)
		const started = 5 * time.Second // on a busy machine the moment may be missed: then it is the server that takes interrupts
		for end := time.Now().Add(started); !ignoresInterrupts(cmd.Process.Pid) && time.Now().Before(end); {
		}
		for range 20 {
			cmd.Process.Signal(syscall.SIGINT)
			time.Sleep(time.Millisecond)
		}
		shutDown(t, c, cmd)
	}
}

// ignoresInterrupts reports whether a process ignores SIGINT.
func ignoresInterrupts(pid int) bool {
	status, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "status"))
	if err != nil {
		return false
	}
	for line := range strings.Lines(string(status)) {
		if mask, ok := strings.CutPrefix(line, "SigIgn:"); ok {
			bits, _ := strconv.ParseUint(strings.TrimSpace(mask), 16, 64)
			return bits>>(uint(syscall.SIGINT)-1)&1 == 1
		}
	}
	return false
}

// TestHistoryOfKernelsSideBySide has two kernels store cells, one of them killed, and a third find them all.
func TestHistoryOfKernelsSideBySide(t *testing.T) {
	home := t.TempDir()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	t.Setenv("JUPYTER_RUNTIME_DIR", t.TempDir())
	open := func() *kernelProcess {
		c, err := client.Start(ctx, client.Command{
			Argv: []string{program, "kernel", client.ConnectionFile}, Dir: t.TempDir(),
			Env: append(os.Environ(), "LANG=C.UTF-8", "HOME="+home, "XDG_DATA_HOME=relative"),
		})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(c.Close)
		return &kernelProcess{c, t, ctx, ""}
	}
	a, b := open(), open()
	for range 20 {
		a.run("1 + 1")
		b.run("2 + 2")
	}
	if err := a.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	n := open()
	reply, err := n.History(ctx, wire.HistoryRequest{HistAccessType: "tail"})
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for _, e := range reply.History {
		count[e.Input]++
	}
	if count["1 + 1"] != 20 || count["2 + 2"] != 20 {
		t.Errorf("the history has %v", count)
	}
	if _, err := os.Stat(filepath.Join(n.folder, "relative")); err == nil {
		t.Error("a relative XDG_DATA_HOME was used")
	}
}
