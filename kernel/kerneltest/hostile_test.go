//go:build unix

package kerneltest

import (
	"context"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"saddle/kernel/client"
	"saddle/kernel/wire"
)

// tcpKernel starts the kernel by a command line, on ports of its own, and connects to it.
func tcpKernel(t *testing.T, shell string) (*kernelProcess, wire.Connection, *exec.Cmd) {
	t.Helper()
	connection := freePorts(t, wire.Connection{Transport: "tcp", IP: "127.0.0.1", Key: "key-of-this-test", SignatureScheme: "hmac-sha256"})
	file := filepath.Join(t.TempDir(), "kernel.json")
	if err := connection.Write(file); err != nil {
		t.Fatal(err)
	}
	log, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("/bin/sh", "-c", shell, program, "kernel", "--no-history", file)
	cmd.Env = append(os.Environ(), "LANG=C.UTF-8", "GORACE=atexit_sleep_ms=0")
	cmd.Dir, cmd.Stderr = t.TempDir(), log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		cmd.Wait()
		close(ended)
	}()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	t.Cleanup(cancel)
	c, err := client.Connect(ctx, connection)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		c.Shutdown(context.Background(), false)
		cmd.Process.Kill()
		<-ended
		noKey(t, log.Name())
	})
	return &kernelProcess{c, t, ctx, cmd.Dir}, connection, cmd
}

// noKey fails when the kernel's log tells the key.
func noKey(t *testing.T, log string) {
	t.Helper()
	text, err := os.ReadFile(log)
	if err != nil || strings.Contains(string(text), "key-of-this-test") {
		t.Errorf("the log holds the key, or is not to be read: %v", err)
	}
}

