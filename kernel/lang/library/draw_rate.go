package library

import (
	"math"
	"strconv"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/descent"
)

// drawRate adds to ‖∇f‖ of a run, where rate = true asks for it, the line that it falls along when f is taken for its
// quadratic model at the run's end: by the spectral radius of the rule's step, a factor each step.
func drawRate(c *eval.Call, figure *value.Figure, arg eval.Argument) {
	if !asked(c, "rate") {
		return
	}
	asked, _ := c.Setting("rate")
	const example = "plot(r.gradient_norm, rate = true)"
	field, ok := syntax.Unwrap(arg.From).(*syntax.Field)
	if !ok || field.Name.Text != "gradient_norm" {
		noRate(c, asked, example)
	}
	r, ok := runNamed(c, field.Operand)
	if !ok {
		noRate(c, asked, example)
	}
	factor, ok := predictedFactor(c, r)
	if !ok || factor < leastFactor || factor >= 1 {
		noRate(c, asked, "plot("+syntax.Text(arg.From)+")")
	}
	line := &value.Series{Name: "× " + strconv.FormatFloat(factor, 'g', 4, 64), Dashed: true}
	line.Steps = r.Record.Kept
	for row := range r.Record.Rows() {
		line.Values = append(line.Values, r.Record.GradientNorm[0]*math.Pow(factor, float64(r.Record.StepOf(row))))
	}
	figure.Layers = append(figure.Layers, line)
	figure.Settings.PrefersLog = true
}

// leastFactor is that of rules that are done in one step, as Newton's is: there is no line to draw.
const leastFactor = 1e-6

func noRate(c *eval.Call, asked eval.Argument, instead string) {
	panic(message.New("DomainError", "plot.rate").At(c.Source(), asked.Span).Advise("call.write", instead))
}

// predictedFactor is the factor of a run's steps on the quadratic model of f at its end.
func predictedFactor(c *eval.Call, r *value.Run) (factor float64, ok bool) {
	err := c.Attempt(func() {
		p := c.PointAt(r.Objective, eval.Argument{Value: r.PointAt(r.Record.Steps), Span: c.Site})
		pr := problemAt(c, r.Objective, p)
		if hessian := c.Calculus().HessianAt(r.Objective, p); hessian.IsConst() {
			factor, ok = descent.Contraction(c.Rules().Of(r.Optimizer, pr.stepped), pr.function(), hessian.Data(), r.Record.Settings)
		}
	})
	return factor, ok && err == nil
}
