package lessons_test

import (
	"fmt"

	"saddle/lessons"
)

func Example() {
	lesson := lessons.List()[0]
	fmt.Println(lesson.Path, lesson.Title)
	// Output: en/00-tour.ipynb A tour
}
