package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Every text is in both languages: one that only repeats the other is not
// translated, and one with other places to fill says something else.
func TestTextsAreTranslated(t *testing.T) {
	n := 0
	for path := range importsOfProgram(t) {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range halfTexts(file) {
			t.Errorf("%s: %s: a text is made by reason.Both, which asks for both languages", path, text)
		}
		for _, text := range textsOf(file) {
			n++
			english, chinese := text[0], text[1]
			switch {
			case english == "" || chinese == "":
				t.Errorf("%s: %q, %q lacks a language", path, english, chinese)
			case english == chinese:
				t.Errorf("%s: %q is not translated", path, english)
			case !slices.Equal(blanksOf(english), blanksOf(chinese)):
				t.Errorf("%s: %q and %q do not take the same arguments", path, english, chinese)
			}
		}
	}
	if n < 200 {
		t.Errorf("only %d texts were found", n)
	}
}

// textsOf returns what the calls of reason.Both in a file are given, English first.
func textsOf(file *ast.File) [][2]string {
	var found [][2]string
	ast.Inspect(file, func(node ast.Node) bool {
		call, ok := node.(*ast.CallExpr)
		if !ok || len(call.Args) != 2 {
			return true
		}
		if named(call.Fun) == "Both" {
			found = append(found, [2]string{written(call.Args[0]), written(call.Args[1])})
		}
		return true
	})
	return found
}

// halfTexts returns the literals of a reason.Text in a file of another package:
// one of them may leave a language out.
func halfTexts(file *ast.File) (found []string) {
	ast.Inspect(file, func(node ast.Node) bool {
		literal, ok := node.(*ast.CompositeLit)
		if !ok || len(literal.Elts) == 0 {
			return true
		}
		if selector, ok := literal.Type.(*ast.SelectorExpr); ok && named(selector.X) == "reason" && selector.Sel.Name == "Text" {
			found = append(found, written(literal.Elts[0]))
		}
		return true
	})
	return found
}

// named returns the last name of an expression that is one; "" for others.
func named(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.Ident:
		return x.Name
	case *ast.SelectorExpr:
		return x.Sel.Name
	}
	return ""
}

// written is a text of the source, put together where it is a sum; "" for what is none.
func written(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.BasicLit:
		text, _ := strconv.Unquote(x.Value)
		return text
	case *ast.BinaryExpr:
		return written(x.X) + written(x.Y)
	case *ast.KeyValueExpr:
		return written(x.Value)
	}
	return ""
}

var blank = regexp.MustCompile(`%[sdvq]|\{\d\}`)

// blanksOf returns the places of a text to fill, in order: a format fills them by their order.
func blanksOf(text string) []string {
	blanks := blank.FindAllString(text, -1)
	if !strings.Contains(text, "%") {
		slices.Sort(blanks)
	}
	return blanks
}
