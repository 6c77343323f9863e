package library

import (
	"math"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/descent"
	"saddle/numerics/expr"
	"saddle/numerics/minimize"
	"saddle/numerics/reason"
)

// experiments are the commands that run optimizers many times, or choose one.
func experiments() []*eval.Builtin {
	return []*eval.Builtin{
		{Name: "minimize", Signature: "minimize(f, from = p, steps = 2000, tol = 0)  or  minimize(f, from = p, on = g, within = h)", Topic: "Optimisation", Function: 1, Least: 1, Most: 1, Settings: []string{"from", "steps", "tol", "on", "within", "x"}, Constraints: []string{"on", "within"}, Answers: value.Minimum{}, Run: minimizeFrom,
			Meaning: reason.Both("goes to a local minimum by a method chosen for the number of variables, leaving saddle points on the way, also along corners, and says what it did; with tol = 1e-6 it ends where ‖∇f‖ ≤ 1e-6, else where rounding ends it; under constraints g = 0 (on), h ≤ 0 (within) and ranges of variables, x = 0..1, m.multipliers has λ and then μ ≥ 0 in ∇f = λ∇g - μ∇h", "求局部极小值点：按变量个数选择方法，途中若遇鞍点会设法离开，也能沿角点前进，并报告过程；给出 tol = 1e-6 时在 ‖∇f‖ ≤ 1e-6 处结束，否则到舍入误差所限为止；可加约束 g = 0（on）、h ≤ 0（within）和变量的区间（x = 0..1），m.multipliers 依次是 ∇f = λ∇g - μ∇h 中的 λ 与 μ ≥ 0"), Example: "minimize((x, y) -> (1 - x)^2 + 100(y - x^2)^2, from = (-1.2, 1))"},
		{Name: "compare", Signature: "compare(f, optimizer, optimizer, …, from = p, steps = 100)", Topic: "Optimisation", Function: 1, Least: 2, Most: -1, Settings: runSettings, Run: compareOptimizers,
			Meaning: reason.Both("runs several optimizers on one function from one point, side by side", "让几个优化器从同一点出发优化同一个函数，并列出结果作比较"), Example: "compare((x, y) -> x^2 - y^2, gd, momentum, nesterov, from = (0.1, 1e-3), steps = 20)"},
		{Name: "escape_times", Signature: "escape_times(optimizer, f, from = p, trials = 100, fall = 1, noise = 0.01, steps = 10000)", Topic: "Optimisation", Function: 2, Least: 2, Most: 2,
			Settings: []string{"from", "trials", "fall", "noise", "batch", "steps", "seed"}, Run: escapeTimes,
			Meaning: reason.Both("counts over many seeds how many steps it takes until f has fallen by an amount: how long a saddle point holds a run", "逃逸时间：用许多随机种子重复运行，统计 f 下降到给定量需要多少步，即在鞍点附近停留多久"), Example: "escape_times(gd, (x, y) -> x^2 - y^2, from = (0, 0), trials = 20, noise = 0.1)"},
		{Name: "basins", Signature: "basins(optimizer, f, x = a..b, y = c..d, steps = 200, across = 150)", Topic: "Pictures", Function: 2, Least: 2, Most: 2,
			Settings: with(frameSettings, "steps", "across"), Run: basinsPicture,
			Meaning: reason.Both("draws where runs from every point of the plane end", "画吸引域：从平面上各点出发，分别收敛到哪里"), Example: "basins(newton, (x, y) -> (x^2 - 1)^2 + y^2, x = -2..2, y = -2..2, across = 40)"},
	}
}

func minimizeFrom(c *eval.Call) value.Value {
	f := c.Function(0)
	p := startSetting(c, f, "minimize("+f.Label()+", from = (0.1, 0.1))")
	if isConstrained(c) || hasBox(c, f) {
		return walkFrom(c, f, p)
	}
	options := minimize.Options{Steps: wholeSetting(c, "steps", 1, 0), Tol: sizeSetting(c, "tol")}
	if t, open := c.Calculus().OpenAt(f, p); open {
		return minimumOf(c, t, p, options)
	}
	pr := problemAt(c, f, p)
	answer, err := minimize.From(c.Context(), pr.function(), pr.start.Flat(), options)
	if err != nil {
		numericalFailure(c, err, eval.Argument{Span: c.Site})
	}
	return value.Minimum{Answer: answer, Function: f, Point: exactPlace(p.Layout.Scatter(answer.At), pr.traced)}
}

// optimizerAt is a positional argument that must be an optimizer.
func optimizerAt(c *eval.Call, i int) *value.Optimizer {
	o, ok := c.Positional[i].Value.(*value.Optimizer)
	if !ok {
		panic(message.New("TypeError", "type.optimizer", c.Positional[i].Value.Describe()).
			At(c.Source(), c.Positional[i].Span).Advise("call.write", c.Entry.Usage()))
	}
	return o
}

