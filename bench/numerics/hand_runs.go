package main

import "math"

// every is how far apart the steps are that a long run by hand keeps.
const every = 1000

// The steps of runs by hand, with the rules of package descent. They are made for a size, so that the compiler knows it.

type point2 = [2]float64
type point10 = [10]float64

func bananaGradient(x, y float64) (gx, gy float64) {
	b := y - x*x
	return -2*(1-x) - 400*x*b, 200 * b
}

func valleyGradient10(g, x *point10) {
	clear(g[:])
	for i := range len(x) - 1 {
		b := x[i+1] - x[i]*x[i]
		g[i] += -2*(1-x[i]) - 400*x[i]*b
		g[i+1] += 200 * b
	}
}

func momentum2(steps int, eta float64) []float64 {
	x, y, v, w := start[0], start[1], 0.0, 0.0
	path := make([]float64, 0, 3*(steps/every+1))
	for k := range steps {
		if k%every == 0 {
			path = append(path, x, y, valueByHand([]float64{x, y}))
		}
		gx, gy := bananaGradient(x, y)
		v, w = beta*v+(1-beta)*gx, beta*w+(1-beta)*gy
		x, y = x-eta*v, y-eta*w
	}
	return append(path, x, y)[len(path):]
}

func nesterov2(steps int, eta float64) []float64 {
	x, y, v, w := start[0], start[1], 0.0, 0.0
	path := make([]float64, 0, 3*(steps/every+1))
	for k := range steps {
		if k%every == 0 {
			path = append(path, x, y, valueByHand([]float64{x, y}))
		}
		gx, gy := bananaGradient(x, y)
		v, w = beta*v+gx, beta*w+gy
		x, y = x-eta*(gx+beta*v), y-eta*(gy+beta*w)
	}
	return append(path, x, y)[len(path):]
}

// Adam's constants; the powers of β are kept as running products.
const beta1, beta2, epsilon = 0.9, 0.999, 1e-8

func adam2(steps int, eta float64) []float64 {
	x, m, v := point2(start), point2{}, point2{}
	first, second := 1.0, 1.0
	path := make([]float64, 0, 3*(steps/every+1))
	for k := range steps {
		if k%every == 0 {
			path = append(path, x[0], x[1], valueByHand(x[:]))
		}
		first, second = first*beta1, second*beta2
		var g point2
		g[0], g[1] = bananaGradient(x[0], x[1])
		for i := range g {
			m[i] = beta1*m[i] + (1-beta1)*g[i]
			v[i] = beta2*v[i] + (1-beta2)*g[i]*g[i]
			x[i] -= eta * (m[i] / (1 - first)) / (math.Sqrt(v[i]/(1-second)) + epsilon)
		}
	}
	return append(path, x[:]...)[len(path):]
}

func momentum10(steps int, eta float64) []float64 {
	x, v, g := point10(waves(10, 1, 0.3)), point10{}, point10{}
	path := make([]float64, 0, 11*(steps/every+1))
	for k := range steps {
		if k%every == 0 {
			path = append(append(path, x[:]...), valueByHand(x[:]))
		}
		valleyGradient10(&g, &x)
		for i := range g {
			v[i] = beta*v[i] + (1-beta)*g[i]
			x[i] -= eta * v[i]
		}
	}
	return append(path, x[:]...)[len(path):]
}

func nesterov10(steps int, eta float64) []float64 {
	x, v, g := point10(waves(10, 1, 0.3)), point10{}, point10{}
	path := make([]float64, 0, 11*(steps/every+1))
	for k := range steps {
		if k%every == 0 {
			path = append(append(path, x[:]...), valueByHand(x[:]))
		}
		valleyGradient10(&g, &x)
		for i := range g {
			v[i] = beta*v[i] + g[i]
			x[i] -= eta * (g[i] + beta*v[i])
		}
	}
	return append(path, x[:]...)[len(path):]
}

func adam10(steps int, eta float64) []float64 {
	x, m, v, g := point10(waves(10, 1, 0.3)), point10{}, point10{}, point10{}
	first, second := 1.0, 1.0
	path := make([]float64, 0, 11*(steps/every+1))
	for k := range steps {
		if k%every == 0 {
			path = append(append(path, x[:]...), valueByHand(x[:]))
		}
		first, second = first*beta1, second*beta2
		valleyGradient10(&g, &x)
		for i := range g {
			m[i] = beta1*m[i] + (1-beta1)*g[i]
			v[i] = beta2*v[i] + (1-beta2)*g[i]*g[i]
			x[i] -= eta * (m[i] / (1 - first)) / (math.Sqrt(v[i]/(1-second)) + epsilon)
		}
	}
	return append(path, x[:]...)[len(path):]
}

// bananaByHand and logisticByHand run heavy_ball and keep the path and the values, as a run does.
func bananaByHand() []float64 {
	x, y, v, w := start[0], start[1], 0.0, 0.0
	path := make([]float64, 0, 3*(steps+1))
	for range steps {
		b := y - x*x
		path = append(path, x, y, (1-x)*(1-x)+100*b*b)
		v, w = beta*v-2*(1-x)-400*x*b, beta*w+200*b
		x, y = x-bananaRate*v, y-bananaRate*w
	}
	return append(path, x, y)[len(path):]
}

func logisticByHand() []float64 {
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
	return append(path, w[:]...)[len(path):]
}
