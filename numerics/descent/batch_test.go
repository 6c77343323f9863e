package descent

import (
	"context"
	"errors"
	"math"
	"testing"

	"saddle/numerics/expr"
)

// The data and the loss of the language page, cell 22.
var points = []float64{0, 1.1, 1, 2.9, 2, 5.2, 3, 6.8, 4, 9.1, 5, 11.0}

// regression is the mean of (y - w x - b)² over the rows of a table, the last of the variables if rows is 0.
func regression(rows int) *expr.Function {
	g := expr.NewGraph()
	w, b := g.Variable("w", expr.Scalar), g.Variable("b", expr.Scalar)
	f := &expr.Function{Name: "L", Variables: []*expr.Node{w, b}}
	table := expr.Array(expr.MatrixShape(6, 2), points)
	if rows > 0 {
		table = g.Variable("D", expr.MatrixShape(rows, 2))
		f.Variables = append(f.Variables, table)
	}
	count := table.Shape().Rows
	sum := number(0)
	for i := range count {
		at := func(j int) *expr.Node { return expr.Element2(table, number(float64(i)), number(float64(j))) }
		sum = expr.Add(sum, square(expr.Sub(expr.Sub(at(1), expr.Mul(w, at(0))), b)))
	}
	f.Value = expr.Div(sum, number(float64(count)))
	return f
}

func TestBatches(t *testing.T) {
	batch := &Batch{Loss: regression(2), Data: points, Rows: 6, Size: 2}
	r := mustRun(t, stochasticGradientDescent, regression(0), []float64{0, 0}, Options{Steps: 300, Seed: 1, Batch: batch})
	if last := r.Last(); math.Abs(last[0]-1.99) > 0.05 || math.Abs(last[1]-1.04) > 0.1 {
		t.Errorf("ends at %v", last)
	}
	if !near(r.GradientNorm[:1], []float64{math.Hypot(41.7, 12.033333333333333)}, 1e-12) {
		t.Errorf("‖∇L‖ at the start is %g, over all rows", r.GradientNorm[0])
	}
}

// Three batches of two make an epoch: whatever the order, every row has its turn, so the mean of the three gradients at one
// point is the gradient over all rows.
func TestEpoch(t *testing.T) {
	still := own(func(b *Builder) { b.Assign("g", b.Gradient(b.Point())) })
	batch := &Batch{Loss: regression(2), Data: points, Rows: 6, Size: 2}
	r := mustRun(t, still, regression(0), []float64{0, 0}, Options{Steps: 9, Seed: 5, Batch: batch})
	g := r.History("g")
	for epoch := range 3 {
		mean := make([]float64, 2)
		for k := range 3 {
			for i, v := range g.At(3*epoch + k + 1) {
				mean[i] += v / 3
			}
		}
		if !near(mean, []float64{-41.7, -12.033333333333333}, 1e-12) {
			t.Errorf("epoch %d: mean gradient %v", epoch, mean)
		}
	}
	if near(g.At(1), g.At(4), 1e-12) && near(g.At(2), g.At(5), 1e-12) {
		t.Error("two epochs in the same order")
	}
}

func TestBatchRefused(t *testing.T) {
	var batch *BatchError
	options := Options{Batch: &Batch{Loss: regression(7), Data: points, Rows: 6, Size: 7}}
	if _, err := Run(context.Background(), gradientDescent, regression(0), []float64{0, 0}, options); !errors.As(err, &batch) || batch.Rows != 6 {
		t.Errorf("%v", err)
	}
}
