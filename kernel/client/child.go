package client

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"

	"saddle/kernel/wire"
)

// startLimit is how long a kernel may take to answer when ctx sets no deadline.
const startLimit = 60 * time.Second

// ConnectionFile is replaced in Command.Argv by the path of the connection
// file, as in a kernelspec.
const ConnectionFile = "{connection_file}"

// Command is a kernel to start.
type Command struct {
	// Argv is the program and its arguments, one of which holds ConnectionFile.
	Argv []string
	// Env is the environment as in os.Environ; nil is that of this process.
	Env []string
	// Dir is the working directory; "" is that of this process.
	Dir string
	// Stderr takes what the kernel writes outside of its cells, on stdout too;
	// nil keeps only its end, for the message when the kernel dies.
	Stderr io.Writer
}

// Start starts a kernel as a child process and connects to it. The kernel's
// connection file, and on Unix its sockets, are in a folder that nobody else
// may read, which is removed when the kernel ends. If ctx has no deadline, the
// kernel has a minute to answer.
func Start(ctx context.Context, command Command) (*Client, error) {
	if _, limited := ctx.Deadline(); !limited {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, startLimit, fmt.Errorf("the kernel did not answer within %v", startLimit))
		defer cancel()
	}
	folder, connection, err := newMeeting()
	if err != nil {
		return nil, err
	}
	k, err := newChild(command, folder)
	if err != nil {
		os.RemoveAll(folder)
		return nil, err
	}
	c, err := connect(ctx, connection, k)
	if err != nil {
		k.kill()
		return nil, k.explain(err)
	}
	os.Remove(filepath.Join(folder, connectionName)) // with its key, which nobody needs any more and a kill would leave
	return c, nil
}

// newMeeting is a connection at which kernel and client meet, and a new folder with its file.
func newMeeting() (folder string, connection wire.Connection, err error) {
	if folder, err = newFolder(); err != nil {
		return "", connection, err
	}
	connection, err = newConnection(folder)
	if err == nil {
		err = connection.Write(filepath.Join(folder, connectionName))
	}
	if err != nil {
		os.RemoveAll(folder)
		return "", connection, err
	}
	return folder, connection, nil
}

// connectionName is the name of the connection file in its folder.
const connectionName = "connection.json"

// pathLimit is how long the path of a Unix socket may be, everywhere.
const pathLimit = 100

// newFolder makes a folder of our own: where Jupyter keeps such things, or, if
// that is not possible, where temporary files are.
func newFolder() (string, error) {
	for _, parent := range []string{runtimeDir(), ""} {
		if parent != "" && os.MkdirAll(parent, 0o700) != nil {
			continue
		}
		sweep(parent)
		folder, err := os.MkdirTemp(parent, "saddle-") // mode 0700
		if err == nil && len(folder) < pathLimit-len("/kernel-5") {
			return folder, nil
		}
		os.RemoveAll(folder)
		if parent == "" && err != nil {
			return "", err
		}
	}
	return os.MkdirTemp("", "saddle-")
}

// sweep removes the folders that were left an hour ago or longer by programs that were killed: nothing is in them, or the
// connection file that its kernel has not come to read.
func sweep(parent string) {
	if parent == "" {
		parent = os.TempDir()
	}
	folders, _ := filepath.Glob(filepath.Join(parent, "saddle-*"))
	for _, folder := range folders {
		about, err := os.Lstat(folder)
		if err != nil || about.Mode() != os.ModeDir|0o700 || time.Since(about.ModTime()) < time.Hour {
			continue
		}
		if inside, err := os.ReadDir(folder); err == nil && len(inside) == 1 && inside[0].Name() == connectionName {
			os.Remove(filepath.Join(folder, connectionName))
		}
		os.Remove(folder) // unless it holds the sockets of a kernel
	}
}

