package minimize

import (
	"math"

	"saddle/numerics/expr"
)

type nodes = []*expr.Node

// standards are the problems by their numbers in the paper.
var standards = []standard{
	{name: "1 Rosenbrock", start: []float64{-1.2, 1}, least: []float64{0}, of: func(x nodes) nodes {
		return nodes{by(10, minus(x[1], square(x[0]))), minus(number(1), x[0])}
	}},
	{name: "2 Freudenstein and Roth", start: []float64{0.5, -2}, least: []float64{0, 48.98425367924}, of: func(x nodes) nodes {
		y := x[1]
		return nodes{
			plus(number(-13), x[0], product(minus(product(minus(number(5), y), y), number(2)), y)),
			plus(number(-29), x[0], product(minus(product(plus(y, number(1)), y), number(14)), y)),
		}
	}},
	{name: "3 Powell badly scaled", start: []float64{0, 1}, least: []float64{0}, of: func(x nodes) nodes {
		return nodes{less(by(1e4, product(x[0], x[1])), 1), less(plus(decay(x[0], 1), decay(x[1], 1)), 1.0001)}
	}},
	{name: "4 Brown badly scaled", start: []float64{1, 1}, least: []float64{0}, of: func(x nodes) nodes {
		return nodes{less(x[0], 1e6), less(x[1], 2e-6), less(product(x[0], x[1]), 2)}
	}},
	{name: "5 Beale", start: []float64{1, 1}, least: []float64{0}, of: func(x nodes) nodes {
		y := []float64{1.5, 2.25, 2.625}
		return residuals(3, func(i int) *expr.Node {
			return minus(number(y[i-1]), product(x[0], minus(number(1), expr.Pow(x[1], number(float64(i))))))
		})
	}},
	{name: "6 Jennrich and Sampson", start: []float64{0.3, 0.4}, least: []float64{124.362182355615}, of: func(x nodes) nodes {
		return residuals(10, func(i int) *expr.Node {
			t := float64(i)
			return minus(number(2+2*t), plus(decay(x[0], -t), decay(x[1], -t)))
		})
	}},
	{name: "7 helical valley", start: []float64{-1, 0, 0}, least: []float64{0}, of: func(x nodes) nodes {
		turn := by(1/(2*math.Pi), expr.Apply(expr.Atan, over(x[1], x[0])))
		theta := expr.Select(expr.Compare(expr.Greater, x[0], number(0)), turn, plus(turn, number(0.5)))
		return nodes{by(10, minus(x[2], by(10, theta))), by(10, less(expr.Sqrt(plus(square(x[0]), square(x[1]))), 1)), x[2]}
	}},
	{name: "8 Bard", start: []float64{1, 1, 1}, least: []float64{8.21487730657e-3}, of: func(x nodes) nodes {
		return residuals(15, func(i int) *expr.Node {
			u, v := float64(i), float64(16-i)
			w := math.Min(u, v)
			return minus(number(bard[i-1]), plus(x[0], over(number(u), plus(by(v, x[1]), by(w, x[2])))))
		})
	}},
	{name: "9 Gaussian", start: []float64{0.4, 1, 0}, least: []float64{1.12793276961912e-8}, of: func(x nodes) nodes {
		return residuals(15, func(i int) *expr.Node {
			t := float64(8-i) / 2
			return less(product(x[0], exponential(by(-0.5, product(x[1], square(minus(number(t), x[2])))))), gaussian[i-1])
		})
	}},
	{name: "10 Meyer", start: []float64{0.02, 4000, 250}, least: []float64{87.9458551709}, of: func(x nodes) nodes {
		return residuals(16, func(i int) *expr.Node {
			return less(product(x[0], exponential(over(x[1], plus(number(45+5*float64(i)), x[2])))), meyer[i-1])
		})
	}},
	{name: "11 Gulf research", start: []float64{5, 2.5, 0.15}, least: []float64{0}, of: func(x nodes) nodes {
		return residuals(99, func(i int) *expr.Node {
			t := float64(i) / 100
			y := 25 + math.Pow(-50*math.Log(t), 2.0/3)
			away := expr.Apply(expr.Abs, minus(number(y), x[1]))
			return less(exponential(expr.Neg(over(expr.Pow(away, x[2]), x[0]))), t)
		})
	}},
	{name: "12 box three-dimensional", start: []float64{0, 10, 20}, least: []float64{0}, of: func(x nodes) nodes {
		return residuals(10, func(i int) *expr.Node {
			t := float64(i) / 10
			return minus(minus(decay(x[0], t), decay(x[1], t)), by(math.Exp(-t)-math.Exp(-10*t), x[2]))
		})
	}},
	{name: "13 Powell singular", start: []float64{3, -1, 0, 1}, least: []float64{0}, of: func(x nodes) nodes {
		return nodes{
			plus(x[0], by(10, x[1])), by(math.Sqrt(5), minus(x[2], x[3])),
			square(minus(x[1], by(2, x[2]))), by(math.Sqrt(10), square(minus(x[0], x[3]))),
		}
	}},
	{name: "14 Wood", start: []float64{-3, -1, -3, -1}, least: []float64{0}, of: func(x nodes) nodes {
		return nodes{
			by(10, minus(x[1], square(x[0]))), minus(number(1), x[0]),
			by(math.Sqrt(90), minus(x[3], square(x[2]))), minus(number(1), x[2]),
			by(math.Sqrt(10), plus(x[1], x[3], number(-2))), by(1/math.Sqrt(10), minus(x[1], x[3])),
		}
	}},
	{name: "15 Kowalik and Osborne", start: []float64{0.25, 0.39, 0.415, 0.39}, least: []float64{3.07505603849e-4}, of: func(x nodes) nodes {
		return residuals(11, func(i int) *expr.Node {
			u := kowalik[i-1][1]
			return minus(number(kowalik[i-1][0]), over(product(x[0], plus(number(u*u), by(u, x[1]))), plus(number(u*u), by(u, x[2]), x[3])))
		})
	}},
	{name: "16 Brown and Dennis", start: []float64{25, 5, -5, -1}, least: []float64{85822.2016263563}, of: func(x nodes) nodes {
		return residuals(20, func(i int) *expr.Node {
			t := float64(i) / 5
			return plus(square(less(plus(x[0], by(t, x[1])), math.Exp(t))), square(less(plus(x[2], by(math.Sin(t), x[3])), math.Cos(t))))
		})
	}},
	{name: "17 Osborne 1", start: []float64{0.5, 1.5, -1, 0.01, 0.02}, least: []float64{5.46489469748e-5}, of: func(x nodes) nodes {
		return residuals(33, func(i int) *expr.Node {
			t := 10 * float64(i-1)
			return minus(number(osborne1[i-1]), plus(x[0], product(x[1], decay(x[3], t)), product(x[2], decay(x[4], t))))
		})
	}},
	{name: "18 Biggs EXP6", start: []float64{1, 2, 1, 1, 1, 1}, least: []float64{0, 5.6556499255e-3}, of: func(x nodes) nodes {
		return residuals(13, func(i int) *expr.Node {
			t := float64(i) / 10
			y := math.Exp(-t) - 5*math.Exp(-10*t) + 3*math.Exp(-4*t)
			return less(plus(product(x[2], decay(x[0], t)), expr.Neg(product(x[3], decay(x[1], t))), product(x[5], decay(x[4], t))), y)
		})
	}},
	{name: "19 Osborne 2", start: []float64{1.3, 0.65, 0.65, 0.7, 0.6, 3, 5, 7, 2, 4.5, 5.5}, least: []float64{4.01377362935e-2}, of: func(x nodes) nodes {
		return residuals(65, func(i int) *expr.Node {
			t := float64(i-1) / 10
			bump := func(height, rate, at *expr.Node) *expr.Node {
				return product(height, exponential(expr.Neg(product(rate, square(minus(number(t), at))))))
			}
			sum := plus(product(x[0], decay(x[4], t)), bump(x[1], x[5], x[8]), bump(x[2], x[6], x[9]), bump(x[3], x[7], x[10]))
			return minus(number(osborne2[i-1]), sum)
		})
	}},
	{name: "20 Watson, n = 6", start: make([]float64, 6), least: []float64{2.28767005355e-3}, of: watson},
	{name: "20 Watson, n = 9", start: make([]float64, 9), least: []float64{1.39976013820e-6}, of: watson},
	{name: "21 extended Rosenbrock, n = 10", start: []float64{-1.2, 1, -1.2, 1, -1.2, 1, -1.2, 1, -1.2, 1}, least: []float64{0}, of: func(x nodes) nodes {
		var all nodes
		for i := 0; i < len(x); i += 2 {
			all = append(all, by(10, minus(x[i+1], square(x[i]))), minus(number(1), x[i]))
		}
		return all
	}},
	{name: "22 extended Powell singular, n = 8", start: []float64{3, -1, 0, 1, 3, -1, 0, 1}, least: []float64{0}, of: func(x nodes) nodes {
		var all nodes
		for i := 0; i < len(x); i += 4 {
			all = append(all,
				plus(x[i], by(10, x[i+1])), by(math.Sqrt(5), minus(x[i+2], x[i+3])),
				square(minus(x[i+1], by(2, x[i+2]))), by(math.Sqrt(10), square(minus(x[i], x[i+3]))))
		}
		return all
	}},
	{name: "23 penalty I, n = 4", start: []float64{1, 2, 3, 4}, least: []float64{2.24997750090e-5}, of: func(x nodes) nodes {
		all, sum := nodes{}, number(-0.25)
		for _, xi := range x {
			all, sum = append(all, by(math.Sqrt(1e-5), less(xi, 1))), plus(sum, square(xi))
		}
		return append(all, sum)
	}},
	{name: "24 penalty II, n = 4", start: []float64{0.5, 0.5, 0.5, 0.5}, least: []float64{9.37629300736e-6}, of: penalty2},
	{name: "25 variably dimensioned, n = 6", start: []float64{5. / 6, 4. / 6, 3. / 6, 2. / 6, 1. / 6, 0}, least: []float64{0}, of: func(x nodes) nodes {
		all, sum := nodes{}, number(0)
		for i, xi := range x {
			all, sum = append(all, less(xi, 1)), plus(sum, by(float64(i+1), less(xi, 1)))
		}
		return append(all, sum, square(sum))
	}},
	{name: "26 trigonometric, n = 4", start: []float64{0.25, 0.25, 0.25, 0.25}, least: []float64{0, 3.02824114887e-4}, of: func(x nodes) nodes {
		cosines := number(float64(len(x)))
		for _, xi := range x {
			cosines = minus(cosines, expr.Apply(expr.Cos, xi))
		}
		return residuals(len(x), func(i int) *expr.Node {
			xi := x[i-1]
			return minus(plus(cosines, by(float64(i), minus(number(1), expr.Apply(expr.Cos, xi)))), expr.Apply(expr.Sin, xi))
		})
	}},
	{name: "27 Brown almost linear, n = 3", start: []float64{0.5, 0.5, 0.5}, least: []float64{0}, of: func(x nodes) nodes {
		n := len(x)
		all, sum, whole := nodes{}, number(-float64(n+1)), number(1)
		for _, xi := range x {
			sum, whole = plus(sum, xi), product(whole, xi)
		}
		for _, xi := range x[:n-1] {
			all = append(all, plus(xi, sum))
		}
		return append(all, less(whole, 1))
	}},
	{name: "28 discrete boundary value, n = 10", start: boundaryStart(10), least: []float64{0}, of: func(x nodes) nodes {
		h := 1 / float64(len(x)+1)
		return residuals(len(x), func(i int) *expr.Node {
			bent := expr.Pow(less(x[i-1], -float64(i)*h-1), number(3))
			return plus(by(2, x[i-1]), expr.Neg(entry(x, i-2)), expr.Neg(entry(x, i)), by(h*h/2, bent))
		})
	}},
	{name: "29 discrete integral equation, n = 10", start: boundaryStart(10), least: []float64{0}, of: func(x nodes) nodes {
		n := len(x)
		h := 1 / float64(n+1)
		return residuals(n, func(i int) *expr.Node {
			sum, t := x[i-1], float64(i)*h
			for j := 1; j <= n; j++ {
				s := float64(j) * h
				sum = plus(sum, by(h/2*math.Min(t, s)*(1-math.Max(t, s)), expr.Pow(less(x[j-1], -s-1), number(3))))
			}
			return sum
		})
	}},
	{name: "30 Broyden tridiagonal, n = 8", start: []float64{-1, -1, -1, -1, -1, -1, -1, -1}, least: []float64{0}, of: func(x nodes) nodes {
		return residuals(len(x), func(k int) *expr.Node {
			i := k - 1
			return plus(product(minus(number(3), by(2, x[i])), x[i]), expr.Neg(entry(x, i-1)), by(-2, entry(x, i+1)), number(1))
		})
	}},
	{name: "31 Broyden banded, n = 10", start: []float64{-1, -1, -1, -1, -1, -1, -1, -1, -1, -1}, least: []float64{0}, of: func(x nodes) nodes {
		return residuals(len(x), func(k int) *expr.Node {
			i := k - 1
			sum := plus(product(x[i], less(by(5, square(x[i])), -2)), number(1))
			for j := i - 5; j <= i+1; j++ {
				if j != i {
					sum = minus(sum, product(entry(x, j), less(entry(x, j), -1)))
				}
			}
			return sum
		})
	}},
	{name: "32 linear, full rank, n = 5, m = 10", start: []float64{1, 1, 1, 1, 1}, least: []float64{5}, of: func(x nodes) nodes {
		const m = 10
		mean := by(2./m, plus(x...))
		return residuals(m, func(i int) *expr.Node { return less(minus(entry(x, i-1), mean), 1) })
	}},
	{name: "33 linear, rank 1, n = 5, m = 10", start: []float64{1, 1, 1, 1, 1}, least: []float64{10. * 9 / (2 * 21)}, of: func(x nodes) nodes {
		sum := number(0)
		for j, xj := range x {
			sum = plus(sum, by(float64(j+1), xj))
		}
		return residuals(10, func(i int) *expr.Node { return less(by(float64(i), sum), 1) })
	}},
	{name: "34 linear, rank 1 with zeros, n = 5, m = 10", start: []float64{1, 1, 1, 1, 1}, least: []float64{(100. + 30 - 6) / (2 * 17)}, of: func(x nodes) nodes {
		sum := number(0)
		for j := 1; j < len(x)-1; j++ {
			sum = plus(sum, by(float64(j+1), x[j]))
		}
		return residuals(10, func(i int) *expr.Node {
			if i == 1 || i == 10 {
				return number(-1)
			}
			return less(by(float64(i-1), sum), 1)
		})
	}},
	{name: "35 Chebyquad, n = 8", start: chebyquadStart(8), least: []float64{3.51687372567e-3}, of: chebyquad},
	{name: "35 Chebyquad, n = 6", start: chebyquadStart(6), least: []float64{0}, of: chebyquad},
}

