package raster

import (
	"sync"

	"saddle/plotting/spare"
)

// What every picture needs, and leaves to the next one.
var (
	sparePixels spare.Of[uint32] // of canvases
	spareBytes  spare.Of[uint8]  // indices of colours, and rows
	spareRuns   spare.Of[run]

	spareScanners  = sync.Pool{New: func() any { return &scanner{} }}
	spareDeflaters = sync.Pool{New: func() any { return &deflater{newest: make([]int32, 1<<hashBits), before: make([]int32, window)} }}
)
