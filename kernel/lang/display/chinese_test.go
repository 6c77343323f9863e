package display

import (
	"testing"

	"saddle/kernel/lang/eval"
	"saddle/numerics/descent"
)

// Every sentence of the tables has one in Chinese.
func TestTablesAreTranslated(t *testing.T) {
	var sentences []string
	for _, b := range eval.Builtins() {
		sentences = append(sentences, b.Meaning)
	}
	for _, b := range eval.Topics() {
		sentences = append(sentences, b.Meaning)
	}
	for _, rule := range descent.Rules() {
		sentences = append(sentences, rule.Summary)
		for _, setting := range rule.Settings {
			sentences = append(sentences, setting.Meaning)
		}
	}
	for _, sentence := range sentences {
		if inChinese(sentence) == sentence {
			t.Errorf("%q is not in chinese.go", sentence)
		}
	}
}
