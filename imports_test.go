package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// arrows says which of our packages a package may import, itself and what is
// below it aside: a folder stands for all in it. The longest folder counts. An
// arrow points down only; every other import is a mistake of design, and so is
// an arrow that no import follows.
var arrows = map[string][]string{
	".": {"kernel/runner", "kernel/client", "kernel/kernelspec", "kernel/handbook", "kernel/script", "kernel/notebook", "kernel/site", "kernel/language", "kernel/server", "kernel/session", "kernel/startup", "kernel/terminal", "kernel/transport", "kernel/wire", "numerics/reason"},

	"kernel/runner":          {"kernel/client", "kernel/notebook", "kernel/site", "kernel/wire"},
	"kernel/script":          {"kernel/session", "kernel/notebook"},
	"kernel/terminal":        {"kernel/session", "kernel/atomicfile", "numerics/reason"},
	"kernel/kernelspec":      {"kernel/handbook", "kernel/notebook", "kernel/atomicfile", "numerics/reason"},
	"kernel/handbook":        {"kernel/notebook", "docs", "lessons", "numerics/reason"},
	"kernel/kerneltest":      {},
	"kernel/site":            {},
	"kernel/browser":         {"kernel/language", "kernel/notebook/mathml", "kernel/server", "kernel/session", "kernel/wire"},
	"kernel/language":        {"kernel/session", "kernel/server", "numerics/reason"},
	"kernel/language/widget": {"kernel/session", "kernel/server", "numerics/reason"},

	"kernel/atomicfile": {},
	"kernel/startup":    {},
	"kernel/wire":       {"kernel/atomicfile"},
	"kernel/zmtp":       {},
	"kernel/transport":  {"kernel/wire", "kernel/zmtp"},
	"kernel/server":     {"kernel/wire", "numerics/reason"},
	"kernel/client":     {"kernel/wire", "kernel/zmtp"},
	"kernel/notebook":   {"kernel/atomicfile"},
	"kernel/session":    {"kernel/lang"},

	"kernel/lang/message":    {"numerics/reason"},
	"kernel/lang/syntax":     {"kernel/lang/message"},
	"kernel/lang/value":      {"kernel/lang/syntax", "kernel/lang/message", "numerics", "plotting"},
	"kernel/lang/matrixform": {"kernel/lang/syntax"},
	"kernel/lang/eval":       {"kernel/lang/matrixform", "kernel/lang/value", "kernel/lang/syntax", "kernel/lang/message", "numerics"},
	"kernel/lang/working":    {"kernel/lang/value", "kernel/lang/syntax", "kernel/lang/message", "numerics"},
	"kernel/lang/library":    {"kernel/lang/eval", "kernel/lang/working", "kernel/lang/value", "kernel/lang/syntax", "kernel/lang/message", "numerics", "plotting"},
	"kernel/lang/display":    {"kernel/lang/value", "kernel/lang/syntax", "kernel/lang/message", "numerics", "plotting"},

	"numerics": {},
	"plotting": {"numerics/reason"},
	"lessons":  {},
	"docs":     {},
}

// modules says which modules of others a folder may use, where that is limited:
// mathematics knows no protocol, and only two packages know sockets.
var modules = map[string][]string{
	"numerics":         {"gonum.org/v1/gonum"},
	"numerics/program": {"github.com/tetratelabs/wazero"},
	"kernel/wire":      {},
	"kernel/zmtp":      {"github.com/go-zeromq/zmq4", "golang.org/x/crypto"},
	"kernel/server":    {},
	"kernel/session":   {},
	"kernel/terminal":  {"github.com/peterh/liner"},
	"kernel/runner":    {"github.com/rivo/uniseg", "golang.org/x/term"},
	"kernel/lang":      {"gonum.org/v1/gonum", "golang.org/x/text", "github.com/rivo/uniseg"},
	"kernel/notebook":  {"github.com/yuin/goldmark", "golang.org/x/net"},
}

func TestImportsPointDown(t *testing.T) {
	for file, imports := range importsOfProgram(t) {
		folder := filepath.ToSlash(filepath.Dir(file))
		for _, path := range imports {
			ours, isOurs := strings.CutPrefix(path, "saddle/")
			switch {
			case isOurs && !isWithin(ours, folder) && !allowed(arrows, folder, ours):
				t.Errorf("%s imports %s; see arrows in imports_test.go", file, path)
			case !isOurs && strings.Contains(path, ".") && !allowed(modules, folder, path):
				t.Errorf("%s imports %s; see modules in imports_test.go", file, path)
			}
		}
	}
}

// A permission that nothing uses is a door that stands open.
func TestPermissionsAreUsed(t *testing.T) {
	imports := importsOfProgram(t)
	for name, table := range map[string]map[string][]string{"arrows": arrows, "modules": modules} {
		for row, targets := range table {
			for _, target := range targets {
				if !used(imports, table, row, target) {
					t.Errorf("nothing in %s imports %s: take it out of %s", row, target, name)
				}
			}
		}
	}
}

// used reports whether a file that the row is for imports the target, or what is below it.
func used(imports map[string][]string, table map[string][]string, row, target string) bool {
	for file, paths := range imports {
		folder := filepath.ToSlash(filepath.Dir(file))
		if closest(table, folder) != row {
			continue
		}
		for _, path := range paths {
			if isWithin(strings.TrimPrefix(path, "saddle/"), target) {
				return true
			}
		}
	}
	return false
}

// A folder that the tables do not know would be free to import anything.
func TestEveryFolderHasItsPlace(t *testing.T) {
	for file := range importsOfProgram(t) {
		if folder := filepath.ToSlash(filepath.Dir(file)); closest(arrows, folder) == "" {
			t.Errorf("%s: say in arrows what %s may import", file, folder)
		}
	}
}

// importsOfProgram returns the imports of every Go file of the program, tests
// aside: a test may drive what it tests from above.
func importsOfProgram(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && path != "." && (strings.HasPrefix(entry.Name(), ".") || slices.Contains([]string{"testdata", "bench", "packaging", "build"}, path)):
			return filepath.SkipDir
		case filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		found[path] = nil
		for _, spec := range file.Imports {
			name, _ := strconv.Unquote(spec.Path.Value)
			found[path] = append(found[path], name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// allowed reports whether the table's row for folder, if it has one, holds path.
func allowed(table map[string][]string, folder, path string) bool {
	row := closest(table, folder)
	if row == "" {
		return true
	}
	return slices.ContainsFunc(table[row], func(target string) bool { return isWithin(path, target) }) ||
		row != "." && isWithin(path, row)
}

// closest returns the longest folder of the table that folder is within; "." is
// the root alone.
func closest(table map[string][]string, folder string) string {
	for row := folder; ; {
		if _, ok := table[row]; ok {
			return row
		}
		cut := strings.LastIndexByte(row, '/')
		if cut < 0 {
			return ""
		}
		row = row[:cut]
	}
}

// isWithin reports whether path is folder or below it.
func isWithin(path, folder string) bool {
	return path == folder || strings.HasPrefix(path, folder+"/")
}
