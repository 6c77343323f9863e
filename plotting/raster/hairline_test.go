package raster

import (
	"image/color"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/plot/vg"
)

// thin is a canvas to draw black lines on that are a little wider than one of its pixels.
func thin(width, height float64) *Canvas {
	c := New(width, height, 2, color.White)
	c.SetShades(1)
	c.SetLineWidth(0.6)
	c.SetColor(color.Black)
	return c
}

func polyline(points ...vg.Point) (path vg.Path) {
	for i, p := range points {
		if i == 0 {
			path.Move(p)
		} else {
			path.Line(p)
		}
	}
	return path
}

func TestHairlineHasOnePixelInEachRowOrColumn(t *testing.T) {
	chance := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		at := func() vg.Point {
			return vg.Point{X: vg.Length(140*chance.Float64() - 20), Y: vg.Length(140*chance.Float64() - 20)}
		}
		a, b := at(), at()
		c := thin(100, 100)
		c.Stroke(polyline(a, b))
		p, q := c.state.at.apply(float64(a.X), float64(a.Y)), c.state.at.apply(float64(b.X), float64(b.Y))
		for y := range c.Height {
			for x := range c.Width {
				middle := point{float64(x) + 0.5, float64(y) + 0.5}
				u, v, from, to, off := middle.y, middle.x, p.y, q.y, p.x+(q.x-p.x)*(middle.y-p.y)/(q.y-p.y)
				if math.Abs(q.x-p.x) > math.Abs(q.y-p.y) {
					u, v, from, to, off = middle.x, middle.y, p.x, q.x, p.y+(q.y-p.y)*(middle.x-p.x)/(q.x-p.x)
				}
				near, painted := math.Abs(v-off), c.pixels[y*c.Width+x] == 0
				inside := min(from, to) < u && u < max(from, to)
				if inside && math.Abs(near-0.5) > 1e-9 && painted != (near < 0.5) || !inside && painted {
					t.Fatalf("from %v to %v: pixel (%d, %d), %.3f beside the line, is painted: %v", p, q, x, y, near, painted)
				}
			}
		}
	}
}

func TestHairlineDoesNotBreakAtCorners(t *testing.T) {
	chance := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		p, angle := vg.Point{X: 50, Y: 50}, 0.0
		points := []vg.Point{p}
		for range 60 {
			angle += chance.NormFloat64()
			step := 1 + 2*chance.Float64()
			p = p.Add(vg.Point{X: vg.Length(step * math.Cos(angle)), Y: vg.Length(step * math.Sin(angle))})
			points = append(points, p)
		}
		c := thin(200, 200)
		c.Translate(vg.Point{X: 50, Y: 50})
		c.Stroke(polyline(points...))
		if n := islands(c); n != 1 {
			t.Fatalf("a line in %d parts: %v", n, points)
		}
	}
}

// islands counts the parts that the black pixels make, neighbours across a corner being one.
func islands(c *Canvas) int {
	n := 0
	for i, p := range c.pixels {
		if p != 0 {
			continue
		}
		n++
		for waiting := []int{i}; len(waiting) > 0; {
			k := waiting[len(waiting)-1]
			waiting = waiting[:len(waiting)-1]
			for _, next := range []int{-c.Width - 1, -c.Width, -c.Width + 1, -1, 0, 1, c.Width - 1, c.Width, c.Width + 1} {
				if j := k + next; j >= 0 && j < len(c.pixels) && c.pixels[j] == 0 {
					c.pixels[j] = 1
					waiting = append(waiting, j)
				}
			}
		}
	}
	return n
}

func TestHairlineOfNowhere(t *testing.T) {
	c := thin(100, 100)
	c.Stroke(polyline(vg.Point{X: 10, Y: 10}, vg.Point{X: vg.Length(math.NaN()), Y: 20}, vg.Point{X: vg.Length(math.Inf(1)), Y: 1e300}, vg.Point{X: 1e300, Y: -1e300}, vg.Point{X: 1e18, Y: 30}))
	c.Stroke(polyline(vg.Point{X: 50, Y: 50}, vg.Point{X: 50, Y: 50}))
	if got := darkness(c); got != 0 {
		t.Errorf("%g pixels of lines that have no place", got)
	}
	wide := thin(100, 100)
	wide.SetLineWidth(2)
	wide.Stroke(polyline(vg.Point{X: 10, Y: 50}, vg.Point{X: 90, Y: 50}))
	if got := darkness(wide); got != 4*160 {
		t.Errorf("a line of four pixels in width has %g in place of 640", got)
	}
}
