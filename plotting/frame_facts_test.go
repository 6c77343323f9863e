package plotting

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// What a picture says of itself is short, however much is in it.
func TestDescriptionOfMany(t *testing.T) {
	for _, n := range []int{40, 41, 5000} {
		f := New()
		for k := range n {
			f.Layers = append(f.Layers, Polyline{Name: fmt.Sprint("p", k), Points: [][2]float64{{0, 0}, {1, float64(k)}}})
		}
		says := f.Describe(context.Background())
		if told := strings.Count(says, "through"); n == 40 && (told != 40 || strings.Contains(says, "others")) || n > 40 && (told != 39 || !strings.HasSuffix(says, fmt.Sprintf(", %d others", n-39))) {
			t.Errorf("of %d lines %d are told: …%s", n, told, says[max(0, len(says)-100):])
		}
	}
}
