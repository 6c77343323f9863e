package library

import (
	"context"
	"slices"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/critical"
	"saddle/numerics/descent"
)

// seedsOf reads seeds = 1..50, whole numbers; nil where it is not given.
func seedsOf(c *eval.Call) []float64 {
	arg, ok := c.Setting("seeds")
	if !ok {
		return nil
	}
	if seed, both := c.Setting("seed"); both {
		panic(message.New("TypeError", "run.seeds-both").At(c.Source(), seed.Label).Advise("run.seeds-both-advice"))
	}
	n := c.Quantity(arg)
	if !n.IsConst() || n.IsTruth() || n.Shape().Rank != 1 || n.Shape().Rows == 0 {
		panic(message.New("TypeError", "run.seeds", arg.Value.Describe()).At(c.Source(), arg.Span).Advise("run.seeds-advice"))
	}
	for _, seed := range n.Data() {
		if seed < 0 || seed != float64(uint64(seed)) {
			panic(message.New("TypeError", "run.seeds", arg.Value.Describe()).At(c.Source(), arg.Span).Advise("run.seeds-advice"))
		}
	}
	return n.Data()
}

// runEnsemble is the problem run once for each seed.
func runEnsemble(c *eval.Call, o *value.Optimizer, pr *problem, options descent.Options, seeds []float64) value.Value {
	options.Settings = o.Numbers()
	pr = pr.fitting(c, o, options)
	options.Vanishes, options.Corner = pr.vanishes(), pr.corner()
	options.Progress = c.Progress(options.Steps * len(seeds))
	fitsRuns(c, options, len(pr.start.Flat()), len(seeds))
	whole := make([]uint64, len(seeds))
	for i, seed := range seeds {
		whole[i] = uint64(seed)
	}
	records, err := descent.Runs(c.Context(), c.Rules().Of(o, pr.stepped), pr.function(), pr.start.Flat(), options, whole)
	if err != nil {
		numericalFailure(c, err, eval.Argument{Span: c.Site})
	}
	e := &value.Ensemble{Seeds: seeds[:len(records)]}
	for _, record := range records {
		startsSomewhere(c, pr, record)
		e.Runs = append(e.Runs, recordedRun(c, o, pr, record))
	}
	noteRun(c, o, pr, records[0])
	noteAlike(c, e)
	return e
}

// noteAlike says that nothing was random where all runs are one.
func noteAlike(c *eval.Call, e *value.Ensemble) {
	if len(e.Runs) < 2 || c.Context().Err() == context.Canceled {
		return
	}
	first := e.Runs[0].Record
	for _, r := range e.Runs[1:] {
		if r.Record.Steps != first.Steps || !slices.Equal(r.Record.Last(), first.Last()) || !slices.Equal(r.Record.F, first.F) {
			return
		}
	}
	c.Note("note.seeds", e.Runs[0].Optimizer.Name)
}

// drawEnsemble draws the median of f against the step with a band between the quartiles.
func drawEnsemble(c *eval.Call, figure *value.Figure, e *value.Ensemble, arg eval.Argument) {
	series := e.Series()
	figure.Settings.YLabel = series.Name
	series.Name = e.Runs[0].Optimizer.Settled()
	if name, ok := arg.WrittenName(); ok {
		series.Source = name
	}
	figure.Layers = append(figure.Layers, series)
}

// corner reports whether the problem's function has a corner at a point.
func (pr *problem) corner() func(p []float64) bool {
	return func(p []float64) bool { return critical.IsCorner(pr.function(), p) }
}

// vanishes reports whether the gradient of the problem's function is zero within rounding at a point.
func (pr *problem) vanishes() func(p []float64) bool {
	return func(p []float64) bool { return critical.VanishesBeside(pr.function(), p) }
}
