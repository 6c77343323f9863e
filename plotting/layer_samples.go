package plotting

import (
	"context"
	"math"

	"saddle/plotting/isoline"
	"saddle/plotting/spare"
)

// samples are the values of a field on a grid over a view.
type samples struct {
	x, y      []float64
	z         []float64
	holes     []isoline.Ring // where the field is undefined
	undefined []bool         // which samples are; nil: none
	low, high float64        // the range of values that is shown
	sorted    []float64      // see sortedSample; of the values as they are once patched
}

// samplesAcross is the number of points along the longer side.
const samplesAcross = 220

// sample evaluates a field on a grid, and at the edges of where it is defined,
// until ctx is done.
func sample(ctx context.Context, f Field, v view) (*samples, error) {
	s, err := sampled(ctx, f, v)
	if err == nil {
		s.complete(f, v)
	}
	return s, err
}

// bandRows is how many rows of a grid are asked for at once: enough for
// several processors.
const bandRows = samplesAcross / 2

// sampled evaluates a field on a grid, some rows at a time, until ctx is done.
func sampled(ctx context.Context, f Field, v view) (*samples, error) {
	nx, ny := samplesAcross, samplesAcross
	if v.alike {
		if ratio := v.x.span() / v.y.span(); ratio > 1 {
			ny = max(int(float64(nx)/ratio), 40)
		} else {
			nx = max(int(float64(ny)*ratio), 40)
		}
	}
	s := &samples{x: evenly(v.x, nx), y: evenly(v.y, ny), z: spareValues.Get(nx * ny)}
	xs, ys := spareValues.Get(bandRows*nx), spareValues.Get(bandRows*nx)
	defer spareValues.Put(xs)
	defer spareValues.Put(ys)
	for j := 0; j < ny; j += bandRows {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		xs, ys = xs[:0], ys[:0]
		for _, y := range s.y[j:min(j+bandRows, ny)] {
			for _, x := range s.x {
				xs, ys = append(xs, x), append(ys, y)
			}
		}
		f(xs, ys, s.z[j*nx:j*nx+len(xs)])
	}
	return s, ctx.Err()
}

// spareValues are grids of samples that are done with, and the places of such.
var spareValues spare.Of[float64]

// complete finds where the field is undefined, and what is shown of its range.
func (s *samples) complete(f Field, v view) {
	s.patch(f)
	s.limit(f, v)
}

// patch traces the regions where the field is undefined and then gives them
// values like their neighbours', so that level lines run on smoothly below the
// holes that are drawn over them. Infinite values become as large as the
// finite ones allow.
func (s *samples) patch(f Field) {
	var finite extent
	finite.include(s.z...)
	undefined := false
	for i, v := range s.z {
		switch {
		case math.IsNaN(v):
			undefined = true
		case math.IsInf(v, 1):
			s.z[i] = min(beyond(finite.Max, finite.span()), utmost)
		case math.IsInf(v, -1):
			s.z[i] = max(beyond(finite.Min, -finite.span()), -utmost)
		default:
			s.z[i] = min(max(v, -utmost), utmost)
		}
	}
	if !undefined {
		return
	}
	s.undefined = make([]bool, len(s.z))
	for i, v := range s.z {
		s.undefined[i] = math.IsNaN(v)
	}
	s.holes = s.traceHoles(f)
	for range 3 {
		s.spread()
	}
}

func beyond(end, span float64) float64 {
	if v := end + span; !math.IsInf(v, 0) {
		return v
	}
	return end
}

// spread gives undefined samples the mean of their defined neighbours.
func (s *samples) spread() {
	nx := len(s.x)
	old := append([]float64(nil), s.z...)
	for k, v := range old {
		if !math.IsNaN(v) {
			continue
		}
		i, j := k%nx, k/nx
		sum, n := 0.0, 0
		for dj := max(j-1, 0); dj <= min(j+1, len(s.y)-1); dj++ {
			for di := max(i-1, 0); di <= min(i+1, nx-1); di++ {
				if w := old[dj*nx+di]; !math.IsNaN(w) {
					sum, n = sum+w, n+1
				}
			}
		}
		if n > 0 {
			s.z[k] = sum / float64(n)
		}
	}
}

// traceHoles finds the border of the undefined regions: where a grid edge has
// one defined and one undefined end, by bisection on the field itself.
func (s *samples) traceHoles(f Field) []isoline.Ring {
	nx := len(s.x)
	hole := make([]float64, len(s.z))
	for i, v := range s.z {
		if math.IsNaN(v) {
			hole[i] = 1
		}
	}
	var edges [][2]int
	for k := range s.z {
		if k%nx+1 < nx && hole[k] != hole[k+1] {
			edges = append(edges, [2]int{k, k + 1})
		}
		if k+nx < len(s.z) && hole[k] != hole[k+nx] {
			edges = append(edges, [2]int{k, k + nx})
		}
	}
	place := s.bisect(f, edges)
	tracer := isoline.New(s.x, s.y, hole)
	tracer.Place = func(a, b int) float64 { return place[[2]int{a, b}] }
	return tracer.Rings(0.5)
}

// bisect finds on each edge how far from its first end the field begins or
// ceases to be defined.
func (s *samples) bisect(f Field, edges [][2]int) map[[2]int]float64 {
	n, nx := len(edges), len(s.x)
	low, high := make([]float64, n), make([]float64, n)
	x, y, z := make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range high {
		high[i] = 1
	}
	for range 8 {
		for i, e := range edges {
			t := (low[i] + high[i]) / 2
			x[i] = s.x[e[0]%nx]*(1-t) + s.x[e[1]%nx]*t
			y[i] = s.y[e[0]/nx]*(1-t) + s.y[e[1]/nx]*t
		}
		f(x, y, z)
		for i, e := range edges {
			if t := (low[i] + high[i]) / 2; math.IsNaN(z[i]) == math.IsNaN(s.z[e[0]]) {
				low[i] = t
			} else {
				high[i] = t
			}
		}
	}
	place := make(map[[2]int]float64, n)
	for i, e := range edges {
		place[e] = (low[i] + high[i]) / 2
	}
	return place
}
