package display

import (
	"strings"

	"saddle/kernel/lang/value"
	"saddle/numerics/critical"
)

// walked shows where minimize came to under constraints, with the multipliers of those that push back.
func (s *show) walked(w value.Walked) error {
	lines := []string{s.say("walked.summary", s.say("verdict."+string(w.Kind)), w.Function.Label(), s.pointText(w.Exact.Value, []float64{w.Value}), s.walkedPlace(w))}
	if multipliers := s.walkedMultipliers(w); len(multipliers) > 0 {
		lines = append(lines, "  "+s.say("walked.multipliers", strings.Join(multipliers, s.semicolon())))
	}
	s.text(strings.Join(append(lines, s.reason(w.Reason)), "\n"))
	if w.Picture == nil {
		return nil
	}
	return s.scene(w)
}

// walkedMultipliers are the multipliers at a minimum that are not zero, exactly where that is known.
func (s *show) walkedMultipliers(w value.Walked) (multipliers []string) {
	for k, lambda := range w.Multipliers {
		if w.Kind == critical.LocalMinimum && lambda != 0 {
			text := s.options.Format.Number(lambda)
			if forms := w.Exact.Multipliers; len(forms) == len(w.Multipliers) {
				text = s.pointText(forms[k:k+1], []float64{lambda})
			}
			multipliers = append(multipliers, text+" ("+w.Names[k]+" = 0)")
		}
	}
	return multipliers
}

// walkedPlace is the point, exactly where that is known.
func (s *show) walkedPlace(w value.Walked) string {
	if _, ok := w.Point.(value.Quantity); !ok || w.Exact.At == nil {
		return s.options.Format.Plain(w.Point)
	}
	return s.pointText(w.Exact.At, w.At)
}
