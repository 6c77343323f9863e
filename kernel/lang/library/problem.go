package library

import (
	"context"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/critical"
	"saddle/numerics/descent"
	"saddle/numerics/expr"
)

// problem is a function to be minimised from a point, as the student wrote them and as the runner takes them.
type problem struct {
	f       value.Callable
	point   eval.Point
	stepped value.Callable // f as a function of one vector where its points have several parts
	start   eval.Point     // of stepped
	traced  eval.Trace     // stepped
}

// problemAt makes a problem of a function and a known point.
func problemAt(c *eval.Call, f value.Callable, p eval.Point) *problem {
	if p.Form == eval.Named {
		return packed(c, f, p)
	}
	return &problem{f: f, point: p, stepped: f, start: p, traced: c.TraceAt(f, p)}
}

// packed is the problem of one vector of all the numbers of a point.
func packed(c *eval.Call, f value.Callable, p eval.Point) *problem {
	flat := value.Vector(p.Flat()).Node
	one := eval.Layout{Form: eval.Whole, Names: []string{"θ"}, Shapes: []expr.Shape{flat.Shape()}}
	pr := &problem{f: f, point: p, stepped: &value.Packed{Of: f, Names: p.Names, Shapes: p.Shapes}}
	pr.start = eval.Point{Layout: one, Parts: []*expr.Node{flat}}
	pr.traced = c.TraceAt(pr.stepped, pr.start)
	return pr
}

// function is what the runner minimises.
func (pr *problem) function() *expr.Function { return pr.traced.Function(pr.f.Label()) }

// fromSetting is the point of the setting from.
func fromSetting(c *eval.Call, f value.Callable, example string) eval.Point {
	p := startSetting(c, f, example)
	if !p.IsKnown() {
		from, _ := c.Setting("from")
		c.Fail("TypeError", from.Span, "trace.point-known", c.Entry.Name)
	}
	return p
}

// startSetting is the point of the setting from, known or not.
func startSetting(c *eval.Call, f value.Callable, example string) eval.Point {
	from, ok := c.Setting("from")
	if !ok {
		panic(message.New("TypeError", "setting.missing", c.Entry.Name, "from").At(c.Source(), c.Open).
			Advise("call.write", example))
	}
	return c.PointAt(f, from)
}

// run steps the problem's point with an optimizer.
func runProblem(c *eval.Call, o *value.Optimizer, pr *problem, options descent.Options) *value.Run {
	options.Settings = o.Numbers()
	pr = pr.fitting(c, o, options)
	options.Vanishes, options.Corner = pr.vanishes(), pr.corner()
	options.Progress = c.Progress(options.Steps)
	fitsRuns(c, options, len(pr.start.Flat()), 1)
	record, err := descent.Run(c.Context(), c.Rules().Of(o, pr.stepped), pr.function(), pr.start.Flat(), options)
	if err != nil {
		numericalFailure(c, err, eval.Argument{Span: c.Site})
	}
	startsSomewhere(c, pr, record)
	noteRun(c, o, pr, record)
	return recordedRun(c, o, pr, record)
}

// fitting is the problem in the form that a typed rule can step: a rule that is written for vectors steps a number as a vector
// of one entry.
func (pr *problem) fitting(c *eval.Call, o *value.Optimizer, options descent.Options) *problem {
	if o.Rule != nil || pr.point.Form != eval.Whole || pr.point.Shapes[0].Rank != 0 || options.Batch != nil || fits(c, o, pr, options) {
		return pr
	}
	if vector := packed(c, pr.f, pr.point); fits(c, o, vector, options) {
		return vector
	}
	return pr
}

// fits reports whether a rule can be built for a problem.
func fits(c *eval.Call, o *value.Optimizer, pr *problem, options descent.Options) bool {
	var err error
	failure := c.Quietly(func() { _, err = descent.Compile(c.Rules().Of(o, pr.stepped), pr.function(), options) })
	return failure == nil && err == nil
}

