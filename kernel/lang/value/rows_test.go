package value

import (
	"slices"
	"testing"
)

// Rows leaves out the middle of what no one reads to the end, and says with one -1 where.
func TestRows(t *testing.T) {
	if all := Rows(40); len(all) != 40 || slices.Contains(all, -1) {
		t.Errorf("of 40 rows %v are shown", all)
	}
	shown := Rows(8460)
	if gap := slices.Index(shown, -1); len(shown) != 41 || gap != 20 || shown[gap-1] != 19 || shown[gap+1] != 8440 || shown[40] != 8459 {
		t.Errorf("of 8460 rows %v are shown", shown)
	}
}
