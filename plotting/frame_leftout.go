package plotting

import "saddle/numerics/reason"

// leftOut says how many of n points have no place on logarithmic axes, because they are not above zero along them; empty:
// all have one. Points that are not finite are none.
func (v view) leftOut(w words, n int, at func(i int) (x, y float64)) string {
	across, up, all := 0, 0, 0
	for i := range n {
		x, y := at(i)
		if !finitePair([2]float64{x, y}) {
			continue
		}
		left, below := v.logX && x <= 0, v.logY && y <= 0
		across, up, all = across+one(left), up+one(below), all+one(left || below)
	}
	which := "y ≤ 0"
	switch {
	case all == 0:
		return ""
	case across > 0 && up > 0:
		which = w.say(reason.Both("x ≤ 0 or y ≤ 0", "x ≤ 0 或 y ≤ 0"))
	case across > 0 && v.steps:
		which = w.say(reason.Both("step ≤ 0", "步数 ≤ 0"))
	case across > 0:
		which = "x ≤ 0"
	}
	return w.counted(all, reason.Both("%d point with %s left out", "略去 %d 个 %s 的点"), reason.Both("%d points with %s left out", "略去 %d 个 %s 的点"), all, which)
}

func one(truth bool) int {
	if truth {
		return 1
	}
	return 0
}

// noting is a name in a legend with a remark behind it.
func (w words) noting(name, remark string) string {
	switch {
	case remark == "":
		return name
	case name == "":
		return remark
	}
	return name + w.say(reason.Both(" (%s)", "（%s）"), remark)
}

// joined is a fact with another one behind it.
func (w words) joined(fact, other string) string {
	if other == "" {
		return fact
	}
	return fact + w.say(reason.Comma) + other
}
