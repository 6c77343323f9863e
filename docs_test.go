package main

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A newcomer finds what each folder is for.
func TestEveryFolderIsExplained(t *testing.T) {
	page := read(t, "docs/architecture.md")
	folders := map[string]bool{}
	for file := range importsOfProgram(t) {
		folders[filepath.ToSlash(filepath.Dir(file))] = true
	}
	for folder := range folders {
		if folder != "." && !regexp.MustCompile(`\b`+path.Base(folder)+"/").MatchString(page) {
			t.Errorf("docs/architecture.md does not say what %s is for", folder)
		}
	}
}

func TestReadmeNamesTheGoOfTheModule(t *testing.T) {
	version := regexp.MustCompile(`(?m)^go (.*)$`).FindStringSubmatch(read(t, "go.mod"))[1]
	if !strings.Contains(read(t, "README.md"), "[Go](https://go.dev/dl/) "+version+" ") {
		t.Errorf("README.md does not say that Go %s is needed", version)
	}
}

// The modules that the program stands on have their reasons in the README.
func TestReadmeGivesReasonsForModules(t *testing.T) {
	readme := read(t, "README.md")
	for line := range strings.Lines(read(t, "go.mod")) {
		module, version, required := strings.Cut(strings.TrimSpace(line), " v")
		if required && !strings.Contains(version, "// indirect") && !strings.Contains(readme, "`"+module+"`") {
			t.Errorf("README.md has no row for %s", module)
		}
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
