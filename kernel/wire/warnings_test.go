package wire

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestWarnings(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("files have no permissions of this kind")
	}
	for _, test := range []struct {
		connection Connection
		mode       os.FileMode
		want       []string
	}{
		{Connection{Transport: TCP, IP: "127.0.0.1", Key: "a"}, 0o600, nil},
		{Connection{Transport: TCP, IP: "0.0.0.0", Key: "a"}, 0o600, nil},
		{Connection{Transport: TCP, IP: "127.0.0.1"}, 0o600, []string{"on this machine"}},
		{Connection{Transport: TCP, IP: "0.0.0.0"}, 0o644, []string{"on the network"}},
		{Connection{Transport: IPC, IP: "/tmp/k", Key: "a"}, 0o640, []string{"chmod 600"}},
	} {
		path := filepath.Join(t.TempDir(), "kernel.json")
		if err := os.WriteFile(path, nil, test.mode); err != nil {
			t.Fatal(err)
		}
		got := test.connection.Warnings(path)
		if len(got) != len(test.want) || len(got) == 1 && !strings.Contains(got[0], test.want[0]) {
			t.Errorf("%v %v: %q", test.connection, test.mode, got)
		}
	}
}

func TestReadingEndsWhereAFileDoesNot(t *testing.T) {
	if _, err := os.Stat("/dev/zero"); err != nil {
		t.Skip("there is no such device")
	}
	if _, err := ReadConnection("/dev/zero"); err == nil || !strings.Contains(err.Error(), "more than") {
		t.Error(err)
	}
}
