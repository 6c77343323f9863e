package spare_test

import (
	"testing"

	"saddle/plotting/spare"
)

// TestGet asks for slices of several lengths: each is of its length and nobody else's.
func TestGet(t *testing.T) {
	var pool spare.Of[int]
	pool.Put(make([]int, 3))
	a, b := pool.Get(2), pool.Get(5)
	if len(a) != 2 || len(b) != 5 {
		t.Fatalf("lengths %d and %d, not 2 and 5", len(a), len(b))
	}
	a[0], b[0] = 1, 2
	if a[0] != 1 {
		t.Error("two slices share their room")
	}
}
