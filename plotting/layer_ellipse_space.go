package plotting

import "gonum.org/v1/plot/vg/draw"

// lay implements laid: the lines of the ellipse, and its eigenvectors.
func (l Ellipse) lay(r *relief, p *panel, _ *stage) {
	m := &conic{l, l.scaleIn(p.view), p.words}
	for _, o := range m.outlines(p.view) {
		d := &drape{relief: r, style: *o.style}
		for _, piece := range clipped(p.view.rectangle(), p.view.flat(o.points)) {
			for _, stretch := range d.stretches(piece) {
				d.addStretch(stretch)
			}
		}
	}
	for i, axis := range principals(m.A) {
		m.layEigenvector(r, p, axisName(i, axis), axis)
	}
}

// layEigenvector lays an eigenvector on the surface, with its name at the tip.
func (m *conic) layEigenvector(r *relief, p *panel, name string, axis principal) {
	d := &drape{relief: r, style: draw.LineStyle{Color: ink, Width: 1.6}}
	for _, piece := range clipped(p.view.rectangle(), p.view.flat([][2]float64{m.At, m.tip(axis)})) {
		for _, stretch := range d.stretches(piece) {
			d.addStretch(stretch)
			d.addArrow(stretch)
			for _, s := range stretch {
				p.keepClear(s.at)
			}
			from, to := stretch[0].at, stretch[len(stretch)-1].at
			d.captions = append(d.captions, func(p *panel) { p.nameTip(name, from, to, ink) })
		}
	}
}
