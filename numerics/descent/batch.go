package descent

import (
	"math/rand/v2"

	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// Batch makes a run take the gradient of a loss over a few rows of the data instead of all: each step the next Size rows
// of the data in random order, without any row twice before all have had their turn. The record's f and ‖∇f‖ are those of
// the function that is run on, over all rows.
type Batch struct {
	Loss *expr.Function // as f, with one more variable at the end: the rows, a Size×Columns matrix
	Data []float64      // all rows, one after the other
	Rows int            // how many
	Size int            // of a batch, at most Rows
}

// BatchError says that there are no so many rows.
type BatchError struct{ Size, Rows int }

// Error implements error.
func (e *BatchError) Error() string { return e.Reason().String() }

// Reason says it in both languages.
func (e *BatchError) Reason() reason.Reason { return reason.Of("descent.batch", e.Size, e.Rows) }

func (b *Batch) check() error {
	if b != nil && (b.Size < 1 || b.Size > b.Rows) {
		return &BatchError{b.Size, b.Rows}
	}
	return nil
}

// sampled is the gradient of a loss by the point, at the rows of a batch.
type sampled struct {
	loss  *expr.Function
	point formula    // takes a point apart into the loss's variables but the rows
	slope *expr.Node // the gradient as one vector, in the loss's own variables
}

func newSampled(loss *expr.Function) *sampled {
	known := len(loss.Variables) - 1
	f := &expr.Function{Name: loss.Name, Variables: loss.Variables[:known], Value: loss.Value}
	return &sampled{loss: loss, point: formula{f: f, shape: pointShape(f)}, slope: f.Gradient().Value}
}

func (o *sampled) gradient(at, rows *expr.Node) *expr.Node {
	args := append(o.point.parts(at), rows)
	return shaped(expr.Substitute(o.slope, o.loss.Variables, args), o.point.shape)
}

// rowsShape is the shape of a batch.
func (o *sampled) rowsShape() expr.Shape { return o.loss.Variables[len(o.loss.Variables)-1].Shape() }

// shuffle deals rows out of a pack that is shuffled anew when it is used up.
type shuffle struct {
	*Batch
	random *rand.Rand
	order  []int
	next   int
}

func newShuffle(b *Batch, random *rand.Rand) *shuffle {
	s := &shuffle{Batch: b, random: random, order: make([]int, b.Rows)}
	for i := range s.order {
		s.order[i] = i
	}
	s.next = b.Rows
	return s
}

// deal writes the next rows.
func (s *shuffle) deal(to []float64) {
	columns := len(s.Data) / s.Rows
	for k := range s.Size {
		if s.next == s.Rows {
			s.random.Shuffle(s.Rows, func(i, j int) { s.order[i], s.order[j] = s.order[j], s.order[i] })
			s.next = 0
		}
		row := s.order[s.next] * columns
		copy(to[k*columns:(k+1)*columns], s.Data[row:row+columns])
		s.next++
	}
}
