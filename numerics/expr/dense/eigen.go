package dense

import (
	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/lapack"
	"gonum.org/v1/gonum/lapack/lapack64"

	"saddle/numerics/spectral"
)

func lapackJob(vectors bool) lapack.EVJob {
	if vectors {
		return lapack.EVCompute
	}
	return lapack.EVNone
}

// fasterByRotations is the order up to which rotations, which are more accurate, are also faster than LAPACK.
const fasterByRotations = 5

// decompose finds the eigenvalues and, unless vectors is nil, the eigenvectors of the symmetric matrix in w.lu, which it
// destroys.
func (w *Workspace) decompose(values, vectors []float64, n int) bool {
	if n <= fasterByRotations || w.Accurate && n <= spectral.JacobiLimit {
		w.vectors = resize(w.vectors, n*n)
		spectral.Jacobi(n, w.lu, values[:n], w.vectors)
		copy(vectors, w.vectors)
		return true
	}
	a := blas64.Symmetric{N: n, Stride: max(1, n), Data: w.lu, Uplo: blas.Upper}
	job := lapackJob(vectors != nil)
	if len(w.work) < 3*n+1 {
		query := []float64{0}
		lapack64.Syev(job, a, values, query, -1)
		w.work = make([]float64, max(int(query[0]), 3*n+1))
	}
	if !lapack64.Syev(job, a, values, w.work, len(w.work)) {
		return false
	}
	if vectors != nil {
		copy(vectors, w.lu)
		orient(vectors, n)
	}
	return true
}
