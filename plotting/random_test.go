package plotting

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"saddle/numerics/reason"
)

// What no one thought of: layers, ranges, sizes and names at random, of which
// no text may be cut or stand on another.
func TestRandomFigures(t *testing.T) {
	figures := uint64(300)
	if raced {
		figures = 60
	}
	for seed := range figures {
		g := chance{rand.New(rand.NewPCG(seed, 1))}
		checkDrawing(t, fmt.Sprintf("figure %d", seed), g.figure())
	}
}

// chance makes figures at random.
type chance struct{ *rand.Rand }

func (g chance) scale() float64 { return []float64{1, 1, 1e-6, 1e6, 30}[g.IntN(5)] }
func (g chance) name() string {
	return []string{"", "f", "损失函数 f(θ₁)", "(x^2 - 2.5e-3 y) exp(-x) + sin(3x)", "gradient descent with momentum, β = 0.9"}[g.IntN(5)]
}

func (g chance) figure() *Figure {
	if g.IntN(8) == 0 {
		return Grid(1+g.IntN(3), g.plain(), g.plain(), g.plain())
	}
	return g.plain()
}

func (g chance) plain() *Figure {
	f := New(g.layers(g.scale())...)
	f.Title, f.XLabel, f.YLabel = g.name(), g.name(), g.name()
	if g.IntN(3) == 0 {
		f.Width = 260 + g.IntN(600)
	}
	if g.IntN(5) == 0 {
		f.Height = 200 + g.IntN(400)
	}
	if g.IntN(2) == 0 {
		f.Language = reason.Chinese
	}
	return f
}

func (g chance) layers(scale float64) []Layer {
	ground := Contours{F: g.field(scale), Name: g.name()}
	switch g.IntN(9) {
	case 8:
		zoom := New(ground, g.path(scale))
		zoom.X, zoom.Y = Range{-scale, scale * g.Float64()}, Range{-scale * g.Float64(), scale}
		return []Layer{ground, g.path(scale), Inset{zoom}}
	case 0:
		return []Layer{ground, g.path(scale), g.path(scale), CriticalPoints{Points: []CriticalPoint{{At: [2]float64{scale * g.NormFloat64(), 0}, Kind: Kind(g.IntN(4)), Label: g.name()}}}}
	case 1:
		return []Layer{ground, g.ellipse(scale), g.path(scale)}
	case 2:
		return []Layer{ground, Polar{A: g.matrix(scale), At: [2]float64{scale * g.NormFloat64(), 0}}}
	case 3:
		return []Layer{Surface{F: g.field(scale), Name: g.name(), Camera: &Camera{360 * g.Float64(), 180*g.Float64() - 90}}, g.path(scale), g.ellipse(scale)}
	case 4:
		return []Layer{g.series(scale), g.series(scale), Line{Name: g.name(), At: float64(g.IntN(60)), Vertical: true}}
	case 5:
		return []Layer{Ellipse{A: g.matrix(scale)}}
	case 6:
		return []Layer{Histogram{Name: g.name(), Values: g.series(scale).Values}, Histogram{Name: g.name(), Values: g.series(scale).Values}}
	}
	path := g.path(scale)
	path.OnCurve, path.Numbers = true, g.IntN(2) == 0
	return []Layer{Curve{Name: g.name(), F: func(x, out []float64) { ground.F(x, x, out) }}, path}
}

func (g chance) field(scale float64) Field {
	a, b, c, to := g.NormFloat64(), g.NormFloat64(), g.NormFloat64(), g.scale()
	return field(func(x, y float64) float64 {
		x, y = x/scale, y/scale
		return to * (a*x*x + b*y*y + c*x*y + math.Sin(3*x) + math.Log(a+3+x))
	})
}

func (g chance) matrix(scale float64) [2][2]float64 {
	off := scale * g.NormFloat64()
	return [2][2]float64{{scale * g.NormFloat64(), off}, {off, scale * g.NormFloat64()}}
}

func (g chance) ellipse(scale float64) Ellipse {
	return Ellipse{Name: g.name(), A: g.matrix(g.scale()), At: [2]float64{scale * g.NormFloat64(), scale * g.NormFloat64()}}
}

func (g chance) path(scale float64) Path {
	l := Path{Name: g.name(), Numbers: g.IntN(3) == 0}
	x, y := g.NormFloat64(), g.NormFloat64()
	grow := 0.7 + 0.5*g.Float64()
	for range 1 + g.IntN(70) {
		l.Points = append(l.Points, [2]float64{scale * x, scale * y})
		x, y = grow*(0.9*x-0.4*y), grow*(0.4*x+0.9*y)
	}
	return l
}

func (g chance) series(scale float64) Series {
	s := Series{Name: g.name()}
	fall := 0.8 + 0.25*g.Float64()
	for i := range 2 + g.IntN(100) {
		s.Values = append(s.Values, scale*(math.Pow(fall, float64(i))+0.01*g.NormFloat64()))
	}
	return s
}
