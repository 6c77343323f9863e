package lessons_test

import (
	"regexp"
	"strings"
	"testing"
)

var (
	mapRow      = regexp.MustCompile(`(?m)^\| (?:第 )?(\d+) (?:课　)?([^|]*?) \|[^|]*\| ?([^|]*?) ?\|$`)
	afterLesson = regexp.MustCompile(`[;；].*`)
)

// bare leaves a list of lessons its numbers: a column of the map need not say each time that they are lessons.
var bare = strings.NewReplacer("第 ", "", " 课", "")

// TestMapTellsNeeds holds the rows of the map in lesson 0 to the title of each lesson and to what it says that it needs.
// Lesson 1 needs no other one.
func TestMapTellsNeeds(t *testing.T) {
	for language := range languages {
		_, texts := sources(t, language)
		rows := [][]string{}
		for _, cell := range texts[0].Cells {
			if cell.ID == "map" {
				rows = mapRow.FindAllStringSubmatch(cell.Text, -1)
			}
		}
		if len(rows) != len(texts)-1 {
			t.Fatalf("%s: %d rows for %d lessons", language, len(rows), len(texts)-1)
		}
		for i, row := range rows {
			want := strings.TrimSpace(afterLesson.ReplaceAllString(texts[i+1].Needs, ""))
			if i == 0 {
				want = ""
			}
			if title := texts[i+1].Title; row[2] != title {
				t.Errorf("%s: lesson %s is %q, the map says %q", language, row[1], title, row[2])
			}
			if bare.Replace(row[3]) != bare.Replace(want) {
				t.Errorf("%s: lesson %s needs %q, the map says %q", language, row[1], want, row[3])
			}
		}
	}
}