func compareOptimizers(c *eval.Call) value.Value {
	f := c.Function(0)
	pr := problemAt(c, f, fromSetting(c, f, "compare("+f.Label()+", gd, momentum, from = (0.1, 0.1))"))
	options := runOptions(c)
	options.Batch = batchOf(c, pr)
	var comparison value.Comparison
	for i := 1; i < len(c.Positional) && c.Context().Err() == nil; i++ {
		comparison.Runs = append(comparison.Runs, runProblem(c, optimizerAt(c, i), pr, options))
	}
	return comparison
}

func escapeTimes(c *eval.Call) value.Value {
	o, f := optimizerAt(c, 0), c.Function(1)
	pr := problemAt(c, f, fromSetting(c, f, "escape_times("+o.Name+", "+f.Label()+", from = (0, 0), noise = 0.01)"))
	options := runOptions(c)
	options.Settings = o.Numbers()
	options.Steps = wholeSetting(c, "steps", 1, 10000)
	options.Batch = batchOf(c, pr)
	if !isNoisy(c) {
		options.Noise = escapeNoise
	}
	pr = pr.fitting(c, o, options)
	compiled, err := descent.Compile(c.Rules().Of(o, pr.stepped), pr.function(), options)
	if err != nil {
		numericalFailure(c, err, eval.Argument{Span: c.Site})
	}
	fall := numberSetting(c, "fall", 1)
	if !(fall > 0) || math.IsInf(fall, 1) {
		arg, _ := c.Setting("fall")
		c.Fail("DomainError", arg.Span, "escape.fall", fall)
	}
	trials := wholeSetting(c, "trials", 1, 100)
	escapes, err := compiled.EscapeTimes(c.Context(), pr.start.Flat(), descent.Trials{
		Count: trials, Fall: fall, Seed: options.Seed, Progress: c.Progress(trials),
	})
	if err != nil {
		numericalFailure(c, err, eval.Argument{Span: c.Site})
	}
	return value.Escapes{Escapes: escapes, Optimizer: o, Function: f, Fall: fall, Asked: trials}
}

// escapeNoise is that of a run without any: at a saddle point its trials would not move.
const escapeNoise = 0.01

func basinsPicture(c *eval.Call) value.Value {
	o, f := optimizerAt(c, 0), plane(c, 1)
	t := c.TraceAt(f, origin(f))
	figure := &value.Figure{}
	layer := &value.Basins{Labels: [2]string{t.Names[0], t.Names[1]}}
	figure.Layers = []value.Layer{layer}
	readSettings(c, figure)
	across := wholeSetting(c, "across", 2, 150)
	x, y := gridLines(&figure.Settings.X, across), gridLines(&figure.Settings.Y, across)
	compiled, err := descent.Compile(c.Rules().Of(o, f), t.Function(f.Label()), descent.Options{
		Settings: o.Numbers(), Steps: wholeSetting(c, "steps", 1, 200), Kept: c.Rules().Kept(),
	})
	if err != nil {
		numericalFailure(c, err, eval.Argument{Span: c.Site})
	}
	found, err := compiled.Basins(c.Context(), x, y, c.Progress(across))
	if err != nil {
		numericalFailure(c, err, eval.Argument{Span: c.Site})
	}
	showBasins(c, layer, found, t.Function(f.Label()), math.Hypot(x[len(x)-1]-x[0], y[len(y)-1]-y[0]))
	return figure
}

// gridLines spreads points evenly over a range, -2..2 when none is given.
func gridLines(r **value.Range, across int) []float64 {
	if *r == nil {
		*r = &value.Range{Low: -2, High: 2}
	}
	lines := make([]float64, across)
	for i := range lines {
		lines[i] = (*r).Low + ((*r).High-(*r).Low)*float64(i)/float64(across-1)
	}
	return lines
}

// showBasins takes the basins that were found in a window of some size into a layer.
func showBasins(c *eval.Call, layer *value.Basins, found *descent.Basins, f *expr.Function, window float64) {
	layer.Broad = found.Broad
	for _, end := range found.Ends {
		shown := []float64{settledAt(end[0], end, window), settledAt(end[1], end, window)}
		layer.Ends = append(layer.Ends, [2]float64{shown[0], shown[1]})
		layer.Kinds = append(layer.Kinds, kindNear(c.Context(), f, end, found.Radius))
		layer.Names = append(layer.Names, c.Format().Node(value.Vector(shown).Node))
	}
	layer.Sample = func(x, y []float64, end []int, steps []float64) {
		for i := range x {
			at := found.Nearest(x[i], y[i])
			end[i], steps[i] = found.End[at], found.Steps[at]
		}
	}
}

// settledAt is a coordinate of an end to the accuracy that runs agree in; what is far below the size of the window, where
// they stop on the way to zero, is zero.
func settledAt(x float64, end []float64, window float64) float64 {
	unit := 1e-4 * math.Pow(10, math.Round(math.Log10(max(math.Hypot(end[0], end[1]), 1e-4*window))))
	return math.Round(x/unit) * unit
}
