package plotting

import (
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"saddle/plotting/isoline"
)

// drawFloor draws the level lines on the floor.
func (r *relief) drawFloor(p *panel) {
	tracer := r.tracer()
	for i, level := range r.levels.values {
		clr := blend(r.colors[i], r.colors[i+1], 0.5)
		var lines vg.Path
		for _, ring := range tracer.Rings(level) {
			for _, line := range ring.Lines() {
				appendLine(r.onFloor, &lines, line)
			}
		}
		if len(lines) > 0 {
			p.SetLineStyle(draw.LineStyle{Color: blend(clr, black, 0.15), Width: 1})
			p.Stroke(lines)
		}
	}
}

// onFloor is a vertex on the floor of the box.
func (r *relief) onFloor(q isoline.Point) vg.Point { return r.space.at(q.X, q.Y, r.space.floor()) }

// drawFloorHoles covers what the lines do where the function is undefined.
func (r *relief) drawFloorHoles(p *panel) {
	if len(r.samples.holes) == 0 {
		return
	}
	var holes, border vg.Path
	for _, ring := range r.samples.holes {
		appendLine(r.onFloor, &holes, ring)
		holes.Close()
		for _, line := range ring.Lines() {
			appendLine(r.onFloor, &border, line)
		}
	}
	p.SetColor(floorFill)
	p.Fill(holes)
	p.SetLineStyle(draw.LineStyle{Color: faintInk, Width: 1})
	p.Stroke(border)
}

// height is the surface's height at a point, by interpolation, NaN where it
// is undefined or out of the box.
func (r *relief) height(x, y float64) float64 {
	s := r.samples
	nx := len(s.x)
	a := share(Range{s.x[0], s.x[nx-1]}, false, x) * float64(nx-1)
	b := share(Range{s.y[0], s.y[len(s.y)-1]}, false, y) * float64(len(s.y)-1)
	if !(a >= 0 && b >= 0 && a <= float64(nx-1) && b <= float64(len(s.y)-1)) {
		return math.NaN()
	}
	i, j := min(int(a), nx-2), min(int(b), len(s.y)-2)
	u, v := a-float64(i), b-float64(j)
	k := j*nx + i
	if s.undefined != nil && (s.undefined[k] || s.undefined[k+1] || s.undefined[k+nx] || s.undefined[k+nx+1]) {
		return math.NaN()
	}
	return r.clamped((1-v)*((1-u)*s.z[k]+u*s.z[k+1]) + v*((1-u)*s.z[k+nx]+u*s.z[k+nx+1]))
}

// clamped keeps a height within what the box has room for.
func (r *relief) clamped(z float64) float64 {
	return min(max(z, r.space.heights.Min), r.space.heights.Max)
}

// addPatches cuts the surface into patches.
func (r *relief) addPatches(across int) {
	v := r.space
	nx, ny := across, across
	if ratio := v.half[0] / v.half[1]; ratio > 1 {
		ny = max(int(float64(across)/ratio), 4)
	} else {
		nx = max(int(float64(across)*ratio), 4)
	}
	x, y := evenly(v.x, nx+1), evenly(v.y, ny+1)
	for j := range ny {
		for i := range nx {
			r.addCell(Range{x[i], x[i+1]}, Range{y[j], y[j+1]})
		}
	}
}

// addCell adds the patch over a cell. Where the surface ends in it, the parts
// of the cell that it reaches are added instead, without lines around them.
func (r *relief) addCell(x, y Range) {
	corners := [4][3]float64{{x.Min, y.Min}, {x.Max, y.Min}, {x.Max, y.Max}, {x.Min, y.Max}}
	whole := true
	for k := range corners {
		corners[k][2] = r.height(corners[k][0], corners[k][1])
		whole = whole && !math.IsNaN(corners[k][2])
	}
	if whole {
		r.addPatch(corners, true)
		return
	}
	r.addEdge(x, y)
}

// edgeParts is how finely a cell that the surface ends in is divided.
const edgeParts = 6

// addEdge adds the parts of a cell in which the surface ends: small patches
// whose corners are moved to the edge where they are beyond it.
func (r *relief) addEdge(x, y Range) {
	const n = edgeParts + 1
	xs, ys := evenly(x, n), evenly(y, n)
	px, py, z := make([]float64, 0, n*n), make([]float64, 0, n*n), make([]float64, n*n)
	for _, b := range ys {
		for _, a := range xs {
			px, py = append(px, a), append(py, b)
		}
	}
	r.field(px, py, z)
	for j := range edgeParts {
		for i := range edgeParts {
			var corners [4][3]float64
			for k, at := range [4]int{j*n + i, j*n + i + 1, (j+1)*n + i + 1, (j+1)*n + i} {
				corners[k] = [3]float64{px[at], py[at], z[at]}
			}
			if r.moveToEdge(&corners) {
				r.addPatch(corners, false)
			}
		}
	}
}

