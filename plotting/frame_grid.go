package plotting

import (
	"context"
	"math"
	"reflect"
	"slices"

	"gonum.org/v1/plot/vg"
)

// Grid arranges figures in rows of columns (0: one row, or two columns from
// four figures on). Frames in a column or a row are in line. Tick labels and
// the colour bar that a whole row or column shares are drawn once. The options
// of the grid itself are Title, Width, Height, DPI and Language.
func Grid(columns int, figures ...*Figure) *Figure {
	if columns <= 0 {
		columns = len(figures)
		if columns > 3 {
			columns = 2
		}
	}
	return &Figure{parts: slices.Clone(figures), columns: min(columns, max(len(figures), 1))}
}

// Sizes of a cell by the number of columns.
var cellWidths = []int{1: 560, 2: 420, 3: 340}

const leastCellWidth = 300

func (f *Figure) rows() int { return (len(f.parts) + f.columns - 1) / f.columns }

// gridSize is the default size of a grid.
func (f *Figure) gridSize(ctx context.Context) (width, height int) {
	cell := leastCellWidth
	if f.columns < len(cellWidths) {
		cell = cellWidths[f.columns]
	}
	if f.Width > 0 {
		cell = f.Width / f.columns
	}
	width = cell * f.columns
	for row := range f.rows() {
		tallest := 0.0
		for _, part := range f.row(row) {
			w, h := part.size(ctx)
			tallest = max(tallest, float64(h)/float64(w))
		}
		height += int(math.Round(tallest * float64(cell)))
	}
	return width, height + int(f.gridTitleRoom(float64(width)))
}

// gridTitleRoom is the height that the title of a grid takes.
func (f *Figure) gridTitleRoom(width float64) float64 {
	if room := f.titleRoom(width); room > 0 {
		return room + 6
	}
	return 0
}

func (f *Figure) row(i int) []*Figure {
	return f.parts[i*f.columns : min((i+1)*f.columns, len(f.parts))]
}

// drawGrid draws the parts of a grid into a rectangle.
func (f *Figure) drawGrid(s sheet, area vg.Rectangle) error {
	f.drawGridTitle(s, area)
	area = f.below(area)
	drawings, err := f.arranged(s, area)
	if err != nil {
		return err
	}
	return f.drawCells(s, drawings, area)
}

// drawCells draws the parts of a grid that has been laid out.
func (f *Figure) drawCells(s sheet, drawings []*drawing, area vg.Rectangle) error {
	for i, part := range f.parts {
		draw := func() error { return part.drawInto(s, f.cell(area, i)) }
		if d := drawings[i]; d != nil {
			d.p.Canvas.Canvas, d.p.ctx, d.p.places = s.Canvas.Canvas, s.ctx, s.places
			draw = d.draw
		}
		if err := draw(); err != nil {
			return err
		}
	}
	return nil
}

func (f *Figure) drawGridTitle(s sheet, area vg.Rectangle) {
	if f.Title == "" {
		return
	}
	p := &panel{sheet: s}
	p.Rectangle = area
	room := f.gridTitleRoom(float64(area.Size().X))
	f.drawTitle(p, vg.Point{X: area.Min.X + margin, Y: area.Max.Y - vg.Length(room) + 6})
}

// below is what a grid's title leaves.
func (f *Figure) below(area vg.Rectangle) vg.Rectangle {
	area.Max.Y -= vg.Length(f.gridTitleRoom(float64(area.Size().X)))
	return area
}

// arranged lays the parts out in line with each other; nil stands for
// surfaces and grids, which have a cell to themselves.
func (f *Figure) arranged(s sheet, area vg.Rectangle) ([]*drawing, error) {
	drawings := make([]*drawing, len(f.parts))
	s.looks = runLooks{}
	for _, maps := range []bool{true, false} { // curves look as the paths on maps do
		for i, part := range f.parts {
			if _, isSurface := part.inSpace(); isSurface || len(part.parts) > 0 || part.isGround() != maps {
				continue
			}
			d, err := part.drawing(s, f.cell(area, i))
			if err != nil {
				return nil, err
			}
			drawings[i] = d
		}
	}
	f.share(drawings)
	matchEnds(drawings)
	f.settle(drawings, area)
	return drawings, nil
}

// settle lays the drawings out in their cells, and in line with each other.
func (f *Figure) settle(drawings []*drawing, area vg.Rectangle) {
	again := true
	for again {
		for i, d := range drawings {
			if d != nil {
				d.p.Rectangle = f.cell(area, i)
				d.arrangeAgain()
			}
		}
		f.align(drawings, area)
		again = false
		for _, d := range drawings {
			again = d != nil && d.raiseLegend() || again
		}
	}
}

