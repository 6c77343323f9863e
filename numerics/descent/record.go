package descent

import (
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// Record is a run: its path and everything its rule assigned on the way. Index 0 is the start, index k the state after k steps.
type Record struct {
	Rule         string
	Function     string
	Settings     map[string]float64 // as used, defaults included
	Shape        expr.Shape         // of the point
	Points       *Series            // θ, under the rule's own name for it
	F            []float64          // f at each point
	GradientNorm []float64          // ‖∇f‖ at each point, without noise
	Named        []*Series          // every other assigned name, in the order of the rule's lines
	LeftOut      []string           // names of arrays that were not kept: the run would fill the memory with them
	Status       Status
	Steps        int // steps taken: the length of the path less one
	Reason       reason.Reason
	Lost         []float64 // the point that the step led to with which the run diverged; the path does not hold it; nil otherwise
	Broken       []string  // the names of which that step gave a value that is not finite, in the order of the rule's lines
}

// Series is the history of one name.
type Series struct {
	Name  string
	Shape expr.Shape
	Start bool // a start-variable: it has a value at index 0; other names have their first at index 1
	data  []float64
}

// Len is one more than the last index with a value.
func (s *Series) Len() int {
	n := len(s.data) / s.Shape.Size()
	if s.Start {
		return n
	}
	return n + 1
}

// At is the value after step k, row by row, or nil where there is none. It is not to be changed.
func (s *Series) At(k int) []float64 {
	if !s.Start {
		k--
	}
	size := s.Shape.Size()
	if k < 0 || (k+1)*size > len(s.data) {
		return nil
	}
	return s.data[k*size : (k+1)*size : (k+1)*size]
}

// Series finds a name's history, the point's included, or nil.
func (r *Record) Series(name string) *Series {
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
func newRecord(rule *Rule, f *expr.Function, settings map[string]float64, s *step, steps int) *Record {
	shape := pointShape(f)
	r := &Record{Rule: rule.Name, Function: f.Name, Settings: settings, Shape: shape}
	r.Points = &Series{Name: rule.pointName(), Shape: shape, Start: true}
	crowded := steps > mostKept/s.width()
	s.recorded = nil
	for _, n := range s.names {
		if crowded && n.shape.Size() > 1 {
			r.LeftOut = append(r.LeftOut, n.name)
			continue
		}
		s.recorded = append(s.recorded, n)
		r.Named = append(r.Named, &Series{Name: n.name, Shape: n.shape, Start: n.start})
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
	rows := min(steps+1, mostReserved/width+1)
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
}

// append records what a step left.
func (r *Record) append(s *step) {
	r.Points.data = append(r.Points.data, s.next()...)
	for i, n := range s.recorded {
		r.Named[i].data = append(r.Named[i].data, s.out[n.at:n.at+n.shape.Size()]...)
	}
	r.Steps++
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
	r.Steps = k
	r.F, r.GradientNorm = r.F[:k+1], r.GradientNorm[:k+1]
	for _, s := range append([]*Series{r.Points}, r.Named...) {
		rows := k
		if s.Start {
			rows++
		}
		s.data = s.data[:rows*s.Shape.Size()]
	}
}
