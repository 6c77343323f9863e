package transport

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net"
	"strings"
	"testing"

	"github.com/go-zeromq/zmq4"

	"saddle/kernel/wire"
)

// BenchmarkExecute is what a cell costs besides the language: execute_request until idle, over real sockets
// and with a real client. BenchmarkExecuteFloor is the same with the least code on zmq4's own sockets.
func BenchmarkExecute(b *testing.B) {
	k := listenKernel(b, wire.Connection{Key: testKey}, Options{})
	go func() {
		for e := range k.Incoming(wire.Shell) {
			k.execute(b, e)
		}
	}()
	shell, iopub := connect(b, k, wire.Shell, "bench"), connect(b, k, wire.IOPub, "")
	iopub.subscribe("")
	for b.Loop() {
		executeOnce(shell, iopub)
	}
}

func (k *kernel) execute(b testing.TB, e wire.Envelope) {
	publish := func(msgType string, content any) {
		m, err := k.session.Reply(e.Message, msgType, content)
		if err == nil {
			err = k.Publish(m)
		}
		if err != nil {
			b.Error(err)
		}
	}
	publish(wire.StatusType, wire.Status{ExecutionState: wire.StateBusy})
	publish(wire.ExecuteInputType, wire.ExecuteInput{Code: "1 + 1", ExecutionCount: 1})
	publish(wire.ExecuteResultType, wire.ExecuteResult{ExecutionCount: 1, Data: wire.Object{"text/plain": "2"}})
	if err := k.reply(e); err != nil {
		b.Error(err)
	}
	publish(wire.StatusType, wire.Status{ExecutionState: wire.StateIdle})
}

func BenchmarkExecuteFloor(b *testing.B) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	k := &kernel{Transport: &Transport{connection: wire.Connection{Transport: wire.TCP, IP: "127.0.0.1", Key: testKey}}}
	router, pub := zmq4.NewRouter(ctx), zmq4.NewPub(ctx)
	k.connection = k.connection.WithPort(wire.Shell, mustListen(b, router)).WithPort(wire.IOPub, mustListen(b, pub))
	go floor(router, pub)
	shell, iopub := connect(b, k, wire.Shell, "bench"), connect(b, k, wire.IOPub, "")
	if err := iopub.socket.SetOption(zmq4.OptionSubscribe, ""); err != nil {
		b.Fatal(err)
	}
	eventually(b, "the subscription is in force", func() bool { return len(pub.(zmq4.Topics).Topics()) == 1 })
	for b.Loop() {
		executeOnce(shell, iopub)
	}
}

func mustListen(b *testing.B, socket zmq4.Socket) int {
	if err := socket.Listen("tcp://127.0.0.1:0"); err != nil {
		b.Fatal(err)
	}
	return socket.Addr().(*net.TCPAddr).Port
}

// floor answers as execute does, with no check that is not needed to answer.
func floor(router, pub zmq4.Socket) {
	sequence := 0
	send := func(socket zmq4.Socket, prefix, msgType string, parent []byte, content any) {
		sequence++
		header, _ := json.Marshal(wire.Header{MsgID: fmt.Sprint(sequence), Session: "s", Username: "k", MsgType: msgType, Version: "5.3"})
		body, _ := json.Marshal(content)
		mac := hmac.New(sha256.New, []byte(testKey))
		parts := [][]byte{header, parent, []byte("{}"), body}
		for _, part := range parts {
			mac.Write(part)
		}
		signature := []byte(hex.EncodeToString(mac.Sum(nil)))
		socket.SendMulti(zmq4.NewMsgFrom(append([][]byte{[]byte(prefix), []byte(wire.Delimiter), signature}, parts...)...))
	}
	for {
		m, err := router.Recv()
		if err != nil {
			return
		}
		parent := m.Frames[3]
		send(pub, "status", wire.StatusType, parent, map[string]any{"execution_state": "busy"})
		send(pub, "input", wire.ExecuteInputType, parent, map[string]any{"code": "1 + 1", "execution_count": 1})
		send(pub, "result", wire.ExecuteResultType, parent, map[string]any{"execution_count": 1, "data": map[string]any{"text/plain": "2"}, "metadata": map[string]any{}})
		send(router, string(m.Frames[0]), "echo", parent, map[string]any{})
		send(pub, "status", wire.StatusType, parent, map[string]any{"execution_state": "idle"})
	}
}

// executeOnce sends one request and reads its reply and its four messages on iopub.
func executeOnce(shell, iopub *client) {
	shell.send(nil)
	for range 4 {
		if _, err := iopub.socket.Recv(); err != nil {
			shell.t.Fatal(err)
		}
	}
	if _, err := shell.socket.Recv(); err != nil {
		shell.t.Fatal(err)
	}
}

func BenchmarkPublish(b *testing.B) {
	for name, size := range map[string]int{"line": 80, "picture": 200_000} {
		b.Run(name, func(b *testing.B) {
			k := listenKernel(b, wire.Connection{Key: testKey}, Options{Limits: Limits{Queue: 1 << 40}})
			iopub := connect(b, k, wire.IOPub, "")
			iopub.subscribe("")
			content := wire.Stream{Name: "stdout", Text: strings.Repeat("A", size)}
			go func() {
				for range b.N {
					k.publish(b, wire.StreamType, content)
				}
			}()
			b.SetBytes(int64(size))
			for range b.N {
				if _, err := iopub.socket.Recv(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
