package eval

import (
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/descent"
	"saddle/numerics/reason"
)

// runSettings are the settings of run.
var runSettings = []string{"from", "steps", "tol", "noise", "batch", "seed"}

// unnamedRun has the fields of every run, with the point's name as it is unless a rule gives it another.
var unnamedRun = &value.Run{Record: &descent.Record{Points: &descent.Series{Name: "θ"}}}

func optimisation() []*Builtin {
	return []*Builtin{
		{Name: "run", Signature: "run(optimizer, f, from = p, steps = 100, tol = 0, seed = 1)", Topic: "Optimisation", function: 2, least: 2, most: 2, settings: runSettings, answers: unnamedRun, run: runOptimizer,
			Meaning: reason.Both("steps a point with an optimizer and keeps the path and every name that the rule assigns: r.θ, r.f and start-variables from step 0, names that the rule gives a value in each step from step 1, r[k] everything at step k, r.reason why it ended", "用优化器让点走步，保留路径和规则中赋值的每个名字：r.θ、r.f 和 start 变量从第 0 步起，规则每一步赋值的名字从第 1 步起，r[k] 是第 k 步的一切，r.reason 说明为何结束"), Example: "run(gd, (x, y) -> x^2 - y^2, from = (0.1, 0.1), steps = 20)"},
	}
}

func runOptimizer(c *builtinCall) value.Value {
	o, ok := c.positional[0].value.(*value.Optimizer)
	if !ok {
		c.refuseOptimizer()
	}
	f := c.function(1)
	p := c.fromSetting(f, "run("+syntax.Text(c.positional[0].from)+", "+f.Label()+", from = (0.1, 0.1))")
	pr := c.problemAt(f, p)
	options := c.runOptions()
	options.Batch = c.batchOf(pr)
	return c.runProblem(o, pr, options)
}

// refuseOptimizer says that run needs an optimizer first; the two swapped is a common slip.
func (c *builtinCall) refuseOptimizer() {
	failure := message.New("TypeError", "type.optimizer", c.positional[0].value.Describe()).At(c.Source(), c.positional[0].span)
	if _, swapped := c.positional[1].value.(*value.Optimizer); swapped {
		failure.Advise("run.swapped", syntax.Text(c.positional[1].from), syntax.Text(c.positional[0].from))
	} else {
		failure.Advise("call.write", c.entry.Signature)
	}
	if name, ok := c.positional[0].value.(value.Text); ok {
		failure.Advise("run.quoted", string(name), syntax.Text(c.positional[1].from))
	}
	panic(failure)
}

// runOptions are the settings that every run has.
func (c *builtinCall) runOptions() descent.Options {
	options := descent.Options{
		Steps: c.wholeSetting("steps", 0, 100),
		Tol:   c.sizeSetting("tol"),
		Noise: c.sizeSetting("noise"),
		Seed:  uint64(c.wholeSetting("seed", 0, 1)),
	}
	if options.Steps == 0 {
		options.Steps = -1 // the runner's word for none
	}
	return options
}
