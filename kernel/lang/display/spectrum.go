package display

import (
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

// spectrumLabels are the places of the eigenvalues among all: half of them are the smallest, half the largest.
func spectrumLabels(v value.Spectrum) []string {
	labels := make([]string, len(v.Values))
	for i := range labels {
		place := i + 1
		if 2*i >= len(v.Values) {
			place = v.Dimension - len(v.Values) + i + 1
		}
		labels[i] = strconv.Itoa(place)
	}
	return labels
}
