package plotting

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"saddle/numerics/reason"
)

// TangentLine is the line that touches the graph of a function of one variable
// at a point.
type TangentLine struct {
	Name             string // empty: said from the point
	At, Value, Slope float64
}

func (l TangentLine) texts() []string { return []string{l.Name} }

func (l TangentLine) reach(b *bounds) {
	b.besideX, b.besideY = append(b.besideX, l.At), append(b.besideY, l.Value)
}

func (l TangentLine) facts(_ view, w words) string {
	return w.say(reason.Both("tangent at %s: value %s, slope %s", "%s 处的切线：函数值 %s，斜率 %s"), digits(l.At, 4), digits(l.Value, 4), digits(l.Slope, 4))
}

// tangentLine is the mark of a TangentLine.
type tangentLine struct {
	TangentLine
	style draw.LineStyle
}

func (l TangentLine) prepare(st *stage) (mark, error) {
	if l.Name == "" {
		l.Name = st.words.say(reason.Both("tangent at %s", "%s 处的切线"), short(l.At, 4))
	}
	return &tangentLine{l, st.strokes.next()}, nil
}

func (m *tangentLine) rank() int        { return rankCurve }
func (m *tangentLine) entries() []entry { return []entry{{m.Name, lineSample(m.style)}} }

func (m *tangentLine) draw(p *panel) error {
	var line []vg.Point // many points, for axes on which it is not straight
	for _, x := range evenly(p.view.x, 257) {
		if q := p.at(x, m.Value+m.Slope*(x-m.At)); finite(q) {
			line = append(line, q)
		}
	}
	pieces := clipped(p.frame, line)
	for _, piece := range pieces {
		p.keepClear(piece...)
	}
	p.StrokeLines(m.style, pieces...)
	if at := p.at(m.At, m.Value); finite(at) && within(p.frame, at) {
		p.remarkDot(at)
		p.keepOpen(at)
	}
	return nil
}
