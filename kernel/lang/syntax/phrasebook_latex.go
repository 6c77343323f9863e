package syntax

import (
	"strings"
	"sync"
	"unicode"
)

// command answers a command of LaTeX that is no sign of the language, or reads it when it can only mean one thing.
type command func(s *scanner, start int, word string) token

func foreignCommand(word string) (command, bool) {
	c, ok := commands()[word]
	return c, ok
}

var commands = sync.OnceValue(func() map[string]command {
	all := map[string]command{
		"frac": fraction, "dfrac": fraction, "tfrac": fraction, "sqrt": rootCommand, "sum": bounded, "prod": bounded, "dot": dotCommand,
		"int": strangeCommand("∫"), "pm": strangeCommand("±"), "langle": strangeCommand("⟨"), "rangle": strangeCommand("⟩"),
		"lfloor": strangeCommand("⌊"), "rfloor": strangeCommand("⌋"), "lceil": strangeCommand("⌈"), "rceil": strangeCommand("⌉"),
		"lVert": plainCommand("‖"), "rVert": plainCommand("‖"), "land": plainCommand("and"), "wedge": plainCommand("and"), "lor": plainCommand("or"), "vee": plainCommand("or"),
		"lnot": plainCommand("not"), "neg": plainCommand("not"), "dots": plainCommand(".."), "ldots": plainCommand(".."), "cdots": plainCommand(".."),
	}
	for _, word := range strings.Fields("sin cos tan sinh cosh tanh exp log max min det ln arcsin arccos arctan") {
		all[word] = functionCommand
	}
	for _, word := range strings.Fields("left right big Big bigl bigr displaystyle quad qquad limits nonumber") {
		all[word] = leaveOut
	}
	for _, word := range strings.Fields("mathbf mathrm mathit mathcal mathbb boldsymbol bm vec text operatorname underline overline widehat") {
		all[word] = styleCommand
	}
	for _, word := range strings.Fields("begin end matrix pmatrix bmatrix cases align") {
		all[word] = environment
	}
	return all
})

