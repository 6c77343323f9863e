package library

import (
	"context"
	"math"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/value"
	"saddle/numerics/critical"
	"saddle/numerics/critical/search"
	"saddle/numerics/expr"
	"saddle/plotting"
)

// loci are the whole curves of critical points of a function of two numbers, as layers.
func loci(c *eval.Call, found *search.Findings) []*value.Locus {
	var loci []*value.Locus
	for _, p := range found.Points {
		if p.Along == nil || len(p.At) != 2 || !decided[p.Kind] {
			continue
		}
		layer := plotting.Implicit{
			Name:     locusName(c, p.Along),
			Level:    p.Along.Level,
			Critical: true, Kind: locusKinds[p.Kind],
		}
		loci = append(loci, &value.Locus{Layer: layer, Sample: locusSampler(c, p.Along)})
	}
	return loci
}

// locusName is the equation of a curve, and what holds on the part of it that is meant.
func locusName(c *eval.Call, l *search.Locus) string {
	name := l.Of + " = " + c.Format().Number(l.Level)
	if l.Side != nil {
		name += ", " + l.Condition()
	}
	return name
}

// locusSampler is the number that is level on a curve; it has no value where the part that is meant does not run.
func locusSampler(c *eval.Call, l *search.Locus) value.PlaneSampler {
	u := newSampler(c, l.U.Variables, l.U.Value).plane
	if l.Side == nil {
		return u
	}
	side := newSampler(c, l.Side.Variables, l.Side.Value).plane
	return func(ctx context.Context, x, y, out []float64) {
		signs := make([]float64, len(out))
		side(ctx, x, y, signs)
		u(ctx, x, y, out)
		for i, d := range signs {
			if !(d*float64(l.Sign) >= 0) {
				out[i] = math.NaN()
			}
		}
	}
}

// locusKinds are the kinds of points as pictures mark them.
var locusKinds = map[critical.Kind]plotting.Kind{
	critical.LocalMinimum: plotting.Minimum, critical.LocalMaximum: plotting.Maximum, critical.SaddlePoint: plotting.Saddle,
}

// crossing is a formula with the zeros of another that changes its sign at them, as a curve is traced by: the base of an even
// power, what stands in | |, and of a product each factor so.
func crossing(n *expr.Node) *expr.Node {
	args := n.Args()
	switch n.Op() {
	case expr.OpPower:
		if e := args[1]; e.IsConst() && e.Shape().IsScalar() && e.Float() > 0 && math.Mod(e.Float(), 2) == 0 {
			return crossing(args[0])
		}
	case expr.OpApply:
		if n.Func() == expr.Abs {
			return crossing(args[0])
		}
	case expr.OpProduct:
		product := crossing(args[0])
		for _, factor := range args[1:] {
			product = expr.Mul(product, crossing(factor))
		}
		return product
	}
	return n
}
