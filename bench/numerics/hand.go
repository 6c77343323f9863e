package main

import (
	"log"
	"math"

	"gonum.org/v1/gonum/diff/fd"
	"gonum.org/v1/gonum/mat"
)

// What a programmer writes who needs this one function, its derivatives worked out on paper.

func valueByHand(x []float64) float64 {
	sum := 0.0
	for i := range len(x) - 1 {
		a, b := 1-x[i], x[i+1]-x[i]*x[i]
		sum += a*a + 100*b*b
	}
	return sum
}

func gradientByHand(g, x []float64) {
	clear(g)
	for i := range len(x) - 1 {
		b := x[i+1] - x[i]*x[i]
		g[i] += -2*(1-x[i]) - 400*x[i]*b
		g[i+1] += 200 * b
	}
}

func hessianByHand(h, x []float64) {
	n := len(x)
	clear(h)
	for i := range n - 1 {
		h[i*n+i] += 2 - 400*(x[i+1]-3*x[i]*x[i])
		h[i*n+i+1] = -400 * x[i]
		h[(i+1)*n+i] = -400 * x[i]
		h[(i+1)*n+i+1] += 200
	}
}

func productByHand(out, x, v []float64) {
	clear(out)
	for i := range len(x) - 1 {
		d, e := 2-400*(x[i+1]-3*x[i]*x[i]), -400*x[i]
		out[i] += d*v[i] + e*v[i+1]
		out[i+1] += e*v[i] + 200*v[i+1]
	}
}

// networkByHand is the loss, and its gradient in g unless that is nil.
func networkByHand(p, g []float64) float64 {
	clear(g)
	var layer [hidden]float64
	n, loss := float64(len(inputs)), 0.0
	for q, x := range inputs {
		out := p[4*hidden]
		for j := range layer {
			layer[j] = math.Tanh(p[2*j]*x[0] + p[2*j+1]*x[1] + p[2*hidden+j])
			out += p[3*hidden+j] * layer[j]
		}
		e := out - targets[q]
		loss += e * e / n
		if g == nil {
			continue
		}
		slope := 2 * e / n
		g[4*hidden] += slope
		for j, h := range layer {
			g[3*hidden+j] += slope * h
			inner := slope * p[3*hidden+j] * (1 - h*h)
			g[2*j] += inner * x[0]
			g[2*j+1] += inner * x[1]
			g[2*hidden+j] += inner
		}
	}
	return loss
}

// networkProductByHand is the Hessian of the loss times v.
func networkProductByHand(out, p, v []float64) {
	clear(out)
	var layer, change [hidden]float64
	n := float64(len(inputs))
	for q, x := range inputs {
		y, dy := p[4*hidden], v[4*hidden]
		for j := range layer {
			h := math.Tanh(p[2*j]*x[0] + p[2*j+1]*x[1] + p[2*hidden+j])
			layer[j], change[j] = h, (1-h*h)*(v[2*j]*x[0]+v[2*j+1]*x[1]+v[2*hidden+j])
			y += p[3*hidden+j] * h
			dy += v[3*hidden+j]*h + p[3*hidden+j]*change[j]
		}
		slope, dslope := 2*(y-targets[q])/n, 2*dy/n
		out[4*hidden] += dslope
		for j, h := range layer {
			c := p[3*hidden+j]
			out[3*hidden+j] += dslope*h + slope*change[j]
			inner := (dslope*c+slope*v[3*hidden+j])*(1-h*h) - 2*slope*c*h*change[j]
			out[2*j] += inner * x[0]
			out[2*j+1] += inner * x[1]
			out[2*hidden+j] += inner
		}
	}
}

func networkHessianByHand(h, p []float64) {
	unit := make([]float64, len(p))
	for i := range p {
		unit[i] = 1
		networkProductByHand(h[i*len(p):(i+1)*len(p)], p, unit)
		unit[i] = 0
	}
}

// bananaByHand and logisticByHand run momentum and keep the path and the values, as a run does.
func bananaByHand() {
	x, y, v, w := start[0], start[1], 0.0, 0.0
	path := make([]float64, 0, 3*(steps+1))
	for range steps {
		b := y - x*x
		path = append(path, x, y, (1-x)*(1-x)+100*b*b)
		v, w = beta*v-2*(1-x)-400*x*b, beta*w+200*b
		x, y = x-bananaRate*v, y-bananaRate*w
	}
	sink += path[len(path)-1]
}

func logisticByHand() {
	var w, v, g [features]float64
	path := make([]float64, 0, (features+1)*(steps+1))
	for range steps {
		g = [features]float64{}
		loss := 0.0
		for q := range samples {
			margin := 0.0
			for k, x := range samples[q] {
				margin += w[k] * x
			}
			e := math.Exp(-labels[q] * margin)
			loss += math.Log(1 + e)
			weight := -labels[q] * e / (1 + e) / float64(len(samples))
			for k, x := range samples[q] {
				g[k] += weight * x
			}
		}
		path = append(append(path, w[:]...), loss/float64(len(samples)))
		for k := range w {
			v[k] = beta*v[k] + g[k]
			w[k] -= logisticRate * v[k]
		}
	}
	sink += path[len(path)-1]
}

// newtonByHand starts Newton's method on the gradient of Himmelblau's function from a grid and keeps the different ends: it
// finds the points, and proves nothing.
func newtonByHand() {
	var found [][2]float64
	for i := range 20 {
		for j := range 20 {
			x, y := -5+10*float64(i)/19, -5+10*float64(j)/19
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
			known := false
			for _, p := range found {
				known = known || math.Hypot(p[0]-x, p[1]-y) < 1e-6
			}
			if !known {
				found = append(found, [2]float64{x, y})
			}
		}
	}
	sink += float64(len(found))
}

var sink float64

// Gonum's: differences instead of derivatives, and LAPACK.

func gonumGradient(f func([]float64) float64, at []float64) func() {
	g := make([]float64, len(at))
	return func() { fd.Gradient(g, f, at, nil) }
}

func gonumHessian(f func([]float64) float64, at []float64) func() {
	h := mat.NewSymDense(len(at), nil)
	return func() { fd.Hessian(h, f, at, nil) }
}

func gonumEigenvalues(a *mat.SymDense) func() {
	return func() {
		var e mat.EigenSym
		if !e.Factorize(a, true) {
			log.Fatal("no eigenvalues")
		}
	}
}
