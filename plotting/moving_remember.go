package plotting

import (
	"encoding/binary"
	"hash/maphash"
	"math"
	"slices"
)

// asking is a layer that asks a function at many points each time it is drawn.
type asking interface{ remembering() Layer }

// Remembering is the figure with fields that are asked once at each block of
// points: drawn again in the same ranges, its functions are not called again.
func (f *Figure) Remembering() *Figure {
	g := *f
	g.parts, g.Layers = nil, nil
	for _, part := range f.parts {
		g.parts = append(g.parts, part.Remembering())
	}
	for _, layer := range f.Layers {
		if l, ok := layer.(asking); ok {
			layer = l.remembering()
		}
		g.Layers = append(g.Layers, layer)
	}
	return &g
}

func remembered(f Field) Field {
	known := map[uint64][]float64{}
	return func(x, y, out []float64) {
		key := keyOf(x, y)
		values, ok := known[key]
		if !ok {
			f(x, y, out)
			known[key] = slices.Clone(out)
			return
		}
		copy(out, values)
	}
}

// keySeed makes keys of one process alone.
var keySeed = maphash.MakeSeed()

// keyOf tells blocks of points apart.
func keyOf(blocks ...[]float64) uint64 {
	var h maphash.Hash
	h.SetSeed(keySeed)
	var b [512]byte
	for _, block := range blocks {
		for some := range slices.Chunk(block, len(b)/8) { // written one by one they cost more than the sampling
			for i, v := range some {
				binary.LittleEndian.PutUint64(b[8*i:], math.Float64bits(v))
			}
			h.Write(b[:8*len(some)]) // a hash does not fail
		}
	}
	return h.Sum64()
}
