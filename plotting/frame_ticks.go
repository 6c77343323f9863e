package plotting

import (
	"math"
	"strconv"
	"strings"
)

// tick is a mark on an axis; without a label it is a minor one.
type tick struct {
	value float64
	label string
}

// scale is a set of ticks and what is said once for all of them at the end of
// the axis: a common factor (×10^-9) or offset (+10^9).
type scale struct {
	ticks []tick
	note  string
}

// linearScale chooses ticks at round numbers, at most about most of them.
func linearScale(r Range, most int) scale {
	step := roundStep(r.span() / float64(max(most, 1)))
	values := multiples(r.Min, r.Max, step, 0)
	labels, note := formatTicks(values, step)
	s := scale{note: note}
	for i, v := range values {
		s.ticks = append(s.ticks, tick{v, labels[i]})
	}
	return s
}

// angleScale puts ticks at multiples of a simple part of π, as it suits a range
// that was given in them.
func angleScale(r Range, most int) scale {
	var s scale
	for _, part := range angleParts {
		step := part * math.Pi
		if r.span()/step > float64(most)+1e-9 {
			continue
		}
		first, last := math.Ceil(r.Min/step-1e-9), math.Floor(r.Max/step+1e-9)
		for k := first; k <= last; k++ {
			s.ticks = append(s.ticks, tick{k * step, angleLabel(k * part)})
		}
		return s
	}
	return linearScale(r, most)
}

// angleParts are the steps of angleScale in units of π.
var angleParts = []float64{1. / 12, 1. / 6, 1. / 4, 1. / 2, 1, 2, 5, 10}

// inAngles reports whether both ends are multiples of π/12 and one is not zero.
func inAngles(r Range) bool {
	for _, v := range []float64{r.Min, r.Max} {
		twelfths := v / math.Pi * 12
		if v != 0 && (math.Round(twelfths) == 0 || math.Abs(twelfths-math.Round(twelfths)) > 1e-12*math.Abs(twelfths)) {
			return false
		}
	}
	return r.span() > 0 && r.span() < 60*math.Pi && math.Abs(r.Min) < 1e4
}

// angleLabel writes a multiple of π: −π/2, 3π/4, 2π.
func angleLabel(multiple float64) string {
	for _, below := range []float64{1, 2, 3, 4, 6, 12} {
		above := multiple * below
		if math.Abs(above-math.Round(above)) > 1e-9 {
			continue
		}
		label := strconv.FormatFloat(math.Abs(math.Round(above)), 'f', 0, 64) + "π"
		switch {
		case math.Round(above) == 0:
			return "0"
		case label == "1π":
			label = "π"
		}
		if below > 1 {
			label += "/" + strconv.FormatFloat(below, 'f', 0, 64)
		}
		if above < 0 {
			label = "−" + label
		}
		return label
	}
	return short(multiple*math.Pi, 4)
}

// mostWritten is the largest whole number that a tick has room for.
const mostWritten = 1e8

// integerScale is a linearScale without fractions, for steps and counts.
func integerScale(r Range, most int) scale {
	if max(-r.Min, r.Max) > mostWritten {
		return linearScale(r, most)
	}
	step := math.Ceil(roundStep(max(r.span()/float64(max(most, 1)), 0.5)))
	var s scale
	for _, v := range multiples(r.Min, r.Max, max(step, 1), 0) {
		s.ticks = append(s.ticks, tick{v, strconv.FormatFloat(v, 'f', 0, 64)})
	}
	return s
}

// logScale puts ticks at powers of ten, with unlabelled ones between while
// there are few; over less than two powers it labels 1, 2, 5, over less than one
// round numbers.
func logScale(r Range, most int) scale {
	low, high := math.Floor(math.Log10(r.Min)), math.Ceil(math.Log10(r.Max))
	every := max(1, math.Ceil(roundStep((high-low)/float64(max(most, 1)))))
	few := math.Log10(r.Max/r.Min) < 2.2
	var s scale
	for e := low; e <= high; e++ {
		power := math.Pow(10, e)
		for m := 1.0; m < 10; m++ {
			v := m * power
			if v < r.Min*(1-1e-9) || v > r.Max*(1+1e-9) || m > 1 && high-low > 8 || high-low > 60 && math.Mod(e, every) != 0 {
				continue
			}
			t := tick{value: v}
			switch {
			case m == 1 && math.Mod(e, every) == 0:
				t.label = powerOfTen(int(e))
			case few && (m == 2 || m == 5):
				t.label = short(v, 3)
			}
			if few && m == 1 {
				t.label = short(v, 3)
			}
			s.ticks = append(s.ticks, t)
		}
	}
	if r.Max < 10*r.Min && s.labelled() < fewestLabels {
		return linearScale(r, most) // over less than a power: 6, 7, 8, …
	}
	return s
}

// fewestLabels is how many labels a logarithmic axis has, at its powers of ten and what lies between.
const fewestLabels = 3

// labelled counts the ticks with labels.
func (s *scale) labelled() int {
	n := 0
	for _, t := range s.ticks {
		if t.label != "" {
			n++
		}
	}
	return n
}

func powerOfTen(e int) string {
	switch {
	case e == 0:
		return "1"
	case e == 1:
		return "10"
	}
	return "10^" + strings.Replace(strconv.Itoa(e), "-", "−", 1)
}

// formatTicks writes values that are a step apart alike: the same decimals,
// and a common factor or offset where they are very large, small or close.
func formatTicks(values []float64, step float64) (labels []string, note string) {
	labels, times, offset := parting(values, step)
	if offset == 0 {
		return labels, times
	}
	note = "+ " + short(offset, 15)
	if offset < 0 {
		note = "− " + short(-offset, 15)
	}
	if times != "" {
		note = times + " " + note
	}
	return labels, note
}

// parting writes values that are a step apart alike, without the factor and the
// offset that all have.
func parting(values []float64, step float64) (labels []string, times string, offset float64) {
	if len(values) == 0 {
		return nil, "", 0
	}
	largest := 0.0
	for _, v := range values {
		largest = max(largest, math.Abs(v))
	}
	if largest/step > 2e4 && values[0]*values[len(values)-1] > 0 {
		offset = offsetOf(values[0], values[len(values)-1], step)
		largest = max(values[len(values)-1]-offset, offset-values[0])
	}
	factor := 1.0
	if largest > 0 && (largest >= 1e5 || largest < 1e-3) {
		exponent := int(math.Floor(math.Log10(largest) + 1e-9))
		factor = math.Pow(10, float64(exponent))
		times = "×" + powerOfTen(exponent)
	}
	decimals := decimalsOf(step / factor)
	for _, v := range values {
		s := strconv.FormatFloat((v-offset)/factor, 'f', decimals, 64)
		if strings.Trim(s, "-0.") == "" {
			s = "0"
		}
		labels = append(labels, strings.Replace(s, "-", "−", 1))
	}
	return labels, times, offset
}

// decimalsOf counts the decimals that tell multiples of step apart.
func decimalsOf(step float64) int {
	for d := 0; d < 15; d++ {
		scaled := step * math.Pow(10, float64(d))
		if math.Abs(scaled-math.Round(scaled)) < 1e-6*scaled {
			return d
		}
	}
	return 15
}
