package plotting

import "testing"

// TestFewDotsLieOverLines: a line with dots of its own does not hide the data that it is compared with; a cloud does not hide the line.
func TestFewDotsLieOverLines(t *testing.T) {
	for _, c := range []struct {
		n     int
		above bool
	}{{1, true}, {fewValues, true}, {fewValues + 1, false}, {1000, false}} {
		values := make([]float64, c.n)
		for i := range values {
			values[i] = float64(i)
		}
		line := Polyline{Points: [][2]float64{{0, 0}, {1, 1}}, Dots: true}
		f := New(line, Scatter{X: values, Y: values})
		marks, err := f.prepare(t.Context(), f.view(t.Context()))
		if err != nil {
			t.Fatal(err)
		}
		if _, above := marks[len(marks)-1].(*dots); above != c.above {
			t.Errorf("%d dots: above is %v", c.n, above)
		}
	}
}