// cell is the i-th cell: all are of one width, and each row has its height.
func (f *Figure) cell(area vg.Rectangle, i int) vg.Rectangle {
	w, row := area.Size().X/vg.Length(f.columns), i/f.columns
	top := area.Max.Y
	for above := range row {
		top -= f.rowHeight(area, above)
	}
	low := vg.Point{X: area.Min.X + w*vg.Length(i%f.columns), Y: top - f.rowHeight(area, row)}
	return vg.Rectangle{Min: low, Max: vg.Point{X: low.X + w, Y: top}}
}

func (f *Figure) rowHeight(area vg.Rectangle, row int) vg.Length {
	if f.heights != nil {
		return f.heights[row]
	}
	return area.Size().Y / vg.Length(f.rows())
}

// wantedHeights are the heights of the rows of a grid whose cells have a width:
// axes to one scale need just so much, other figures keep their shape.
func (f *Figure) wantedHeights(ctx context.Context, drawings []*drawing, width float64) []vg.Length {
	heights := make([]vg.Length, f.rows())
	for i, d := range drawings {
		w, h := f.parts[i].size(ctx)
		wanted := width * float64(h) / float64(w)
		if d != nil && d.p.view.alike {
			m := d.p.margins
			wanted = m.top + m.bottom + (width-m.left-m.right)/d.p.view.ratio()
			wanted = min(wanted, width*highest/100)
		}
		row := i / f.columns
		heights[row] = max(heights[row], vg.Length(math.Round(wanted)))
	}
	return heights
}

// share leaves out what the panel to the right or below repeats: the colour
// bar of all but the last in a row, the labels of the y axis of all but the
// first, those of the x axis of all but the last in a column.
func (f *Figure) share(drawings []*drawing) {
	for row := range f.rows() {
		line := drawings[row*f.columns : row*f.columns+len(f.row(row))]
		if alike(line, func(d *drawing) any { return d.p.bar }) {
			for _, d := range line[:len(line)-1] {
				d.p.hideBar = d.p.bar != nil
			}
		}
		if alike(line, func(d *drawing) any { return []any{d.p.view.y, d.p.view.logY, d.p.view.unitY, d.p.yLabel} }) {
			for _, d := range line[1:] {
				d.p.hideY = true
			}
		}
	}
	for column := range f.columns {
		var line []*drawing
		for i := column; i < len(drawings); i += f.columns {
			line = append(line, drawings[i])
		}
		if alike(line, func(d *drawing) any { return []any{d.p.view.x, d.p.view.logX, d.p.xLabel} }) {
			for _, d := range line[:len(line)-1] {
				d.p.hideX = true
			}
		}
	}
}

// alike reports whether all drawings have the same of something.
func alike(line []*drawing, what func(*drawing) any) bool {
	for _, d := range line {
		if d == nil || line[0] == nil || !reflect.DeepEqual(what(d), what(line[0])) {
			return false
		}
	}
	return len(line) > 1
}

// align gives all frames one size, in line with each other: what stands around
// them takes its room first, by column and by row.
func (f *Figure) align(drawings []*drawing, area vg.Rectangle) {
	once := f.alignOnce
	if slices.Contains(drawings, nil) {
		once = f.alignInCells
	}
	for range 4 { // frames of another size have other ticks
		once(drawings, area)
		f.match(drawings)
		wider := false
		for _, d := range drawings {
			wider = d != nil && d.p.margins.widen(d.figure.marginsOf(d.p)) || wider
		}
		if !wider {
			return
		}
	}
}

func (f *Figure) alignOnce(drawings []*drawing, area vg.Rectangle) {
	columns, rows := f.shareMargins(drawings)
	width := float64(area.Size().X)
	for _, c := range columns {
		width -= c.left + c.right
	}
	// whole pixels, so that the frames are of one size when they are snapped
	width = math.Floor(width / float64(f.columns))
	heights := f.frameHeights(rows, area)
	y := float64(area.Max.Y)
	for row := range rows {
		y = math.Floor(y - rows[row].top)
		height := heights[row]
		x := float64(area.Min.X)
		for column := range f.row(row) {
			x = math.Ceil(x + columns[column].left)
			d := drawings[row*f.columns+column]
			d.room = vg.Length(height)
			d.p.place(vg.Rectangle{
				Min: vg.Point{X: vg.Length(x), Y: vg.Length(y - height)},
				Max: vg.Point{X: vg.Length(x + width), Y: vg.Length(y)},
			})
			x += width + columns[column].right
		}
		y -= height + rows[row].bottom
	}
}

// frameHeights are the heights of the frames by row: all alike, unless the rows
// have heights of their own.
func (f *Figure) frameHeights(rows []margins, area vg.Rectangle) []float64 {
	heights := make([]float64, len(rows))
	all := float64(area.Size().Y)
	for i, r := range rows {
		all -= r.top + r.bottom
		heights[i] = math.Floor(float64(f.rowHeight(area, i)) - r.top - r.bottom)
	}
	if f.heights == nil {
		for i := range heights {
			heights[i] = math.Floor(all / float64(len(rows)))
		}
	}
	return heights
}
