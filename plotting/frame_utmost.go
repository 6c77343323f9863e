package plotting

import (
	"cmp"
	"math"
	"slices"

	"saddle/numerics/reason"
)

// peak is a place in view where a function is highest of all near it, and its value there.
type peak struct {
	at    [2]float64
	value float64
}

// mostPeaks is how many samples are looked at closer for one end of the range.
const mostPeaks = 24

// peaks finds where sign·f is highest in a view: from the samples that no neighbour exceeds it climbs on. Nothing where the
// range is cut there, where a climb does not end, or where the function is as high all along a line.
func (s *samples) peaks(f Field, v view, sign float64) []peak {
	span := s.high - s.low
	summits := s.summits(sign)
	cell, base := [2]float64{s.x[1] - s.x[0], s.y[1] - s.y[0]}, s.sorted[len(s.sorted)/2]
	var top []peak
	for _, k := range summits[:min(len(summits), mostPeaks)] {
		p, ok := climb(f, v, [2]float64{s.x[k%len(s.x)], s.y[k/len(s.x)]}, sign, 1e-6*span)
		if !ok || !stands(f, v, p, sign, 1e-9*span) || growsIn(f, p.at, cell, v, base, sign) {
			return nil
		}
		top = append(top, tidiedPeak(f, v, p, sign))
	}
	slices.SortStableFunc(top, func(a, b peak) int { return cmp.Compare(sign*b.value, sign*a.value) })
	var apart []peak
	for _, p := range top {
		same := func(q peak) bool {
			return math.Abs(q.at[0]-p.at[0]) < 0.01*v.x.span() && math.Abs(q.at[1]-p.at[1]) < 0.01*v.y.span()
		}
		if math.Abs(p.value-top[0].value) <= 1e-6*span && !slices.ContainsFunc(apart, same) {
			apart = append(apart, p)
		}
	}
	if len(summits) > mostPeaks && len(apart) > 1 {
		return nil // there may be more
	}
	slices.SortFunc(apart, func(a, b peak) int { return cmp.Or(cmp.Compare(a.at[0], b.at[0]), cmp.Compare(a.at[1], b.at[1])) })
	return apart
}

// tidiedPeak is a peak at the place of few digits beside it, where f is as high there: at its corner √x + √y falls to 0.
func tidiedPeak(f Field, v view, p peak, sign float64) peak {
	x, y, z := []float64{p.at[0]}, []float64{p.at[1]}, []float64{0}
	for k, place := range []*float64{&x[0], &y[0]} {
		span := []float64{v.x.span(), v.y.span()}[k]
		unit := math.Pow(10, math.Floor(math.Log10(span))-6)
		*place = tidy(math.Round(*place/unit)*unit, unit)
	}
	if f(x, y, z); v.shows([2]float64{x[0], y[0]}) && sign*z[0] >= sign*p.value {
		return peak{[2]float64{x[0], y[0]}, z[0]}
	}
	return p
}

// summits are the samples that none of their neighbours exceeds, of those nearly as high as the highest, the highest first;
// none where the range is cut below that.
func (s *samples) summits(sign float64) []int {
	nx, ny := len(s.x), len(s.y)
	top := sign * s.z[highestOf(s.z, sign)]
	if n := len(s.sorted); n == 0 || sign > 0 && s.high < s.sorted[n-1] || sign < 0 && s.low > s.sorted[0] {
		return nil
	}
	var list []int
	for k, z := range s.z {
		if s.undefined != nil && s.undefined[k] || !(sign*z >= top-0.02*(s.high-s.low)) {
			continue
		}
		exceeded := false
		for j := max(k/nx-1, 0); j <= min(k/nx+1, ny-1) && !exceeded; j++ {
			for i := max(k%nx-1, 0); i <= min(k%nx+1, nx-1); i++ {
				exceeded = exceeded || sign*s.z[j*nx+i] > sign*z
			}
		}
		if !exceeded {
			list = append(list, k)
		}
	}
	slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(sign*s.z[b], sign*s.z[a]) })
	return list
}

