package exact

import (
	"math/big"
	"sync"
)

// IdentifySum is Identify, and besides finds quotients up to a million that are no decimals, and sums of up to three multiples of 1, a root, π, e and
// logarithms, (2 + 18√2)/9, by the reduction of a lattice: what formulas are worth at exact points.
func IdentifySum(x *big.Float) (Form, bool) {
	if f, ok := Identify(x); ok {
		return f, true
	}
	for _, sum := range unlike() {
		if f, ok := sum.of(x); ok {
			return f, !f.isDecimal()
		}
	}
	return Form{}, false
}

// isDecimal reports whether it is a long decimal, which came of decimals that were typed and is read best as one.
func (f Form) isDecimal() bool {
	if len(f.Terms) > 1 || f.Terms[0].Root != 1 || f.Terms[0].Constant != One {
		return false
	}
	over := f.Over
	for _, p := range []int64{2, 5} {
		for over%p == 0 {
			over /= p
		}
	}
	return over == 1
}

// unlikeTerms are the terms of a sum that is tried, with their values.
type unlikeTerms struct {
	terms  []Term
	values []*big.Float
}

// unlike are the sums that are tried, the simplest first.
var unlike = sync.OnceValue(func() (sums []unlikeTerms) {
	add := func(terms ...Term) {
		s := unlikeTerms{terms: terms}
		for _, t := range terms {
			s.values = append(s.values, Form{[]Term{t}, 1}.Value(sure+guard))
		}
		sums = append(sums, s)
	}
	root := func(n int64) Term { return Term{Times: 1, Root: n} }
	logarithm := func(n int64) Term { return Term{Times: 1, Root: 1, Constant: LogConstant, Argument: big.NewRat(n, 1)} }
	one, pi, e := root(1), Term{Times: 1, Root: 1, Constant: PiConstant}, Term{Times: 1, Root: 1, Constant: EConstant}
	add(one)
	for _, n := range []int64{2, 3, 5, 6, 7, 10, 11, 13, 15} {
		add(one, root(n))
	}
	for _, t := range []Term{pi, e, logarithm(2), logarithm(3), logarithm(5)} {
		add(one, t)
	}
	for _, pair := range [][2]Term{
		{root(2), root(3)}, {root(2), root(5)}, {root(3), root(5)}, {root(2), pi}, {root(3), pi}, {pi, e}, {root(2), e}, {logarithm(2), pi},
	} {
		add(one, pair[0], pair[1])
	}
	return sums
})

// mostMultiple bounds the whole numbers of a sum.
const mostMultiple = 1_000_000

// of is x as a sum of whole multiples of the terms over a whole number, where there is such a sum that agrees to 45 digits.
func (s unlikeTerms) of(x *big.Float) (Form, bool) {
	whole := relation(append([]*big.Float{x}, s.values...))
	over := whole[0]
	if over == 0 {
		return Form{}, false
	}
	f := Form{Over: max(over, -over)}
	divisor := f.Over
	for k, t := range s.terms {
		t.Times = -whole[k+1]
		if over < 0 {
			t.Times = whole[k+1]
		}
		if max(t.Times, -t.Times) > mostMultiple || f.Over > mostMultiple {
			return Form{}, false
		}
		if t.Times != 0 {
			f.Terms = append(f.Terms, t)
			divisor = gcd(divisor, max(t.Times, -t.Times))
		}
	}
	if len(f.Terms) == 0 {
		return Form{}, false
	}
	for k := range f.Terms {
		f.Terms[k].Times /= divisor
	}
	f.Over /= divisor
	return f, agrees(f.Value(sure+guard), x)
}

// relation are small whole numbers with which a sum of multiples of numbers nearly vanishes; numbers that do not fit are all 0.
func relation(numbers []*big.Float) []int64 {
	const bits = 120 // four multiples of a million, and as much again
	n := len(numbers)
	basis := make([][]*big.Int, n)
	for i, x := range numbers {
		basis[i] = make([]*big.Int, n+1)
		for j := range n {
			basis[i][j] = new(big.Int)
		}
		basis[i][i].SetInt64(1)
		basis[i][n], _ = new(big.Float).SetMantExp(x, bits).Int(nil)
	}
	(&lattice{basis: basis}).reduce()
	whole := make([]int64, n)
	for j := range n {
		if !basis[0][j].IsInt64() {
			return make([]int64, n)
		}
		whole[j] = basis[0][j].Int64()
	}
	return whole
}

