package eval

import (
	"math"
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/descent"
	"saddle/numerics/expr"
)

// field is operand.name: a part of a point, a recorded name of a run or step, what a verdict says.
func (e *evaluation) field(x *syntax.Field, s *scope) value.Value {
	v := e.eval(x.Operand, s)
	if answer := e.fieldOf(v, x.Name.Text); answer != nil {
		return answer
	}
	known := Fields(v)
	failure := message.New("NameError", "field.unknown", v.Describe(), x.Name.Text).At(s.source, x.Name.Span())
	failure.Advice = fieldAdvice(x, v, known)
	panic(failure)
}

// fieldAdvice is what to write instead of a field that a value does not have.
func fieldAdvice(x *syntax.Field, v value.Value, known []string) message.Phrase {
	name, text := x.Name.Text, syntax.Text(x.Operand)
	n, isQuantity := asQuantity(v)
	f, isFunction := v.(value.Callable)
	switch {
	case isFunction && contains(variablesOf(f), name):
		return message.Say("field.variable-advice", name, calledText(f))
	case isQuantity && len(known) == 0 && n.Shape().Rank == 1 && len([]rune(name)) == 1 && name != "T":
		return message.Say("suggest.entry", text+"[1]")
	}
	for _, field := range known {
		if strings.HasPrefix(field, name) {
			return message.Say("suggest.near", field)
		}
	}
	advice := syntax.SuggestField(name, known)
	if advice.Key == "" && len(known) > 0 {
		return message.Say("field.list", join(known, ", "))
	}
	return advice
}

func (e *evaluation) fieldOf(v value.Value, name string) value.Value {
	switch v := v.(type) {
	case value.Parts:
		if part, ok := v.Part(name); ok {
			return part
		}
	case *value.Table:
		if column, ok := v.Column(name); ok {
			return value.Quantity{Node: column}
		}
	case value.Eigen:
		return eigenField(v, name)
	case *value.Run:
		return runField(v, name)
	case value.Step:
		return stepField(v, name)
	case value.Verdict:
		return verdictField(v, name)
	case value.Rates:
		return ratesField(v, name)
	case value.Spectrum:
		return spectrumField(v, name)
	case value.CriticalPoints:
		return criticalPointsField(v, name)
	case value.CriticalPoint:
		return criticalPointField(v, name)
	case value.Minimum:
		return minimumField(v, name)
	case value.Escapes:
		return escapesField(v, name)
	case value.Comparison:
		return comparisonField(v, name)
	}
	return nil
}

// Fields lists what can be asked of a value with a dot, for messages and completion.
func Fields(v value.Value) []string {
	switch v := v.(type) {
	case value.Parts:
		return v.Names
	case *value.Table:
		return v.Names
	case value.Eigen:
		return []string{"values", "vectors"}
	case *value.Run:
		return append([]string{"status", "steps", "last"}, recordedNames(v.Record)...)
	case value.Step:
		return recordedNames(v.Run.Record)
	case value.Verdict:
		return []string{"kind", "strict", "isolated", "degenerate", "index", "eigenvalues", "eigenvectors", "value", "gradient_norm", "falling", "reason"}
	case value.Rates:
		return []string{"limit", "best", "kappa", "momentum", "momentum_rate", "exact"}
	case value.Spectrum:
		return []string{"values", "vectors", "residuals"}
	case value.CriticalPoints:
		return []string{"proven", "undecided", "boxes"}
	case value.CriticalPoint:
		return append([]string{"at", "proven"}, Fields(value.Verdict{})...)
	case value.Minimum:
		return []string{"at", "value", "kind", "gradient_norm", "steps", "reason"}
	case value.Escapes:
		return []string{"steps", "median", "quartiles", "escaped", "trials"}
	case value.Comparison:
		var names []string
		for _, r := range v.Runs {
			names = append(names, r.Optimizer.Name)
		}
		return names
	}
	return nil
}

func recordedNames(r *descent.Record) []string {
	names := []string{r.Points.Name, "f", "gradient_norm"}
	for _, s := range r.Named {
		names = append(names, s.Name)
	}
	return names
}

func eigenField(v value.Eigen, name string) value.Value {
	switch name {
	case "values", "λ":
		return value.Quantity{Node: v.Values}
	case "vectors", "V":
		return value.Quantity{Node: v.Vectors}
	}
	return nil
}

func runField(r *value.Run, name string) value.Value {
	switch name {
	case "status":
		return value.Text(r.Record.Status)
	case "steps":
		return value.Number(float64(r.Record.Steps))
	case "last":
		return r.PointAt(r.Record.Steps)
	case "f":
		return value.Vector(r.Record.F)
	case "gradient_norm":
		return value.Vector(r.Record.GradientNorm)
	}
	if s := seriesOf(r.Record, name); s != nil {
		return history(s)
	}
	return nil
}

