package search

import (
	"math"

	"saddle/numerics/expr"
	"saddle/numerics/expr/dense"
	"saddle/numerics/program"
	"saddle/numerics/spectral"

	"gonum.org/v1/gonum/mat"
)

// descent walks down from places of a search by saddle-free Newton steps (Dauphin et al. 2014): in many variables these
// arrive at minima where Newton's own, drawn to saddles and maxima alike, lose their way.
type descent struct {
	value           *program.Machine
	derivatives     *enclosure // which knows the gradient and the Hessian
	f               []float64
	values, vectors []float64 // eigenvalues and eigenvectors of the Hessian
	step, next      []float64
}

func (s *search) newDescent() (*descent, error) {
	p, err := program.Compile(s.f.Variables, []*expr.Node{s.f.Value})
	if err != nil {
		return nil, err
	}
	n := len(s.box)
	return &descent{
		value: p.NewMachine(), derivatives: s.enclosures[0], f: make([]float64, 1),
		values: make([]float64, n), vectors: make([]float64, n*n), step: make([]float64, n), next: make([]float64, n),
	}, nil
}

// walk moves z downhill until the steps are short, f stops falling, or the next step leaves the box.
func (d *descent) walk(z []float64, inside func([]float64) bool) {
	const mostSteps = 100
	for range mostSteps {
		if !d.direction(z) || !d.advance(z, inside) || d.length(z) < 1e-6 {
			return
		}
	}
}

// direction sets step to -|H|⁻¹∇f, |H| being the Hessian with its eigenvalues made positive.
func (d *descent) direction(z []float64) bool {
	n := len(z)
	gradient, hessian, ok := d.derivatives.derivativesAt(z)
	if !ok || !dense.Finite(gradient) || !dense.Finite(hessian) || !d.decompose(n, hessian) {
		return false
	}
	largest := math.Max(math.Abs(d.values[0]), math.Abs(d.values[n-1]))
	clear(d.step)
	for k, value := range d.values {
		along := 0.0
		for i, g := range gradient {
			along += d.vectors[i*n+k] * g
		}
		for i := range d.step {
			d.step[i] -= along / math.Max(math.Abs(value), 1e-8*largest) * d.vectors[i*n+k]
		}
	}
	return dense.Finite(d.step)
}

// decompose finds the eigenvalues and eigenvectors of the Hessian: small ones without allocating.
func (d *descent) decompose(n int, hessian []float64) bool {
	const small = 12
	if n <= small {
		spectral.Jacobi(n, hessian, d.values, d.vectors)
		return true
	}
	e, err := spectral.Symmetric(mat.NewDense(n, n, hessian))
	if err != nil {
		return false
	}
	copy(d.values, e.Values)
	for i := range n {
		mat.Row(d.vectors[i*n:(i+1)*n], i, e.Vectors)
	}
	return true
}

// advance goes along the step, or halves of it until f falls and the point is inside.
func (d *descent) advance(z []float64, inside func([]float64) bool) bool {
	d.value.Run(z, d.f)
	start := d.f[0]
	for part := 1.0; part > 1e-6; part /= 2 {
		for i := range z {
			d.next[i] = z[i] + part*d.step[i]
		}
		if d.value.Run(d.next, d.f); d.f[0] < start && inside(d.next) {
			copy(z, d.next)
			return true
		}
	}
	return false
}

// length is that of the last step as a part of z.
func (d *descent) length(z []float64) float64 {
	length, size := 0.0, 1.0
	for i, x := range d.step {
		length, size = math.Hypot(length, x), math.Hypot(size, z[i])
	}
	return length / size
}
