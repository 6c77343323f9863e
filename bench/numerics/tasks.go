package main

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// The same numbers as in numerics.py.
const (
	hidden       = 16
	features     = 5
	steps        = 10_000
	beta         = 0.9
	bananaRate   = 2e-4
	logisticRate = 0.1
)

var (
	start   = []float64{-1.2, 1}
	inputs  = make([][2]float64, 200)
	targets = make([]float64, 200)
	samples = make([][features]float64, 200)
	labels  = make([]float64, 200)
)

func init() {
	for q := range inputs {
		inputs[q] = [2]float64{math.Sin(float64(3*q + 1)), math.Cos(float64(5*q + 2))}
		targets[q] = inputs[q][0] * inputs[q][1]
		for k := range samples[q] {
			samples[q][k] = math.Sin(float64(q*(k+2) + k))
		}
		labels[q] = math.Copysign(1, math.Sin(float64(7*q+1))+samples[q][0])
	}
}

// waves are n numbers between middle ± size.
func waves(n int, middle, size float64) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = middle + size*math.Sin(float64(i+1))
	}
	return x
}

func symmetric(n int) *mat.SymDense {
	a := mat.NewSymDense(n, nil)
	for i := range n {
		for j := i; j < n; j++ {
			a.SetSym(i, j, math.Sin(float64(i*n+j*j+1)))
		}
	}
	return a
}

// tasks are the calls by task and peer.
func tasks() map[string]map[string]func() {
	x100, x1000, v1000 := waves(100, 1, 0.3), waves(1000, 1, 0.3), waves(1000, 0, 1)
	weights := waves(4*hidden+1, 0, 0.5)
	direction := waves(len(weights), 0, 1)
	a := symmetric(100)
	g, out, large := make([]float64, 1000), make([]float64, 1000), make([]float64, 100*100)
	loss := func(p []float64) float64 { return networkByHand(p, nil) }
	return map[string]map[string]func(){
		"gradient, n = 100":         {"saddle": gradientOf(valley(100), x100), "go": func() { gradientByHand(g[:100], x100) }, "gonum": gonumGradient(valueByHand, x100)},
		"Hessian, n = 100":          {"saddle": hessianOf(valley(100), x100), "go": func() { hessianByHand(large, x100) }, "gonum": gonumHessian(valueByHand, x100)},
		"Hessian-vector, n = 1000":  {"saddle": productOf(valley(1000), x1000, v1000), "go": func() { productByHand(out, x1000, v1000) }},
		"network gradient, n = 65":  {"saddle": gradientOf(network(), weights), "go": func() { networkByHand(weights, g[:65]) }, "gonum": gonumGradient(loss, weights)},
		"network Hessian, n = 65":   {"saddle": hessianOf(network(), weights), "go": func() { networkHessianByHand(large[:65*65], weights) }, "gonum": gonumHessian(loss, weights)},
		"network H·v, n = 65":       {"saddle": productOf(network(), weights, direction), "go": func() { networkProductByHand(out[:65], weights, direction) }},
		"eigenvectors, n = 100":     {"saddle": eigenvalues(a), "gonum": gonumEigenvalues(a)},
		"momentum, Rosenbrock":      {"saddle": momentumOn(plane(banana), start, bananaRate), "go": bananaByHand},
		"momentum, logistic loss":   {"saddle": momentumOn(logistic(), make([]float64, features), logisticRate), "go": logisticByHand},
		"critical points, in a box": {"saddle": searched, "go": newtonByHand},
	}
}
