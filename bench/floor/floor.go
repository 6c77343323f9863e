// Floor is the least that a Jupyter kernel on zmq4 can be: it has no language and
// draws nothing. What Saddle takes more than this, it takes for what it does.
//
//	floor CONNECTION_FILE
//
// "loop" spins until it is interrupted, "plot" shows 40 kB as a picture, "print N"
// prints N lines in messages of 8 kB, and everything else has the value 2. It is
// measured only: it forgives nothing and survives nothing.
package main

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/go-zeromq/zmq4"
)

func main() {
	text, err := os.ReadFile(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	k := kernel{}
	if err := json.Unmarshal(text, &k.at); err != nil {
		log.Fatal(err)
	}
	ctx := context.Background()
	k.iopub = k.listen(zmq4.NewPub(ctx), k.at.IOPub)
	shell := k.listen(zmq4.NewRouter(ctx), k.at.Shell)
	control := k.listen(zmq4.NewRouter(ctx), k.at.Control)
	k.listen(zmq4.NewRouter(ctx), k.at.Stdin)
	go echo(k.listen(zmq4.NewRouter(ctx), k.at.Heartbeat))
	go k.serve(control)
	k.serve(shell)
}

type object = map[string]any

// kernel is the whole of it.
type kernel struct {
	at struct {
		IP        string `json:"ip"`
		Key       string `json:"key"`
		Shell     int    `json:"shell_port"`
		IOPub     int    `json:"iopub_port"`
		Stdin     int    `json:"stdin_port"`
		Control   int    `json:"control_port"`
		Heartbeat int    `json:"hb_port"`
	}
	iopub zmq4.Socket
	sent  atomic.Int64
	stop  atomic.Bool
}

func (k *kernel) listen(s zmq4.Socket, port int) zmq4.Socket {
	if err := s.Listen(fmt.Sprintf("tcp://%s:%d", k.at.IP, port)); err != nil {
		log.Fatal(err)
	}
	return s
}

func echo(heartbeat zmq4.Socket) {
	for {
		if m, err := heartbeat.Recv(); err == nil {
			heartbeat.SendMulti(m)
		}
	}
}

var delimiter = []byte("<IDS|MSG>")

func (k *kernel) sign(frames [][]byte) []byte {
	mac := hmac.New(sha256.New, []byte(k.at.Key))
	for _, frame := range frames {
		mac.Write(frame)
	}
	return []byte(hex.EncodeToString(mac.Sum(nil)))
}

// request is one message that came in, with the socket it came from.
type request struct {
	*kernel
	from    zmq4.Socket
	ids     [][]byte
	header  []byte
	content []byte
	kind    string
	count   int
}

func (k *kernel) serve(from zmq4.Socket) {
	for count := 1; ; {
		m, err := from.Recv()
		if err != nil {
			return
		}
		r, ok := k.request(m.Frames)
		if !ok {
			continue
		}
		r.from, r.count = from, count
		if r.kind == "execute_request" {
			count++
		}
		r.answer()
	}
}

// request is what the frames of a message ask for, where their signature is right.
func (k *kernel) request(frames [][]byte) (r request, ok bool) {
	i := 0
	for i < len(frames) && !bytes.Equal(frames[i], delimiter) {
		i++
	}
	if i+5 >= len(frames) || !hmac.Equal(frames[i+1], k.sign(frames[i+2:i+6])) {
		return request{}, false
	}
	r = request{kernel: k, ids: frames[:i], header: frames[i+2], content: frames[i+5]}
	var header struct {
		Kind string `json:"msg_type"`
	}
	json.Unmarshal(r.header, &header)
	r.kind = header.Kind
	return r, true
}

func (r *request) answer() {
	r.publish("status", object{"execution_state": "busy"})
	switch r.kind {
	case "kernel_info_request":
		r.reply("kernel_info_reply", object{
			"status": "ok", "protocol_version": "5.3", "implementation": "floor", "implementation_version": "0", "banner": "floor",
			"language_info": object{"name": "floor", "version": "0", "mimetype": "text/plain", "file_extension": ".txt"},
		})
	case "interrupt_request":
		r.stop.Store(true)
		r.reply("interrupt_reply", object{"status": "ok"})
	case "shutdown_request":
		r.reply("shutdown_reply", object{"status": "ok", "restart": false})
		time.Sleep(5 * time.Millisecond)
		os.Exit(0)
	case "execute_request":
		r.execute()
	}
	r.publish("status", object{"execution_state": "idle"})
}

var picture = base64.StdEncoding.EncodeToString(make([]byte, 40_000))

func (r *request) execute() {
	var asked struct{ Code string }
	json.Unmarshal(r.content, &asked)
	r.publish("execute_input", object{"code": asked.Code, "execution_count": r.count})
	lines, prints := strings.CutPrefix(asked.Code, "print ")
	switch {
	case prints:
		r.print(lines)
	case asked.Code == "loop":
		r.stop.Store(false)
		for !r.stop.Load() {
		}
	case asked.Code == "plot":
		r.publish("display_data", object{"data": object{"image/png": picture}, "metadata": object{}})
	default:
		r.publish("execute_result", object{"execution_count": r.count, "data": object{"text/plain": "2"}, "metadata": object{}})
	}
	r.reply("execute_reply", object{"status": "ok", "execution_count": r.count, "user_expressions": object{}})
}

func (r *request) print(lines string) {
	n, _ := strconv.Atoi(lines)
	var text strings.Builder
	for i := range n {
		fmt.Fprintf(&text, "line %d\n", i)
		if text.Len() > 8000 || i == n-1 {
			r.publish("stream", object{"name": "stdout", "text": text.String()})
			text.Reset()
		}
	}
}

func (r *request) reply(kind string, content any) { r.send(r.from, r.ids, kind, content) }

func (r *request) publish(kind string, content any) {
	r.send(r.iopub, [][]byte{[]byte("kernel." + kind)}, kind, content)
}

func (r *request) send(to zmq4.Socket, ids [][]byte, kind string, content any) {
	header, _ := json.Marshal(object{
		"msg_id": "floor_" + strconv.FormatInt(r.sent.Add(1), 10), "username": "kernel", "session": "floor",
		"msg_type": kind, "version": "5.3", "date": time.Now().UTC().Format("2006-01-02T15:04:05.000000Z"),
	})
	body, _ := json.Marshal(content)
	parts := [][]byte{header, r.header, []byte("{}"), body}
	frames := append(append(append([][]byte{}, ids...), delimiter, r.sign(parts)), parts...)
	if err := to.SendMulti(zmq4.NewMsgFrom(frames...)); err != nil {
		log.Print(err)
	}
}
