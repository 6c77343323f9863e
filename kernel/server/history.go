package server

import (
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"saddle/kernel/wire"
)

// history remembers the cells of one session, and finds those of the sessions
// before it in the folder. The folder is touched only when the first cell is
// stored or asked for; what cannot be written there stays in memory, as much as
// there is room for, and note is told once.
type history struct {
	folder historyFolder
	note   func(error)

	mu      sync.Mutex
	session int           // the number of this session; 0: nothing is stored yet
	unsaved []historyLine // of this session
	held    int           // bytes in unsaved
	mute    bool
}

// unsavedBytes is how much of a session without a folder is remembered.
const unsavedBytes = 8 << 20

// entry is one remembered cell under its session's number.
type entry struct {
	session int
	historyLine
}

// store remembers a cell. output is its result as text, "" for none.
func (h *history) store(line int, input, output string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	cell := historyLine{Line: line, Time: time.Now().UTC().Truncate(time.Second), Input: input, Output: output}
	h.unsaved = append(h.unsaved, cell)
	h.held += cell.size()
	h.saveAll()
	for h.held > unsavedBytes && len(h.unsaved) > 1 {
		h.forgetFirst()
	}
}

// saveAll writes what is not written yet, in order, as far as the folder takes it: there may be room again on a disk that was full.
func (h *history) saveAll() {
	for h.folder.path != "" && len(h.unsaved) > 0 {
		if err := h.save(h.unsaved[0]); err != nil {
			h.check(err)
			return
		}
		h.forgetFirst()
	}
}

func (h *history) forgetFirst() {
	h.held -= h.unsaved[0].size()
	h.unsaved = slices.Delete(h.unsaved, 0, 1)
}

func (h *history) save(cell historyLine) (err error) {
	if h.session == 0 {
		if h.session, err = h.folder.begin(); err != nil {
			return err
		}
	}
	return h.folder.add(h.session, cell)
}

// check notes the first trouble with the folder, and only that.
func (h *history) check(err error) {
	if err != nil && !h.mute && h.note != nil {
		h.mute = true
		h.note(err)
	}
}

// current is this session's number, the next one where it has none yet.
func (h *history) current() int {
	if h.session > 0 {
		return h.session
	}
	next, err := h.folder.next()
	h.check(err)
	return max(next, 1)
}

// walk gives the sessions from the newest to the oldest, this one first, each
// with its cells in order, until it has seen enough.
func (h *history) walk(see func(cells []entry) (enough bool)) {
	h.mu.Lock()
	defer h.mu.Unlock()
	oldest, enough := h.walkSessions(see)
	if enough {
		return
	}
	earlier, err := h.folder.earlier()
	h.check(err)
	for _, n := range slices.Backward(slices.Sorted(maps.Keys(earlier.sessions))) {
		if n < oldest && see(entriesOf(n, earlier.sessions[n])) {
			return
		}
	}
}

// walkSessions shows the current session and then those that have a file of their own; oldest is the number of the last of them.
func (h *history) walkSessions(see func(cells []entry) (enough bool)) (oldest int, enough bool) {
	current := h.current()
	if see(entriesOf(current, h.cells(current))) {
		return current, true
	}
	numbers, err := h.folder.sessions()
	h.check(err)
	oldest = current
	for _, n := range slices.Backward(numbers) {
		oldest = n
		if n != current && see(entriesOf(n, h.cells(n))) {
			return oldest, true
		}
	}
	return oldest, false
}

// cells gives the cells of one session.
func (h *history) cells(session int) []historyLine {
	lines, err := h.folder.read(session)
	h.check(err)
	if session == h.current() {
		lines = append(lines, h.unsaved...)
	}
	return lines
}

func entriesOf(session int, lines []historyLine) []entry {
	entries := make([]entry, len(lines))
	for i, line := range lines {
		entries[i] = entry{session, line}
	}
	return entries
}

// last gives the n newest cells that are wanted, oldest first; nil means all of
// them. With unique, only the newest of equal cells counts.
func (h *history) last(n *int, unique bool, wanted func(entry) bool) []entry {
	if n != nil && *n <= 0 {
		return nil
	}
	var found []entry
	seen := map[string]bool{}
	h.walk(func(cells []entry) bool {
		for _, e := range slices.Backward(cells) {
			if n != nil && len(found) == *n {
				return true
			}
			if unique && seen[e.Input] || !wanted(e) {
				continue
			}
			if unique {
				seen[e.Input] = true
			}
			found = append(found, e)
		}
		return n != nil && len(found) == *n
	})
	slices.Reverse(found)
	return found
}

// between gives the cells start ≤ line < stop of one session: 0 means the
// current one, -1 the one before, a positive number that one. A nil stop is open.
func (h *history) between(session, start int, stop *int) []entry {
	h.mu.Lock()
	defer h.mu.Unlock()
	if session <= 0 {
		session += h.current()
	}
	lines := h.cells(session)
	if len(lines) == 0 {
		earlier, err := h.folder.earlier()
		h.check(err)
		lines = earlier.sessions[session]
	}
	var found []entry
	for _, e := range entriesOf(session, lines) {
		if e.Line >= start && (stop == nil || e.Line < *stop) {
			found = append(found, e)
		}
	}
	return found
}

// glob matches as SQLite's GLOB does, which front ends are used to: * crosses
// slashes, and \ is itself. A malformed pattern is plain text.
func glob(pattern, text string) bool {
	const slash = "\x00" // path.Match stops * at a slash
	plain := strings.NewReplacer("/", slash, `\`, `\\`).Replace(pattern)
	matched, err := path.Match(plain, strings.ReplaceAll(text, "/", slash))
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
	reply := wire.HistoryReply{Status: wire.StatusOK}
	for _, e := range sh.history.asked(asked) {
		reply.History = append(reply.History, e.onWire(asked.Output))
	}
	return reply, nil
}

// asked are the entries that a request is for, the earliest first.
func (h *history) asked(r wire.HistoryRequest) []entry {
	switch r.HistAccessType {
	case wire.HistoryRange:
		return h.between(r.Session, r.Start, r.Stop)
	case wire.HistorySearch: // the whole text of a cell, in which * stands for any text, ? for a character and [ab] for a choice
		pattern := or(r.Pattern, "*")
		return h.last(r.N, r.Unique, func(e entry) bool { return glob(pattern, e.Input) })
	}
	return h.last(r.N, false, func(entry) bool { return true })
}

func (e entry) onWire(withOutput bool) wire.HistoryEntry {
	w := wire.HistoryEntry{Session: e.session, Line: e.Line, Input: e.Input, WithOutput: withOutput}
	if e.Output != "" {
		w.Output = &e.Output
	}
	return w
}
