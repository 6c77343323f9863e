package library

import (
	"slices"
	"sync"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/value"
	"saddle/numerics/critical"
	"saddle/numerics/critical/search"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/minimize"
)

// minimumOf is the minimum that minimize goes to from a point.
func minimumOf(c *eval.Call, t eval.Trace, p eval.Point, o minimize.Options) value.Value {
	return c.Calculus().Implicit(t).Point(".at", p.Entries(), func(f *expr.Function, _, from []float64) ([]float64, error) {
		ctx := c.Notebook().Lasting()
		answer, err := minimize.From(ctx, f, from, o)
		if err != nil || ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return answer.At, nil
	})
}

// criticalOf is the critical point that Newton's method reaches from a point.
func criticalOf(c *eval.Call, t eval.Trace, p eval.Point) value.Value {
	return c.Calculus().Implicit(t).Point("", p.Entries(), func(f *expr.Function, _, near []float64) ([]float64, error) {
		ctx := c.Notebook().Lasting()
		approach, err := critical.Near(ctx, f, near)
		if err != nil || ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return approach.At, nil
	}).Place()
}

// pointsOf are the critical points in a box.
func pointsOf(c *eval.Call, t eval.Trace, box interval.Box, boxes int) value.Value {
	once := searchOnce(c, box, boxes)
	return c.Calculus().Implicit(t).Points(func(k int, f *expr.Function, u []float64) ([]float64, error) {
		found, err := once(f, u)
		if found == nil || k > len(found.Points) {
			return nil, err
		}
		return found.Points[k-1].At, nil
	})
}

// searchOnce searches a box, once for the same numbers in a row: several points of one search are asked for one by one.
func searchOnce(c *eval.Call, box interval.Box, boxes int) func(f *expr.Function, u []float64) (*search.Findings, error) {
	var asking sync.Mutex
	var known []float64
	var findings *search.Findings
	return func(f *expr.Function, u []float64) (*search.Findings, error) {
		asking.Lock()
		defer asking.Unlock()
		if findings != nil && slices.Equal(u, known) {
			return findings, nil
		}
		ctx := c.Notebook().Lasting()
		found, err := search.Points(ctx, f, box, search.Options{Boxes: boxes})
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err == nil {
			known, findings = slices.Clone(u), found
		}
		return found, nil
	}
}