// fraction answers \frac{a}{b}.
func fraction(s *scanner, start int, word string) token {
	a, first := s.braced()
	b, second := s.braced()
	if above, below := s.peek(0), s.peek(1); !first && digit(above) >= 0 && digit(below) >= 0 {
		s.at += 2
		return s.fail(start, "latex.frac", `\`+word).advise("latex.frac.advice", "("+string(above)+"/"+string(below)+")")
	}
	if !first || !second {
		return s.fail(start, "latex.frac", `\`+word).advise("latex.frac.advice", "a/b")
	}
	quotient := grouped(a) + "/" + grouped(b)
	if next := s.peek(0); next == ' ' || letter(next) || next == '(' || next == '\\' {
		quotient = "(" + quotient + ")"
	}
	return s.fail(start, "latex.frac", `\`+word).advise("latex.frac.advice", quotient)
}

// rootCommand reads \sqrt as √, and answers \sqrt{x}.
func rootCommand(s *scanner, start int, word string) token {
	if inside, ok := s.braced(); ok {
		return s.fail(start, "latex.braces", `\`+word).advise("latex.write", "sqrt("+inside+")")
	}
	return signToken("√")
}

// bounded reads \sum as the name sum, and answers \sum_{i=1}^{n} x_i.
func bounded(s *scanner, start int, word string) token {
	if s.peek(0) != '_' && s.peek(0) != '^' {
		return signToken(word)
	}
	return s.boundsBelow(start, word)
}

// boundsBelow answers a sum with its bounds below and above the sign.
func (s *scanner) boundsBelow(start int, word string) token {
	below, above := "", ""
	for {
		switch r := s.peek(0); {
		case r == '_':
			s.at++
			below = s.bound()
		case r == '^':
			s.at++
			above = s.bound()
		case subscripts[r] != 0:
			s.at++
		default:
			term := s.term(loopVariable(below))
			return s.fail(start, "latex.sum", s.raw(start)).advise("latex.sum.advice", word, loopText(term, below, above))
		}
	}
}

// bound reads what stands below or above the sign: {i=1} or one sign.
func (s *scanner) bound() string {
	if inside, ok := s.braced(); ok {
		return inside
	}
	start := s.at
	for r := s.peek(0); letter(r) && r != '_' || digit(r) >= 0; r = s.peek(0) {
		s.at++
	}
	if s.at == start && s.peek(0) != 0 && s.peek(0) != '\n' {
		s.at++
	}
	return s.raw(start)
}

// loopText writes a term and its bounds as a for.
func loopText(term, below, above string) string {
	_, low, ok := strings.Cut(below, "=")
	variable := loopVariable(below)
	if !ok || above == "" {
		low, above = "1", "n"
	}
	switch {
	case term == "" && !ok:
		term = "x[" + variable + "]"
	case term == "":
		term = "…"
	case term != variable && strings.IndexFunc(term, func(r rune) bool { return !letter(r) }) < 0:
		term += "[" + variable + "]"
	}
	return term + " for " + variable + " in " + strings.TrimSpace(low) + ".." + above
}

// loopVariable is the name that a sum with a bound below its sign counts with: i of i=1, i and i∈S.
func loopVariable(below string) string {
	end := strings.IndexFunc(below, func(r rune) bool { return !letter(r) && digit(r) < 0 })
	if end < 0 {
		end = len(below)
	}
	if end == 0 {
		return "i"
	}
	return below[:end]
}

// term is what stands behind a sum with bounds, up to a sign that may end it, with x_i written as an entry; "" for one
// that is LaTeX itself.
func (s *scanner) term(variable string) string {
	const longest = 200
	var out strings.Builder
	depth := 0
	for next := 0; next < longest; next++ {
		r := s.peek(next)
		switch r {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case '\\', '{':
			return ""
		}
		if r == 0 || strings.ContainsRune("\n\r;#", r) || depth < 0 || depth == 0 && strings.ContainsRune(",+=<>", r) {
			return strings.TrimSpace(strings.ReplaceAll(out.String(), "_"+variable, "["+variable+"]"))
		}
		out.WriteRune(r)
	}
	return ""
}

// dotCommand reads \dot as ·, and answers \dot{x}.
func dotCommand(s *scanner, start int, word string) token {
	if s.peek(0) == '{' {
		s.braced()
		return s.fail(start, "latex.style", `\`+word).advise("latex.style.advice", "x")
	}
	return signToken("·")
}

// functionCommand reads \sin as the name sin.
func functionCommand(_ *scanner, _ int, word string) token {
	return token{kind: name, text: word, shown: word}
}

func plainCommand(text string) command {
	return func(*scanner, int, string) token {
		if isWord(text) {
			return token{kind: name, text: text, shown: text}
		}
		return signToken(text)
	}
}

func strangeCommand(text string) command {
	return func(*scanner, int, string) token { return token{kind: sign, text: text} }
}

func leaveOut(s *scanner, start int, word string) token {
	return s.fail(start, "latex.leave-out", `\`+word).advise("latex.leave-out.advice", `\`+word)
}

// styleCommand answers \mathbf{x}.
func styleCommand(s *scanner, start int, word string) token {
	inside, ok := s.braced()
	if !ok {
		inside = "x"
	}
	return s.fail(start, "latex.style", `\`+word).advise("latex.style.advice", inside)
}

func environment(s *scanner, start int, word string) token {
	for s.peek(0) != 0 && s.peek(0) != '\n' && s.peek(0) != '}' {
		s.at++
	}
	if s.peek(0) == '}' {
		s.at++
	}
	return s.fail(start, "latex.environment", `\`+word).advise("latex.environment.advice")
}

// longestBraces is how far braces are looked for, so that a text of open braces is read in time.
const longestBraces = 500

// braced reads {…} directly ahead, without the braces.
func (s *scanner) braced() (inside string, ok bool) {
	if s.peek(0) != '{' {
		return "", false
	}
	start := s.at
	for depth := 0; s.peek(0) != 0 && s.peek(0) != '\n' && s.at-start < longestBraces; s.at++ {
		switch s.peek(0) {
		case '{':
			depth++
		case '}':
			depth--
		}
		if depth == 0 {
			s.at++
			raw := s.raw(start)
			return strings.TrimSpace(raw[1 : len(raw)-1]), true
		}
	}
	s.at = start
	return "", false
}

// grouped puts parentheses around all but a number or a name.
func grouped(text string) string {
	if strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && digit(r) < 0 && r != '.' && r != '\\' }) < 0 {
		return text
	}
	return "(" + text + ")"
}

// strange answers a sign that means nothing here.
func (s *scanner) strange(start int) token {
	shown := s.original(start)
	switch r := s.glyphs[start].r; {
	case subscripts[r] != 0:
		if start > 0 && strings.ContainsRune("‖|", s.peek(start-1-s.at)) {
			return s.fail(start, "syntax.subscript-here").advise("syntax.subscript-here.advice")
		}
		return s.fail(start, "syntax.lone-subscript", shown).advise("syntax.lone-subscript.advice", shown)
	case unicode.Is(unicode.M, r):
		return s.fail(start, "syntax.lone-mark").advise("syntax.lone-mark.advice")
	case r == unicode.ReplacementChar:
		return s.fail(start, "syntax.unreadable").advise("syntax.unreadable.advice")
	case r < ' ' || r == 0x7f:
		return s.fail(start, "syntax.control").advise("syntax.unreadable.advice")
	}
	return s.fail(start, "syntax.strange", shown).advise("syntax.strange.advice", shown)
}
