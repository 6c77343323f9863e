//go:build unix

package server

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// What lies in the folder and is no session's file is passed over: it is not waited for, and gives no numbers.
func TestStrangeFilesInTheFolder(t *testing.T) {
	folder := historyFolder{path: t.TempDir()}
	at := func(name string) string { return filepath.Join(folder.path, name) }
	for name, text := range map[string]string{
		"00000001.jsonl": `{"line":1,"input":"one"}`, "9223372036854775807.jsonl": `{"line":1,"input":"far"}`,
		"7.jsonl": `{"line":1,"input":"short"}`, "-0000003.jsonl": "", "x.jsonl": "", "00000005": "",
	} {
		if err := os.WriteFile(at(name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mkfifo(at("00000002.jsonl"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(at("00000003.jsonl"), 0o700); err != nil {
		t.Fatal(err)
	}
	h := &history{folder: folder, note: func(err error) { t.Error(err) }}
	h.store(1, "new", "")
	if got := inputs(h.last(nil, false, all)); got != "1/1 one\n4/1 new\n" {
		t.Errorf("got\n%s", got)
	}
}
