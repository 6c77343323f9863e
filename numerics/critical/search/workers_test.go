package search

import (
	"fmt"
	"testing"

	"saddle/numerics/critical/criticaltest"
)

// What a search finds does not depend on how many work at it.
func TestWorkersAgree(t *testing.T) {
	defer func(before int) { workers = before }(workers)
	searched := 0
	for _, k := range criticaltest.KnownFunctions() {
		if k.Box == nil || len(k.Vars) < 2 || len(k.Vars) > 4 || len(k.Points) > 30 {
			continue
		}
		searched++
		found := map[int]string{}
		for _, workers = range []int{1, 3} {
			r := mustSearch(t, k.Function(), boxOf(k), Options{Boxes: 2000})
			found[workers] = fmt.Sprint(r.Proven, r.Boxes, r.Undecided)
			for _, p := range r.Points {
				found[workers] += fmt.Sprint(p.At, p.Within, p.Kind)
			}
		}
		if found[1] != found[3] {
			t.Errorf("%s: one finds %s, three find %s", k.Name, found[1], found[3])
		}
	}
	if searched < 20 {
		t.Errorf("only %d functions searched", searched)
	}
}
