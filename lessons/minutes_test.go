package lessons_test

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"saddle/lessons/source"
)

// What a reader needs, in minutes, who tries each prediction and each exercise.
const (
	wordsPerMinute    = 120
	perFormula        = 0.1 // besides the word that it counts as
	perDisplay        = 0.5
	perPrediction     = 4 // with paper, before the cell is run
	perCell           = 1
	perExercise       = 5
	minutesOfSlack    = 2.5 // times are stated in fives
	partsLikeExercise = "proof review"
)

// TestMinutes holds the time that a lesson states to its words, formulas, predictions, cells and exercises.
func TestMinutes(t *testing.T) {
	names, texts := sources(t, "en")
	for i, name := range names {
		reading, exercises := minutes(texts[i])
		stated, besides, _ := strings.Cut(texts[i].Minutes, " + ")
		if !states(stated, reading) || !states(besides, exercises) {
			t.Errorf("%s: %q minutes; its words, predictions and cells take %.1f, its exercises %.1f", name, texts[i].Minutes, reading, exercises)
		}
	}
}

// states reports whether a text is a number of minutes, within what they are rounded by.
func states(text string, minutes float64) bool {
	n, err := strconv.Atoi(text)
	return err == nil && math.Abs(float64(n)-minutes) <= minutesOfSlack
}

// minutes measures a lesson: its reading with the cells and predictions, and all that follows the heading of its exercises.
func minutes(lesson *source.Lesson) (reading, exercises float64) {
	part := &reading
	for _, cell := range lesson.Cells {
		if cell.ID == "exercises" || cell.Points > 0 {
			part = &exercises
		}
		*part += minutesOf(cell)
	}
	return reading, exercises
}

func minutesOf(cell source.Cell) float64 {
	switch {
	case cell.Points > 0:
		return perExercise
	case slices.Contains(cell.Tags, "prediction"):
		return perPrediction
	case cell.Code:
		return perCell
	case cell.ID == "sources":
		return 0
	}
	displayed, formulas := formulasIn(cell.Text)
	read := float64(len(strings.Fields(prose(cell.Text))))/wordsPerMinute + perDisplay*displayed + perFormula*formulas
	if slices.Contains(strings.Fields(partsLikeExercise), cell.ID) {
		read += perExercise
	}
	return read
}

// formulasIn counts the formulas that stand on lines of their own, and those within lines.
func formulasIn(text string) (displayed, within float64) {
	for _, found := range formulas.FindAllString(text, -1) {
		switch {
		case strings.HasPrefix(found, "$$"):
			displayed++
		case strings.HasPrefix(found, "$"):
			within++
		}
	}
	return displayed, within
}
