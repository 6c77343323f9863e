package transport

import (
	"testing"
	"time"
)

func TestDropFirst(t *testing.T) {
	queue := []packet{{display: "a"}, {display: "b"}, {display: "c"}}
	if rest := dropFirst(queue, 2); len(rest) != 1 || rest[0].display != "c" || queue[0].display != "" {
		t.Errorf("%+v of %+v", rest, queue)
	}
	if rest := dropFirst(queue, 3); rest != nil {
		t.Errorf("%+v", rest)
	}
}

func TestJournalCountsWhatItSkips(t *testing.T) {
	j := newJournal(nil)
	start := time.Unix(1000, 0)
	logged := 0
	for range 100 {
		if _, ok := j.allow(start); ok {
			logged++
		}
	}
	skipped, ok := j.allow(start.Add(time.Second))
	if logged != linesPerSecond || !ok || skipped != 100-linesPerSecond {
		t.Errorf("%d logged, then %v after %d skipped", logged, ok, skipped)
	}
	if skipped, ok := j.allow(start.Add(time.Second)); !ok || skipped != 0 {
		t.Errorf("%v after %d skipped", ok, skipped)
	}
}
