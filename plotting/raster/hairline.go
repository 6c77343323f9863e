package raster

import "math"

// hairWidth is the width in device pixels below which a line of one shade is a hairline.
const hairWidth = 1.5

// hairline paints a line one device pixel wide, without smooth edges: a steep part has one pixel in each row that it crosses
// the middle of, a shallow one in each column. So its pixels move from row to row as little as they can, which is what a
// picture's compression sees most of; a corner where rows change to columns is bridged.
func (c *Canvas) hairline(line []point, closed bool) {
	pen := hairpen{canvas: c}
	for i := 1; i < len(line); i++ {
		pen.piece(line[i-1], line[i])
	}
	if n := len(line); closed && n > 1 {
		pen.piece(line[n-1], line[0])
	}
}

// hairpen is where the last pixel of a hairline is.
type hairpen struct {
	canvas *Canvas
	x, y   int
	down   bool // it has painted
}

// piece goes from a to b; the rows and columns in which a piece ends are the next one's.
func (h *hairpen) piece(a, b point) {
	dx, dy := b.x-a.x, b.y-a.y
	if math.IsNaN(dx+dy) || math.IsInf(dx+dy, 0) {
		return
	}
	c := h.canvas
	if math.Abs(dy) >= math.Abs(dx) {
		middles(a.y, b.y, c.Height, func(y int) {
			h.to(int(math.Floor(a.x+dx*(float64(y)+0.5-a.y)/dy)), y)
		})
		return
	}
	middles(a.x, b.x, c.Width, func(x int) {
		h.to(x, int(math.Floor(a.y+dy*(float64(x)+0.5-a.x)/dx)))
	})
}

// middles calls do for the pixels below n whose middles lie from a on and before b, on the way.
func middles(a, b float64, n int, do func(int)) {
	edge := func(v float64) int { return int(math.Ceil(min(max(v, -1), float64(n)+1) - 0.5)) }
	for i := max(edge(a), 0); i < min(edge(b), n); i++ {
		do(i)
	}
	for i := min(edge(a), n) - 1; i >= max(edge(b), 0); i-- {
		do(i)
	}
}

// to paints a pixel, and one between it and the last where they do not touch.
func (h *hairpen) to(x, y int) {
	if dx, dy := x-h.x, y-h.y; h.down && max(dx*dx, dy*dy) > 1 && max(dx*dx, dy*dy) <= 4 {
		h.dot(h.x+dx/2, h.y+dy/2)
	}
	h.dot(x, y)
	h.x, h.y, h.down = x, y, true
}

func (h *hairpen) dot(x, y int) {
	if c := h.canvas; x >= 0 && y >= 0 && x < c.Width && y < c.Height {
		c.pixels[y*c.Width+x] = c.state.color
	}
}
