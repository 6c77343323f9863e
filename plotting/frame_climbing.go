package plotting

import "slices"

// includeClimbing takes into the picture of values that stay as much of those
// that go off as lets the others be seen: on an even axis up to twice their
// range above them, on a logarithmic one up to as many powers of ten. Whether it
// is logarithmic is for those that stay to say.
func (b *bounds) includeClimbing(as Scale) {
	stay := b.y
	if !stay.some || as == Symmetric { // where every size is seen
		for _, r := range b.climbing {
			b.y.include(r.Min, r.Max)
		}
		return
	}
	top := stay.Max + 2*max(stay.span(), 0.1*abs(stay.Max))
	logs := as == Logarithmic || as == AutoScale && wantsLog([]float64{stay.Min, stay.Max})
	if logs && stay.Min > 0 {
		top = stay.Max * max(stay.Max/stay.Min, 10)
	}
	for _, r := range b.climbing {
		b.y.include(min(r.Min, top), min(r.Max, top))
	}
	b.values = slices.DeleteFunc(b.values, func(v float64) bool { return v > top })
}

func abs(x float64) float64 { return max(x, -x) }
