package plotting

import (
	"cmp"
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"saddle/numerics/reason"
)

// VectorField is a function from the plane to the plane, evaluated at many
// points at once, such as a gradient: (u[i], v[i]) at (x[i], y[i]), NaN where
// it is undefined.
type VectorField func(x, y, u, v []float64)

// Arrows shows a vector field by arrows on a grid: they point where it points,
// and longer ones mean more, though less than in proportion, so that small
// vectors can be seen beside large ones.
type Arrows struct {
	F    VectorField
	Name string
}

func (l Arrows) texts() []string { return []string{l.Name} }
func (Arrows) reach(b *bounds)   { b.alike, b.ground = true, true }

func (l Arrows) facts(v view, w words) string {
	return w.say(reason.Both("arrows of %s on %s", "%s 在 %s 上的箭头"), cmp.Or(l.Name, w.say(aField)), v.box())
}

// quiver is the mark of Arrows.
type quiver struct{ Arrows }

func (l Arrows) prepare(*stage) (mark, error) { return &quiver{l}, nil }
func (m *quiver) rank() int                   { return rankField }

const (
	arrowsApart = 22
	arrowLength = 19
)

func (m *quiver) draw(p *panel) error {
	size := p.frame.Size()
	nx, ny := int(size.X/arrowsApart), int(size.Y/arrowsApart)
	n := nx * ny
	x, y, u, v := make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	for k := range n {
		x[k] = p.view.x.Min + (float64(k%nx)+0.5)/float64(nx)*p.view.x.span()
		y[k] = p.view.y.Min + (float64(k/nx)+0.5)/float64(ny)*p.view.y.span()
	}
	m.F(x, y, u, v)
	most := 0.0
	for k := range n {
		if l := math.Hypot(u[k], v[k]); !math.IsInf(l, 0) && !math.IsNaN(l) {
			most = max(most, l)
		}
	}
	perX, perY := float64(size.X)/p.view.x.span(), float64(size.Y)/p.view.y.span()
	for k := range n {
		if err := p.ctx.Err(); err != nil {
			return err
		}
		length := math.Hypot(u[k], v[k])
		if !(length > 0) || math.IsInf(length, 0) {
			continue
		}
		dx, dy := u[k]/length*perX, v[k]/length*perY
		scale := arrowLength * math.Pow(length/most, 0.35) / math.Hypot(dx, dy)
		p.smallArrow(p.at(x[k], y[k]), dx*scale, dy*scale, p.inkAt(x[k], y[k]))
	}
	return nil
}

// smallArrow draws an arrow with its middle at a point.
func (p *panel) smallArrow(middle vg.Point, dx, dy float64, clr color.Color) {
	half := vg.Point{X: vg.Length(dx / 2), Y: vg.Length(dy / 2)}
	length, angle := math.Hypot(dx, dy), math.Atan2(dy, dx)
	tip, tail := middle.Add(half), middle.Sub(half)
	if length < 3 {
		p.circle(middle, 1, clr, nil, 0)
		return
	}
	p.StrokeLines(draw.LineStyle{Color: clr, Width: 1.1}, []vg.Point{tail, tip.Sub(half.Scale(0.2))})
	p.arrowHead(tip, angle, min(6, 0.55*length), clr, nil)
}

// Streamlines shows a vector field by lines along it, evenly spread, with
// arrowheads.
type Streamlines struct {
	F    VectorField
	Name string
}

func (l Streamlines) texts() []string { return []string{l.Name} }
func (Streamlines) reach(b *bounds)   { b.alike, b.ground = true, true }

func (l Streamlines) facts(v view, w words) string {
	return w.say(reason.Both("stream lines of %s on %s", "%s 在 %s 上的流线"), cmp.Or(l.Name, w.say(aField)), v.box())
}

// streams is the mark of Streamlines.
type streams struct{ Streamlines }

func (l Streamlines) prepare(*stage) (mark, error) { return &streams{l}, nil }
func (m *streams) rank() int                       { return rankField }

func (m *streams) draw(p *panel) error {
	flow, err := newFlow(p, m.F)
	if err != nil {
		return err
	}
	for _, line := range flow.lines() {
		if err := p.ctx.Err(); err != nil {
			return err
		}
		m.drawLine(p, line)
	}
	return nil
}

// drawLine strokes a line in pieces, each in a colour that reads on its ground.
func (m *streams) drawLine(p *panel, line []vg.Point) {
	start := 0
	clr := p.inkUnder(line[0])
	for i, q := range line {
		if next := p.inkUnder(q); next != clr || i == len(line)-1 {
			p.StrokeLines(draw.LineStyle{Color: clr, Width: 1.1}, line[start:i+1])
			start, clr = i, next
		}
	}
	if length := pieceLength(line); length > 25 {
		tip, tail := along(line, length/2+3), along(line, length/2-3)
		p.arrowHead(tip, math.Atan2(float64(tip.Y-tail.Y), float64(tip.X-tail.X)), 7, p.inkUnder(tip), nil)
	}
}
