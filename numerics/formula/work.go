package formula

import "errors"

// work is what one formula may still cost: it is told by the steps taken, not by a clock, so that a formula is always shown
// in one form.
type work struct{ left int }

var errTooLong = errors.New("formula: more work than it is worth")

// spend takes steps off; it panics with errTooLong where none are left.
func (w *work) spend(steps int) {
	if w.left -= steps; w.left < 0 {
		panic(errTooLong)
	}
}

// within runs f and reports whether it came to its end.
func within(f func()) (ok bool) {
	defer func() {
		if r := recover(); r != nil {
			if r != errTooLong {
				panic(r)
			}
			ok = false
		}
	}()
	f()
	return true
}
