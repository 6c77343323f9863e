package library

import (
	"cmp"
	"math"
	"strconv"
	"strings"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// drawRun adds a run: its path over the contours of its function or on its graph, or beyond the plane f against the step, and
// with principal = true its path in the plane of its principal directions.
func drawRun(c *eval.Call, figure *value.Figure, r *value.Run, arg eval.Argument) {
	if len(figure.Layers) > 0 && c.Context().Err() != nil { // the first may be what an interrupted run had found
		c.Interrupted()
	}
	switch {
	case r.Terrain != nil:
		drawPath(c, figure, r, arg)
	case asked(c, "principal"), c.Entry.Flattens && r.Record.Points.Shape.Size() > 2:
		drawProjected(c, figure, r, arg)
	default:
		series := &value.Series{Name: r.Objective.Label(), Values: r.Record.F, Steps: r.Record.Kept, Run: r}
		if len(c.Positional) > 1 || arg.Value != value.Value(r) { // runs are told apart by their optimizers
			series.Name, figure.Settings.YLabel = r.Optimizer.Settled(), series.Name
		}
		figure.Layers = append(figure.Layers, series)
	}
}

// asked reports whether a setting is given and true.
func asked(c *eval.Call, name string) bool {
	arg, ok := c.Setting(name)
	return ok && truthOf(c, arg)
}

// drawPath adds the path of a run, the contours or the curve below it and the critical points near it.
func drawPath(c *eval.Call, figure *value.Figure, r *value.Run, arg eval.Argument) {
	drawTerrain(c, figure, r.Objective, r.Terrain)
	path := r.Path()
	if name, ok := arg.WrittenName(); ok {
		path.Alias = name
	}
	figure.Layers = append(figure.Layers, path)
	if r.Critical != nil {
		figure.AddPoints(r.Critical(c.Context())...)
	}
}

// numberSteps writes the numbers of steps beside the paths where numbers = true asks for it.
func numberSteps(c *eval.Call, figure *value.Figure) {
	if !asked(c, "numbers") {
		return
	}
	for i, layer := range figure.Layers {
		if path, ok := layer.(*value.Path); ok {
			numbered := *path // the layer may be part of other figures
			numbered.Numbers = true
			figure.Layers[i] = &numbered
		}
	}
}

// columnLabel names a column, from 0, of a matrix that has a name, or none.
func columnLabel(name string, j int) string {
	if name == "" {
		return "[:, " + strconv.Itoa(j+1) + "]"
	}
	return name + expr.Subscript(j+1)
}

// drawQuantity draws a vector against its index, the columns of a matrix likewise, what a run recorded against the step, a
// symmetric 2×2 matrix as ellipses.
func drawQuantity(c *eval.Call, figure *value.Figure, n *expr.Node, arg eval.Argument) {
	shape := n.Shape()
	if !n.IsConst() || n.IsTruth() || shape.Rank == 0 {
		c.Notebook().RefuseNumber(arg, message.New("TypeError", "plot.what", value.Quantity{Node: n}.Describe()).At(c.Source(), arg.Span))
	}
	first, name, names := nameHistory(c, arg)
	series := value.Series{Name: name, First: first, Steps: keptSteps(c, arg, shape.Rows), Source: sourceOf(c, arg)}
	if first == listedFrom {
		series.First, series.Listed = 1, true
	}
	if shape.Rank == 1 {
		series.Values = n.Data()
		series.Run = recordedIn(c, arg)
		drawVector(c, figure, series, arg)
		return
	}
	if a := n.Data(); shape.Rows == 2 && shape.Cols == 2 && series.Listed && symmetricPair(a[1], a[2], largestOf(a)) {
		drawMatrix(c, figure, n, arg)
		return
	}
	if q, ok := arg.Value.(value.Quantity); ok && q.Listed {
		drawRows(c, figure, n, arg)
		return
	}
	drawColumns(figure, n, series, names)
}

// drawVector draws the entries of a vector; norms that pass powers of ten on a logarithmic axis.
func drawVector(c *eval.Call, figure *value.Figure, series value.Series, arg eval.Argument) {
	figure.Layers = append(figure.Layers, &series)
	if strings.HasPrefix(series.Name, "‖") && passesTen(series.Values) {
		figure.Settings.PrefersLog = true
	}
	drawRate(c, figure, arg)
}

// drawColumns draws each column of a matrix as a series is drawn, under its own name where there is one for each.
func drawColumns(figure *value.Figure, n *expr.Node, series value.Series, names []string) {
	shape := n.Shape()
	for j := range shape.Cols {
		column := series
		column.Values = make([]float64, shape.Rows)
		for i := range column.Values {
			column.Values[i] = n.Data()[i*shape.Cols+j]
		}
		column.Name = columnLabel(series.Name, j)
		if len(names) == shape.Cols {
			column.Name = names[j]
		}
		figure.Layers = append(figure.Layers, &column)
	}
}

// drawRows draws each vector of a list by itself.
func drawRows(c *eval.Call, figure *value.Figure, n *expr.Node, arg eval.Argument) {
	for i := range n.Shape().Rows {
		row := value.Vector(n.Data()[i*n.Shape().Cols : (i+1)*n.Shape().Cols])
		drawQuantity(c, figure, row.Node, arg.Item(i, row))
	}
}

// keptSteps are the steps of so many values of a name, where a run kept a part of its steps; nil where it kept all, and where
// the values are not those of a run.
func keptSteps(c *eval.Call, arg eval.Argument, count int) []int {
	r := recordedIn(c, arg)
	if r == nil {
		return nil
	}
	without := len(r.Record.Kept) - count // what has a value in each step only has none at the start
	if without != 0 && without != 1 {
		return nil
	}
	return r.Record.Kept[without:]
}

// passesTen reports whether positive numbers pass a factor of ten.
func passesTen(values []float64) bool {
	low, high := math.Inf(1), 0.0
	for _, x := range values {
		low, high = min(low, x), max(high, x)
	}
	return low > 0 && high > 10*low && !math.IsInf(high, 1)
}

// listedFrom is the first place of a vector that is no history: its entries are listed from 1.
const listedFrom = -1

// nameHistory names a vector or matrix, and its columns where they have names. What a run recorded begins at step 0, or at
// step 1 where the rule gives it a value in each step only.
func nameHistory(c *eval.Call, arg eval.Argument) (first float64, name string, names []string) {
	field, ok := syntax.Unwrap(arg.From).(*syntax.Field)
	if !ok {
		return listedFrom, cmp.Or(writtenName(arg), arg.Turn), nil
	}
	name = field.Name.Text
	if isTable(c, field.Operand) {
		return listedFrom, name, nil
	}
	r, ok := runNamed(c, field.Operand)
	if !ok {
		if _, objective, written := runWritten(field.Operand); written {
			name = historyName(name, objective)
		}
		return 0, name, nil
	}
	if r.History(name) == r.Record.Points {
		names = r.EntryNames()
	}
	if series := r.History(name); series != nil && !series.Start {
		first = 1
	}
	return first, historyName(name, r.Objective.Label()), names
}

// isTable reports whether an expression names a table, whose columns are no histories.
func isTable(c *eval.Call, x syntax.Expr) bool {
	if _, ok := syntax.Unwrap(x).(*syntax.Name); !ok {
		return false
	}
	_, ok := c.Notebook().Evaluate(x).(*value.Table)
	return ok
}

// historyName is how what a run records is written in a picture.
func historyName(field, objective string) string {
	switch field {
	case "f":
		return objective
	case "gradient_norm":
		return "‖∇" + objective + "‖"
	}
	return field
}

// sourceOf is the optimizer whose run recorded a history, with its settings; empty: it is none.
func sourceOf(c *eval.Call, arg eval.Argument) string {
	field, ok := syntax.Unwrap(arg.From).(*syntax.Field)
	if !ok {
		return ""
	}
	r, ok := runNamed(c, field.Operand)
	if !ok {
		optimizer, _, _ := runWritten(field.Operand)
		return optimizer
	}
	return r.Optimizer.Settled()
}

// recordedIn is the run that recorded a history; nil: it is none, or that of a run without a name.
func recordedIn(c *eval.Call, arg eval.Argument) *value.Run {
	field, ok := syntax.Unwrap(arg.From).(*syntax.Field)
	if !ok {
		return nil
	}
	r, _ := runNamed(c, field.Operand)
	return r
}

// runWritten is the optimizer of a run that is not named but written out, run(gd, f, …), and what its function is called.
func runWritten(x syntax.Expr) (optimizer, objective string, ok bool) {
	call, ok := syntax.Unwrap(x).(*syntax.Call)
	if !ok || len(call.Args) < 2 {
		return "", "", false
	}
	if callee, ok := call.Callee.(*syntax.Name); !ok || callee.Text != "run" {
		return "", "", false
	}
	if f, ok := call.Args[1].Value.(*syntax.Name); ok {
		return syntax.Text(call.Args[0].Value), f.Shown, true
	}
	return syntax.Text(call.Args[0].Value), "f", true
}

// runNamed is the run that an expression names.
func runNamed(c *eval.Call, x syntax.Expr) (*value.Run, bool) {
	if _, ok := syntax.Unwrap(x).(*syntax.Name); !ok {
		return nil, false
	}
	r, ok := c.Notebook().Evaluate(x).(*value.Run)
	return r, ok
}
