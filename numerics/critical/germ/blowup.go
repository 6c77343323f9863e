package germ

import (
	"saddle/numerics/critical/jet"

	"gonum.org/v1/gonum/mat"
)

// blowUp looks at a series near a direction d in which its lowest form, of the even degree k, vanishes: a(x (d + T s)) / xᵏ
// with T a basis of what is orthogonal to d is a series in (x, s) that has the sign of a, and lower terms than a.
func blowUp(s *jet.Space, a jet.Jet, d place, k, depth int) Answer {
	order := s.Order - k
	if order < 1 {
		return Answer{}
	}
	magnified := s.Beside(s.Variables, order)
	return decide(magnified, magnify(s, magnified, a, d, k), depth+1, nil)
}

func magnify(s, magnified *jet.Space, a jet.Jet, d place, k int) jet.Jet {
	across := s.Beside(s.Variables-1, magnified.Order)
	lines := linesThrough(across, d)
	result := make(jet.Jet, magnified.Size())
	exponents := make([]int, s.Variables)
	for i, c := range a {
		extra := s.Degree(i) - k
		if c == (jet.Ball{}) || extra < 0 || extra > magnified.Order {
			continue
		}
		term := across.Const(c)
		for variable, power := range s.Exponents(i) {
			for range power {
				term = across.Mul(term, lines[variable])
			}
		}
		for j, coefficient := range term {
			exponents[0] = extra
			copy(exponents[1:], across.Exponents(j))
			if at := magnified.Index(exponents...); at >= 0 {
				result[at] = jet.Sum(result[at], coefficient)
			}
		}
	}
	forgetRounding(magnified, result)
	return cleaned(result)
}

// forgetRounding drops the terms that only the rounding of d leaves: the form and its slope vanish there.
func forgetRounding(magnified *jet.Space, a jet.Jet) {
	for i := range a {
		if magnified.Degree(i) == 0 || magnified.Degree(i) == 1 && magnified.Exponents(i)[0] == 0 {
			a[i] = jet.Ball{}
		}
	}
}

// linesThrough are the coordinates of d + T s as polynomials in s.
func linesThrough(across *jet.Space, d place) []jet.Jet {
	basis := complement(d.at)
	lines := make([]jet.Jet, len(d.at))
	for i := range lines {
		lines[i] = across.Const(jet.Ball{Mid: d.at[i], Rad: d.off})
		for j, t := range basis {
			lines[i] = across.Add(lines[i], across.Scale(across.Variable(j, jet.Ball{}), jet.Exact(t[i])))
		}
	}
	return lines
}

// complement is an orthonormal basis of the vectors orthogonal to the unit vector d.
func complement(d []float64) [][]float64 {
	n := len(d)
	var qr mat.QR
	qr.Factorize(mat.NewDense(n, 1, append([]float64(nil), d...)))
	var q mat.Dense
	qr.QTo(&q)
	basis := make([][]float64, n-1)
	for j := range basis {
		basis[j] = mat.Col(nil, j+1, &q)
	}
	return basis
}
