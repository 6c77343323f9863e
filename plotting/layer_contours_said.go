package plotting

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"saddle/numerics/reason"
)

func (c Contours) facts(v view, w words) string {
	name := cmp.Or(c.Name, w.say(aFunction))
	z := c.coarsely(v)
	value, ok := constant(z)
	if ok && math.IsNaN(value) {
		return w.say(reason.Both("%s is undefined on %s", "%s 在 %s 上无定义"), name, v.box())
	}
	if ok {
		return w.say(reason.Both("%s is %s everywhere on %s", "%s 处处等于 %s，区域 %s"), name, digits(value, 4), v.box())
	}
	if few := c.few(v, z, w); few != "" {
		return w.say(reason.Both("%s on %s", "%s，区域 %s"), name, v.box()) + few
	}
	return w.say(reason.Both("contours of %s on %s", "%s 在 %s 上的等高线"), name, v.box()) + c.heights(v, w)
}

// plain says, behind its name, what a function is that is nothing, one value or a few; empty: it has many.
func (c Contours) plain(v view, w words) string {
	z := c.coarsely(v)
	value, ok := constant(z)
	if ok && math.IsNaN(value) {
		return w.say(reason.Both(", undefined", "，无定义"))
	}
	if ok {
		return w.say(everywhere, digits(value, 4))
	}
	return c.few(v, z, w)
}

// few says the values of a function that has few; z are some.
func (c Contours) few(v view, z []float64, w words) string {
	if values := c.fewValues(v, z); values != nil {
		return w.say(reason.Both(", of the values %s", "，取值 %s"), strings.Join(values, w.say(reason.Between)))
	}
	return ""
}

// heights says the range of what is shown and how many levels there are; nothing
// where the function is constant.
func (c Contours) heights(v view, w words) string {
	s, err := sampled(context.Background(), c.F, v)
	switch {
	case err != nil:
		return ""
	case v.memory == nil:
		return c.heightsOf(s, v, w)
	}
	m := memorised{v.memory, fmt.Sprint("heights ", c.Name, c.shared != nil), c.gist(&stage{view: v, words: w, saddles: v.saddles}, s)}
	said, ok := m.memory.recall(m.name, m.of).(string)
	if !ok {
		said = c.heightsOf(s, v, w)
		m.memory.keep(m.name, m.of, said)
	}
	spareValues.Put(s.z)
	return said
}

// heightsOf is heights by samples as they were taken.
func (c Contours) heightsOf(s *samples, v view, w words) string {
	m := c.over(s, v, w, v.saddles)
	if !(m.samples.low < m.samples.high) || len(m.levels.values) == 0 {
		return ""
	}
	low, high := m.samples.utmost(c.F, v, -1, m.samples.low, w), m.samples.utmost(c.F, v, 1, m.samples.high, w)
	if c.shared != nil { // its levels are said where they are chosen
		return w.say(reason.Both(" from %s to %s", "，取值从 %s 到 %s"), low, high)
	}
	n := len(m.levels.values)
	return w.counted(n, reason.Both(" from %s to %s, %d level", "，取值从 %s 到 %s，%d 条等高线"), reason.Both(" from %s to %s, %d levels", "，取值从 %s 到 %s，%d 条等高线"),
		low, high, n)
}

// roughly is a value to a hundredth or less of what samples span: they need not
// hit the least value itself.
func roughly(v float64, s *samples) string {
	return toUnit(v, math.Pow(10, math.Floor(math.Log10(s.high-s.low))-2))
}

// fewValues are the values of a function that has few, as text; z are some.
func (c Contours) fewValues(v view, z []float64) []string {
	slices.Sort(z)
	if len(slices.Compact(z)) > mostPlateaus {
		return nil
	}
	s, err := sample(context.Background(), c.F, v)
	if err != nil {
		return nil
	}
	var texts []string
	for _, value := range s.plateaus() {
		texts = append(texts, digits(value, 4))
	}
	return texts
}

// coarsely is some values of the function in a view.
func (c Contours) coarsely(v view) []float64 {
	const n = 9
	x, y, z := make([]float64, 0, n*n), make([]float64, 0, n*n), make([]float64, n*n)
	for _, b := range evenly(v.y, n) {
		for _, a := range evenly(v.x, n) {
			x, y = append(x, a), append(y, b)
		}
	}
	c.F(x, y, z)
	return z
}

// constant reports whether values are one, or none are defined.
func constant(z []float64) (value float64, ok bool) {
	for _, w := range z {
		if w != z[0] && !(math.IsNaN(w) && math.IsNaN(z[0])) {
			return 0, false
		}
	}
	return z[0], true
}
