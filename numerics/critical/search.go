package critical

import (
	"context"
	"math"

	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/reason"
)

// Found is a critical point of a search.
type Found struct {
	At       []float64
	Proven   bool    // it exists, and no other critical point is in Within, but for those Along it
	Within   []Range // where Proven holds; nil otherwise
	Along    *Locus  // what all points of are critical, of which At is one; nil for a point alone
	*Verdict         // its kind, value, eigenvalues and index
}

// Locus is a connected part of a curve or surface of critical points, all of one kind and value.
type Locus struct {
	Of    string // the formula of u in its equation, u = Level
	Level float64
	Cover [][]Range // boxes that it runs through
}

// Findings are what a search of a box came to.
type Findings struct {
	Points    []Found   // minima, saddles, maxima, others; each by value; of one variable, also where f has no derivative or ends
	Proven    bool      // there are no critical points in the box but Points, and each that is critical is proven
	Undecided [][]Range // the boxes, merged, that may hold further ones: around degenerate points, along curves of them, at corners
	Regions   []Region  // the same, with what is in them
	Borders   []Border  // in two variables and more, where f is not differentiable or ends
	Continuum bool      // some undecided box holds a whole curve or surface of critical points, as far as it was followed
	Boxes     int       // how many boxes were examined
	Starts    int       // from how many points Newton's method was started where no proof was to be had
	Stopped   bool      // the context ended the search; what was found so far is kept
}

// Region is a part of the box that a search could not decide.
type Region struct {
	Hull   []Range
	Cover  [][]Range     // the boxes that it consists of, up to 60: a curve of critical points is their row
	Reason reason.Reason // why it is undecided
}

// SearchOptions say how hard to search; the zero value is what a class will wait for.
type SearchOptions struct {
	Boxes    int                       // most boxes to examine; 0 means as many as take some seconds, 400 000 in two variables
	Starts   int                       // starts of Newton's method where boxes remain; 0 means 200, and 100 for each variable, or fewer where a step is long
	Progress func(done float64, n int) // called now and then with the part of the box that is settled and the points found
}

// SearchError says what is wrong with the box of a search.
type SearchError struct {
	Variable int // counted from 1; 0 when their number is wrong
	Range    Range
	Want     int
	Got      int
}

// Error implements error.
func (e *SearchError) Error() string {
	if e.Variable == 0 {
		return "the function has " + reason.Say(e.Want) + " variables, the search has " + reason.Say(e.Got) + " ranges"
	}
	return "the range of variable " + reason.Say(e.Variable) + " is not an interval from a smaller to a larger number: " +
		reason.Say(e.Range.Lo) + " .. " + reason.Say(e.Range.Hi)
}

// MostSearched is in how many variables a search is possible at all.
const MostSearched = 100

// SearchSizeError says that there are too many variables.
type SearchSizeError struct{ Variables int }

// Error implements error.
func (e *SearchSizeError) Error() string {
	return "a search in " + reason.Say(e.Variables) + " variables is out of reach: up to " + reason.Say(MostSearched) +
		" can be searched"
}

// Search finds the critical points of f in a box: by branch and prune over interval enclosures of ∇f and ∇²f, which proves
// what it finds and that there is no more (Hansen and Walster 2004, Global Optimization Using Interval Analysis, ch. 11).
// Boxes that resist a proof are searched by Newton's method, and returned. An interrupted search is not an error.
func Search(ctx context.Context, f *expr.Function, box []Range, o SearchOptions) (*Findings, error) {
	if err := checkBox(f, box); err != nil {
		return nil, err
	}
	s, err := newSearch(f, box, o)
	if err != nil {
		return nil, err
	}
	if s.byLevels(ctx) {
		return s.findings, s.jumps()
	}
	if s.byParts(ctx) {
		return s.findings, nil
	}
	s.prove(ctx)
	if err := s.searchLocally(ctx); err != nil {
		return nil, err
	}
	return s.findings, s.jumps()
}

func checkBox(f *expr.Function, box []Range) error {
	n := f.Dimension()
	switch {
	case n != len(box):
		return &SearchError{Want: n, Got: len(box)}
	case n > MostSearched:
		return &SearchSizeError{Variables: n}
	}
	for i, r := range box {
		if !(r.Lo < r.Hi) || math.IsInf(r.Lo, 0) || math.IsInf(r.Hi, 0) {
			return &SearchError{Variable: i + 1, Range: r}
		}
	}
	return nil
}

// search is a search under way.
type search struct {
	f          *expr.Function
	options    SearchOptions
	box        []Range      // as asked for
	whole      interval.Box // a little more, so that points on the border lie inside
	enclosures []*enclosure
	roots      *roots
	rest       []interval.Box // the boxes that resist
	creases    []interval.Box // those in which no branch of f has a critical point, but slopes of all signs may meet
	factors    *factors
	loners     int  // how many clusters were looked at as the surroundings of one point
	continuum  bool // a point of a continuum was found in the cluster at hand
	findings   *Findings
}

const (
	margin     = 1e-7 // by how much of its width the box is widened
	resolution = 1e-8 // boxes smaller than this part of the whole are not split further, see leastWidth
)

func newSearch(f *expr.Function, box []Range, o SearchOptions) (*search, error) {
	s := &search{f: f, options: o, box: box, findings: &Findings{}}
	for _, r := range box {
		extra := margin * (r.Hi - r.Lo)
		s.whole = append(s.whole, interval.Of(r.Lo-extra, r.Hi+extra))
	}
	s.roots = newRoots(s.whole)
	for range workers {
		p, err := newEnclosure(f)
		if err != nil {
			return nil, err
		}
		s.enclosures = append(s.enclosures, p)
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
