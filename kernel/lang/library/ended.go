package library

import (
	"context"
	"math"
	"sync"

	"saddle/kernel/lang/value"
	"saddle/numerics/critical"
	"saddle/numerics/descent"
	"saddle/numerics/expr"
)

// mostJudged is the number of variables up to which the end of a run is judged.
const mostJudged = 10

// endOf judges the critical point that a run came to; nil where it came to none, or to a minimum.
func endOf(ctx context.Context, f *expr.Function, record *descent.Record) (v *critical.Verdict) {
	last := record.Last()
	if record.Status == descent.Diverged || record.Status == descent.Interrupted || len(last) > mostJudged || !value.AllFinite(last) {
		return nil
	}
	err := expr.Catch(func() {
		found, err := critical.Near(ctx, f, last)
		if err != nil || !isArrived(found.At, record) {
			return
		}
		v, err = critical.Classify(ctx, f, found.At)
		if err != nil || v.Kind != critical.SaddlePoint && v.Kind != critical.LocalMaximum && (v.Kind != critical.Undecided || !record.Status.IsRest()) {
			v = nil
		}
	})
	if err != nil {
		return nil
	}
	return v
}

// once remembers what was found once it was found without an interrupt. One that comes leaves nothing.
func once[T any](find func(ctx context.Context) T) func(ctx context.Context) T {
	var finding sync.Mutex
	var found T
	known := false
	return func(ctx context.Context) T {
		finding.Lock()
		defer finding.Unlock()
		if known {
			return found
		}
		first := find(ctx)
		if ctx.Err() != nil {
			var nothing T
			return nothing
		}
		found, known = first, true
		return found
	}
}

// isArrived reports whether the last point of a run is a place, as seen beside its way.
func isArrived(at []float64, record *descent.Record) bool {
	const near = 1e-6
	last, start := record.Last(), record.Points.At(0)
	off, way := 0.0, 0.0
	for i, x := range at {
		off, way = math.Max(off, math.Abs(x-last[i])), math.Max(way, math.Abs(start[i]-last[i]))
	}
	return off <= near*way
}
