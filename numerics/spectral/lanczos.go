package spectral

import (
	"context"
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/mat"
)

// Product sets dst = A v for a symmetric n×n matrix A; it must not keep or change v.
type Product func(dst, v []float64)

// Wanted says which end of a spectrum Lanczos looks for, and how long.
type Wanted struct {
	Low, High int     // how many of the smallest and of the largest eigenvalues
	Tolerance float64 // largest residual ‖A x - λ x‖ relative to max|λ|; 0 means 1e-10
	Products  int     // most products spent; 0 means 2000 + 100 for each one wanted, or 10 n + 20 if that is less
	Seed      uint64  // of the starting vectors
	Once      bool    // do not search again for further copies of an eigenvalue that occurs several times
}

// Extremes are approximate eigenpairs. The true spectrum has an eigenvalue within Residuals[i] of Values[i].
type Extremes struct {
	Values    []float64   // ascending
	Vectors   [][]float64 // unit, orthogonal, signs as in Decomposition
	Residuals []float64   // ‖A x - λ x‖ in the 2-norm, from a product of its own
	Limit     float64     // a residual up to it is within the tolerance
	Products  int         // how many products were spent
	Converged bool        // every residual is within the tolerance
}

// Lanczos finds eigenvalues at both ends of the spectrum of an n×n matrix known by its products alone: a Krylov basis with
// full reorthogonalisation, thick restarts (Wu and Simon 2000, SIAM J. Matrix Anal. Appl. 22, 602), and a second search
// from another random vector, orthogonal to what was found, since one Krylov space holds one copy of each eigenvalue only.
//
// The error is ctx's, with what was found so far, or a *NotFiniteError when a product is not finite.
func Lanczos(ctx context.Context, n int, product Product, wanted Wanted) (*Extremes, error) {
	wanted = wanted.completed(n)
	k := newKrylov(n, product, wanted)
	err := k.search(ctx)
	if k.size == 0 || err != nil && ctx.Err() == nil {
		return &Extremes{Products: k.products}, err
	}
	return k.extremes(), err
}

func (w Wanted) completed(n int) Wanted {
	w.Low, w.High = min(max(w.Low, 0), n), min(max(w.High, 0), n)
	if w.Low+w.High > n {
		w.High = n - w.Low
	}
	if w.Tolerance == 0 {
		w.Tolerance = 1e-10
	}
	if w.Products == 0 {
		w.Products = min(10*n+20, 100*(w.Low+w.High)+2000)
	}
	return w
}

// krylov is an orthonormal basis that grows by one vector a product, and S = Qᵀ A Q.
type krylov struct {
	n, capacity int
	product     Product
	wanted      Wanted
	random      *rand.Rand

	size     int         // vectors whose product is known
	basis    [][]float64 // the next vector to multiply comes at index size
	s        *mat.Dense  // capacity×capacity, its leading size×size block is S
	image    []float64   // A times the newest vector, then what the basis leaves of it
	beta     float64     // length of that rest: how far the basis is from invariant
	products int
	fresh    int // the vector that began anew: its product has parts along all before it

	ritz   []float64  // eigenvalues of S
	coords *mat.Dense // its eigenvectors
}

func newKrylov(n int, product Product, wanted Wanted) *krylov {
	k := &krylov{n: n, product: product, wanted: wanted, image: make([]float64, n)}
	k.capacity = min(n, max(2*(wanted.Low+wanted.High)+20, 40))
	k.s = mat.NewDense(k.capacity+1, k.capacity+1, nil)
	k.random = rand.New(rand.NewPCG(wanted.Seed, 0x1a2c05))
	return k
}

func (k *krylov) search(ctx context.Context) error {
	if k.n == 0 || k.wanted.Low+k.wanted.High == 0 {
		return nil
	}
	k.appendRandom()
	var settled []float64
	for {
		if err := k.expand(ctx); err != nil {
			return err
		}
		if k.size == k.n || k.products >= k.wanted.Products {
			return nil
		}
		if k.converged() {
			if k.wanted.Once || k.unchanged(settled) {
				return nil
			}
			settled = k.chosen()
			k.beta = 0
		}
		k.restart()
	}
}

// expand multiplies until the basis is full, the products are spent or the wanted pairs have converged.
func (k *krylov) expand(ctx context.Context) error {
	for k.size < k.capacity && k.products < k.wanted.Products {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := k.step(); err != nil {
			return err
		}
		if k.size%8 == 0 && k.size > k.wanted.Low+k.wanted.High {
			k.solve()
			if k.converged() {
				return nil
			}
		}
	}
	k.solve()
	return nil
}

// step multiplies the newest vector and takes the rest of the image, made orthogonal twice, as the next one.
func (k *krylov) step() error {
	newest := k.basis[k.size]
	k.product(k.image, newest)
	k.products++
	for i, v := range k.image {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return &NotFiniteError{Row: i + 1, Column: 1, Value: v}
		}
	}
	k.size++
	before := norm(k.image)
	first := 0
	if k.size > k.fresh+1 {
		first = k.size - 2 // a product has no parts but rounding along earlier vectors
	}
	k.remove(first)
	k.remove(0)
	for i := range k.size - 1 {
		k.s.Set(k.size-1, i, k.s.At(i, k.size-1))
	}
	k.beta = norm(k.image)
	if k.beta <= 1e-14*before || k.size == k.n {
		k.beta = 0
		k.appendRandom()
		return nil
	}
	next := append([]float64(nil), k.image...)
	blas64.Scal(1/k.beta, vector(next))
	k.appendVector(next)
	return nil
}

// remove takes the parts along the basis, from one of its vectors on, off the image.
func (k *krylov) remove(from int) {
	for i := from; i < k.size; i++ {
		q := vector(k.basis[i])
		part := blas64.Dot(q, vector(k.image))
		blas64.Axpy(-part, q, vector(k.image))
		k.s.Set(i, k.size-1, k.s.At(i, k.size-1)+part)
	}
}

// norm is the 2-norm: the root of the sum of squares, where that neither overflows nor loses digits.
func norm(v []float64) float64 {
	squares := blas64.Dot(vector(v), vector(v))
	if squares > 1e-280 && squares < 1e280 {
		return math.Sqrt(squares)
	}
	return blas64.Nrm2(vector(v))
}

// appendRandom goes on in a fresh direction where the basis has become invariant.
func (k *krylov) appendRandom() {
	if k.size >= k.n {
		return
	}
	v := make([]float64, k.n)
	for i := range v {
		v[i] = k.random.NormFloat64()
	}
	for range 3 {
		for _, q := range k.basis[:k.size] {
			blas64.Axpy(-blas64.Dot(vector(q), vector(v)), vector(q), vector(v))
		}
		blas64.Scal(1/norm(v), vector(v))
	}
	k.appendVector(v)
	k.fresh = k.size
}

func (k *krylov) appendVector(v []float64) {
	k.basis = append(k.basis[:k.size], v)
	for i := range k.size + 1 {
		k.s.Set(i, k.size, 0)
		k.s.Set(k.size, i, 0)
	}
}

func (k *krylov) solve() {
	d, err := Symmetric(k.s.Slice(0, k.size, 0, k.size))
	if err != nil {
		panic(err) // S is symmetric and finite by construction
	}
	k.ritz, k.coords = d.Values, d.Vectors
}

func vector(v []float64) blas64.Vector { return blas64.Vector{N: len(v), Inc: 1, Data: v} }
