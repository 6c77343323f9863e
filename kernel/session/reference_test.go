package session_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/library"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/kernel/session"
	"saddle/numerics/descent"
)

// TestExamples runs the example of every built-in function and of every word and sign of the language.
func TestExamples(t *testing.T) {
	for _, b := range explained() {
		t.Run(b.Name, func(t *testing.T) {
			t.Parallel()
			if b.Signature == "" || !b.Meaning.Complete() || b.Topic == "" || b.Example == "" {
				t.Fatalf("%s lacks a column of the table: %+v", b.Name, b)
			}
			faults := func(panicked any, stack []byte) { t.Errorf("%v\n%s", panicked, stack) }
			mustRun(t, session.New(session.Options{Folder: "testdata", Plain: racing, Faults: faults}), b.Example)
		})
	}
}

// explained are the rows of the reference: the language's words and signs, then the built-in functions by name.
func explained() []*value.Builtin {
	rows := append([]*value.Builtin(nil), library.Topics()...)
	for _, b := range library.Builtins() {
		rows = append(rows, &value.Builtin{
			Name: b.Name, Signature: b.Signature, Meaning: b.Meaning, Example: b.Example, Topic: b.Topic, Settings: eval.SettingsOf(mustFind(b.Name)),
		})
	}
	return rows
}

func mustFind(name string) value.Value {
	found, ok := eval.New(eval.Preferences{}, library.Table).Find(name)
	if !ok {
		panic(name + " is in the table but not in the language")
	}
	return found.Value
}

const referencePage = "../../docs/reference.md"

// TestReference compares the reference page with the tables; -update writes it anew.
func TestReference(t *testing.T) {
	page := reference()
	if *update {
		if err := os.MkdirAll("../../docs", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(referencePage, []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	written, err := os.ReadFile(referencePage)
	if err != nil || string(written) != page {
		t.Errorf("docs/reference.md is not what the tables say; go test ./kernel/session -run Reference -update writes it (%v)", err)
	}
}

// headings are the topics in the order of the page.
var headings = []string{
	"Language", "Elementary", "Sums", "Linear algebra", "Calculus", "Landscape", "Optimisation", "Experiments", "Data", "Chance", "Pictures", "Teaching", "Notebook",
}

// reference is the page made from the tables.
func reference() string {
	var page strings.Builder
	page.WriteString("# Reference\n\nMade from the tables that `help`, completion and inspection read. Every example runs by itself.\n")
	byTopic := map[string][]*value.Builtin{}
	for _, b := range explained() {
		byTopic[b.Topic] = append(byTopic[b.Topic], b)
	}
	for _, topic := range headings {
		if len(byTopic[topic]) > 0 {
			fmt.Fprintf(&page, "\n## %s\n", topic)
		}
		for _, b := range byTopic[topic] {
			referenceEntry(&page, b)
		}
		delete(byTopic, topic)
	}
	for topic := range byTopic {
		panic("the reference has no place for the topic " + topic)
	}
	referenceOptimizers(&page)
	referenceSymbols(&page)
	return page.String()
}

func referenceEntry(page *strings.Builder, b *value.Builtin) {
	fmt.Fprintf(page, "\n### `%s`\n\n`%s`: %s.\n", b.Name, strings.ReplaceAll(b.Signature, "  or  ", "` or `"), strings.TrimSuffix(b.Meaning.English, "."))
	if len(b.Settings) > 0 {
		fmt.Fprintf(page, "\nSettings: `%s`.\n", strings.Join(b.Settings, "`, `"))
	}
	fmt.Fprintf(page, "\n```\n%s\n```\n", b.Example)
}

func referenceOptimizers(page *strings.Builder) {
	page.WriteString("\n## Optimizers\n\nEach as a student would type it; typed, it takes the same steps.\n")
	for _, rule := range descent.Rules() {
		fmt.Fprintf(page, "\n### `%s`\n\n%s.\n\n```\n%s\n```\n", rule.Name, upperFirst(rule.Summary.English), rule.Text())
		for _, setting := range rule.Settings {
			fmt.Fprintf(page, "\n- `%s = %s`: %s", setting.Name, value.Format(0).Number(setting.Default), setting.Meaning.English)
		}
		fmt.Fprintf(page, "\n\nAfter %s.\n", strings.TrimSuffix(rule.Source, "."))
	}
}

func upperFirst(text string) string {
	letters := []rune(text)
	if len(letters) == 0 {
		return ""
	}
	return strings.ToUpper(string(letters[:1])) + string(letters[1:])
}

func referenceSymbols(page *strings.Builder) {
	page.WriteString("\n## Symbols\n\nA backslash and a name stand for a sign, with or without Tab.\n\n| sign | typed |\n|---|---|\n")
	var signs []string
	names := map[string][]string{}
	for _, symbol := range syntax.Symbols() {
		if names[symbol.Sign] == nil {
			signs = append(signs, symbol.Sign)
		}
		names[symbol.Sign] = append(names[symbol.Sign], "`\\"+strings.ReplaceAll(symbol.Name, "|", "\\|")+"`")
	}
	for _, sign := range signs {
		shown := sign
		if len([]rune(sign)) == 1 && sign >= "\u0300" && sign <= "\u036f" {
			shown = "x" + sign
		}
		fmt.Fprintf(page, "| %s | %s |\n", strings.ReplaceAll(shown, "|", "\\|"), strings.Join(names[sign], " "))
	}
}
