package plotting

import (
	"context"
	"math"
)

// view decides what the figure shows; it means nothing once ctx is done.
func (f *Figure) view(ctx context.Context) view {
	b := bounds{ctx: ctx, logX: f.LogX == Logarithmic, logY: f.LogY == Logarithmic}
	for _, layer := range f.Layers {
		if ctx.Err() != nil {
			break
		}
		layer.reach(&b)
	}
	if b.cells[0] > 0 {
		return f.cellView(b.cells)
	}
	if b.alike {
		return f.planeView(b)
	}
	return f.graphView(b)
}

// planeView shows a plane, and what is to be seen beside the rest of it.
func (f *Figure) planeView(b bounds) view {
	if !b.some() && !b.ground && !b.soft.some() && len(b.near) == 0 {
		b.x.include(b.besideX...)
		b.y.include(b.besideY...)
	}
	v := f.bareView(b)
	v.plane = true
	if f.X.auto() {
		v.x = v.x.reaching(b.besideX).steady(f.before[0])
	}
	if f.Y.auto() {
		v.y = v.y.reaching(b.besideY).steady(f.before[1])
	}
	v.aspect = f.Aspect
	ratio := v.ratio()
	if f.Aspect != 0 {
		v.alike = f.Aspect > 0
		return v
	}
	v.alike = b.equal && ratio < mostUnlike && ratio > 1/mostUnlike || ratio < 2.5 && ratio > 1/2.5
	return v
}

// steady is the range of the picture before where it holds a range and is hardly larger, so that axes stand still while a path
// grows a little and shrinks again; the zero range is none.
func (r Range) steady(before Range) Range {
	const hardly = 1.25
	if before.contains(r.Min) && before.contains(r.Max) && before.span() < hardly*r.span() {
		return before
	}
	return r
}

// reaching is a range that also has some values in view, with a little room.
func (r Range) reaching(values []float64) Range {
	e := extent{Range: r, some: true}
	for _, v := range values {
		if !r.contains(v) && math.Abs(v) < utmost {
			e.include(v)
		}
	}
	if e.Range == r {
		return r
	}
	room := 0.06 * e.span()
	if e.Min < r.Min {
		r.Min = e.Min - room
	}
	if e.Max > r.Max {
		r.Max = e.Max + room
	}
	return r
}

// bareView shows a plane whose two coordinates are of one kind.
func (f *Figure) bareView(b bounds) view {
	b.union(bulkOf(b.ctx, b.paths))
	b.union(b.fleeing.around(b.box))
	b.union(b.beginnings())
	if !b.some() && (!b.ground || b.readable) {
		b.union(b.soft)
	}
	room := 0.1
	if !b.some() {
		room = 0.5 // single points want something around them
	}
	b.includeNear()
	if f.X.auto() && f.Y.auto() && !b.some() && b.ground {
		if v, ok := definedView(b.fields); ok {
			return v
		}
	}
	v := view{x: roomy(b.x, room), y: roomy(b.y, room), alike: true}
	f.choose(&v, b)
	v.keepFinite()
	return v
}

// choose gives a view the ranges that were chosen, and makes those that were not fit to them.
func (f *Figure) choose(v *view, b bounds) {
	switch {
	case f.X.auto() && f.Y.auto():
		if ratio := v.x.span() / v.y.span(); b.equal || ratio < mostUnlike && ratio > 1/mostUnlike {
			span := roundSpan(max(v.x.span(), v.y.span()))
			v.x, v.y = centred(v.x, span), centred(v.y, span)
			return
		}
		v.x, v.y = centred(v.x, roundSpan(v.x.span())), centred(v.y, roundSpan(v.y.span()))
	case f.Y.auto():
		v.x = f.X
		if !b.y.some || v.y.span() < v.x.span() {
			v.y = centred(v.y, v.x.span())
		}
	case f.X.auto():
		v.y = f.Y
		if !b.x.some || v.x.span() < v.y.span() {
			v.x = centred(v.x, v.y.span())
		}
	default:
		v.x, v.y = f.X, f.Y
	}
}

// mostUnlike is the ratio of two ranges up to which the smaller one is widened
// so that both axes have one scale.
const mostUnlike = 25

