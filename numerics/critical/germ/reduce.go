package germ

import (
	"math"

	"saddle/numerics/critical/jet"
	"saddle/numerics/spectral"

	"gonum.org/v1/gonum/mat"
)

// quadratic decides a series that starts with a quadratic form: by the signs of the form if they suffice, else by what
// remains on the form's null space (the splitting lemma: Poston and Stewart 1978, Catastrophe Theory, §4.5).
func quadratic(s *jet.Space, a jet.Jet, depth int, doubts []float64) Answer {
	d, uncertainty, ok := decompose(s, a)
	if !ok {
		return Answer{Order: s.Order}
	}
	negative, zero, positive := d.Inertia(uncertainty)
	n := s.Variables
	answer := Answer{Order: 2}
	if negative > 0 {
		answer.Falling = d.Vector(0)
	}
	if positive > 0 {
		answer.Rising = d.Vector(n - 1)
	}
	switch {
	case negative > 0 && positive > 0:
		answer.Sides = Both
	case positive == n:
		answer.Sides = Positive
	case negative == n:
		answer.Sides = Negative
	case zero == n:
		return Answer{Order: s.Order} // coefficients that are not zero one by one, but may be zero together
	default:
		return onNullSpace(s, a, d, negative, zero, answer, depth, doubts)
	}
	return answer
}

// decompose finds the eigenvalues of the Hessian and the 2-norm of its errors.
func decompose(s *jet.Space, a jet.Jet) (d *spectral.Decomposition, uncertainty float64, ok bool) {
	n := s.Variables
	entries := make([]float64, n*n)
	hessian := s.Hessian(a)
	for i := range n {
		row := 0.0
		for j := range n {
			entries[i*n+j] = hessian[i*n+j].Mid
			row += hessian[i*n+j].Rad
		}
		uncertainty = math.Max(uncertainty, row)
	}
	d, err := spectral.Symmetric(mat.NewDense(n, n, entries))
	return d, uncertainty, err == nil
}

// onNullSpace combines the sign of the definite part with the answer for the reduced series.
func onNullSpace(s *jet.Space, a jet.Jet, d *spectral.Decomposition, negative, zero int, answer Answer, depth int, doubts []float64) Answer {
	null := make([][]float64, zero)
	for i := range null {
		null[i] = d.Vector(negative + i)
	}
	var rest [][]float64
	var curvatures []float64
	for i, value := range d.Values {
		if i < negative || i >= negative+zero {
			rest, curvatures = append(rest, d.Vector(i)), append(curvatures, value)
		}
	}
	reducedSpace, reduced := reduce(s, a, null, rest, curvatures)
	if doubts != nil {
		doubts = doubtsOf(reducedSpace, reduced, doubts[:3])
	}
	part := lifted(decide(reducedSpace, cleaned(reduced), depth, doubts), null)
	if part.Sides == Unknown {
		return Answer{Order: s.Order}
	}
	answer.Sides = Above
	if negative == 0 {
		answer.Sides = Positive
	} else {
		answer.Sides = Negative
	}
	return sum(answer, part)
}

// lifted writes directions given in a basis in the coordinates of its vectors.
func lifted(a Answer, basis [][]float64) Answer {
	lift := func(v []float64) []float64 {
		if v == nil {
			return nil
		}
		full := make([]float64, len(basis[0]))
		for k, b := range basis {
			for i := range full {
				full[i] += v[k] * b[i]
			}
		}
		return normalised(full)
	}
	a.Falling, a.Rising, a.Flat = lift(a.Falling), lift(a.Rising), lift(a.Flat)
	return a
}

