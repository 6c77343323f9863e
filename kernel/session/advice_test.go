package session_test

import (
	"context"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"saddle/kernel/lang/message"
	"saddle/kernel/session"
)

// elsewhere are the advices that no cell can meet, with where they are met.
var elsewhere = map[string]string{
	"ask.none-advice":              "ask: a test of what asks",
	"eval.internal-advice":         "a mistake in Saddle itself",
	"extremes.open-advice":         "a line below extremes that are not proven, no error",
	"help.settings-advice":         "a line of help, no error",
	"habit.at-lambda.advice":       "a way of the parser that no text is known to take",
	"optimizer.step-number-advice": "a way of rules that no rule is known to take",
	"syntax.advice.end":            "a way of the parser that no text is known to take",
	"file.another":                 "a test of pictures that are written",
	"file.another-folder":          "a test of pictures that are written",
	"file.full-advice":             "a disk without room",
	"file.gone-advice":             "a test of pictures that are written",
	"file.missing-advice":          "a folder without tables",
	"file.shorter":                 "a test of pictures that are written",
	"limit.file-advice":            "a file of more than the limit",
	"limit.formula-advice":         "a formula of millions of parts",
	"limit.nesting-advice":         "calls nested as deep as no test waits for",
	"syntax.deep.advice":           "a text nested hundreds deep: TestAbuse of the parser",
	"syntax.large.advice":          "a text of megabytes",
	"syntax.long.advice":           "a text of megabytes",
	"limit.memory-advice":          "more memory than a test may take",
	"limit.memory-fewer":           "more memory than a test may take",
	"syntax.unreadable.advice":     "a text that is no UTF-8",
}

// TestAdviceIsFollowed looks for each advice of the catalogue in testdata/advice.pairs: the message of a cell gives it, and
// the cell that follows it runs. An advice without such a pair fails.
func TestAdviceIsFollowed(t *testing.T) {
	t.Parallel()
	content, err := os.ReadFile("testdata/advice.pairs")
	if err != nil {
		t.Fatal(err)
	}
	var setup []string
	paired := map[string]bool{}
	for line := range strings.SplitSeq(string(content), "\n") {
		if first, ok := strings.CutPrefix(line, "! "); ok {
			setup = append(setup, first)
			continue
		}
		parts := strings.Split(line, " ¦ ")
		if len(parts) != 3 {
			continue
		}
		key := parts[0]
		paired[key] = true
		t.Run(key, func(t *testing.T) {
			t.Parallel()
			pairIsSound(t, strings.Join(setup, "\n"), key, lined(parts[1]), lined(parts[2]))
		})
	}
	for _, key := range advicesOf(t) {
		if _, known := elsewhere[key]; !paired[key] && !known {
			t.Errorf("testdata/advice.pairs has no cell that gives %s and no cell that follows it", key)
		}
	}
}

// lined is a cell of a pair with its lines.
func lined(cell string) string { return strings.ReplaceAll(cell, "⏎", "\n") }

func pairIsSound(t *testing.T, setup, key, failing, followed string) {
	s := session.New(session.Options{Folder: "testdata", Plain: true})
	mustRun(t, s, setup)
	given := ""
	err := s.Execute(context.Background(), failing, func(session.Output) {})
	var problem *message.Error
	if errors.As(err, &problem) {
		given = problem.Advice.Key
	}
	if given != key {
		t.Errorf("%s\ngives %s, not %s:\n%v", failing, given, key, err)
		return
	}
	if err := s.Execute(context.Background(), followed, func(session.Output) {}); err != nil {
		t.Errorf("%s\nadvises: %s\n%s\nfails: %v", failing, problem.Advice.In(message.English), followed, err)
	}
}

// adviceKey is the look of an advice's key.
var adviceKey = regexp.MustCompile(`[.-]advice(\.|-|$)`)

// catalogueRow is the head of a row of the catalogue.
var catalogueRow = regexp.MustCompile(`(?m)^\t\{"([^"]+)", "`)

// advicesOf are the advices of the catalogue: those named so, and those that the code gives as such.
func advicesOf(t *testing.T) []string {
	given := map[string]bool{}
	for call := range callsOf(t, "../lang", "../session") {
		name, isMethod := call.Fun.(*ast.SelectorExpr)
		if !isMethod || name.Sel.Name != "Advise" || len(call.Args) == 0 {
			continue
		}
		if literal, ok := call.Args[0].(*ast.BasicLit); ok {
			key, _ := strconv.Unquote(literal.Value)
			given[key] = true
		}
	}
	tables, err := filepath.Glob("../lang/message/catalogue_*.go")
	if err != nil || len(tables) == 0 {
		t.Fatal("no catalogue", err)
	}
	var keys []string
	for _, table := range tables {
		text, err := os.ReadFile(table)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range catalogueRow.FindAllStringSubmatch(string(text), -1) {
			if key := row[1]; given[key] || adviceKey.MatchString(key) {
				keys = append(keys, key)
			}
		}
	}
	return keys
}

// callsOf are the calls in the Go files of folders and below, tests aside.
func callsOf(t *testing.T, folders ...string) (calls func(yield func(*ast.CallExpr) bool)) {
	return func(yield func(*ast.CallExpr) bool) {
		for _, folder := range folders {
			_ = filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
				if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
					return err
				}
				file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
				if err != nil {
					t.Fatal(err)
				}
				for node := range ast.Preorder(file) {
					if call, ok := node.(*ast.CallExpr); ok && !yield(call) {
						return filepath.SkipAll
					}
				}
				return nil
			})
		}
	}
}
