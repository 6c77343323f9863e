package display

import (
	"slices"
	"strconv"
	"strings"

	"saddle/kernel/lang/value"
	"saddle/numerics/constrained"
	"saddle/numerics/reason"
)

// constrained shows a point a row, what is proven, and the picture.
func (s *show) constrained(c value.Constrained) error {
	head := []string{"", s.say("critical.kind"), pointNamed(c.Names), c.Function.Label(), s.say("constrained.multipliers"), ""}
	lines := append([]string{s.constrainedSummary(c)}, s.constrainedRegions(c)...)
	if slices.ContainsFunc(c.Points, func(p constrained.Point) bool { return p.Kind == constrained.Singular }) {
		lines = append(lines, s.say("constrained.singular"))
	}
	var rows [][]string
	items := c.Items()
	near := s.apart(items, func(item value.Value) []float64 { return item.(value.ConstrainedPoint).At })
	for _, k := range value.Rows(len(items)) {
		if k < 0 {
			rows = append(rows, []string{"…", "", "", "", "", ""})
			continue
		}
		rows = append(rows, s.constrainedRow(k, items[k].(value.ConstrainedPoint), near))
	}
	s.result(lines, head, rows)
	return s.scene(c)
}

// constrainedRegions are the regions in which it is undecided how many points there are, a line each.
func (s *show) constrainedRegions(c value.Constrained) (lines []string) {
	for k, region := range c.Undecided {
		if k == mostRegions {
			return append(lines, s.say("critical.more-regions", len(c.Undecided)-mostRegions))
		}
		key := "constrained.region"
		if region.Many {
			key = "constrained.region-many"
		}
		lines = append(lines, "  "+s.sides(c.Names, region.Hull)+reason.Colon.In(s.options.Locale)+s.say(key))
	}
	return lines
}

// constrainedRow is the row of one point, whose place is written by near.
func (s *show) constrainedRow(k int, p value.ConstrainedPoint, near *show) []string {
	multipliers, proven := "", ""
	if p.Multipliers != nil {
		multipliers = s.pointText(p.Exact.Multipliers, p.Multipliers)
	}
	if !p.Proven {
		proven = s.say("critical.not-proven")
	}
	return []string{strconv.Itoa(k + 1), s.say("verdict." + string(p.Kind)), near.pointText(p.Exact.At, p.At), s.pointText(p.Exact.Value, []float64{p.Value}), multipliers, proven}
}

// constrainedSummary says how many points there are and whether there can be more.
func (s *show) constrainedSummary(c value.Constrained) string {
	set := equationsText(c.On)
	box := s.sides(c.Names, c.Box)
	switch n := len(c.Points); {
	case c.Everywhere:
		return s.say("constrained.everywhere", c.Function.Label(), set)
	case c.Stopped:
		return s.say("constrained.stopped", n, c.Boxes)
	case len(c.Undecided) > 0:
		return s.say("constrained.undecided", n, set, len(c.Undecided))
	case c.Asked && n == 0:
		return s.say("constrained.none", set, c.Boxes)
	case c.Asked:
		return s.say("constrained.proven", n, set, c.Boxes)
	case c.Whole && n == 0:
		return s.say("constrained.none-whole", set, c.Boxes)
	case c.Whole:
		return s.say("constrained.whole", n, set, c.Boxes)
	case n == 0:
		return s.say("constrained.none-open", set, box, s.sides(c.Names, constrained.Cube(len(c.Names), 100)))
	default:
		return s.say("constrained.open", n, set, box)
	}
}

// equationsText is a set by its equations: g = 0, or g = h = 0.
func equationsText(names []string) string { return strings.Join(names, " = ") + " = 0" }

// constrainedPoint shows one of the points as its verdict.
func (s *show) constrainedPoint(p value.ConstrainedPoint) {
	facts := []string{s.say("verdict." + string(p.Kind)), s.pointText(p.Exact.At, p.At), p.Function.Label() + " = " + s.pointText(p.Exact.Value, []float64{p.Value})}
	if p.Multipliers != nil {
		facts = append(facts, "λ = "+s.pointText(p.Exact.Multipliers, p.Multipliers))
	}
	key := "constrained.point." + string(p.Kind)
	if p.Kind == constrained.Singular {
		key = "constrained.singular"
	}
	s.text(strings.Join(facts, s.semicolon()) + "\n" + s.say(key))
}
