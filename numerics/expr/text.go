package expr

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// text is the notation of the language.
type text struct{}

func (text) number(x float64) string {
	switch {
	case math.IsInf(x, 0):
		return "∞"
	case x == math.E:
		return "e"
	}
	if r, power, ok := multipleOfPi(x); ok {
		return piText(r, power)
	}
	mantissa, exponent := decimal(x)
	if exponent == 0 {
		return mantissa
	}
	return mantissa + "e" + strconv.Itoa(exponent)
}

func piText(r ratio, power int) string {
	pi := "π"
	if power == 2 {
		pi = "π^2"
	}
	if r.p != 1 {
		pi = text{}.number(r.p) + pi
	}
	if r.q != 1 {
		return "(" + pi + "/" + text{}.number(r.q) + ")"
	}
	return pi
}

func (text) name(s string) string  { return s }
func (text) group(s string) string { return "(" + s + ")" }
func (text) word(s string) string  { return s }
func (text) ellipsis() string      { return "…" }

func (text) source(o *Opaque) string { return o.Text }

func (t text) fraction(a, b piece) piece {
	above, below := a.s, b.s
	if a.binds < multiplicative || dividesOpenly(above) {
		above = t.group(above)
	}
	if b.binds < exponential {
		below = t.group(below)
	}
	return piece{s: above + "/" + below, binds: multiplicative}
}

// dividesOpenly reports whether a text has a quotient that no parentheses close in.
func dividesOpenly(s string) bool {
	depth := 0
	for _, r := range s {
		switch r {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case '/':
			if depth == 0 {
				return true
			}
		}
	}
	return false
}

// join writes factors side by side: a number directly before a name or parenthesis, a space elsewhere, and a sign where
// the second factor starts with a digit.
func (text) join(factors []piece) piece {
	s := factors[0].s
	for _, f := range factors[1:] {
		first, _ := utf8.DecodeRuneInString(f.s)
		last, _ := utf8.DecodeLastRuneInString(s)
		switch {
		case unicode.IsDigit(first):
			s += "*"
		case !isNumber(s) || !unicode.IsDigit(last) || isCall(f.s):
			s += " "
		}
		s += f.s
	}
	return piece{s: s, binds: multiplicative}
}

func isNumber(s string) bool {
	_, err := strconv.ParseFloat(s, 64)
	return err == nil
}

// isCall reports whether a factor starts with a name of several letters, which needs a space before it.
func isCall(s string) bool {
	letters := strings.IndexFunc(s, func(c rune) bool { return !unicode.IsLetter(c) })
	return s[0] == 'e' || s[0] == 'E' || letters > 1 && utf8.RuneCountInString(s[:letters]) > 1
}

func (t text) power(base, exponent piece) piece {
	e := exponent.s
	if exponent.binds < atomic && !isNumber(e) {
		e = t.group(e)
	}
	return piece{s: base.s + "^" + e, binds: exponential}
}

func (t text) root(a piece) piece { return t.call("sqrt", a) }

func (text) call(name string, args ...piece) piece {
	words := make([]string, len(args))
	for k, a := range args {
		words[k] = a.s
	}
	return piece{s: name + "(" + strings.Join(words, ", ") + ")", binds: atomic}
}

func (text) relation(r Relation) string { return r.String() }

func (text) cases(conditions, values []piece) piece {
	s := ""
	for k, c := range conditions {
		s += "if " + c.s + " then " + values[k].s + " else "
	}
	return piece{s: s + values[len(values)-1].s, binds: choice}
}

func (t text) index(a piece, place []piece) piece {
	base := a.s
	if a.binds < atomic {
		base = t.group(base)
	}
	return piece{s: base + "[" + joinPieces(place, ", ") + "]", binds: atomic}
}

func (text) loop(body, index, lo, hi piece) piece {
	return piece{s: "sum(" + body.s + " for " + index.s + " in " + lo.s + ".." + hi.s + ")", binds: atomic}
}

func (text) each(body, index, lo, hi piece) piece {
	return piece{s: "[" + body.s + " for " + index.s + " in " + lo.s + ".." + hi.s + "]", binds: atomic}
}

func (text) loopIn(body, index, over piece) piece {
	return piece{s: "sum(" + body.s + " for " + index.s + " in " + over.s + ")", binds: atomic}
}

func (text) eachIn(body, index, over piece) piece {
	return piece{s: "[" + body.s + " for " + index.s + " in " + over.s + "]", binds: atomic}
}

func (text) vector(entries []piece) piece {
	if len(entries) == 1 {
		return piece{s: "[" + entries[0].s + "]", binds: atomic}
	}
	return piece{s: "(" + joinPieces(entries, ", ") + ")", binds: atomic}
}

func (text) matrix(rows [][]piece) piece {
	lines := make([]string, len(rows))
	for k, r := range rows {
		lines[k] = joinPieces(r, ", ")
	}
	return piece{s: "[" + strings.Join(lines, "; ") + "]", binds: atomic}
}

func (t text) transpose(a piece) piece {
	if a.binds < atomic {
		a.s = t.group(a.s)
	}
	return piece{s: a.s + "'", binds: atomic}
}

func (t text) norm(a piece) piece { return t.call("norm", a) }

func (t text) dot(a, b piece) piece { return t.call("dot", a, b) }

func joinPieces(pieces []piece, separator string) string {
	words := make([]string, len(pieces))
	for k, p := range pieces {
		words[k] = p.s
	}
	return strings.Join(words, separator)
}
