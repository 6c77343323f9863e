package library

import (
	"context"
	"math"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/numerics/program"
	"saddle/numerics/program/native"
)

// sampler evaluates a formula at blocks of points for pictures. A picture is drawn again by later cells, and by whoever turns it,
// several at a time: each ends by its own context.
type sampler struct {
	*native.Points
	finite bool // what is infinite is NaN
}

func newSampler(c *eval.Call, inputs []*expr.Node, output *expr.Node) *sampler {
	compiled, err := program.Compile(inputs, []*expr.Node{output})
	if err != nil {
		numericalFailure(c, err, eval.Argument{Span: c.Site})
	}
	return &sampler{Points: native.NewPoints(compiled)}
}

// at evaluates the formula at a block of points. What is not done when the context is done is NaN.
func (s *sampler) at(ctx context.Context, in [][]float64, out []float64) {
	interrupted := s.Block(interruptedBy(ctx), in, [][]float64{out}) != nil
	for i, x := range out {
		if interrupted || s.finite && math.IsInf(x, 0) {
			out[i] = math.NaN()
		}
	}
}

// line is the formula as a function of one number.
func (s *sampler) line(ctx context.Context, x, out []float64) { s.at(ctx, [][]float64{x}, out) }

// plane is the formula as a function of two numbers.
func (s *sampler) plane(ctx context.Context, x, y, out []float64) { s.at(ctx, [][]float64{x, y}, out) }

// sampleLine evaluates a traced function of one number.
func sampleLine(c *eval.Call, t eval.Trace) value.LineSampler {
	variables, _ := t.Components()
	return newSampler(c, variables, t.Value).line
}

// samplePlane evaluates a traced function of two numbers.
func samplePlane(c *eval.Call, t eval.Trace) value.PlaneSampler {
	variables, _ := t.Components()
	return newSampler(c, variables, t.Value).plane
}
