package plotting

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"saddle/numerics/reason"
)

// course is how the values of a curve go along x.
type course struct {
	f    func(x, out []float64) // nil: known by its points alone
	x, y []float64
	all  extent
}

func newCourse(f func(x, out []float64), x, y []float64) *course {
	c := &course{f: f, x: x, y: y}
	for _, v := range y {
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			c.all.include(v)
		}
	}
	return c
}

// isConstant reports that values differ by no more than rounding.
func (c *course) isConstant() bool {
	return !(c.all.span() > 1e-12*max(math.Abs(c.all.Min), math.Abs(c.all.Max)))
}

// says tells that values rise or fall all the way, or where they are lowest and highest, as far as they have bounds.
func (c *course) says(low, high end, w words) string {
	up, down, last := false, false, math.NaN()
	for _, v := range c.y {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			continue
		}
		up, down, last = up || v > last, down || v < last, v
	}
	text := ""
	switch {
	case c.isConstant():
		return ""
	case !down:
		text = w.say(reason.Both(", rising", "，单调上升"))
	case !up:
		text = w.say(reason.Both(", falling", "，单调下降"))
	case low.endless == nil && high.endless == nil:
		return w.say(reason.Both(", lowest %s, highest %s", "，%s最低，%s最高"), low.where, high.where)
	case low.endless == nil:
		text = w.say(reason.Both(", lowest %s", "，最低：%s"), low.where)
	case high.endless == nil:
		text = w.say(reason.Both(", highest %s", "，最高：%s"), high.where)
	}
	return text + low.boundless(c.x, reason.Both(", unbounded below %s", "，无下界：%s"), w) + high.boundless(c.x, reason.Both(", unbounded above %s", "，无上界：%s"), w)
}

// end is how far the values of a curve go on one side.
type end struct {
	value   float64 // where it is known
	where   string  // the places that reach it
	endless []float64
}

// boundless says where values grow without end; nothing where they have a bound.
func (e end) boundless(x []float64, text reason.Text, w words) string {
	if e.endless == nil {
		return ""
	}
	names := distinct(e.endless, placeUnit(x))
	if len(names) > mostPlaces {
		return w.say(text, w.say(reason.Both("in %d places", "在 %d 处"), len(names)))
	}
	return w.say(text, w.near(names))
}

func (w words) near(names []string) string {
	return w.say(reason.Both("near %s", "在 %s 附近"), w.listed(names))
}

func (w words) listed(names []string) string {
	return strings.Join(names, w.say(reason.Both(" and ", "、")))
}

