package library

import (
	"context"
	"math"

	"saddle/kernel/lang/value"
	"saddle/numerics/critical"
	"saddle/numerics/descent"
	"saddle/numerics/expr"
)

// nearby finds the critical points that Newton's method reaches from the start and from the end of a run of one or two
// numbers, those that the Hessian decides.
func nearby(ctx context.Context, f *expr.Function, record *descent.Record) []*value.Points {
	var points []*value.Points
	for _, from := range [][]float64{record.Points.At(0), record.Last()} {
		if p := decidedNear(ctx, f, from); p != nil && !listed(points, p.Place[0]) {
			points = append(points, p)
		}
	}
	return points
}

// kindNear is the kind of the critical point that runs end at, not further than some distance from it; empty: not known.
func kindNear(ctx context.Context, f *expr.Function, from []float64, distance float64) string {
	p := markedNear(ctx, f, from, func(v *critical.Verdict) bool { return decided[v.Kind] })
	if p == nil || math.Hypot(p.Place[0][0]-from[0], p.Place[0][1]-from[1]) > distance {
		return ""
	}
	return p.Kind
}

func decidedNear(ctx context.Context, f *expr.Function, from []float64) *value.Points {
	return markedNear(ctx, f, from, func(v *critical.Verdict) bool { return !v.Degenerate && decided[v.Kind] })
}

func markedNear(ctx context.Context, f *expr.Function, from []float64, wanted func(*critical.Verdict) bool) (found *value.Points) {
	if !value.AllFinite(from) {
		return nil
	}
	err := expr.Catch(func() {
		approach, err := critical.Near(ctx, f, from)
		if err != nil {
			return
		}
		v, err := critical.Classify(ctx, f, approach.At)
		if err != nil || !wanted(v) {
			return
		}
		found = value.MarkOf(v.Kind, approach.At, v.Value).(*value.Points)
	})
	if err != nil {
		return nil
	}
	return found
}

// decided are the kinds of points that a picture marks unasked.
var decided = map[critical.Kind]bool{critical.LocalMinimum: true, critical.LocalMaximum: true, critical.SaddlePoint: true}

// listed reports whether a place is among points, up to what two ways of Newton's method may differ by.
func listed(points []*value.Points, at [2]float64) bool {
	for _, p := range points {
		size := 1 + math.Hypot(at[0], at[1])
		if math.Hypot(p.Place[0][0]-at[0], p.Place[0][1]-at[1]) < 1e-6*size {
			return true
		}
	}
	return false
}
