package plotting

import (
	"cmp"
	"image/color"
	"math"
	"slices"

	"saddle/numerics/reason"
)

// Bars shows numbers as bars coloured by sign, such as the eigenvalues of a
// Hessian. Where their sizes pass a factor of a thousand, the axis is
// logarithmic and shows the size alone.
type Bars struct {
	Name   string
	Values []float64
	Labels []string // below the bars; nil: 1, 2, …
}

func (l Bars) texts() []string { return append([]string{l.Name}, l.Labels...) }

func (l Bars) axisName() string { return l.Name }

// rounded is up to what share of the largest value one may be rounding.
const rounded = 1e-11

// steady is the factor between neighbouring sizes up to which small values are
// taken for meant, where all are of one sign: a list of powers.
const steady = 1e6

// known are the values, zero where they may be the rounding of a zero: far
// smaller than the largest, and of both signs or parted from the rest by a gap.
func (l Bars) known() []float64 {
	var sizes, small, rest extent
	for _, v := range l.Values {
		sizes.include(math.Abs(v))
	}
	tiny := rounded * sizes.Max
	for _, v := range l.Values {
		switch size := math.Abs(v); {
		case size == 0:
		case size < tiny:
			small.include(size)
		default:
			rest.include(size)
		}
	}
	negative := slices.ContainsFunc(l.Values, func(v float64) bool { return v < 0 && -v < tiny })
	if !small.some || !negative && rest.Min/steady < small.Max {
		return l.Values
	}
	values := slices.Clone(l.Values)
	for i, v := range values {
		if math.Abs(v) < tiny {
			values[i] = 0
		}
	}
	return values
}

// sizes reports whether the sizes are to be shown on a logarithmic axis.
func (l Bars) sizes() bool {
	var e extent
	for _, v := range l.known() {
		if v != 0 {
			e.include(math.Abs(v))
		}
	}
	return e.some && e.Max/1e3 > e.Min && manyAreSmall(l.known())
}

func (l Bars) reach(b *bounds) {
	b.x.include(0.4, float64(len(l.Values))+0.6)
	b.whole, b.names = true, l.Labels
	b.zero = true
	b.sizes = slices.Grow(b.sizes, len(l.Values))
	for _, v := range l.known() {
		b.sizes = append(b.sizes, math.Abs(v))
	}
	if !l.sizes() {
		b.y.include(l.known()...)
		return
	}
	for _, v := range l.known() {
		if v != 0 {
			b.values = append(b.values, math.Abs(v))
			b.y.include(math.Abs(v))
		}
	}
}

// cleared is how many values known takes for zero.
func (l Bars) cleared() (n int) {
	for i, v := range l.known() {
		n += one(v != l.Values[i] && v == 0)
	}
	return n
}

var (
	shownAsZero  = reason.Both(", %d shown as 0, so small beside the largest that it may be rounding", "，其中 %d 个与最大的相比太小，可能只是舍入误差，显示为 0")
	shownAsZeros = reason.Both(", %d shown as 0, so small beside the largest that they may be rounding", "，其中 %d 个与最大的相比太小，可能只是舍入误差，显示为 0")
)

func (l Bars) facts(v view, w words) string {
	negative := 0
	var e extent
	for _, x := range l.known() {
		e.include(x)
		negative += one(x < 0)
	}
	if !e.some {
		return w.say(noValues, cmp.Or(l.Name, w.say(someValues)))
	}
	text := w.counted(len(l.Values), reason.Both("%s: %d bar from %s to %s, %d of them negative", "%s：%d 个条形，从 %s 到 %s，其中 %d 个为负"), reason.Both("%s: %d bars from %s to %s, %d of them negative", "%s：%d 个条形，从 %s 到 %s，其中 %d 个为负"), cmp.Or(l.Name, w.say(someValues)), len(l.Values), digits(e.Min, e.digits()), digits(e.Max, e.digits()), negative)
	if n := infinite(l.Values); n > 0 {
		text += w.say(notFinite, n)
	}
	if n := l.cleared(); n > 0 {
		text += w.counted(n, shownAsZero, shownAsZeros, n)
	}
	if v.logY && negative > 0 {
		return text + w.say(reason.Both(", their sizes on a logarithmic axis", "，按绝对值画在对数轴上"))
	}
	if v.logY {
		text += w.say(onLogarithmic)
	}
	return text
}

// columns is the mark of Bars.
type columns struct {
	Bars
	words words
	log   bool // the axis is logarithmic and shows sizes
}

func (l Bars) prepare(st *stage) (mark, error) {
	l.Values = l.known()
	return &columns{l, st.words, st.view.logY}, nil
}
func (m *columns) rank() int { return rankCurve }

func signColor(v float64) color.RGBA {
	if v < 0 {
		return blue
	}
	return vermillion
}

func (m *columns) entries() []entry {
	var list []entry
	for _, kind := range []struct {
		name reason.Text
		sign float64
	}{{reason.Both("positive", "正"), 1}, {reason.Both("negative", "负"), -1}} {
		if slices.ContainsFunc(m.Values, func(v float64) bool { return v*kind.sign > 0 }) {
			name := m.words.say(kind.name)
			if m.log && kind.sign < 0 {
				name += m.words.say(reason.Both(" (their size)", "（绝对值）"))
			}
			list = append(list, entry{name, patch(signColor(kind.sign))})
		}
	}
	if len(list) < 2 {
		return nil
	}
	return list
}
