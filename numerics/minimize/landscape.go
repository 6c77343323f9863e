package minimize

import (
	"context"
	"math"

	"saddle/numerics/expr"
	"saddle/numerics/program"
	"saddle/numerics/program/native"
)

// landscape evaluates f and its derivatives at one point after the other.
type landscape struct {
	ctx    context.Context
	n      int
	value  *native.Machine
	slopes *native.Machine // value and gradient
	curves *native.Machine // value, gradient and Hessian row by row
	out    []float64
	*barriers
}

func newLandscape(ctx context.Context, f *expr.Function) (*landscape, error) {
	l := &landscape{ctx: ctx, n: f.Dimension(), barriers: newBarriers(f)}
	l.out = make([]float64, 1+l.n+l.n*l.n)
	var gradient, hessian *expr.Node
	if err := expr.Catch(func() { gradient, hessian = f.Gradient().Value, f.Hessian().Value }); err != nil {
		return nil, err
	}
	for _, m := range []struct {
		machine **native.Machine
		outputs []*expr.Node
	}{{&l.value, []*expr.Node{f.Value}}, {&l.slopes, []*expr.Node{f.Value, gradient}}, {&l.curves, []*expr.Node{f.Value, gradient, hessian}}} {
		p, err := program.Compile(f.Variables, m.outputs)
		if err != nil {
			return nil, err
		}
		*m.machine = native.NewMachine(p)
		(*m.machine).SetInterrupt(func() bool { return ctx.Err() != nil })
	}
	return l, nil
}

// at is f at a point, NaN where the machine was interrupted.
func (l *landscape) at(x []float64) float64 {
	if l.value.Run(x, l.out[:1]) != nil {
		return math.NaN()
	}
	return l.out[0]
}

// place is a point with what f is there.
type place struct {
	x, gradient, hessian []float64
	value                float64
}

func (l *landscape) newPlace() *place {
	return &place{x: make([]float64, l.n), gradient: make([]float64, l.n), hessian: make([]float64, l.n*l.n)}
}

// study fills in what f is at p.x; second asks for the Hessian too. It reports whether all of it is finite.
func (l *landscape) study(p *place, second bool) bool {
	machine, size := l.slopes, 1+l.n
	if second {
		machine, size = l.curves, len(l.out)
	}
	if machine.Run(p.x, l.out[:size]) != nil {
		p.value = math.NaN()
		return false
	}
	p.value = l.out[0]
	copy(p.gradient, l.out[1:])
	if second {
		copy(p.hessian, l.out[1+l.n:])
	}
	return finite(l.out[:size])
}

func finite(xs []float64) bool {
	for _, x := range xs {
		if x-x != 0 {
			return false
		}
	}
	return true
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}
