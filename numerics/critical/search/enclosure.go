package search

import (
	"saddle/numerics/critical/factors"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/program"
)

// enclosure examines boxes: it encloses ∇f and ∇²f over them. It is for one goroutine.
type enclosure struct {
	n          int
	operations int               // in the gradient and the Hessian
	gradient   *interval.Machine // f itself, which knows where it is defined, then the gradient
	hessian    *interval.Machine // the Hessian row by row
	slopes     *program.Machine  // f and its gradient at points
	bends      *program.Machine  // the Hessian at points
	cleared    *interval.Machine // f and its gradient without denominators; nil where there are none
	branches   *branches         // nil for one variable, and for a function without branches

	slope, bent []interval.Interval // outputs of gradient and of hessian
	at, bend    []float64           // outputs of slopes and of bends
	centre      []interval.Interval // the gradient in the middle
	middle      interval.Box
	newton      *interval.Newton
}

// formulas are what every enclosure of one function reads: ∇f and ∇²f, compiled.
type formulas struct {
	n        int
	gradient *program.Program // of f and its gradient
	hessian  *program.Program // of the Hessian row by row
	cleared  *program.Program // of f and its gradient without denominators; nil where there are none
	branches *branches        // nil for one variable, and for a function without branches
}

func newFormulas(f *expr.Function) (q *formulas, err error) {
	var gradient, hessian *expr.Node
	if err := expr.Catch(func() { gradient, hessian = f.Gradient().Value, f.Hessian().Value }); err != nil {
		return nil, err
	}
	q = &formulas{n: f.Dimension()}
	if q.gradient, err = program.Compile(f.Variables, []*expr.Node{f.Value, gradient}); err != nil {
		return nil, err
	}
	if q.hessian, err = program.Compile(f.Variables, []*expr.Node{hessian}); err != nil {
		return nil, err
	}
	if free := factors.Cleared(gradient, false); free != nil {
		if q.cleared, err = program.Compile(f.Variables, []*expr.Node{f.Value, free}); err != nil {
			return nil, err
		}
	}
	if q.n > 1 {
		q.branches = newBranches(f)
	}
	return q, nil
}

// enclosure has machines of its own.
func (q *formulas) enclosure() *enclosure {
	n := q.n
	p := &enclosure{
		n: n, operations: q.operations(), gradient: interval.NewMachine(q.gradient), hessian: interval.NewMachine(q.hessian),
		slopes: q.gradient.NewMachine(), bends: q.hessian.NewMachine(),
		slope: make([]interval.Interval, n+1), bent: make([]interval.Interval, n*n), at: make([]float64, n+1), bend: make([]float64, n*n),
		centre: make([]interval.Interval, n+1), middle: make(interval.Box, n), newton: interval.NewNewton(n), branches: q.branches.apart(),
	}
	p.gradient.OnlyDoubts(0)
	if q.cleared != nil {
		p.cleared = interval.NewMachine(q.cleared)
	}
	return p
}

// callWork is about how many operations an opaque value costs: it may be a search of its own.
const callWork = 200_000

func (q *formulas) operations() int {
	return len(q.gradient.Code) + len(q.hessian.Code) + callWork*max(len(q.gradient.Calls), len(q.hessian.Calls))
}

// work is about how many operations on intervals it takes to examine a box.
func (p *enclosure) work() int { return 2*p.operations + 2*p.n*p.n*p.n }

// finding is what examining a box came to.
type finding int

const (
	nothing finding = iota // no critical point in the box
	single                 // at most one critical point in the box, see sole
	open                   // to be split
)

// narrow examines a box and cuts off what cannot hold a critical point. The box is changed in place.
func (p *enclosure) narrow(x interval.Box) finding {
	for {
		if !p.mayVanish(x) {
			return nothing
		}
		if !p.smooth() {
			clear(p.bent) // which says nothing of this box
			return open
		}
		p.hessian.Run(x, p.bent)
		if !p.bounded() {
			return open
		}
		width := x.Widest()
		p.runMiddle(x)
		if !p.newton.ContractRows(x, p.centre[1:], p.bent) {
			return nothing
		}
		if !p.precondition(x) {
			return open
		}
		if !p.newton.Contract(x) {
			return nothing
		}
		if p.newton.Regular() {
			return single
		}
		if x.Widest() >= 0.7*width {
			return open
		}
	}
}

// mayVanish reports whether f is defined somewhere in the box and the enclosure of every entry of its gradient holds zero.
func (p *enclosure) mayVanish(x interval.Box) bool {
	p.gradient.Run(x, p.slope)
	if !holdsZero(p.slope) {
		return false
	}
	if p.cleared == nil || !p.partial() {
		return true
	}
	p.cleared.Run(x, p.centre)
	return holdsZero(p.centre)
}

// holdsZero reports whether f, which comes first, is defined and every entry of the gradient after it may be zero.
func holdsZero(slope []interval.Interval) bool {
	if slope[0].Doubts&interval.Empty != 0 {
		return false
	}
	for _, g := range slope[1:] {
		if !g.Contains(0) {
			return false
		}
	}
	return true
}

// smooth reports whether f and its gradient are continuous and defined on the whole box that was run last.
func (p *enclosure) smooth() bool {
	for _, g := range p.slope {
		if g.Doubts != 0 {
			return false
		}
	}
	return true
}

// partial reports whether f or its gradient is not defined somewhere in the box that was run last.
func (p *enclosure) partial() bool {
	for _, g := range p.slope {
		if g.Doubts&interval.Partial != 0 {
			return true
		}
	}
	return false
}

// underflows reports whether the gradient at a point is too small for a number, though not zero.
func (p *enclosure) underflows(at []float64) bool {
	point := make(interval.Box, p.n)
	for i, x := range at {
		point[i] = interval.Exactly(x)
	}
	p.gradient.Run(point, p.slope)
	zero := true
	for _, g := range p.slope[1:] {
		if g.Size() > 1e-290 {
			return false
		}
		zero = zero && g.Size() == 0
	}
	return !zero
}

// bounded reports whether the Hessian over the box that was run last is bounded and continuous.
func (p *enclosure) bounded() bool {
	for _, h := range p.bent {
		if !h.Finite() || h.Doubts != 0 {
			return false
		}
	}
	return true
}

// precondition tells Newton's operator of the Hessian over the box that was run last, and of the gradient in its middle. It fails
// where the Hessian is singular in the middle.
func (p *enclosure) precondition(x interval.Box) bool {
	if !p.newton.Precondition(p.bent) {
		return false
	}
	p.runMiddle(x)
	p.newton.Centre(p.centre[1:])
	return true
}

// runMiddle encloses f and its gradient in the middle of a box.
func (p *enclosure) runMiddle(x interval.Box) {
	x.PutMiddle(p.middle)
	p.gradient.Run(p.middle, p.centre)
}

// regularOn reports whether ∇f takes no value twice in x.
func (p *enclosure) regularOn(x interval.Box) bool {
	p.gradient.Run(x, p.slope)
	if !p.smooth() {
		return false
	}
	p.hessian.Run(x, p.bent)
	return p.bounded() && p.newton.Precondition(p.bent) && p.newton.Regular()
}
