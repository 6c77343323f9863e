package plotting

import (
	"math"

	"gonum.org/v1/plot/vg"
)

// flow spreads stream lines over a panel: it follows the direction of a field
// sampled on a grid of pixels and lets no line come too near another (after
// Jobard and Lefer, Creating evenly-spaced streamlines of arbitrary density,
// 1997, with cells instead of distances).
type flow struct {
	frame    vg.Rectangle
	nx, ny   int
	u, v     []float64 // unit directions in pixels, NaN where there are none
	taken    []bool
	tx, ty   int
	cells    [][2]int // taken by the line being drawn
	cellSide float64
}

const (
	flowSample = 5   // pixels between samples of the direction
	flowApart  = 16  // pixels between lines, about
	flowStep   = 1.5 // pixels
	flowShort  = 30  // lines shorter than this are left out
)

func newFlow(p *panel, f VectorField) (*flow, error) {
	size := p.frame.Size()
	w := &flow{frame: p.frame, nx: int(size.X/flowSample) + 1, ny: int(size.Y/flowSample) + 1, cellSide: flowApart}
	w.tx, w.ty = int(size.X/flowApart)+1, int(size.Y/flowApart)+1
	w.taken = make([]bool, w.tx*w.ty)
	x, y := make([]float64, w.nx), make([]float64, w.nx)
	for i := range x {
		x[i] = p.view.x.Min + float64(i)*flowSample/float64(size.X)*p.view.x.span()
	}
	u, v := make([]float64, w.nx), make([]float64, w.nx)
	for j := range w.ny {
		if err := p.ctx.Err(); err != nil {
			return nil, err
		}
		for i := range y {
			y[i] = p.view.y.Min + float64(j)*flowSample/float64(size.Y)*p.view.y.span()
		}
		f(x, y, u, v)
		for i := range u {
			dx, dy := u[i]/p.view.x.span()*float64(size.X), v[i]/p.view.y.span()*float64(size.Y)
			length := math.Hypot(dx, dy)
			w.u, w.v = append(w.u, dx/length), append(w.v, dy/length) // 0/0 is NaN: no direction
		}
	}
	return w, nil
}

// lines starts a line in every free cell, from the frame inwards.
func (w *flow) lines() [][]vg.Point {
	var lines [][]vg.Point
	for ring := 0; 2*ring < max(w.tx, w.ty); ring++ {
		for j := ring; j < w.ty-ring; j++ {
			for i := ring; i < w.tx-ring; i++ {
				edge := i == ring || j == ring || i == w.tx-1-ring || j == w.ty-1-ring
				if !edge || w.taken[j*w.tx+i] {
					continue
				}
				if line := w.line((float64(i)+0.5)*w.cellSide, (float64(j)+0.5)*w.cellSide); line != nil {
					lines = append(lines, line)
				}
			}
		}
	}
	return lines
}

// line follows the field from a point both ways; nil if that is too short.
func (w *flow) line(x, y float64) []vg.Point {
	w.cells = w.cells[:0]
	back := w.follow(x, y, -1)
	ahead := w.follow(x, y, 1)
	if float64(len(back)+len(ahead))*flowStep < flowShort {
		for _, c := range w.cells {
			w.taken[c[1]*w.tx+c[0]] = false
		}
		return nil
	}
	line := make([]vg.Point, 0, len(back)+len(ahead))
	for i := len(back) - 1; i > 0; i-- {
		line = append(line, back[i])
	}
	return append(line, ahead...)
}

// follow steps along the field by the midpoint rule until it leaves the frame,
// reaches a cell that another line has or the field ends.
func (w *flow) follow(x, y, sign float64) []vg.Point {
	var line []vg.Point
	own := [2]int{-1, -1}
	for range 1500 {
		cell := [2]int{int(math.Floor(x / w.cellSide)), int(math.Floor(y / w.cellSide))}
		if x < 0 || y < 0 || x > float64(w.frame.Size().X) || y > float64(w.frame.Size().Y) {
			break
		}
		if cell != own {
			if len(line) > 0 && w.taken[cell[1]*w.tx+cell[0]] {
				break
			}
			own = cell
			if !w.taken[cell[1]*w.tx+cell[0]] {
				w.taken[cell[1]*w.tx+cell[0]] = true
				w.cells = append(w.cells, cell)
			}
		}
		line = append(line, vg.Point{X: w.frame.Min.X + vg.Length(x), Y: w.frame.Min.Y + vg.Length(y)})
		u, v := w.direction(x, y)
		u, v = w.direction(x+sign*u*flowStep/2, y+sign*v*flowStep/2)
		if math.IsNaN(u+v) || math.Hypot(u, v) < 0.3 { // it ends in a critical point
			break
		}
		x, y = x+sign*u*flowStep, y+sign*v*flowStep
	}
	return line
}

// direction interpolates between the samples around a point.
func (w *flow) direction(x, y float64) (u, v float64) {
	a, b := x/flowSample, y/flowSample
	i, j := int(a), int(b)
	if !(a >= 0 && b >= 0) || i+1 >= w.nx || j+1 >= w.ny {
		return math.NaN(), math.NaN()
	}
	s, t := a-float64(i), b-float64(j)
	k := j*w.nx + i
	mix := func(f []float64) float64 {
		return (1-t)*((1-s)*f[k]+s*f[k+1]) + t*((1-s)*f[k+w.nx]+s*f[k+w.nx+1])
	}
	return mix(w.u), mix(w.v)
}