// lattice is a basis that is being reduced in whole numbers: Lenstra, Lenstra and Lovász, as Cohen's algorithm 2.6.7 has it.
// d[k] is the determinant of the first k vectors' products, λ[k][j] d[j+1] times the k-th vector's share of the j-th direction.
type lattice struct {
	basis [][]*big.Int
	d     []*big.Int
	λ     [][]*big.Int
}

func (l *lattice) reduce() {
	n := len(l.basis)
	l.d, l.λ = make([]*big.Int, n+1), make([][]*big.Int, n)
	l.d[0] = big.NewInt(1)
	for k := range n {
		l.orthogonalise(k)
	}
	for k := 1; k < n; {
		l.shorten(k, k-1)
		if l.isOrdered(k) {
			for j := k - 2; j >= 0; j-- {
				l.shorten(k, j)
			}
			k++
			continue
		}
		l.swap(k)
		k = max(1, k-1)
	}
}

func (l *lattice) orthogonalise(k int) {
	l.λ[k] = make([]*big.Int, len(l.basis))
	for j := 0; j <= k; j++ {
		u := inner(l.basis[k], l.basis[j])
		for i := range j {
			u = over(minus(product(l.d[i+1], u), product(l.λ[k][i], l.λ[j][i])), l.d[i])
		}
		if j == k {
			l.d[k+1] = u
		} else {
			l.λ[k][j] = u
		}
	}
}

// shorten takes whole multiples of vector j off vector k.
func (l *lattice) shorten(k, j int) {
	twice := product(big.NewInt(2), l.λ[k][j])
	if twice.CmpAbs(l.d[j+1]) <= 0 {
		return
	}
	// the nearest whole number to λ/d: ⌊(2λ + d)/2d⌋
	q := new(big.Int).Div(twice.Add(twice, l.d[j+1]), product(big.NewInt(2), l.d[j+1]))
	for i, x := range l.basis[j] {
		l.basis[k][i] = minus(l.basis[k][i], product(q, x))
	}
	l.λ[k][j] = minus(l.λ[k][j], product(q, l.d[j+1]))
	for i := range j {
		l.λ[k][i] = minus(l.λ[k][i], product(q, l.λ[j][i]))
	}
}

// isOrdered reports whether vectors k-1 and k may stay in their order: Lovász's condition with 3/4.
func (l *lattice) isOrdered(k int) bool {
	left := product(l.d[k+1], l.d[k-1])
	right := minus(product(big.NewInt(3), product(l.d[k], l.d[k])), product(big.NewInt(4), product(l.λ[k][k-1], l.λ[k][k-1])))
	return left.Mul(left, big.NewInt(4)).Cmp(right) >= 0
}

func (l *lattice) swap(k int) {
	l.basis[k], l.basis[k-1] = l.basis[k-1], l.basis[k]
	for j := range k - 1 {
		l.λ[k][j], l.λ[k-1][j] = l.λ[k-1][j], l.λ[k][j]
	}
	λ := l.λ[k][k-1]
	b := product(l.d[k-1], l.d[k+1])
	b = over(b.Add(b, product(λ, λ)), l.d[k])
	for i := k + 1; i < len(l.basis); i++ {
		t := l.λ[i][k]
		l.λ[i][k] = over(minus(product(l.d[k+1], l.λ[i][k-1]), product(λ, t)), l.d[k])
		sum := product(b, t)
		l.λ[i][k-1] = over(sum.Add(sum, product(λ, l.λ[i][k])), l.d[k+1])
	}
	l.d[k] = b
}

func inner(a, b []*big.Int) *big.Int {
	sum := new(big.Int)
	for i, x := range a {
		sum.Add(sum, product(x, b[i]))
	}
	return sum
}

func product(a, b *big.Int) *big.Int { return new(big.Int).Mul(a, b) }
func minus(a, b *big.Int) *big.Int   { return new(big.Int).Sub(a, b) }
func over(a, b *big.Int) *big.Int    { return new(big.Int).Quo(a, b) } // without rest, where it is used
