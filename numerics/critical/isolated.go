package critical

import (
	"context"
	"math"

	"saddle/numerics/critical/germ"
	"saddle/numerics/critical/jet"
)

// isolated reports whether p is the only critical point around it: whether the derivatives of the series of f have no other common
// zero.
func (l *Study) isolated() bool {
	answer, edge := unknown, false
	err := jet.Guard(func() {
		effort := jet.NewEffort(context.Background(), mostForZeros)
		for _, order := range ordersFor(len(l.p)) {
			if !effort.Allows(jet.Work(len(l.p), order, l.f.Value) + 64*jet.Products(len(l.p), order)) {
				return
			}
			space := effort.Within(len(l.p), order)
			result, err := space.Evaluate(l.f.Value, l.at(space), nil)
			if edge = err == nil && result.Edge; err != nil || edge || !result.Entries[0].Finite() {
				return
			}
			if answer = commonZeros(germ.Partials(space, l.blurred(space, result.Entries[0]))); answer != unknown {
				return
			}
		}
	})
	if edge { // there is no series: as far as others are found
		return l.accumulates() == none
	}
	return err == nil && answer == none
}

// accumulates reports whether there are other critical points ever closer to p, by looking for them at three distances in
// the directions of the null space: a curve of critical points cannot be missed there.
func (l *Study) accumulates() others {
	directions := sides(len(l.p))
	for _, distance := range []float64{1e-1, 1e-2, 1e-3} {
		found := l.anyCritical(directions, distance*l.scale())
		switch {
		case l.by.effort.Charge(0) != nil:
			return unknown
		case !found:
			return none
		}
	}
	return some
}

func (l *Study) anyCritical(directions [][]float64, distance float64) bool {
	for _, d := range directions {
		for _, part := range []float64{1e-6, 1e-2, 0.3} {
			if l.settles(l.moved(d, distance), distance, part) {
				return true
			}
		}
	}
	return false
}

// settles follows Newton's method from q across the directions in which f curves by more than a part of the most, as long as
// it stays about as far from l, and reports whether it comes to a critical point.
func (l *Study) settles(q *Study, distance, part float64) bool {
	for range 12 {
		if q == nil || l.farFrom(q, distance) {
			return false
		}
		if q.Zero() {
			return true
		}
		step := q.stepAbove(part)
		if step == nil {
			return false
		}
		q = q.moved(step, 1)
	}
	return false
}

// farFrom reports whether q has left the shell around p in which a critical point is looked for.
func (l *Study) farFrom(q *Study, distance float64) bool {
	away := 0.0
	for i, x := range q.p {
		away = math.Hypot(away, x-l.p[i])
	}
	return away < distance/2 || away > 2*distance
}
