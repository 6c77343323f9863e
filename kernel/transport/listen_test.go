package transport

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"saddle/kernel/wire"
)

func TestFreePortsAreChosenAndReported(t *testing.T) {
	k := listenKernel(t, wire.Connection{}, Options{})
	seen := map[int]bool{}
	for _, channel := range wire.Channels() {
		port := k.Connection().Port(channel)
		if port == 0 || seen[port] {
			t.Errorf("%s has port %d", channel, port)
		}
		seen[port] = true
	}
	if c := k.Connection(); c.IP != "127.0.0.1" || c.Transport != wire.TCP {
		t.Errorf("%v", c)
	}
}

func TestAPortInUseIsSaidAndNothingStaysBound(t *testing.T) {
	k := listenKernel(t, wire.Connection{}, Options{})
	c := k.Connection()
	c.ShellPort, c.IOPubPort, c.StdinPort, c.HBPort = freePort(t), 0, 0, 0
	_, err := Listen(c, Options{})
	if err == nil || !strings.Contains(err.Error(), "control") || !strings.Contains(err.Error(), fmt.Sprint(c.ControlPort)) {
		t.Errorf("%v must name the channel and its port %d", err, c.ControlPort)
	}
	again, err := net.Listen("tcp", fmt.Sprint("127.0.0.1:", c.ShellPort))
	if err != nil {
		t.Fatalf("the shell port stays bound: %v", err)
	}
	again.Close()
}

func freePort(t testing.TB) int {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

func TestListenRefuses(t *testing.T) {
	for want, c := range map[string]wire.Connection{
		"curve_secretkey":  {CurvePublicKey: wire.Secret(strings.Repeat("0", 40)), CurveSecretKey: "the-secret"},
		"signature_scheme": {SignatureScheme: "hmac-x"},
		"transport":        {Transport: "udp"},
		"shell_port":       {ShellPort: -1},
		"too many for":     {Transport: wire.IPC, IP: filepath.Join(t.TempDir(), strings.Repeat("x", 120))},
	} {
		k, err := Listen(c, Options{})
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "the-secret") {
			t.Errorf("%s: %v, %v", want, k, err)
		}
	}
}

func TestIPC(t *testing.T) {
	folder := filepath.Join(shortFolder(t), "new")
	k := listenKernel(t, wire.Connection{Transport: wire.IPC, IP: filepath.Join(folder, "k-ipc"), Key: testKey, IOPubPort: 2}, Options{})
	for _, channel := range []wire.Channel{wire.Shell, wire.Control, wire.Stdin} {
		go k.answer(channel)
	}
	if got := k.Connection().Endpoint(wire.IOPub); got != "ipc://"+folder+"/k-ipc-2" {
		t.Errorf("iopub is at %s", got)
	}
	if info, err := os.Stat(folder); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("folder: %v, %v", info.Mode(), err)
	}
	files, err := os.ReadDir(folder)
	if err != nil || len(files) != 5 {
		t.Fatalf("files %v, %v", files, err)
	}
	for i, f := range files {
		info, err := f.Info()
		if err != nil || info.Mode().Perm() != 0o600 || f.Name() != fmt.Sprint("k-ipc-", i+1) {
			t.Errorf("%s has mode %v, %v", f.Name(), info.Mode(), err)
		}
	}
	checkServed(t, k)
	r := dial(t, k, wire.Shell).shake("DEALER", "")
	r.message("malformed")
	r.ask()
	k.Close()
	if files, err := os.ReadDir(folder); err != nil || len(files) != 0 {
		t.Errorf("left behind: %v, %v", files, err)
	}
}

func TestIPCReplacesWhatAKilledKernelLeft(t *testing.T) {
	base := filepath.Join(shortFolder(t), "k")
	stale, err := net.ListenUnix("unix", &net.UnixAddr{Name: base + "-1", Net: "unix"})
	if err != nil {
		t.Fatal(err)
	}
	stale.SetUnlinkOnClose(false)
	stale.Close()
	c := wire.Connection{Transport: wire.IPC, IP: base, ShellPort: 1, Key: testKey}
	k := listenKernel(t, c, Options{})
	go k.answer(wire.Shell)
	connect(t, k, wire.Shell, "").ask(1)
	if _, err := Listen(c, Options{}); err == nil || !strings.Contains(err.Error(), "in use") {
		t.Errorf("the socket of a living kernel: %v", err)
	}
	connect(t, k, wire.Shell, "").ask(2)
}

func TestIPCTouchesNoOtherFile(t *testing.T) {
	base := filepath.Join(shortFolder(t), "k")
	if err := os.WriteFile(base+"-1", []byte("notes"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Listen(wire.Connection{Transport: wire.IPC, IP: base, ShellPort: 1}, Options{}); err == nil || !strings.Contains(err.Error(), "not a socket") {
		t.Errorf("%v", err)
	}
	if content, err := os.ReadFile(base + "-1"); err != nil || string(content) != "notes" {
		t.Errorf("%q, %v", content, err)
	}
}

// shortFolder is t.TempDir with a path that fits into a unix socket's.
func shortFolder(t testing.TB) string {
	t.Helper()
	folder, err := os.MkdirTemp("", "s")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	return folder
}
