// Package spare keeps slices that are done with for those who need one next: what a picture needs comes to some megabytes, which
// cost as much to come by as to write on.
package spare

import "sync"

// Of holds slices of T; the zero value holds none. Its methods may be called at any time.
type Of[T any] struct{ pool sync.Pool }

// Get is a slice of n, whose entries may be anything.
func (s *Of[T]) Get(n int) []T {
	if used, _ := s.pool.Get().(*[]T); used != nil && cap(*used) >= n {
		return (*used)[:n]
	}
	return make([]T, n)
}

// Put takes a slice that nobody will read or write any more.
func (s *Of[T]) Put(used []T) { s.pool.Put(&used) }
