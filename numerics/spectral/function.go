package spectral

import (
	"context"
	"math"

	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/mat"
)

// Apply approximates f(A) v, f taken of the eigenvalues, for an n×n matrix A known by its products alone: exactly that on
// the Krylov space of A and v of at most size dimensions (Higham 2008, Functions of Matrices, §13.2.1). It is exact when v
// has parts along no more than size different eigenvalues. The error is ctx's, or a *NotFiniteError.
func Apply(ctx context.Context, f func(lambda float64) float64, product Product, v []float64, size int) ([]float64, error) {
	n := len(v)
	result := make([]float64, n)
	length := blas64.Nrm2(vector(v))
	const negligibly = 0x1p-900 // small: its direction is no longer a unit vector's
	if length < negligibly {
		return result, nil
	}
	k := newKrylov(n, product, Wanted{})
	k.capacity = min(n, max(size, 1))
	k.s = mat.NewDense(k.capacity+1, k.capacity+1, nil)
	first := append([]float64(nil), v...)
	blas64.Scal(1/length, vector(first))
	k.appendVector(first)
	if err := k.fill(ctx); err != nil {
		return nil, err
	}
	k.solve()
	for i, lambda := range k.ritz {
		part := length * k.coords.At(0, i) * f(lambda)
		if part == 0 || math.IsNaN(part) {
			continue
		}
		for j, q := range k.basis[:k.size] {
			blas64.Axpy(part*k.coords.At(j, i), vector(q), vector(result))
		}
	}
	return result, nil
}

// fill adds dimensions to the Krylov space, up to its capacity or until it is invariant.
func (k *krylov) fill(ctx context.Context) error {
	for k.size < k.capacity {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := k.step(); err != nil {
			return err
		}
		if k.beta == 0 {
			return nil
		}
	}
	return nil
}