// freePorts fills in ports that are free now, each another one.
func freePorts(t *testing.T, c wire.Connection) wire.Connection {
	t.Helper()
	c, err := client.FreePorts(c)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestMalformedMessages sends ten thousand messages that are none, and then a good one.
func TestMalformedMessages(t *testing.T) {
	n, connection, _ := tcpKernel(t, `exec "$0" "$@"`)
	signer, err := connection.Signer()
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for channel, kind := range map[wire.Channel]string{wire.Shell: "DEALER", wire.Control: "DEALER", wire.Stdin: "DEALER", wire.IOPub: "SUB", wire.Heartbeat: "REQ"} {
		_, address := connection.Address(channel)
		peer := &rawPeer{t: t, address: address, kind: kind}
		for range 2000 {
			peer.send(malformed(random, signer))
		}
		peer.close()
	}
	if got := n.run("1 + 1"); got != "2\n" {
		t.Errorf("afterwards 1 + 1 is %s", got)
	}
	if _, err := n.KernelInfo(n.ctx); err != nil {
		t.Error(err)
	}
	if err := n.Heartbeat(n.ctx); err != nil {
		t.Error(err)
	}
}

// malformed is a message of frames that is wrong in one way or another.
func malformed(random *rand.Rand, signer *wire.Signer) [][]byte {
	parts := [][]byte{[]byte(`{"msg_id":"1","msg_type":"execute_request","session":"s","username":"u","version":"5.3","date":""}`), []byte("{}"), []byte("{}"), []byte(`{"code":"1 + 1"}`)}
	spoiled := [][]byte{nil, {}, []byte("null"), []byte("[]"), []byte("{"), []byte("\"\xff\xfe\""), []byte(`{"msg_type":5}`), []byte(`{"code":{}}`), []byte(strings.Repeat("[", 5000)), []byte("1e999")}
	at := random.IntN(len(parts))
	if random.IntN(2) == 0 {
		parts[at] = spoiled[random.IntN(len(spoiled))]
	} else {
		parts[at] = noise(random, 300)
	}
	signature := signer.Sign(parts[0], parts[1], parts[2], parts[3])
	switch random.IntN(8) {
	case 0:
		return [][]byte{noise(random, 50)}
	case 1:
		return [][]byte{[]byte("<IDS|MSG>")}
	case 2:
		return append([][]byte{[]byte("<IDS|MSG>"), []byte("0000")}, parts...)
	case 3:
		return append([][]byte{[]byte("<IDS|MSG>"), signature}, parts[:random.IntN(4)]...)
	case 4:
		return append([][]byte{signature}, parts...)
	case 5:
		return nil
	}
	return append([][]byte{noise(random, 5), []byte("<IDS|MSG>"), signature}, parts...)
}

func noise(random *rand.Rand, most int) []byte {
	bytes := make([]byte, random.IntN(most))
	for i := range bytes {
		bytes[i] = byte(random.Uint32())
	}
	return bytes
}

// rawPeer speaks ZMTP by hand. When the kernel hangs up it calls again.
type rawPeer struct {
	t             *testing.T
	address, kind string
	conn          net.Conn
}

func (p *rawPeer) send(frames [][]byte) {
	if p.conn == nil {
		p.dial()
	}
	var message []byte
	for i, frame := range frames {
		flags := byte(2) // the length has eight bytes
		if i < len(frames)-1 {
			flags |= 1 // more follow
		}
		message = binary.BigEndian.AppendUint64(append(message, flags), uint64(len(frame)))
		message = append(message, frame...)
	}
	if len(frames) == 0 {
		message = []byte{0x5a, 0xff, 0x00} // no frame at all
	}
	p.conn.SetDeadline(time.Now().Add(patience))
	if _, err := p.conn.Write(message); err != nil || len(frames) == 0 {
		p.close()
	}
}

func (p *rawPeer) dial() {
	conn, err := net.Dial("tcp", p.address)
	if err != nil {
		p.t.Fatal(err)
	}
	greeting := make([]byte, 64)
	greeting[0], greeting[9], greeting[10] = 0xff, 0x7f, 3
	copy(greeting[12:], "NULL")
	ready := []byte("\x05READY\x0bSocket-Type")
	ready = binary.BigEndian.AppendUint32(ready, uint32(len(p.kind)))
	ready = append(ready, p.kind...)
	conn.Write(append(greeting, append([]byte{4, byte(len(ready))}, ready...)...))
	p.conn = conn
}

func (p *rawPeer) close() {
	if p.conn != nil {
		p.conn.Close()
		p.conn = nil
	}
}

// TestParentKilled kills the process that started the kernel, so that it cannot say goodbye.
func TestParentKilled(t *testing.T) {
	n, _, parent := tcpKernel(t, `"$0" "$@" & wait`)
	long := n.cell("print(\"begun\")\nsum(sum(sin(j k) for k in 1..1000000) for j in 1..1000000)").until(wire.StreamType)
	if err := parent.Process.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	select {
	case <-n.Lost():
		t.Logf("the kernel was gone after %v", time.Since(begun))
	case <-n.ctx.Done():
		t.Fatal("the kernel outlives its parent")
	}
	long.Wait(n.ctx)
}

// TestStoppedClient stops one client in its tracks while another one listens to a hundred thousand lines.
func TestStoppedClient(t *testing.T) {
	n, connection, _ := tcpKernel(t, `exec "$0" "$@"`)
	file := filepath.Join(t.TempDir(), "kernel.json")
	if err := connection.Write(file); err != nil {
		t.Fatal(err)
	}
	other, err := otherClient(file, "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		other.Process.Kill()
		other.Wait()
	})
	if err := other.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	for first := 0; first < 100_000; first += 25_000 { // a cell has at most 1 MB
		var code, want strings.Builder
		for piece := first; piece < first+25_000; piece += 500 {
			var lines strings.Builder
			for k := piece; k < piece+500; k++ {
				fmt.Fprintf(&lines, "line %d\n", k)
			}
			want.WriteString(lines.String())
			fmt.Fprintf(&code, "print(\"%s\")\n", strings.ReplaceAll(strings.TrimSuffix(lines.String(), "\n"), "\n", `\n`))
		}
		if got := n.run(code.String()); got != want.String() {
			t.Errorf("%d bytes came instead of %d", len(got), want.Len())
		}
	}
	pictures := 20
	if racing {
		pictures = 2
	}
	for range pictures {
		if c := n.cell("plot((x, y) -> x^2 - y^2)").wait(); len(c.outputs(wire.ExecuteResultType)) != 1 {
			t.Fatalf("no picture came: %s", c.text())
		}
	}
}
