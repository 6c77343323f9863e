//go:build unix

package client_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
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

// roleEnv makes the test binary a kernel, good or bad.
const roleEnv = "SADDLE_TEST_ROLE"

func TestMain(m *testing.M) {
	switch role := os.Getenv(roleEnv); role {
	case "":
		os.Exit(m.Run())
	case "dies":
		fmt.Fprintln(os.Stderr, "no memory for", filepath.Base(os.Args[1]))
		os.Exit(3)
	case "mute":
		time.Sleep(time.Hour)
	default:
		os.Exit(serve(os.Args[1]))
	}
}

func serve(file string) int {
	connection, err := wire.ReadConnection(file)
	if err != nil {
		return 1
	}
	sockets, err := transport.Listen(connection, transport.Options{})
	if err != nil {
		return 1
	}
	defer sockets.Close()
	fmt.Fprintln(os.Stderr, "kernel is up")
	if server.Serve(context.Background(), sockets, echo{}, server.Options{}) != nil {
		return 1
	}
	return 0
}

// echo is a language whose cells have their own text as value.
type echo struct{}

func (echo) Info() server.Info { return server.Info{Name: "echo", Version: "1"} }

func (echo) Execute(ctx context.Context, code string, cell server.Cell, emit func(server.Output)) error {
	switch code {
	case "wait":
		<-ctx.Done()
		return ctx.Err()
	case "deaf":
		select {}
	case "die":
		os.Stderr.WriteString("out of luck\n")
		os.Exit(4)
	}
	emit(server.Result{Bundle: server.Bundle{Data: map[string]any{"text/plain": code}}})
	return nil
}

func (echo) Evaluate(context.Context, string) (server.Bundle, error) { return server.Bundle{}, nil }
func (echo) Complete(string, int) server.Completion                  { return server.Completion{} }
func (echo) Inspect(string, int, int) (server.Bundle, bool)          { return server.Bundle{}, false }
func (echo) IsComplete(string) (server.Completeness, string)         { return server.Complete, "" }

func within(t *testing.T, limit time.Duration) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	t.Cleanup(cancel)
	return ctx
}

// command is a kernel in the given role.
func command(role string) client.Command {
	return client.Command{
		Argv: []string{os.Args[0], client.ConnectionFile},
		Env:  append(os.Environ(), roleEnv+"="+role, "GORACE=atexit_sleep_ms=0"),
	}
}

func startKernel(t *testing.T, c client.Command) *client.Client {
	t.Helper()
	t.Setenv("JUPYTER_RUNTIME_DIR", t.TempDir())
	k, err := client.Start(within(t, time.Minute), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(k.Close)
	return k
}

// left lists what is in the runtime directory.
func left(t *testing.T) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(os.Getenv("JUPYTER_RUNTIME_DIR"), "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestAKernelsLife(t *testing.T) {
	c := command("kernel")
	var said bytes.Buffer
	c.Stderr, c.Dir = &said, t.TempDir()
	k := startKernel(t, c)
	ctx := within(t, time.Minute)
	if k.Kernel.LanguageInfo.Name != "echo" {
		t.Errorf("kernel info %+v", k.Kernel)
	}
	for _, name := range left(t) {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, ".json") && info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v", name, info.Mode())
		}
	}
	if folder, _ := os.Stat(filepath.Dir(left(t)[0])); folder.Mode().Perm() != 0o700 {
		t.Errorf("the folder has mode %v", folder.Mode())
	}
	var types []string
	reply, err := k.Execute(ctx, "x", client.ExecuteOptions{}, func(m *wire.Message) { types = append(types, m.Header.MsgType) })
	if err != nil || reply.Status != wire.StatusOK || reply.ExecutionCount != 1 {
		t.Errorf("reply %+v, error %v", reply, err)
	}
	if got := strings.Join(types, " "); got != "status execute_input execute_result status" {
		t.Errorf("published: %s", got)
	}
	if err := k.Heartbeat(ctx); err != nil {
		t.Error(err)
	}
	if err := k.Shutdown(ctx, false); err != nil {
		t.Error(err)
	}
	if names := left(t); len(names) > 0 {
		t.Errorf("left behind: %q", names)
	}
	if !strings.Contains(said.String(), "kernel is up") {
		t.Errorf("the kernel said %q", said.String())
	}
	if _, err := k.Execute(ctx, "x", client.ExecuteOptions{}, nil); err == nil {
		t.Error("a kernel that has ended answers")
	}
}

