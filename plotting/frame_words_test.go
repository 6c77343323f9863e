package plotting

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
)

// Every sentence that is written where words are said has a translation. Those
// that have a name first are reached by the tests of the layers.
func TestWordsAreTranslated(t *testing.T) {
	paths, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, path := range paths {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(node ast.Node) bool {
			call, ok := node.(*ast.CallExpr)
			if !ok {
				return true
			}
			for _, sentence := range said(call) {
				n++
				if _, translated := chinese[sentence]; !translated {
					t.Errorf("%s: %q is not in the Chinese words of frame_words.go", path, sentence)
				}
			}
			return true
		})
	}
	if n < 50 {
		t.Errorf("only %d sentences were found", n)
	}
}

// said are the sentences that a call of words.say or words.counted is given.
func said(call *ast.CallExpr) []string {
	selector, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || !slices.Contains([]string{"say", "counted"}, selector.Sel.Name) {
		return nil
	}
	sentences := 1
	if selector.Sel.Name == "counted" {
		sentences = 3
	}
	var found []string
	for _, argument := range call.Args[:min(sentences, len(call.Args))] {
		if literal, ok := argument.(*ast.BasicLit); ok && literal.Kind == token.STRING {
			text, _ := strconv.Unquote(literal.Value)
			found = append(found, text)
		}
	}
	return found
}
