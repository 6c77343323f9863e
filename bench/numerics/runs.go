package main

import (
	"context"
	"log"
	"slices"

	"saddle/numerics/descent"
	"saddle/numerics/expr"
	"saddle/numerics/program"
	"saddle/numerics/program/native"
)

// runs are the tasks of whole runs, with what a run compiles and records.
func runs() map[string]peers {
	all := map[string]peers{
		"10⁷ steps: momentum 2-D": long("momentum", plane(banana), start, 1e-7, momentum2),
		"10⁷ steps: nesterov 2-D": long("nesterov", plane(banana), start, 1e-8, nesterov2),
		"10⁷ steps: adam 2-D":     long("adam", plane(banana), start, 1e-8, adam2),

		"10⁷ steps: momentum 10-D": long("momentum", valleyWritten(10), waves(10, 1, 0.3), 1e-7, momentum10),
		"10⁷ steps: nesterov 10-D": long("nesterov", valleyWritten(10), waves(10, 1, 0.3), 1e-8, nesterov10),
		"10⁷ steps: adam 10-D":     long("adam", valleyWritten(10), waves(10, 1, 0.3), 1e-8, adam10),

		"run: heavy_ball, Rosenbrock": {
			"saddle": func() work {
				return work{call: run("heavy_ball", plane(banana), start, steps, 0, map[string]float64{"η": bananaRate, "β": beta})}
			},
			"go": func() work { return work{call: bananaByHand} },
		},
		"run: heavy_ball, logistic loss": {
			"saddle": func() work {
				at := make([]float64, features)
				return work{call: run("heavy_ball", logistic(), at, steps, 0, map[string]float64{"η": logisticRate, "β": beta})}
			},
			"go": func() work { return work{call: logisticByHand} },
		},
		"compiling a run in 2-D": {"saddle": once(compiling)},
	}
	for _, rule := range []string{"gd", "heavy_ball", "nesterov", "adagrad", "rmsprop", "adam", "adamw"} {
		all["a step: "+rule+" 2-D"] = peers{"saddle": single(rule, plane(banana), start)}
		all["a step: "+rule+" 10-D"] = peers{"saddle": single(rule, valleyWritten(10), waves(10, 1, 0.3))}
	}
	return all
}

// run is a whole run; it gives the last point.
func run(rule string, f *expr.Function, from []float64, steps, record int, settings map[string]float64) func() []float64 {
	return func() []float64 {
		o := descent.Options{Steps: steps, Settings: settings, Record: record}
		r, err := descent.Run(context.Background(), descent.Named(rule), f, from, o)
		if err != nil || r.Steps != steps {
			log.Fatalf("%s ends after %d steps: %v %v", rule, r.Steps, r.Status, err)
		}
		return r.Last()
	}
}

// long is a run of ten million steps that keeps every thousandth.
func long(rule string, f *expr.Function, from []float64, eta float64, byHand func(steps int, eta float64) []float64) peers {
	settings := map[string]float64{"η": eta}
	return peers{
		"saddle": func() work {
			return work{call: run(rule, f, from, many, every, settings), check: run(rule, f, from, steps, 1, settings)}
		},
		"go": func() work {
			return work{call: func() []float64 { return byHand(many, eta) }, check: func() []float64 { return byHand(steps, eta) }}
		},
	}
}

// aStep is the rate of the runs that are compared by the step; they are checked after a few.
const aStep, fewSteps = 1e-6, 100

// single is the time of a step in a run of a million.
func single(rule string, f *expr.Function, from []float64) func() work {
	settings := map[string]float64{"η": aStep}
	return func() work {
		return work{call: run(rule, f, from, many/10, 0, settings), check: run(rule, f, from, fewSteps, 0, settings), units: many / 10}
	}
}

// compiling makes the machine code of momentum's step for functions that were not met before: more than are kept.
func compiling() work {
	const kinds = 400
	var programs []*program.Program
	for k := range kinds {
		programs = append(programs, momentumStep(k))
	}
	next := 0
	momentum := native.Recurrence{State: 4, Next: 1, Number: 4, Finite: []int{0, 1, 2}, Least: -1, Stop: -1, Point: 2}
	return work{call: func() []float64 {
		next = (next + 1) % kinds
		s := native.NewSteps(programs[next], momentum)
		if s == nil {
			log.Fatal("no machine code")
		}
		s.Close()
		return []float64{kinds}
	}}
}

// momentumStep is a step on Rosenbrock's function, with a bound on f for each binary digit of k: above or below.
func momentumStep(k int) *program.Program {
	f := plane(func(x, y *expr.Node) *expr.Node {
		z := banana(x, y)
		for bit := range 9 {
			bound := number(float64(1000 * (bit + 1)))
			if k>>bit&1 == 0 {
				z = expr.Min(z, bound)
			} else {
				z = expr.Max(z, expr.Neg(bound))
			}
		}
		return z
	})
	g := f.Variables[0].Graph()
	inputs, points, averages := slices.Clone(f.Variables), []*expr.Node{}, []*expr.Node{}
	for i, d := range f.GradientParts() {
		v := g.Variable("v", expr.Scalar)
		inputs = append(inputs, v)
		averages = append(averages, expr.Add(expr.Mul(number(beta), v), expr.Mul(number(1-beta), d)))
		points = append(points, expr.Sub(f.Variables[i], expr.Mul(number(bananaRate), averages[i])))
	}
	p, err := program.Compile(append(inputs, g.Variable("t", expr.Scalar)), slices.Concat([]*expr.Node{f.Value}, points, averages))
	if err != nil {
		log.Fatal(err)
	}
	return p
}
