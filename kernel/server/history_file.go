package server

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// historyLine is one line of a session's file: a cell that was run.
type historyLine struct {
	Session string    `json:"session,omitempty"` // in the file of earlier versions: a random id
	Line    int       `json:"line,omitempty"`
	Time    time.Time `json:"time,omitzero"`
	Input   string    `json:"input,omitempty"`
	Output  string    `json:"output,omitempty"`
	Before  int       `json:"before,omitempty"` // in the file of earlier versions: how many sessions were dropped
}

// size is how many bytes of text a cell holds.
func (l historyLine) size() int { return len(l.Input) + len(l.Output) }

// historyFolder is the record of all sessions: one file a session, JSON lines
// under the session's number. A session makes its file itself, which tells it a
// number that no other has, and alone writes to it; so whatever the number of
// kernels, none waits for another or writes over it, and a line that a kernel
// could not finish spoils no other. An empty path means no folder.
type historyFolder struct{ path string }

// The newest sessions are kept, as many as there is room for, and all that were
// written to in the last days.
const (
	historyBytes    = 256 << 20
	historySessions = 10_000
	historyDays     = 7 * 24 * time.Hour
)

const historySuffix = ".jsonl"

// lastSession is the highest number that counts as one of a session.
const lastSession = math.MaxInt32

func (f historyFolder) file(session int) string {
	return filepath.Join(f.path, fmt.Sprintf("%08d", session)+historySuffix)
}

// sessions lists the numbers of the sessions that have a file, in order.
func (f historyFolder) sessions() ([]int, error) {
	if f.path == "" {
		return nil, nil
	}
	entries, err := os.ReadDir(f.path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var numbers []int
	for _, entry := range entries {
		name, _ := strings.CutSuffix(entry.Name(), historySuffix)
		if n, err := strconv.Atoi(name); err == nil && n > 0 && n <= lastSession && entry.Name() == filepath.Base(f.file(n)) {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	return numbers, nil
}

// next is the number after those of all sessions so far.
func (f historyFolder) next() (int, error) {
	numbers, err := f.sessions()
	if len(numbers) > 0 || err != nil {
		return append(numbers, 0)[max(0, len(numbers)-1)] + 1, err
	}
	earlier, err := f.earlier()
	return earlier.last + 1, err
}

// begin makes a file for a new session, and the folder if need be, and returns its number.
func (f historyFolder) begin() (session int, err error) {
	if err := os.MkdirAll(f.path, 0o700); err != nil {
		return 0, err
	}
	f.tidy()
	session, err = f.next()
	for err == nil {
		var file *os.File
		file, err = os.OpenFile(f.file(session), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		switch {
		case err == nil:
			return session, file.Close()
		case errors.Is(err, fs.ErrExist): // another kernel began at the same time
			session, err = session+1, nil
		}
	}
	return 0, err
}

// add writes one line at the end of a session's file.
func (f historyFolder) add(session int, line historyLine) error {
	text, err := json.Marshal(line)
	if err != nil {
		return err
	}
	file, err := os.OpenFile(f.file(session), os.O_APPEND|os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	if size, err := file.Seek(0, io.SeekEnd); err == nil && size > 0 {
		last := []byte{0}
		if _, err := file.ReadAt(last, size-1); err == nil && last[0] != '\n' { // the disk was full
			text = append([]byte{'\n'}, text...)
		}
	}
	_, err = file.Write(append(text, '\n'))
	return errors.Join(err, file.Close())
}

// read gives a session's cells in order.
func (f historyFolder) read(session int) ([]historyLine, error) {
	if f.path == "" {
		return nil, nil
	}
	var lines []historyLine
	err := readHistory(f.file(session), func(line historyLine) {
		if line.Line > 0 {
			lines = append(lines, line)
		}
	})
	return lines, err
}

// readHistory reads a file's lines. One that cannot be read is passed over; what is not there, or no plain file, has none.
func readHistory(path string, each func(historyLine)) error {
	about, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !about.Mode().IsRegular() { // a pipe would be waited for
		return nil
	}
	if err != nil {
		return err
	}
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	in := bufio.NewReader(file)
	for err == nil {
		var text []byte
		text, err = in.ReadBytes('\n')
		var line historyLine
		if json.Unmarshal(bytes.TrimSpace(text), &line) == nil {
			each(line)
		}
	}
	if err == io.EOF {
		return nil
	}
	return err
}