// entry is x_i, counted from 0, and 0 beyond the ends.
func entry(x nodes, i int) *expr.Node {
	if i < 0 || i >= len(x) {
		return number(0)
	}
	return x[i]
}

func boundaryStart(n int) []float64 {
	start := make([]float64, n)
	for j := range start {
		t := float64(j+1) / float64(n+1)
		start[j] = t * (t - 1)
	}
	return start
}

func watson(x nodes) nodes {
	all := residuals(29, func(i int) *expr.Node {
		t := float64(i) / 29
		slope, sum := number(0), number(0)
		for j, xj := range x {
			if j > 0 {
				slope = plus(slope, by(float64(j)*math.Pow(t, float64(j-1)), xj))
			}
			sum = plus(sum, by(math.Pow(t, float64(j)), xj))
		}
		return minus(minus(slope, square(sum)), number(1))
	})
	return append(all, x[0], minus(minus(x[1], square(x[0])), number(1)))
}

func penalty2(x nodes) nodes {
	const a = 1e-5
	n := len(x)
	all := nodes{less(x[0], 0.2)}
	for i := 2; i <= n; i++ {
		y := math.Exp(float64(i)/10) + math.Exp(float64(i-1)/10)
		all = append(all, by(math.Sqrt(a), less(plus(decay(x[i-1], -0.1), decay(x[i-2], -0.1)), y)))
	}
	for i := n + 1; i < 2*n; i++ {
		all = append(all, by(math.Sqrt(a), less(decay(x[i-n], -0.1), math.Exp(-0.1))))
	}
	sum := number(-1)
	for j, xj := range x {
		sum = plus(sum, by(float64(n-j), square(xj)))
	}
	return append(all, sum)
}

func chebyquadStart(n int) []float64 {
	start := make([]float64, n)
	for j := range start {
		start[j] = float64(j+1) / float64(n+1)
	}
	return start
}

func chebyquad(x nodes) nodes {
	n := len(x)
	sums := make(nodes, n)
	for i := range sums {
		sums[i] = number(0)
	}
	for _, xj := range x {
		t := less(by(2, xj), 1)
		before, now := number(1), t
		for i := range n {
			sums[i] = plus(sums[i], by(1/float64(n), now))
			before, now = now, minus(by(2, product(t, now)), before)
		}
	}
	for i := range sums {
		if k := float64(i + 1); (i+1)%2 == 0 {
			sums[i] = plus(sums[i], number(1/(k*k-1)))
		}
	}
	return sums
}
