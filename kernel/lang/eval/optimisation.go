package eval

import (
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/descent"
	"saddle/numerics/expr"
)

// runSettings are the settings of run.
var runSettings = []string{"from", "steps", "tol", "noise", "batch", "seed"}

func optimisation() []*Builtin {
	return []*Builtin{
		{Name: "run", Signature: "run(optimizer, f, from = p, steps = 100, tol = 0, seed = 1)", Topic: "Optimisation", least: 2, most: 2, settings: runSettings, run: runOptimizer,
			Meaning: "steps a point with an optimizer and keeps the path and every name that the rule assigns", Example: "run(gd, (x, y) -> x^2 - y^2, from = (0.1, 0.1), steps = 20)"},
	}
}

func runOptimizer(c *builtinCall) value.Value {
	o, ok := c.positional[0].value.(*value.Optimizer)
	if !ok {
		c.refuseOptimizer()
	}
	f := c.function(1)
	from, ok := c.setting("from")
	if !ok {
		panic(message.New("TypeError", "setting.missing", "run", "from").At(c.scope.source, c.open).
			Advise("run.from-advice", syntax.Text(c.positional[0].from), f.Label()))
	}
	p := c.pointIn(f, from)
	if !p.isKnown() {
		c.scope.fail("TypeError", from.span, "trace.point-known", "run")
	}
	return c.runFrom(o, f, p, from)
}

// refuseOptimizer says that run needs an optimizer first; the two swapped is a common slip.
func (c *builtinCall) refuseOptimizer() {
	failure := message.New("TypeError", "type.optimizer", c.positional[0].value.Describe()).At(c.scope.source, c.positional[0].span)
	if _, swapped := c.positional[1].value.(*value.Optimizer); swapped {
		failure.Advise("run.swapped", syntax.Text(c.positional[1].from), syntax.Text(c.positional[0].from))
	} else {
		failure.Advise("call.write", c.entry.Signature)
	}
	panic(failure)
}

func (c *builtinCall) runFrom(o *value.Optimizer, f value.Callable, p point, from argument) value.Value {
	stepped, start := f, p
	if p.form == named {
		stepped = &value.Packed{Of: f, Names: p.names, Shapes: p.shapes}
		flat := value.Vector(p.flat()).Node
		start = point{layout{whole, []string{"θ"}, []expr.Shape{flat.Shape()}}, []*expr.Node{flat}}
	}
	t := c.traceAt(stepped, start)
	record, err := descent.Run(c.ctx, c.rule(o, stepped), t.function(f.Label()), start.flat(), c.runOptions(o))
	if err != nil {
		c.numericalFailure(err, from)
	}
	r := &value.Run{Optimizer: o, Objective: f, Variables: p.names, Shapes: p.shapes, Spread: p.form == spread, Record: record}
	if p.form != named && p.size() == 2 {
		r.Sample = c.samplePlane(t)
	}
	return r
}

func (c *builtinCall) runOptions(o *value.Optimizer) descent.Options {
	options := descent.Options{
		Settings: o.Changed,
		Steps:    c.wholeSetting("steps", 0, 100),
		Tol:      c.numberSetting("tol", 0),
		Noise:    c.numberSetting("noise", 0),
		Seed:     uint64(c.wholeSetting("seed", 0, 1)),
	}
	if options.Steps == 0 {
		options.Steps = -1 // the runner's word for none
	}
	return options
}
