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
		return Digamma(1-x) - math.Pi/math.Tan(math.Pi*(x-math.Round(x)))
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

// Polygamma is the n-th derivative of ψ, n ≥ 1, by the sum n! Σ 1/(x + k)^(n+1) and its remainder (Euler and Maclaurin):
// NaN at 0, -1, -2, …, and below -200, where the sum is long.
func Polygamma(n int, x float64) float64 {
	const least = -200
	if math.IsNaN(x) || x < least || x <= 0 && x == math.Floor(x) {
		return math.NaN()
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