// distinct are places as texts, those that read alike once.
func distinct(places []float64, unit float64) (names []string) {
	for _, x := range places {
		if name := toUnit(x, unit); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

var many = reason.Both("in many places", "在许多处")

// mostPlaces is how many places are named rather than counted, mostSummits how many are looked at closer.
const (
	mostPlaces  = 3
	mostSummits = 24
)

// end finds the highest values for sign 1, the lowest for -1.
func (c *course) end(sign float64, w words) end {
	const equal = 1e-9
	summits, more := c.summits(sign)
	if len(summits) == 0 {
		return end{value: math.NaN()}
	}
	e := end{value: sign * slices.MaxFunc(summits, func(a, b summit) int { return cmp.Compare(a.value, b.value) }).value}
	var utmost []float64
	for _, s := range summits {
		if s.endless {
			e.endless = append(e.endless, s.at)
		}
		if top := sign * e.value; s.value == top || top-s.value <= equal*c.width() { // both may be infinite
			utmost = append(utmost, s.at)
		}
	}
	slices.Sort(e.endless)
	slices.Sort(utmost)
	names := distinct(utmost, placeUnit(c.x))
	switch {
	case more || c.isTooFine(sign):
		e.where = w.say(many)
	case len(names) > mostPlaces:
		e.where = w.say(reason.Both("in %d places", "在 %d 处"), len(names))
	default:
		e.where = w.near(names)
	}
	return e
}

// width is the span of the values, or of those beside poles.
func (c *course) width() float64 {
	const much = 100
	all := sortedSample(c.y)
	if middle := quantile(all, 0.95) - quantile(all, 0.05); middle > 0 {
		return min(c.all.span(), much*middle)
	}
	return c.all.span()
}

// isTooFine reports that values come near the utmost ones so often that the utmost lie between those that are known: of a wave
// with fewer than 50 values a period only some crests come within a thousandth.
func (c *course) isTooFine(sign float64) bool {
	const period, fair = 50, 0.1
	in := Range{c.all.Max - fair*c.all.span(), c.all.Max}
	if sign < 0 {
		in = Range{c.all.Min, c.all.Min + fair*c.all.span()}
	}
	times, inside := 0, false
	for _, v := range c.y {
		if in.contains(v) && !inside {
			times++
		}
		inside = in.contains(v)
	}
	return times > mostPlaces && (times*period > len(c.y) || c.zigzags(fair))
}

// zigzags reports that somewhere most values in a row are above or below both neighbours, by a share of the range at least:
// what lies between them is not known.
func (c *course) zigzags(share float64) bool {
	const row, most = 16, 9
	var turns []int
	for i := 1; i+1 < len(c.y); i++ {
		before, after := c.y[i]-c.y[i-1], c.y[i]-c.y[i+1]
		if before*after > 0 && min(math.Abs(before), math.Abs(after)) > share*c.all.span() {
			turns = append(turns, i)
		}
		if n := len(turns); n >= most && i-turns[n-most] < row {
			return true
		}
	}
	return false
}

// stretch is a run of equal values that their neighbours do not exceed.
type stretch struct {
	from, to int
	height   float64
}

// summits are the highest stretches, looked at closer; more where there are too many that come near the highest.
func (c *course) summits(sign float64) (summits []summit, more bool) {
	const near = 0.02
	stretches := c.stretches(sign)
	slices.SortStableFunc(stretches, func(a, b stretch) int { return cmp.Compare(b.height, a.height) })
	least := max(sign*c.all.Min, sign*c.all.Max) - near*c.all.span()
	if len(stretches) > mostSummits {
		more = stretches[mostSummits].height >= least
		stretches = stretches[:mostSummits]
	}
	for _, s := range stretches {
		summits = append(summits, c.summitAt(s, sign))
	}
	return summits, more
}

func (c *course) stretches(sign float64) (list []stretch) {
	height := func(i int) float64 {
		if i < 0 || i >= len(c.y) || math.IsNaN(c.y[i]) {
			return math.Inf(-1)
		}
		return sign * c.y[i]
	}
	for from := 0; from < len(c.y); {
		to := from + 1
		for to < len(c.y) && height(to) == height(from) {
			to++
		}
		if h := height(from); height(from-1) < h && height(to) < h {
			list = append(list, stretch{from, to - 1, h})
		}
		from = to
	}
	return list
}

// summitAt looks closer at a stretch.
func (c *course) summitAt(s stretch, sign float64) summit {
	last := len(c.x) - 1
	middle := (c.x[s.from] + c.x[s.to]) / 2
	if c.f == nil || s.to-s.from > 1 {
		return summit{at: middle, value: s.height}
	}
	step := max(c.x[min(s.to+1, last)]-middle, middle-c.x[max(s.from-1, 0)])
	top := closeUp(c.f, c.x[s.from], step, Range{c.x[0], c.x[last]}, sign, 1e-6*c.all.span())
	if s.height == top.value && !top.endless {
		top.at = middle
	}
	return top
}

// placeUnit is what places are rounded to: a hundredth of what they span, or less.
func placeUnit(x []float64) float64 {
	return math.Pow(10, math.Floor(math.Log10(math.Abs(x[len(x)-1]-x[0])))-2)
}

func toUnit(v, unit float64) string {
	if !(unit > 0) || math.IsInf(unit, 0) {
		return digits(v, 3)
	}
	whole := math.Ceil(math.Log10(max(math.Abs(v)/unit, 1)))
	return digits(tidy(math.Round(v/unit)*unit, unit), int(min(max(whole, 4), 15)))
}
