package typeset

import (
	"math"
	"reflect"
	"testing"

	"gonum.org/v1/plot/vg"
)

// TestIdeographicSpace keeps the gap of a Chinese caption: 图 8　9 次 is not 图 8 9 次.
func TestIdeographicSpace(t *testing.T) {
	gap := Set("图\u3000图", 10).Width - 2*Set("图", 10).Width
	if math.Abs(gap-10) > 1e-9 {
		t.Errorf("a gap of %g in a text of size 10", gap)
	}
	if space := Set("x\u3000y", 10).Width - Set("xy", 10).Width; space < 9 {
		t.Errorf("a gap of %g between letters", space)
	}
}

func TestRuns(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []run
	}{
		{"x", []run{{"x", 0}}},
		{"x_1", []run{{"x", 0}, {"1", -1}}},
		{"x₁", []run{{"x", 0}, {"1", -1}}},
		{"x1", []run{{"x", 0}, {"1", -1}}},
		{"(1 - w1 w2)^2", []run{{"(1 − w", 0}, {"1", -1}, {" w", 0}, {"2", -1}, {")", 0}, {"2", 1}}},
		{"2θ12, x1^2", []run{{"2θ", 0}, {"12", -1}, {", x", 0}, {"1", -1}, {"2", 1}}},
		{"1e9 x", []run{{"10", 0}, {"9", 1}, {" x", 0}}},
		{"η = 2.5e-03, -1E+5", []run{{"η = 2.5×10", 0}, {"−3", 1}, {", −10", 0}, {"5", 1}}},
		{"run1e3, 2ex, 1e, 0x1e5, 1.e5", []run{{"run1e3, 2ex, 1e, 0x1e5, 1.e5", 0}}},
		{"run2, a1b, _b1, 图1", []run{{"run2, a1b, _b1, 图1", 0}}},
		{"x_12 y", []run{{"x", 0}, {"12", -1}, {" y", 0}}},
		{"η_max = 2", []run{{"η", 0}, {"max", -1}, {" = 2", 0}}},
		{"θ_{t+1}", []run{{"θ", 0}, {"t+1", -1}}},
		{"step_size", []run{{"step_size", 0}}},
		{"loss_of_a_very_long_name", []run{{"loss_of_a_very_long_name", 0}}},
		{"y_of_a1", []run{{"y", 0}, {"of_a1", -1}}},
		{"2x_1 + loss_a_b", []run{{"2x", 0}, {"1", -1}, {" + loss_a_b", 0}}},
		{"run_2", []run{{"run", 0}, {"2", -1}}},
		{"_x", []run{{"_x", 0}}},
		{"10^-3", []run{{"10", 0}, {"−3", 1}}},
		{"10⁻³", []run{{"10", 0}, {"−3", 1}}},
		{"x^2 - y^2", []run{{"x", 0}, {"2", 1}, {" − y", 0}, {"2", 1}}},
		{"β^t", []run{{"β", 0}, {"t", 1}}},
		{"e^(-x)", []run{{"e", 0}, {"−x", 1}}},
		{"x^", []run{{"x^", 0}}},
		{"损失_1", []run{{"损失", 0}, {"1", -1}}},
		{"dᵀHd", []run{{"d", 0}, {"T", 1}, {"Hd", 0}}},
	} {
		if got := runs(c.in); !reflect.DeepEqual(got, c.want) {
			t.Errorf("runs(%q) = %v, want %v", c.in, got, c.want)
		}
	}
}

func TestMinus(t *testing.T) {
	for in, want := range map[string]string{
		"-3": "−3", "x - y": "x − y", "(-1, 2)": "(−1, 2)", "f = -x": "f = −x",
		"Levenberg-Marquardt": "Levenberg-Marquardt", "1e-9": "1e-9", "a--b": "a--b", "-": "-",
	} {
		if got := minus(in); got != want {
			t.Errorf("minus(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestEveryGlyphOfTheCourseIsThere(t *testing.T) {
	for _, s := range []string{
		"∇f(θ) → 0, ∂²f/∂x∂y, ∇²f, √x, ∑ ∏ ∞ ≤ ≥ ≠ ≈ ∈ ↦ × ÷ − ½ · ⊙ ‖v‖ ⁻¹ ᵀ",
		"αβγδεζηθικλμνξοπρστυφχψω ΓΔΘΛΞΠΣΦΨΩ",
		"x₀₁₂₃₄₅₆₇₈₉ x⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ ○●▲✕◇ m̂ x̄ ŷ",
		"鞍点处的梯度为零，损失函数沿负曲率方向下降：《优化》（第１章）。“引号”、……——",
	} {
		if missing := Missing(s); len(missing) > 0 {
			t.Errorf("no glyph for %q", missing)
		}
	}
}

func TestMissingGlyphIsABoxAndIsTold(t *testing.T) {
	const private = "\U0010FFFD"
	if got := Missing("a"+private+" b", private); len(got) != 1 || string(got) != private {
		t.Errorf("Missing = %q", got)
	}
	set := Set(private, 10)
	if set.Width < 5 || len(set.Path(vg.Point{})) == 0 {
		t.Error("no box is drawn for it")
	}
	if Missing("\u200b\ufe0f \n\t") != nil {
		t.Error("signs without a mark are told as missing")
	}
}

func TestChineseComesFromTheSecondFace(t *testing.T) {
	if f, _ := find('鞍'); f == nil || f != chinese() {
		t.Error("鞍 is not taken from the embedded subset")
	}
	if f, _ := find('∇'); f != latin() {
		t.Error("∇ is not taken from DejaVu Sans")
	}
	if w := Set("鞍点", 10).Width; math.Abs(w-20) > 0.1 {
		t.Errorf("two Chinese signs are %g wide, want 20", w)
	}
}

func TestMarksAreCentredOverTheirLetter(t *testing.T) {
	plain, hat := Set("m", 10), Set("m̂", 10)
	if plain.Width != hat.Width {
		t.Errorf("m is %g wide, m̂ %g", plain.Width, hat.Width)
	}
	if hat.placed[1].x < -5 || hat.placed[1].x > 10 {
		t.Errorf("the mark is at %g", hat.placed[1].x)
	}
}

func TestScriptsAreSmallerAndShifted(t *testing.T) {
	set := Set("x_1^2", 10)
	if len(set.placed) != 3 {
		t.Fatalf("%d glyphs", len(set.placed))
	}
	if low, high := set.placed[1], set.placed[2]; low.y >= 0 || high.y <= 0 || low.scale >= 10 || high.scale >= 10 {
		t.Errorf("lowered %+v, raised %+v", low.y, high.y)
	}
	if Set("x", 20).Width != 2*Set("x", 10).Width {
		t.Error("width is not proportional to size")
	}
}

func TestPathIsWhereItIsPut(t *testing.T) {
	at := vg.Point{X: 100, Y: 50}
	for _, c := range Set("x", 10).Path(at) {
		if c.Type == vg.CloseComp {
			continue
		}
		if c.Pos.X < 99 || c.Pos.X > 107 || c.Pos.Y < 49 || c.Pos.Y > 58 {
			t.Fatalf("outline point at %v", c.Pos)
		}
	}
}
