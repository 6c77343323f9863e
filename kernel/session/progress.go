package session

import (
	"fmt"
	"html"
	"strings"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
)

// progress shows how far a computation is, as a bar in text and in HTML.
func (r *running) progress(p eval.Progress) {
	share := max(0, min(1, p.Part))
	const width = 30
	full := int(share * width)
	text := p.What
	if p.Total > 0 {
		text = message.Say("progress.counted", p.What, p.Done, p.Total).In(r.Locale())
	}
	r.bar.Store(true)
	r.emit(Output{Kind: Progress, Data: map[string]any{
		"text/plain": fmt.Sprintf("%s%s %3.0f %%  %s", strings.Repeat("█", full), strings.Repeat("░", width-full), 100*share, text),
		"text/html": fmt.Sprintf(`<div style="display:flex;align-items:center;gap:1em"><progress max="100" value="%.1f"></progress><span>%s</span></div>`,
			100*share, html.EscapeString(text)),
	}})
}

// endProgress takes the bar away before something is shown: what is shown beside it would have to be shown again without it.
func (r *running) endProgress() {
	if r.bar.Swap(false) {
		r.emit(Output{Kind: Progress})
	}
}
