package library

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/mat"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/descent"
	"saddle/numerics/expr"
)

// whyDiverged says why a run could not go on; zero for a run that did not diverge.
func whyDiverged(c *eval.Call, o *value.Optimizer, pr *problem, record *descent.Record) message.Phrase {
	if record.Status != descent.Diverged || record.Lost == nil || c.Context().Err() != nil {
		return message.Phrase{}
	}
	step, last := record.Steps+1, record.Last()
	here := c.Format().Plain(pr.point.Scatter(last))
	switch {
	case value.AllFinite(record.Lost):
		return whyNoValue(c, pr, record.Lost, step)
	case !value.AllFinite(record.GradientNorm[record.Rows()-1:]) && huge(last):
		return message.Say("run.why.overflow", step, pr.f.Label())
	case !value.AllFinite(record.GradientNorm[record.Rows()-1:]):
		return message.Say("run.why.slope", step, pr.f.Label(), here)
	case usesHessian(o) && singularAt(c, pr, last):
		return message.Say("run.why.singular", step, pr.f.Label(), here)
	case huge(last):
		return message.Say("run.why.overflow", step, pr.f.Label())
	}
	if line := failedLine(c, o, pr, record); line.Key != "" {
		return message.Say("run.why.line", step, line)
	}
	if len(record.Broken) > 0 {
		return message.Say("run.why.name", step, record.Broken[0])
	}
	return message.Say("run.why.point", step)
}

// whyNoValue says why a function has no finite value at a point.
func whyNoValue(c *eval.Call, pr *problem, at []float64, step int) message.Phrase {
	there := pr.point.Layout.At(at)
	var domain *message.Error
	err := c.Quietly(func() { c.ApplyAt(pr.f, there) })
	if errors.As(err, &domain) && domain.Kind == "DomainError" && !huge(at) {
		return message.Say("run.why.value", step, c.Format().Plain(there.Gather(there.Parts)), pr.f.Label(), domain.Text)
	}
	return message.Say("run.why.overflow", step, pr.f.Label())
}

// failedLine says why a line of a typed rule has no value in the step with which a run diverged.
func failedLine(c *eval.Call, o *value.Optimizer, pr *problem, record *descent.Record) message.Phrase {
	if o.Definition == nil {
		return message.Phrase{}
	}
	var variables []string
	for _, p := range o.Definition.Params {
		if p.Default == nil {
			variables = append(variables, p.Name.Text)
		}
	}
	known := map[string]value.Value{}
	state := value.Step{Run: &value.Run{Record: record, Shapes: []expr.Shape{record.Shape}}, Number: record.Steps}
	for _, name := range state.Fields() {
		known[name] = state.Field(name)
	}
	known[variables[0]] = pr.stepped
	if len(variables) == 3 {
		known[variables[2]] = value.Number(float64(record.Steps + 1))
	}
	return c.Rules().Failure(o, known)
}

// huge tells numbers that leave no room for their squares and products.
func huge(xs []float64) bool {
	const much = 1e50
	for _, x := range xs {
		if math.Abs(x) > much {
			return true
		}
	}
	return false
}

// usesHessian reports whether the lines of a rule have a Hessian in them.
func usesHessian(o *value.Optimizer) bool {
	if o.Rule != nil {
		return o.Rule.UsesHessian()
	}
	found := false
	for _, line := range o.Definition.Lines {
		syntax.Walk(line.Body, func(n syntax.Node) bool {
			switch n := n.(type) {
			case *syntax.Nabla:
				found = found || n.Order == 2
			case *syntax.Name:
				found = found || n.Text == "hessian"
			}
			return !found
		})
	}
	return found
}

// singularAt reports whether the Hessian at a point is as good as without an inverse. Very large ones are not looked at.
func singularAt(c *eval.Call, pr *problem, at []float64) bool {
	const largest, worst = 50, 1e14
	n := len(at)
	if n > largest {
		return false
	}
	h := expr.Hessian(pr.traced.Value, pr.traced.Variables...)
	entries := expr.Substitute(h, pr.traced.Variables, pr.start.Layout.At(at).Parts)
	if !entries.IsConst() || !value.AllFinite(entries.Data()) {
		return false
	}
	return !(mat.Cond(mat.NewDense(n, n, append([]float64(nil), entries.Data()...)), 2) <= worst)
}
