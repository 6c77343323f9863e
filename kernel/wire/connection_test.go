package wire

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const goodFile = `{"shell_port":1,"control_port":2,"stdin_port":3,"iopub_port":4,"hb_port":5,
	"ip":"127.0.0.1","key":"a-secret-key","transport":"tcp","signature_scheme":"hmac-sha256","kernel_name":"saddle","jupyter_session":"x.ipynb"}`

func TestReadConnection(t *testing.T) {
	c, err := ReadConnection(file(t, goodFile))
	if err != nil {
		t.Fatal(err)
	}
	want := Connection{Transport: TCP, IP: "127.0.0.1", ShellPort: 1, ControlPort: 2, StdinPort: 3, IOPubPort: 4, HBPort: 5,
		Key: "a-secret-key", SignatureScheme: "hmac-sha256", KernelName: "saddle"}
	if c != want {
		t.Errorf("%#v", c)
	}
	for channel, endpoint := range map[Channel]string{Shell: "tcp://127.0.0.1:1", Control: "tcp://127.0.0.1:2",
		Stdin: "tcp://127.0.0.1:3", IOPub: "tcp://127.0.0.1:4", Heartbeat: "tcp://127.0.0.1:5"} {
		if got := c.Endpoint(channel); got != endpoint {
			t.Errorf("%s is at %s, want %s", channel, got, endpoint)
		}
	}
}

func TestEndpoints(t *testing.T) {
	ipc := Connection{Transport: IPC, IP: "/run/kernel-ipc", ShellPort: 1}
	if network, address := ipc.Address(Shell); network != "unix" || address != "/run/kernel-ipc-1" {
		t.Errorf("ipc is %s %s", network, address)
	}
	if got := ipc.Endpoint(Shell); got != "ipc:///run/kernel-ipc-1" {
		t.Errorf("ipc endpoint %s", got)
	}
	six, err := Connection{IP: "[::1]", HBPort: 9}.Normalize()
	if err != nil || six.Endpoint(Heartbeat) != "tcp://[::1]:9" {
		t.Errorf("IPv6 endpoint %s, %v", six.Endpoint(Heartbeat), err)
	}
	registering, err := parseConnection([]byte(`{"ip":"*","key":"k","registration_port":77}`))
	if err != nil || registering.RegistrationEndpoint() != "tcp://0.0.0.0:77" || ipc.RegistrationEndpoint() != "" {
		t.Errorf("registration at %q, %v", registering.RegistrationEndpoint(), err)
	}
}

func TestConnectionErrorsNameTheField(t *testing.T) {
	for change, want := range map[[2]string]string{
		{`"shell_port":1`, `"shell_port":"1"`}:                                      "shell_port must be a whole number, not string",
		{`"shell_port":1`, `"shell_port":1.5`}:                                      "shell_port must be a whole number, not number 1.5",
		{`"shell_port":1`, `"shell_port":65536`}:                                    "shell_port is 65536",
		{`"shell_port":1`, `"shell_port":-1`}:                                       "shell_port is -1",
		{`"shell_port":1`, `"shell_port":2`}:                                        "shell_port and control_port are both 2",
		{`"shell_port":1,`, ``}:                                                     "missing: shell_port",
		{`"hb_port":5`, `"hbport":5`}:                                               "missing: hb_port",
		{`"tcp"`, `"udp"`}:                                                          `transport "udp" is not known`,
		{`"127.0.0.1"`, `7`}:                                                        "ip must be a string",
		{`"key":"a-secret-key"`, `"key":[1]`}:                                       "key must be a string",
		{`"hmac-sha256"`, `"hmac-whirlpool"`}:                                       `signature_scheme "hmac-whirlpool" is not known`,
		{`"ip":`, `"curve_publickey":"p", "ip":`}:                                   "curve_publickey and curve_secretkey must be given together",
		{`"ip":`, `"curve_publickey":"p", "curve_secretkey":"a-secret-key", "ip":`}: "curve_publickey must be 40 characters",
		{`}`, ``}: "not a JSON object",
	} {
		_, err := ReadConnection(file(t, strings.Replace(goodFile, change[0], change[1], 1)))
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "kernel.json") {
			t.Errorf("%s: error %v\nmust name the file and say %q", change[1], err, want)
		}
		if err != nil && strings.Contains(err.Error(), "a-secret-key") {
			t.Errorf("error shows the key: %v", err)
		}
	}
	for _, content := range []string{"", "null", "[]", "3", `"a-secret-key"`} {
		if c, err := ReadConnection(file(t, content)); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %v, %v", content, c, err)
		}
	}
	if _, err := ReadConnection(filepath.Join(t.TempDir(), "none.json")); err == nil || !strings.Contains(err.Error(), "none.json") {
		t.Errorf("missing file: %v", err)
	}
	if _, err := (Connection{Transport: IPC}).Normalize(); err == nil {
		t.Error("ipc without a path accepted")
	}
}

func TestWriteReadsBackAndIsPrivate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "c.json")
	want := Connection{Transport: IPC, IP: "/x", ShellPort: 1, ControlPort: 2, StdinPort: 3, IOPubPort: 4, HBPort: 5, Key: "a-secret-key", SignatureScheme: "hmac-sha512"}
	for range 2 {
		if err := want.Write(path); err != nil {
			t.Fatal(err)
		}
	}
	got, err := ReadConnection(path)
	if err != nil || got != want {
		t.Errorf("%v, %v", got, err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if entries, _ := os.ReadDir(filepath.Dir(path)); len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
	if err := want.Write(filepath.Join(path, "below-a-file")); err == nil {
		t.Error("wrote below a file")
	}
}

func TestKeysAreNeverShown(t *testing.T) {
	c := Connection{Key: "a-secret-key", CurvePublicKey: "curve-public", CurveSecretKey: "curve-secret", Transport: TCP}
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "c", c, "key", c.Key)
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "c", c, "key", c.Key)
	shown := log.String() + c.String()
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		shown += fmt.Sprintf(verb, c) + fmt.Sprintf(verb, &c) + fmt.Sprintf(verb, c.Key) + fmt.Sprintf(verb, struct{ K []Secret }{[]Secret{c.Key}})
	}
	for _, secret := range []string{"a-secret-key", "curve-public", "curve-secret", fmt.Sprintf("%x", "a-secret-key")} {
		if strings.Contains(shown, secret) {
			t.Errorf("%q is shown in %s", secret, shown)
		}
	}
	if raw, err := json.Marshal(c); err != nil || !strings.Contains(string(raw), "a-secret-key") {
		t.Errorf("the file needs the key: %s, %v", raw, err)
	}
}

func file(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "kernel.json")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
