package plotting

import (
	"cmp"
	"math"

	"saddle/numerics/reason"
)

// Ellipse shows a symmetric matrix in the plane: the level set dᵀAd = 1 as a
// solid line, the image {Au : |u| = 1} of the unit circle dashed, and the
// eigenvectors as arrows of length |λ|.
//
// The level set is an ellipse with half-axes 1/√λ when both eigenvalues are
// positive (of dᵀAd = -1 when both are negative), the two hyperbolas
// dᵀAd = ±1 when they differ in sign, two parallel lines when one is zero.
// Where it would be far larger or smaller than the image, another level is
// drawn and named.
type Ellipse struct {
	Name string
	A    [2][2]float64
	At   [2]float64
	// Scale is the length of a unit of the matrix' plane in the figure's. 0: one
	// where that is seen well in the view, else a round number that is told.
	Scale        float64
	HideLevelSet bool
	HideImage    bool
}

func (l Ellipse) texts() []string { return []string{l.Name} }

func (l Ellipse) reach(b *bounds) {
	b.alike, b.equal = true, true
	around, scale := &b.box, l.Scale
	if scale == 0 {
		around, scale = &b.soft, 1
		b.near = append(b.near, l.At)
		b.readable = l.radius() < mostReadable && l.radius() > 1/mostReadable
	}
	rx, ry := scale*1.15*l.reachAlong(0), scale*1.15*l.reachAlong(1)
	around.include(l.At[0]-rx, l.At[1]-ry)
	around.include(l.At[0]+rx, l.At[1]+ry)
}

// mostReadable is up to what radius an ellipse sets the range of a landscape
// that has nothing else to set it.
const mostReadable = 20

// levelSeen is how many times smaller than the image a level set is still seen.
const levelSeen = 15.0

// radius is how far the figure reaches from its middle, in the matrix' plane.
func (l Ellipse) radius() float64 {
	e := principals(l.A)
	r := math.Max(math.Abs(e[0].value), math.Abs(e[1].value))
	level := l.level()
	for _, p := range e {
		if p.value != 0 && !l.HideLevelSet {
			half := math.Sqrt(level / math.Abs(p.value))
			if e[0].value*e[1].value < 0 { // a hyperbola goes on: show it to twice its vertex
				half *= 1.6
			}
			r = math.Max(r, half)
		}
	}
	if r == 0 {
		return 1
	}
	return r
}

// level is the c of the level set dᵀAd = c: 1, or a power of ten that makes
// its size like the image's.
func (l Ellipse) level() float64 {
	e := principals(l.A)
	a, b := math.Abs(e[0].value), math.Abs(e[1].value)
	small, large := min(a, b), max(a, b)
	if small == 0 {
		small = large
	}
	if small == 0 || l.HideImage {
		return 1
	}
	size := math.Sqrt(1 / small)
	if ratio := large / size; ratio < levelSeen && ratio > 1/levelSeen {
		return 1
	}
	return math.Pow(10, math.Round(math.Log10(large*large*small)))
}

func (l Ellipse) facts(v view, w words) string {
	e := principals(l.A)
	text := w.say(reason.Both("%s with λ₁ = %s, λ₂ = %s", "%s，λ₁ = %s，λ₂ = %s"), w.say(l.shape()), digits(e[0].value, 4), digits(e[1].value, 4))
	if level := l.level(); level != 1 && !l.HideLevelSet {
		text += w.say(reason.Comma) + l.levelName(level)
	}
	return text + w.scaled(l.scaleIn(v)) + w.unlessShown(v, l.At)
}

// scaled says at which scale something is drawn, unless that is one.
func (w words) scaled(scale float64) string {
	if scale == 1 {
		return ""
	}
	return w.say(reason.Comma) + w.say(reason.Both("drawn × %s", "按 %s 倍缩放绘制"), short(scale, 3))
}

// levelName is the equation of the level set.
func (l Ellipse) levelName(level float64) string {
	return "dᵀ" + cmp.Or(l.Name, "A") + " d = " + short(level, 4)
}

// scaleIn is the scale that the ellipse is drawn at in a view: one while the
// image fits and is not lost in it.
func (l Ellipse) scaleIn(v view) float64 {
	if l.Scale != 0 {
		return l.Scale
	}
	return scaleAt(l.At, v, l.reachAlong(0), l.reachAlong(1))
}

// scaleAt is the scale at which what reaches so far to all sides of a point is
// seen well in a view: one, if it is.
func scaleAt(at [2]float64, v view, width, height float64) float64 {
	room := 0.4 * min(v.x.span()/width, v.y.span()/height)
	if v.shows(at) {
		room = max(room, 0.95*min(
			min(v.x.Max-at[0], at[0]-v.x.Min)/width,
			min(v.y.Max-at[1], at[1]-v.y.Min)/height,
		))
	}
	if room >= 1 && max(width/v.x.span(), height/v.y.span()) > 0.1 {
		return 1
	}
	return roundBelow(room)
}

// reachAlong is how far the image, the unit circle and a closed level set reach
// along a coordinate.
func (l Ellipse) reachAlong(i int) float64 {
	e := principals(l.A)
	image := math.Hypot(e[0].value*e[0].direction[i], e[1].value*e[1].direction[i])
	if e[0].value*e[1].value <= 0 || l.HideLevelSet {
		return l.radius()
	}
	level := l.level()
	set := math.Sqrt(level) * math.Hypot(e[0].direction[i]/math.Sqrt(math.Abs(e[0].value)), e[1].direction[i]/math.Sqrt(math.Abs(e[1].value)))
	return max(image, set)
}

// roundBelow is the largest 1, 2, 3, 4, 5, 6 or 8 times a power of ten up to v.
func roundBelow(v float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(v)))
	for _, m := range []float64{8, 6, 5, 4, 3, 2} {
		if m*power <= v {
			return tidy(m*power, power)
		}
	}
	return tidy(power, power)
}

// shape names the level set.
func (l Ellipse) shape() reason.Text {
	e := principals(l.A)
	a, b := e[0].value, e[1].value
	switch {
	case a == 0 && b == 0:
		return reason.Both("no level set", "没有等值线")
	case a == 0 || b == 0:
		return reason.Both("parallel lines", "平行线")
	case a*b < 0:
		return reason.Both("hyperbolas", "双曲线")
	case a == b:
		return reason.Both("circle", "圆")
	}
	return reason.Both("ellipse", "椭圆")
}
