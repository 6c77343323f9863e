package plotting_test

import (
	"context"
	"fmt"

	"saddle/plotting"
)

func ExampleFigure_Describe() {
	f := func(x, y, out []float64) {
		for i := range out {
			out[i] = x[i]*x[i] - y[i]*y[i]
		}
	}
	figure := plotting.New(
		plotting.Contours{F: f, Name: "f"},
		plotting.Path{Name: "gd", Points: [][2]float64{{0.1, 0.1}, {0.08, 0.12}, {0.064, 0.144}}},
	)
	figure.X, figure.Y = plotting.Range{Min: -1, Max: 1}, plotting.Range{Min: -1, Max: 1}
	fmt.Println(figure.Describe(context.Background()))
	// Output: contours of f on [-1, 1]² from -1 near (0, -1) and (0, 1) to 1 near (-1, 0) and (1, 0), 13 levels, gd: path of 3 points from (0.1, 0.1) to (0.064, 0.144)
}
