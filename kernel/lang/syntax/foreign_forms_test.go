package syntax

import "testing"

// Patterns are made when they are needed, not when the program starts; so each is made here.
func TestPatterns(t *testing.T) {
	for _, row := range foreignForms {
		if row.look().NumSubexp() == 0 {
			t.Errorf("%v takes nothing over", row.look())
		}
	}
	for _, row := range foreignSentences {
		if row.look().MatchString("") {
			t.Errorf("%v is found everywhere", row.look())
		}
	}
}
