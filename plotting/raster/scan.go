package raster

import (
	"math"
	"slices"
)

// scanner turns closed polygons into antialiased spans. It keeps, for each
// pixel that an edge passes, how much the edge changes the winding to its
// right (cover) and how much of that lies left of it in the pixel (area): the
// method of FreeType's smooth rasteriser, on floats.
type scanner struct {
	width, height int
	cells         []cell
	rows          []int32 // first cell of each row from top on, after sorting
	columns       []int32
	sorted        []cell
	top, bottom   int
}

// newScanner is one for a picture of a size; it may have been of another.
func newScanner(width, height int) *scanner {
	s := spareScanners.Get().(*scanner)
	s.width, s.height = width, height
	return s
}

type cell struct {
	x, y        int32
	cover, area float32
}

func (s *scanner) reset() {
	s.cells = s.cells[:0]
	s.top, s.bottom = s.height, -1
}

// edge adds a polygon's side, in pixels, y downwards.
func (s *scanner) edge(x0, y0, x1, y1 float64) {
	if y0 == y1 || math.IsNaN(x0+y0+x1+y1) || math.IsInf(x0+y0+x1+y1, 0) {
		return
	}
	direction := 1.0
	if y0 > y1 {
		x0, y0, x1, y1 = x1, y1, x0, y0
		direction = -1
	}
	if y1 <= 0 || y0 >= float64(s.height) {
		return
	}
	slope := (x1 - x0) / (y1 - y0)
	if y0 < 0 {
		x0, y0 = x0-y0*slope, 0
	}
	if h := float64(s.height); y1 > h {
		x1, y1 = x1-(y1-h)*slope, h
	}
	first, last := int(y0), min(int(math.Ceil(y1)), s.height)
	s.top, s.bottom = min(s.top, first), max(s.bottom, last-1)
	for row := first; row < last; row++ {
		end, xEnd := y1, x1
		if below := float64(row + 1); below < y1 {
			end, xEnd = below, x0+(below-y0)*slope
		}
		s.piece(int32(row), x0, xEnd, (end-y0)*direction)
		x0, y0 = xEnd, end
	}
}

// piece adds the part of a side within one row: from x0 to x1 while the
// height changes by dy.
func (s *scanner) piece(row int32, x0, x1, dy float64) {
	if dy == 0 {
		return
	}
	if x0 > x1 {
		x0, x1 = x1, x0
	}
	if x0 >= float64(s.width) {
		return
	}
	if x0 < 0 { // left of the picture it changes the winding from the first pixel on
		if x1 <= 0 {
			s.cells = append(s.cells, cell{0, row, float32(dy), 0})
			return
		}
		outside := dy * -x0 / (x1 - x0)
		s.cells = append(s.cells, cell{0, row, float32(outside), 0})
		x0, dy = 0, dy-outside
	}
	first, last := int32(x0), int32(x1)
	if first == last || x1 == x0 {
		s.cells = append(s.cells, cell{first, row, float32(dy), float32(dy * ((x0+x1)/2 - float64(first)))})
		return
	}
	perPixel := dy / (x1 - x0)
	for column := first; column <= last && column < int32(s.width); column++ {
		a, b := max(x0, float64(column)), min(x1, float64(column+1))
		d := perPixel * (b - a)
		s.cells = append(s.cells, cell{column, row, float32(d), float32(d * ((a+b)/2 - float64(column)))})
	}
}

// sort orders the cells by row, then column: by counting columns, then rows.
func (s *scanner) sort() {
	left, right := int32(s.width), int32(0)
	for i := range s.cells {
		left, right = min(left, s.cells[i].x), max(right, s.cells[i].x)
	}
	s.sorted = slices.Grow(s.sorted[:0], len(s.cells))[:len(s.cells)]
	s.columns = starts(s.columns, int(right-left)+1)
	for i := range s.cells {
		s.columns[s.cells[i].x-left+2]++
	}
	place(s.sorted, s.cells, s.columns, func(c *cell) int32 { return c.x - left })
	top := int32(s.top)
	s.rows = starts(s.rows, s.bottom-s.top+1)
	for i := range s.cells {
		s.rows[s.cells[i].y-top+2]++
	}
	place(s.cells, s.sorted, s.rows, func(c *cell) int32 { return c.y - top })
}

// starts is room for the first places of n kinds, all zero.
func starts(room []int32, n int) []int32 {
	room = slices.Grow(room[:0], n+2)[:n+2]
	clear(room)
	return room
}

// place orders cells by kind; counts has how many there are of each kind two places after it, and gets where each begins.
func place(to, from []cell, counts []int32, kind func(*cell) int32) {
	for i := 2; i < len(counts); i++ {
		counts[i] += counts[i-1]
	}
	for i := range from {
		at := &counts[kind(&from[i])+1]
		to[*at] = from[i]
		*at++
	}
}

// spans calls paint for every run of pixels of one coverage in (0, 1], by the
// non-zero rule.
func (s *scanner) spans(paint func(y, x0, x1 int, coverage float32)) {
	if len(s.cells) == 0 {
		return
	}
	s.sort()
	for y := s.top; y <= s.bottom; y++ {
		row := s.cells[s.rows[y-s.top]:s.rows[y-s.top+1]]
		var winding float32
		for i := 0; i < len(row); {
			x := row[i].x
			var cover, area float32
			for ; i < len(row) && row[i].x == x; i++ {
				cover += row[i].cover
				area += row[i].area
			}
			if c := covered(winding + cover - area); c > 0 {
				paint(y, int(x), int(x)+1, c)
			}
			winding += cover
			end := s.width
			if i < len(row) {
				end = int(row[i].x)
			} else if covered(winding) < 0.01 {
				break // what rounding left over of a closed ring
			}
			if c := covered(winding); c > 0 && end > int(x)+1 {
				paint(y, int(x)+1, end, c)
			}
		}
	}
}

func covered(winding float32) float32 {
	if winding < 0 {
		winding = -winding
	}
	return min(winding, 1)
}
