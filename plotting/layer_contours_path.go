package plotting

import (
	"math"

	"gonum.org/v1/plot/vg"

	"saddle/plotting/isoline"
)

// ringPath is the rings as one path in the panel.
func ringPath(p *panel, rings []isoline.Ring) vg.Path {
	var path vg.Path
	for _, r := range rings {
		appendLine(p.onFrame, &path, r)
		path.Close()
	}
	return path
}

// linePath is the level lines among rings as one path.
func linePath(p *panel, rings []isoline.Ring) vg.Path {
	var path vg.Path
	for _, ring := range rings {
		for _, line := range ring.Lines() {
			appendLine(p.onFrame, &path, line)
		}
	}
	return path
}

// onFrame is a vertex in the frame.
func (p *panel) onFrame(q isoline.Point) vg.Point { return p.at(q.X, q.Y) }

// smooth is how far, in pixels, a line may be off when points are left out.
const smooth = 0.06

// appendLine adds a line to a path, each vertex at its place, without the points that it is as good as straight at.
func appendLine(place func(isoline.Point) vg.Point, path *vg.Path, line []isoline.Point) {
	var anchor vg.Point
	var skipped []vg.Point
	for i, q := range line {
		at := place(q)
		if i == 0 {
			path.Move(at)
			anchor = at
			continue
		}
		if len(skipped) > 0 && (len(skipped) > 20 || !straightPast(anchor, at, skipped)) {
			anchor = skipped[len(skipped)-1]
			path.Line(anchor)
			skipped = skipped[:0]
		}
		skipped = append(skipped, at)
	}
	if len(skipped) > 0 {
		path.Line(skipped[len(skipped)-1])
	}
}

// straightPast reports whether the line from a to b passes all points closely.
func straightPast(a, b vg.Point, points []vg.Point) bool {
	d := b.Sub(a)
	length := vg.Length(math.Hypot(float64(d.X), float64(d.Y)))
	for _, q := range points {
		e := q.Sub(a)
		off := d.X*e.Y - d.Y*e.X
		if along := d.Dot(e); along < 0 || along > length*length || off > smooth*length || off < -smooth*length {
			return false
		}
	}
	return true
}
