package eval

import (
	"context"
	"slices"
	"strconv"
	"sync"

	"saddle/numerics/critical"
	"saddle/numerics/expr"
	"saddle/numerics/minimize"
)

// minimumOf is the minimum that minimize goes to from a point.
func (c *builtinCall) minimumOf(t traced, p point, o minimize.Options) *located {
	ctx := c.Context()
	call, later := c.later()
	return c.stationary(t, call, later, ".at", p.entries(), func(f *expr.Function, _, from []float64) ([]float64, error) {
		answer, err := minimize.From(ctx, f, from, o)
		if err != nil || ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return answer.At, nil
	})
}

// criticalOf is the critical point that Newton's method reaches from a point.
func (c *builtinCall) criticalOf(t traced, p point) *located {
	ctx := c.Context()
	call, later := c.later()
	return c.stationary(t, call, later, "", p.entries(), func(f *expr.Function, _, near []float64) ([]float64, error) {
		approach, err := critical.Near(ctx, f, near)
		if err != nil || ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return approach.At, nil
	})
}

// pointsOf are the critical points in a box.
func (c *builtinCall) pointsOf(t traced, box []critical.Range, boxes int) *searched {
	call, later := c.later()
	search := searchOnce(c.Context(), box, boxes)
	known := map[int]*located{}
	whole := *c
	return &searched{later, func(k int) *located {
		if known[k] == nil {
			known[k] = whole.stationary(t, call, later, "["+strconv.Itoa(k)+"].at", nil, func(f *expr.Function, u, _ []float64) ([]float64, error) {
				found, err := search(f, u)
				if found == nil || k > len(found.Points) {
					return nil, err
				}
				return found.Points[k-1].At, nil
			})
		}
		return known[k]
	}}
}

// searchOnce searches a box, once for the same numbers in a row: several points of one search are asked for one by one.
func searchOnce(ctx context.Context, box []critical.Range, boxes int) func(f *expr.Function, u []float64) (*critical.Findings, error) {
	var asking sync.Mutex
	var known []float64
	var findings *critical.Findings
	return func(f *expr.Function, u []float64) (*critical.Findings, error) {
		asking.Lock()
		defer asking.Unlock()
		if findings != nil && slices.Equal(u, known) {
			return findings, nil
		}
		found, err := critical.Search(ctx, f, box, critical.SearchOptions{Boxes: boxes})
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err == nil {
			known, findings = slices.Clone(u), found
		}
		return found, nil
	}
}