// climber goes on from a place to where sign·f is highest near it.
type climber struct {
	f    Field
	view view
	sign float64
	peak
	dx, dy float64 // between the places that are looked at
}

// around is how many places are looked at to each side.
const around = 2

// climb is where sign·f is highest near a place. ok is false where that does not end at a value to within enough.
func climb(f Field, v view, from [2]float64, sign, enough float64) (p peak, ok bool) {
	const mostSteps = 150
	span := max(v.x.span(), v.y.span())
	c := &climber{f: f, view: v, sign: sign, peak: peak{from, math.NaN()}, dx: v.x.span() / samplesAcross, dy: v.y.span() / samplesAcross}
	for range mostSteps {
		before := c.value
		finite, closer := c.step()
		if !finite {
			return c.peak, false
		}
		if !closer {
			continue
		}
		if max(c.dx, c.dy) < 1e-9*span {
			return c.peak, math.Abs(c.value-before) <= enough
		}
		c.dx, c.dy = c.dx/2, c.dy/2
	}
	return c.peak, false
}

// step goes to the best of 25 places around, or of some along the step to where a parabola through them has its top. closer
// is true where it is time to look at nearer ones.
func (c *climber) step() (finite, closer bool) {
	const row = 2*around + 1
	var x, y, z [row * row]float64
	for k := range z {
		x[k], y[k] = c.within(c.at[0]+float64(k%row-around)*c.dx, c.at[1]+float64(k/row-around)*c.dy)
	}
	c.f(x[:], y[:], z[:])
	middle := len(z) / 2
	k, finite := c.best(z[:], middle)
	if !finite || math.IsNaN(z[k]) {
		return false, false
	}
	c.peak = peak{[2]float64{x[k], y[k]}, z[k]}
	onRim := k/row == 0 || k/row == row-1 || k%row == 0 || k%row == row-1
	gx, gy := (z[middle+1]-z[middle-1])/2, (z[middle+row]-z[middle-row])/2
	hxx, hyy := z[middle+1]-2*z[middle]+z[middle-1], z[middle+row]-2*z[middle]+z[middle-row]
	hxy := (z[middle+row+1] - z[middle+row-1] - z[middle-row+1] + z[middle-row-1]) / 4
	if det := hxx*hyy - hxy*hxy; det != 0 && !math.IsNaN(det) && c.along(x[middle], y[middle], (hxy*gy-hyy*gx)/det*c.dx, (hxy*gx-hxx*gy)/det*c.dy) {
		return true, false
	}
	return true, !onRim
}

// along goes to the best of some places along a step, if it is clearly better than where it stands.
func (c *climber) along(fromX, fromY, dx, dy float64) bool {
	if math.IsNaN(dx+dy) || math.IsInf(dx+dy, 0) {
		return false
	}
	shares := [...]float64{1, 2, 0.5, 0.25, 0.1}
	var x, y, z [len(shares)]float64
	for i, t := range shares {
		x[i], y[i] = c.within(fromX+t*dx, fromY+t*dy)
	}
	c.f(x[:], y[:], z[:])
	k, finite := c.best(z[:], 0)
	if !finite || !(c.sign*(z[k]-c.value) > 1e-12*math.Abs(c.value)) || math.Abs(x[k]-c.at[0]) < c.dx && math.Abs(y[k]-c.at[1]) < c.dy {
		return false
	}
	c.peak = peak{[2]float64{x[k], y[k]}, z[k]}
	return true
}

// best is the number of the highest of values, or otherwise; finite tells that none is infinite.
func (c *climber) best(z []float64, otherwise int) (k int, finite bool) {
	k = otherwise
	for i, w := range z {
		if math.IsInf(w, 0) {
			return k, false
		}
		if c.sign*w > c.sign*z[k] || math.IsNaN(z[k]) {
			k = i
		}
	}
	return k, true
}

// within is the nearest place in view.
func (c *climber) within(x, y float64) (float64, float64) {
	return min(max(x, c.view.x.Min), c.view.x.Max), min(max(y, c.view.y.Min), c.view.y.Max)
}

