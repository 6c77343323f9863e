package germ

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"saddle/numerics/critical/jet"
)

// extremum is a direction in which a form on the unit sphere has a local minimum.
type extremum struct {
	at    []float64
	value float64
}

// minima finds the local minima of a form on the unit sphere, lowest first, one of each opposite pair for an even form.
func minima(s *jet.Space, form jet.Jet) []extremum {
	f := newSphereForm(s, form)
	var found []extremum
	for _, start := range starts(s.Variables) {
		at := f.descend(start)
		if !slices.ContainsFunc(found, func(e extremum) bool { return sameDirection(e.at, at, f.degree%2 == 0) }) {
			found = append(found, extremum{at, f.value(at)})
		}
	}
	slices.SortStableFunc(found, func(a, b extremum) int { return cmp.Compare(a.value, b.value) })
	return found
}

// vanishing keeps the directions in which a form of degree k that is nowhere negative is zero. sure is false when one of
// them could not be placed exactly enough to look at the series around it.
func vanishing(s *jet.Space, form jet.Jet, low []extremum, k int) (zeros []place, sure bool) {
	sure = true
	for _, e := range low {
		if e.value > nearlyZero {
			continue
		}
		zero, ok := placed(s, form, e.at, k)
		if !ok {
			sure = sure && s.Variables == 2 && s.Value(form, e.at).Sign() > 0
			continue
		}
		if !slices.ContainsFunc(zeros, func(z place) bool { return sameDirection(z.at, zero.at, true) }) {
			zeros = append(zeros, zero)
		}
	}
	return zeros, sure
}

// starts are directions to descend from: a fine fan in the plane; axes, diagonals and random ones in space.
func starts(n int) [][]float64 {
	var directions [][]float64
	if n == 2 {
		const fan = 96
		for i := range fan {
			angle := 2 * math.Pi * (float64(i) + 0.25) / fan
			directions = append(directions, []float64{math.Cos(angle), math.Sin(angle)})
		}
	}
	directions = append(directions, axesAndDiagonals(n)...)
	random := rand.New(rand.NewPCG(uint64(n), 0x5eed))
	for range 60 * (n - 2) {
		d := make([]float64, n)
		for i := range d {
			d[i] = random.NormFloat64()
		}
		directions = append(directions, normalised(d))
	}
	return directions
}

// axesAndDiagonals are the axes both ways, and the diagonals between two of them.
func axesAndDiagonals(n int) (directions [][]float64) {
	for i := range n {
		plus, minus := axis(n, i), axis(n, i)
		minus[i] = -1
		directions = append(directions, plus, minus)
	}
	for i := range n {
		for j := range i {
			for _, sign := range []float64{1, -1} {
				d := axis(n, i)
				d[j] = sign
				directions = append(directions, normalised(d))
			}
		}
	}
	return directions
}

func sameDirection(a, b []float64, even bool) bool {
	same, opposite := 0.0, 0.0
	for i := range a {
		same = math.Max(same, math.Abs(a[i]-b[i]))
		opposite = math.Max(opposite, math.Abs(a[i]+b[i]))
	}
	const close = 1e-5
	return same < close || even && opposite < close
}

// sphereForm evaluates a form and its derivatives in plain numbers, scaled to a largest coefficient of 1.
type sphereForm struct {
	n, degree int
	terms     []term
	spend     func(products float64)
}

type term struct {
	coefficient float64
	exponents   []int
}

func newSphereForm(s *jet.Space, form jet.Jet) *sphereForm {
	f := &sphereForm{n: s.Variables, spend: s.Spend}
	norm := form.Norm()
	for i, c := range form {
		if c != (jet.Ball{}) {
			f.degree = s.Degree(i)
			f.terms = append(f.terms, term{c.Mid / norm, s.Exponents(i)})
		}
	}
	return f
}

func (f *sphereForm) value(u []float64) float64 {
	f.spend(f.work())
	sum := 0.0
	for _, t := range f.terms {
		sum += t.at(u, -1, -1)
	}
	return sum
}

// at is the term, or its derivative by variable i, or by i and j, at u.
func (t term) at(u []float64, i, j int) float64 {
	product := t.coefficient
	for k, power := range t.exponents {
		for _, by := range []int{i, j} {
			if by == k {
				product *= float64(power)
				power--
			}
		}
		if power < 0 {
			return 0
		}
		for range power {
			product *= u[k]
		}
	}
	return product
}

// work is about what an evaluation takes, in products of coefficients of series.
func (f *sphereForm) work() float64 { return float64(len(f.terms)*f.n) / 4 }

func (f *sphereForm) gradient(u []float64) []float64 {
	f.spend(f.work() * float64(f.n))
	g := make([]float64, f.n)
	for i := range g {
		for _, t := range f.terms {
			g[i] += t.at(u, i, -1)
		}
	}
	return g
}