// seriesOf finds a recorded name; θ stands for the point whatever the rule calls it.
func seriesOf(r *descent.Record, name string) *descent.Series {
	if name == "θ" {
		return r.Points
	}
	return r.Series(name)
}

// history is what a name was at every step: a vector of numbers, or a matrix with a row for each step.
func history(s *descent.Series) value.Value {
	size := s.Shape.Size()
	if size == 1 {
		return value.Vector(s.Component(0))
	}
	rows := s.Len()
	entries := make([]float64, rows*size)
	for j := range size {
		for k, x := range s.Component(j) {
			entries[k*size+j] = x
		}
	}
	return value.Matrix(rows, size, entries)
}

func stepField(step value.Step, name string) value.Value {
	r, k := step.Run.Record, step.Number
	switch {
	case name == "f":
		return value.Number(r.F[k])
	case name == "gradient_norm":
		return value.Number(r.GradientNorm[k])
	case name == "θ" || name == r.Points.Name:
		return step.Run.PointAt(k)
	}
	s := r.Series(name)
	if s == nil {
		return nil
	}
	if at := s.At(k); at != nil {
		return value.Quantity{Node: expr.Array(s.Shape, at)}
	}
	return nil
}

func verdictField(v value.Verdict, name string) value.Value {
	switch name {
	case "kind":
		return value.Text(v.Kind)
	case "strict":
		return value.Truth(v.Strict)
	case "isolated":
		return value.Truth(v.Isolated)
	case "degenerate":
		return value.Truth(v.Degenerate)
	case "index":
		return value.Number(float64(v.Index))
	case "eigenvalues":
		return value.Vector(v.Eigenvalues)
	case "eigenvectors":
		n, _ := v.Eigenvectors.Dims()
		return value.Matrix(n, n, v.Eigenvectors.RawMatrix().Data)
	case "value":
		return value.Number(v.Value)
	case "gradient_norm":
		return value.Number(v.GradientNorm)
	case "falling":
		return value.Vector(v.Falling)
	case "reason":
		return value.Text(v.Reason.String())
	}
	return nil
}

func ratesField(v value.Rates, name string) value.Value {
	switch name {
	case "limit":
		return value.Number(v.Limit)
	case "best":
		return value.Number(v.Best)
	case "kappa", "κ":
		return value.Number(v.Kappa)
	case "momentum":
		return value.Number(v.Momentum)
	case "momentum_rate":
		return value.Number(v.MomentumRate)
	case "exact":
		return value.Number(v.Exact)
	}
	return nil
}

func spectrumField(v value.Spectrum, name string) value.Value {
	switch name {
	case "values":
		return value.Vector(v.Values)
	case "residuals":
		return value.Vector(v.Residuals)
	case "vectors":
		columns := make([]float64, v.Dimension*len(v.Vectors))
		for j, vector := range v.Vectors {
			for i, x := range vector {
				columns[i*len(v.Vectors)+j] = x
			}
		}
		return value.Matrix(v.Dimension, len(v.Vectors), columns)
	}
	return nil
}

// indexRun is r[k], the step k; r[0] is the start.
func (e *evaluation) indexRun(x *syntax.Index, r *value.Run, s *scope) value.Value {
	if len(x.Indices) != 1 || x.Indices[0] == nil {
		panic(message.New("TypeError", "index.run", r.Record.Steps).At(s.source, x.Open).Advise("index.run-advice", syntax.Text(x.Operand)))
	}
	index := x.Indices[0]
	v := e.eval(index, s)
	n, ok := asQuantity(v)
	if !ok || n.IsTruth() || n.Shape().Rank != 0 || !n.IsConst() {
		panic(message.New("TypeError", "index.run", r.Record.Steps).At(s.source, index.Span()).Advise("index.run-advice", syntax.Text(x.Operand)))
	}
	k := n.Float()
	if k != math.Trunc(k) || k < 0 || k > float64(r.Record.Steps) {
		panic(message.New("IndexError", "index.run", r.Record.Steps).At(s.source, index.Span()).Advise("index.run-last", syntax.Text(x.Operand)))
	}
	return value.Step{Run: r, Number: int(k)}
}

// FieldsOfCall lists the fields of what a built-in function answers, for completion.
func FieldsOfCall(name string) []string {
	switch name {
	case "classify":
		return Fields(value.Verdict{})
	case "rate":
		return Fields(value.Rates{})
	case "eigen":
		return Fields(value.Eigen{})
	case "run":
		return []string{"status", "steps", "last", "θ", "f", "gradient_norm"}
	}
	return nil
}
