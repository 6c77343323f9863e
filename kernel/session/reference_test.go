package session_test

import (
	"testing"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/library"
	"saddle/kernel/lang/value"
	"saddle/kernel/session"
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
