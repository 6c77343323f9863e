package server

import (
	"os"
	"path/filepath"
	"time"
)

// earlierHistory is what earlier versions left: all sessions in one file.
type earlierHistory struct {
	sessions map[int][]historyLine
	last     int // the newest session's number
}

// earlierFile is that file, beside the folder.
func (f historyFolder) earlierFile() string { return filepath.Join(filepath.Dir(f.path), "history") }

// earlier reads the sessions that were written before each had a file. They are
// numbered in the order in which they first appear.
func (f historyFolder) earlier() (earlierHistory, error) {
	e := earlierHistory{sessions: map[int][]historyLine{}}
	if f.path == "" {
		return e, nil
	}
	number := map[string]int{}
	err := readHistory(f.earlierFile(), func(line historyLine) {
		switch {
		case line.Before > 0:
			e.last = line.Before
		case line.Session != "":
			if number[line.Session] == 0 {
				e.last++
				number[line.Session] = e.last
			}
			n := number[line.Session]
			e.sessions[n] = append(e.sessions[n], line)
		}
	})
	return e, err
}

// tidy removes what earlier versions left half done, and the oldest sessions
// where there are too many.
func (f historyFolder) tidy() {
	leftOver, _ := filepath.Glob(filepath.Join(filepath.Dir(f.path), ".history-*"))
	for _, path := range leftOver {
		removeOlder(path, time.Hour)
	}
	f.trim(historyBytes, historySessions)
}

// trim removes the oldest sessions beyond a size in bytes and a number, whole,
// and none that was written to in the last days.
func (f historyFolder) trim(bytes int64, sessions int) {
	numbers, err := f.sessions()
	if err != nil {
		return
	}
	for i := len(numbers) - 1; i >= 0; i-- {
		path := f.file(numbers[i])
		if about, err := os.Stat(path); err == nil {
			bytes -= about.Size()
		}
		if sessions--; sessions < 0 || bytes < 0 {
			removeOlder(path, historyDays)
		}
	}
	if sessions < 0 || bytes < 0 {
		removeOlder(f.earlierFile(), historyDays)
	}
}

// removeOlder removes a file that was not written to for a time.
func removeOlder(path string, age time.Duration) {
	if about, err := os.Lstat(path); err == nil && about.Mode().IsRegular() && time.Since(about.ModTime()) > age {
		_ = os.Remove(path) // another kernel may have been quicker
	}
}
