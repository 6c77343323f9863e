package value

import (
	"math"
	"slices"

	"saddle/numerics/critical"
	"saddle/numerics/exact"
	"saddle/numerics/expr"
	"saddle/numerics/formula"
)

// Fielded is a value of which parts can be asked by name, behind a dot: r.status, data.x.
type Fielded interface {
	Value
	// Fields are the names that can be asked, in the order in which help lists them.
	Fields() []string
	// Field is the part of a name, which may also be another spelling of one that Fields lists; nil when there is none.
	Field(name string) Value
}

// Fields implements Fielded: the names of the parts.
func (p Parts) Fields() []string { return p.Names }

// Field implements Fielded.
func (p Parts) Field(name string) Value {
	if part, ok := p.Part(name); ok {
		return part
	}
	return nil
}

// Fields implements Fielded: the names of the columns.
func (t *Table) Fields() []string { return t.Names }

// Field implements Fielded: the column as a vector.
func (t *Table) Field(name string) Value {
	if j, ok := t.Index(name); ok {
		return t.At(j)
	}
	return nil
}

// Fields implements Fielded.
func (Eigen) Fields() []string { return []string{"values", "vectors"} }

// Field implements Fielded.
func (e Eigen) Field(name string) Value {
	switch name {
	case "values", "λ":
		return Quantity{Node: e.Values}
	case "vectors", "V":
		return Quantity{Node: e.Vectors}
	}
	return nil
}

// Fields implements Fielded: what is known of the point, or, for the zero Verdict, all that may be.
func (v Verdict) Fields() []string {
	names := []string{"kind", "strict", "isolated", "degenerate", "index", "eigenvalues", "eigenvectors", "value", "gradient_norm", "falling", "reason"}
	if v.Verdict == nil {
		return names
	}
	known := map[string]bool{"eigenvectors": v.Eigenvectors != nil, "eigenvalues": v.Eigenvalues != nil, "gradient_norm": !math.IsNaN(v.GradientNorm), "value": !math.IsNaN(v.Value)}
	return slices.DeleteFunc(names, func(name string) bool { is, optional := known[name]; return optional && !is })
}

// Field implements Fielded.
func (v Verdict) Field(name string) Value {
	if !slices.Contains(v.Fields(), name) {
		return nil
	}
	return verdictFields[name](v)
}

// verdictFields are the fields of a verdict by their names.
var verdictFields = map[string]func(Verdict) Value{
	"kind":        func(v Verdict) Value { return Text(v.Kind) },
	"strict":      func(v Verdict) Value { return Truth(v.Strict) },
	"isolated":    func(v Verdict) Value { return Truth(v.Isolated) },
	"degenerate":  func(v Verdict) Value { return Truth(v.Degenerate) },
	"index":       func(v Verdict) Value { return Number(float64(v.Index)) },
	"eigenvalues": Verdict.exactEigenvalues,
	"eigenvectors": func(v Verdict) Value {
		n, _ := v.Eigenvectors.Dims()
		return Matrix(n, n, v.Eigenvectors.RawMatrix().Data)
	},
	"value": Verdict.exactValue,
	"gradient_norm": func(v Verdict) Value {
		if v.Kind == critical.NotCritical {
			return Number(v.GradientNorm)
		}
		return Quantity{Node: expr.WithDust(expr.Const(v.GradientNorm), []float64{v.GradientSlop})}
	},
	"falling": func(v Verdict) Value { return Vector(v.Falling) },
	"reason":  func(v Verdict) Value { return Text(v.Reason.String()) },
}

// exactEigenvalues are the eigenvalues, with their exact forms where these are asked for and known.
func (v Verdict) exactEigenvalues() Value {
	q := v.eigenvalues()
	return Quantity{Node: expr.WithForms(q.Node, func() ([]exact.Form, bool) {
		forms := v.Exactly().Eigenvalues
		return forms, forms != nil
	})}
}

// exactValue is the value of the function, with its exact form where that is asked for and known.
func (v Verdict) exactValue() Value {
	return Quantity{Node: expr.WithForms(expr.Const(v.Value), func() ([]exact.Form, bool) {
		forms := v.Exactly().Value
		return forms, forms != nil
	})}
}

// Exactly is what is known exactly of the point.
func (v Verdict) Exactly() formula.Critical {
	if v.Known == nil {
		return formula.Critical{}
	}
	return v.Known()
}

// eigenvalues are those of the Hessian; the ones that are not proven to be other than zero are shown as 0.
func (v Verdict) eigenvalues() Quantity {
	bounds := make([]float64, len(v.Eigenvalues))
	for i, rounded := range v.Rounded() {
		if rounded == 0 {
			bounds[i] = math.Abs(v.Eigenvalues[i])
		}
	}
	return Quantity{Node: expr.WithDust(Vector(v.Eigenvalues).Node, bounds)}
}

// Fields implements Fielded.
func (Rates) Fields() []string {
	return []string{"limit", "best", "kappa", "momentum", "momentum_rate", "exact"}
}

// Field implements Fielded.
func (r Rates) Field(name string) Value {
	if n := r.Number(name); n != nil {
		return Quantity{Node: n}
	}
	return nil
}

// Number is one of the rates by its name, with what it is exactly where that is known; nil for any other name.
func (r Rates) Number(name string) *expr.Node {
	switch name {
	case "limit":
		return known(r.Limit, r.Known.Limit)
	case "best":
		return known(r.Best, r.Known.Best)
	case "kappa", "κ":
		return known(r.Kappa, r.Known.Kappa)
	case "momentum":
		return known(r.Momentum, r.Known.Momentum)
	case "momentum_rate":
		return known(r.MomentumRate, r.Known.Stride)
	case "exact":
		return expr.Const(r.Exact)
	}
	return nil
}

// known is a number with what it is exactly, where that is known.
func known(x float64, forms []exact.Form) *expr.Node {
	if len(forms) != 1 {
		return expr.Const(x)
	}
	return expr.WithForms(expr.Const(x), func() ([]exact.Form, bool) { return forms, true })
}

// Fields implements Fielded.
func (Spectrum) Fields() []string { return []string{"values", "vectors", "residuals"} }

// Field implements Fielded; the vectors are the columns of a matrix.
func (s Spectrum) Field(name string) Value {
	switch name {
	case "values":
		return Vector(s.Values)
	case "residuals":
		return Vector(s.Residuals)
	case "vectors":
		columns := make([]float64, s.Dimension*len(s.Vectors))
		for j, vector := range s.Vectors {
			for i, x := range vector {
				columns[i*len(s.Vectors)+j] = x
			}
		}
		return Matrix(s.Dimension, len(s.Vectors), columns)
	}
	return nil
}
