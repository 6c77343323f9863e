package plotting

import (
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"saddle/plotting/isoline"
)

const (
	mostLabels     = 6
	lineLabelSize  = 9
	labelsApart    = 60 // pixels between two labels
	labelFromFrame = 14
	straightEnough = 0.985 // chord over arc of the piece of line under a label
)

// labelLines writes the values of a few level lines on them, where they are
// long and straight enough.
func (l *landscape) labelLines(p *panel, rings [][]isoline.Ring) {
	bar := l.bar()
	labels, n := bar.labels, len(rings)
	if n == 0 || len(labels) != n || bar.note != "" || bar.title != l.name {
		return
	}
	every := (n + mostLabels - 1) / mostLabels
	var placed []vg.Point
	for i := (n - 1) % every / 2; i < n; i += every {
		width := textWidth(labels[i], lineLabelSize) + 6
		if spot, ok := l.bestSpot(p, rings[i], width, placed); ok {
			l.label(p, labels[i], spot, width, i)
			placed = append(placed, spot.at)
		}
	}
}

// spot is a place for a label on a line.
type spot struct {
	at    vg.Point
	angle float64
}

// bestSpot is the straightest place for a label of a width, away from the
// frame, from labels that stand already, and from where the function jumps.
func (l *landscape) bestSpot(p *panel, rings []isoline.Ring, width float64, placed []vg.Point) (spot, bool) {
	inner := vg.Rectangle{
		Min: p.frame.Min.Add(vg.Point{X: vg.Length(width/2 + 4), Y: labelFromFrame}),
		Max: p.frame.Max.Sub(vg.Point{X: vg.Length(width/2 + 4), Y: labelFromFrame}),
	}
	var best spot
	straightest := straightEnough
	for _, ring := range rings {
		for _, points := range ring.Lines() {
			line := make([]vg.Point, len(points))
			for i, q := range points {
				line[i] = p.at(q.X, q.Y)
			}
			length := pieceLength(line)
			if length < 3*width {
				continue
			}
			for _, part := range []float64{0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8} {
				a, b := along(line, part*length-width/2), along(line, part*length+width/2)
				at := along(line, part*length)
				if s := distanceOf(a, b) / width; s > straightest+0.004 && within(inner, at) && farFrom(at, placed) && p.free(at, width) && !l.jumpsNear(p, at, width/2) {
					straightest = s
					best = spot{at, upright(math.Atan2(float64(b.Y-a.Y), float64(b.X-a.X)))}
				}
			}
		}
	}
	return best, straightest > straightEnough
}

// free reports whether nothing is drawn where a label of a width stands, however
// it is turned.
func (p *panel) free(at vg.Point, width float64) bool {
	half := vg.Point{X: vg.Length(width / 2), Y: vg.Length(width / 2)}
	box := vg.Rectangle{Min: at.Sub(half), Max: at.Add(half)}
	return p.covered(box, 2) == 0 && !p.isClaimed(box)
}

func farFrom(at vg.Point, placed []vg.Point) bool {
	for _, q := range placed {
		if distanceOf(at, q) < labelsApart {
			return false
		}
	}
	return true
}

// upright turns a line's angle so that a text along it is not upside down.
func upright(angle float64) float64 {
	switch {
	case angle > math.Pi/2:
		return angle - math.Pi
	case angle <= -math.Pi/2:
		return angle + math.Pi
	}
	return angle
}

// label writes a text along the line between bands i and i+1 on a rim of their
// colour.
func (l *landscape) label(p *panel, text string, at spot, width float64, i int) {
	ground := blend(l.colors[i], l.colors[i+1], 0.5)
	if l.bare {
		ground = paper
	}
	p.Push()
	p.Translate(at.at)
	p.Rotate(at.angle)
	p.StrokeLines(draw.LineStyle{Color: ground, Width: 3}, []vg.Point{{X: vg.Length(-width / 2)}, {X: vg.Length(width / 2)}})
	p.writeRimmed(text, lineLabelSize, contrast(ground, 0.72), ground, vg.Point{}, anchor{0.5, 0.5})
	p.Pop()
}
