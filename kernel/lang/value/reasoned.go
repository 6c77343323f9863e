package value

import (
	"saddle/kernel/lang/message"
	"saddle/numerics/critical"
	"saddle/numerics/reason"
)

// Reasoned is a value with a field "reason": why it is what it is, as a sentence in a language.
type Reasoned interface{ ReasonIn(message.Locale) string }

// ReasonIn implements Reasoned.
func (v Verdict) ReasonIn(locale message.Locale) string { return Said(v.Reason, locale) }

// ReasonIn implements Reasoned.
func (p CriticalPoint) ReasonIn(locale message.Locale) string { return Said(p.Reason, locale) }

// ReasonIn implements Reasoned.
func (m Minimum) ReasonIn(locale message.Locale) string { return Said(m.Reason, locale) }

// ReasonIn implements Reasoned.
func (r *Run) ReasonIn(locale message.Locale) string {
	if r.Why.Key != "" {
		return r.Why.In(locale)
	}
	return Said(r.Record.Reason, locale)
}

// SaidInBoth is a sentence of numerics in both languages, with the kinds of points in it.
func SaidInBoth(r reason.Reason) (t reason.Text) {
	t.English, t.Chinese = Said(r, message.English), Said(r, message.Chinese)
	return t
}

// Said is a sentence of numerics in a language, with the kinds of points in it.
func Said(r reason.Reason, locale message.Locale) string {
	args := make([]any, len(r.Args))
	for i, arg := range r.Args {
		args[i] = arg
		if kind, ok := arg.(critical.Kind); ok {
			args[i] = message.Say("verdict." + string(kind)).In(locale)
		}
	}
	return reason.Reason{Key: r.Key, Args: args}.In(locale)
}
