package special

import "math"

// bernoulli are B₂, B₄, …, B₂₀.
var bernoulli = [...]float64{1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510, 43867.0 / 798, -174611.0 / 330}

// asymptotic is from where the series in 1/x have all digits.
const asymptotic = 16

// Digamma is ψ(x) = Γ'(x)/Γ(x), NaN at 0, -1, -2, …; its error is a few units of the last place of the larger of it and 1.
func Digamma(x float64) float64 {
	switch {
	case math.IsNaN(x) || math.IsInf(x, -1) || x <= 0 && x == math.Floor(x):
		return math.NaN()
	case x < -0.5: // ψ(x) = ψ(1 - x) - π/tan(π x)
		return Digamma(1-x) - math.Pi*cotangent(x)
	}
	sum := double{}
	for ; x < asymptotic; x++ {
		sum = plus(sum, -1/x)
	}
	square := 1 / (x * x)
	series, power := 0.0, 1.0
	for k, b := range bernoulli {
		power *= square
		series += b / float64(2*k+2) * power
	}
	return plus(plus(plus(sum, math.Log(x)), -0.5/x), -series).value()
}

// Polygamma is the n-th derivative of ψ, n ≥ 1, by the sum n! Σ 1/(x + k)^(n+1) and its remainder (Euler and Maclaurin), and
// below -200, where the sum is long, by the value at 1 - x: NaN at 0, -1, -2, …
func Polygamma(n int, x float64) float64 {
	const least = -200
	if math.IsNaN(x) || math.IsInf(x, -1) || x <= 0 && x == math.Floor(x) {
		return math.NaN()
	}
	if x < least {
		sign := 1 - 2*float64(n%2)
		return sign*Polygamma(n, 1-x) - cotangentDerivative(n, x)
	}
	s := float64(n + 1)
	sum := double{}
	for ; x < asymptotic+s; x++ {
		sum = plus(sum, math.Pow(x, -s))
	}
	tail := math.Pow(x, 1-s)/(s-1) + math.Pow(x, -s)/2
	factor := s * math.Pow(x, -s-1) // s (s+1) … x^(-s-2k+1)/(2k)!
	factorial := 2.0
	for k, b := range bernoulli {
		tail += b * factor / factorial
		j := float64(2*k + 1)
		factor *= (s + j) * (s + j + 1) / (x * x)
		factorial *= (j + 2) * (j + 3)
	}
	value := plus(sum, tail).value() * math.Gamma(s)
	if n%2 == 0 {
		return -value
	}
	return value
}

// cotangentDerivative is the n-th derivative of π cot(πx), from a polynomial in c = cot(πx): c′ = -π (1 + c²).
func cotangentDerivative(n int, x float64) float64 {
	c := cotangent(x)
	p := []float64{0, 1}
	for range n {
		next := make([]float64, len(p)+1)
		for k := 1; k < len(p); k++ {
			next[k-1] -= float64(k) * p[k]
			next[k+1] -= float64(k) * p[k]
		}
		p = next
	}
	sum := 0.0
	for k := len(p) - 1; k >= 0; k-- {
		sum = sum*c + p[k]
	}
	return math.Pow(math.Pi, float64(n+1)) * sum
}

// cotangent is cot(πx).
func cotangent(x float64) float64 {
	rest := x - math.Round(x)
	if math.Abs(rest) > 0.25 {
		return math.Copysign(math.Tan(math.Pi*(0.5-math.Abs(rest))), rest)
	}
	return 1 / math.Tan(math.Pi*rest)
}
