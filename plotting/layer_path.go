package plotting

import (
	"math"
	"sort"

	"saddle/numerics/reason"
)

// Path is the way of a run in the plane: a line on a white rim, with its start
// hollow, its end filled, its steps as dots while they are few, and its
// direction as arrowheads. What leaves the frame is cut there and told.
type Path struct {
	Name   string
	Points [][2]float64 // of steps 0, 1, …; not finite ones end the line
	// Diverged tells that the run went off; it then does not set the ranges.
	// Paths whose steps keep growing far beyond the rest are taken for such.
	Diverged bool
	Numbers  bool // write the step numbers beside some of the points
	// OnCurve tells that the points lie on the graph of a function of one
	// variable, not in a plane whose axes are of one kind.
	OnCurve bool
	// Equal tells that both coordinates are lengths: one scale for both.
	Equal bool
	// Values are f at the points, shown by an animation; nil: not shown.
	Values []float64
	// Steps are the numbers of the steps, where some are left out; nil: 0, 1, …
	Steps []int
	// Run is what the path and other lines of the same run have in common: in a grid they look alike; nil: nothing.
	Run any
}

// stepOf is the number of the step that a point is of.
func (l Path) stepOf(point int) int {
	if l.Steps != nil {
		return l.Steps[point]
	}
	return point
}

// pointAt is the last point that a step has come to.
func (l Path) pointAt(step int) int {
	if l.Steps == nil {
		return min(step, len(l.Points)-1)
	}
	return sort.SearchInts(l.Steps[:len(l.Points)], step+1) - 1
}

func (l Path) texts() []string { return []string{l.Name} }

func (l Path) reach(b *bounds) {
	n := l.finiteSteps()
	settled := l.settled(n)
	if l.OnCurve {
		b.paths = append(b.paths, alongX(l.Points[:settled]))
		reachOnCurve(b, l.Points[:settled])
		return
	}
	b.alike, b.equal = true, b.equal || l.Equal
	if path := boxOf(l.Points[:settled]); settled == len(l.Points) {
		b.paths = append(b.paths, l.Points)
	} else {
		b.begun = append(b.begun, l.Points[0])
		if !b.fleeing.some() || path.size() < b.fleeing.size() {
			b.fleeing = path
		}
	}
}

// alongX are points without their heights.
func alongX(points [][2]float64) [][2]float64 {
	flat := make([][2]float64, len(points))
	for i, q := range points {
		flat[i][0] = q[0]
	}
	return flat
}

// finiteSteps counts the points before the first that is not finite.
func (l Path) finiteSteps() int {
	for i, q := range l.Points {
		if !finitePair(q) {
			return i
		}
	}
	return len(l.Points)
}

// settled is how many of n finite points the ranges are chosen for: all, or,
// where the run goes off ever faster, so many that its first eighth can still
// be seen, or its first steps where it has gone off by then.
func (l Path) settled(n int) int {
	if n < 3 || !l.goesOff(n) {
		return n
	}
	m := max(n/8, min(3, n-1))
	if n < 8 {
		m = 2
	}
	if first := min(firstSteps, m); boxOf(l.Points[:m]).size() > visibleStart*boxOf(l.Points[:first]).size() {
		m = first
	}
	seen := boxOf(l.Points[:m])
	visible := visibleStart * seen.size()
	for ; m < n; m++ {
		if seen.include(l.Points[m][0], l.Points[m][1]); seen.size() > visible {
			break
		}
	}
	return m
}

// firstSteps is how many points a run has before its first ones are taken to be
// gone off.
const firstSteps = 4

// goesOff reports whether a path of n finite points runs away: it is told so, or
// it has grown much in its last quarter, by ever longer steps.
func (l Path) goesOff(n int) bool {
	if l.Diverged || n < len(l.Points) {
		return true
	}
	if n < 8 {
		return boxOf(l.Points[:n]).size() > 100*boxOf(l.Points[:n-1]).size() && boxOf(l.Points[:n-1]).size() > 0
	}
	return boxOf(l.Points[:n]).size() > 3*boxOf(l.Points[:n-n/4]).size() && l.accelerates(n)
}

// visibleStart is how many times larger than the first eighth of a run that
// goes off its picture is.
const visibleStart = 40

// accelerates reports whether the longest of n points' steps is in the last
// quarter, and at least twice as long as any before.
func (l Path) accelerates(n int) bool {
	before, after := 0.0, 0.0
	for i := 1; i < n; i++ {
		if i < n-n/4 {
			before = max(before, l.stepLength(i))
		} else {
			after = max(after, l.stepLength(i))
		}
	}
	return after > 2*before
}

func (l Path) stepLength(i int) float64 {
	return math.Hypot(l.Points[i][0]-l.Points[i-1][0], l.Points[i][1]-l.Points[i-1][1])
}

func (l Path) facts(v view, w words) string {
	n := len(l.Points)
	switch n {
	case 0:
		return w.say(reason.Both("empty path", "没有路径"))
	case 1:
		return w.say(reason.Both("path of 1 point, %s", "路径：只有一个点 %s"), v.pointIn(l.Points[0][0], l.Points[0][1]))
	}
	start, end := v.pointIn(l.Points[0][0], l.Points[0][1]), v.pointIn(l.Points[n-1][0], l.Points[n-1][1])
	text := w.say(reason.Both("path of %d points from %s to %s", "路径：共 %d 个点，从 %s 到 %s"), n, start, end)
	if l.Name != "" {
		text = w.say(reason.Both("%s: path of %d points from %s to %s", "%s 的路径：共 %d 个点，从 %s 到 %s"), l.Name, n, start, end)
	}
	if note := l.note(v, w); note != "" {
		text += w.say(reason.Comma) + note
	}
	return text
}

// note tells where the path goes out of view for good, or ceases to be finite.
func (l Path) note(v view, w words) string {
	inside := -1
	for i, q := range l.Points {
		switch {
		case !finitePair(q):
			if inside == i-1 {
				return w.say(reason.Both("diverges at step %d", "第 %d 步发散"), l.stepOf(i))
			}
		case v.x.contains(q[0]) && v.y.contains(q[1]):
			inside = i
		}
	}
	switch {
	case inside < 0 && len(l.Points) > 0:
		return w.say(outOfView)
	case inside < len(l.Points)-1:
		return w.say(reason.Both("leaves at step %d", "第 %d 步移出图框"), l.stepOf(inside+1))
	}
	return l.excursions(v, w)
}

// excursions tells how many steps are out of view in between.
func (l Path) excursions(v view, w words) string {
	n, last := 0, 0
	for i, q := range l.Points {
		if !v.shows(q) {
			n, last = n+1, i
		}
	}
	switch n {
	case 0:
		return ""
	case 1:
		return w.say(reason.Both("step %d out of view", "第 %d 步在图框之外"), l.stepOf(last))
	}
	return w.say(reason.Both("%d steps out of view", "%d 步在图框之外"), n)
}

// stepAt is the step of the last point that a step has come to.
func (l Path) stepAt(step int) int {
	if i := l.pointAt(step); i >= 0 {
		return l.stepOf(i)
	}
	return 0
}

func (l Path) lastStep() int { return l.stepAt(math.MaxInt - 1) }

// upto is the path up to a step.
func (l Path) upto(step int) Layer {
	l.Points = l.Points[:max(l.pointAt(step)+1, 0)]
	return l
}
