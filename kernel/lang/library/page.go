package library

import (
	"slices"
	"strings"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/descent"
	"saddle/numerics/reason"
)

// contents is what help() shows: the sections, a line each, and what to type next.
func contents() value.Page {
	page := value.Page{
		Head: []reason.Text{reason.Both("f(x, y) = x^2 - y^2 defines a function; ∇f(1, 2), ∇²f(1, 2), classify(f, (0, 0)), plot(f) and run(gd, f, from = (0.1, 0.1)) ask about it.",
			"f(x, y) = x^2 - y^2 定义一个函数；之后可用 ∇f(1, 2)、∇²f(1, 2)、classify(f, (0, 0))、plot(f)、run(gd, f, from = (0.1, 0.1)) 来研究它。")},
		Foot: reason.Both("help(gd) explains a name, help(from) a setting, help(status) a field, help(\"∇\") a sign; names() lists what you have defined.",
			"help(gd) 显示 gd 的说明，help(from) 说明设置项，help(status) 说明字段，help(\"∇\") 说明符号，help(鞍点) 从中文词查起；names() 列出已定义的名字。"),
	}
	for _, s := range sections {
		page.Entries = append(page.Entries, value.PageEntry{Title: s.Title, Meaning: s.Summary})
	}
	return page
}

// sectionNamed is the section of a title, in either language; false where there is none.
func sectionNamed(title string) (Section, bool) {
	for _, s := range sections {
		if strings.EqualFold(s.Title.English, title) || s.Title.Chinese == title {
			return s, true
		}
	}
	return Section{}, false
}

// sectionPage lists what a section has.
func sectionPage(t *eval.Table, s Section) value.Page {
	page := value.Page{Head: []reason.Text{s.Title.Plus(reason.Both(": ", "：")).Plus(s.Summary)}}
	switch s.Name {
	case "Optimizers":
		for _, rule := range descent.Rules() {
			page.Entries = append(page.Entries, value.PageEntry{Write: rule.Name, Meaning: rule.Summary})
		}
		page.Foot = reason.Both("help(gd) shows the rule and its settings; optimizer … end defines one of your own, help(\"optimizer\")", "help(gd) 显示更新规则和设置项；自己定义优化器见 help(\"optimizer\")")
	case "Settings":
		for _, entry := range SettingEntries(t) {
			page.Entries = append(page.Entries, value.PageEntry{Write: strings.TrimSuffix(entry.Write, " = …"), Meaning: entry.Meaning})
		}
		page.Foot = reason.Both("help(from) says which functions have it; the settings of an optimizer are in its own help", "help(from) 列出哪些函数有这一项；优化器的设置项见该优化器的帮助")
	case "Fields":
		for _, row := range fieldTable {
			page.Entries = append(page.Entries, value.PageEntry{Write: ownerNamed(row.of[0]).short() + "." + row.name, Meaning: row.meaning})
		}
		page.Foot = reason.Both("help(status) says what has it", "help(status) 说明它属于哪种结果")
	case "Symbols":
		page.Entries = signEntries()
	default:
		for _, b := range inSection(t, s.Name) {
			page.Entries = append(page.Entries, value.PageEntry{Write: b.Name, Meaning: inBrief(b.Meaning)})
		}
		page.Foot = reason.Both("help(name) explains one of them, help(\"if\") a word or sign; help() lists the sections", "help(plot) 这样查其中一个，词和符号加引号：help(\"if\")；help() 列出全部主题")
	}
	return page
}

// inSection are the words and signs, or the built-in functions, of a section.
func inSection(t *eval.Table, name string) []*value.Builtin {
	if name == "Language" {
		return topics
	}
	var rows []*value.Builtin
	for _, b := range t.Sorted() {
		if b.Topic == name {
			rows = append(rows, t.Values[b.Name].(*value.Builtin))
		}
	}
	return rows
}

// inBrief is a sentence up to where it goes into details.
func inBrief(meaning reason.Text) reason.Text {
	brief := meaning
	brief.English, _, _ = strings.Cut(meaning.English, ";")
	brief.Chinese, _, _ = strings.Cut(meaning.Chinese, "；")
	return brief
}

// SettingEntries says of each setting of the built-in functions what it is for, and which have it.
func SettingEntries(t *eval.Table) []value.PageEntry {
	var entries []value.PageEntry
	for _, row := range settingTable {
		if functions := row.functions(t); len(functions) > 0 {
			entries = append(entries, value.PageEntry{Write: row.name + " = …", Meaning: row.meaning, Of: message.Say("help.setting-of", functions)})
		}
	}
	return entries
}

// FieldEntries says of each field what it is, and which value has it.
func FieldEntries() []value.PageEntry {
	var entries []value.PageEntry
	for _, row := range fieldTable {
		for _, name := range row.of {
			of := ownerNamed(name)
			entries = append(entries, value.PageEntry{Write: of.short() + "." + row.name, Meaning: row.meaning, Of: message.Say("help.field-of", of.call)})
		}
	}
	return entries
}

// WordPage explains a setting or a field by its name, or both; false where nothing has it.
func WordPage(t *eval.Table, name string) (value.Page, bool) {
	name = strings.TrimPrefix(name, ".")
	var page value.Page
	for _, entry := range SettingEntries(t) {
		if called(strings.TrimSuffix(entry.Write, " = …"), name) {
			page.Entries = append(page.Entries, entry)
		}
	}
	page.Entries = append(page.Entries, ruleSettings(name)...)
	for _, entry := range FieldEntries() {
		if called(entry.Write[strings.LastIndexByte(entry.Write, '.')+1:], name) {
			page.Entries = append(page.Entries, entry)
		}
	}
	return page, len(page.Entries) > 0
}

// called reports whether a name is another spelling of one of a table: κ of kappa.
func called(name, spelling string) bool {
	return syntax.CanonicalName(name) == syntax.CanonicalName(spelling)
}

// isSettingOrField reports whether a name is that of a setting or a field.
func isSettingOrField(name string) bool {
	name = strings.TrimPrefix(name, ".")
	return slices.ContainsFunc(settingTable, func(s setting) bool { return called(s.name, name) }) ||
		slices.ContainsFunc(fieldTable, func(f field) bool { return called(f.name, name) }) || len(ruleSettings(name)) > 0
}

// functions are the built-in functions for which a row of the table speaks.
func (s setting) functions(t *eval.Table) []string {
	var names []string
	for _, b := range t.Sorted() {
		meaning, _ := SettingMeaning(b.Name, s.name)
		if slices.Contains(b.Settings, s.name) && meaning == s.meaning {
			names = append(names, b.Name)
		}
	}
	return names
}

// ruleSettings are the settings of that name of the built-in optimizers, those with one meaning together.
func ruleSettings(name string) []value.PageEntry {
	name = syntax.CanonicalName(name)
	var meanings []reason.Text
	optimizers := map[reason.Text][]string{}
	for _, rule := range descent.Rules() {
		if meaning, ok := RuleSetting(rule, name); ok {
			if optimizers[meaning] == nil {
				meanings = append(meanings, meaning)
			}
			optimizers[meaning] = append(optimizers[meaning], rule.Name)
		}
	}
	var entries []value.PageEntry
	for _, meaning := range meanings {
		entries = append(entries, value.PageEntry{Write: name + " = …", Meaning: meaning, Of: message.Say("help.setting-of", optimizers[meaning])})
	}
	return entries
}

// short is how a value of the kind is called in front of a field: r of r = run(…), c[1] as it is.
func (o owner) short() string {
	name, _, assigned := strings.Cut(o.call, " = ")
	if assigned {
		return name
	}
	return o.call
}
