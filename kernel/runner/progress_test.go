package runner

import "testing"

func TestCut(t *testing.T) {
	for _, test := range []struct {
		text  string
		width int
		want  string
	}{
		{"∇f(θ)", 5, "∇f(θ)"},
		{"αβγδε", 4, "αβγ…"},
		{"鞍点在这里", 10, "鞍点在这里"},
		{"鞍点在这里", 9, "鞍点在这…"},
		{"鞍点在这里", 8, "鞍点在…"},
		{"e\u0301e\u0301e\u0301", 3, "e\u0301e\u0301e\u0301"},
		{"e\u0301e\u0301e\u0301", 2, "e\u0301…"},
		{"", 0, ""},
	} {
		if got := cut(test.text, test.width); got != test.want {
			t.Errorf("%q in %d columns is %q, want %q", test.text, test.width, got, test.want)
		}
	}
}
