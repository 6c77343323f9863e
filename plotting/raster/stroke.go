package raster

import "math"

// pen adds the outline of lines of some width to a scanner: a quadrilateral
// for each piece and a wedge on the outer side of each corner, all wound the
// same way, so that the non-zero rule joins them.
type pen struct {
	scan *scanner
	half float64
}

func (p pen) line(line []point, closed bool) {
	line = distinct(line)
	n := len(line)
	if n < 2 {
		return
	}
	pieces := n - 1
	if closed && n > 2 {
		pieces = n
	}
	var before, first point
	for i := 0; i < pieces; i++ {
		a, b := line[i], line[(i+1)%n]
		length := math.Hypot(b.x-a.x, b.y-a.y)
		if length == 0 {
			continue
		}
		normal := point{-(b.y - a.y) / length * p.half, (b.x - a.x) / length * p.half}
		p.piece(a, b, normal)
		if i > 0 {
			p.corner(a, before, normal)
		} else {
			first = normal
		}
		before = normal
	}
	if pieces == n {
		p.corner(line[0], before, first)
	}
}

// distinct drops points that are too near the one before to matter.
func distinct(line []point) []point {
	const near = 0.05
	kept := line[:0:0]
	for i, q := range line {
		if math.IsNaN(q.x + q.y) {
			continue
		}
		if n := len(kept); i > 0 && n > 0 && math.Abs(q.x-kept[n-1].x) < near && math.Abs(q.y-kept[n-1].y) < near {
			continue
		}
		kept = append(kept, q)
	}
	return kept
}

func (p pen) piece(a, b, n point) {
	p.polygon(point{a.x - n.x, a.y - n.y}, point{b.x - n.x, b.y - n.y}, point{b.x + n.x, b.y + n.y}, point{a.x + n.x, a.y + n.y})
}

// corner fills the wedge at a between the normals of two pieces.
func (p pen) corner(a, m, n point) {
	turn := m.x*n.y - m.y*n.x
	angle := math.Atan2(turn, m.x*n.x+m.y*n.y)
	if math.Abs(angle) < 0.05 {
		return
	}
	if turn > 0 { // the outer side is on the right
		m, n = point{-m.x, -m.y}, point{-n.x, -n.y}
	} else {
		m, n = n, m
		angle = -angle
	}
	parts := 1 + int(angle*math.Sqrt(p.half)*0.8)
	from := point{a.x + m.x, a.y + m.y}
	for i := 1; i <= parts; i++ {
		sin, cos := math.Sincos(angle * float64(i) / float64(parts))
		to := point{a.x + m.x*cos - m.y*sin, a.y + m.x*sin + m.y*cos}
		p.polygon(a, from, to)
		from = to
	}
}

func (p pen) polygon(corners ...point) {
	from := corners[len(corners)-1]
	for _, to := range corners {
		p.scan.edge(from.x, from.y, to.x, to.y)
		from = to
	}
}

// dashed cuts a line into dashes. Lengths of the pattern are multiplied by
// scale.
func dashed(line []point, pattern []float64, offset, scale float64) [][]point {
	total := 0.0
	for _, d := range pattern {
		total += d * scale
	}
	if total <= 0 || len(line) < 2 {
		return [][]point{line}
	}
	index, left := dashAt(pattern, math.Mod(offset*scale, total), scale)
	var dashes [][]point
	dash := []point{line[0]}
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		length := math.Hypot(b.x-a.x, b.y-a.y)
		done := 0.0
		for length-done > left {
			done += left
			q := point{a.x + (b.x-a.x)*done/length, a.y + (b.y-a.y)*done/length}
			if index%2 == 0 {
				dashes = append(dashes, append(dash, q))
			}
			dash = []point{q}
			index = (index + 1) % len(pattern)
			left = pattern[index] * scale
		}
		left -= length - done
		dash = append(dash, b)
	}
	if index%2 == 0 {
		dashes = append(dashes, dash)
	}
	return dashes
}

// dashAt is the number of the dash or gap of a pattern in which a place along it lies, and how much of it is left there.
func dashAt(pattern []float64, at, scale float64) (index int, left float64) {
	for at >= pattern[index]*scale {
		at -= pattern[index] * scale
		index = (index + 1) % len(pattern)
	}
	return index, pattern[index]*scale - at
}
