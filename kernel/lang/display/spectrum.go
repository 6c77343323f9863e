package display

import (
	"slices"
	"strconv"
	"strings"

	"saddle/kernel/lang/value"
	"saddle/plotting"
)

// spectrum shows eigenvalues from both ends with how far each may be off, and draws them.
func (s *show) spectrum(v value.Spectrum) error {
	head := []string{"", "λ", s.say("spectrum.residual")}
	rows := [][]string{head}
	t := newTable(head)
	labels := spectrumLabels(v)
	for i, lambda := range v.Values {
		row := []string{labels[i], s.options.Format.Number(lambda), s.options.Format.Number(v.Residuals[i])}
		rows = append(rows, row)
		t.add(row)
	}
	key := "spectrum.summary"
	if !v.Converged {
		key = "spectrum.unfinished"
	}
	summary := s.say(key, len(v.Values), v.Dimension, v.Function.Label(), v.Products)
	s.text(strings.Join([]string{summary, alignedTable(rows)}, "\n"))
	s.html("<p>" + escape(summary) + "</p>" + t.html())
	return s.picture(&value.Figure{
		Layers:   []value.Layer{&value.Plain{Layer: plotting.Bars{Name: "λ", Values: v.Values, Labels: labels}}},
		Settings: value.FigureSettings{XLabel: s.say("spectrum.number"), YLabel: "λ"},
	})
}

// spectrumLabels are the places of the eigenvalues among all, counted from both ends as far as they have converged: what lies
// between may have others beside it.
func spectrumLabels(v value.Spectrum) []string {
	n := len(v.Values)
	labels := slices.Repeat([]string{unplaced}, n)
	settled := func(i int) bool { return v.Residuals[i] <= v.Limit }
	low, high := 0, n
	for ; low < (n+1)/2 && settled(low); low++ {
		labels[low] = strconv.Itoa(low + 1)
	}
	for ; high > low && settled(high-1); high-- {
		labels[high-1] = strconv.Itoa(v.Dimension - n + high)
	}
	return labels
}

// unplaced stands for the place of an eigenvalue that is not known.
const unplaced = "?"
