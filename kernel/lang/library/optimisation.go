package library

import (
	"slices"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/descent"
	"saddle/numerics/reason"
)

// runSettings are the settings of run.
var runSettings = []string{"from", "steps", "tol", "noise", "batch", "seed", "record"}

// unnamedRun has the fields of every run, with the point's name as it is unless a rule gives it another.
var unnamedRun = &value.Run{Record: &descent.Record{Points: &descent.History{Name: "θ"}}}

func optimisation() []*eval.Builtin {
	return []*eval.Builtin{
		{Name: "run", Signature: "run(optimizer, f, from = p, steps = 100, tol = 0, seed = 1)", Topic: "Optimisation", Function: 2, Least: 2, Most: 2, Settings: append(slices.Clone(runSettings), "seeds"), Answers: unnamedRun, Run: runOptimizer,
			Meaning: reason.Both("steps a point with an optimizer and keeps the path and every name that the rule assigns: r.θ, r.f and start-variables from step 0, names that the rule gives a value in each step from step 1, r[k] everything at step k, r.reason why it ended; of a run of millions of steps the names hold the first and last thousand and every k-th step between, record = k, and r.kept their numbers; seeds = 1..50 runs it once for each seed, a list of runs, drawn as median and band", "用优化器从起点开始迭代，记录路径和规则中赋值的每个量：r.θ、r.f 和 start 变量从第 0 步起有值，其余从第 1 步起有值；r[k] 是第 k 步的全部记录，r.reason 是结束的原因；上百万步的运行只保留首尾各一千步，其间每 k 步留一步，即 record = k，r.kept 是所留步的编号；seeds = 1..50 用每个种子各运行一次，得到一列运行结果，图上画出中位数和阴影带"), Example: "run(gd, (x, y) -> x^2 - y^2, from = (0.1, 0.1), steps = 20)"},
		{Name: "table", Signature: "table(r, steps = 0..10)", Topic: "Optimisation", Least: 1, Most: -1, Settings: []string{"steps"}, Open: true, Run: tableOfSteps,
			Meaning: reason.Both("the steps of a run as a table, of several runs beside each other; also r[0..10]", "把运行的各步列成表，多次运行并排；也写作 r[0..10]"), Example: "table(run(gd, x -> x^2, from = 1, steps = 5))"},
	}
}

// tableOfSteps are the steps of runs beside each other; a setting says which.
func tableOfSteps(c *eval.Call) value.Value {
	var list value.Iterates
	if e, ok := c.Positional[0].Value.(*value.Ensemble); ok && len(c.Positional) == 1 && given(c, "steps") == nil {
		return value.Outcomes{Ensemble: e}
	}
	for _, arg := range apart(c.Positional) {
		r, ok := arg.Value.(*value.Run)
		if !ok {
			panic(message.New("TypeError", "table.runs", arg.Value.Describe()).At(c.Source(), arg.Span).Advise("call.write", c.Entry.Usage()))
		}
		list.Runs, list.Last = append(list.Runs, r), max(list.Last, r.Record.Steps)
	}
	if arg, ok := c.Setting("steps"); ok {
		list.First, list.Last = stepsAsked(c, arg, list.Last)
	}
	return list
}

// stepsAsked reads a range of steps, of which there are up to last.
func stepsAsked(c *eval.Call, arg eval.Argument, last int) (from, to int) {
	steps, ok := arg.Value.(value.Range)
	if !ok || steps.Low != float64(int(steps.Low)) || steps.High != float64(int(steps.High)) || steps.Low < 0 || steps.Low > steps.High {
		panic(message.New("TypeError", "table.steps").At(c.Source(), arg.Span).Advise("call.write", c.Entry.Usage()))
	}
	return int(steps.Low), min(int(steps.High), max(last, int(steps.Low)))
}

// apart are arguments with the runs of an ensemble in its place.
func apart(args []eval.Argument) []eval.Argument {
	var all []eval.Argument
	for _, arg := range args {
		e, ok := arg.Value.(*value.Ensemble)
		if !ok {
			all = append(all, arg)
			continue
		}
		for _, r := range e.Runs {
			all = append(all, eval.Argument{Value: r, Span: arg.Span})
		}
	}
	return all
}

func runOptimizer(c *eval.Call) value.Value {
	o, ok := c.Positional[0].Value.(*value.Optimizer)
	if !ok {
		refuseOptimizer(c)
	}
	f := c.Function(1)
	p := fromSetting(c, f, "run("+syntax.Text(c.Positional[0].From)+", "+f.Label()+", from = (0.1, 0.1))")
	pr := problemAt(c, f, p)
	options := runOptions(c)
	options.Batch = batchOf(c, pr)
	if seeds := seedsOf(c); seeds != nil {
		return runEnsemble(c, o, pr, options, seeds)
	}
	return runProblem(c, o, pr, options)
}

// refuseOptimizer says that run needs an optimizer first; the two swapped is a common slip.
func refuseOptimizer(c *eval.Call) {
	failure := message.New("TypeError", "type.optimizer", c.Positional[0].Value.Describe()).At(c.Source(), c.Positional[0].Span)
	if _, swapped := c.Positional[1].Value.(*value.Optimizer); swapped {
		failure.Advise("run.swapped", syntax.Text(c.Positional[1].From), syntax.Text(c.Positional[0].From))
	} else {
		failure.Advise("call.write", c.Entry.Usage())
	}
	if name, ok := c.Positional[0].Value.(value.Text); ok {
		failure.Advise("run.quoted", string(name), syntax.Text(c.Positional[1].From))
	}
	panic(failure)
}

// runOptions are the settings that every run has.
func runOptions(c *eval.Call) descent.Options {
	options := descent.Options{
		Steps: wholeSetting(c, "steps", 0, 100),
		Tol:   sizeSetting(c, "tol"),
		Noise: sizeSetting(c, "noise"),
		Seed:  uint64(wholeSetting(c, "seed", 0, 1)),

		Record: wholeSetting(c, "record", 1, 0),
		Kept:   c.Rules().Kept(),
	}
	if options.Steps == 0 {
		options.Steps = -1 // the runner's word for none
	}
	return options
}
