package search_test

import (
	"context"
	"fmt"

	"saddle/numerics/critical/search"
	"saddle/numerics/expr/exprtest"
	"saddle/numerics/interval"
)

func Example() {
	himmelblau := exprtest.Function("(x^2 + y - 11)^2 + (x + y^2 - 7)^2", "x", "y")
	found, err := search.Points(context.Background(), himmelblau, interval.Box{interval.Of(-5, 5), interval.Of(-5, 5)}, search.Options{})
	if err != nil {
		panic(err)
	}
	fmt.Println(len(found.Points), "points, all proven:", found.Proven)
	last := found.Points[len(found.Points)-1] // maxima come last
	fmt.Printf("%s at (%.3f, %.3f)\n", last.Kind, last.At[0], last.At[1])
	// Output:
	// 9 points, all proven: true
	// local maximum at (-0.271, -0.923)
}
