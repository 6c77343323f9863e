package server

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"time"
)

// historyLimit is the size in bytes beyond which the file loses its older half.
const historyLimit = 8 << 20

// historyLine is one line of the history file: a cell that was run. Sessions
// are written with their random ids, so that kernels that run side by side
// append without agreeing on anything; their numbers are the order in which
// they first appear, after the Before sessions that were trimmed away.
type historyLine struct {
	Session string    `json:"session,omitempty"`
	Line    int       `json:"line,omitempty"`
	Time    time.Time `json:"time,omitzero"`
	Input   string    `json:"input,omitempty"`
	Output  string    `json:"output,omitempty"`
	Before  int       `json:"before,omitempty"`
}

// historyFile is the record of all sessions, JSON lines in a file that several
// kernels append to. An empty path means no file.
type historyFile struct{ path string }

// add writes one line at the end of the file, made with its folder if need be.
func (f historyFile) add(line historyLine) error {
	if f.path == "" {
		return nil
	}
	text, err := json.Marshal(line)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(f.path), 0o700); err != nil {
		return err
	}
	file, err := os.OpenFile(f.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(append(text, '\n')) // one write: lines of other kernels stay whole
	if closed := file.Close(); err == nil {
		err = closed
	}
	return err
}

// read gives the file's lines in order, and how many sessions came before the
// first of them. A line that cannot be read is passed over.
func (f historyFile) read() (lines []historyLine, before int, err error) {
	if f.path == "" {
		return nil, 0, nil
	}
	file, err := os.Open(f.path)
	if os.IsNotExist(err) {
		return nil, 0, nil
	}
	if err != nil {
		return nil, 0, err
	}
	defer file.Close()
	in := bufio.NewReader(io.LimitReader(file, 4*historyLimit))
	for err == nil {
		var text []byte
		text, err = in.ReadBytes('\n')
		var line historyLine
		switch {
		case json.Unmarshal(bytes.TrimSpace(text), &line) != nil:
		case line.Before > 0:
			before = line.Before
		case line.Session != "":
			lines = append(lines, line)
		}
	}
	if err == io.EOF {
		err = nil
	}
	return lines, before, err
}

// trim drops the older half of a file that has grown beyond limit bytes, whole
// sessions at a time so that the numbers of the others stay what they were.
func (f historyFile) trim(limit int64) error {
	info, err := os.Stat(f.path)
	if err != nil || info.Size() <= limit {
		return nil
	}
	lines, before, err := f.read()
	if err != nil {
		return err
	}
	kept := newest(lines, limit/2)
	dropped := len(sessions(lines)) - len(sessions(kept))
	return f.replace(append([]historyLine{{Before: before + dropped}}, kept...))
}

// newest gives the lines of the last sessions, at most about size bytes of them.
func newest(lines []historyLine, size int64) []historyLine {
	order := sessions(lines)
	bytesOf := make(map[string]int64)
	for _, line := range lines {
		bytesOf[line.Session] += int64(len(line.Input)+len(line.Output)) + 120
	}
	keep := make(map[string]bool)
	for i := len(order) - 1; i >= 0 && size > 0; i-- {
		size -= bytesOf[order[i]]
		keep[order[i]] = size >= 0
	}
	var kept []historyLine
	for _, line := range lines {
		if keep[line.Session] {
			kept = append(kept, line)
		}
	}
	return kept
}

// sessions lists the ids in lines in order of first appearance.
func sessions(lines []historyLine) []string {
	var order []string
	seen := make(map[string]bool)
	for _, line := range lines {
		if !seen[line.Session] {
			seen[line.Session] = true
			order = append(order, line.Session)
		}
	}
	return order
}

// replace puts lines in place of the file's contents, at once.
func (f historyFile) replace(lines []historyLine) error {
	file, err := os.CreateTemp(filepath.Dir(f.path), ".history-*")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	out := json.NewEncoder(file)
	for _, line := range lines {
		if err := out.Encode(line); err != nil {
			file.Close()
			return err
		}
	}
	if err := file.Close(); err != nil {
		return err
	}
	return os.Rename(file.Name(), f.path)
}
