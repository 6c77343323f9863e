package runner

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/rivo/uniseg"
	"golang.org/x/term"
)

// progress tells how far a run is: on a terminal a line that is rewritten while
// its cell runs, elsewhere one line for each cell that has ended.
type progress struct {
	to    *os.File
	total int
	live  bool
	done  int
	label string
	start time.Time
}

func newProgress(to *os.File, total int) *progress {
	return &progress{to: to, total: total, live: term.IsTerminal(int(to.Fd()))}
}

// begin says that a cell runs.
func (p *progress) begin(source string) {
	p.done++
	p.label = firstLine(source)
	p.start = time.Now()
	if p.live {
		fmt.Fprintf(p.to, "\r\x1b[K%s …", p.line(" "))
	}
}

// end says how it ended.
func (p *progress) end(ok bool) {
	sign := map[bool]string{true: "✓", false: "✗"}[ok]
	text := fmt.Sprintf("%s  %.1f s", p.line(sign), time.Since(p.start).Seconds())
	if p.live {
		text = "\r\x1b[K" + text
	}
	fmt.Fprintln(p.to, text)
}

// line is the part of the line that stays, cut so that the terminal does not wrap it.
func (p *progress) line(sign string) string {
	width := 80
	if p.live {
		if columns, _, err := term.GetSize(int(p.to.Fd())); err == nil && columns > 30 {
			width = columns
		}
	}
	digits := len(fmt.Sprint(p.total))
	return fmt.Sprintf("%s %*d/%d  %s", sign, digits, p.done, p.total, cut(p.label, width-2*digits-16))
}

// cut shortens a text so that it takes at most width columns of a terminal: one for a Greek letter, two for a Chinese
// one, none for an accent that combines.
func cut(text string, width int) string {
	if uniseg.StringWidth(text) <= width {
		return text
	}
	var kept strings.Builder
	room := width - 1
	for letters := uniseg.NewGraphemes(text); letters.Next(); {
		if room -= letters.Width(); room < 0 {
			break
		}
		kept.WriteString(letters.Str())
	}
	return kept.String() + "…"
}

func firstLine(source string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(source), "\n")
	return strings.TrimSpace(line)
}
