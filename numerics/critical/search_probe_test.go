package critical

import (
	"context"
	"fmt"
	"testing"
	"time"
)

func TestProbe(t *testing.T) {
	for _, k := range knownFunctions(t) {
		if k.Box == nil && len(k.Vars) > 8 {
			continue
		}
		box := make([]Range, len(k.Vars))
		for i := range box {
			box[i] = Range{-3.1, 3.2}
			if k.Box != nil {
				box[i] = Range{k.Box[i][0], k.Box[i][1]}
			}
		}
		start := time.Now()
		found, err := Search(context.Background(), k.function(), box, SearchOptions{})
		if err != nil {
			t.Fatal(err)
		}
		proven := 0
		for _, p := range found.Points {
			if p.Proven {
				proven++
			}
		}
		note := ""
		if k.Box != nil && (!found.Proven || len(found.Points) != len(k.Points)) {
			note = "  <<<<<<<<<<"
		}
		fmt.Printf("%-22s %5.2fs boxes %6d points %3d (want %d) proven %3d all %t undecided %d continuum %t starts %d%s\n", k.Name, time.Since(start).Seconds(), found.Boxes, len(found.Points), len(k.Points), proven, found.Proven, len(found.Undecided), found.Continuum, found.Starts, note)
	}
}
