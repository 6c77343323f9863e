//go:build (amd64 || arm64) && !js

package native

import (
	"math/rand/v2"
	"os"
	goruntime "runtime"
	"strconv"
	"strings"
	"testing"

	"saddle/numerics/expr"
	"saddle/numerics/program"
)

// TestThousandCallsAreBounded compiles a thousand different programs, runs and drops them.
func TestThousandCallsAreBounded(t *testing.T) {
	if !available() {
		t.Skip("no compiler here")
	}
	made := 0
	compile := func(from, to uint64) {
		for seed := from; seed < to; seed++ {
			g, r := expr.NewGraph(), rand.New(rand.NewPCG(seed, 19))
			x, y := g.Variable("x", expr.Scalar), g.Variable("y", expr.Scalar)
			p, err := program.Compile([]*expr.Node{x, y}, []*expr.Node{formula(r, []*expr.Node{x, y}, 5)})
			if err != nil {
				t.Fatal(err)
			}
			if c := newCall(p); c != nil {
				made++
				c.run([]float64{1, 2})
				c.instance.close()
			}
		}
	}
	compile(0, 300)
	before := resident()
	compile(300, 1000)
	if grown := resident() - before; grown > 24 {
		t.Errorf("the process is %g MB larger", grown)
	}
	t.Logf("%d modules; %.1f, then %.1f MB", made, before, resident())
	if len(engine.modules) > mostModules || made < 800 {
		t.Errorf("%d modules are kept of %d", len(engine.modules), made)
	}
}

// resident is how many megabytes of memory the process has; 0 where the system does not say.
func resident() float64 {
	goruntime.GC()
	text, _ := os.ReadFile("/proc/self/statm")
	fields := strings.Fields(string(text))
	if len(fields) < 2 {
		return 0
	}
	pages, _ := strconv.ParseFloat(fields[1], 64)
	return pages * float64(os.Getpagesize()) / (1 << 20)
}
