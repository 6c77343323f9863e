package value

import (
	"saddle/kernel/lang/message"
	"saddle/numerics/expr"
)

// Working is the way to a result, line by line, as a student writes it on paper: what explain answers.
type Working struct{ Lines []Line }

// Line is one line of a working: a formula, the sides of an equation, or a sentence. It has one of them.
type Line struct {
	Formula *Formula
	Sides   []Side
	Said    message.Phrase
}

// Side is one side of an equation: pieces in a row. A number that stands there alone, at the end, is shown with its decimals.
type Side []Piece

// Piece is a piece of a formula: a constant, or a text and the same as LaTeX.
type Piece struct {
	Node        *expr.Node // nil: Text and LaTeX
	Binds       Binding
	Text, LaTeX string
}

// Binding says where a number stands, and so when it needs brackets.
type Binding uint8

// The bindings.
const (
	Alone    Binding = iota // never
	Factor                  // one that is negative, or a sum
	Base                    // of a power: all but whole numbers and decimals
	Divisor                 // of a quotient, or under a root: as of a power, but for single roots and letters; a formula sets it apart by itself
	Dividend                // of a quotient: as a factor; a formula sets it apart by itself
)

// Describe implements Value.
func (Working) Describe() message.Phrase { return message.Say("kind.working") }
