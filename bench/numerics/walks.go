package main

import (
	"context"
	"log"
	"math"
	"slices"

	"saddle/numerics/critical/search"
	"saddle/numerics/descent"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
)

// walks are the tasks of many walks, of grids and of searches.
func walks() map[string]peers {
	return map[string]peers{
		"basins, 512 × 512":         {"saddle": once(basins), "go": func() work { return work{call: basinsByHand} }},
		"escape times, 10 000":      {"saddle": once(escapes), "go": func() work { return work{call: escapesByHand} }},
		"critical points, in a box": {"saddle": func() work { return work{call: searched} }, "go": func() work { return work{call: newtonByHand} }},

		"200 × 200 grid: polynomial":     {"saddle": once(func() work { return gridOf(plane(himmelblau)) })},
		"200 × 200 grid: exp, sin, tanh": {"saddle": once(func() work { return gridOf(plane(waving)) })},
	}
}

func compiled(rule string, f *expr.Function, o descent.Options) *descent.Compiled {
	c, err := descent.Compile(descent.Named(rule), f, o)
	if err != nil {
		log.Fatal(err)
	}
	return c
}

func basins() work {
	c := compiled("momentum", plane(himmelblau), descent.Options{Steps: basinSteps, Settings: map[string]float64{"η": basinRate, "β": beta}})
	lines := lattice(basinSide)
	return work{call: func() []float64 {
		b, err := c.Basins(context.Background(), lines, lines, nil)
		if err != nil {
			log.Fatal(err)
		}
		counts := make([]float64, len(minima))
		for _, end := range b.End {
			if end < 0 {
				continue
			}
			if k := minimumNear(b.Ends[end][0], b.Ends[end][1]); k >= 0 {
				counts[k]++
			}
		}
		return counts
	}}
}

func escapes() work {
	c := compiled("noisy_gd", plane(doubleWell), descent.Options{Steps: escapeSteps, Settings: map[string]float64{"η": escapeRate, "σ": noise}})
	return work{call: func() []float64 {
		e, err := c.EscapeTimes(context.Background(), []float64{0, 0}, descent.Trials{Count: walkers, Fall: fall})
		if err != nil {
			log.Fatal(err)
		}
		return quartiles(e.Steps)
	}}
}

func quartiles(times []float64) []float64 {
	slices.Sort(times)
	n := len(times)
	return []float64{times[n/4], times[n/2], times[3*n/4]}
}

func searched() []float64 {
	found, err := search.Points(context.Background(), plane(himmelblau), interval.Box{{Lo: -5, Hi: 5}, {Lo: -5, Hi: 5}}, search.Options{})
	if err != nil || !found.Proven {
		log.Fatal("the search of Himmelblau's function fails")
	}
	var points [][]float64
	for _, p := range found.Points {
		points = append(points, p.At)
	}
	return inOrder(points)
}

func inOrder(points [][]float64) []float64 {
	slices.SortFunc(points, slices.Compare)
	return slices.Concat(points...)
}

// newtonByHand starts Newton's method on the gradient of Himmelblau's function from a grid and keeps the different ends: it
// finds the points, and proves nothing.
func newtonByHand() []float64 {
	var found [][]float64
	for i := range 20 {
		for j := range 20 {
			x, y := newtonFrom(-5+10*float64(i)/19, -5+10*float64(j)/19)
			known := false
			for _, p := range found {
				known = known || math.Hypot(p[0]-x, p[1]-y) < 1e-6
			}
			if !known {
				found = append(found, []float64{x, y})
			}
		}
	}
	return inOrder(found)
}

// newtonFrom is where Newton's method for ∇f = 0 of Himmelblau's function comes to rest from (x, y).
func newtonFrom(x, y float64) (float64, float64) {
	for range 50 {
		a, b := x*x+y-11, x+y*y-7
		gx, gy := 4*x*a+2*b, 2*a+4*y*b
		hxx, hxy, hyy := 4*a+8*x*x+2, 4*x+4*y, 2+4*b+8*y*y
		d := hxx*hyy - hxy*hxy
		dx, dy := (hyy*gx-hxy*gy)/d, (hxx*gy-hxy*gx)/d
		x, y = x-dx, y-dy
		if math.Abs(dx)+math.Abs(dy) < 1e-12 {
			break
		}
	}
	return x, y
}
