package transport

import (
	"fmt"
	"sync/atomic"

	"saddle/kernel/zmtp"
)

// budget is memory that all peers share who have not shown that they know the key: however many there are, the notebook
// keeps the rest. A nil budget has no bounds.
type budget struct {
	limit int64
	taken atomic.Int64
}

func (b *budget) take(bytes int) bool {
	if b == nil {
		return true
	}
	if b.taken.Add(int64(bytes)) > b.limit {
		b.taken.Add(-int64(bytes))
		return false
	}
	return true
}

func (b *budget) give(bytes int) {
	if b != nil {
		b.taken.Add(-int64(bytes))
	}
}

// reading is what one message takes of a budget while it is read.
type reading struct {
	budget *budget
	taken  int
}

func (r *reading) grow(bytes int) error {
	if !r.budget.take(bytes) {
		return fmt.Errorf("%w: peers that have signed nothing send %d bytes already", zmtp.ErrTooLarge, r.budget.limit)
	}
	r.taken += bytes
	return nil
}

func (r *reading) end() {
	r.budget.give(r.taken)
	r.taken = 0
}
