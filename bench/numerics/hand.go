package main

import "math"

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
