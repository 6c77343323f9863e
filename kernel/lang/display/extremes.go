package display

import (
	"strconv"
	"strings"

	"saddle/kernel/lang/value"
	"saddle/numerics/constrained/extremes"
	"saddle/numerics/reason"
)

// extremes shows both ends, what is proven, a candidate a row, and the picture.
func (s *show) extremes(e value.Extremes) error {
	head := []string{"", s.say("extremes.where"), pointNamed(e.Names), e.Function.Label()}
	var rows [][]string
	items := e.Items()
	near := s.apart(items, func(item value.Value) []float64 { return item.(value.Candidate).At })
	for _, k := range value.Rows(len(items)) {
		if k < 0 {
			rows = append(rows, []string{"…", "", "", ""})
			continue
		}
		c := items[k].(value.Candidate)
		rows = append(rows, []string{strconv.Itoa(k + 1), s.say("where." + string(c.Where)), near.pointText(c.Exact.At, c.At), s.pointText(c.Exact.Value, []float64{c.Value})})
	}
	s.result(s.extremesFound(e), head, rows)
	return s.scene(e)
}

// extremesFound says what was found, an end a line, and how far it is proven.
func (s *show) extremesFound(e value.Extremes) (lines []string) {
	switch {
	case e.Stopped:
		lines = append(lines, s.say("extremes.stopped", e.Boxes))
	case e.Empty:
		lines = append(lines, s.say("extremes.empty", e.Boxes))
	}
	if e.Empty {
		return lines
	}
	lines = append(lines, s.endText(e, "minimum", e.Minimum), s.endText(e, "maximum", e.Maximum))
	switch {
	case e.Proven() || e.Stopped:
	case e.Beyond:
		lines = append(lines, s.say("extremes.open-advice"))
	default:
		lines = append(lines, s.say("extremes.open"))
	}
	return lines
}

// endText says what is known of one end.
func (s *show) endText(e value.Extremes, end string, known extremes.End) string {
	c, attained := e.Best(known)
	name := s.say("extremes." + end)
	switch {
	case known.State == extremes.NotAttained:
		return s.say("extremes.not-attained", name)
	case !attained:
		return s.say("extremes.unknown", name)
	case known.Proven:
		return s.say("extremes.proven", name, s.pointText(c.Exact.Value, []float64{c.Value}), s.places(e, known))
	}
	return s.say("extremes.found", name, s.pointText(c.Exact.Value, []float64{c.Value}), s.places(e, known))
}

// places are where an end is attained, the first few.
func (s *show) places(e value.Extremes, end extremes.End) string {
	const most = 4
	var texts []string
	for _, item := range e.Items() {
		if c := item.(value.Candidate); extremes.Same(c.Value, end.Value) {
			texts = append(texts, s.pointText(c.Exact.At, c.At))
		}
	}
	if len(texts) > most {
		texts = append(texts[:most], "…")
	}
	list := strings.Join(texts, reason.Between.In(s.options.Locale))
	switch end.Others {
	case extremes.SomeOthers:
		return s.say("extremes.some-others", list)
	case extremes.MaybeOther:
		return s.say("extremes.maybe-others", list)
	}
	return list
}

// candidate shows one candidate.
func (s *show) candidate(c value.Candidate) {
	s.text(c.Function.Label() + " = " + s.pointText(c.Exact.Value, []float64{c.Value}) + s.semicolon() + s.pointText(c.Exact.At, c.At) + s.semicolon() + s.say("where."+string(c.Where)))
}