func TestLongPathsLeadToTCP(t *testing.T) {
	long := filepath.Join(t.TempDir(), strings.Repeat("long/", 20))
	if err := os.MkdirAll(long, 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", long)
	t.Setenv("JUPYTER_RUNTIME_DIR", long)
	k, err := client.Start(within(t, time.Minute), command("kernel"))
	if err != nil {
		t.Fatal(err)
	}
	defer k.Close()
	if _, err := k.Execute(within(t, time.Minute), "x", client.ExecuteOptions{}, nil); err != nil {
		t.Error(err)
	}
	if left, _ := filepath.Glob(filepath.Join(long, "*", "*")); len(left) > 0 { // no socket, and no key any more
		t.Errorf("files of the kernel: %q", left)
	}
}

func TestHeartbeatOfAStoppedKernel(t *testing.T) {
	k := startKernel(t, command("kernel"))
	if err := k.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	for k.Heartbeat(within(t, 50*time.Millisecond)) == nil { // a signal takes effect when it likes
	}
	if err := k.Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	if err := k.Heartbeat(within(t, time.Minute)); err != nil {
		t.Error(err)
	}
}

func TestKernelsThatDoNotStart(t *testing.T) {
	t.Setenv("JUPYTER_RUNTIME_DIR", t.TempDir())
	for name, test := range map[string]struct {
		command client.Command
		limit   time.Duration
		want    string
	}{
		"no program": {client.Command{Argv: []string{filepath.Join(t.TempDir(), "nothing")}}, time.Minute, "the kernel cannot be started"},
		"no command": {client.Command{}, time.Minute, "no kernel to start"},
		"dies":       {command("dies"), time.Minute, "the kernel ended with exit status 3; its last words:\nno memory for connection.json"},
		"mute":       {command("mute"), 300 * time.Millisecond, "no kernel answers on shell"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := client.Start(within(t, test.limit), test.command)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v", err)
			}
		})
	}
	if names := left(t); len(names) > 0 {
		t.Errorf("left behind: %q", names)
	}
}

func TestAKernelThatDiesInACell(t *testing.T) {
	k := startKernel(t, command("kernel"))
	_, err := k.Execute(within(t, time.Minute), "die", client.ExecuteOptions{}, nil)
	if err == nil || !strings.Contains(err.Error(), "exit status 4") || !strings.Contains(err.Error(), "out of luck") {
		t.Errorf("error %v", err)
	}
	<-k.Lost()
}

