package session

import (
	"slices"
	"strconv"
	"strings"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/library"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
)

// symbolsFor offers each sign once, under the first of its names that begins so.
func (s *Session) symbolsFor(prefix string) []Match {
	var matches []Match
	offered := map[string]bool{}
	for _, symbol := range syntax.Symbols() {
		if strings.HasPrefix(symbol.Name, prefix) && !offered[symbol.Sign] {
			offered[symbol.Sign] = true
			matches = append(matches, Match{Text: symbol.Sign, Type: "symbol", Signature: `\` + symbol.Name + " " + s.in(library.SignMeaning(symbol))})
		}
	}
	return matches
}

// filesFor offers the tables in the notebook's folder.
func (s *Session) filesFor(prefix string) []Match {
	if s.language.Files == nil {
		return nil
	}
	var matches []Match
	for _, name := range s.language.Files.List() {
		if strings.HasPrefix(name, prefix) {
			matches = append(matches, Match{Text: name, Type: "file"})
		}
	}
	return matches
}

// pagesFor offers the sections of the handbook.
func (s *Session) pagesFor(prefix string) []Match {
	var matches []Match
	for _, section := range library.Sections() {
		if title := s.in(section.Title); strings.HasPrefix(strings.ToLower(title), strings.ToLower(prefix)) {
			matches = append(matches, Match{Text: title, Type: "page", Signature: s.in(section.Summary)})
		}
	}
	return matches
}

// fieldsAt offers the fields of the value that ends before the dot.
func (s *Session) fieldsAt(text []rune, dot int, prefix string) []Match {
	v := s.answerOfCall(text, dot)
	if _, owner, ok := s.ownerOf(text, dot); ok {
		v = owner
	}
	var matches []Match
	for _, field := range eval.Fields(v) {
		if fits(field, prefix) {
			meaning, _ := library.FieldMeaning(v, field)
			matches = append(matches, Match{Text: field, Type: "field", Signature: s.in(meaning)})
		}
	}
	return matches
}

// in is a text in the language of the notebook.
func (s *Session) in(text interface{ In(message.Locale) string }) string { return text.In(s.Locale()) }

// answerOfCall is a value of the kind that a call of a built-in function answers, for its fields: classify(f, p).kind; nil
// where there is no call.
func (s *Session) answerOfCall(text []rune, dot int) value.Value {
	if !follows(text, dot, ')') {
		return nil
	}
	open := openingOf(text, dot-1)
	return s.language.AnswerOfCall(string(text[nameBefore(text, open):open]))
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
		return s.ownedField(text, start-1, name)
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

// ownedField is the field of this name of what stands before the dot, with the whole of its text, as r.theta.
func (s *Session) ownedField(text []rune, dot int, field string) (name string, v value.Value, ok bool) {
	owner, outer, ok := s.ownerOf(text, dot)
	if !ok {
		return "", nil, false
	}
	v, ok = s.language.Field(outer, syntax.CanonicalName(field))
	return owner + "." + field, v, ok
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
	arguments := string(text[open+1 : start])
	given := givenSettings(arguments)
	var matches []Match
	for _, setting := range s.settingsOf(found.Value, arguments) {
		chinese := slices.Contains(syntax.SettingWords(setting), prefix) && prefix != ""
		if (fits(setting, prefix) || chinese) && !slices.Contains(given, setting) {
			matches = append(matches, Match{Text: setting + " = ", Type: "setting", Signature: s.settingMeaning(found.Value, setting)})
		}
	}
	return matches
}

// settingsOf are the settings of a call; where they are ranges of variables, by the names that the function in the first
// argument has.
func (s *Session) settingsOf(v value.Value, arguments string) []string {
	settings := eval.SettingsOf(v)
	first, _, more := strings.Cut(arguments, ",")
	if _, isBuiltin := v.(*value.Builtin); !isBuiltin || !more || !slices.Contains(settings, "x") {
		return settings
	}
	found, _ := s.language.Find(syntax.CanonicalName(strings.TrimSpace(first)))
	f, ok := found.Value.(*value.Function)
	if !ok {
		return settings
	}
	rest := slices.DeleteFunc(slices.Clone(settings), func(name string) bool { return name == "x" || name == "y" })
	return append(slices.Clone(value.ShownVariables(f)), rest...)
}

// settingMeaning is what a setting of a value is for, or, of a function of the notebook, its default.
func (s *Session) settingMeaning(v value.Value, name string) string {
	switch v := v.(type) {
	case *value.Builtin:
		meaning, known := library.SettingMeaning(v.Name, name)
		if !known || !slices.Contains(v.Settings, name) {
			meaning, _ = library.SettingMeaning(v.Name, "x")
		}
		return s.in(meaning)
	case *value.Optimizer:
		if v.Rule != nil {
			meaning, _ := library.RuleSetting(v.Rule, name)
			return s.in(meaning)
		}
	}
	return ""
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
			matches = append(matches, Match{Text: name, Type: kindOf(found.Value), Signature: s.signatureOf(found.Value)})
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

func (s *Session) signatureOf(v value.Value) string {
	switch v := v.(type) {
	case *value.Builtin:
		return s.in(v.Usage())
	case *value.Function:
		return "(" + strings.Join(append(append([]string(nil), v.Shown...), eval.SettingsOf(v)...), ", ") + ")"
	case *value.Optimizer:
		return v.Name + "(" + strings.Join(eval.SettingsOf(v), ", ") + ")"
	}
	return ""
}
