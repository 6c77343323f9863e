package plotting

import (
	"context"
	"image/color"
	"math/rand/v2"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"

	"saddle/numerics/reason"
)

// Up to 18 regions differ, the first in colour, more in colour or hatch; those that meet along much differ in colour.
func TestBasinsThatMeetDiffer(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{2, 6, 9, 14, 18, 25} {
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
		looks := looksApart(cells, columns, n, nil)
		seen := map[look]bool{}
		for _, l := range looks {
			seen[l] = true
		}
		if want := min(n, len(allLooks())); len(seen) != want {
			t.Errorf("%d regions have %d looks, want %d", n, len(seen), want)
		}
		for pair, long := range meetings(cells, columns) {
			if looks[pair[0]].color == looks[pair[1]].color && long > 8 {
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

// A hatch stays in its region: each piece of a line lies in a basin of its look, and each such basin has some.
func TestHatchesStayInTheirBasins(t *testing.T) {
	ends := make([][2]float64, 9)
	for i := range ends {
		ends[i] = [2]float64{float64(i%3) - 1, float64(i/3) - 1}
	}
	nearest := func(x, y []float64, end []int, steps []float64) {
		for k := range x {
			end[k] = int(min(max(x[k]+1.5, 0), 2)) + 3*int(min(max(y[k]+1.5, 0), 2))
		}
	}
	l := Basins{Ends: ends, F: nearest}
	f := New(l)
	f.X, f.Y = Range{-1.5, 1.5}, Range{-1.5, 1.5}
	p, _ := drawn(t, f)
	made, err := l.prepare(&stage{ctx: context.Background(), view: p.view})
	if err != nil {
		t.Fatal(err)
	}
	m := made.(*mosaic)
	for _, kind := range []hatchKind{risingHatch, fallingHatch} {
		pieces := map[color.RGBA][][]vg.Point{}
		for _, line := range slants(p.frame, kind) {
			m.pieces(p, line, kind, pieces)
		}
		hatched := 0
		for _, look := range m.looks {
			if look.hatch == kind {
				hatched++
			}
		}
		if len(pieces) != hatched {
			t.Errorf("hatch %d: %d colours have lines, want %d", kind, len(pieces), hatched)
		}
		for clr, lines := range pieces {
			for _, line := range lines {
				for _, q := range line {
					x, y, end := []float64{p.view.x.Min + p.view.x.span()*float64((q.X-p.frame.Min.X)/p.frame.Size().X)}, []float64{p.view.y.Min + p.view.y.span()*float64((q.Y-p.frame.Min.Y)/p.frame.Size().Y)}, []int{0}
					nearest(x, y, end, nil)
					if got := m.looks[end[0]]; got != (look{clr, kind}) {
						t.Fatalf("a line of %v at (%g, %g), where the basin has %v", look{clr, kind}, x[0], y[0], got)
					}
				}
			}
		}
	}
}

// TestEndsLookAlikeInAGrid: an end has its colour in every panel, whatever its number there; others have none that is taken.
func TestEndsLookAlikeInAGrid(t *testing.T) {
	basins := func(ends ...[2]float64) *Figure {
		return New(Basins{Ends: ends, Names: make([]string, len(ends)), Across: 12, F: func(x, _ []float64, end []int, _ []float64) {
			for i := range x {
				end[i] = i % len(ends)
			}
		}})
	}
	a, b, c, d := [2]float64{0, 0}, [2]float64{1, 0}, [2]float64{0, 1}, [2]float64{1, 1}
	mosaics := mosaicsOf(drawingsOf(t, Grid(2, basins(a, b, c), basins([2]float64{0, 1 + 1e-7}, d, a))))
	first, second := mosaics[0].looks, mosaics[1].looks
	if second[0] != first[2] || second[2] != first[0] {
		t.Errorf("the same ends look as %v and as %v", first, second)
	}
	for _, l := range first {
		if second[1] == l {
			t.Errorf("another end looks as one of %v", first)
		}
	}
}
