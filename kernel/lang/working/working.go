// Package working writes the way to a result as a student writes it on paper: the gradient and the Hessian at a point, their
// trace, determinant or leading minors, the characteristic polynomial, the eigenvalues, and what follows; the learning rates
// that a Hessian allows; one step of a run.
//
// It puts lines together, of numbers that are known exactly where they can be; it decides nothing, for the verdict is given to
// it, and shows nothing, for that is display's.
//
//	w := working.Matrix("H", h, verdict)
//	w.Lines[1] // tr(H) = 2 + 2 = 4
package working

import (
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// paper is a working in the making.
type paper struct{ value.Working }

// equation writes a line of sides, empty ones left out.
func (w *paper) equation(sides ...value.Side) {
	var line value.Line
	for _, s := range sides {
		if len(s) > 0 {
			line.Sides = append(line.Sides, s)
		}
	}
	w.Lines = append(w.Lines, line)
}

// say writes a sentence.
func (w *paper) say(key string, args ...any) {
	w.Lines = append(w.Lines, value.Line{Said: message.Say(key, args...)})
}

// formula writes a derivative as a formula, where there is one.
func (w *paper) formula(f *value.Formula) {
	if f != nil {
		w.Lines = append(w.Lines, value.Line{Formula: f})
	}
}

// sign is a piece of text that is the same as LaTeX.
func sign(text string) value.Piece { return value.Piece{Text: text, LaTeX: text} }

// written is a piece of text with its LaTeX.
func written(text, latex string) value.Piece { return value.Piece{Text: text, LaTeX: latex} }

// number is a side of one number, vector or matrix.
func number(n *expr.Node) value.Side { return value.Side{{Node: n}} }

// factor and base are numbers inside a formula, in brackets where they need them.
func factor(n *expr.Node) value.Piece { return value.Piece{Node: n, Binds: value.Factor} }
func base(n *expr.Node) value.Piece   { return value.Piece{Node: n, Binds: value.Base} }

var (
	times   = written(" · ", ` \cdot `)
	squared = written("^2", "^{2}")
	lambda  = written("λ", `\lambda`)
)
