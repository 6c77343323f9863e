package eval

import (
	"sync"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/critical"
	"saddle/numerics/descent"
	"saddle/numerics/expr"
)

// problem is a function to be minimised from a point, as the student wrote them and as the runner takes them.
type problem struct {
	f       value.Callable
	point   point
	stepped value.Callable // f as a function of one vector where its points have several parts
	start   point          // of stepped
	traced  traced         // stepped
}

// problemAt makes a problem of a function and a known point.
func (c *builtinCall) problemAt(f value.Callable, p point) *problem {
	pr := &problem{f: f, point: p, stepped: f, start: p}
	if p.form == named {
		pr.stepped = &value.Packed{Of: f, Names: p.names, Shapes: p.shapes}
		flat := value.Vector(p.flat()).Node
		pr.start = point{layout{whole, []string{"θ"}, []expr.Shape{flat.Shape()}}, []*expr.Node{flat}}
	}
	pr.traced = c.traceAt(pr.stepped, pr.start)
	return pr
}

// function is what the runner minimises.
func (pr *problem) function() *expr.Function { return pr.traced.function(pr.f.Label()) }

// fromSetting is the point of the setting from.
func (c *builtinCall) fromSetting(f value.Callable, example string) point {
	p := c.startSetting(f, example)
	if !p.isKnown() {
		from, _ := c.setting("from")
		c.refuseUnknown(from.span)
	}
	return p
}

// startSetting is the point of the setting from, known or not.
func (c *builtinCall) startSetting(f value.Callable, example string) point {
	from, ok := c.setting("from")
	if !ok {
		panic(message.New("TypeError", "setting.missing", c.entry.Name, "from").At(c.Source(), c.open).
			Advise("call.write", example))
	}
	return c.pointIn(f, from)
}

// run steps the problem's point with an optimizer.
func (c *builtinCall) runProblem(o *value.Optimizer, pr *problem, options descent.Options) *value.Run {
	options.Settings = o.Changed
	options.Vanishes = func(p []float64) bool { return critical.VanishesBeside(pr.function(), p) }
	options.Progress = c.Progress(options.Steps)
	c.fitsRun(options.Steps, len(pr.start.flat()))
	record, err := descent.Run(c.Context(), c.Rule(o, pr.stepped), pr.function(), pr.start.flat(), options)
	if err != nil {
		c.numericalFailure(err, argument{span: c.site})
	}
	c.startsSomewhere(pr, record)
	c.noteRun(o, pr, record)
	return c.recordedRun(o, pr, record)
}

// fitsRun refuses runs whose record would be beyond the limit: at each step the point, what the rule assigns, f and ‖∇f‖.
func (c *builtinCall) fitsRun(steps, size int) {
	kept := float64(steps) * float64(3*size+2)
	if kept <= float64(c.MostEntries()) {
		return
	}
	site := c.site
	if arg, ok := c.setting("steps"); ok {
		site = arg.span
	}
	panic(message.New("LimitError", "limit.steps", steps, kept, c.MostEntries()).At(c.Source(), site).
		Advise("limit.steps-advice", int(float64(c.MostEntries())/float64(3*size+2))))
}

// startsSomewhere refuses a run from a point at which the function has no finite value.
func (c *builtinCall) startsSomewhere(pr *problem, record *descent.Record) {
	if record.Status != descent.Diverged || record.Steps > 0 || value.AllFinite(record.F) {
		return
	}
	c.ApplyAt(pr.f, pr.point) // where it fails, it says why
	site := c.site
	if from, ok := c.setting("from"); ok {
		site = from.span
	}
	panic(message.New("DomainError", "run.start", pr.f.Label()).At(c.Source(), site).Advise("run.start-advice"))
}

// recordedRun is a record as the value that the language knows.
func (c *builtinCall) recordedRun(o *value.Optimizer, pr *problem, record *descent.Record) *value.Run {
	p := pr.point
	r := &value.Run{Optimizer: o, Objective: pr.f, Variables: p.names, Shapes: p.shapes, Spread: p.form == spread, Record: record}
	r.Why = c.whyDiverged(o, pr, record)
	if p.form != named && p.size() <= 2 {
		r.Terrain = c.terrain(pr.f, pr.traced, p.layout)
		f := pr.function()
		r.Critical = sync.OnceValue(func() []*value.Points { return nearby(f, record) })
	}
	return r
}

// batchOf reads batch = m: the gradient is taken over m rows of the function's data at a time.
func (c *builtinCall) batchOf(pr *problem) *descent.Batch {
	arg, ok := c.setting("batch")
	if !ok {
		return nil
	}
	size := c.whole(arg, 1)
	name, data := c.dataOf(pr.f, arg)
	shape := data.Shape()
	if size > shape.Rows {
		c.Fail("DomainError", arg.span, "sample.many", size, shape.Rows)
	}
	g := c.NewGraph()
	rows := g.Variable(name, expr.Shape{Rank: shape.Rank, Rows: size, Cols: shape.Cols})
	t := c.TraceWith(pr.stepped, pr.start, []argument{{name: name, value: value.Quantity{Node: rows}, span: arg.span}}, g)
	loss := t.function(pr.f.Label())
	loss.Variables = append(loss.Variables, rows)
	return &descent.Batch{Loss: loss, Data: data.Data(), Rows: shape.Rows, Size: size}
}

// dataOf is the setting of a function whose default is data: a table or a matrix.
func (c *builtinCall) dataOf(f value.Callable, arg argument) (string, *expr.Node) {
	origin := value.OriginOf(f)
	if origin == nil {
		c.Fail("TypeError", arg.span, "batch.data", f.Label())
	}
	for _, setting := range origin.Settings {
		n, ok := asQuantity(c.DefaultOf(origin, setting))
		if ok && n.IsConst() && n.Shape().Rank > 0 && n.Shape().Rows > 1 {
			return setting.Name, n
		}
	}
	panic(message.New("TypeError", "batch.data", f.Label()).At(c.Source(), arg.span).Advise("batch.data-advice", f.Label()))
}
