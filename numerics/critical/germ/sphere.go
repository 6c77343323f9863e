package germ

import (
	"math"

	"saddle/numerics/spectral"

	"gonum.org/v1/gonum/mat"
)

// descend walks from a direction to a local minimum on the sphere: Newton's method with the curvatures taken positive, and
// steps halved until the form falls.
func (f *sphereForm) descend(start []float64) []float64 {
	u, value := start, f.value(start)
	for range 100 {
		step, length := f.newtonStep(u)
		if length < 1e-17 {
			break
		}
		next, lower := u, value
		for shrink := 1.0; shrink > 1e-6; shrink /= 2 {
			candidate := moved(u, step, shrink)
			if v := f.value(candidate); v < value || shrink == 1 && length < 1e-6 {
				next, lower = candidate, v
				break
			}
		}
		if sameExactly(next, u) {
			break
		}
		u, value = next, lower
		if length < 1e-14 {
			break
		}
	}
	return tidy(u)
}

// newtonStep is a descent step in the tangent space at u, and its length.
func (f *sphereForm) newtonStep(u []float64) (step []float64, length float64) {
	g := f.gradient(u)
	radial := 0.0
	for i := range u {
		radial += g[i] * u[i]
	}
	slope := make([]float64, f.n)
	for i := range u {
		slope[i] = g[i] - radial*u[i]
	}
	d, err := spectral.Symmetric(f.tangentHessian(u, radial))
	step = make([]float64, f.n)
	if err != nil {
		return step, 0
	}
	for k, curvature := range d.Values {
		v := d.Vector(k)
		along := 0.0
		for i := range v {
			along += v[i] * slope[i]
		}
		for i := range v {
			step[i] -= along / math.Max(math.Abs(curvature), 1e-8) * v[i]
		}
	}
	return step, shorten(step, 0.5)
}

// shorten makes a step no longer than a length; the length that it had.
func shorten(step []float64, most float64) (length float64) {
	for _, x := range step {
		length = math.Hypot(length, x)
	}
	if length > most {
		for i := range step {
			step[i] *= most / length
		}
	}
	return length
}

// tangentHessian is P (∇² - radial I) P + u uᵀ with P the projection on the tangent space.
func (f *sphereForm) tangentHessian(u []float64, radial float64) *mat.SymDense {
	n := f.n
	f.spend(f.work() * float64(n*n))
	h := mat.NewDense(n, n, nil)
	for i := range n {
		for j := range n {
			sum := 0.0
			for _, t := range f.terms {
				sum += t.at(u, i, j)
			}
			if i == j {
				sum -= radial
			}
			h.Set(i, j, sum)
		}
	}
	p := tangentProjection(u)
	var projected mat.Dense
	projected.Product(p, h, p)
	sym := mat.NewSymDense(n, nil)
	for i := range n {
		for j := i; j < n; j++ {
			sym.SetSym(i, j, (projected.At(i, j)+projected.At(j, i))/2+u[i]*u[j])
		}
	}
	return sym
}

// tangentProjection is I - u uᵀ.
func tangentProjection(u []float64) *mat.Dense {
	n := len(u)
	p := mat.NewDense(n, n, nil)
	for i := range n {
		for j := range n {
			p.Set(i, j, -u[i]*u[j])
		}
		p.Set(i, i, 1-u[i]*u[i])
	}
	return p
}

func moved(u, step []float64, by float64) []float64 {
	v := make([]float64, len(u))
	for i := range u {
		v[i] = u[i] + by*step[i]
	}
	return normalised(v)
}

func sameExactly(a, b []float64) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// tidy turns components that are zero up to rounding into zero, so that directions along an axis are exactly that.
func tidy(u []float64) []float64 {
	v := make([]float64, len(u))
	for i, x := range u {
		if math.Abs(x) > 1e-14 {
			v[i] = x
		}
	}
	return normalised(v)
}

func eigenvalues(h *mat.SymDense) ([]float64, error) {
	d, err := spectral.Symmetric(h)
	if err != nil {
		return nil, err
	}
	return d.Values, nil
}
