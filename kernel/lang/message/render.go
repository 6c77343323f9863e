package message

import (
	"strings"
)

// Render is the error as a student reads it: what is wrong and in which line, the line with a marker under the exact
// place, what to write instead, and how the program got there. It has no newline at its end.
func Render(e *Error, locale Locale) string { return layout(e, locale).plain() }

// RenderANSI is Render behind the error's name, for a terminal or a notebook's traceback: name and markers are red.
func RenderANSI(e *Error, locale Locale) string {
	return red + shownKind(e.Kind, locale) + plain + colon(locale) + space(locale) + layout(e, locale).ansi()
}

// shownKind is the name of an error as it is shown: English, as in every programming language, but for an exercise that waits for its
// answer, which is no error to a student.
func shownKind(kind string, locale Locale) string {
	if kind == "Unsolved" && locale == Chinese {
		return "未作答"
	}
	return kind
}

// Error is the message in English, so that an *Error is an error.
func (e *Error) Error() string { return Render(e, English) }

// Headline is what is wrong, without place or advice.
func (e *Error) Headline(locale Locale) string { return e.Text.In(locale) }

// layout lays the message out as pieces of one style each.
func layout(e *Error, locale Locale) page {
	var p page
	places := gather(e)
	p.add(headline, heading(e, places, locale))
	for i, place := range places {
		if i > 0 {
			p.line(headline, strings.TrimRight(where(e, place, Phrase{}, locale), "： :")+colon(locale))
		}
		p.excerpt(place, locale)
	}
	for _, line := range lines(e.Advice.In(locale)) {
		p.line(advice, "  "+line)
	}
	p.line(calls, chain(e, locale))
	return p
}

func heading(e *Error, places []place, locale Locale) string {
	if len(places) == 0 {
		return e.Text.In(locale)
	}
	return where(e, places[0], e.Text, locale)
}

// where says the line, and the cell when it is not the one that is being run.
func where(e *Error, at place, text Phrase, locale Locale) string {
	current := e.Running
	if current == nil {
		current = e.Labels[0].Source
	}
	if at.source.Cell == current.Cell || at.source.Cell == 0 {
		return Say("render.line", at.line, text).In(locale)
	}
	return Say("render.cell", at.source.Cell, at.line, text).In(locale)
}

func colon(locale Locale) string {
	if locale == Chinese {
		return "："
	}
	return ":"
}

// space follows a colon: in Chinese the colon is as wide as both.
func space(locale Locale) string {
	if locale == Chinese {
		return ""
	}
	return " "
}

func chain(e *Error, locale Locale) string {
	said := make([]string, len(e.Calls))
	for i, call := range e.Calls {
		said[i] = call.In(locale)
	}
	return strings.Join(said, Say("render.between").In(locale))
}

func lines(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}
