package handbook_test

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"saddle/kernel/handbook"
	"saddle/lessons"
	"saddle/numerics/reason"
)

// TestPages opens every entry and follows every link of the course.
func TestPages(t *testing.T) {
	pages, err := handbook.Pages()
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, page := range pages {
		found[page.File] = string(page.HTML)
	}
	for _, entry := range handbook.Entries() {
		if !strings.Contains(found[entry.FileIn(reason.Chinese)], "<h1") {
			t.Errorf("%s is no page with a heading", entry.FileIn(reason.Chinese))
		}
		if !entry.Title.Complete() || !strings.Contains(found[entry.File], "<h1") {
			t.Errorf("%s is no page with a heading", entry.File)
		}
	}
	for file, word := range map[string]string{"reference.html": "classify", "reference.zh.html": "鞍点", "gallery.html": "data:image/png;base64,iVBOR"} {
		if !strings.Contains(found[file], word) {
			t.Errorf("%s has no %s", file, word)
		}
	}
	var linked []string
	for _, link := range regexp.MustCompile(`href="([^"]+)"`).FindAllStringSubmatch(found["course.html"], -1) {
		linked = append(linked, link[1])
		if !strings.Contains(found[path.Clean(link[1])], "<h1") {
			t.Errorf("the course leads to %s, which is no page", link[1])
		}
	}
	for file, text := range found {
		if !strings.HasPrefix(file, "course/") {
			continue
		}
		for _, link := range regexp.MustCompile(`href="([^":#]+)"`).FindAllStringSubmatch(text, -1) {
			if to := path.Join(path.Dir(file), link[1]); found[to] == "" {
				t.Errorf("%s leads to %s, which is no page", file, to)
			}
		}
	}
	if len(linked) != len(lessons.List()) || len(slices.Compact(slices.Sorted(slices.Values(linked)))) != len(linked) {
		t.Errorf("of %d lessons the course names %v", len(lessons.List()), linked)
	}
}
