package main

import (
	"math"
	"math/rand/v2"
	"sync"
	"sync/atomic"
)

// basinRate is the rate of the walks over Himmelblau's function; they end where ‖∇f‖ is as small as Saddle's walks want it.
const basinRate, basinSteps, basinSide, tiny = 0.02, 200, 512, 1e-10

// basinsByHand is how many walks of momentum end within 0.1 of each of the four minima, on all processors.
func basinsByHand() []float64 {
	ends := make([]atomic.Int64, 4)
	lines := lattice(basinSide)
	parallel(basinSide, func(j int) {
		for _, x := range lines {
			if k := arrival(x, lines[j]); k >= 0 {
				ends[k].Add(1)
			}
		}
	})
	counts := make([]float64, len(ends))
	for k := range ends {
		counts[k] = float64(ends[k].Load())
	}
	return counts
}

var minima = [4][2]float64{{3, 2}, {-2.805118086952745, 3.131312518250573}, {-3.779310253377747, -3.283185991286170}, {3.584428340330492, -1.848126526964404}}

func arrival(x, y float64) int {
	v, w, bound := 0.0, 0.0, -1.0
	for range basinSteps {
		a, b := x*x+y-11, x+y*y-7
		gx, gy := 4*x*a+2*b, 2*a+4*y*b
		norm := math.Sqrt(gx*gx + gy*gy)
		if bound < 0 {
			bound = tiny * (1 + norm)
		}
		if norm <= bound {
			break
		}
		v, w = beta*v+(1-beta)*gx, beta*w+(1-beta)*gy
		x, y = x-basinRate*v, y-basinRate*w
	}
	return minimumNear(x, y)
}

// minimumNear is the number of the minimum within 0.1 of (x, y), -1 where there is none.
func minimumNear(x, y float64) int {
	for k, m := range minima {
		if math.Hypot(m[0]-x, m[1]-y) < 0.1 {
			return k
		}
	}
	return -1
}

// lattice are the lines of a grid on -5..5.
func lattice(n int) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = -5 + 10*float64(i)/float64(n-1)
	}
	return x
}

// parallel does n pieces of work on two goroutines.
func parallel(n int, work func(i int)) {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range 2 {
		workers.Go(func() {
			for i := next.Add(1) - 1; int(i) < n; i = next.Add(1) - 1 {
				work(int(i))
			}
		})
	}
	workers.Wait()
}

// What the walks away from the saddle of doubleWell are.
const walkers, escapeSteps, escapeRate, noise, fall = 10_000, 200, 0.05, 0.05, 0.2

// doubleWell has a saddle at the origin.
func doubleWellByHand(x, y float64) float64 {
	a := x*x - 1
	return a*a/4 + y*y/2
}

// escapesByHand are the quartiles of how long noisy gradient descent takes to fall from the saddle, on all processors.
func escapesByHand() []float64 {
	times := make([]float64, walkers)
	parallel(walkers, func(i int) { times[i] = escapeByHand(uint64(i)) })
	return quartiles(times)
}

func escapeByHand(seed uint64) float64 {
	random := rand.New(rand.NewPCG(seed, 0))
	x, y := 0.0, 0.0
	goal := doubleWellByHand(x, y) - fall
	for k := 0; ; k++ {
		if doubleWellByHand(x, y) <= goal {
			return float64(k)
		}
		if k == escapeSteps {
			return math.Inf(1)
		}
		u, v := random.NormFloat64(), random.NormFloat64()
		length := math.Sqrt(u*u + v*v)
		x, y = x-escapeRate*(x*(x*x-1)+noise*u/length), y-escapeRate*(y+noise*v/length)
	}
}
