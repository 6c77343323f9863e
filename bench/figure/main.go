//go:build unix

// Command figure draws the figure that figures.py compares with matplotlib's, once for every line it reads, and answers
// with the seconds that took, those of the processor, and the bytes it came to. With a name as its argument it writes the
// figure there instead.
package main

import (
	"bufio"
	"context"
	"fmt"
	"math"
	"os"
	"syscall"
	"time"

	"saddle/plotting"
)

func main() {
	if len(os.Args) > 1 {
		if err := os.WriteFile(os.Args[1], draw(), 0o644); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		start, before := time.Now(), processor()
		data := draw()
		fmt.Println(time.Since(start).Seconds(), (processor() - before).Seconds(), len(data))
	}
}

// processor is the processor's time that the program has taken.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// draw makes the whole figure, from the path to the bytes: 640×480 at two device pixels to one.
func draw() []byte {
	f := plotting.New(
		plotting.Contours{F: rosenbrock, Name: "f"},
		plotting.Path{Name: "momentum", Points: momentum(100)},
	)
	f.Title = "Rosenbrock: momentum β = 0.9, ∇f → 0"
	f.XLabel, f.YLabel = "x_1", "x_2"
	f.X, f.Y = plotting.Range{Min: -2, Max: 2}, plotting.Range{Min: -1, Max: 3}
	f.Width, f.Height = 640, 480
	picture, err := f.PNG(context.Background())
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return picture.Data
}

func rosenbrock(x, y, out []float64) {
	for i := range out {
		out[i] = math.Pow(1-x[i], 2) + 100*math.Pow(y[i]-x[i]*x[i], 2)
	}
}

// momentum runs momentum with η = 2·10⁻⁴ and β = 0.9.
func momentum(n int) [][2]float64 {
	x, y, vx, vy := -1.5, 2.0, 0.0, 0.0
	var points [][2]float64
	for range n {
		points = append(points, [2]float64{x, y})
		gx, gy := -2*(1-x)-400*x*(y-x*x), 200*(y-x*x)
		vx, vy = 0.9*vx-2e-4*gx, 0.9*vy-2e-4*gy
		x, y = x+vx, y+vy
	}
	return points
}
