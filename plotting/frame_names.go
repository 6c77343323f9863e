package plotting

import (
	"image/color"
	"math"
	"slices"
	"strconv"

	"gonum.org/v1/plot/vg"
)

// claim notes that a text stands in a box, which others then avoid.
func (p *panel) claim(box vg.Rectangle) {
	p.claimed = append(p.claimed, box)
	middle := (box.Min.Y + box.Max.Y) / 2
	p.keepClear(vg.Point{X: box.Min.X, Y: middle}, vg.Point{X: box.Max.X, Y: middle})
}

// isClaimed reports whether a text stands in a box already, or the legend.
func (p *panel) isClaimed(box vg.Rectangle) bool { return overlap(box, p.reserved) || p.hasText(box) }

// hasText reports whether a text stands in a box already.
func (p *panel) hasText(box vg.Rectangle) bool {
	return slices.ContainsFunc(p.claimed, func(o vg.Rectangle) bool { return overlap(box, o) })
}

// cost is how much a text in a box would cover: other texts above all.
func (p *panel) cost(box vg.Rectangle) int {
	cost := p.covered(box, 3) // Chinese signs are higher than the box
	if p.isClaimed(box) {
		cost += 1000
	}
	return cost
}

// cheapest is the box, of some, that covers the least, the first of equals.
func (p *panel) cheapest(boxes []vg.Rectangle) vg.Rectangle {
	best, least := boxes[0], p.cost(boxes[0])
	for _, box := range boxes[1:] {
		if cost := p.cost(box); cost < least {
			best, least = box, cost
		}
	}
	return best
}

// inFrame is a box of a size in the frame, its lower left corner as near to a
// point as that allows.
func (p *panel) inFrame(low, size vg.Point) vg.Rectangle {
	low.X = max(min(low.X, p.frame.Max.X-5-size.X), p.frame.Min.X+5)
	low.Y = max(min(low.Y, p.frame.Max.Y-4-size.Y), p.frame.Min.Y+4)
	return vg.Rectangle{Min: low, Max: low.Add(size)}
}

// writeIn writes a name into a box.
func (p *panel) writeIn(box vg.Rectangle, name string, size float64, clr color.Color) {
	p.writeOnPicture(name, size, clr, vg.Point{X: box.Min.X, Y: (box.Min.Y + box.Max.Y) / 2}, leftMiddle)
	p.claim(box)
}

// sideOf is what share of a text lies before its tip, by the direction from the
// tip: none, half or all.
func sideOf(direction float64) vg.Length { return vg.Length(0.5 - math.Round(1.2*direction)/2) }

// nameTip writes a name at an arrow's tip, inside the frame: beyond it, to one
// of its sides or beside the shaft, where it covers the least.
func (p *panel) nameTip(name string, from, to vg.Point, clr color.Color) {
	name = elided(name, labelSize, float64(p.frame.Size().X)-12)
	size := vg.Point{X: vg.Length(textWidth(name, labelSize)), Y: labelSize}
	ahead := math.Atan2(float64(to.Y-from.Y), float64(to.X-from.X))
	var boxes []vg.Rectangle
	for _, further := range []float64{0, 12} {
		for _, turn := range []float64{0, 0.5, -0.5, 0.25, -0.25, 0.75, -0.75} {
			sin, cos := math.Sincos(ahead + turn*math.Pi)
			away := 7.0 + further
			if math.Abs(turn) > 0.5 {
				away = 10 + further // past the head
			}
			at := to.Add(vg.Point{X: vg.Length(away * cos), Y: vg.Length(away * sin)})
			boxes = append(boxes, p.inFrame(vg.Point{X: at.X - size.X*sideOf(cos), Y: at.Y - size.Y*sideOf(sin)}, size))
		}
	}
	p.keepClear(thickly(from, to)...)
	if box := p.cheapest(boxes); !p.hasText(box) {
		p.writeIn(box, name, labelSize, clr)
	}
}

// thickly are points all along a line: what it belongs to must not cover it.
func thickly(from, to vg.Point) []vg.Point {
	n := int(distanceOf(from, to))
	points := make([]vg.Point, n+1)
	for i := range points {
		points[i] = from.Add(to.Sub(from).Scale(vg.Length(i) / vg.Length(max(n, 1))))
	}
	return points
}

// labelBeside writes a label beside a mark, to its right if that is free.
func (p *panel) labelBeside(label string, at vg.Point) {
	label = elided(label, tickSize, float64(p.frame.Size().X)-12)
	size := vg.Point{X: vg.Length(textWidth(label, tickSize)), Y: tickSize}
	var boxes []vg.Rectangle
	for _, corner := range []vg.Point{
		{X: 10, Y: 10 - size.Y/2}, {X: -10 - size.X, Y: 10 - size.Y/2}, {X: 10, Y: -10 - size.Y/2}, {X: -10 - size.X, Y: -10 - size.Y/2},
		{X: -size.X / 2, Y: 12}, {X: -size.X / 2, Y: -12 - size.Y}, {X: 10, Y: 22}, {X: -10 - size.X, Y: 22}, {X: 10, Y: -22 - size.Y}, {X: -10 - size.X, Y: -22 - size.Y},
		{X: -size.X / 2, Y: 40}, {X: -size.X / 2, Y: -40 - size.Y}, // past a legend
	} {
		boxes = append(boxes, p.inFrame(at.Add(corner), size))
	}
	p.writeIn(p.cheapest(boxes), label, tickSize, ink)
}

// What marks may have besides: words that are written last, where the other
// marks leave room; numbers of steps that are written after them.
type (
	written  interface{ annotate(*panel) }
	numbered interface{ number(*panel) }
)

// annotate lets the marks before the ground write: the names of what is shown,
// then the numbers of steps, as many as have room beside them.
func (p *panel) annotate(marks []mark) error {
	for _, m := range slices.Backward(marks) {
		if err := p.ctx.Err(); err != nil {
			return err
		}
		if w, ok := m.(written); ok && m.rank() != rankGround {
			w.annotate(p)
		}
	}
	for _, m := range marks {
		if err := p.ctx.Err(); err != nil {
			return err
		}
		if t, ok := m.(numbered); ok {
			t.number(p)
		}
	}
	return nil
}

// number writes the number of a step, unless another text or the end of the
// path is too near.
func (p *panel) number(i int, at, end vg.Point) {
	text := strconv.Itoa(i)
	half := vg.Point{X: vg.Length(textWidth(text, smallSize)/2 + 3), Y: smallSize/2 + 3}
	box := vg.Rectangle{Min: at.Sub(half), Max: at.Add(half)}
	if p.isClaimed(box) || distanceOf(at, end) < 17 || !within(p.frame, box.Min) || !within(p.frame, box.Max) {
		return
	}
	p.writeOnPicture(text, smallSize, ink, at, anchor{0.5, 0.5})
	p.claim(box)
}

// covered counts the busy points in a box or nearly so.
func (p *panel) covered(box vg.Rectangle, margin vg.Length) int {
	around := vg.Rectangle{Min: box.Min.Sub(vg.Point{X: margin, Y: margin}), Max: box.Max.Add(vg.Point{X: margin, Y: margin})}
	n := 0
	for _, q := range p.busy {
		if within(around, q) {
			n++
		}
	}
	return n
}
