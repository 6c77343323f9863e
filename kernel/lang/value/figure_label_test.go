package value

import (
	"testing"

	"saddle/plotting"
)

// TestLayersOfOneNameAreNumbered: the legend tells them apart; a model and what is there for other layers keep out of it.
func TestLayersOfOneNameAreNumbered(t *testing.T) {
	first := &Curve{Name: "T₂"}
	f := &Figure{Layers: []Layer{
		first, &Curve{Name: "f", Beneath: true}, &Curve{Name: "f"}, &Curve{Name: "T₂"}, &Curve{}, &Curve{},
		&Plain{plotting.Scatter{Name: "a"}}, &Plain{plotting.Polyline{Name: "a"}}, &Histogram{Name: "b"},
	}}
	f.TellApart()
	var names []string
	for _, layer := range f.Layers {
		name, _ := naming(layer)
		names = append(names, name)
	}
	want := []string{"T₂ (1)", "", "f", "T₂ (2)", "", "", "a (1)", "a (2)", "b"}
	for i := range want {
		if names[i] != want[i] {
			t.Errorf("layer %d is named %q, want %q", i, names[i], want[i])
		}
	}
	if first.Name != "T₂" {
		t.Errorf("a layer that other figures may have has become %q", first.Name)
	}
}
