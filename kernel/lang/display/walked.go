package display

import (
	"strings"

	"saddle/kernel/lang/value"
	"saddle/numerics/critical"
)

// walked shows where minimize came to under constraints, with the multipliers of those that push back.
func (s *show) walked(w value.Walked) error {
	format := s.options.Format
	lines := []string{s.say("walked.summary", s.say("verdict."+string(w.Kind)), w.Function.Label(), format.Number(w.Value), format.Plain(w.Point))}
	var multipliers []string
	for k, lambda := range w.Multipliers {
		if w.Kind == critical.LocalMinimum && lambda != 0 {
			multipliers = append(multipliers, format.Number(lambda)+" ("+w.Names[k]+" = 0)")
		}
	}
	if len(multipliers) > 0 {
		lines = append(lines, "  "+s.say("walked.multipliers", strings.Join(multipliers, s.semicolon())))
	}
	s.text(strings.Join(append(lines, s.reason(w.Reason)), "\n"))
	if w.Picture == nil {
		return nil
	}
	return s.scene(w)
}
