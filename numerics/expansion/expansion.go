// Package expansion finds the Taylor polynomial of an expression at a point: power series in many digits, taken twice with
// different numbers of them, so that every coefficient is right to the last digits of a float64 however much cancels on
// the way. Removable singularities are expanded: common zeros of a quotient cancel, and choices such as
// if x == 0 then 1 else sin(x)/x are followed beside the point.
//
// It reads the numbers of a formula as the doubles they are. For bounds of the rounding error, at the speed of float64, use
// package critical/jet; for formulas of derivatives, package expr.
//
//	t, err := expansion.At(ctx, f.Value, f.Variables, []float64{0}, 12, nil)
//	t.Coefficients                    // of 1, x, x², …
package expansion

import (
	"context"
	"errors"
	"math/big"

	"saddle/numerics/expr"
)

// The reasons why there is no expansion.
var (
	ErrSingular    = errors.New("there is no power series at the point")
	ErrUnsupported = errors.New("there is no power series of this operation")
	errShort       = errors.New("too many terms cancel") // for the order at which it was tried
)

// Polynomial is an expansion Σ Coefficients[i] · h^Powers[i] in the displacement h of the variables' entries, in order of
// degree. Terms that are zero are there too.
type Polynomial struct {
	Powers       [][]int
	Coefficients []float64
	Quotients    []*big.Rat // what a coefficient is to all digits that were taken, if a quotient of whole numbers below 10¹²; else nil
	Edge         bool       // the point lies where a choice, |x|, a maximum or a step may go either way
}

// At expands the number y about the point at, which holds all entries of the variables in order, up to a total order. Where
// a choice may go either way, side decides: the branch taken is the one just beside the point in that direction; nil takes
// the one at the point itself. The error is ErrSingular, ErrUnsupported or that of the context.
func At(ctx context.Context, y *expr.Node, variables []*expr.Node, at []float64, order int, side []float64) (Polynomial, error) {
	t := task{ctx: ctx, y: y, variables: variables, at: at, order: order, side: side}
	p, err := t.expand()
	if errors.Is(err, ErrSingular) {
		t.turns = true // sin(x)/(x - π) at the double next to π
		return t.expand()
	}
	return p, err
}

// task is what is to be expanded.
type task struct {
	ctx       context.Context
	y         *expr.Node
	variables []*expr.Node
	at, side  []float64
	order     int
	turns     bool
}

// expand raises the number of digits until one more step changes nothing. Two zeros that are left of a cancellation agree
// and say little: that of 1 - tanh²(100) needs 290 digits. They are looked at again where what is still zero is below
// every float64.
func (t *task) expand() (Polynomial, error) {
	coarse := attempt{err: ErrSingular}
	for prec := uint(128); prec <= mostDigits; prec *= 2 {
		fine := t.withDigits(prec)
		doubtful := fine.vanished && prec < belowAll
		switch {
		case fine.err != nil && !(doubtful && errors.Is(fine.err, ErrSingular)):
			return Polynomial{}, fine.err
		case coarse.err == nil && fine.err == nil && agree(coarse.coefficients, fine.coefficients):
			if !doubtful {
				return fine.polynomial(), nil
			}
			prec = belowAll / 2
		}
		coarse = fine
	}
	return Polynomial{}, ErrSingular
}

const (
	// mostDigits bounds the binary digits that are tried.
	mostDigits = 4096
	// belowAll is how many digits a zero has to be one in float64, whatever it is multiplied by.
	belowAll = 2048
)

// agree reports whether two expansions are the same number in float64.
func agree(a, b []*big.Float) bool {
	const bits = 60
	d := new(big.Float)
	for k, x := range a {
		y := b[k]
		if d.Sub(x, y); d.Sign() != 0 && (y.Sign() == 0 || d.MantExp(nil) > y.MantExp(nil)-bits) {
			return false
		}
	}
	return true
}

// attempt is an expansion with so many digits.
type attempt struct {
	powers       [][]int
	coefficients []*big.Float
	edge         bool
	vanished     bool // a sum of rounded numbers was zero
	prec         uint
	err          error
}

func (a attempt) polynomial() Polynomial {
	n := len(a.coefficients)
	p := Polynomial{Powers: a.powers, Edge: a.edge, Coefficients: make([]float64, n), Quotients: make([]*big.Rat, n)}
	for k, c := range a.coefficients {
		p.Coefficients[k], _ = c.Float64()
		p.Quotients[k] = quotientOf(c, a.prec)
	}
	return p
}

// withDigits tries higher orders until what cancels leaves enough terms.
func (t *task) withDigits(prec uint) attempt {
	const most = 32 // terms that may cancel
	for extra := 0; ; extra = 2*extra + 2 {
		s := newSpace(t.ctx, len(t.at), t.order+extra, prec)
		s.turns = t.turns
		a := s.attempt(t)
		a.vanished, a.prec = s.vanished, prec
		if !errors.Is(a.err, errShort) {
			return a
		}
		if extra > most {
			a.err = ErrSingular
			return a
		}
	}
}

func (s *space) attempt(t *task) (a attempt) {
	defer a.catch()
	e := &evaluation{space: s, side: t.side, memo: []map[*expr.Node]value{{}}}
	e.bind(t.variables, t.at)
	result := e.value(t.y).entries[0]
	switch {
	case result.low < 0:
		return attempt{err: ErrSingular}
	case result.end <= t.order:
		return attempt{err: errShort}
	}
	a.edge = e.edge
	for degree := range t.order + 1 {
		a.add(s, result, degree)
	}
	return a
}

// catch is deferred: it keeps why the evaluation failed.
func (a *attempt) catch() {
	switch ended := recover().(type) {
	case nil:
	case failure:
		a.err = ended.why
	default:
		panic(ended)
	}
}

// add adds the monomials of a degree with their coefficients in the series.
func (a *attempt) add(s *space, result series, degree int) {
	f := result.at(degree)
	for k, exponents := range s.ofDegree(degree) {
		c := s.blank()
		if f != nil {
			c = f[k]
		}
		a.powers = append(a.powers, exponents)
		a.coefficients = append(a.coefficients, c)
	}
}

// bind gives the variables, and the scalars that an array of them is made of, their series.
func (e *evaluation) bind(variables []*expr.Node, at []float64) {
	i := 0
	for _, v := range variables {
		entries := make([]series, v.Shape().Size())
		for k := range entries {
			entries[k] = e.variable(i, e.double(at[i]))
			i++
		}
		e.memo[0][v] = value{entries: entries}
		if v.IsExplicit() && !v.Shape().IsScalar() {
			for k, entry := range v.Entries() {
				e.memo[0][entry] = value{entries: entries[k : k+1]}
			}
		}
	}
}

// Size is how many terms an expansion in so many numbers has, up to an order.
func Size(numbers, order int) float64 {
	size := 1.0
	for k := 1; k <= order; k++ {
		size *= float64(numbers+k) / float64(k)
	}
	return size
}
