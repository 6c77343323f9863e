package plotting

import (
	"context"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the gallery anew")

func field(f func(x, y float64) float64) Field {
	return func(x, y, out []float64) {
		for i := range out {
			out[i] = f(x[i], y[i])
		}
	}
}

func rosenbrock(x, y float64) float64 { return (1-x)*(1-x) + 100*(y-x*x)*(y-x*x) }
func saddle(x, y float64) float64     { return x*x - y*y }

// descend runs momentum on a numerical gradient.
func descend(f func(x, y float64) float64, x, y, eta, beta float64, steps int) [][2]float64 {
	points := [][2]float64{{x, y}}
	vx, vy := 0.0, 0.0
	const h = 1e-6
	for range steps {
		gx, gy := (f(x+h, y)-f(x-h, y))/(2*h), (f(x, y+h)-f(x, y-h))/(2*h)
		vx, vy = beta*vx-eta*gx, beta*vy-eta*gy
		x, y = x+vx, y+vy
		points = append(points, [2]float64{x, y})
	}
	return points
}

// exhibit is a figure of the gallery.
type exhibit struct {
	name, caption string
	figure        *Figure
}

func gallery() []exhibit {
	rosen := New(Contours{F: field(rosenbrock), Name: "f"}, Path{Name: "momentum", Points: descend(rosenbrock, -1.5, 2, 2e-4, 0.9, 99)})
	rosen.Title = "Rosenbrock: momentum β = 0.9, ∇f → 0"
	rosen.XLabel, rosen.YLabel = "x_1", "x_2"
	rosen.X, rosen.Y = Range{-2, 2}, Range{-1, 3}

	runs := New(Contours{F: field(saddle), Name: "f"},
		Path{Name: "gd", Points: descend(saddle, 0.1, 0.1, 0.1, 0, 50)},
		Path{Name: "momentum", Points: descend(saddle, 0.1, 0.1, 0.01, 0.9, 50)},
		Path{Name: "heavy_ball", Points: descend(saddle, 0.1, 0.1, 0.1, 0.9, 50)})
	runs.Title = "三种方法离开鞍点：x² − y²"
	runs.XLabel, runs.YLabel = "x", "y"

	constant := New(Contours{F: field(func(x, y float64) float64 { return 3 }), Name: "f"})
	constant.Title = "A constant function"
	holes := New(Contours{F: field(func(x, y float64) float64 { return math.Sqrt(1-x*x-y*y) + math.Log(x+1) }), Name: "f"})
	holes.Title = "√(1 − x² − y²) + log(x + 1)"
	tiny := New(Contours{F: field(func(x, y float64) float64 { return 1e-9 * (x*x*1e18 + y*y*1e18) }), Name: "f"}, Path{Points: [][2]float64{{1e-9, 1e-9}, {5e-10, 8e-10}, {1e-10, 2e-10}}, Name: "tiny"})
	huge := New(Contours{F: field(func(x, y float64) float64 { return 1e9*x + y*y }), Name: "f"}, Path{Points: [][2]float64{{1e9, 1e9}, {1.5e9, 1.8e9}, {2e9, 2e9}}, Name: "huge"})
	points := New(Contours{F: field(func(x, y float64) float64 { return x*x*x - 3*x + y*y }), Name: "f"},
		CriticalPoints{Points: []CriticalPoint{{At: [2]float64{1, 0}, Kind: Minimum, Label: "f = −2"}, {At: [2]float64{-1, 0}, Kind: Saddle, Hessian: [2][2]float64{{-6, 0}, {0, 2}}}, {At: [2]float64{0, 1}, Kind: Degenerate}, {At: [2]float64{0.5, -1}, Kind: Maximum}}})
	points.Title = "Critical points of x^3 − 3x + y^2"
	ellipse := New(Ellipse{A: [2][2]float64{{2, 1}, {1, 2}}})
	ellipse.Title = "Both ellipses of [2, 1; 1, 2]"
	hyperbola := New(Ellipse{A: [2][2]float64{{2, 0}, {0, -2}}})
	lines := New(Ellipse{A: [2][2]float64{{1, 1}, {1, 1}}})
	steep := New(Ellipse{A: [2][2]float64{{100, 3}, {3, 1}}})
	polar := New(Polar{A: [2][2]float64{{2, 1}, {1, -1}}})
	polar.Title = "dᵀHd for every direction d"
	over := New(Contours{F: field(rosenbrock), Name: "f"}, Ellipse{A: [2][2]float64{{802, -400}, {-400, 200}}, At: [2]float64{1, 1}})
	sine := New(Curve{F: func(x, out []float64) {
		for i := range x {
			out[i] = math.Sin(x[i]) / x[i]
		}
	}, Name: "f"})
	sine.X = Range{-20, 20}
	poles := New(Curve{F: func(x, out []float64) {
		for i := range x {
			out[i] = math.Tan(x[i])
		}
	}, Name: "tan"}, Curve{F: func(x, out []float64) {
		for i := range x {
			out[i] = math.Sqrt(x[i])
		}
	}, Name: "√x", Dashed: true})
	poles.X = Range{-5, 5}
	var loss, other []float64
	for i := range 101 {
		loss = append(loss, math.Pow(0.85, float64(i)))
		other = append(other, 3*math.Pow(0.93, float64(i)))
	}
	loss[30], loss[31] = math.NaN(), math.NaN()
	curves := New(Series{Name: "gd", Values: loss}, Series{Name: "momentum", Values: other}, Series{Name: "rate 0.9", Values: other[:50], Dashed: true})
	curves.Title, curves.YLabel = "f against step", "f(θ_t)"
	short := New(Series{Name: "f", Values: []float64{1, 3, 2, 5, math.Inf(1), math.NaN()}})
	scattered := New(Scatter{Name: "data", X: []float64{0, 1, 2, 3, 4, 5}, Y: []float64{1.1, 2.9, 5.2, 6.8, 9.1, 11}}, Curve{Name: "2x + 1", F: func(x, out []float64) {
		for i := range x {
			out[i] = 2*x[i] + 1
		}
	}})
	gradient := func(x, y, u, v []float64) {
		for i := range x {
			u[i], v[i] = 3*x[i]*x[i]-3, 2*y[i]
		}
	}
	cubic := Contours{F: field(func(x, y float64) float64 { return x*x*x - 3*x + y*y }), Name: "f"}
	arrows := New(cubic, Arrows{F: gradient, Name: "∇f"})
	arrows.Title = "The gradient points uphill"
	streamed := New(Contours{F: field(rosenbrock), Name: "f"}, Streamlines{F: func(x, y, u, v []float64) {
		for i := range x {
			u[i], v[i] = -(-2*(1-x[i]) - 400*x[i]*(y[i]-x[i]*x[i])), -200*(y[i]-x[i]*x[i])
		}
	}, Name: "−∇f"})
	spectrum := New(Bars{Name: "eigenvalues", Values: []float64{-2, -0.5, 0.1, 1, 2.5, 4}})
	spectrum.XLabel, spectrum.YLabel = "index", "λ"
	var wide []float64
	for i := range 40 {
		wide = append(wide, math.Pow(10, float64(i-20)/6)*map[bool]float64{true: -1, false: 1}[i%7 == 0])
	}
	logSpectrum := New(Bars{Values: wide})
	logSpectrum.YLabel = "|λ|"
	named := New(Bars{Values: []float64{12, 31, 8}, Labels: []string{"gd", "momentum", "newton"}})
	var slow, fast []float64
	for i := range 400 {
		u := (float64(i) + 0.5) / 400
		slow = append(slow, math.Round(60-9*math.Log(-math.Log(u))))
		fast = append(fast, math.Round(30-4*math.Log(-math.Log(u))))
	}
	times := New(Histogram{Name: "gd", Values: slow}, Histogram{Name: "heavy_ball", Values: fast}, Line{Name: "predicted 52", At: 52, Vertical: true})
	times.Title, times.XLabel, times.YLabel = "Steps to leave the saddle", "steps", "runs"
	basins := New(Basins{F: func(x, y []float64, end []int, steps []float64) {
		for i := range x { // Newton on z³ = 1
			z := complex(x[i], y[i])
			end[i] = -1
			for k := range 40 {
				z -= (z*z*z - 1) / (3 * z * z)
				for e, root := range cubeRoots {
					if d := z - complex(root[0], root[1]); end[i] < 0 && real(d)*real(d)+imag(d)*imag(d) < 1e-6 {
						end[i], steps[i] = e, float64(k)
					}
				}
			}
		}
	}, Ends: cubeRoots})
	basins.Title = "Where Newton's method ends"
	basins.X, basins.Y = Range{-1.5, 1.5}, Range{-1.5, 1.5}
	profile := New(Curve{Name: "f(p + t d)", F: func(x, out []float64) {
		for i := range x {
			out[i] = math.Exp(x[i]) - x[i]
		}
	}}, Curve{Name: "model", Dashed: true, F: func(x, out []float64) {
		for i := range x {
			out[i] = 1 + x[i]*x[i]/2
		}
	}}, Line{At: 0, Vertical: true, Name: "p"}, Line{At: 1, Name: "f(p)"})
	profile.XLabel = "t"
	surface := New(Surface{F: field(saddle), Name: "f"}, Path{Name: "gd", Points: descend(saddle, 1.8, 0.02, 0.05, 0, 45)}, CriticalPoints{Points: []CriticalPoint{{Kind: Saddle}}})
	surface.Title, surface.XLabel, surface.YLabel = "A saddle: x^2 − y^2", "x", "y"
	surface.X, surface.Y = Range{-2, 2}, Range{-2, 2}
	valley := New(Surface{F: field(rosenbrock), Name: "f"})
	valley.X, valley.Y = Range{-2, 2}, Range{-1, 3}
	dome := New(Surface{F: field(func(x, y float64) float64 { return math.Sqrt(4 - x*x - y*y) })})
	var rates []*Figure
	for _, eta := range []float64{0.02, 0.09, 0.1, 0.104} {
		bowl := func(x, y float64) float64 { return x*x + 10*y*y }
		part := New(Contours{F: field(bowl), Name: "f"}, Path{Points: descend(bowl, -1.6, 1, eta, 0, 20)})
		part.X, part.Y = Range{-2, 2}, Range{-2, 2}
		part.Title, part.XLabel, part.YLabel = fmt.Sprintf("η = %g", eta), "x", "y"
		rates = append(rates, part)
	}
	rateGrid := Grid(2, rates...)
	rateGrid.Title = "Gradient descent at four learning rates"
	mixed := Grid(3, ellipse, curves, surface)
	return []exhibit{
		{"rosenbrock", "A path over its landscape", rosen},
		{"saddle-runs", "Runs that go off", runs},
		{"points", "Critical points", points},
		{"ellipse", "Both ellipses of a matrix", ellipse},
		{"hyperbola", "An indefinite matrix: hyperbolas", hyperbola},
		{"lines", "A singular matrix: parallel lines", lines},
		{"steep", "A badly conditioned matrix", steep},
		{"over", "Ellipses on a landscape", over},
		{"polar", "The second derivative in every direction", polar},
		{"surface", "A surface with a path", surface},
		{"valley", "A surface coloured by level", valley},
		{"dome", "A surface that ends", dome},
		{"arrows", "A gradient field", arrows},
		{"streams", "Stream lines", streamed},
		{"basins", "Basins of attraction", basins},
		{"sine", "A curve", sine},
		{"poles", "Poles and the ends of a domain", poles},
		{"profile", "A profile with its quadratic model", profile},
		{"curves", "Values against the step", curves},
		{"short", "A run that diverges", short},
		{"scatter", "Data and a model", scattered},
		{"bars", "A spectrum", spectrum},
		{"bars-log", "A spectrum over many magnitudes", logSpectrum},
		{"bars-named", "Named bars", named},
		{"histogram", "Escape times", times},
		{"holes", "A function that is undefined in places", holes},
		{"constant", "A constant function", constant},
		{"tiny", "Very small numbers", tiny},
		{"huge", "Very large numbers", huge},
		{"grid", "A grid that shares its axes", rateGrid},
		{"grid-mixed", "A grid of different figures", mixed},
	}
}

var cubeRoots = [][2]float64{{1, 0}, {-0.5, math.Sqrt(3) / 2}, {-0.5, -math.Sqrt(3) / 2}}

func TestGallery(t *testing.T) {
	for _, e := range gallery() {
		if missing := e.figure.MissingGlyphs(); len(missing) > 0 {
			t.Errorf("%s: no glyph for %q", e.name, missing)
		}
		checkDrawing(t, e.name, e.figure)
	}
}

// The page of the gallery and its pictures are kept in the folder gallery;
// -update writes them anew. What the pictures say must be as it is there.
func TestGalleryPage(t *testing.T) {
	var page strings.Builder
	page.WriteString("# Gallery\n\nEvery kind of picture that package plotting draws. `go test ./plotting -run Gallery -update` writes this page.\n")
	exhibits := gallery()
	for _, e := range exhibits {
		fmt.Fprintf(&page, "\n## %s\n\n![%s](%s.png)\n\n%s\n", e.caption, e.caption, e.name, e.figure.Describe(t.Context()))
	}
	path := filepath.Join("gallery", "README.md")
	if *update {
		for _, e := range exhibits {
			picture, err := e.figure.PNG(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join("gallery", e.name+".png"), picture.Data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(path, []byte(page.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(kept) != page.String() {
		t.Errorf("%s is not up to date: run go test ./plotting -run Gallery -update", path)
	}
	for _, e := range exhibits {
		if _, err := os.Stat(filepath.Join("gallery", e.name+".png")); err != nil {
			t.Error(err)
		}
	}
}
