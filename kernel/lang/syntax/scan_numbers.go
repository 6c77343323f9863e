package syntax

import (
	"math"
	"strconv"
	"strings"
)

// number reads digits, a decimal point with digits, and an exponent; or a fraction that is one sign.
func (s *scanner) number() token {
	start := s.at
	if value := fractions[s.peek(0)]; value != 0 {
		s.at++
		return token{kind: number, value: value, shown: s.raw(start)}
	}
	plain := s.digits()
	if s.peek(0) == '.' {
		switch next := s.peek(1); {
		case digit(next) >= 0:
			s.at++
			plain += "." + s.digits()
		case next != '.' && next != '*' && next != '/' && next != '^' && next != '\'':
			s.at++
			return s.pointLast(start, plain)
		}
	}
	plain += s.exponent()
	if s.noExponent() {
		s.at++
		return s.fail(start, "syntax.number-exponent", plain).advise("syntax.number-exponent.advice", plain)
	}
	value, _ := strconv.ParseFloat(plain, 64)
	if math.IsInf(value, 0) {
		return s.fail(start, "syntax.number-large", plain).advise("syntax.number-large.advice")
	}
	return token{kind: number, value: value, shown: plain}
}

// pointLast refuses the point behind a number, which may be the full stop of a Chinese sentence.
func (s *scanner) pointLast(start int, plain string) token {
	if stop := s.original(s.at - 1); stop == "。" {
		return s.fail(s.at-1, "syntax.full-stop").advise("syntax.full-stop.advice", stop)
	}
	return s.fail(start, "syntax.point-last", plain+".").advise("syntax.point-last.advice", plain)
}

func digits(text string) bool { return text != "" && strings.Trim(text, "0123456789") == "" }

func (s *scanner) digits() string {
	var out strings.Builder
	for digit(s.peek(0)) >= 0 {
		out.WriteByte(byte('0' + digit(s.peek(0))))
		s.at++
	}
	return out.String()
}

// exponent reads e3, E3, e-3 or e+3, and nothing when no digit follows.
func (s *scanner) exponent() string {
	if r := s.peek(0); r != 'e' && r != 'E' {
		return ""
	}
	signed := 0
	if r := s.peek(1); r == '-' || r == '+' {
		signed = 1
	}
	if digit(s.peek(1+signed)) < 0 {
		return ""
	}
	sign := ""
	if s.peek(1) == '-' {
		sign = "-"
	}
	s.at += 1 + signed
	return "e" + sign + s.digits()
}

// noExponent reports whether a number is followed by an e that could be the beginning of an exponent left unfinished: 1e, or
// 2e + 1, where 2e^x and 2e x are products.
func (s *scanner) noExponent() bool {
	if r := s.peek(0); r != 'e' && r != 'E' {
		return false
	}
	next := 1
	for s.peek(next) == ' ' {
		next++
	}
	return strings.ContainsRune("\x00\n\r+-,;)]#", s.peek(next))
}

// pointFirst answers .5 and x.5.
func (s *scanner) pointFirst() token {
	start := s.at
	s.at++
	digits := s.digits() + s.exponent()
	if len(s.tokens) > 0 && s.tokens[len(s.tokens)-1].kind == name && start > 0 && s.peek(start-1-s.at) != ' ' && s.peek(start-1-s.at) != '\n' {
		x := s.tokens[len(s.tokens)-1].shown
		return s.fail(start, "syntax.point-first-field", x).advise("syntax.point-first-field.advice", x, digits)
	}
	return s.fail(start, "syntax.point-first", "."+digits).advise("syntax.point-first.advice", "0."+digits)
}
