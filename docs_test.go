package main

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
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

// A guide in Chinese says what the English one says: as many headings, the same commands, names, pictures, links and measured numbers.
func TestGuidesInBothLanguagesAgree(t *testing.T) {
	guides, err := filepath.Glob("docs/*.zh.md")
	if err != nil || len(guides) < 5 {
		t.Fatalf("only %d guides in Chinese, %v", len(guides), err)
	}
	for _, chinese := range guides {
		english := strings.Replace(chinese, ".zh.md", ".md", 1)
		if english == filepath.Join("docs", "reference.md") {
			continue // both are written from one table
		}
		was, is := guideOf(read(t, english)), guideOf(read(t, chinese))
		if !slices.Equal(was.headings, is.headings) {
			t.Errorf("%s has headings %v, %s %v", english, was.headings, chinese, is.headings)
		}
		if !slices.Equal(was.commands, is.commands) {
			t.Errorf("%s has other commands than %s:\n%s\n%s", chinese, english, strings.Join(is.commands, "\n"), strings.Join(was.commands, "\n"))
		}
		for _, named := range was.names {
			if !slices.Contains(is.names, named) {
				t.Errorf("%s does not have %s of %s", chinese, named, english)
			}
		}
	}
}

// guide is what a guide says in any language.
type guide struct {
	headings []string // # for each level
	commands []string // lines of code, without remarks
	names    []string // code within the text, where links lead, numbers with a point or a unit
}

func guideOf(text string) (g guide) {
	prose := regexp.MustCompile("(?ms)^```.*?^```$").ReplaceAllStringFunc(text, func(block string) string {
		for line := range strings.Lines(block) {
			command, _, _ := strings.Cut(line, " # ")
			if command, _, _ = strings.Cut(command, "  #"); !strings.HasPrefix(line, "#") && strings.TrimSpace(command) != "" {
				g.commands = append(g.commands, strings.TrimSpace(command))
			}
		}
		return ""
	})
	g.headings = regexp.MustCompile(`(?m)^#+ `).FindAllString(prose, -1)
	prose = regexp.MustCompile("```` .*? ````").ReplaceAllString(prose, "")
	for _, found := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(prose, -1) {
		g.names = append(g.names, strings.Join(strings.Fields(found[1]), " "))
	}
	for _, found := range regexp.MustCompile(`\]\(([^)#]+)[^)]*\)`).FindAllStringSubmatch(prose, -1) {
		g.names = append(g.names, strings.Replace(found[1], ".zh.md", ".md", 1))
	}
	// Pictures speak for themselves, and Chinese counts large numbers by ten thousands.
	prose = regexp.MustCompile(`(?s)!\[.*?]\(|[0-9.]+ million`).ReplaceAllString(prose, "")
	g.names = append(g.names, regexp.MustCompile(`\d+\.\d+|\d+ (?:[kMG]B|[mµn]?s|%)\b`).FindAllString(prose, -1)...)
	return g
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
