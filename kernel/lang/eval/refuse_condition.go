package eval

import (
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
)

// openCondition says that how many values there are would depend on a variable: in a list, max, min and the like.
func (e *evaluation) openCondition(loops []syntax.Loop, what string, s *scope) *message.Error {
	place := loops[0].Over
	for _, loop := range loops {
		if loop.If != nil {
			place = loop.If
		}
	}
	if what == "list" {
		return message.New("TypeError", "trace.if-list").At(s.source, place.Span()).Advise("trace.if-list-advice", syntax.Text(place))
	}
	return message.New("TypeError", "trace.if-open", what).At(s.source, place.Span()).Advise("trace.if-open-advice", syntax.Text(place))
}
