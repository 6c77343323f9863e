// Package criticaltest has what the tests of critical and of the packages below it share: functions whose critical points are
// known exactly, and how near a point is to another.
package criticaltest

import (
	_ "embed"
	"encoding/json"
	"math"

	"saddle/numerics/expr"
	"saddle/numerics/expr/exprtest"
)

// Known is a function of the data file with its exact critical points.
type Known struct {
	Name    string
	Vars    []string
	Formula string
	Points  []struct {
		At          []float64
		Kind, Truth string
		Index       int
		Eigenvalues []float64
		Value       float64
		Zero        int `json:"zero_eigenvalues"`
	}
	Tags     []string
	Complete string
	Box      [][2]float64
}

// Function is the function itself, in a new graph.
func (k Known) Function() *expr.Function { return Function(k.Name, k.Formula, k.Vars...) }

//go:embed testdata/critical_points.json
var file []byte

// KnownFunctions are all functions of the data file; it panics where that cannot be read.
func KnownFunctions() []Known {
	var all struct{ Functions []Known }
	if err := json.Unmarshal(file, &all); err != nil {
		panic(err)
	}
	return all.Functions
}

// Function reads a formula in scalar variables of a new graph, in the notation of exprtest.
func Function(name, formula string, variables ...string) *expr.Function {
	f := exprtest.Function(formula, variables...)
	f.Name = name
	return f
}

// CloseTo reports whether points agree in every coordinate, within a tolerance that grows with what is wanted above 1.
func CloseTo(got, want []float64, tolerance float64) bool {
	if len(got) != len(want) {
		return false
	}
	for i := range got {
		if !(math.Abs(got[i]-want[i]) <= tolerance*math.Max(1, math.Abs(want[i]))) {
			return false
		}
	}
	return true
}
