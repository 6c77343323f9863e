package plotting

import (
	"image/color"
	"slices"

	"gonum.org/v1/plot/vg"
)

// drawInto draws the figure into a rectangle of the sheet.
func (f *Figure) drawInto(s sheet, area vg.Rectangle) error {
	if len(f.parts) > 0 {
		return f.drawGrid(s, area)
	}
	if space, ok := f.inSpace(); ok {
		return space.drawSpace(f, s, area)
	}
	d, err := f.drawing(s, area)
	if err != nil {
		return err
	}
	return d.draw()
}

func (d *drawing) draw() error {
	p := d.p
	p.rectangle(p.frame, paper)
	if p.bar == nil {
		p.gridLines()
	}
	for _, m := range d.marks {
		if err := p.ctx.Err(); err != nil {
			return err
		}
		if err := m.draw(p); err != nil {
			return err
		}
		if g, ok := m.(interface{ colorAt(x, y float64) color.RGBA }); ok {
			p.ground = g
		}
	}
	p.reserved = d.legend.box(p)
	if err := p.annotate(d.marks); err != nil {
		return err
	}
	p.label(d.marks)
	d.figure.drawAxes(p)
	if p.bar != nil && !p.hideBar {
		p.bar.draw(p)
	}
	d.legend.draw(p)
	p.places.note(p.frame, p.view.place())
	return nil
}

// label lets the ground write the values of its lines, where there is room.
func (p *panel) label(marks []mark) {
	for _, m := range slices.Backward(marks) {
		if w, ok := m.(written); ok && m.rank() == rankGround {
			w.annotate(p)
		}
	}
}
