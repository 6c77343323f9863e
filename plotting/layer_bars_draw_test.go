package plotting

import (
	"bytes"
	"context"
	"math"
	"slices"
	"testing"
)

func TestManyBarsAreStrips(t *testing.T) {
	values := make([]float64, 400_000)
	for i := range values {
		values[i] = math.Sin(float64(i))
	}
	few, err := (&Figure{Layers: []Layer{Bars{Values: values[:4000]}}}).SVG(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	many, err := (&Figure{Layers: []Layer{Bars{Values: values}}}).SVG(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if ratio := float64(len(many.Data)) / float64(len(few.Data)); ratio > 2 {
		t.Errorf("a hundred times the bars take %.1f times the room", ratio)
	}
	if bytes.Contains(many.Data, []byte("NaN")) {
		t.Error("NaN in the picture")
	}
}

func TestOutermostBars(t *testing.T) {
	for _, c := range []struct {
		values []float64
		sizes  bool
		want   []float64
	}{
		{[]float64{3}, false, []float64{3}},
		{[]float64{1, 3, 2}, false, []float64{3}},
		{[]float64{-1, 3, -2, 0}, false, []float64{-2, 3}},
		{[]float64{-1, 3, -2}, true, []float64{3, -2}},
		{[]float64{-5, 3, -2}, true, []float64{-5, 3}},
		{[]float64{0, -2}, false, []float64{-2}},
		{[]float64{0, 0}, false, []float64{0}},
		{[]float64{math.NaN(), math.Inf(1)}, false, nil},
	} {
		m := &columns{Bars: Bars{Values: c.values}}
		if got := m.outermost(0, len(c.values), c.sizes); !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.values, got, c.want)
		}
	}
}
