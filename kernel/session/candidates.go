package session

import (
	"slices"
	"strconv"
	"strings"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/library"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
)

func symbolsFor(prefix string) []Match {
	var matches []Match
	for _, symbol := range syntax.Symbols() {
		if strings.HasPrefix(symbol.Name, prefix) {
			matches = append(matches, Match{Text: symbol.Sign, Type: "symbol", Signature: `\` + symbol.Name})
		}
	}
	return matches
}

// fieldsAt offers the fields of the value that ends before the dot.
func (s *Session) fieldsAt(text []rune, dot int, prefix string) []Match {
	fields := s.fieldsOfCall(text, dot)
	if _, v, ok := s.ownerOf(text, dot); ok {
		fields = eval.Fields(v)
	}
	var matches []Match
	for _, field := range fields {
		if fits(field, prefix) {
			matches = append(matches, Match{Text: field, Type: "field"})
		}
	}
	return matches
}

// fieldsOfCall are the fields of what a call of a built-in function answers: classify(f, p).kind.
func (s *Session) fieldsOfCall(text []rune, dot int) []string {
	if !follows(text, dot, ')') {
		return nil
	}
	open := openingOf(text, dot-1)
	return s.language.FieldsOfCall(string(text[nameBefore(text, open):open]))
}

// ownerOf is the value, with its name, whose field stands behind a dot: of a name, of a step r[3], or of a field.
func (s *Session) ownerOf(text []rune, dot int) (name string, v value.Value, ok bool) {
	end := dot
	if follows(text, end, ']') {
		end = openingOf(text, end-1)
	}
	start := nameBefore(text, end)
	name = string(text[start:end])
	if follows(text, start, '.') && name != "" {
		owner, outer, ok := s.ownerOf(text, start-1)
		if !ok {
			return "", nil, false
		}
		v, ok = s.language.Field(outer, syntax.CanonicalName(name))
		return owner + "." + name, v, ok
	}
	found, ok := s.language.Find(syntax.CanonicalName(name))
	if !ok {
		return "", nil, false
	}
	if r, isRun := found.Value.(*value.Run); isRun && end != dot {
		return string(text[start:dot]), stepOf(r, string(text[end+1:dot-1])), true
	}
	return name, found.Value, end == dot
}

// stepOf is the step of a run that an index names; the start where it is not a number of a step.
func stepOf(r *value.Run, index string) value.Step {
	k, err := strconv.Atoi(strings.TrimSpace(index))
	if err != nil || k < 0 || k > r.Record.Steps {
		k = 0
	}
	return value.Step{Run: r, Number: k}
}

// settingsAt offers the settings of the call that a place stands in, where an argument begins, but those already given.
func (s *Session) settingsAt(text []rune, start int, prefix string) []Match {
	open := openParenthesis(text, start)
	before := strings.TrimRight(string(text[:start]), " \t\n")
	if open < 0 || !strings.HasSuffix(before, "(") && !strings.HasSuffix(before, ",") {
		return nil
	}
	found, ok := s.language.Find(syntax.CanonicalName(string(text[nameBefore(text, open):open])))
	if !ok {
		return nil
	}
	given := givenSettings(string(text[open+1 : start]))
	var matches []Match
	for _, setting := range eval.SettingsOf(found.Value) {
		if fits(setting, prefix) && !slices.Contains(given, setting) {
			matches = append(matches, Match{Text: setting + " = ", Type: "setting"})
		}
	}
	return matches
}

// givenSettings are the names left of a = in the arguments of a call.
func givenSettings(arguments string) []string {
	var names []string
	for _, found := range assigned().FindAllStringSubmatch(arguments, -1) {
		names = append(names, syntax.CanonicalName(found[1]))
	}
	return names
}

// namesFor offers the names and keywords that start as the prefix does: those that the cell itself introduces, those of
// the notebook, then those that are built in.
func (s *Session) namesFor(code, prefix string) []Match {
	var matches []Match
	var own []string
	for _, name := range introduced(code) {
		if name != prefix && fits(name, prefix) {
			own = append(own, syntax.CanonicalName(name))
			matches = append(matches, Match{Text: name, Type: "variable"})
		}
	}
	for _, name := range s.language.Names() {
		if fits(name, prefix) && !slices.Contains(own, name) {
			found, _ := s.language.Find(name)
			matches = append(matches, Match{Text: name, Type: kindOf(found.Value), Signature: signatureOf(found.Value)})
		}
	}
	for _, word := range library.Keywords() {
		if strings.HasPrefix(word, prefix) {
			matches = append(matches, Match{Text: word, Type: "keyword"})
		}
	}
	return append(matches, termsFor(prefix)...)
}

// termsFor offers what is written for Chinese words of the subject: plot for 画图, ∇ for 梯度. A page with a space, as [ ],
// is no word to put in.
func termsFor(prefix string) []Match {
	var matches []Match
	offered := map[string]bool{}
	for _, term := range syntax.TermsFrom(prefix) {
		if !offered[term.Page] && !strings.Contains(term.Page, " ") {
			offered[term.Page] = true
			matches = append(matches, Match{Text: term.Page, Type: "symbol", Signature: term.Word})
		}
	}
	return matches
}

// fits reports whether a name starts with a prefix, as it is or with its Greek letters as words: η_best with eta_b.
func fits(name, prefix string) bool {
	return strings.HasPrefix(name, prefix) || strings.HasPrefix(name, syntax.CanonicalName(prefix)) || strings.HasPrefix(spelled(name), prefix)
}

// spelled is a name with Greek letters as words.
func spelled(name string) string {
	var out strings.Builder
	for _, r := range name {
		if word := syntax.NameFor(string(r)); word != "" {
			out.WriteString(word)
			continue
		}
		out.WriteRune(r)
	}
	return out.String()
}

func kindOf(v value.Value) string {
	switch v.(type) {
	case value.Callable:
		return "function"
	case *value.Optimizer:
		return "optimizer"
	}
	return "variable"
}

func signatureOf(v value.Value) string {
	switch v := v.(type) {
	case *value.Builtin:
		return v.Signature
	case *value.Function:
		return "(" + strings.Join(append(append([]string(nil), v.Shown...), eval.SettingsOf(v)...), ", ") + ")"
	case *value.Optimizer:
		return v.Name + "(" + strings.Join(eval.SettingsOf(v), ", ") + ")"
	}
	return ""
}
