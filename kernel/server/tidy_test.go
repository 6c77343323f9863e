package server

import (
	"runtime"
	"testing"
)

func TestMemoryGoesBackLaterWhereMuchIsHeld(t *testing.T) {
	small, large := tidyAfter(&runtime.MemStats{NextGC: 8 << 20}), tidyAfter(&runtime.MemStats{NextGC: 1 << 30})
	if small != tidyDelay || large != longTidyDelay {
		t.Errorf("memory goes back after %v where little is held, %v where much is", small, large)
	}
}
