package interval

import "math"

// Box is the points of which each coordinate is in the interval at its place. All boxes of one purpose have as many.
type Box []Interval

// Middle is the box of the middles alone.
func (x Box) Middle() Box {
	m := make(Box, len(x))
	x.PutMiddle(m)
	return m
}

// PutMiddle writes Middle to a box of as many sides.
func (x Box) PutMiddle(m Box) {
	for i, r := range x {
		m[i] = Exactly(r.Mid())
	}
}

// Centre is the point in the middle.
func (x Box) Centre() []float64 {
	at := make([]float64, len(x))
	for i, r := range x {
		at[i] = r.Mid()
	}
	return at
}

// Widest is the largest width.
func (x Box) Widest() float64 {
	widest := 0.0
	for _, r := range x {
		widest = math.Max(widest, r.Width())
	}
	return widest
}

// WidestIn is the side that is the largest part of that of a larger box, the first of several.
func (x Box) WidestIn(whole Box) int {
	widest := 0
	for i := range x {
		if x[i].Width()*whole[widest].Width() > x[widest].Width()*whole[i].Width() {
			widest = i
		}
	}
	return widest
}

// WidthIn is the largest width as a part of that of a larger box.
func (x Box) WidthIn(whole Box) float64 {
	widest := 0.0
	for i, r := range x {
		widest = math.Max(widest, r.Width()/whole[i].Width())
	}
	return widest
}

// IsFiner reports whether all sides are narrower than a least width.
func (x Box) IsFiner(least func(i int, r Interval) float64) bool {
	for i, r := range x {
		if r.Width() >= least(i, r) {
			return false
		}
	}
	return true
}

// Narrowest is the smallest of some boxes around a point of which something holds: the first is 2⁻⁵¹ units wide to each side, each
// other one eight times as wide as the one before. It is false where it holds of none.
func Narrowest(z []float64, unit func(i int) float64, holds func(Box) bool) (Box, bool) {
	const boxes = 14
	radius := 0x1p-51
	for range boxes {
		box := make(Box, len(z))
		for i := range box {
			spread := radius * unit(i)
			box[i] = Of(z[i]-spread, z[i]+spread)
		}
		if holds(box) {
			return box, true
		}
		radius *= 8
	}
	return nil, false
}

// Steepest is the direction in which what is enclosed over the box varies most, its widest part of a whole box where smear, how
// steep that is at most in a direction, is 0 or without bound. A side narrower than least is the last choice.
func (x Box) Steepest(whole Box, smear func(i int) float64, least func(i int, r Interval) float64) int {
	best, direction := -1.0, 0
	for i, r := range x {
		weight := r.Width() / whole[i].Width()
		if steep := smear(i); steep > 0 && steep < math.MaxFloat64 {
			weight = math.Max(r.Width()*steep, 1e-3*weight)
		}
		if least(i, r) > r.Width() {
			weight = 0
		}
		if weight > best {
			best, direction = weight, i
		}
	}
	return direction
}

// Cut is the two parts of a box that meet where side i has a number.
func (x Box) Cut(i int, at float64) (low, high Box) {
	low, high = x.Clone(), x.Clone()
	low[i].Hi, high[i].Lo = at, at
	return low, high
}

// Clone is a copy that may be changed.
func (x Box) Clone() Box { return append(Box(nil), x...) }

// Within reports whether x lies in y.
func (x Box) Within(y Box) bool {
	for i := range x {
		if x[i].Lo < y[i].Lo || x[i].Hi > y[i].Hi {
			return false
		}
	}
	return true
}

// Meets reports whether x and y have a point in common.
func (x Box) Meets(y Box) bool {
	for i := range x {
		if x[i].Lo > y[i].Hi || y[i].Lo > x[i].Hi {
			return false
		}
	}
	return true
}

// Hull is the least box with both in it.
func (x Box) Hull(y Box) Box {
	h := make(Box, len(x))
	for i := range x {
		h[i] = x[i].Hull(y[i])
	}
	return h
}

// Volume is the product of the widths.
func (x Box) Volume() float64 {
	volume := 1.0
	for _, r := range x {
		volume *= r.Width()
	}
	return volume
}

// Around is the box of the points at most so far from p along each axis; far out, where that would be lost in rounding, it
// reaches a small part of the coordinate instead.
func Around(p []float64, reach float64) Box {
	const part = 1e-12
	x := make(Box, len(p))
	for i, at := range p {
		far := reach
		if reach > 0 {
			far = math.Max(reach, part*math.Abs(at))
		}
		x[i] = Of(at-far, at+far)
	}
	return x
}

// Rounded is a point with so many units in the last place on every side.
func Rounded(p []float64, ulps float64) Box {
	const unit = 0x1p-52
	x := make(Box, len(p))
	for i, at := range p {
		reach := ulps*unit*math.Abs(at) + 1e-300
		x[i] = Of(at-reach, at+reach)
	}
	return x
}

// Widened enlarges a box within a whole one, up to six times by half its width on each side, as long as something holds on it.
func (x Box) Widened(whole Box, holds func(Box) bool) Box {
	for range 6 {
		larger := make(Box, len(x))
		for i, r := range x {
			extra := r.Width() / 2
			larger[i] = Of(math.Max(r.Lo-extra, whole[i].Lo), math.Min(r.Hi+extra, whole[i].Hi))
		}
		if !holds(larger) {
			break
		}
		x = larger
	}
	return x
}
