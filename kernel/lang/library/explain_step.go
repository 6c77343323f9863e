package library

import (
	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/kernel/lang/working"
)

// explainRun writes one step of a run.
func explainRun(c *eval.Call, r *value.Run, k int) value.Value {
	if k > r.Record.Steps {
		at := c.Positional[0].Span
		if arg, ok := c.Setting("step"); ok {
			at = arg.Span
		}
		panic(message.New("IndexError", "explain.step", r.Record.Steps).At(c.Source(), at))
	}
	rule, source := ruleAsText(r.Optimizer)
	if rule == nil {
		panic(message.New("TypeError", "explain.rule", r.Optimizer.Name).At(c.Source(), c.Positional[0].Span))
	}
	step := working.Step{Run: r, Rule: rule, Number: k, Function: r.Objective}
	if len(r.Shapes) > 1 && !r.Spread {
		step.Function = &value.Packed{Of: r.Objective, Names: r.Variables, Shapes: r.Shapes}
	}
	step.Evaluate = func(x syntax.Expr, names map[string]value.Value) (v value.Value, ok bool) {
		err := c.Quietly(func() { v = c.Notebook().EvaluateWith(names, x, source) })
		return v, err == nil
	}
	return working.OneStep(step)
}

// ruleAsText is the rule of an optimizer as it is typed, with the text in which it stands; nil where it cannot be typed.
func ruleAsText(o *value.Optimizer) (*syntax.OptimizerDefinition, *message.Source) {
	if o.Definition != nil {
		return o.Definition, o.Source
	}
	source := &message.Source{Text: o.Rule.Text()}
	cell, errors := syntax.Parse(source)
	if len(errors) > 0 || len(cell.Statements) != 1 {
		return nil, nil
	}
	rule, _ := cell.Statements[0].(*syntax.OptimizerDefinition)
	return rule, source
}
