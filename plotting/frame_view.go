package plotting

// view is what a figure shows: the ranges of its axes and how they are divided.
type view struct {
	x, y       Range
	alike      bool // both axes are of one kind and drawn to one scale
	logX, logY bool
	counts     bool     // y counts something
	whole      bool     // x counts something
	steps      bool     // namely steps
	listed     bool     // or entries of a list
	names      []string // stand at 1, 2, … instead of numbers
}

func (v view) shows(q [2]float64) bool { return v.x.contains(q[0]) && v.y.contains(q[1]) }

// box writes the ranges of a view: [-2, 2]², [-2, 2] × [-1, 3].
func (v view) box() string {
	interval := func(r Range) string {
		n := 4
		for n < 15 && digits(r.Min, n) == digits(r.Max, n) {
			n++
		}
		return "[" + digits(r.Min, n) + ", " + digits(r.Max, n) + "]"
	}
	if v.x == v.y {
		return interval(v.x) + "²"
	}
	return interval(v.x) + " × " + interval(v.y)
}
