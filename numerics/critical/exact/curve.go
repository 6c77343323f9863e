package exact

import (
	"math"
	"math/big"
)

// leading is the first term of the polynomial along a curve: order 0 where it is proven to have none, open where the work was
// too much to tell.
type leading struct {
	order, sign int
	open        bool
}

// series are the coefficients of powers of s, by exponent; no coefficient is zero.
type series map[int]*big.Rat

// highestOrder is how far the polynomial is looked at along a curve.
const highestOrder = 160

// along is the first term on the curve of the points at which the polynomial is stationary in the curved variables, the flat
// ones being s times the direction.
func (s *splitting) along(direction []int64) leading {
	x := make([]series, s.n)
	for k, i := range s.flat {
		x[i] = series{}
		if direction[k] != 0 {
			x[i][1] = big.NewRat(direction[k], 1)
		}
	}
	for _, i := range s.curved {
		x[i] = series{}
	}
	bound := s.bound()
	for order := 1; order <= highestOrder; order++ {
		if order%8 == 1 && order < 40 && s.stationary(x) {
			return firstOf(s.on(s.f, x, math.MaxInt))
		}
		// On a curve that is stationary up to an order the value is right up to twice that.
		if value := s.on(s.f, x, 2*order-1); len(value) > 0 {
			return firstOf(value)
		}
		if bound < 2*order {
			return leading{}
		}
		s.correct(x, order)
	}
	return leading{open: true}
}

// correct makes the curve stationary up to an order, being so below.
func (s *splitting) correct(x []series, order int) {
	var residual []*big.Rat
	for _, slope := range s.slopes {
		c, ok := s.on(slope, x, order)[order]
		if !ok {
			c = new(big.Rat)
		}
		residual = append(residual, c)
	}
	for i, row := range s.inverse {
		step := new(big.Rat)
		for j, c := range row {
			step.Sub(step, new(big.Rat).Mul(c, residual[j]))
		}
		if step.Sign() != 0 {
			x[s.curved[i]][order] = step
		}
	}
}

// stationary reports whether the curve, as far as it is known a polynomial, is stationary to all orders.
func (s *splitting) stationary(x []series) bool {
	for _, slope := range s.slopes {
		if len(s.on(slope, x, math.MaxInt)) > 0 {
			return false
		}
	}
	return true
}

// on is a polynomial on a curve, up to an order.
func (s *splitting) on(p polynomial, x []series, order int) series {
	powers := make([][]series, s.n)
	for i := range powers {
		powers[i] = []series{{0: big.NewRat(1, 1)}}
	}
	sum := series{}
	for exponents, c := range p {
		term := series{0: c}
		for i := range s.n {
			k := int(exponents[i])
			for len(powers[i]) <= k {
				powers[i] = append(powers[i], s.product(powers[i][len(powers[i])-1], x[i], order))
			}
			if k > 0 {
				term = s.product(term, powers[i][k], order)
			}
		}
		for k, a := range term {
			sum.add(k, a)
		}
	}
	return sum
}

func (a series) add(k int, c *big.Rat) {
	sum := c
	if old, ok := a[k]; ok {
		sum = new(big.Rat).Add(old, c)
	}
	if a[k] = sum; sum.Sign() == 0 {
		delete(a, k)
	}
}

// product multiplies up to an order.
func (s *splitting) product(a, b series, order int) series {
	if s.budget -= len(a) * len(b); s.budget < 0 {
		panic(tooMuch{})
	}
	product := series{}
	for i, x := range a {
		for j, y := range b {
			if i+j <= order {
				product.add(i+j, new(big.Rat).Mul(x, y))
			}
		}
	}
	return product
}

func firstOf(a series) leading {
	l := leading{}
	for k, c := range a {
		if l.order == 0 || k < l.order {
			l = leading{order: k, sign: c.Sign()}
		}
	}
	return l
}

// tangent is the unit tangent of the curve at the point.
func (s *splitting) tangent(direction []int64) []float64 {
	hessian := s.hessian()
	d := make([]*big.Rat, s.n)
	for k, i := range s.flat {
		d[i] = big.NewRat(direction[k], 1)
	}
	for i, row := range s.inverse {
		d[s.curved[i]] = new(big.Rat)
		for j, c := range row {
			for k, flat := range s.flat {
				slope := new(big.Rat).Mul(hessian[s.curved[j]][flat], big.NewRat(direction[k], 1))
				d[s.curved[i]].Sub(d[s.curved[i]], slope.Mul(slope, c))
			}
		}
	}
	unit, norm := make([]float64, s.n), 0.0
	for i, c := range d {
		unit[i], _ = c.Float64()
		norm = math.Hypot(norm, unit[i])
	}
	for i := range unit {
		unit[i] /= norm
	}
	return unit
}

// bound is the highest order that the polynomial can have along a curve on which it does not vanish: that of the isolated zero
// of it and its derivatives by the curved variables, in these and s, by Bézout's theorem on projective space and on a product
// of lines (Fulton 1998, Intersection Theory, §12.3).
func (s *splitting) bound() int {
	groups := [][]int{s.flat}
	for _, i := range s.curved {
		groups = append(groups, []int{i})
	}
	whole, degrees := 1.0, make([][]float64, 0, len(groups))
	for _, p := range append([]polynomial{s.f}, s.slopes...) {
		whole *= float64(p.degree(all(s.n)...))
		row := make([]float64, len(groups))
		for j, group := range groups {
			row[j] = float64(p.degree(group...))
		}
		degrees = append(degrees, row)
	}
	return int(min(whole, permanent(degrees, 0, 0), 1e6))
}

// permanent of the rows from the given one on, without the columns that are taken.
func permanent(a [][]float64, row int, taken uint) float64 {
	const mostRows = 8
	switch {
	case len(a) > mostRows:
		return math.Inf(1)
	case row == len(a):
		return 1
	}
	sum := 0.0
	for j, x := range a[row] {
		if taken>>j&1 == 0 && x != 0 {
			sum += x * permanent(a, row+1, taken|1<<j)
		}
	}
	return sum
}

func all(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}
