package display

import (
	"math"
	"strconv"
	"strings"

	"saddle/kernel/lang/value"
	"saddle/numerics/exact"
	boxes "saddle/numerics/interval"
	"saddle/numerics/reason"
)

// roots shows a solution a row, what is proven, and the picture.
func (s *show) roots(r value.Roots) error {
	head := []string{"", pointNamed(r.Names), ""}
	var rows [][]string
	items := r.Items()
	near := s.apart(items, func(item value.Value) []float64 { return item.(value.Root).At })
	for _, k := range value.Rows(len(items)) {
		if k < 0 {
			rows = append(rows, []string{"…", "", ""})
			continue
		}
		root := items[k].(value.Root)
		proven := ""
		if !root.Proven {
			proven = s.say("critical.not-proven")
		}
		rows = append(rows, []string{strconv.Itoa(k + 1), near.pointText(root.Exact, root.At), proven})
	}
	s.result(append([]string{s.rootsSummary(r)}, s.rootRegions(r)...), head, rows)
	return s.scene(r)
}

// pointNamed is a point by the names of its numbers: x, or (x, y).
func pointNamed(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	return "(" + strings.Join(names, ", ") + ")"
}

// apart shows points with as many digits as it takes to tell those apart that a table shows.
func (s *show) apart(items []value.Value, place func(value.Value) []float64) *show {
	var points [][]float64
	for _, k := range value.Rows(len(items)) {
		if k >= 0 {
			points = append(points, place(items[k]))
		}
	}
	return s.withDigits(s.options.Format.Apart(points))
}

// withDigits is the same with numbers in another format.
func (s *show) withDigits(format value.Format) *show {
	other := *s
	other.options.Format = format
	return &other
}

// pointText is a point, exactly where that is known too.
func (s *show) pointText(forms []exact.Form, at []float64) string {
	decimals := s.plainVector(at)
	if len(at) == 1 {
		decimals = s.options.Format.Number(at[0])
	}
	return s.besides(forms, at, decimals)
}

// rootsSummary says how many solutions there are and whether there can be more.
func (s *show) rootsSummary(r value.Roots) string {
	switch n := len(r.Solutions); {
	case r.Stopped:
		return s.say("roots.stopped", n, r.Boxes)
	case r.Proven && n == 0:
		return s.say("roots.none", r.Boxes)
	case r.Proven:
		return s.say("roots.proven", n, r.Boxes)
	default:
		return s.say("roots.undecided", n, len(r.Undecided))
	}
}

// rootRegions say where there may be further solutions.
func (s *show) rootRegions(r value.Roots) (lines []string) {
	for k, region := range r.Undecided {
		if k == mostRegions {
			return append(lines, s.say("critical.more-regions", len(r.Undecided)-mostRegions))
		}
		key := "roots.region"
		if region.Many && len(r.Names) == 1 {
			key = "roots.region-interval"
		} else if region.Many {
			key = "roots.region-many"
		}
		lines = append(lines, "  "+s.sides(r.Names, region.Hull)+reason.Colon.In(s.options.Locale)+s.say(key))
	}
	return lines
}

// sides are those of a box, by the names of the variables.
func (s *show) sides(names []string, box []boxes.Interval) string {
	sides := make([]string, len(box))
	for i, r := range box {
		format := s.options.Format.Apart([][]float64{{r.Lo}, {r.Hi}})
		if format != s.options.Format {
			r, format = outward(r), mostDigits
		}
		sides[i] = names[i] + " = " + format.Number(r.Lo) + ".." + format.Number(r.Hi)
	}
	return strings.Join(sides, reason.Between.In(s.options.Locale))
}

// mostDigits tells all numbers apart, and adds nothing to short ones.
const mostDigits = value.Format(15)

// outward widens an interval that is narrow beside its numbers to short ones, by a hundredth of its width at most on each side.
func outward(r boxes.Interval) boxes.Interval {
	unit := math.Pow(10, math.Floor(math.Log10(r.Width()))-2)
	return boxes.Of(math.Floor(r.Lo/unit)*unit, math.Ceil(r.Hi/unit)*unit)
}

// result shows lines, and a table behind the first if it has rows.
func (s *show) result(lines []string, head []string, rows [][]string) {
	text, html := strings.Join(lines, "\n"), "<p>"+escape(lines[0])+"</p>"
	if len(rows) > 0 {
		t := namedTable(head)
		for _, row := range rows {
			t.add(row)
		}
		text += "\n" + alignedTable(append([][]string{head}, rows...))
		html += t.html()
	}
	for _, line := range lines[1:] {
		html += "<p>" + lowered(escape(line)) + "</p>"
	}
	s.text(text)
	s.html(html)
}

// scene shows the picture of a result that has one.
func (s *show) scene(v value.Pictured) error {
	scene := v.Scene()
	if scene == nil {
		return nil
	}
	figure := &value.Figure{}
	scene.In(figure)
	return s.picture(figure)
}

// root shows one solution.
func (s *show) root(r value.Root) {
	text := s.pointText(r.Exact, r.At)
	if !r.Proven {
		text += s.semicolon() + s.say("critical.not-proven")
	}
	s.text(text)
}
