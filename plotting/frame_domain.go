package plotting

import "math"

// Where nothing says what to show, the default range is shown, unless the
// functions are undefined on much of it: then a range of the same size, or the
// domain itself where that is smaller, and further out a larger one.

// mostlyDefined is the share of the default range on which a function must
// have a value for it to be shown there.
const mostlyDefined = 0.7

// outlooks are how many times further than the default range a domain is
// sought.
var outlooks = []float64{2, 20, 200, 2000}

// domainSamples are taken along a line, and fewer along each side of a plane.
const domainSamples, domainAcross = 49, 25

// definedRange is where curves are shown of which nothing else is known.
func definedRange(curves []func(x, out []float64)) Range {
	defined := func(r Range) (where extent, share float64) {
		n, x, y := 0, evenly(r, domainSamples), make([]float64, domainSamples)
		for _, f := range curves {
			f(x, y)
			for i := range x {
				if !math.IsNaN(y[i]) {
					where.include(x[i])
					n++
				}
			}
		}
		return where, float64(n) / float64(max(len(curves), 1)*domainSamples)
	}
	if _, share := defined(defaultRange); share >= mostlyDefined || len(curves) == 0 {
		return defaultRange
	}
	for _, times := range outlooks {
		wide := outlook(times)
		if where, _ := defined(wide); where.some {
			return domainWindow(where.Range, wide, domainSamples)
		}
	}
	return defaultRange
}

// definedView is where functions of the plane are shown; ok reports whether that
// is not the default.
func definedView(fields []Field) (v view, ok bool) {
	defined := func(r Range) (where box, share float64) {
		var x, y []float64
		for _, b := range evenly(r, domainAcross) {
			for _, a := range evenly(r, domainAcross) {
				x, y = append(x, a), append(y, b)
			}
		}
		n, z := 0, make([]float64, len(x))
		for _, f := range fields {
			f(x, y, z)
			for i, value := range z {
				if !math.IsNaN(value) {
					where.include(x[i], y[i])
					n++
				}
			}
		}
		return where, float64(n) / float64(max(len(fields), 1)*len(x))
	}
	if _, share := defined(defaultRange); share >= mostlyDefined || len(fields) == 0 {
		return view{}, false
	}
	for _, times := range outlooks {
		wide := outlook(times)
		if where, _ := defined(wide); where.some() {
			x, y := domainWindow(where.x.Range, wide, domainAcross), domainWindow(where.y.Range, wide, domainAcross)
			span := roundSpan(max(x.span(), y.span()))
			return view{x: centred(x, span), y: centred(y, span), alike: true}, true
		}
	}
	return view{}, false
}

func outlook(times float64) Range { return Range{times * defaultRange.Min, times * defaultRange.Max} }

// domainWindow is the part of a domain that is shown, which was sought in a wide
// range: all of it where both its ends are in sight, else half as much as was
// looked at, from the end that is. It was looked at in so many places.
func domainWindow(domain, wide Range, places int) Range {
	step := wide.span() / float64(places-1)
	size := wide.span() / 2
	low, high := domain.Min > wide.Min+step/2, domain.Max < wide.Max-step/2
	switch {
	case low && high:
		return domain.grownBy(step)
	case low:
		return Range{domain.Min - step, domain.Min - step + size}
	case high:
		return Range{domain.Max + step - size, domain.Max + step}
	}
	return Range{wide.middle() - size/2, wide.middle() + size/2}
}
