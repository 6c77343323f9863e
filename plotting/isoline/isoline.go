// Package isoline traces the level lines of a function sampled on a grid, by
// marching squares.
//
// It returns closed rings around the region where the function is at least the
// level, so that the region can be filled, and the parts of those rings that
// are level lines, so that they can be drawn. It knows nothing of levels,
// colours or canvases.
//
//	tracer := isoline.New(x, y, z)
//	for _, ring := range tracer.Rings(0.5) { … }
package isoline

import "math"

// Point is a vertex of a ring. Border tells that it lies on the edge of the
// grid and not on a level line.
type Point struct {
	X, Y   float64
	Border bool
}

// Ring is a closed polygon: its last vertex is joined to its first. The higher
// side is on its left, so rings around hills run anticlockwise, rings around
// hollows clockwise, and all of them together fill by the non-zero rule.
type Ring []Point

// Tracer holds a grid with a frame of -∞ around it, which closes every ring.
// Not safe for use by several goroutines.
type Tracer struct {
	x, y  []float64
	z     []float64
	width int
	next  []int32

	// Place, if not nil, tells how far from node a to node b of a grid edge
	// (indices into z) the border of the region is; it interpolates where that is
	// NaN.
	Place func(a, b int) float64
}

// New makes a tracer of z, given row by row: z[j*len(x)+i] is the value at
// (x[i], y[j]). x and y ascend. NaN counts as below every level.
func New(x, y, z []float64) *Tracer {
	t := &Tracer{x: framed(x), y: framed(y), width: len(x) + 2}
	t.z = make([]float64, len(t.x)*len(t.y))
	for i := range t.z {
		t.z[i] = math.Inf(-1)
	}
	for j := range y {
		copy(t.z[(j+1)*t.width+1:], z[j*len(x):(j+1)*len(x)])
	}
	for i, v := range t.z {
		if math.IsNaN(v) {
			t.z[i] = math.Inf(-1)
		}
	}
	t.next = make([]int32, 2*len(t.z))
	for i := range t.next {
		t.next[i] = -1
	}
	return t
}

// framed repeats the first and the last coordinate.
func framed(v []float64) []float64 {
	out := make([]float64, 0, len(v)+2)
	out = append(out, v[0])
	out = append(out, v...)
	return append(out, v[len(v)-1])
}

// Rings traces the border of the region where z ≥ level.
func (t *Tracer) Rings(level float64) []Ring {
	starts := t.link(level)
	var rings []Ring
	for _, start := range starts {
		if t.next[start] < 0 {
			continue // its ring has been taken already
		}
		if ring := t.follow(start, level); len(ring) > 2 {
			rings = append(rings, ring)
		}
	}
	return rings
}

// The edges of a cell: bottom, right, top, left. Its corners, from the bottom
// left anticlockwise, are bits 0 to 3 of a case. links lists for each case the
// edges that a ring enters and leaves by; the two saddles are apart.
var links = [16][][2]int{
	1: {{0, 3}}, 2: {{1, 0}}, 4: {{2, 1}}, 8: {{3, 2}},
	3: {{1, 3}}, 6: {{2, 0}}, 12: {{3, 1}}, 9: {{0, 2}},
	7: {{2, 3}}, 11: {{1, 2}}, 13: {{0, 1}}, 14: {{3, 0}},
	5: {{0, 3}, {2, 1}}, 10: {{1, 0}, {3, 2}},
}

// Where a saddle's middle is high, its two high corners are joined.
var joined = map[int][][2]int{5: {{2, 3}, {0, 1}}, 10: {{3, 0}, {1, 2}}}

// link fills next: from each grid edge that a ring crosses to the edge it
// crosses after that. It returns the edges that a ring leaves.
func (t *Tracer) link(level float64) []int32 {
	var starts []int32
	w := t.width
	for j := 0; j+1 < len(t.y); j++ {
		low, high := t.z[j*w:(j+1)*w], t.z[(j+1)*w:(j+2)*w]
		left := above(low[0], level) | above(high[0], level)<<3
		for i := 0; i+1 < w; i++ {
			b, c := above(low[i+1], level), above(high[i+1], level)
			kind := left | b<<1 | c<<2
			left = b | c<<3
			if kind == 0 || kind == 15 {
				continue
			}
			cell := links[kind]
			if (kind == 5 || kind == 10) && (low[i]+low[i+1]+high[i]+high[i+1])/4 >= level {
				cell = joined[kind]
			}
			at := int32(2 * (j*w + i))
			edge := [4]int32{at, at + 3, at + int32(2*w), at + 1}
			for _, l := range cell {
				t.next[edge[l[0]]] = edge[l[1]]
				starts = append(starts, edge[l[0]])
			}
		}
	}
	return starts
}

func above(z, level float64) int {
	if z >= level {
		return 1
	}
	return 0
}

// follow collects one ring and clears its links.
func (t *Tracer) follow(start int32, level float64) Ring {
	var ring Ring
	for edge := start; edge >= 0 && t.next[edge] >= 0; {
		p := t.crossing(edge, level)
		if n := len(ring); n == 0 || ring[n-1].X != p.X || ring[n-1].Y != p.Y {
			ring = append(ring, p)
		} else if !p.Border {
			ring[n-1].Border = false
		}
		next := t.next[edge]
		t.next[edge] = -1
		edge = next
	}
	return ring
}

// crossing is the place on a grid edge where z passes the level. An even edge
// runs from its node to the right, an odd one upwards.
func (t *Tracer) crossing(edge int32, level float64) Point {
	a := int(edge / 2)
	i, j := a%t.width, a/t.width
	b, di, dj := a+1, 1, 0
	if edge%2 == 1 {
		b, di, dj = a+t.width, 0, 1
	}
	za, zb := t.z[a], t.z[b]
	if math.IsInf(za, -1) || math.IsInf(zb, -1) {
		if math.IsInf(za, -1) { // the node inside is the border of the region
			i, j = i+di, j+dj
		}
		return Point{t.x[i], t.y[j], true}
	}
	s := (level - za) / (zb - za)
	if t.Place != nil {
		if place := t.Place(t.node(a), t.node(b)); !math.IsNaN(place) {
			s = place
		}
	}
	if math.IsNaN(s) || s < 0 || s > 1 {
		s = 0.5
	}
	return Point{t.x[i] + s*(t.x[i+di]-t.x[i]), t.y[j] + s*(t.y[j+dj]-t.y[j]), false}
}

// node is the index in the caller's z of a node of the framed grid.
func (t *Tracer) node(k int) int {
	return (k/t.width-1)*(t.width-2) + k%t.width - 1
}

// Lines returns the level lines in a ring: its longest runs off the border.
// A closed line repeats its first point at the end.
func (r Ring) Lines() [][]Point {
	first := -1
	for i, p := range r {
		if p.Border {
			first = i
			break
		}
	}
	if first < 0 {
		return [][]Point{append(append([]Point{}, r...), r[0])}
	}
	var lines [][]Point
	all := append(append(make([]Point, 0, len(r)), r[first+1:]...), r[:first+1]...) // ends on the border
	start := 0
	for i, p := range all {
		if !p.Border {
			continue
		}
		if i-start > 1 {
			lines = append(lines, all[start:i:i])
		}
		start = i + 1
	}
	return lines
}
