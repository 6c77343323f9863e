package search

import (
	"math"
	"runtime"

	"saddle/numerics/critical"
	"saddle/numerics/critical/factors"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
)

// search is a search under way.
type search struct {
	f          *expr.Function
	options    Options
	box        interval.Box // as asked for
	whole      interval.Box // a little more, so that points on the border lie inside
	enclosures []*enclosure
	roots      *roots
	rest       []interval.Box // the boxes that resist
	creases    []interval.Box // those in which no branch of f has a critical point, but slopes of all signs may meet
	studies    *critical.Studies
	factors    *factors.Bases // nil until the boxes that resist are looked at, or where there are none
	loners     int            // how many clusters were looked at as the surroundings of one point
	continuum  bool           // a point of a continuum was found in the cluster at hand
	rejected   int            // how many points that were not proven turned out to be rounding
	findings   *Findings
}

const (
	roundoff   = 0x1p-53 // by how much of it a number may change in rounding
	margin     = 1e-7    // by how much of its width the box is widened
	resolution = 1e-8    // boxes smaller than this part of the whole are not split further, see leastWidth
)

func newSearch(f *expr.Function, box interval.Box, o Options) (*search, error) {
	s := &search{f: f, options: o, box: box, findings: &Findings{}, studies: critical.NewStudies(f)}
	for _, r := range box {
		extra := margin * (r.Hi - r.Lo)
		s.whole = append(s.whole, interval.Of(r.Lo-extra, r.Hi+extra))
	}
	s.roots = newRoots(s.whole)
	q, err := newFormulas(f)
	if err != nil {
		return nil, err
	}
	for range workers {
		s.enclosures = append(s.enclosures, q.enclosure())
	}
	s.limit()
	return s, nil
}

// limit sets the limits that were left open: what a computer does in some seconds.
func (s *search) limit() {
	const boxWork, startWork = 200_000_000, 30_000_000
	n := len(s.box)
	if s.options.Boxes == 0 {
		most := 800_000 / n
		if n == 1 {
			most = 100_000
		}
		s.options.Boxes = min(most, max(boxWork/s.enclosures[0].work(), 100))
	}
	if s.options.Starts == 0 {
		s.options.Starts = min(200+100*n, max(startWork/s.enclosures[0].work(), 50))
	}
}

// workers examine the boxes of a generation side by side.
var workers = min(runtime.GOMAXPROCS(0), 8)

// relativeWidth is the largest width of a box as a part of the whole.
func (s *search) relativeWidth(x interval.Box) float64 { return x.WidthIn(s.whole) }

// finest reports whether a box is too small to be split.
func (s *search) finest(x interval.Box) bool { return x.IsFiner(s.leastWidth) }

// leastWidth is how narrow variable i may become: no narrower than some units in the last place.
func (s *search) leastWidth(i int, r interval.Interval) float64 {
	const ulps = 8
	return math.Max(resolution*s.unit(i, r.Size()), ulps*2*roundoff*r.Size())
}

// unit is what small distances of variable i are measured by around a number of that size: the width of the whole, which
// counts as no more than 1 around zero, and in proportion further out.
func (s *search) unit(i int, size float64) float64 {
	const digits = 1e-4
	return math.Min(s.whole[i].Width(), math.Max(1, digits*size))
}
