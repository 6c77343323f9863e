package formula_test

import (
	"fmt"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"saddle/numerics/expr"
	"saddle/numerics/expr/exprtest"
	"saddle/numerics/formula"
)

// costly are functions whose derivatives are much work to bring into their shortest form.
var costly = []struct{ function, variables string }{
	{"exp(-x^2)*sin(3*x)/(1+x^2+x^4)*sqrt(1+x^2)", "x"},
	{"log(1+exp(x*y))*sqrt(1+x^2+y^2)/(1+x^2*y^2)", "x,y"},
	{"(x+y+z)^6/(1+x^2+y^2+z^2)^2", "x,y,z"},
	{"exp(-x^2-y^2-z^2-w^2)*(x*y+z*w)^3", "x,y,z,w"},
	{"tanh(x+y)*tanh(x-y)*tanh(x*y)/(1+exp(x))", "x,y"},
	{"((x-1)*(x-2)*(x-3)*(x-4)*(x-5)*(x-6))/((x+1)*(x+2)*(x+3)*(x+4))", "x"},
	{"sin(x)^5*cos(x)^4*exp(sin(x))", "x"},
	{"(x^3+y^3+z^3-3*x*y*z)^4", "x,y,z"},
	{"sqrt(1+sqrt(1+sqrt(1+x^2)))", "x"},
	{"1/(x+1/(y+1/(x+1/(y+1/x))))", "x,y"},
	{terms(40, "exp(%[1]d*x/7)*atan(%[1]d*y)/(1+%[1]d*x^2)"), "x,y"},
	{terms(12, "(%[1]d-a*tanh(b*%[1]d+c)-d*tanh(2*e*%[1]d+f)-g*tanh(h*%[1]d))^2"), "a,b,c,d,e,f,g,h"},
	{terms(300, "exp(x/%[1]d)*log(%[1]d+y^2)"), "x,y"},
	{terms(200, "sqrt(%[1]d+x^2*y^2)"), "x,y"},
}

func terms(n int, term string) string {
	all := make([]string, n)
	for k := range all {
		all[k] = fmt.Sprintf(term, k+1)
	}
	return strings.Join(all, "+")
}

// processor is the time that this thread has computed.
func processor(t *testing.T) time.Duration {
	t.Helper()
	const thread = 1
	var r syscall.Rusage
	if err := syscall.Getrusage(thread, &r); err != nil {
		t.Fatal(err)
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

// A formula costs at most 50 ms of an idle machine, an array four times that; a test allows ten times as much.
func TestFormulasCostLittle(t *testing.T) {
	const most = 500 * time.Millisecond
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	for _, c := range costly {
		f := exprtest.Function(c.function, strings.Split(c.variables, ",")...)
		for _, n := range []*expr.Node{expr.Stack(expr.Gradient(f.Value, f.Variables...)...), expr.Hessian(f.Value, f.Variables...)} {
			worst := time.Duration(0)
			for _, e := range n.Entries() {
				start := processor(t)
				formula.Simplify(e)
				worst = max(worst, processor(t)-start)
			}
			start := processor(t)
			formula.Simplify(n)
			all := processor(t) - start
			t.Logf("%.50s: %d entries, %v at most, %v all", c.function, n.Shape().Size(), worst, all)
			if worst > most || all > 4*most {
				t.Errorf("%.50s: %v for an entry, %v for all %d", c.function, worst, all, n.Shape().Size())
			}
		}
	}
}