// runtimeDir is Jupyter's directory for connection files.
func runtimeDir() string {
	if dir := os.Getenv("JUPYTER_RUNTIME_DIR"); dir != "" {
		return dir
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	switch runtime.GOOS {
	case "windows":
		return filepath.Join(os.Getenv("APPDATA"), "jupyter", "runtime")
	case "darwin":
		return filepath.Join(home, "Library", "Jupyter", "runtime")
	}
	if data := os.Getenv("XDG_DATA_HOME"); data != "" {
		return filepath.Join(data, "jupyter", "runtime")
	}
	return filepath.Join(home, ".local", "share", "jupyter", "runtime")
}

// newConnection describes sockets that nobody else uses: files in our folder,
// or, where there are none or its path is too long, free ports.
func newConnection(folder string) (wire.Connection, error) {
	c := wire.Connection{Transport: wire.IPC, IP: filepath.Join(folder, "kernel"), Key: wire.Secret(rand.Text())}
	if runtime.GOOS != "windows" && len(folder) < pathLimit-len("/kernel-5") {
		for i, channel := range wire.Channels() {
			c = c.WithPort(channel, i+1)
		}
		return c, nil
	}
	c.Transport, c.IP = wire.TCP, "127.0.0.1"
	return FreePorts(c)
}

// child is the kernel's process.
type child struct {
	cmd    *exec.Cmd
	folder string
	stderr *tail
	ended  chan struct{} // closed when the process is gone
	err    error         // of the process; set before ended is closed
}

func newChild(command Command, folder string) (*child, error) {
	if len(command.Argv) == 0 {
		return nil, errors.New("no kernel to start: Command.Argv is empty")
	}
	argv := command.naming(filepath.Join(folder, connectionName))
	k := &child{folder: folder, stderr: &tail{}, ended: make(chan struct{})}
	k.cmd = exec.Command(argv[0], argv[1:]...)
	k.cmd.Env, k.cmd.Dir = command.Env, command.Dir
	k.cmd.Env = append(k.cmd.Environ(), wire.ParentVariable+"="+strconv.Itoa(os.Getpid()))
	k.cmd.Stdout = k.stderr
	if command.Stderr != nil {
		k.cmd.Stdout = io.MultiWriter(command.Stderr, k.stderr)
	}
	k.cmd.Stderr = k.cmd.Stdout   // the same writer: one pipe, and the order of the lines
	k.cmd.WaitDelay = time.Second // a grandchild may hold the pipes open
	detach(k.cmd)
	if err := k.cmd.Start(); err != nil {
		return nil, fmt.Errorf("the kernel cannot be started: %w", err)
	}
	go k.wait()
	return k, nil
}

// naming is the command's Argv with the file's name where ConnectionFile stands.
func (c Command) naming(file string) []string {
	argv := make([]string, len(c.Argv))
	for i, argument := range c.Argv {
		argv[i] = strings.ReplaceAll(argument, ConnectionFile, file)
	}
	return argv
}

func (k *child) wait() {
	k.err = k.cmd.Wait()
	os.RemoveAll(k.folder)
	close(k.ended)
}

// gone is closed when the process has ended; for a kernel that is not our
// child, never.
func (k *child) gone() <-chan struct{} {
	if k == nil {
		return nil
	}
	return k.ended
}

// death tells how the process ended, nil while it lives. A process whose
// connection has just broken is given a moment to end.
func (k *child) death() error {
	select {
	case <-k.ended:
	case <-time.After(time.Second):
		return nil
	}
	how := "with exit code 0"
	if k.err != nil {
		how = "with " + k.err.Error()
	}
	if said := k.stderr.String(); said != "" {
		return fmt.Errorf("the kernel ended %s; its last words:\n%s", how, said)
	}
	return fmt.Errorf("the kernel ended %s", how)
}

// explain adds the kernel's last words to an error.
func (k *child) explain(err error) error {
	if said := k.stderr.String(); said != "" && !strings.Contains(err.Error(), said) {
		return fmt.Errorf("%w; the kernel said:\n%s", err, said)
	}
	return err
}

// kill ends the process at once, and waits until it is gone.
func (k *child) kill() {
	k.cmd.Process.Kill()
	<-k.ended
}

// tailSize is how many bytes of a kernel's own output are kept.
const tailSize = 16 << 10

// tail keeps the end of what is written to it.
type tail struct {
	mu   sync.Mutex
	text []byte
}

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text = append(t.text, p...)
	if extra := len(t.text) - tailSize; extra > 0 {
		t.text = append(t.text[:0], t.text[extra:]...)
	}
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return strings.TrimSpace(string(t.text))
}
