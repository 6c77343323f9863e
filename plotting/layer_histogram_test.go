package plotting

import (
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"saddle/numerics/reason"
)

// Histograms of one figure count in the same bins, whatever each would choose; every finite value is counted or told.
func TestHistogramsShareTheirBins(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 9))
	for range 200 {
		f := New()
		for range 2 + random.IntN(3) {
			h := Histogram{Name: "h"}
			middle, width := 100*random.Float64(), math.Pow(10, 4*random.Float64()-2)
			for range 1 + random.IntN(300) {
				h.Values = append(h.Values, middle+width*random.NormFloat64()/math.Max(random.Float64(), 0.01))
			}
			f.Add(h)
		}
		v := f.view(t.Context())
		step := v.edges[1] - v.edges[0]
		for i := 1; i < len(v.edges); i++ {
			if d := v.edges[i] - v.edges[i-1]; math.Abs(d-step) > 1e-9*math.Abs(step)+1e-12*math.Abs(v.edges[i]) {
				t.Fatalf("bins of width %g and %g", step, d)
			}
		}
		for _, layer := range f.Layers {
			h := layer.(Histogram)
			counts, beyond := h.counted(v.edges)
			sum := float64(beyond)
			for _, c := range counts {
				sum += c
			}
			if sum != float64(len(h.Values)) || beyond > 0 != strings.Contains(h.facts(v, words(reason.English)), "beyond") {
				t.Errorf("%g of %d values are counted or told, %d beyond", sum, len(h.Values), beyond)
			}
		}
	}
}

// One value far out does not make all bins thin: it is told.
func TestOutliersAreTold(t *testing.T) {
	h := Histogram{Name: "gd", Values: []float64{1e6}}
	for i := range 99 {
		h.Values = append(h.Values, 30+float64(i%20))
	}
	f := New(h)
	v := f.view(t.Context())
	if v.x.Max > 60 || !strings.Contains(h.label(v, words(reason.English)), "1 beyond") {
		t.Errorf("%v, %s", v.x, h.label(v, words(reason.English)))
	}
}

// The median is of all runs, also of those that never escaped.
func TestMedianCountsWhatNeverEnds(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, c := range []struct {
		values []float64
		want   float64
	}{{[]float64{1, 2, 3}, 2}, {[]float64{4, 1, nan, 3}, 3}, {[]float64{5, inf, inf}, inf}, {[]float64{1, 2, inf, inf}, inf}, {[]float64{1, 2}, 1.5}, {[]float64{1, 2, 3, inf}, 2.5}} {
		if got := middleOf(c.values); got != c.want {
			t.Errorf("median of %v is %g, not %g", c.values, got, c.want)
		}
	}
	if !math.IsNaN(middleOf([]float64{nan})) {
		t.Error("no values have a median")
	}
}

// Bins by factors hold all positive values.
func TestBinsByFactors(t *testing.T) {
	edges := binsOf([][]float64{{1, 10, 100, 1000, -5}}, 3, true, false)
	if len(edges) != 4 || math.Abs(edges[1]/edges[0]-10) > 1e-9 || math.Abs(edges[3]/edges[2]-10) > 1e-9 {
		t.Errorf("edges %v", edges)
	}
	if counts, beyond := countIn(edges, []float64{1, 10, 100, 1000}); beyond != 0 || !reflect.DeepEqual(counts[2], 2.0) {
		t.Errorf("%v, %d", counts, beyond)
	}
}

// On a logarithmic axis of counts the tail is what is looked for: none of it is left out.
func TestTailsOnLogarithmicCounts(t *testing.T) {
	h := Histogram{Name: "u", Values: []float64{100, 103, 107}}
	for i := range 497 {
		h.Values = append(h.Values, float64(i%50)/50)
	}
	for _, c := range []struct {
		scale Scale
		told  bool
	}{{Linear, true}, {Logarithmic, false}} {
		f := New(h)
		f.LogY = c.scale
		if label := h.label(f.view(t.Context()), words(reason.English)); strings.Contains(label, "beyond") != c.told {
			t.Errorf("scale %d: %s", c.scale, label)
		}
	}
}
