package plotting

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"testing"
)

// counting is a layer of which there are many; the reader stops the picture when the first has been asked something.
type counting struct {
	Path
	stop  context.CancelFunc
	asked *int
}

func (l counting) reach(b *bounds) {
	*l.asked++
	l.stop()
	l.Path.reach(b)
}

// TestManyLayersEnd stops pictures of a thousand layers, each of which may take long to look at.
func TestManyLayersEnd(t *testing.T) {
	many := func() (ctx context.Context, f *Figure, asked *int) {
		ctx, stop := context.WithCancel(t.Context())
		t.Cleanup(stop)
		f, asked = New(), new(int)
		for range 1000 {
			f.Add(counting{Path{Name: "r", Points: [][2]float64{{0, 0}, {1, 1}}}, stop, asked})
		}
		return ctx, f, asked
	}
	for name, draw := range map[string]func(context.Context, *Figure) error{
		"PNG":      func(ctx context.Context, f *Figure) error { _, err := f.PNG(ctx); return err },
		"SVG":      func(ctx context.Context, f *Figure) error { _, err := f.SVG(ctx); return err },
		"inset":    func(ctx context.Context, f *Figure) error { _, err := New(Inset{f}).PNG(ctx); return err },
		"grid":     func(ctx context.Context, f *Figure) error { _, err := Grid(2, f, f).PNG(ctx); return err },
		"moving":   func(ctx context.Context, f *Figure) error { _, err := Animation{Figure: f}.PNG(ctx); return err },
		"sentence": func(ctx context.Context, f *Figure) error { f.Describe(ctx); return ctx.Err() },
		"sentence of an inset": func(ctx context.Context, f *Figure) error {
			New(Inset{f}).Describe(ctx)
			return ctx.Err()
		},
	} {
		ctx, f, asked := many()
		if err := draw(ctx, f); !errors.Is(err, context.Canceled) || *asked > 1 {
			t.Errorf("%s: %v, after it had asked %d layers", name, err, *asked)
		}
	}
}

// TestSettled compares with what the words say: as many points as are seen beside the first eighth.
func TestSettled(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	off := 0
	for range 2000 {
		l, q := Path{Diverged: r.IntN(2) == 0}, [2]float64{r.Float64(), r.Float64()}
		for range 3 + r.IntN(60) {
			q[0], q[1] = q[0]*(1+r.Float64())+r.Float64()-0.5, q[1]*(0.5+r.Float64())
			l.Points = append(l.Points, q)
		}
		n := len(l.Points)
		got := l.settled(n)
		if got == n {
			continue
		}
		off++
		size := func(m int) float64 { return boxOf(l.Points[:m]).size() }
		first := func() int {
			m := max(n/8, min(3, n-1))
			if n < 8 {
				m = 2
			}
			if some := min(firstSteps, m); size(m) > visibleStart*size(some) {
				m = some
			}
			return m
		}()
		limit := visibleStart * size(first)
		if got < first || got > first && size(got) > limit || size(got+1) <= limit || math.IsNaN(limit) {
			t.Fatalf("%d of %d points, of sizes %g and %g, where the first %d have %g", got, n, size(got), size(got+1), first, size(first))
		}
	}
	if off < 200 {
		t.Errorf("only %d paths go off", off)
	}
}
