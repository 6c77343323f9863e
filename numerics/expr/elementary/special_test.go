package elementary_test

import (
	"math"
	"testing"
)

// TestSpecialValues has what is exact: zeros with their signs, bounds, and what is beyond them.
func TestSpecialValues(t *testing.T) {
	inf, nan, zero := math.Inf(1), math.NaN(), math.Copysign(0, -1)
	for name, values := range map[string][][2]float64{
		"exp": {{0, 1}, {zero, 1}, {inf, inf}, {-inf, 0}, {nan, nan}, {709.782712893384, 1.7976931348622732e+308}, {709.782712893385, inf},
			{-745.1332191019411, 5e-324}, {-745.1332191019413, 0}, {1, math.E}, {1e300, inf}, {-1e300, 0}, {5e-324, 1}},
		"expm1": {{0, 0}, {zero, zero}, {inf, inf}, {-inf, -1}, {nan, nan}, {5e-324, 5e-324}, {-1e-310, -1e-310}, {-50, -1}, {-1e300, -1},
			{709.782712893384, 1.7976931348622732e+308}, {709.782712893385, inf}},
		"log": {{0, -inf}, {zero, -inf}, {1, 0}, {inf, inf}, {-inf, nan}, {-1, nan}, {-5e-324, nan}, {nan, nan}, {5e-324, -744.4400719213812},
			{math.MaxFloat64, 709.782712893384}, {2, math.Ln2}, {0.5, -math.Ln2}},
		"log1p": {{0, 0}, {zero, zero}, {-1, -inf}, {-1.5, nan}, {inf, inf}, {-inf, nan}, {nan, nan}, {5e-324, 5e-324}, {1, math.Ln2},
			{math.MaxFloat64, 709.782712893384}, {-0.5, -math.Ln2}},
		"sin": {{0, 0}, {zero, zero}, {inf, nan}, {-inf, nan}, {nan, nan}, {5e-324, 5e-324}, {-1e-310, -1e-310}, {math.Pi, 1.2246467991473532e-16},
			{1e22, -0.8522008497671888}, {6381956970095103 * 0x1p797, 1}, {math.MaxFloat64, 0.004961954789184062}},
		"cos": {{0, 1}, {zero, 1}, {inf, nan}, {-inf, nan}, {nan, nan}, {math.Pi, -1}, {math.Pi / 2, 6.123233995736766e-17},
			{6381956970095103 * 0x1p797, -4.687165924254628e-19}, {math.MaxFloat64, -0.9999876894265599}},
		"1-cos":   {{0, 0}, {zero, 0}, {math.Pi, 2}, {1e-9, 5e-19}, {inf, nan}, {-inf, nan}, {nan, nan}},
		"tanh":    {{0, 0}, {zero, zero}, {inf, 1}, {-inf, -1}, {nan, nan}, {5e-324, 5e-324}, {-5e-324, -5e-324}, {20, 1}, {-1e300, -1}},
		"tan":     {{0, 0}, {zero, zero}, {inf, nan}, {-inf, nan}, {nan, nan}, {5e-324, 5e-324}, {math.Pi / 2, 1.633123935319537e+16}, {-math.Pi / 2, -1.633123935319537e+16}},
		"asin":    {{0, 0}, {zero, zero}, {1, math.Pi / 2}, {-1, -math.Pi / 2}, {math.Nextafter(1, 2), nan}, {nan, nan}, {5e-324, 5e-324}, {0.5, math.Pi / 6}},
		"acos":    {{1, 0}, {-1, math.Pi}, {0, math.Pi / 2}, {zero, math.Pi / 2}, {-math.Nextafter(1, 2), nan}, {nan, nan}, {1 - 0x1p-53, 0x1p-26}, {5e-324, math.Pi / 2}},
		"sinh":    {{0, 0}, {zero, zero}, {inf, inf}, {-inf, -inf}, {nan, nan}, {5e-324, 5e-324}, {711, inf}, {-711, -inf}, {1e300, inf}},
		"cosh":    {{0, 1}, {zero, 1}, {inf, inf}, {-inf, inf}, {nan, nan}, {711, inf}, {-1e300, inf}},
		"1-tanh²": {{0, 1}, {zero, 1}, {inf, 0}, {-inf, 0}, {nan, nan}, {1e-9, 1}, {-372.7, 1e-323}, {1e300, 0}},
	} {
		for _, v := range values {
			got := cases[name].of(v[0])
			same := got == v[1] && math.Signbit(got) == math.Signbit(v[1])
			if !same && !(math.IsNaN(got) && math.IsNaN(v[1])) {
				t.Errorf("%s at %v is %v, not %v", name, v[0], got, v[1])
			}
		}
	}
}

var sink float64

func BenchmarkFunctions(b *testing.B) {
	for name, library := range map[string]func(float64) float64{"exp": math.Exp, "log": math.Log, "sin": math.Sin, "cos": math.Cos, "tanh": math.Tanh,
		"1-tanh²": func(x float64) float64 { return 1 / math.Cosh(x) }, "expm1": math.Expm1, "log1p": math.Log1p} {
		for kind, f := range map[string]func(float64) float64{"own": cases[name].of, "library": library} {
			b.Run(name+" "+kind, func(b *testing.B) {
				for k := range b.N {
					sink += f(0.01 + float64(k&1023)*0.005)
				}
			})
		}
	}
}
