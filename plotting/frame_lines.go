package plotting

import (
	"math"

	"gonum.org/v1/plot/vg"
)

// segment clips a line to a rectangle (Liang and Barsky); ok is false when
// nothing is left.
func segment(r vg.Rectangle, a, b vg.Point) (p, q vg.Point, ok bool) {
	d := b.Sub(a)
	t0, t1 := vg.Length(0), vg.Length(1)
	for _, side := range [4][2]vg.Length{
		{-d.X, a.X - r.Min.X}, {d.X, r.Max.X - a.X}, {-d.Y, a.Y - r.Min.Y}, {d.Y, r.Max.Y - a.Y},
	} {
		move, room := side[0], side[1]
		switch {
		case move == 0:
			if room < 0 {
				return a, b, false
			}
		case move < 0:
			t0 = max(t0, room/move)
		default:
			t1 = min(t1, room/move)
		}
	}
	if !(t0 <= t1) {
		return a, b, false
	}
	return nearestIn(r, a.Add(d.Scale(t0))), nearestIn(r, a.Add(d.Scale(t1))), true
}

// nearestIn is the point of a rectangle nearest to one that rounding has put
// beside it.
func nearestIn(r vg.Rectangle, q vg.Point) vg.Point {
	return vg.Point{X: min(max(q.X, r.Min.X), r.Max.X), Y: min(max(q.Y, r.Min.Y), r.Max.Y)}
}

// clipped cuts a line into its pieces inside a rectangle. Points that are not
// finite break it.
func clipped(r vg.Rectangle, line []vg.Point) [][]vg.Point {
	var pieces [][]vg.Point
	var piece []vg.Point
	flush := func() {
		if len(piece) > 1 {
			pieces = append(pieces, piece)
		}
		piece = nil
	}
	for i := 1; i < len(line); i++ {
		p, q, ok := segment(r, line[i-1], line[i])
		if !ok || !finite(line[i-1]) || !finite(line[i]) {
			flush()
			continue
		}
		if len(piece) == 0 || piece[len(piece)-1] != p {
			flush()
			piece = []vg.Point{p}
		}
		piece = append(piece, q)
	}
	flush()
	return pieces
}

// clippedShape is the part of a closed line's inside in a rectangle (Sutherland
// and Hodgman).
func clippedShape(r vg.Rectangle, line []vg.Point) []vg.Point {
	for _, side := range []func(vg.Point) vg.Length{
		func(q vg.Point) vg.Length { return q.X - r.Min.X },
		func(q vg.Point) vg.Length { return r.Max.X - q.X },
		func(q vg.Point) vg.Length { return q.Y - r.Min.Y },
		func(q vg.Point) vg.Length { return r.Max.Y - q.Y },
	} {
		var kept []vg.Point
		for i, q := range line {
			before := line[(i+len(line)-1)%len(line)]
			a, b := side(before), side(q)
			if a*b < 0 {
				kept = append(kept, before.Add(q.Sub(before).Scale(a/(a-b))))
			}
			if b >= 0 {
				kept = append(kept, q)
			}
		}
		line = kept
	}
	return line
}

func finite(p vg.Point) bool {
	s := float64(p.X) + float64(p.Y)
	return !math.IsNaN(s) && !math.IsInf(s, 0)
}

// overlap reports whether two rectangles have points in common.
func overlap(a, b vg.Rectangle) bool {
	return a.Min.X < b.Max.X && b.Min.X < a.Max.X && a.Min.Y < b.Max.Y && b.Min.Y < a.Max.Y
}

// within reports whether a point lies in a rectangle.
func within(r vg.Rectangle, p vg.Point) bool {
	return p.X >= r.Min.X && p.X <= r.Max.X && p.Y >= r.Min.Y && p.Y <= r.Max.Y
}

func distanceOf(a, b vg.Point) float64 {
	return math.Hypot(float64(a.X-b.X), float64(a.Y-b.Y))
}

// along is the point at a distance from a line's start.
func along(line []vg.Point, distance float64) vg.Point {
	for i := 1; i < len(line); i++ {
		d := distanceOf(line[i-1], line[i])
		if distance <= d && d > 0 {
			return line[i-1].Add(line[i].Sub(line[i-1]).Scale(vg.Length(max(distance, 0) / d)))
		}
		distance -= d
	}
	return line[len(line)-1]
}

func pieceLength(line []vg.Point) float64 {
	length := 0.0
	for i := 1; i < len(line); i++ {
		length += distanceOf(line[i-1], line[i])
	}
	return length
}

// inAll is the length of all pieces together.
func inAll(pieces [][]vg.Point) float64 {
	length := 0.0
	for _, piece := range pieces {
		length += pieceLength(piece)
	}
	return length
}

// thinned drops points too near their neighbour to be seen apart.
func thinned(line []vg.Point) []vg.Point {
	kept := line[:1:1]
	for i, q := range line[1:] {
		if distanceOf(q, kept[len(kept)-1]) > 0.4 || i == len(line)-2 {
			kept = append(kept, q)
		}
	}
	return kept
}

// tangle is the length in pixels from which a path is drawn thinly and without
// its steps.
const tangle = 7000
