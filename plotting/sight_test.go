package plotting

import (
	"image/color"
	"math"
	"testing"
)

// sights are how readers see colours, as matrices on linear sRGB: all of them, and without the long or the middle cones
// (Machado, Oliveira and Fernandes, A physiologically-based model for simulation of color vision deficiency, 2009, severity 1).
var sights = map[string][3][3]float64{
	"all cones":    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protanopia":   {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deuteranopia": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
}

// seen is a colour as a reader sees it, in CIELAB under D65.
func seen(c color.RGBA, sight [3][3]float64) [3]float64 {
	var linear, simulated, xyz, f [3]float64
	for i, v := range []uint8{c.R, c.G, c.B} {
		u := float64(v) / 255
		if linear[i] = u / 12.92; u > 0.04045 {
			linear[i] = math.Pow((u+0.055)/1.055, 2.4)
		}
	}
	toXYZ := [3][3]float64{{0.4124564, 0.3575761, 0.1804375}, {0.2126729, 0.7151522, 0.0721750}, {0.0193339, 0.1191920, 0.9503041}}
	for i := range 3 {
		simulated[i] = min(max(dot(sight[i], linear), 0), 1)
	}
	for i, white := range []float64{0.95047, 1, 1.08883} {
		xyz[i] = dot(toXYZ[i], simulated) / white
		if f[i] = (24389.0/27*xyz[i] + 16) / 116; xyz[i] > 216.0/24389 {
			f[i] = math.Cbrt(xyz[i])
		}
	}
	return [3]float64{116*f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])}
}

// difference is CIEDE2000 (Sharma, Wu and Dalal, 2005).
func difference(p, q [3]float64) float64 {
	degrees := math.Pi / 180
	seventh := func(c float64) float64 { return math.Sqrt(math.Pow(c, 7) / (math.Pow(c, 7) + math.Pow(25, 7))) }
	g := 1.5 - 0.5*seventh((math.Hypot(p[1], p[2])+math.Hypot(q[1], q[2]))/2)
	a1, a2 := g*p[1], g*q[1]
	c1, c2 := math.Hypot(a1, p[2]), math.Hypot(a2, q[2])
	hue := func(b, a float64) float64 {
		if a == 0 && b == 0 {
			return 0
		}
		return math.Mod(math.Atan2(b, a)/degrees+360, 360)
	}
	h1, h2 := hue(p[2], a1), hue(q[2], a2)
	dh, mean := h2-h1, (h1+h2)/2
	switch {
	case c1*c2 == 0:
		dh, mean = 0, h1+h2
	case math.Abs(dh) > 180 && h1+h2 < 360:
		dh, mean = dh-math.Copysign(360, dh), mean+180
	case math.Abs(dh) > 180:
		dh, mean = dh-math.Copysign(360, dh), mean-180
	}
	dH := 2 * math.Sqrt(c1*c2) * math.Sin(dh/2*degrees)
	l, c := (p[0]+q[0])/2, (c1+c2)/2
	t := 1 - 0.17*math.Cos((mean-30)*degrees) + 0.24*math.Cos(2*mean*degrees) + 0.32*math.Cos((3*mean+6)*degrees) - 0.2*math.Cos((4*mean-63)*degrees)
	sl := 1 + 0.015*(l-50)*(l-50)/math.Sqrt(20+(l-50)*(l-50))
	sc, sh := 1+0.045*c, 1+0.015*c*t
	turn := -math.Sin(2*30*degrees*math.Exp(-math.Pow((mean-275)/25, 2))) * 2 * seventh(c)
	x, y, z := (q[0]-p[0])/sl, (c2-c1)/sc, dH/sh
	return math.Sqrt(x*x + y*y + z*z + turn*y*z)
}

// Pairs of Sharma, Wu and Dalal's test data.
func TestDifference(t *testing.T) {
	for _, c := range []struct {
		p, q [3]float64
		want float64
	}{
		{[3]float64{50, 2.6772, -79.7751}, [3]float64{50, 0, -82.7485}, 2.0425},
		{[3]float64{50, -1.3802, -84.2814}, [3]float64{50, 0, -82.7485}, 1},
		{[3]float64{50, 2.5, 0}, [3]float64{73, 25, -18}, 27.1492},
		{[3]float64{50, 2.49, -0.001}, [3]float64{50, -2.49, 0.0011}, 7.2195},
		{[3]float64{22.7233, 20.0904, -46.694}, [3]float64{23.0331, 14.973, -42.5619}, 2.0373},
		{[3]float64{90.8027, -2.0831, 1.441}, [3]float64{91.1528, -1.6435, 0.0447}, 1.4441},
	} {
		if got := difference(c.p, c.q); math.Abs(got-c.want) > 1e-4 {
			t.Errorf("%v and %v differ by %.4f, not %.4f", c.p, c.q, got, c.want)
		}
	}
}

// apart is how much two colours differ for the reader who sees it least.
func apart(a, b color.RGBA) float64 {
	least := math.Inf(1)
	for _, sight := range sights {
		least = min(least, difference(seen(a, sight), seen(b, sight)))
	}
	return least
}

// What is told apart by colour alone differs by 12 or more for every reader.
func TestColoursAreToldApart(t *testing.T) {
	const enough = 12
	check := func(what string, a, b color.RGBA) {
		if d := apart(a, b); d < enough {
			t.Errorf("%s: %v and %v differ by %.1f", what, a, b, d)
		}
	}
	basins := append([]color.RGBA{noEnd}, basinColors...)
	for i, a := range basins {
		for _, b := range basins[:i] {
			for s := range shadesOfTime {
				for u := range shadesOfTime {
					check("basins", shaded(a, s), shaded(b, u))
				}
			}
		}
	}
	check("signs of bars", signColor(1), signColor(-1))
	check("curvature", risingColor, fallingColor)
	check("kinds", kindColors[Minimum], kindColors[Degenerate])
	for ground, colors := range lineColors {
		for i, a := range colors[:4] { // further lines differ in their dashes
			for _, b := range colors[:i] {
				check("lines on ground "+string(rune('0'+int(ground))), a, b)
			}
		}
	}
}
