package session_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"saddle/kernel/lang/library"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/descent"
	"saddle/numerics/reason"
)

var referencePages = map[message.Locale]string{message.English: "../../docs/reference.md", message.Chinese: "../../docs/reference.zh.md"}

// TestReference compares the reference pages with the tables; -update writes them anew.
func TestReference(t *testing.T) {
	for locale, path := range referencePages {
		m := &manual{locale: locale}
		m.write()
		if *update {
			if err := os.WriteFile(path, []byte(m.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		written, err := os.ReadFile(path)
		if err != nil || string(written) != m.String() {
			t.Errorf("%s is not what the tables say; go test ./kernel/session -run Reference -update writes it (%v)", path, err)
		}
	}
}

// manual is the reference in the making, in one language.
type manual struct {
	strings.Builder
	locale message.Locale
}

func (m *manual) in(english, chinese string) string {
	return reason.Text{English: english, Chinese: chinese}.In(m.locale)
}

func (m *manual) write() {
	fmt.Fprintf(m, "# %s\n\n%s\n", m.in("Reference", "参考手册"), m.in("Made from the tables that `help`, completion and inspection read. Every example runs by itself.",
		"由 `help`、补全与悬停提示所用的同一批表生成；每个例子都可以单独运行。"))
	byTopic := map[string][]*value.Builtin{}
	for _, b := range explained() {
		byTopic[b.Topic] = append(byTopic[b.Topic], b)
	}
	for _, section := range library.Sections() {
		fmt.Fprintf(m, "\n## %s\n", section.Title.In(m.locale))
		for _, b := range byTopic[section.Name] {
			m.entry(b)
		}
		switch section.Name {
		case "Optimizers":
			m.optimizers()
		case "Settings":
			m.settings()
		case "Fields":
			m.fields()
		case "Symbols":
			m.symbols()
		}
	}
}

func (m *manual) colon() string { return m.in(": ", "：") }

func (m *manual) stop() string { return m.in(".", "。") }

func (m *manual) entry(b *value.Builtin) {
	signature := strings.ReplaceAll(strings.ReplaceAll(b.Usage().In(m.locale), "  or  ", m.in("` or `", "` 或 `")), "  或  ", "` 或 `")
	fmt.Fprintf(m, "\n### `%s`\n\n`%s`%s%s%s\n", b.Name, signature, m.colon(), strings.TrimRight(b.Meaning.In(m.locale), ".。"), m.stop())
	m.settingsOf(b)
	fmt.Fprintf(m, "\n```\n%s\n```\n", b.Example)
}

// settingsOf says what each setting is for, or names them where they are many, as those of pictures are.
func (m *manual) settingsOf(b *value.Builtin) {
	const few = 10
	if len(b.Settings) > few {
		fmt.Fprintf(m, "\n%s%s`%s`%s\n", m.in("[Settings](#settings)", "[设置项](#设置项)"), m.colon(), strings.Join(b.Settings, m.in("`, `", "`、`")), m.stop())
		return
	}
	if len(b.Settings) > 0 {
		m.WriteString("\n")
	}
	for _, name := range b.Settings {
		meaning, _ := library.SettingMeaning(b.Name, name)
		fmt.Fprintf(m, "- `%s`%s%s\n", name, m.colon(), meaning.In(m.locale))
	}
}

func (m *manual) optimizers() {
	fmt.Fprintf(m, "\n%s\n", m.in("Each as a student would type it; typed, it takes the same steps.", "每个优化器都按学生会写的样子列出；照着输入，走的步完全相同。"))
	for _, rule := range descent.Rules() {
		fmt.Fprintf(m, "\n### `%s`\n\n%s%s\n\n```\n%s\n```\n", rule.Name, upperFirst(rule.Summary.In(m.locale)), m.stop(), rule.Text())
		for _, setting := range rule.Settings {
			fmt.Fprintf(m, "\n- `%s = %s`%s%s", setting.Name, value.Format(0).Number(setting.Default), m.colon(), setting.Meaning.In(m.locale))
		}
		fmt.Fprintf(m, "\n\n%s%s%s\n", m.in("After ", "出处："), strings.TrimSuffix(rule.SourceIn(m.locale), "."), m.stop())
	}
}

func upperFirst(text string) string {
	letters := []rune(text)
	if len(letters) == 0 {
		return ""
	}
	return strings.ToUpper(string(letters[:1])) + string(letters[1:])
}

// table lists entries of help: how each is written, what it is, what it belongs to.
func (m *manual) table(entries []value.PageEntry) {
	fmt.Fprintf(m, "\n| %s | %s | %s |\n|---|---|---|\n", m.in("typed", "写法"), m.in("meaning", "意义"), m.in("of", "属于"))
	for _, entry := range entries {
		fmt.Fprintf(m, "| `%s` | %s | %s |\n", entry.Write, strings.ReplaceAll(entry.Meaning.In(m.locale), "|", "\\|"), strings.ReplaceAll(entry.Of.In(m.locale), "|", "\\|"))
	}
}

func (m *manual) settings() { m.table(library.SettingEntries(library.Table())) }

func (m *manual) fields() { m.table(library.FieldEntries()) }

func (m *manual) symbols() {
	fmt.Fprintf(m, "\n%s\n\n| %s | %s | %s |\n|---|---|---|\n", m.in("A backslash and a name stand for a sign, with or without Tab.", "反斜杠加名字就表示一个符号，按不按 Tab 都可以。"), m.in("sign", "符号"), m.in("typed", "输入"), m.in("meaning", "意义"))
	var signs []syntax.Symbol
	names := map[string][]string{}
	for _, symbol := range syntax.Symbols() {
		if names[symbol.Sign] == nil {
			signs = append(signs, symbol)
		}
		names[symbol.Sign] = append(names[symbol.Sign], "`\\"+strings.ReplaceAll(symbol.Name, "|", "\\|")+"`")
	}
	for _, symbol := range signs {
		shown := symbol.Sign
		if len([]rune(shown)) == 1 && shown >= "\u0300" && shown <= "\u036f" {
			shown = "x" + shown
		}
		fmt.Fprintf(m, "| %s | %s | %s |\n", strings.ReplaceAll(shown, "|", "\\|"), strings.Join(names[symbol.Sign], " "), library.SignMeaning(symbol).In(m.locale))
	}
}
