package server

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"saddle/kernel/wire"
)

// history remembers the cells of one session, and finds those of the sessions
// before it in the file. The file is touched only when the first cell is stored
// or asked for; when it fails, the session's own cells remain, and note is told once.
type history struct {
	id   string // random, tells this session's lines from others' in the file
	file historyFile
	note func(error)

	mu    sync.Mutex
	own   []historyLine
	began bool
	mute  bool
}

// entry is one remembered cell under its session's number.
type entry struct {
	session int
	historyLine
}

// store remembers a cell. output is its result as text, "" for none.
func (h *history) store(line int, input, output string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	cell := historyLine{Session: h.id, Line: line, Time: time.Now().UTC().Truncate(time.Second), Input: input, Output: output}
	h.own = append(h.own, cell)
	if !h.began {
		h.began = true
		h.check(h.file.trim(historyLimit))
	}
	h.check(h.file.add(cell))
}

// check notes the first trouble with the file, and only that.
func (h *history) check(err error) {
	if err != nil && !h.mute && h.note != nil {
		h.mute = true
		h.note(err)
	}
}

// entries gives all that is remembered, this session's cells last, and this
// session's number.
func (h *history) entries() (all []entry, current int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	lines, before, err := h.file.read()
	h.check(err)
	number := make(map[string]int)
	for i, id := range sessions(lines) {
		number[id] = before + i + 1
	}
	current, known := number[h.id]
	if !known {
		current = before + len(number) + 1
	}
	for _, line := range lines {
		if line.Session != h.id {
			all = append(all, entry{number[line.Session], line})
		}
	}
	slices.SortStableFunc(all, func(a, b entry) int { return cmp.Compare(a.session, b.session) })
	for _, line := range h.own {
		all = append(all, entry{current, line})
	}
	return all, current
}

// last gives the n newest of entries, oldest first; nil means all of them.
func last(entries []entry, n *int) []entry {
	if n == nil || *n > len(entries) {
		return entries
	}
	return entries[len(entries)-max(*n, 0):]
}

// between gives the cells start ≤ line < stop of one session: 0 means the
// current one, -1 the one before, a positive number that one. A nil stop is open.
func between(entries []entry, current, session, start int, stop *int) []entry {
	if session <= 0 {
		session += current
	}
	return keep(entries, func(e entry) bool {
		return e.session == session && e.Line >= start && (stop == nil || e.Line < *stop)
	})
}

// matching gives the cells whose whole text matches a glob pattern, in which *
// stands for any text, ? for one character and [ab] for a choice. With unique,
// only the newest of equal cells remains.
func matching(entries []entry, pattern string, unique bool) []entry {
	found := keep(entries, func(e entry) bool { return glob(pattern, e.Input) })
	if !unique {
		return found
	}
	seen := make(map[string]bool)
	slices.Reverse(found)
	found = keep(found, func(e entry) bool {
		first := !seen[e.Input]
		seen[e.Input] = true
		return first
	})
	slices.Reverse(found)
	return found
}

func keep(entries []entry, wanted func(entry) bool) []entry {
	var kept []entry
	for _, e := range entries {
		if wanted(e) {
			kept = append(kept, e)
		}
	}
	return kept
}

// glob matches as SQLite's GLOB does, which front ends are used to: * crosses
// slashes, and \ is itself. A malformed pattern is plain text.
func glob(pattern, text string) bool {
	const slash = "\x00" // path.Match stops * at a slash
	pattern = strings.NewReplacer("/", slash, `\`, `\\`).Replace(pattern)
	matched, err := path.Match(pattern, strings.ReplaceAll(text, "/", slash))
	if err != nil {
		return pattern == text
	}
	return matched
}

// historyReply finds cells that were run before, the oldest first.
func (s *server) historyReply(r *request) (any, error) {
	var asked wire.HistoryRequest
	if err := r.Message.ReadContent(&asked); err != nil {
		return nil, err
	}
	sh := r.shell
	if sh == nil { // asked on control: of the notebook itself
		sh = s.shell("")
	}
	entries, current := sh.history.entries()
	switch asked.HistAccessType {
	case wire.HistoryRange:
		entries = between(entries, current, asked.Session, asked.Start, asked.Stop)
	case wire.HistorySearch:
		entries = last(matching(entries, or(asked.Pattern, "*"), asked.Unique), asked.N)
	default:
		entries = last(entries, asked.N)
	}
	reply := wire.HistoryReply{Status: wire.StatusOK}
	for _, e := range entries {
		reply.History = append(reply.History, e.onWire(asked.Output))
	}
	return reply, nil
}

func (e entry) onWire(withOutput bool) wire.HistoryEntry {
	w := wire.HistoryEntry{Session: e.session, Line: e.Line, Input: e.Input, WithOutput: withOutput}
	if e.Output != "" {
		w.Output = &e.Output
	}
	return w
}
