package formula_test

import (
	"bufio"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"saddle/numerics/expr"
	"saddle/numerics/expr/exprtest"
	"saddle/numerics/formula"
)

// entry is a line of testdata/sympy.tsv, or of elementary.tsv, a table of elementary functions: what is taken, the variables, the function, and the length and text of SymPy's
// shortest form of it (SymPy 1.14: simplify, factor, together, expand, cancel, or as it came), in the notation of this
// program.
type entry struct {
	what, function string
	variables      []string
	length         float64
	shortest       string
}

func entries(t *testing.T, name string) []entry {
	t.Helper()
	file, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var all []entry
	for lines := bufio.NewScanner(file); lines.Scan(); {
		fields := strings.Split(lines.Text(), "\t")
		length, err := strconv.ParseFloat(fields[3], 64)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, entry{fields[0], fields[2], strings.Split(fields[1], ","), length, fields[4]})
	}
	return all
}

// derived are the entries of the derivative of an entry.
func (e entry) derived() *expr.Node {
	f := exprtest.Function(e.function, e.variables...)
	switch e.what {
	case "derivative1":
		return expr.Gradient(f.Value, f.Variables...)[0]
	case "derivative2":
		return expr.Gradient(expr.Gradient(f.Value, f.Variables...)[0], f.Variables...)[0]
	case "gradient":
		return expr.Stack(expr.Gradient(f.Value, f.Variables...)...)
	}
	return expr.Hessian(f.Value, f.Variables...)
}

// slowest is the formula that took longest.
var slowest struct {
	took time.Duration
	text string
}

func simplest(n *expr.Node) *expr.Node {
	start := time.Now()
	s := formula.Simplify(n)
	if took := time.Since(start); took > slowest.took {
		slowest.took, slowest.text = took, expr.Text(n)
	}
	return s
}

// text is a number, a vector or a matrix, each entry in its shortest form.
func text(n *expr.Node) string {
	s := n.Shape()
	if s.IsScalar() {
		return expr.Text(simplest(n))
	}
	var b strings.Builder
	for k, e := range n.Entries() {
		switch {
		case k == 0:
		case s.IsMatrix() && k%s.Cols == 0:
			b.WriteString("; ")
		default:
			b.WriteString(", ")
		}
		b.WriteString(expr.Text(simplest(e)))
	}
	if s.IsMatrix() {
		return "[" + b.String() + "]"
	}
	return "(" + b.String() + ")"
}

// TestNotLongerThanSymPy bounds the number of formulas that are over a quarter longer than SymPy's shortest.
func TestNotLongerThanSymPy(t *testing.T) {
	for _, name := range []string{"sympy.tsv", "elementary.tsv"} {
		t.Run(name, func(t *testing.T) { isNotLonger(t, entries(t, name)) })
	}
}

func isNotLonger(t *testing.T, all []entry) {
	longer, sum, theirs := 0, 0.0, 0.0
	for _, e := range all {
		if got := formula.Length(e.shortest); got != e.length {
			t.Errorf("%s has the length %g, not %g", e.shortest, got, e.length)
		}
		ours := text(e.derived())
		length := formula.Length(ours)
		sum, theirs = sum+length, theirs+e.length
		if length > 1.25*e.length {
			longer++
			t.Logf("%s of %s: %s (%g) is longer than %s (%g)", e.what, e.function, ours, length, e.shortest, e.length)
		}
	}
	t.Logf("%v for %s", slowest.took, slowest.text)
	t.Logf("%d of %d formulas are over a quarter longer; %g signs in all, SymPy %g", longer, len(all), sum, theirs)
	if longer > len(all)/20 {
		t.Errorf("%d of %d formulas are over a quarter longer than SymPy's", longer, len(all))
	}
}
