package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// circles says what share of a package's files, at most, may reach each other in
// a circle, by what they mention of each other: the part that can be read only
// as a whole. It was 68 of 69 for eval with the library in it, 38 of 51 for
// plotting, 21 of 25 for critical; the aim was a third of that. A share may only
// fall; a package that grows may have as many more.
var circles = map[string]struct{ files, of int }{
	"kernel/lang/eval":         {23, 70},
	"kernel/lang/library":      {11, 51},
	"plotting":                 {6, 83},
	"numerics/critical":        {5, 31},
	"numerics/critical/search": {5, 33},
}

func TestCircles(t *testing.T) {
	for folder, share := range circles {
		files, mentions := references(t, folder)
		circle := largestCircle(files, mentions)
		limit := (len(files)*share.files + share.of - 1) / share.of
		if len(circle) > limit {
			t.Errorf("%s: %d of %d files reach each other in a circle, where %d may: %s", folder, len(circle), len(files), limit, strings.Join(circle, " "))
		}
		t.Logf("%s: %d of %d files", folder, len(circle), len(files))
	}
}

func TestLargestCircle(t *testing.T) {
	mentions := map[string][]string{"a": {"b"}, "b": {"c", "d"}, "c": {"a"}, "d": {"e"}, "e": {"d"}, "f": nil}
	if got := largestCircle([]string{"a", "b", "c", "d", "e", "f"}, mentions); !slices.Equal(got, []string{"a", "b", "c"}) {
		t.Errorf("got %v", got)
	}
}

// references returns the Go files of a package, tests aside, and for each those
// that it mentions something of: a name, a method, a field.
func references(t *testing.T, folder string) (files []string, mentions map[string][]string) {
	t.Helper()
	set := token.NewFileSet()
	paths, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var parsed []*ast.File
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		if ours, err := build.Default.MatchFile(folder, filepath.Base(path)); err != nil || !ours { // of another system
			continue
		}
		file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files, parsed = append(files, filepath.Base(path)), append(parsed, file)
	}
	info := &types.Info{Uses: map[*ast.Ident]types.Object{}}
	config := types.Config{Importer: importer.ForCompiler(set, "gc", compiled(t, folder))}
	pkg, err := config.Check("saddle/"+folder, set, parsed, info)
	if err != nil {
		t.Fatal(err)
	}
	met := map[string]map[string]bool{}
	for name, object := range info.Uses {
		from, to := filepath.Base(set.Position(name.Pos()).Filename), filepath.Base(set.Position(object.Pos()).Filename)
		if object.Pkg() != pkg || from == to {
			continue
		}
		if met[from] == nil {
			met[from] = map[string]bool{}
		}
		met[from][to] = true
	}
	mentions = map[string][]string{}
	for from, to := range met {
		mentions[from] = slices.Sorted(maps.Keys(to))
	}
	return files, mentions
}

// compiled finds what the imports of a package have been compiled to.
func compiled(t *testing.T, folder string) func(path string) (io.ReadCloser, error) {
	t.Helper()
	var out, failure bytes.Buffer
	list := exec.Command("go", "list", "-export", "-deps", "-f", "{{.ImportPath}} {{.Export}}", "./"+folder)
	list.Stdout, list.Stderr = &out, &failure
	if err := list.Run(); err != nil {
		t.Fatalf("go list: %v\n%s", err, &failure)
	}
	exports := map[string]string{}
	for line := range strings.Lines(out.String()) {
		path, export, _ := strings.Cut(strings.TrimSpace(line), " ")
		exports[path] = export
	}
	return func(path string) (io.ReadCloser, error) {
		if exports[path] == "" {
			return nil, fmt.Errorf("%s is not compiled", path)
		}
		return os.Open(exports[path])
	}
}

// largestCircle returns the largest set of files each of which reaches each other one.
func largestCircle(files []string, mentions map[string][]string) []string {
	reached := map[string]map[string]bool{}
	for _, file := range files {
		reached[file] = reachedFrom(file, mentions)
	}
	var largest []string
	for _, file := range files {
		var circle []string
		for other := range reached[file] {
			if reached[other][file] {
				circle = append(circle, other)
			}
		}
		if len(circle) > len(largest) {
			largest = circle
		}
	}
	slices.Sort(largest)
	return largest
}

// reachedFrom returns all that is reached from a file by way of others.
func reachedFrom(file string, mentions map[string][]string) map[string]bool {
	seen := map[string]bool{}
	open := slices.Clone(mentions[file])
	for len(open) > 0 {
		next := open[len(open)-1]
		open = open[:len(open)-1]
		if !seen[next] {
			seen[next] = true
			open = append(open, mentions[next]...)
		}
	}
	return seen
}
