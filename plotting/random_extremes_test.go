package plotting

import (
	"context"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"testing"
	"time"

	"saddle/numerics/reason"
)

var extremeFigures = flag.Int("extremes", 100, "figures of hard numbers")

// Whatever the numbers are, a picture is drawn soon, in little memory, and on
// its sheet: overflow, few values, huge ranges, what is undefined, many layers.
func TestExtremeFigures(t *testing.T) {
	for seed := range uint64(*extremeFigures) {
		g := extremes{chance{rand.New(rand.NewPCG(seed, 7))}}
		name, f := fmt.Sprintf("figure %d", seed), g.figure()
		soon(t, name, func(ctx context.Context) {
			checkDrawing(t, name, f)
			f.Language = reason.Chinese
			if f.Describe(t.Context()) == "" {
				t.Errorf("%s: nothing is said of it", name)
			}
			if seed%10 == 0 {
				if _, err := f.PNG(ctx); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			}
		})
	}
}

// soon ends the test where a picture takes ten times what it may, and reports
// one that takes too much memory.
func soon(t *testing.T, name string, drawn func(context.Context)) {
	t.Helper()
	ctx, stop := context.WithTimeout(context.Background(), 10*time.Second)
	defer stop()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	done := make(chan struct{})
	go func() {
		defer close(done)
		drawn(ctx)
	}()
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		panic(name + " is not drawn after 10 s")
	}
	runtime.ReadMemStats(&after)
	if took := (after.TotalAlloc - before.TotalAlloc) >> 20; took > 2000 {
		t.Errorf("%s takes %d MB", name, took)
	}
}

// extremes makes figures of hard numbers.
type extremes struct{ chance }

// number is one at the edges of what a float64 holds, or a plain one.
func (g extremes) number() float64 {
	hard := []float64{0, math.NaN(), math.Inf(1), math.Inf(-1), math.MaxFloat64, -math.MaxFloat64, math.SmallestNonzeroFloat64, 1e17, -1e17, 1e-300, 1, -1, 1e300}
	switch g.IntN(3) {
	case 0:
		return hard[g.IntN(len(hard))]
	case 1:
		return g.NormFloat64() * math.Pow(10, float64(g.IntN(600)-300))
	}
	return g.NormFloat64()
}

// numbers are of one kind: hard ones, a run that overflows, few values, close ones far out, positive ones over all powers of ten.
func (g extremes) numbers() []float64 {
	kind, far := g.IntN(6), math.Pow(10, float64(g.IntN(300)))
	list := make([]float64, g.IntN(600))
	for i := range list {
		switch kind {
		case 0:
			list[i] = g.number()
		case 1:
			list[i] = math.Pow(4, float64(i))
		case 2:
			list[i] = far * float64(g.IntN(3)-1)
		case 3:
			list[i] = math.Nextafter(far, 0) + far*1e-16*float64(g.IntN(50))
		case 4:
			list[i] = math.Pow(10, 600*g.Float64()-300)
		case 5:
			list[i] = math.Pow(-3, float64(i))
		}
	}
	return list
}

func (g extremes) field() Field {
	a, far, kind := g.number(), math.Pow(10, float64(g.IntN(600)-300)), g.IntN(7)
	return field(func(x, y float64) float64 {
		switch kind {
		case 0:
			return far * math.Copysign(1, x*x+y*y-1)
		case 1:
			return math.Exp(400 * x * y)
		case 2:
			return a * x
		case 3:
			return far * (math.Floor(2*x) + math.Floor(y))
		case 4:
			return math.Log(x) / y
		case 5:
			return 1e17 + far*(x+y)
		}
		return 1 / (x*x + y*y + 1e-9)
	})
}

func (g extremes) path() Path {
	l := Path{Name: g.name()}
	x, y := g.numbers(), g.numbers()
	for i := range min(len(x), len(y)) {
		l.Points = append(l.Points, [2]float64{x[i], y[i]})
	}
	return l
}

func (g extremes) figure() *Figure {
	if g.IntN(6) == 0 {
		return Grid(2, g.plain(), g.plain())
	}
	return g.plain()
}

