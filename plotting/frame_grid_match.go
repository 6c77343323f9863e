package plotting

import (
	"gonum.org/v1/plot/vg"
)

// shareMargins are the margins that columns and rows need.
func (f *Figure) shareMargins(drawings []*drawing) (columns, rows []margins) {
	columns, rows = make([]margins, f.columns), make([]margins, f.rows())
	for i, d := range drawings {
		if d != nil {
			columns[i%f.columns].widen(d.p.margins)
			rows[i/f.columns].widen(d.p.margins)
		}
	}
	return columns, rows
}

// alignInCells gives the frames the margins of their columns and rows, each in
// its cell: beside surfaces and grids, which fill a cell.
func (f *Figure) alignInCells(drawings []*drawing, area vg.Rectangle) {
	columns, rows := f.shareMargins(drawings)
	for i, d := range drawings {
		if d == nil {
			continue
		}
		cell, beside, around := f.cell(area, i), columns[i%f.columns], rows[i/f.columns]
		d.p.place(vg.Rectangle{
			Min: vg.Point{X: cell.Min.X + vg.Length(beside.left), Y: cell.Min.Y + vg.Length(around.bottom)},
			Max: vg.Point{X: cell.Max.X - vg.Length(beside.right), Y: cell.Max.Y - vg.Length(around.top)},
		})
	}
}

// match gives the frames that share an axis in a row or a column the same ends
// along it: those of the smallest, since axes to one scale cannot be stretched.
func (f *Figure) match(drawings []*drawing) {
	for row := range f.rows() {
		line := drawings[row*f.columns : row*f.columns+len(f.row(row))]
		matchAlong(line, 1, func(v view) any { return [4]any{v.y, v.logY, v.unitY} })
	}
	for column := range f.columns {
		var line []*drawing
		for i := column; i < len(drawings); i += f.columns {
			line = append(line, drawings[i])
		}
		matchAlong(line, 0, func(v view) any { return [2]any{v.x, v.logX} })
	}
}

// leastMatched is the share of the largest frame below which the others are not
// made as small as the smallest.
const leastMatched = 0.45

// matchAlong matches the frames of a line of drawings that have the same of an
// axis: 0 is x, 1 is y.
func matchAlong(line []*drawing, axis int, of func(view) any) {
	groups := map[any][]*drawing{}
	for _, d := range line {
		if d != nil {
			groups[of(d.p.view)] = append(groups[of(d.p.view)], d)
		}
	}
	for _, group := range groups {
		if len(group) < 2 {
			continue
		}
		low, high := endsAlong(group[0].p.frame, axis)
		largest := high - low
		for _, d := range group[1:] {
			a, b := endsAlong(d.p.frame, axis)
			low, high, largest = max(low, a), min(high, b), max(largest, b-a)
		}
		if high-low < leastMatched*largest {
			continue
		}
		for _, d := range group {
			d.p.fitAlong(axis, low, high)
		}
	}
}

func endsAlong(r vg.Rectangle, axis int) (low, high vg.Length) {
	if axis == 0 {
		return r.Min.X, r.Max.X
	}
	return r.Min.Y, r.Max.Y
}

// fitAlong gives the frame ends along an axis; where both axes have one scale,
// the other side follows, around its middle.
func (p *panel) fitAlong(axis int, low, high vg.Length) {
	r := p.frame
	ratio := vg.Length(p.view.ratio())
	if axis == 0 {
		r.Min.X, r.Max.X = low, high
		if p.view.alike {
			middle, half := (r.Min.Y+r.Max.Y)/2, (high-low)/ratio/2
			r.Min.Y, r.Max.Y = middle-half, middle+half
		}
	} else {
		r.Min.Y, r.Max.Y = low, high
		if p.view.alike {
			middle, half := (r.Min.X+r.Max.X)/2, (high-low)*ratio/2
			r.Min.X, r.Max.X = middle-half, middle+half
		}
	}
	p.frame = snapped(r)
	p.chooseTicks(float64(p.frame.Size().X), float64(p.frame.Size().Y))
}
