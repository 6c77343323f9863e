package display

import (
	"math"
	"strconv"
	"strings"

	"saddle/kernel/lang/value"
	"saddle/numerics/reason"
)

// criticalPoints shows a point a row, what is proven, and the points on the landscape.
func (s *show) criticalPoints(c value.CriticalPoints) error {
	summary := s.searchSummary(c)
	lines := append([]string{summary}, append(s.borderLines(c), s.regionLines(c)...)...)
	text, html := strings.Join(lines, "\n"), "<p>"+escape(summary)+"</p>"
	if len(c.Points) > 0 {
		rows, table := s.criticalTable(c)
		text += "\n" + rows
		html += table
	}
	for _, line := range lines[1:] {
		html += "<p>" + lowered(escape(line)) + "</p>"
	}
	s.text(text)
	s.html(html)
	if c.Terrain == nil {
		return nil
	}
	return s.picture(criticalFigure(c))
}

// criticalTable has a row for each point: its kind, place, value and eigenvalues.
func (s *show) criticalTable(c value.CriticalPoints) (text, html string) {
	head := []string{"", s.say("critical.kind"), "(" + strings.Join(c.Names, ", ") + ")", c.Function.Label(), "λ", ""}
	rows := [][]string{head}
	t := namedTable(head)
	items := c.Items()
	near := s.apart(items, func(item value.Value) []float64 { return item.(value.CriticalPoint).Coordinates().Clean() })
	for _, k := range value.Rows(len(items)) {
		row := []string{"…", "", "", "", "", ""}
		if k >= 0 {
			row = s.criticalRow(k, items[k].(value.CriticalPoint), near)
		}
		rows = append(rows, row)
		t.add(row)
	}
	return alignedTable(rows), t.html()
}

// criticalRow is the row of one point, whose place is written by near.
func (s *show) criticalRow(i int, p value.CriticalPoint, near *show) []string {
	proven, value, eigenvalues := "", "", ""
	if !p.Proven && !p.Kind.IsRough() {
		proven = s.say("critical.not-proven")
	}
	if p.Along != nil {
		curve := p.Along.Of + " = " + s.options.Format.Number(p.Along.Level)
		if proven = s.say("critical.along", curve); p.Along.Side != nil {
			proven = s.say("critical.along-where", curve, p.Along.Condition())
		}
	}
	if !math.IsNaN(p.Value) {
		value = s.valueOf(p)
	}
	if len(p.Eigenvalues) > 0 {
		eigenvalues = s.eigenvaluesOf(p)
	}
	return []string{strconv.Itoa(i + 1), s.say("verdict." + string(p.Kind)), near.placeOf(p), value, eigenvalues, proven}
}

// placeOf, valueOf and eigenvaluesOf are what is known of a point, exactly where that is known too.
func (s *show) placeOf(p value.CriticalPoint) string {
	at := p.Coordinates().Clean()
	return s.besides(p.Exact.At, at, s.plainVector(at))
}

func (s *show) valueOf(p value.CriticalPoint) string {
	return s.besides(p.Exact.Value, []float64{p.Value}, s.options.Format.Number(p.Value))
}

func (s *show) eigenvaluesOf(p value.CriticalPoint) string {
	return s.besides(p.Exact.Eigenvalues, p.Rounded(), s.plainVector(p.Rounded()))
}

// searchSummary says how many points there are and whether there can be more.
func (s *show) searchSummary(c value.CriticalPoints) string {
	if curves := curvesIn(c); curves > 0 && !c.Stopped {
		return s.curvesSummary(c, curves)
	}
	switch n := len(c.Points); {
	case c.Stopped:
		return s.say("critical.stopped", n, c.Boxes)
	case c.Proven && n == 0:
		return s.say("critical.none", c.Boxes)
	case c.Proven:
		return s.say("critical.proven", n, c.Boxes)
	case c.Continuum && len(c.Names) == 1:
		return s.say("critical.interval", n)
	case c.Continuum:
		return s.say("critical.continuum", n)
	case c.Starts > 0 && len(c.Regions) == 0:
		return s.say("critical.search", n, c.Starts)
	default:
		return s.say("critical.undecided", n, len(c.Undecided))
	}
}

// curvesIn is how many rows stand for a whole curve or surface.
func curvesIn(c value.CriticalPoints) int {
	curves := 0
	for _, p := range c.Points {
		if p.Along != nil {
			curves++
		}
	}
	return curves
}

// curvesSummary is the summary where there are whole curves, or in more than two variables surfaces.
func (s *show) curvesSummary(c value.CriticalPoints, curves int) string {
	key := "critical.curves"
	if len(c.Names) > 2 {
		key = "critical.surfaces"
	}
	points := len(c.Points) - curves
	if c.Proven {
		return s.say(key+"-proven", points, curves, c.Boxes)
	}
	return s.say(key+"-undecided", points, curves, len(c.Undecided))
}

// mostRegions is how many undecided regions are described one by one.
const mostRegions = 5

func (s *show) regionLines(c value.CriticalPoints) []string {
	var lines []string
	for i, region := range c.Regions {
		if i == mostRegions {
			lines = append(lines, s.say("critical.more-regions", len(c.Regions)-mostRegions))
			break
		}
		lines = append(lines, "  "+s.sides(c.Names, region.Hull)+reason.Colon.In(s.options.Locale)+s.reason(region.Reason))
	}
	return lines
}

// borderLines say where f is not differentiable, and where it ends, on whole curves.
func (s *show) borderLines(c value.CriticalPoints) []string {
	var corners, ends, lines []string
	for _, b := range c.Borders {
		if b.Ends {
			ends = append(ends, b.Where+" = 0")
		} else {
			corners = append(corners, b.Where+" = 0")
		}
	}
	if len(corners) > 0 {
		lines = append(lines, "  "+s.say("critical.corners", c.Function.Label(), corners))
	}
	if len(ends) > 0 {
		lines = append(lines, "  "+s.say("critical.ends", c.Function.Label(), ends))
	}
	return lines
}

// criticalFigure is the landscape of the box with the points marked by their kinds.
func criticalFigure(c value.CriticalPoints) *value.Figure {
	figure := &value.Figure{Layers: []value.Layer{c.Terrain.Ground()}}
	c.MarkIn(figure)
	return figure
}

// criticalPoint shows one point of a search as its verdict.
func (s *show) criticalPoint(p value.CriticalPoint) {
	facts := []string{s.say("verdict." + string(p.Kind)), s.placeOf(p)}
	if !math.IsNaN(p.Value) {
		facts = append(facts, p.Function.Label()+" = "+s.valueOf(p))
	}
	if len(p.Eigenvalues) > 0 {
		facts = append(facts, "λ = "+s.eigenvaluesOf(p))
	}
	s.text(strings.Join(facts, s.semicolon()) + "\n" + s.reason(p.Reason))
}
