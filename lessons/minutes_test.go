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
	wordsPerMinute    = 200
	perPrediction     = 4 // with paper, before the cell is run
	perCell           = 1
	perExercise       = 5
	minutesOfSlack    = 5 // times are stated in fives
	partsLikeExercise = "proof review"
)

// TestMinutes holds the time that a lesson states to its words, predictions, cells and exercises.
func TestMinutes(t *testing.T) {
	names, texts := sources(t, "en")
	for i, name := range names {
		reading, exercises := minutes(texts[i])
		stated, besides, _ := strings.Cut(texts[i].Minutes, " + ")
		n, err := strconv.Atoi(stated)
		if m, err2 := strconv.Atoi(besides); err != nil || err2 != nil || math.Abs(float64(n)-reading) > minutesOfSlack || m != exercises {
			t.Errorf("%s: %q minutes; its words, predictions and cells take %.0f, its exercises %d", name, texts[i].Minutes, reading, exercises)
		}
	}
}

// minutes measures a lesson: its reading with the cells and predictions, and its exercises with the proof and the review.
func minutes(lesson *source.Lesson) (reading float64, exercises int) {
	for _, cell := range lesson.Cells {
		switch {
		case cell.Points > 0:
			exercises += perExercise
		case slices.Contains(cell.Tags, "prediction"):
			reading += perPrediction
		case cell.Code:
			reading += perCell
		case cell.ID != "sources":
			reading += float64(len(strings.Fields(prose(cell.Text)))) / wordsPerMinute
			if slices.Contains(strings.Fields(partsLikeExercise), cell.ID) {
				exercises += perExercise
			}
		}
	}
	return reading, exercises
}
