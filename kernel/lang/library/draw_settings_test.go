package library

import (
	"context"
	"math"
	"testing"

	"saddle/numerics/expr"
	"saddle/numerics/program"
)

// A picture that a later cell draws again has all its points: the context of the cell that made it is over then.
func TestPicturesAreDrawnAgain(t *testing.T) {
	g := expr.NewGraph()
	x := g.Variable("x", expr.Scalar)
	compiled, err := program.Compile([]*expr.Node{x}, []*expr.Node{expr.Apply(expr.Sin, x)})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	machine := sampler{compiled.NewMachine(), ctx}
	in, out := make([]float64, 1<<16), make([]float64, 1<<16)
	for range 100 {
		sampleBlock(machine, [][]float64{in}, out)
		if math.IsNaN(out[0]) {
			t.Fatal("the points are left out")
		}
	}
}
