// Package display turns values into what front ends show: text, LaTeX, HTML and pictures, as one bundle of MIME types.
// It evaluates nothing; the same value and options give the same bundle.
//
//	bundle, err := display.Of(ctx, value.Number(2), display.Options{})
//	bundle.Data["text/plain"] // "2"
package display

import (
	"context"
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/reason"
)

// Options are what a notebook has chosen; the zero value is English and PNG.
type Options struct {
	Locale   message.Locale
	Format   value.Format
	Decimals bool // numbers are shown in decimals alone, not exactly
	SVG      bool // pictures as SVG instead of PNG
	Plain    bool // no pictures are drawn, only what they say of themselves

	// Progress begins to report how far the frames of a moving picture are; nil, or a nil function: nobody watches.
	Progress func(what string, total int) func(done int)

	// Sight is how the next figure is seen; nil: as it is by itself.
	Sight func() Sight
}

// Bundle is one value in several forms, by MIME type. text/plain is always there.
type Bundle struct {
	Data     map[string]any
	Metadata map[string]any
	// Picture is a picture that belongs to the value, to be shown after it: a front end shows one form of a bundle only,
	// and would show the table of a run in place of its path. Nil: there is none.
	Picture *Bundle
	// Player stops the moving picture of a figure at its steps; nil: it does not move.
	Player *Player
	// Live draws a figure again and says what is at its points; nil: it stands still.
	Live *Live
}

// Of is the bundle of a value. The error is the context's, when drawing was interrupted, or a picture's.
func Of(ctx context.Context, v value.Value, o Options) (Bundle, error) {
	b := Bundle{Data: map[string]any{}, Metadata: map[string]any{}}
	s := &show{Bundle: b, ctx: ctx, options: o, onlooker: &onlooker{ctx}}
	err := s.value(v)
	return s.Bundle, err
}

// show is one bundle in the making.
type show struct {
	Bundle
	ctx     context.Context
	options Options
	*onlooker
}

// anew is a show of the same for an onlooker to come.
func (s *show) anew() *show { return &show{ctx: s.ctx, options: s.options, onlooker: &onlooker{s.ctx}} }

func (s *show) text(text string) { s.Data["text/plain"] = text }

func (s *show) latex(formula string) {
	if formula != "" {
		s.Data["text/latex"] = "$" + s.displayed(formula) + "$"
	}
}

// displayed sets a formula as large as one that stands by itself. Between single dollars it is as high as its content, and
// at the left, as SymPy has it; between double ones it is in the middle of the page, with margins.
func (s *show) displayed(formula string) string {
	if s.options.Locale == message.Chinese {
		formula = chineseWords.Replace(formula)
	}
	return `\displaystyle ` + formula
}

// chineseWords turns the English words of formulas into Chinese ones, whoever wrote them: syntax, expr or descent.
var chineseWords = strings.NewReplacer(`\text{if }`, `\text{若 }`, `\text{otherwise}`, `\text{否则}`, `\text{stop if }`, `\text{停止，若 }`,
	`\text{where}`, `\text{其中}`, `\text{and}`, `\text{且}`, `\text{ and }`, `\text{ 且 }`, `\text{or}`, `\text{或}`, `\text{ or }`, `\text{ 或 }`,
	`\text{ not }`, `\text{ 非 }`)

func (s *show) html(html string) { s.Data["text/html"] = html }

func (s *show) say(key string, args ...any) string {
	return message.Say(key, args...).In(s.options.Locale)
}

// semicolon stands between the facts of a line.
func (s *show) semicolon() string { return reason.Semicolon.In(s.options.Locale) }

func (s *show) value(v value.Value) error {
	switch v := v.(type) {
	case value.Quantity:
		s.quantity(v.Node, "")
	case value.Definition:
		return s.definition(v)
	case value.Complex:
		s.complexes([]value.Complex{v}, false)
	case value.ComplexList:
		s.complexes(v, true)
	case value.ComplexEigen:
		s.complexEigen(v)
	case value.ComplexVectors:
		s.text(strings.Join(s.complexColumns(v), "\n"))
	case value.Eigen:
		s.eigen(v, "")
	case value.Formula:
		s.formula(v)
	case value.Checked:
		s.checked(v)
	case value.Callable:
		s.callable(v)
	case value.List:
		return s.list(v)
	default:
		return s.walks(v)
	}
	return nil
}

// walks shows optimizers and what they have done.
func (s *show) walks(v value.Value) error {
	switch v := v.(type) {
	case *value.Optimizer:
		s.optimizer(v)
	case *value.Run:
		return s.run(v)
	case value.Step:
		s.step(v)
	case value.Iterates:
		s.iterates(v)
	case value.Minimum:
		s.minimum(v)
	case *value.Ensemble:
		return s.ensemble(v)
	case value.Outcomes:
		s.outcomes(v.Ensemble)
	case value.Comparison:
		return s.comparison(v)
	case value.Escapes:
		return s.escapes(v)
	case value.Rates:
		s.rates(v)
	default:
		return s.points(v)
	}
	return nil
}

// points shows what points are, and what searches find.
func (s *show) points(v value.Value) error {
	switch v := v.(type) {
	case value.Verdict:
		return s.verdict(v)
	case value.CriticalPoints:
		return s.criticalPoints(v)
	case value.Walked:
		return s.walked(v)
	case value.Extremes:
		return s.extremes(v)
	case value.Candidate:
		s.candidate(v)
	case value.Constrained:
		return s.constrained(v)
	case value.ConstrainedPoint:
		s.constrainedPoint(v)
	case value.Roots:
		return s.roots(v)
	case value.Root:
		s.root(v)
	case value.CriticalPoint:
		s.criticalPoint(v)
	case value.Spectrum:
		return s.spectrum(v)
	default:
		return s.sheet(v)
	}
	return nil
}

// sheet shows pictures, tables and what is read.
func (s *show) sheet(v value.Value) error {
	switch v := v.(type) {
	case *value.Figure:
		return s.figure(v)
	case *value.Table:
		s.table(v)
	case value.Page:
		s.page(v)
	case value.Help:
		s.help(v)
	case value.Working:
		s.working(v)
	case value.Exercises:
		s.exercises(v)
	case value.Names:
		s.names(v)
	default:
		s.plain(v)
	}
	return nil
}

// plain shows a value that has only its text.
func (s *show) plain(v value.Value) { s.text(s.options.Format.Plain(v)) }