// moveToEdge moves the corners at which the function is undefined towards the
// others until it is defined; ok is false where it is at none.
func (r *relief) moveToEdge(corners *[4][3]float64) (ok bool) {
	var middle [2]float64
	defined := 0.0
	for _, c := range corners {
		if !math.IsNaN(c[2]) {
			middle[0], middle[1] = middle[0]+c[0], middle[1]+c[1]
			defined++
		}
	}
	if defined == 0 {
		return false
	}
	middle[0], middle[1] = middle[0]/defined, middle[1]/defined
	for k, c := range corners {
		if math.IsNaN(c[2]) {
			corners[k] = r.edgeBetween(middle, [2]float64{c[0], c[1]})
		}
		if math.IsNaN(corners[k][2]) {
			return false
		}
		corners[k][2] = r.clamped(corners[k][2])
	}
	return true
}

// edgeBetween is, by bisection, the last point from a towards b at which the
// function is defined.
func (r *relief) edgeBetween(a, b [2]float64) [3]float64 {
	var x, y, z [1]float64
	inside := [3]float64{a[0], a[1], math.NaN()}
	low, high := 0.0, 1.0
	for range 8 {
		t := (low + high) / 2
		x[0], y[0] = a[0]+t*(b[0]-a[0]), a[1]+t*(b[1]-a[1])
		if r.field(x[:], y[:], z[:]); math.IsNaN(z[0]) {
			high = t
		} else {
			low, inside = t, [3]float64{x[0], y[0], z[0]}
		}
	}
	return inside
}

func (r *relief) addPatch(corners [4][3]float64, lined bool) {
	z, light := 0.0, r.light(corners)
	for _, c := range corners {
		z += c[2] / 4
	}
	clr := r.shade(r.colorOf(z), light)
	line := clr
	if lined {
		line = blend(clr, black, 0.22)
	}
	middle := [2]float64{(corners[0][0] + corners[2][0]) / 2, (corners[0][1] + corners[2][1]) / 2}
	r.parts = append(r.parts, part{r.space.nearness(middle[0], middle[1]), func(s *sheet) {
		s.shape(r.space.patch(corners), clr, line, 0.5)
	}})
}

// patch is the outline on the sheet of four points.
func (s *space) patch(corners [4][3]float64) vg.Path {
	var points [4]vg.Point
	for i, c := range corners {
		points[i] = s.at(c[0], c[1], c[2])
	}
	return polygon(points[:]...)
}

// colorOf is the colour of a height: by the index of the level it lies at, so
// that a steep function still shows its valley, in steps too small to see.
func (r *relief) colorOf(z float64) color.RGBA {
	levels := r.levels.values
	n := len(levels)
	if n == 0 {
		return r.colors[0]
	}
	i, _ := slices.BinarySearch(levels, z)
	place := float64(i)
	if i > 0 && i < n {
		place += (z-levels[i-1])/(levels[i]-levels[i-1]) - 0.5
	}
	place = math.Round(place*4) / 4
	if r.levels.diverging {
		reach := float64(max(r.levels.neutral+1, n-r.levels.neutral))
		return r.tones.at(0.5 + 0.5*(place-float64(r.levels.neutral)-0.5)/reach)
	}
	return r.tones.at((place + 0.5) / float64(n+1))
}

// light is how much a patch faces the light, from 0 to 1 in twentieths.
func (r *relief) light(c [4][3]float64) float64 {
	a, b := r.space.unit(c[0][0], c[0][1], c[0][2]), r.space.unit(c[2][0], c[2][1], c[2][2])
	d, e := r.space.unit(c[1][0], c[1][1], c[1][2]), r.space.unit(c[3][0], c[3][1], c[3][2])
	u := [3]float64{b[0] - a[0], b[1] - a[1], b[2] - a[2]}
	v := [3]float64{e[0] - d[0], e[1] - d[1], e[2] - d[2]}
	n := [3]float64{u[1]*v[2] - u[2]*v[1], u[2]*v[0] - u[0]*v[2], u[0]*v[1] - u[1]*v[0]}
	if r.space.below() > 0 { // its underside is seen
		n = [3]float64{-n[0], -n[1], -n[2]}
	}
	from := [3]float64{r.space.toward[0] - 0.9*r.space.right[0], r.space.toward[1] - 0.9*r.space.right[1], r.space.toward[2] - 0.9*r.space.below()}
	cos := dot(n, from) / math.Sqrt(dot(n, n)*dot(from, from))
	return math.Round(20*(0.5+0.5*cos)) / 20
}

func (r *relief) shade(clr color.RGBA, light float64) color.RGBA {
	if light < 0.75 {
		return blend(clr, black, 0.5*(0.75-light))
	}
	return blend(clr, paper, 0.6*(light-0.75))
}
