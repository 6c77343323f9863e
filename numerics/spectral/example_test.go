package spectral_test

import (
	"fmt"

	"gonum.org/v1/gonum/mat"

	"saddle/numerics/spectral"
)

func Example() {
	d, err := spectral.Symmetric(mat.NewDense(2, 2, []float64{2, 1, 1, 2}))
	if err != nil {
		panic(err)
	}
	fmt.Printf("%.3f, %s\n", d.Values, d.Signs(0))
	// Output: [1.000 3.000], positive definite
}
