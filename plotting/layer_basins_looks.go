package plotting

import (
	"cmp"
	"image/color"
	"maps"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// look is how a basin is filled: a colour, and from the seventh basin on lines over it.
type look struct {
	color color.RGBA
	hatch hatchKind
}

type hatchKind int

const (
	plainFill hatchKind = iota
	risingHatch
	fallingHatch
	hatchKinds
)

// allLooks are as many as are told apart: the colours plain, then hatched.
func allLooks() []look {
	var looks []look
	for hatch := range hatchKinds {
		for _, clr := range basinColors {
			looks = append(looks, look{clr, hatch})
		}
	}
	return looks
}

// looksApart gives n regions of a grid of so many columns their looks: each its own while there are enough, plain before
// hatched; and where regions meet along much they differ in colour too. Some may have theirs already.
func looksApart(cells []int, columns, n int, known map[int]look) []look {
	looks := allLooks()
	if n <= len(basinColors) && len(known) == 0 {
		return looks[:n]
	}
	meet := meetings(cells, columns)
	chosen := maps.Clone(known)
	if chosen == nil {
		chosen = map[int]look{}
	}
	result := make([]look, n)
	for i := range n {
		if _, has := chosen[i]; !has {
			chosen[i] = slices.MinFunc(looks, func(a, b look) int {
				return cmp.Compare(a.cost(i, chosen, meet), b.cost(i, chosen, meet))
			})
		}
		result[i] = chosen[i]
	}
	return result
}

// cost is how much a look of region i is like those of others that meet it.
func (l look) cost(i int, chosen map[int]look, meet map[[2]int]int) int {
	cost := int(l.hatch)
	for j, other := range chosen {
		along := 1 + meet[[2]int{i, j}] + meet[[2]int{j, i}]
		switch {
		case other == l:
			cost += 1000 * along
		case other.color == l.color:
			cost += along
		}
	}
	return cost
}

// matchEnds gives an end the same look in all panels of a grid, and those of a panel that has some of them the others.
func matchEnds(drawings []*drawing) {
	var places [][2]float64
	var looks []look
	for _, m := range mosaicsOf(drawings) {
		known, shared := map[int]look{}, false
		for k, place := range places {
			i := slices.IndexFunc(m.Ends, func(end [2]float64) bool { return samePlace(place, end) })
			if shared = shared || i >= 0; i < 0 {
				i = -1 - k // of another panel
			}
			known[i] = looks[k]
		}
		if shared {
			m.looks = looksApart(m.end, m.nx, len(m.Ends), known)
		}
		places, looks = append(places, m.Ends...), append(looks, m.looks...)
	}
}

func mosaicsOf(drawings []*drawing) (list []*mosaic) {
	for _, d := range drawings {
		if d == nil {
			continue
		}
		for _, m := range d.marks {
			if m, ok := m.(*mosaic); ok {
				list = append(list, m)
			}
		}
	}
	return list
}

// samePlace reports whether two ends are one, found by different runs.
func samePlace(a, b [2]float64) bool {
	return math.Hypot(a[0]-b[0], a[1]-b[1]) <= 1e-4*max(1, math.Hypot(a[0], a[1]))
}

// hatchApart is how far lines of a hatch are from each other, along the frame.
const hatchApart = 9

// hatchStyle is that of the lines over a colour.
func hatchStyle(clr color.RGBA) draw.LineStyle {
	return draw.LineStyle{Color: contrast(clr, 0.75), Width: 1}
}

// drawHatches draws the lines of the hatched basins: along slanting lines the pieces that lie in one.
func (m *mosaic) drawHatches(p *panel) {
	for _, kind := range []hatchKind{risingHatch, fallingHatch} {
		pieces := map[color.RGBA][][]vg.Point{}
		for _, line := range slants(p.frame, kind) {
			m.pieces(p, line, kind, pieces)
		}
		for _, l := range m.looks { // in an order that is always the same
			if lines := pieces[l.color]; l.hatch == kind && lines != nil {
				p.StrokeLines(hatchStyle(l.color), lines...)
				delete(pieces, l.color)
			}
		}
	}
}

// slants are the lines of a hatch across a rectangle.
func slants(r vg.Rectangle, kind hatchKind) (lines [][2]vg.Point) {
	size := r.Size()
	for c := -size.Y + hatchApart/2; c < size.X; c += hatchApart {
		a, b := vg.Point{X: r.Min.X + c, Y: r.Min.Y}, vg.Point{X: r.Min.X + c + size.Y, Y: r.Max.Y}
		if kind == fallingHatch {
			a.Y, b.Y = r.Max.Y, r.Min.Y
		}
		if a, b, ok := segment(r, a, b); ok {
			lines = append(lines, [2]vg.Point{a, b})
		}
	}
	return lines
}

// pieces collects, by colour, the pieces of a line in basins with a hatch.
func (m *mosaic) pieces(p *panel, line [2]vg.Point, kind hatchKind, pieces map[color.RGBA][][]vg.Point) {
	const shortest = 3
	n := int(distanceOf(line[0], line[1]))
	at := func(k int) vg.Point {
		return line[0].Add(line[1].Sub(line[0]).Scale(vg.Length(k) / vg.Length(max(n, 1))))
	}
	end := func(k int) int {
		q := at(k).Sub(p.frame.Min)
		i, j := int(q.X/p.frame.Size().X*vg.Length(m.nx)), int(q.Y/p.frame.Size().Y*vg.Length(m.ny))
		return m.end[min(max(j, 0), m.ny-1)*m.nx+min(max(i, 0), m.nx-1)]
	}
	for from := 0; from <= n; {
		e, to := end(from), from+1
		for to <= n && end(to) == e {
			to++
		}
		if e >= 0 && e < len(m.looks) && m.looks[e].hatch == kind && to-from >= shortest {
			clr := m.looks[e].color
			pieces[clr] = append(pieces[clr], []vg.Point{at(from), at(to - 1)})
		}
		from = to
	}
}

// sample shows, for the legend, the colour in its shades up to one, with the hatch.
func (l look) sample(darkest int) func(*sheet, vg.Rectangle) {
	shades := shadesSample(l.color, darkest)
	if l.hatch == plainFill {
		return shades
	}
	return func(s *sheet, box vg.Rectangle) {
		shades(s, box)
		for _, line := range slants(box, l.hatch) {
			s.StrokeLines(hatchStyle(l.color), line[:])
		}
	}
}