// fitsRuns refuses so many runs whose records would be beyond the limit: at each step the point, what the rule assigns, f and
// ‖∇f‖. That of a very long run keeps a part of its steps.
func fitsRuns(c *eval.Call, options descent.Options, size, count int) {
	width := count * (3*size + 2)
	kept := float64(options.Rows(width/count)-1) * float64(width) // the start aside
	if kept <= float64(c.Arithmetic().MostEntries()) {
		return
	}
	site := c.Site
	if arg, ok := c.Setting("steps"); ok {
		site = arg.Span
	}
	panic(message.New("LimitError", "limit.steps", options.Steps, kept, c.Arithmetic().MostEntries()).At(c.Source(), site).
		Advise("limit.steps-advice", int(float64(c.Arithmetic().MostEntries())/float64(width))))
}

// startsSomewhere refuses a run from a point at which the function has no finite value.
func startsSomewhere(c *eval.Call, pr *problem, record *descent.Record) {
	if record.Status != descent.Diverged || record.Steps > 0 || value.AllFinite(record.F) {
		return
	}
	c.ApplyAt(pr.f, pr.point) // where it fails, it says why
	site := c.Site
	if from, ok := c.Setting("from"); ok {
		site = from.Span
	}
	panic(message.New("DomainError", "run.start", pr.f.Label()).At(c.Source(), site).Advise("run.start-advice"))
}

// recordedRun is a record as the value that the language knows.
func recordedRun(c *eval.Call, o *value.Optimizer, pr *problem, record *descent.Record) *value.Run {
	p := pr.point
	r := &value.Run{Optimizer: o, Objective: pr.f, Variables: p.Names, Shapes: p.Shapes, Spread: p.Form == eval.Spread, Record: record}
	r.Why = whyDiverged(c, o, pr, record)
	if !isNoisy(c) {
		f := pr.function()
		r.End = once(func(ctx context.Context) *critical.Verdict { return endOf(ctx, f, record) })
	}
	if p.Form != eval.Named && p.Size() <= 2 {
		r.Terrain = terrain(c, pr.f, pr.traced, p.Layout)
		f := pr.function()
		r.Critical = once(func(ctx context.Context) []*value.Points { return nearby(ctx, f, record) })
	}
	return r
}

// batchOf reads batch = m: the gradient is taken over m rows of the function's data at a time.
func batchOf(c *eval.Call, pr *problem) *descent.Batch {
	arg, ok := c.Setting("batch")
	if !ok {
		return nil
	}
	size := whole(c, arg, 1)
	name, data := dataOf(c, pr.f, arg)
	shape := data.Shape()
	if size > shape.Rows {
		c.Fail("DomainError", arg.Span, "sample.many", size, shape.Rows)
	}
	g := c.Calculus().NewGraph()
	rows := g.Variable(name, expr.Shape{Rank: shape.Rank, Rows: size, Cols: shape.Cols})
	t := c.Calculus().TraceWith(pr.stepped, pr.start, []eval.Argument{{Name: name, Value: value.Quantity{Node: rows}, Span: arg.Span}}, g)
	loss := t.Function(pr.f.Label())
	loss.Variables = append(loss.Variables, rows)
	return &descent.Batch{Loss: loss, Data: data.Data(), Rows: shape.Rows, Size: size}
}

// dataOf is the setting of a function whose default is data: a table or a matrix.
func dataOf(c *eval.Call, f value.Callable, arg eval.Argument) (string, *expr.Node) {
	origin := value.OriginOf(f)
	if origin == nil {
		c.Fail("TypeError", arg.Span, "batch.data", f.Label())
	}
	for _, setting := range origin.Settings {
		n, ok := eval.AsQuantity(c.Notebook().DefaultOf(origin, setting))
		if ok && n.IsConst() && n.Shape().Rank > 0 && n.Shape().Rows > 1 {
			return setting.Name, n
		}
	}
	panic(message.New("TypeError", "batch.data", f.Label()).At(c.Source(), arg.Span).Advise("batch.data-advice", f.Label()))
}
