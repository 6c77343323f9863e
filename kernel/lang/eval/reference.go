package eval

import (
	"math"
	"math/cmplx"
	"strconv"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/critical"
)

// drawRate adds to ‖∇f‖ of a run, where rate = true asks for it, the line that it falls along when f is taken for its
// quadratic model at the run's end: by the spectral radius of the rule's step, a factor each step.
func (c *builtinCall) drawRate(figure *value.Figure, arg argument) {
	if !c.asked("rate") {
		return
	}
	asked, _ := c.setting("rate")
	field, ok := unwrapped(arg.from).(*syntax.Field)
	if !ok || field.Name.Text != "gradient_norm" {
		c.noRate(asked)
	}
	r, ok := c.runNamed(field.Operand)
	if !ok {
		c.noRate(asked)
	}
	factor := c.predictedFactor(r, asked)
	if !(factor < 1) {
		c.noRate(asked)
	}
	line := &value.Series{Name: "× " + strconv.FormatFloat(factor, 'g', 4, 64), Dashed: true}
	for k := range r.Record.GradientNorm {
		line.Values = append(line.Values, r.Record.GradientNorm[0]*math.Pow(factor, float64(k)))
	}
	figure.Layers = append(figure.Layers, line)
	logarithmic := true
	figure.Settings.LogY = &logarithmic
}

func (c *builtinCall) noRate(asked argument) {
	panic(message.New("DomainError", "plot.rate").At(c.scope.source, asked.span).Advise("call.write", "plot(r.gradient_norm, rate = true)"))
}

// predictedFactor is the spectral radius of a step of gradient descent, max |1 - ηλ|, or of heavy ball, the largest root of
// z² - (1 + β - ηλ) z + β (Polyak 1964), over the eigenvalues λ of the Hessian at the end of the run.
func (c *builtinCall) predictedFactor(r *value.Run, asked argument) float64 {
	momentum := map[string]float64{"gd": 0, "heavy_ball": r.Record.Settings["β"]}
	beta, known := momentum[r.Optimizer.Name]
	if !known || r.Optimizer.Definition != nil {
		c.noRate(asked)
	}
	pr := c.problemAt(r.Objective, c.pointIn(r.Objective, argument{value: r.PointAt(r.Record.Steps), span: c.site}))
	rates, err := critical.Rate(pr.function(), pr.start.flat())
	if err != nil {
		c.numericalFailure(err, asked)
	}
	radius := 0.0
	for _, lambda := range rates.Eigenvalues {
		b := complex(1+beta-r.Record.Settings["η"]*lambda, 0)
		root := cmplx.Sqrt(b*b - complex(4*beta, 0))
		radius = max(radius, cmplx.Abs(b+root)/2, cmplx.Abs(b-root)/2)
	}
	return radius
}
