package reason

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"math"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var blank = regexp.MustCompile(`\{\d\}`) // the words of a number, {1|point|points}, are a matter of one language

// blanks are the places of a text to fill, each once, in order of their numbers.
func blanks(text string) []string {
	all := blank.FindAllString(text, -1)
	slices.Sort(all)
	return slices.Compact(all)
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

// TestReasonsAreUsed looks for every key in the numerics, as it stands or put together of a beginning and words, and for a
// text of every key that they name.
func TestReasonsAreUsed(t *testing.T) {
	written, words := map[string]bool{}, map[string]bool{}
	for _, file := range numerics(t) {
		for node := range ast.Preorder(file) {
			switch node := node.(type) {
			case *ast.BasicLit:
				text, _ := strconv.Unquote(node.Value)
				written[text] = true
				for word := range strings.SplitSeq(text, ".") {
					words[word] = true
				}
			case *ast.CallExpr:
				checkKey(t, node)
			}
		}
	}
	for key := range texts {
		if !written[key] && !composed(key, written, words) {
			t.Errorf("nothing says %s", key)
		}
	}
}

// composed reports whether a key is a beginning that ends in a dot, and words that are written somewhere.
func composed(key string, written, words map[string]bool) bool {
	for i := strings.LastIndexByte(key, '.'); i > 0; i = strings.LastIndexByte(key[:i], '.') {
		if !words[strings.SplitN(key[i+1:], ".", 2)[0]] {
			return false
		}
		if written[key[:i+1]] {
			return true
		}
	}
	return false
}

// checkKey looks for the text of a key that is given to Of.
func checkKey(t *testing.T, call *ast.CallExpr) {
	of, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || of.Sel.Name != "Of" || len(call.Args) == 0 {
		return
	}
	if key, ok := call.Args[0].(*ast.BasicLit); ok && key.Kind == token.STRING {
		text, _ := strconv.Unquote(key.Value)
		if _, ok := texts[text]; !ok {
			t.Errorf("%s has no text", text)
		}
	}
}

// numerics are the Go files of the packages beside this one, tests aside.
func numerics(t *testing.T) []*ast.File {
	var files []*ast.File
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") || strings.Contains(path, "reason") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		files = append(files, file)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
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

func TestFillSetsChineseApart(t *testing.T) {
	for _, c := range []struct{ text, word, want string }{
		{"{1}是{1}", "3 维向量", "3 维向量是 3 维向量"},
		{"v 在这里是{1}，不是数", "2×3 矩阵", "v 在这里是 2×3 矩阵，不是数"},
		{"这里是{1}", "一个数", "这里是一个数"},
		{"这里是 {1}。", "f", "这里是 f。"},
		{"取{1}处", "(0, 1)", "取 (0, 1) 处"},
		{"取{1}处", "‖v‖", "取 ‖v‖ 处"},
		{"请写 {1}(p)，而不是{1}", "损失", "请写 损失(p)，而不是损失"},
		{"见{1}", "“例”", "见“例”"},
		{"见{1}：{1}", "", "见："},
		{"this is {1} (see {1})", "a number", "this is a number (see a number)"},
	} {
		if got := Fill(c.text, 1, func(int) string { return c.word }); got != c.want {
			t.Errorf("%q with %q is %q, want %q", c.text, c.word, got, c.want)
		}
	}
}
