package plotting

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"

	"saddle/numerics/reason"
)

// Regions that meet differ in colour, also where there are more than colours; the legend has the regions' own.
func TestBasinsThatMeetDiffer(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{2, 6, 9, 14} {
		const columns = 60
		var sites [][2]float64
		for range n {
			sites = append(sites, [2]float64{columns * random.Float64(), columns * random.Float64()})
		}
		cells := make([]int, columns*columns)
		for k := range cells {
			for i, s := range sites {
				d := func(q [2]float64) float64 {
					x, y := q[0]-float64(k%columns), q[1]-float64(k/columns)
					return x*x + y*y
				}
				if d(s) < d(sites[cells[k]]) {
					cells[k] = i
				}
			}
		}
		colors := colorsApart(cells, columns, n)
		for pair, long := range meetings(cells, columns) {
			if colors[pair[0]] == colors[pair[1]] && long > 8 {
				t.Errorf("%d regions: %d and %d meet along %d cells in one colour", n, pair[0], pair[1], long)
			}
		}
	}
}

// The legend and the sentence say what the ends are.
func TestBasinsNameKinds(t *testing.T) {
	l := Basins{Ends: [][2]float64{{-1, 0}, {0, 0}}, Names: []string{"left", "middle"}, Kinds: []Kind{Minimum, Saddle}, Across: 8, F: func(x, y []float64, end []int, steps []float64) {
		for i := range x {
			end[i] = 0
			if x[i] > 0 {
				end[i] = 1
			}
		}
	}}
	v := view{x: Range{-2, 2}, y: Range{-2, 2}}
	m, err := l.prepare(&stage{ctx: context.Background(), view: v})
	if err != nil {
		t.Fatal(err)
	}
	if names := legendNames(legend{entries: m.(*mosaic).entries()}); strings.Join(names, "|") != "left minimum|middle saddle" {
		t.Errorf("legend %q", names)
	}
	if says := l.facts(v, words(reason.English)); !strings.Contains(says, "minimum (-1, 0), saddle (0, 0)") {
		t.Error(says)
	}
}