func TestWaitingEndsWithItsContext(t *testing.T) {
	k := startKernel(t, command("kernel"))
	ctx, cancel := context.WithCancel(within(t, time.Minute))
	call, err := k.Send(client.Request{Type: wire.ExecuteRequestType, Content: client.ExecuteOptions{}.Content("wait"), Output: func(m *wire.Message) {
		if m.Header.MsgType == wire.ExecuteInputType {
			cancel()
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := call.Wait(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if err := k.Signal(syscall.SIGINT); err != nil {
		t.Error(err)
	}
	reply, err := call.Wait(within(t, time.Minute)) // the same call once more
	if err != nil || !strings.Contains(string(reply.Content), "Interrupted") {
		t.Errorf("reply %v, error %v", reply, err)
	}
}

func TestAKernelThatDoesNotEndIsKilled(t *testing.T) {
	k := startKernel(t, command("kernel"))
	ctx := within(t, time.Minute)
	began := make(chan bool)
	if _, err := k.Send(client.Request{Type: wire.ExecuteRequestType, Content: client.ExecuteOptions{}.Content("deaf"), Output: func(m *wire.Message) {
		if m.Header.MsgType == wire.ExecuteInputType {
			close(began)
		}
	}}); err != nil {
		t.Fatal(err)
	}
	<-began
	if err := k.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	if err := k.Shutdown(within(t, 200*time.Millisecond), false); err == nil || !strings.Contains(err.Error(), "was killed") {
		t.Errorf("error %v", err)
	}
	if _, err := k.Execute(ctx, "x", client.ExecuteOptions{}, nil); err == nil {
		t.Error("a killed kernel answers")
	}
	if names := left(t); len(names) > 0 {
		t.Errorf("left behind: %q", names)
	}
}

func TestADeafCellDoesNotKeepTheKernelAlive(t *testing.T) {
	k := startKernel(t, command("kernel"))
	if _, err := k.Send(client.Request{Type: wire.ExecuteRequestType, Content: client.ExecuteOptions{}.Content("deaf")}); err != nil {
		t.Fatal(err)
	}
	if err := k.Shutdown(within(t, time.Minute), false); err != nil {
		t.Error(err)
	}
}

func TestConnectionsThatCannotBe(t *testing.T) {
	for name, c := range map[string]wire.Connection{
		"curve":     {Transport: wire.TCP, CurvePublicKey: "p", CurveSecretKey: "s", ShellPort: 1, ControlPort: 2, StdinPort: 3, IOPubPort: 4, HBPort: 5},
		"transport": {Transport: "udp"},
		"nobody":    {Transport: wire.IPC, IP: filepath.Join(t.TempDir(), "k"), ShellPort: 1, ControlPort: 2, StdinPort: 3, IOPubPort: 4, HBPort: 5},
	} {
		if _, err := client.Connect(within(t, 100*time.Millisecond), c); err == nil {
			t.Errorf("%s: connected", name)
		}
	}
}

// The test keys of libzmq's manual (zmq_curve).
const (
	publicKey      = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7"
	secretKey      = "JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6"
	otherPublicKey = "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID"
	otherSecretKey = "D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs"
)

// listen runs a kernel in this process.
func listen(t *testing.T, connection wire.Connection) wire.Connection {
	t.Helper()
	sockets, err := transport.Listen(connection, transport.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(ctx, sockets, echo{}, server.Options{Embedded: true}) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		sockets.Close()
	})
	return sockets.Connection()
}

func TestEncryptedConnection(t *testing.T) {
	c := listen(t, wire.Connection{Key: "k", CurvePublicKey: publicKey, CurveSecretKey: secretKey})
	k, err := client.Connect(within(t, time.Minute), c)
	if err != nil {
		t.Fatal(err)
	}
	defer k.Close()
	code := strings.Repeat("long ", 50_000)
	var shown string
	reply, err := k.Execute(within(t, time.Minute), code, client.ExecuteOptions{}, func(m *wire.Message) {
		var result wire.ExecuteResult
		if m.Header.MsgType == wire.ExecuteResultType && m.ReadContent(&result) == nil {
			shown, _ = result.Data["text/plain"].(string)
		}
	})
	if err != nil || reply.Status != wire.StatusOK || shown != code {
		t.Errorf("%+v, %v, %d bytes are shown", reply, err, len(shown))
	}
	for range 3 {
		if err := k.Heartbeat(within(t, time.Minute)); err != nil {
			t.Error(err)
		}
	}
	if _, err := k.KernelInfo(within(t, time.Minute)); err != nil {
		t.Error(err)
	}
}

func TestEncryptionThatDoesNotFit(t *testing.T) {
	encrypted := listen(t, wire.Connection{Key: "k", CurvePublicKey: publicKey, CurveSecretKey: secretKey})
	plain := listen(t, wire.Connection{Key: "k"})
	for want, change := range map[string]func() wire.Connection{
		"handshake on shell: ": func() wire.Connection {
			c := encrypted
			c.CurvePublicKey, c.CurveSecretKey = otherPublicKey, otherSecretKey
			return c
		},
		"handshake on shell": func() wire.Connection {
			c := encrypted
			c.CurvePublicKey, c.CurveSecretKey = "", ""
			return c
		},
		"handshake": func() wire.Connection {
			c := plain
			c.CurvePublicKey, c.CurveSecretKey = publicKey, secretKey
			return c
		},
	} {
		k, err := client.Connect(within(t, time.Minute), change())
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), secretKey) {
			t.Errorf("%v, %v", k, err)
		}
	}
}
