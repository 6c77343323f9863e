package value

import (
	"slices"
	"strconv"
	"strings"

	"saddle/kernel/lang/message"
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// Format is how many significant digits numbers are written with; 0 means six.
type Format int

// Plain is a value on one line as text: vectors in parentheses, matrices in
// brackets. Values that need a table or a picture are described by their display, not here.
func (f Format) Plain(v Value) string { return f.PlainIn(v, message.English) }

// PlainIn is Plain with the words for what has no text of its own, a run or a figure, in a language.
func (f Format) PlainIn(v Value, locale message.Locale) string {
	switch v := v.(type) {
	case Text:
		return string(v)
	case Row:
		return f.plainRow(v, locale)
	case Verdict:
		return message.Say("verdict." + string(v.Kind)).In(locale)
	case List:
		return f.plainList(v, locale)
	case Placed:
		return f.PlainIn(v.Place(), locale)
	case Callable:
		if f, ok := v.(*Function); ok && f.Name == "" {
			return f.Written()
		}
		return v.Label()
	case *Optimizer:
		return v.Name
	}
	if text, ok := f.plainNumbers(v); ok {
		return text
	}
	return v.Describe().In(locale)
}

// plainNumbers is the text of what is made of numbers; false for anything else.
func (f Format) plainNumbers(v Value) (text string, ok bool) {
	switch v := v.(type) {
	case Quantity:
		return f.Node(v.Node), true
	case Movable:
		return f.plainArray(vectorShape(v.At[:]), v.At[:]), true
	case Range:
		return f.Number(v.Low) + ".." + f.Number(v.High), true
	case Box:
		return f.plainArray(vectorShape(v.Low), v.Low) + ".." + f.plainArray(vectorShape(v.High), v.High), true
	case Parts:
		return f.plainParts(v), true
	case Identity:
		if v.Scale.IsConst() && v.Scale.Float() == 1 {
			return "I", true
		}
		return f.Node(v.Scale) + " I", true
	}
	return f.plainSpectrum(v)
}

// plainSpectrum is the text of eigenvalues, with or without their vectors, and of the complex numbers that they may be.
func (f Format) plainSpectrum(v Value) (text string, ok bool) {
	switch v := v.(type) {
	case Eigen:
		return "λ = " + f.Node(v.Values) + ", V = " + f.Node(v.Vectors), true
	case Complex:
		return f.Complex(v), true
	case ComplexList:
		return "(" + strings.Join(f.ComplexEach(v), ", ") + ")", true
	case ComplexEigen:
		return "λ = " + f.Plain(v.Values), true
	}
	return "", false
}

// plainRow is a row of a table by the names of its columns.
func (f Format) plainRow(r Row, locale message.Locale) string {
	texts := make([]string, len(r.Table.Names))
	for j, name := range r.Table.Names {
		texts[j] = name + " = " + f.PlainIn(r.At(j), locale)
	}
	return "(" + strings.Join(texts, ", ") + ")"
}

func (f Format) plainList(list List, locale message.Locale) string {
	var texts []string
	for _, i := range Positions(len(list)) {
		if i < 0 {
			texts = append(texts, "…")
			continue
		}
		texts = append(texts, f.PlainIn(list[i], locale))
	}
	return "[" + strings.Join(texts, ", ") + "]"
}

func vectorShape(entries []float64) expr.Shape { return expr.Vector(len(entries)) }

func (f Format) plainParts(p Parts) string {
	texts := make([]string, len(p.Names))
	for i, name := range p.Names {
		texts[i] = name + " = " + f.Node(p.Values[i].Node)
	}
	return "(" + strings.Join(texts, ", ") + ")"
}

// Node is a quantity on one line; a symbolic one as a formula. Every number is rounded by itself; only what an operation's
// own error bound says to be rounding alone is 0.
func (f Format) Node(n *expr.Node) string {
	switch {
	case n.IsTruth() && n.IsConst():
		return strconv.FormatBool(n.Truth())
	case !n.IsConst():
		return expr.Text(n)
	}
	return f.plainArray(n.Shape(), n.Clean())
}

// longest is how many entries of a vector, or rows and columns of a matrix, are written out before it is abbreviated.
const longest = 10

func (f Format) plainArray(shape expr.Shape, entries []float64) string {
	switch shape.Rank {
	case 0:
		return f.Number(entries[0])
	case 1:
		return "(" + strings.Join(f.Abbreviated(entries), ", ") + ")"
	}
	var rows []string
	for _, i := range Positions(shape.Rows) {
		if i < 0 {
			rows = append(rows, "…")
			continue
		}
		rows = append(rows, strings.Join(f.Abbreviated(entries[i*shape.Cols:(i+1)*shape.Cols]), ", "))
	}
	return "[" + strings.Join(rows, "; ") + "]"
}

// Abbreviated writes numbers as texts, with "…" in place of the middle of a long list.
func (f Format) Abbreviated(entries []float64) []string {
	var texts []string
	for _, i := range Positions(len(entries)) {
		if i < 0 {
			texts = append(texts, "…")
			continue
		}
		texts = append(texts, f.Number(entries[i]))
	}
	return texts
}

// Positions lists the positions of a list that are written out; -1 stands for those left out.
func Positions(n int) []int { return positionsOf(n, longest) }

// Rows is Positions for a table with a row for each of n things that were searched for.
func Rows(n int) []int {
	const most = 40
	return positionsOf(n, most)
}

// positionsOf are all of n positions if they are no more than so many, and else those at both ends.
func positionsOf(n, most int) []int {
	var shown []int
	for i := range n {
		switch {
		case n <= most || i < most/2 || i >= n-most/2:
			shown = append(shown, i)
		case i == most/2:
			shown = append(shown, -1)
		}
	}
	return shown
}

// Apart is the format with as many more digits as it takes to tell points apart, each given by its numbers; points that are equal to
// the last digit stay alike.
func (f Format) Apart(points [][]float64) Format {
	const fewest, most = 6, 17
	for digits := f; digits < most; digits = max(digits, fewest) + 1 {
		if digits.tells(points) {
			return digits
		}
	}
	return most
}

// tells reports whether points that differ are written differently.
func (f Format) tells(points [][]float64) bool {
	written := map[string][]float64{}
	for _, point := range points {
		texts := make([]string, len(point))
		for i, x := range point {
			texts[i] = f.Number(x)
		}
		text := strings.Join(texts, " ")
		if same, ok := written[text]; ok && !slices.Equal(same, point) {
			return false
		}
		written[text] = point
	}
	return true
}

// Number writes a number with the format's digits.
func (f Format) Number(x float64) string {
	if f == 0 {
		return reason.Number(x, 6)
	}
	return reason.Number(x, int(f))
}
