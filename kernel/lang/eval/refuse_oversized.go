package eval

import (
	"math"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
)

// deeper counts a nested call or branch and refuses to nest without end.
func (e *evaluation) deeper(s *scope, span syntax.Span) {
	e.depth++
	if e.depth > e.limits.Calls {
		panic(message.New("RecursionError", "limit.calls", e.limits.Calls).At(s.source, span).Advise("limit.calls-advice"))
	}
	if e.ctx.Err() != nil {
		e.interrupted()
	}
}

func (e *evaluation) shallower() { e.depth-- }

// fitsFormula refuses formulas beyond the limit.
func (e *evaluation) fitsFormula(s *scope, span syntax.Span) {
	if e.graph != nil && e.graph.Len() > e.limits.Formula {
		panic(message.New("LimitError", "limit.formula", e.limits.Formula).At(s.source, span).Advise("limit.formula-advice"))
	}
}

// fitsRange refuses ranges of more numbers than an array may have.
func (e *evaluation) fitsRange(r value.Range, s *scope, span syntax.Span) {
	switch {
	case math.IsInf(r.High, 1) || math.IsInf(r.Low, -1):
		panic(message.New("LimitError", "limit.endless").At(s.source, span).Advise("limit.endless-advice"))
	case math.IsNaN(r.Low) || math.IsNaN(r.High):
		s.fail("DomainError", span, "range.number")
	}
	e.fits(r.Length(), s, span)
}