// stands reports whether a function falls by some amount all around a peak, a hundredth of the view away.
func stands(f Field, v view, p peak, sign, by float64) bool {
	const parts = 24
	var x, y, z [parts]float64
	for k := range parts {
		sin, cos := math.Sincos(2 * math.Pi * float64(k) / parts)
		x[k], y[k] = p.at[0]+0.02*v.x.span()*cos, p.at[1]+0.02*v.y.span()*sin
	}
	f(x[:], y[:], z[:])
	for k, w := range z {
		if v.shows([2]float64{x[k], y[k]}) && sign*(p.value-w) < by {
			return false
		}
	}
	return true
}

// utmost says an end of the range of a landscape: with its place where it is known, else to a hundredth of the range.
func (s *samples) utmost(f Field, v view, sign, end float64, w words) string {
	peaks := s.peaks(f, v, sign)
	if len(peaks) == 0 {
		return w.say(reason.Both("about %s", "约 %s"), roughly(end, s)) + s.endless(f, v, sign, w)
	}
	value := s.exactly(peaks[0].value)
	if len(peaks) > mostPlaces {
		return w.say(reason.Both("%s in %d places", "%s（在 %d 处）"), value, len(peaks))
	}
	var names []string
	for _, p := range peaks {
		names = append(names, "("+toUnit(p.at[0], placeUnit(s.x))+", "+toUnit(p.at[1], placeUnit(s.y))+")")
	}
	return w.say(reason.Both("%s near %s", "%s（在 %s 附近）"), value, w.listed(names))
}

// endless says that a landscape has no bound on one side, and where it is alone at a point or a few that it grows so.
func (s *samples) endless(f Field, v view, sign float64, w words) string {
	const mostLookedAt = 8
	all := *s
	if n := len(s.sorted); n > 0 { // also beyond what is shown
		all.low, all.high = s.sorted[0], s.sorted[n-1]
	}
	cell := [2]float64{s.x[1] - s.x[0], s.y[1] - s.y[0]}
	summits := all.summits(sign)
	if len(summits) == 0 {
		summits = []int{highestOf(s.z, sign)}
	}
	var names []string
	alone := len(summits) <= mostLookedAt
	for _, k := range summits[:min(len(summits), mostLookedAt)] {
		at, endless := isEndlessIn(f, [2]float64{s.x[k%len(s.x)], s.y[k/len(s.x)]}, cell, v, sign, 1e-6*(s.high-s.low))
		if !endless {
			continue
		}
		if name := "(" + toUnit(at[0], placeUnit(s.x)) + ", " + toUnit(at[1], placeUnit(s.y)) + ")"; !slices.Contains(names, name) {
			names = append(names, name)
		}
		alone = alone && stands(f, v, peak{at, s.z[k]}, sign, 0)
	}
	switch {
	case len(names) == 0:
		return ""
	case (!alone || len(names) > mostPlaces) && sign > 0:
		return w.say(reason.Both(" (unbounded above)", "（无上界）"))
	case !alone || len(names) > mostPlaces:
		return w.say(reason.Both(" (unbounded below)", "（无下界）"))
	case sign > 0:
		return w.say(reason.Both(" (unbounded above near %s)", "（在 %s 附近无上界）"), w.listed(names))
	}
	return w.say(reason.Both(" (unbounded below near %s)", "（在 %s 附近无下界）"), w.listed(names))
}

// exactly is a value with four digits, or as many as a thousandth of what the samples span takes; what is far below that, as
// the climb leaves it, is nothing.
func (s *samples) exactly(v float64) string {
	unit := math.Pow(10, math.Floor(math.Log10(s.high-s.low))-3)
	if !(unit > 0) {
		return digits(v, 4)
	}
	whole := math.Ceil(math.Log10(max(math.Abs(v)/unit, 1)))
	fine := unit / 100
	return digits(tidy(math.Round(v/fine)*fine, fine), int(min(max(whole, 4), 12)))
}