// reduce returns φ(u) = a(N u + R w(u)), the columns of N being null and those of R rest, where w(u) makes a stationary in
// the directions of R, on which its Hessian is diag(curvatures). Terms of φ up to degree two are zero by
// assumption.
func reduce(s *jet.Space, a jet.Jet, null, rest [][]float64, curvatures []float64) (*jet.Space, jet.Jet) {
	r := s.Beside(len(null), s.Order)
	partials := make([]jet.Jet, s.Variables)
	for i := range partials {
		partials[i] = derivative(s, a, i)
	}
	w := make([]jet.Jet, len(rest))
	for j := range w {
		w[j] = r.Const(jet.Ball{})
	}
	var slopes []jet.Jet
	for range s.Order {
		slopes = slopesAlong(s, r, partials, null, rest, w)
		for j := range w {
			w[j] = sharp(r.Sub(w[j], r.Scale(slopes[j], jet.Exact(1/curvatures[j]))))
		}
	}
	slopes = slopesAlong(s, r, partials, null, rest, w)
	reduced := substitute(s, r, a, pointOf(r, null, rest, w))
	for j, slope := range slopes {
		excess := r.Mul(sized(slope), sized(slope))
		for i := range reduced {
			reduced[i].Rad += excess[i].Mid / math.Abs(curvatures[j])
		}
	}
	for i := range reduced {
		if r.Degree(i) <= 2 {
			reduced[i] = jet.Ball{}
		}
	}
	return r, reduced
}

// slopesAlong are the derivatives of a in the directions of rest at N u + R w(u).
func slopesAlong(s, r *jet.Space, partials []jet.Jet, null, rest [][]float64, w []jet.Jet) []jet.Jet {
	at := pointOf(r, null, rest, w)
	gradient := make([]jet.Jet, len(partials))
	for i, p := range partials {
		gradient[i] = substitute(s, r, p, at)
	}
	slopes := make([]jet.Jet, len(rest))
	for j, direction := range rest {
		slopes[j] = r.Const(jet.Ball{})
		for i, g := range gradient {
			slopes[j] = r.Add(slopes[j], r.Scale(g, jet.Exact(direction[i])))
		}
	}
	return slopes
}

// pointOf is N u + R w(u).
func pointOf(r *jet.Space, null, rest [][]float64, w []jet.Jet) []jet.Jet {
	at := make([]jet.Jet, len(null[0]))
	for i := range at {
		at[i] = r.Const(jet.Ball{})
		for k, direction := range null {
			at[i] = r.Add(at[i], r.Scale(r.Variable(k, jet.Ball{}), jet.Exact(direction[i])))
		}
		for j, direction := range rest {
			at[i] = r.Add(at[i], r.Scale(w[j], jet.Exact(direction[i])))
		}
	}
	return at
}

// sharp takes the polynomial in the middle as the exact one: any curve will do for the next correction.
func sharp(a jet.Jet) jet.Jet {
	exact := make(jet.Jet, len(a))
	for i, c := range a {
		exact[i] = jet.Exact(c.Mid)
	}
	exact[0] = jet.Ball{}
	return exact
}

// sized is the polynomial of the largest sizes that the coefficients may have.
func sized(a jet.Jet) jet.Jet {
	size := make(jet.Jet, len(a))
	for i, c := range a {
		size[i] = jet.Exact(math.Abs(c.Mid) + c.Rad)
	}
	return size
}

// derivative of a polynomial by variable i, one degree lower.
func derivative(s *jet.Space, a jet.Jet, i int) jet.Jet {
	d := make(jet.Jet, len(a))
	lower := make([]int, s.Variables)
	for k, c := range a {
		copy(lower, s.Exponents(k))
		if lower[i] == 0 {
			continue
		}
		factor := float64(lower[i])
		lower[i]--
		d[s.Index(lower...)] = jet.Scaled(c, factor)
	}
	return d
}

// substitute puts polynomials of r, without constant terms, in place of the variables of a polynomial of s.
func substitute(s, r *jet.Space, a jet.Jet, at []jet.Jet) jet.Jet {
	powers := make([][]jet.Jet, len(at))
	for i := range at {
		powers[i] = []jet.Jet{r.Const(jet.Exact(1))}
		for range s.Order {
			powers[i] = append(powers[i], r.Mul(powers[i][len(powers[i])-1], at[i]))
		}
	}
	total := r.Const(jet.Ball{})
	for k, c := range a {
		if c == (jet.Ball{}) {
			continue
		}
		term := r.Const(c)
		for i, power := range s.Exponents(k) {
			if power > 0 {
				term = r.Mul(term, powers[i][power])
			}
		}
		total = r.Add(total, term)
	}
	return total
}
