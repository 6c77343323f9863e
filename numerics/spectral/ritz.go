package spectral

import (
	"math"

	"gonum.org/v1/gonum/blas/blas64"
)

// wantedIndices are the places, in the ascending Ritz values, of the pairs asked for.
func (k *krylov) wantedIndices() []int {
	low := min(k.wanted.Low, len(k.ritz))
	high := min(k.wanted.High, len(k.ritz)-low)
	return ends(len(k.ritz), low, high)
}

// ends lists the first low and the last high of n indices.
func ends(n, low, high int) []int {
	indices := make([]int, 0, low+high)
	for i := range low {
		indices = append(indices, i)
	}
	for i := n - high; i < n; i++ {
		indices = append(indices, i)
	}
	return indices
}

// chosen are the Ritz values asked for.
func (k *krylov) chosen() []float64 {
	indices := k.wantedIndices()
	values := make([]float64, len(indices))
	for i, index := range indices {
		values[i] = k.ritz[index]
	}
	return values
}

// converged tests β|last coordinate|, which is the residual of a Ritz pair, against the tolerance.
func (k *krylov) converged() bool {
	if len(k.ritz) < k.wanted.Low+k.wanted.High {
		return false
	}
	limit := k.wanted.Tolerance * k.scale()
	for _, index := range k.wantedIndices() {
		if math.Abs(k.beta*k.coords.At(k.size-1, index)) > limit {
			return false
		}
	}
	return true
}

func (k *krylov) scale() float64 {
	return math.Max(math.Abs(k.ritz[0]), math.Abs(k.ritz[len(k.ritz)-1]))
}

// unchanged reports whether a further search has left the values that an earlier one settled on.
func (k *krylov) unchanged(settled []float64) bool {
	chosen := k.chosen()
	if len(settled) != len(chosen) {
		return false
	}
	for i, value := range chosen {
		if math.Abs(value-settled[i]) > 10*k.wanted.Tolerance*k.scale() {
			return false
		}
	}
	return true
}

// restart keeps the wanted Ritz vectors and their neighbours as the basis, and the rest of the last image as the next
// vector: S becomes diagonal, and its couplings to that vector come back with the next product.
func (k *krylov) restart() {
	low := min(k.wanted.Low+k.spare(), k.size)
	high := min(k.wanted.High+k.spare(), k.size-low)
	indices := ends(k.size, low, high)
	next := k.basis[k.size]
	kept := make([][]float64, len(indices), k.capacity+1)
	for j, index := range indices {
		kept[j] = k.combination(index)
	}
	values := make([]float64, len(indices))
	for j, index := range indices {
		values[j] = k.ritz[index]
	}
	k.basis, k.size = kept, len(kept)
	k.s.Zero()
	for j, value := range values {
		k.s.Set(j, j, value)
	}
	if k.beta == 0 {
		k.appendRandom()
		return
	}
	k.appendVector(next)
	k.fresh = k.size
}

// spare is how many unwanted neighbours a restart keeps at each end that is asked for; they speed up convergence.
func (k *krylov) spare() int {
	return max((k.capacity-k.wanted.Low-k.wanted.High)/5, 0)
}

// combination is the Ritz vector at index.
func (k *krylov) combination(index int) []float64 {
	x := make([]float64, k.n)
	for i, q := range k.basis[:k.size] {
		blas64.Axpy(k.coords.At(i, index), vector(q), vector(x))
	}
	return x
}

// extremes forms the wanted pairs and measures their residuals.
func (k *krylov) extremes() *Extremes {
	k.solve()
	found := &Extremes{Limit: 10 * k.wanted.Tolerance * k.scale(), Converged: len(k.ritz) >= k.wanted.Low+k.wanted.High}
	for _, index := range k.wantedIndices() {
		x := k.combination(index)
		blas64.Scal(1/norm(x), vector(x))
		orient(k.n, 1, x)
		k.product(k.image, x)
		k.products++
		blas64.Axpy(-k.ritz[index], vector(x), vector(k.image))
		residual := norm(k.image)
		found.Values = append(found.Values, k.ritz[index])
		found.Vectors = append(found.Vectors, x)
		found.Residuals = append(found.Residuals, residual)
		found.Converged = found.Converged && residual <= found.Limit
	}
	found.Products = k.products
	return found
}
