package plotting

import (
	"cmp"
	"math"
	"slices"

	"saddle/numerics/reason"
)

// Histogram counts values, for example the steps that runs needed to escape.
// Several in a figure share their bins; the median of each is marked.
type Histogram struct {
	Name   string
	Values []float64 // those that are not finite are left out and told
	Bins   int       // 0: chosen
}

func (l Histogram) texts() []string { return []string{l.Name} }

func (l Histogram) reach(b *bounds) {
	b.tallied = append(b.tallied, l.Values)
	b.bins = max(b.bins, l.Bins)
	b.zero, b.counts = true, true
	b.curved = append(b.curved, func(_ Range, b *bounds) {
		counts, _ := l.counted(b.edges)
		b.y.include(counts...)
	})
}

// counted is how many of the finite values are in each bin, and in none.
func (l Histogram) counted(edges []float64) (counts []float64, beyond int) {
	return countIn(edges, sortedValues(l.Values))
}

// edgesIn are the bins of a view, or those of the histogram by itself.
func (l Histogram) edgesIn(v view) []float64 {
	if len(v.edges) > 0 {
		return v.edges
	}
	return binsOf([][]float64{l.Values}, l.Bins, false, false)
}

func (l Histogram) facts(v view, w words) string {
	sorted := sortedValues(l.Values)
	name := cmp.Or(l.Name, w.say(someValues))
	if len(sorted) == 0 {
		return w.say(noValues, name)
	}
	text := w.counted(len(sorted), reason.Both("histogram of %s: %d value, %s", "%s 的直方图：%d 个值 %s"), reason.Both("histogram of %s: %d values, all %s", "%s 的直方图：%d 个值，都是 %s"), name, len(sorted), digits(sorted[0], 4))
	exact := l.exact()
	if sorted[0] < sorted[len(sorted)-1] {
		text = w.say(reason.Both("histogram of %s: %d values from %s to %s, median %s", "%s 的直方图：%d 个值，从 %s 到 %s，中位数 %s"), name, len(sorted), digits(sorted[0], exact), digits(sorted[len(sorted)-1], exact), digits(middleOf(l.Values), exact))
	}
	if left := len(l.Values) - len(sorted); left > 0 {
		text += w.say(notFinite, left)
	}
	edges := l.edgesIn(v)
	counts, beyond := l.counted(edges)
	if k := slices.Index(counts, slices.Max(counts)); len(counts) > 1 && counts[k] > 1 {
		text += w.say(reason.Both(", most, %d, in [%s, %s]", "，最多的 %d 个在 [%s, %s]"), int(counts[k]), digits(edges[k], exact), digits(edges[k+1], exact))
	}
	if beyond > 0 {
		text += w.say(beyondBins, beyond, digits(edges[0], exact), digits(edges[len(edges)-1], exact))
	}
	return text
}

var notFinite = reason.Both(", %d not finite", "，%d 个非有限值")

var beyondBins = reason.Both(", %d beyond [%s, %s]", "，%d 个在 [%s, %s] 之外")

// exact is how many digits tell the values apart.
func (l Histogram) exact() int {
	var all extent
	all.include(l.Values...)
	return all.digits()
}

// label names the histogram in the legend, with its median and what is not shown.
func (l Histogram) label(v view, w words) string {
	text := l.Name
	if middle := middleOf(l.Values); !math.IsNaN(middle) {
		if text != "" {
			text += w.say(reason.Both(", ", "，"))
		}
		text += w.say(reason.Both("median %s", "中位数 %s"), short(middle, l.exact()))
	}
	never, edges := 0, l.edgesIn(v)
	for _, x := range l.Values {
		if math.IsInf(x, 0) {
			never++
		}
	}
	if never > 0 {
		text += w.say(reason.Both(", %d infinite", "，%d 个无穷"), never)
	}
	if _, beyond := l.counted(edges); beyond > 0 {
		text += w.say(beyondBins, beyond, short(edges[0], l.exact()), short(edges[len(edges)-1], l.exact()))
	}
	return text
}
