package descent

import (
	"math/rand/v2"
	"sync"

	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// Record is a run: its path and everything its rule assigned on the way. Index 0 is the start, index k the state after k steps.
// The record of a very long run is thinned: it keeps the steps in Kept only, one row each.
type Record struct {
	Rule         string
	Function     string
	Settings     map[string]float64 // as used, defaults included
	Shape        expr.Shape         // of the point
	Points       *History           // θ, under the rule's own name for it
	Every        int                // between the ends of the run every so manieth step is kept; 1: all
	Kept         []int              // the steps that are kept, in order; nil: all
	F            []float64          // f at each point that is kept
	GradientNorm []float64          // ‖∇f‖ at each point that is kept, without noise
	Named        []*History         // every other assigned name, in the order of the rule's lines
	LeftOut      []string           // names of arrays that were not kept: the run would fill the memory with them
	Status       Status
	Steps        int // steps taken: the length of the path less one
	Reason       reason.Reason
	Lost         []float64 // the point that the step led to with which the run diverged; the path does not hold it; nil otherwise
	Broken       []string  // the names of which that step gave a value that is not finite, in the order of the rule's lines

	states    []float64  // of a thinned record: θ and all start-variables, a row for each kept step
	chance    []rand.PCG // of a thinned record: the state of the random numbers before the next step
	final     int        // of a thinned record: how many rows will stay
	whole     int        // before this step none is dropped
	replaying sync.Mutex
	replay    *replay
}

// History is the history of one name.
type History struct {
	Name  string
	Shape expr.Shape
	Start bool // a start-variable: it has a value at index 0; other names have their first at index 1
	Truth bool // its numbers are 1 for true and 0 for false

	data   []float64
	record *Record // that it belongs to; nil for one that stands alone
}

// Len is one more than the last row with a value: of a record that keeps all steps, one more than the last index.
func (s *History) Len() int {
	n := len(s.data) / s.Shape.Size()
	if s.Start {
		return n
	}
	return n + 1
}

// At is the value after step k, row by row, or nil where there is none. It is not to be changed. What a thinned record did
// not keep is computed again.
func (s *History) At(k int) []float64 {
	if s.record == nil || !s.record.Thinned() {
		return s.Row(k)
	}
	row, exact := s.record.row(k)
	switch {
	case exact:
		return s.Row(row)
	case k < 0 || k > s.record.Steps:
		return nil
	}
	return s.record.atAgain(s, k)
}

// Row is the value at a kept step, given by its number among them, or nil where there is none. It is not to be changed.
func (s *History) Row(row int) []float64 {
	if !s.Start {
		row--
	}
	size := s.Shape.Size()
	if row < 0 || (row+1)*size > len(s.data) {
		return nil
	}
	return s.data[row*size : (row+1)*size : (row+1)*size]
}

// History finds a name's history, the point's included, or nil.
func (r *Record) History(name string) *History {
	if r.Points.Name == name {
		return r.Points
	}
	for _, s := range r.Named {
		if s.Name == name {
			return s
		}
	}
	return nil
}

// Last is the last point of the path.
func (r *Record) Last() []float64 { return r.Points.At(r.Steps) }

// newRecord is an empty record with a series for every name that the step gives and that so many steps leave room for.
func newRecord(rule *Rule, f *expr.Function, settings map[string]float64, s *step, o Options) *Record {
	shape := pointShape(f)
	r := &Record{Rule: rule.Name, Function: f.Name, Settings: settings, Shape: shape, Every: o.everyStep(s.width()), whole: o.wholeSteps()}
	r.Points = &History{Name: rule.pointName(), Shape: shape, Start: true, record: r}
	crowded := keptRows(o.steps(), r.Every) > mostKept/s.width()
	s.recorded = nil
	for _, n := range s.names {
		if crowded && n.shape.Size() > 1 {
			r.LeftOut = append(r.LeftOut, n.name)
			continue
		}
		s.recorded = append(s.recorded, n)
		r.Named = append(r.Named, &History{Name: n.name, Shape: n.shape, Start: n.start, Truth: n.truth, record: r})
	}
	return r
}

// mostKept is how many numbers a record may come to before arrays other than the point are left out: 256 MB.
const mostKept = 1 << 25

// width is how many numbers a step records.
func (s *step) width() int {
	width := 2 + s.size
	for _, n := range s.names {
		width += n.shape.Size()
	}
	return width
}

// mostReserved bounds, in numbers, what is set aside before a run.
const mostReserved = 1 << 22

// reserve sets aside the room for so many steps, so that a step allocates nothing.
func (r *Record) reserve(steps int) {
	width := 2 + r.Shape.Size()
	for _, s := range r.Named {
		width += s.Shape.Size()
	}
	rows := min(keptRows(steps, r.Every), mostReserved/width+1)
	r.F, r.GradientNorm = make([]float64, 0, rows), make([]float64, 0, rows)
	r.Points.data = make([]float64, 0, rows*r.Shape.Size())
	for _, s := range r.Named {
		s.data = make([]float64, 0, rows*s.Shape.Size())
	}
}

// begin records the start: the point and the start-variables, which stand in the inputs as they do in the outputs.
func (r *Record) begin(s *step) {
	r.Points.data = append(r.Points.data, s.in[:s.size]...)
	for i, n := range s.recorded {
		if n.start {
			at := n.at - s.point
			r.Named[i].data = append(r.Named[i].data, s.in[at:at+n.shape.Size()]...)
		}
	}
	if r.Every > 1 {
		r.keep(0, s.in[:s.kept], s.chance)
	}
}

// append records what step k left.
func (r *Record) append(s *step, k int) {
	r.Points.data = append(r.Points.data, s.next()...)
	for i, n := range s.recorded {
		r.Named[i].data = append(r.Named[i].data, s.out[n.at:n.at+n.shape.Size()]...)
	}
	r.Steps = k
	if r.Every > 1 {
		r.keep(k, s.out[s.point:s.point+s.kept], s.chance)
	}
}

// observe records f and ‖∇f‖ at the last point.
func (r *Record) observe(f, norm float64) {
	r.F = append(r.F, f)
	r.GradientNorm = append(r.GradientNorm, norm)
}

// dropAfter forgets everything after step k.
func (r *Record) dropAfter(k int) {
	if k < 0 || k >= r.Steps {
		return
	}
	row, _ := r.row(k)
	r.Steps = r.StepOf(row)
	r.cut(row + 1)
}

// cut leaves so many rows.
func (r *Record) cut(rows int) {
	r.F, r.GradientNorm = r.F[:min(rows, len(r.F))], r.GradientNorm[:min(rows, len(r.GradientNorm))]
	for _, s := range append([]*History{r.Points}, r.Named...) {
		n := rows
		if !s.Start {
			n--
		}
		s.data = s.data[:n*s.Shape.Size()]
	}
	if r.Thinned() {
		r.states = r.states[:rows*len(r.states)/len(r.Kept)]
		r.Kept, r.chance = r.Kept[:rows], r.chance[:rows]
	}
}
