package session_test

import (
	"fmt"
	"runtime"
	"testing"

	"saddle/kernel/session"
)

// TestCellsAsideLetGo defines names again and again in cells aside. Functions and runs hold on to the notebook in which they
// were made; what that knew at the time is let go all the same.
func TestCellsAsideLetGo(t *testing.T) {
	s := session.New(session.Options{})
	inUse := func() int {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int(m.HeapAlloc)
	}
	round := func(turn int) {
		for _, name := range []string{"a", "b"} {
			code := fmt.Sprintf("v%s = ones(100000);\nr%s = run(gd, (x, y) -> x^2 - y^2 + %d, from = (1, 0.1), steps = 5);", name, name, turn)
			if err := s.ExecuteAside(t.Context(), code, session.Cell{}, func(session.Output) {}); err != nil {
				t.Fatal(err)
			}
		}
	}
	for turn := range 3 {
		round(turn)
	}
	before := inUse()
	const turns = 40
	for turn := range turns {
		round(turn)
	}
	if after := inUse(); after > before+turns*100_000*8/4 {
		t.Errorf("%d MB in use, after %d turns %d MB", before>>20, turns, after>>20)
	}
	if err := s.ExecuteCell(t.Context(), "check ra.last ≈ rb.last\ncheck sum(va) == 100000", session.Cell{}, func(session.Output) {}); err != nil {
		t.Error(err)
	}
}
