package message

import "strings"

// style is the role of a piece of a message; a terminal gives each its colour.
type style int

const (
	headline style = iota
	source
	marking
	advice
	calls
)

// colours are the ANSI codes of the styles: bold red, none, bold red, bold cyan, dim.
var colours = map[style]string{headline: "\x1b[1;31m", marking: "\x1b[1;31m", advice: "\x1b[1;36m", calls: "\x1b[2m"}

type piece struct {
	style style
	text  string
}

// page is a message as pieces, a line each.
type page []piece

func (p *page) add(s style, text string) { *p = append(*p, piece{s, text}) }

// line adds a line unless it is empty.
func (p *page) line(s style, text string) {
	if text != "" {
		p.add(s, text)
	}
}

func (p page) plain() string {
	texts := make([]string, len(p))
	for i, piece := range p {
		texts[i] = piece.text
	}
	return strings.Join(texts, "\n")
}

func (p page) ansi() string {
	texts := make([]string, len(p))
	for i, piece := range p {
		texts[i] = piece.text
		if code := colours[piece.style]; code != "" {
			texts[i] = code + piece.text + "\x1b[0m"
		}
	}
	return strings.Join(texts, "\n")
}
