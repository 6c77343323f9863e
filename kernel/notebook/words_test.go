package notebook

import (
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the words of the language where other highlighters read them")

// written holds a file of the package that is made of the kernel's words to what it should be.
func written(t *testing.T, path string, value any) {
	t.Helper()
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil {
		t.Fatal(err)
	}
	path = filepath.Join("..", "..", "packaging", path)
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != b.String() {
		t.Errorf("%s is not\n%s(%v); go test ./kernel/notebook -run Words -update writes it", path, b.String(), err)
	}
}

// TestWords holds the highlighters of other tools to the page's words, and to how it reads some samples: Pygments',
// CodeMirror's and that of TextMate's grammars are compared with them by the tests of packaging.
func TestWords(t *testing.T) {
	all := slices.Sorted(maps.Keys(keywords))
	written(t, "python/saddle_kernel/words.json", map[string][]string{"keywords": all})
	type sample struct {
		Source string      `json:"source"`
		Pieces [][2]string `json:"pieces"`
	}
	var read []sample
	for _, source := range samples {
		one := sample{Source: source}
		for _, p := range pieces(source) {
			one.Pieces = append(one.Pieces, [2]string{p.class, p.text})
		}
		read = append(read, one)
	}
	written(t, "highlight/samples.json", read)
	written(t, "vscode/syntaxes/saddle.tmLanguage.json", grammar(all))
}

// samples are cells in which highlighters of other languages go wrong.
var samples = []string{
	"f(x, y) = x^2 - y^2  # a saddle",
	"optimizer own(f, θ, η = 0.1)  # a rule\n  start v = 0\n  v = β v + (1-β) ∇f(θ)\n  stop if ‖v‖ < 1e-6\nend",
	"[k^2 for k in 1..10]",
	"1..n; 1.5..2; 2e-3x; 1e; 3.x; 10",
	"a % b",
	"x₁ + x_1² - v'A v ½ √2",
	"\\beta + \\nabla f",
	"print(\"a = {a}, {{no}}, $x^{2}$ and \\frac{1}{2} # none\")",
	"\"say \\\"hi\\\" {1/2}\"; \"open {x",
	"\"open\nend of it",
	"\"line\\n{x}\" + \"{\"",
	"check ∇f(1, 2) ≈ (2, -4)",
	"if not x ≥ 0 and true then \"in\" else endless",
	"format = 3; in_1 = 4; ending; é = 2; 学习率 = 0.1 # 中文",
	"q(x) = u^2 + u where u = x - 1",
	"A = [2, 1; 1, 2]; A[:, 1]; λ, V = eigen(A)",
	"   # only a comment\n\n\tx",
}

// grammar is the language as TextMate and VS Code read it.
func grammar(words []string) map[string]any {
	pattern := func(name, match string) map[string]string {
		return map[string]string{"name": name + ".saddle", "match": match}
	}
	return map[string]any{
		"name":      "Saddle",
		"scopeName": "source.saddle",
		"patterns": []any{
			pattern("comment.line.number-sign", `#.*$`),
			map[string]any{
				"name": "string.quoted.double.saddle", "begin": `"`, "end": `"|$`,
				"patterns": []any{
					pattern("string.quoted.double", `\{\{|\}\}|(?:[\^_]|\\[a-zA-Z]{2,})(?:\{[^{}"]*\})+`),
					pattern("constant.character.escape", `\\.`),
					pattern("meta.interpolation", `\{[^{}"]*\}`),
				},
			},
			pattern("keyword.control", `(?<![\p{L}\p{Nd}\p{Mn}_\\])(?:`+strings.Join(words, "|")+`)(?![\p{L}\p{Nd}\p{Mn}_])`),
			pattern("variable.other", `\\[a-zA-Z]+`),
			pattern("variable.other", `[\p{L}_][\p{L}\p{Nd}\p{Mn}_]*`),
			pattern("constant.numeric", `\d+(?:\.\d+)?(?:[eE][-+]?\d+)?`),
			pattern("keyword.operator", `\.\.|->|:=|[^\p{L}\p{Nd}\s()\[\]{},;:"#]`),
			pattern("punctuation", `[()\[\],;:]`),
		},
	}
}
