package value_test

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		x      float64
		digits value.Format
		want   string
	}{
		{0, 0, "0"}, {math.Copysign(0, -1), 0, "0"}, {1, 0, "1"}, {-1, 0, "-1"}, {1.0 / 3, 0, "0.333333"}, {2.0 / 3, 0, "0.666667"},
		{0.1 + 0.2, 0, "0.3"}, {100, 0, "100"}, {1000, 0, "1000"}, {999999.5, 0, "1000000"}, {1234567, 0, "1234567"}, {1234567.8, 0, "1.23457e6"},
		{1e-5, 0, "0.00001"}, {1.5e-7, 0, "1.5e-7"}, {-2.5e-10, 0, "-2.5e-10"}, {1e100, 0, "1e100"}, {1e15, 0, "1e15"}, {123456789012345, 0, "123456789012345"},
		{math.Inf(1), 0, "∞"}, {math.Inf(-1), 0, "-∞"}, {math.NaN(), 0, "–"}, {math.Pi, 3, "3.14"}, {math.Pi, 10, "3.141592654"}, {1234.5, 3, "1234"},
		{0.1, 17, "0.10000000000000001"}, {0.9999999, 0, "1"}, {99.9999999, 0, "100"}, {math.MaxFloat64, 0, "1.79769e308"}, {5e-324, 0, "4.94066e-324"},
	} {
		if got := c.digits.Number(c.x); got != c.want {
			t.Errorf("%v with %d digits is %s, not %s", c.x, c.digits, got, c.want)
		}
	}
}

// A number read back is the number, to as many digits as were asked for.
func TestNumbersReadBack(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		x := rng.NormFloat64() * math.Pow(10, float64(rng.IntN(40)-20))
		digits := 1 + rng.IntN(17)
		text := value.Format(digits).Number(x)
		back, err := strconv.ParseFloat(text, 64)
		if err != nil || math.Abs(back-x) > math.Abs(x)*(0.5001*math.Pow(10, 1-float64(digits))+3e-16) {
			t.Fatalf("%v with %d digits is %s, which is %v (%v)", x, digits, text, back, err)
		}
	}
}

func TestPlain(t *testing.T) {
	long := make([]float64, 30)
	for _, c := range []struct {
		v    value.Value
		want string
	}{
		{value.Number(2.5), "2.5"}, {value.Truth(true), "true"}, {value.Vector([]float64{1, -2}), "(1, -2)"}, {value.Vector(nil), "()"},
		{value.Matrix(2, 2, []float64{1, 2, 3, 4}), "[1, 2; 3, 4]"}, {value.Vector(long), "(0, 0, 0, 0, 0, …, 0, 0, 0, 0, 0)"},
		{value.Vector([]float64{1, 1e-17}), "(1, 1e-17)"}, {value.Text("word"), "word"}, {value.Range{Low: -2, High: 2.5}, "-2..2.5"},
		{value.Parts{Names: []string{"W", "b"}, Values: []value.Quantity{value.Vector([]float64{1, 2}), value.Number(3)}}, "(W = (1, 2), b = 3)"},
		{value.Identity{Scale: expr.Const(1)}, "I"}, {value.Identity{Scale: expr.Const(-2)}, "-2 I"},
	} {
		if got := value.Format(0).Plain(c.v); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

func TestRangeLength(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		want      int
	}{{1, 10, 10}, {1, 1, 1}, {1, 0, 0}, {0.5, 2.5, 3}, {1, 2.5, 2}, {-2, 2, 5}, {1, math.Inf(1), 1<<53 + 1}, {math.NaN(), 1, 0}} {
		if got := (value.Range{Low: c.low, High: c.high}).Length(); got != c.want {
			t.Errorf("%v..%v has %d numbers, not %d", c.low, c.high, got, c.want)
		}
	}
}

// An optimizer with a setting changed is another optimizer.
func TestWith(t *testing.T) {
	gd := &value.Optimizer{Name: "gd"}
	slow := gd.With("η", value.Number(0.01))
	slower := slow.With("η", value.Number(0.001))
	if len(gd.Changed) != 0 || slow.Numbers()["η"] != 0.01 || slower.Numbers()["η"] != 0.001 || strings.Join(slower.Order, "") != "η" {
		t.Errorf("gd %v, slow %v, slower %v", gd, slow, slower)
	}
}
