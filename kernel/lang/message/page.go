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

// Only what is short is red, and nothing has another colour: front ends put errors on a red ground, where sentences in a
// colour are hard to read, on the light ground or on the dark one.
const red, plain = "\x1b[31m", "\x1b[0m"

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
		if piece.style == marking {
			bare := strings.TrimLeft(piece.text, " ")
			texts[i] = piece.text[:len(piece.text)-len(bare)] + red + bare + plain
		}
	}
	return strings.Join(texts, "\n")
}
