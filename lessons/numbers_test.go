package lessons_test

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"saddle/lessons/source"
)

var (
	number     = regexp.MustCompile(`\d+(?:\.\d+)?`)
	fraction   = regexp.MustCompile(`\\[td]?frac\s*(\d)\s*(\d)`)
	notNumbers = regexp.MustCompile(`\]\([^)]*\)|<[^>]*>|(?m)^#+ .*$|(?m)^\| \d+ |[Ll]essons? \d+(?:(?:,| to| and) \d+)*|第 \d+(?:[～、]\d+)* 课|(?m)\| \d+(?:[～、]\d+)* \|$|[A-Za-z_]\w*\d\w*`)
)

// TestNumbersAreComputed looks for each number of a lesson's prose, those below ten that are whole aside, among the numbers
// of its code and of what its code shows: a number that is stated is also computed or checked. What a cell shows may have
// more digits than the prose, which rounds them.
func TestNumbersAreComputed(t *testing.T) {
	eachLesson(t, func(t *testing.T, language, name string, lesson *source.Lesson) {
		computed := numbersOf(outputsOf(t, language, name))
		for _, cell := range lesson.Cells {
			if cell.Code {
				computed = append(computed, numbersOf(cell.Text+"\n"+strings.Join(cell.Solution, "\n")+"\n"+cell.Test)...)
			}
		}
		for _, cell := range lesson.Cells {
			if cell.Code || cell.ID == "sources" {
				continue
			}
			text := fraction.ReplaceAllString(cell.Text, " $1 $2 ")
			for _, stated := range number.FindAllString(notNumbers.ReplaceAllString(text, " "), -1) {
				if !isComputed(stated, computed) {
					t.Errorf("cell %s states %s, which no cell of code has or shows", cell.ID, stated)
				}
			}
		}
	})
}

func numbersOf(text string) (values []float64) {
	for _, found := range number.FindAllString(text, -1) {
		if value, err := strconv.ParseFloat(found, 64); err == nil {
			values = append(values, value)
		}
	}
	return values
}

// isComputed reports whether a number that is stated is one of those computed, rounded to its digits.
func isComputed(stated string, computed []float64) bool {
	value, err := strconv.ParseFloat(stated, 64)
	if err != nil || value < 10 && !strings.Contains(stated, ".") {
		return err == nil
	}
	_, decimals, _ := strings.Cut(stated, ".")
	tolerance := 0.5*math.Pow(10, -float64(len(decimals))) + 1e-9*value
	if decimals == "" {
		tolerance = 1e-9
	}
	for _, c := range computed {
		if math.Abs(c-value) <= tolerance {
			return true
		}
	}
	return false
}