// graphView shows values against something else.
func (f *Figure) graphView(b bounds) view {
	if f.Bins > 0 {
		b.bins = f.Bins
	}
	v := view{whole: b.whole, counts: b.counts, steps: b.steps, listed: b.listed, names: b.names, logX: f.LogX == Logarithmic}
	if len(b.tallied) > 0 {
		b.edges = binsOf(b.tallied, b.bins, v.logX, f.LogY == Logarithmic)
		b.x.include(b.edges[0], b.edges[len(b.edges)-1])
		v.edges = b.edges
	}
	if v.x = f.X; v.x.auto() {
		v.x = b.alongX()
	}
	if v.logX {
		v.x = b.aboveZero(v.x)
	}
	for _, curve := range b.curved {
		if b.ctx.Err() != nil {
			break
		}
		curve(v.x, &b)
	}
	b.includeClimbing(f.LogY)
	b.y.include(b.besideY...)
	if f.LogY == Logarithmic {
		b.values = append(b.values, b.sizes...)
	}
	v.logY = f.LogY == Logarithmic || f.LogY == AutoScale && wantsLog(b.values)
	if f.LogY == Symmetric {
		b.y.include(b.values...)
		v.unitY = unitOf(b.values, b.y.Min, b.y.Max)
	}
	if v.y = f.Y; v.y.auto() {
		v.y = b.alongY(v)
	}
	v.aspect = f.Aspect
	v.alike = f.Aspect > 0 && v.unitY == 0
	v.keepFinite()
	if v.logX && v.x.Min <= 0 {
		v.logX = false
	}
	if v.logY && v.y.Min <= 0 {
		v.logY = false
	}
	return v
}

// alongX is what the horizontal axis of a graph shows where nobody has chosen.
func (b *bounds) alongX() Range {
	if path := bulkOf(b.ctx, b.paths); path.some() {
		r := roomy(path.x, 0.12)
		b.x.include(r.Min, r.Max)
	}
	b.includeBeside()
	if !b.x.some && len(b.curves) == 0 {
		var e extent
		e.include(b.besideX...)
		if e.some && e.span() > 0 {
			e.Range = e.withRoom(0.05, b.logX)
		}
		b.x = e
	}
	along := extent{Range: roomyAlong(b.x), some: true}
	if !b.x.some {
		along.Range = definedRange(b.curves)
	}
	along.include(b.besideX...)
	return along.Range
}

// aboveZero is the part of a range that a logarithmic horizontal axis shows: from the least that is above zero, or, where
// nothing but the end of the range is known to be, over three powers of ten.
func (b *bounds) aboveZero(r Range) Range {
	if r.Min > 0 || r.Max <= 0 {
		return r
	}
	var known extent
	for _, v := range append(b.besideX, b.x.above) {
		if v > 0 && v < r.Max {
			known.include(v)
		}
	}
	if !known.some {
		return Range{r.Max / 1e3, r.Max}
	}
	return Range{max(known.Min, r.Max/1e30), r.Max}
}

// alongY is what the vertical axis of a graph shows where nobody has chosen, on the scale of a view.
func (b *bounds) alongY(v view) Range {
	switch {
	case v.unitY > 0:
		return symmetricRange(b.y, v.unitY)
	case v.logY:
		return logRange(*b)
	case b.zero:
		return fromZero(b.y)
	}
	return roomy(b.y, 0.05)
}

// roomyAlong is the range of the axis along which values are given.
func roomyAlong(e extent) Range {
	if !e.some {
		return defaultRange
	}
	if e.span() == 0 {
		return roomy(e, 0)
	}
	return e.Range
}

// fromZero is the range of bars: they stand on zero.
func fromZero(e extent) Range {
	e.include(0)
	r := e.Range
	if r.span() == 0 {
		return Range{0, 1}
	}
	if r.Min < 0 {
		r.Min -= 0.1 * e.span()
	}
	if r.Max > 0 {
		r.Max += 0.1 * e.span()
	}
	return r
}

// wantsLog reports whether values are positive and pass a factor of a thousand, and not by a few small ones among many.
func wantsLog(values []float64) bool {
	var e extent
	e.include(values...)
	return e.some && e.Min > 0 && e.Max/1e3 > e.Min && manyAreSmall(values)
}

// manyAreSmall reports whether one in twenty of the sizes of values or more is below a fiftieth of the largest, as where they range
// over powers of ten: not of numbers that are spread evenly, of which a few happen to be small.
func manyAreSmall(values []float64) bool {
	var e extent
	for _, v := range values {
		e.include(math.Abs(v))
	}
	small := 0
	for _, v := range values {
		small += one(math.Abs(v) < e.Max/50)
	}
	return small >= len(values)/20
}

// logRange is the range of a logarithmic axis: of the positive values, with a
// little room, and of a run not more than thirty powers of ten below one or the
// largest.
func logRange(b bounds) Range {
	var e extent
	for _, v := range append(b.values, b.y.above, b.y.Max) {
		if v > 0 {
			e.include(v)
		}
	}
	if !e.some {
		return Range{0.1, 10}
	}
	if !b.listed { // what a run reaches below is rounding
		e.Min = max(e.Min, min(e.Max, 1)/1e30)
	}
	if b.counts { // a single one has some height
		e.include(0.5)
	}
	room := math.Exp(0.04 * max(math.Log(e.Max)-math.Log(e.Min), math.Ln10))
	return Range{e.Min / room, e.Max * room}
}
