package dense

import (
	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/lapack"
	"gonum.org/v1/gonum/lapack/lapack64"
)

func lapackJob(vectors bool) lapack.EVJob {
	if vectors {
		return lapack.EVCompute
	}
	return lapack.EVNone
}

// decompose overwrites w.lu by the eigenvectors of the symmetric matrix in it.
func (w *Workspace) decompose(job lapack.EVJob, values []float64, n int) bool {
	a := blas64.Symmetric{N: n, Stride: max(1, n), Data: w.lu, Uplo: blas.Upper}
	if len(w.work) < 3*n+1 {
		query := []float64{0}
		lapack64.Syev(job, a, values, query, -1)
		w.work = make([]float64, max(int(query[0]), 3*n+1))
	}
	return lapack64.Syev(job, a, values, w.work, len(w.work))
}
