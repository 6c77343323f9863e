package reason

import (
	"math"
	"regexp"
	"slices"
	"testing"
)

var blank = regexp.MustCompile(`\{\d\}`) // the words of a number, {1|point|points}, are a matter of one language

// blanks are the places of a text to fill, in order of their numbers.
func blanks(text string) []string {
	all := blank.FindAllString(text, -1)
	slices.Sort(all)
	return all
}

func TestBothLanguagesSayTheSame(t *testing.T) {
	for key, text := range texts {
		switch {
		case text.English == "" || text.Chinese == "":
			t.Errorf("%s lacks a language", key)
		case text.English == text.Chinese:
			t.Errorf("%s is not translated", key)
		case !slices.Equal(blanks(text.English), blanks(text.Chinese)):
			t.Errorf("%s: %q and %q do not take the same arguments", key, text.English, text.Chinese)
		}
	}
}

func TestString(t *testing.T) {
	tests := []struct {
		reason Reason
		want   string
	}{
		{Of("critical.slope", []float64{2, -4}, []float64{math.Copysign(0, -1), 1.0 / 3}), "∇f = (2, -4) is not zero: f falls along (0, 0.333333)"},
		{Of("critical.slope", []float64{1e-9}, []float64{-1}), "∇f = 1e-9 is not zero: f falls along -1"},
		{Of("descent.used", 50), "all 50 steps were taken"},
		{Of("minimize.minimum", 1), "a local minimum, after leaving 1 saddle point"},
		{Of("minimize.minimum", 2), "a local minimum, after leaving 2 saddle points"},
		{Of("minimize.minimum"), "a local minimum, after leaving {1} saddle {1|point|points}"},
		{Of("no such key", 1), "no such key"},
	}
	for _, test := range tests {
		if got := test.reason.String(); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
	long := make([]float64, 100)
	if got := Say(long); got != "(0, 0, 0, 0, …, 0, 0)" {
		t.Errorf("a long vector is %q", got)
	}
}
