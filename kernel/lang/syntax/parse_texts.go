package syntax

import (
	"strings"

	"saddle/kernel/lang/message"
)

// text reads a text, and the expressions between its braces.
func (p *parser) text() Expr {
	t := p.take()
	s := &String{expression: expression{at{t.span}}, Value: t.text}
	for _, piece := range t.pieces {
		switch {
		case piece.value != Span{}:
			s.Pieces = append(s.Pieces, Piece{Value: p.inText(piece.value)})
		case piece.letters != "":
			s.Pieces = append(s.Pieces, Piece{Letters: piece.letters})
		}
	}
	return s
}

// inText reads the expression at a place inside a text; one that cannot be read is perhaps no expression.
func (p *parser) inText(place Span) Expr {
	defer func() {
		switch failure := recover().(type) {
		case nil:
		case *message.Error:
			panic(failure.Advise("syntax.text-brace.advice", "{x}", "{{x}}"))
		default:
			panic(failure)
		}
	}()
	masked := &message.Source{Cell: p.source.Cell, Text: strings.Repeat(" ", place.Start) + p.source.Text[place.Start:place.End]}
	inside := &parser{source: p.source, tokens: scan(masked), joined: 0, named: p.named, depth: p.depth}
	value := inside.expr()
	if inside.token().kind != atEnd {
		inside.unexpected("")
	}
	return value
}