func (g extremes) plain() *Figure {
	f := New()
	switch g.IntN(17) {
	case 0:
		f.Add(Contours{F: g.field(), Name: g.name()}, g.path())
	case 1:
		f.Add(Surface{F: g.field(), Name: g.name()}, g.path())
	case 2:
		f.Add(Series{Name: g.name(), Values: g.numbers()}, Series{Name: "g", Values: g.numbers()})
	case 3:
		f.Add(Bars{Name: g.name(), Values: g.numbers()})
	case 4:
		f.Add(Histogram{Name: g.name(), Values: g.numbers()}, Histogram{Name: "g", Values: g.numbers()})
	case 5:
		for range 1 + g.IntN(12) { // a family
			line := g.field()
			f.Add(Curve{Name: g.name(), F: func(x, out []float64) { line(x, x, out) }})
		}
	case 6:
		f.Add(Scatter{X: g.numbers(), Y: g.numbers()}, Line{At: g.number(), Vertical: true})
	case 7:
		line, path := g.field(), g.path()
		path.OnCurve = true
		f.Add(Curve{F: func(x, out []float64) { line(x, x, out) }}, path, Line{At: g.number()})
	case 8:
		f.Add(Contours{F: g.field()}, Ellipse{A: [2][2]float64{{g.number(), 0}, {0, g.number()}}, At: [2]float64{g.NormFloat64(), 0}})
	case 9:
		f.Add(Heatmap{Name: g.name(), Values: g.cells(), Log: Scale(g.IntN(3))})
	case 10:
		f.Add(Surface{F: g.field(), Name: g.name(), Log: Scale(g.IntN(3)), Camera: &Camera{g.NormFloat64() * 90, 180*g.Float64() - 90}}, g.tangent(), g.path())
		f.Add(g.remarks()...)
	case 11:
		f.Add(Contours{F: g.field(), Log: Scale(g.IntN(3)), Unfilled: g.IntN(2) == 0}, g.tangent(), Implicit{F: g.field(), Level: g.number()})
		f.Add(g.remarks()...)
	case 12:
		line := g.field()
		f.Add(Curve{F: func(x, out []float64) { line(x, x, out) }}, TangentLine{At: g.number(), Value: g.number(), Slope: g.number()}, Band{Over: g.interval(), Level: g.IntN(2) == 0})
		f.Add(g.remarks()...)
	case 14:
		ground := Contours{F: g.field(), Name: g.name(), Log: Scale(g.IntN(3))}
		f.Add(ground, g.path(), Inset{g.zoom(ground, g.path())})
	case 15:
		line := g.field()
		curve := Curve{Name: g.name(), F: func(x, out []float64) { line(x, x, out) }}
		f.Add(curve, Inset{g.zoom(curve, Series{Values: g.numbers()})})
	case 16:
		f.Add(g.ensemble(), g.ensemble())
	case 13:
		f.Add(Polyline{Name: g.name(), Points: g.path().Points, Plane: g.IntN(2) == 0, Dots: true}, Polyline{Points: g.path().Points})
	}
	f.LegendAt = append([]string{"", ""}, LegendPlaces...)[g.IntN(2+len(LegendPlaces))]
	if g.IntN(5) == 0 {
		f.Aspect = math.Pow(10, float64(g.IntN(3)-1))
	}
	f.LogX, f.LogY = Scale(g.IntN(4)), Scale(g.IntN(4))
	if g.IntN(4) == 0 {
		f.X = g.interval()
	}
	if g.IntN(4) == 0 {
		f.Y = g.interval()
	}
	return f
}

// zoom is a figure in some window.
func (g extremes) zoom(layers ...Layer) *Figure {
	f := New(layers...)
	f.X, f.Y = g.interval(), g.interval()
	f.LogX, f.LogY = Scale(g.IntN(3)), Scale(g.IntN(4))
	return f
}

// ensemble is medians with quartiles of hard numbers.
func (g extremes) ensemble() Series {
	l := Series{Name: g.name(), Values: g.numbers(), Runs: g.IntN(9)}
	for _, v := range l.Values {
		l.Low, l.High = append(l.Low, v-math.Abs(g.number())), append(l.High, v+math.Abs(g.number()))
	}
	return l
}

// cells are a matrix of hard numbers.
func (g extremes) cells() [][]float64 {
	cells := make([][]float64, 1+g.IntN(60))
	columns := 1 + g.IntN(60)
	numbers := append(g.numbers(), 1)
	for i := range cells {
		for j := range columns {
			cells[i] = append(cells[i], numbers[(i*columns+j)%len(numbers)])
		}
	}
	return cells
}

func (g extremes) tangent() Tangent {
	return Tangent{Name: g.name(), At: [2]float64{g.number(), g.NormFloat64()}, Value: g.number(), Slope: [2]float64{g.number(), g.number()}}
}

func (g extremes) remarks() []Layer {
	at := func() [2]float64 { return [2]float64{g.number(), g.NormFloat64()} }
	return []Layer{Remark{At: at(), Text: g.name(), Bare: g.IntN(2) == 0}, Pointer{From: at(), To: at(), Text: g.name()}}
}

func (g extremes) interval() Range {
	a, b := g.number(), g.number()
	if !finitePair([2]float64{a, b}) || a >= b {
		return Range{}
	}
	return Range{a, b}
}
