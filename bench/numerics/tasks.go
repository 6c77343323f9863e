package main

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// The same numbers as in given.py.
const (
	hidden       = 16
	features     = 5
	rows, width  = 10_000, 100 // of the large table
	steps        = 10_000
	many         = 10_000_000
	beta         = 0.9
	bananaRate   = 2e-4
	logisticRate = 2e-3
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

// table is the large table, row by row, and what its rows are to give.
func table() (x, y []float64) {
	x, y = make([]float64, rows*width), make([]float64, rows)
	for k := range x {
		x[k] = math.Sin(float64(k * k % 1_000_003))
	}
	for i := range y {
		y[i] = math.Cos(float64(i))
	}
	return x, y
}

// peers are how each of those in this program does a task, prepared when it is first asked for.
type peers map[string]func() work

// tasks are the calls by task and peer.
func tasks() map[string]peers {
	all := map[string]peers{}
	for name, of := range derivatives() {
		all[name] = of
	}
	for name, of := range matrices() {
		all[name] = of
	}
	for name, of := range runs() {
		all[name] = of
	}
	for name, of := range walks() {
		all[name] = of
	}
	return all
}

// once prepares a task at its first call.
func once(prepare func() work) func() work {
	var w work
	return func() work {
		if w.call == nil {
			w = prepare()
		}
		return w
	}
}

// filling is the task of a procedure that fills an array of n numbers.
func filling(n int, call func(out []float64)) func() work {
	out := make([]float64, n)
	return func() work {
		return work{call: func() []float64 {
			call(out)
			return out
		}}
	}
}
