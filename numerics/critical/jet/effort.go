package jet

import (
	"context"
	"errors"
)

// Effort bounds the work that goes into series, over all the spaces that share it.
type Effort struct {
	ctx    context.Context
	left   float64 // products of coefficients
	unseen float64 // since the context was asked
}

// ErrEffort says that the work allowed for a series is used up.
var ErrEffort = errors.New("the series take more work than is allowed")

// NewEffort allows so many products of coefficients, about 10⁸ of which take a second, as long as the context lasts.
func NewEffort(ctx context.Context, products float64) *Effort {
	return &Effort{ctx: ctx, left: products}
}

// Allows reports whether so much work is left.
func (e *Effort) Allows(products float64) bool { return e == nil || products <= e.left }

// Guard runs work in spaces that share an effort. Its error is ErrEffort, or that of the context, where the effort ended
// before the work.
func Guard(work func()) (err error) {
	defer func() {
		switch failure := recover().(type) {
		case nil:
		case *exhausted:
			err = failure.why
		default:
			panic(failure)
		}
	}()
	work()
	return nil
}

// exhausted is what ends work whose effort is used up.
type exhausted struct{ why error }

// Charge takes work off what is left. Its error is ErrEffort where nothing is, or that of the context. A nil Effort has no
// end.
func (e *Effort) Charge(products float64) error {
	if e == nil {
		return nil
	}
	const between = 1e6
	e.left -= products
	if e.unseen += products; e.unseen > between {
		e.unseen = 0
		if err := e.ctx.Err(); err != nil {
			return err
		}
	}
	if e.left < 0 {
		return ErrEffort
	}
	return nil
}

// spend is Charge for work under Guard, which it ends.
func (e *Effort) spend(products float64) {
	if err := e.Charge(products); err != nil {
		panic(&exhausted{err})
	}
}

// Within makes a space whose work is taken off an effort. Where that ends, so does what is under Guard.
func (e *Effort) Within(variables, order int) *Space {
	const making = 20 // a product takes to make rather than to use
	e.spend(making * Products(variables, order))
	s := NewSpace(variables, order)
	s.effort = e
	return s
}

// With is the same space for work that is taken off an effort.
func (s *Space) With(effort *Effort) *Space {
	t := *s
	t.effort, t.memo, t.constants = effort, nil, nil
	t.room, t.chunk, t.used = nil, nil, nil
	return &t
}

// Beside makes a space that shares the effort of s.
func (s *Space) Beside(variables, order int) *Space { return s.effort.Within(variables, order) }

// Spend takes work that is no product of series off the effort of s.
func (s *Space) Spend(products float64) { s.effort.spend(products) }

// Products is how many products of coefficients make one product of two full series: as many as there are monomials in
// twice the variables.
func Products(variables, order int) float64 {
	count := 1.0
	for k := 1; k <= order; k++ {
		count *= float64(2*variables+k) / float64(k)
	}
	return count
}
