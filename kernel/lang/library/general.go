package library

import (
	"errors"

	"gonum.org/v1/gonum/mat"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/numerics/spectral"
	"saddle/plotting"
)

// general is the decomposition of the argument where that is a known matrix that is not symmetric; nil where it is symmetric.
// In a formula the eigenvalues of such a matrix cannot be written out: they are computed at each point.
func general(c *eval.Call) (a *expr.Node, g *spectral.General) {
	a = square(c, 0)
	c.Arithmetic().FitsFactoring(c.Entry.Name, a.Shape())
	if c.Arithmetic().IsSymmetric(a) {
		return symmetric(c, 0), nil
	}
	if !a.IsConst() {
		panic(message.New("TypeError", "trace.eigen", c.Entry.Name).At(c.Source(), c.Positional[0].Span))
	}
	if !value.AllFinite(a.Data()) {
		c.Fail("DomainError", c.Positional[0].Span, "matrix.finite", c.Entry.Name)
	}
	n := a.Shape().Rows
	g, err := spectral.Of(mat.NewDense(n, n, append([]float64(nil), a.Data()...)))
	var failed *spectral.NoConvergenceError
	if errors.As(err, &failed) {
		numericalFailure(c, err, eval.Argument{Span: c.Site})
	}
	return a, g
}

func eigenOf(c *eval.Call) value.Value {
	a, g := general(c)
	switch {
	case g == nil:
		return value.Eigen{Values: expr.Eigenvalues(a), Vectors: expr.Eigenvectors(a)}
	case !g.Real():
		return value.ComplexEigen{Values: complexList(g.Values), Vectors: complexVectors(g)}
	}
	noteDefective(c, g)
	return value.Eigen{Values: realParts(g.Values), Vectors: columnsOfReal(g), General: true}
}

func eigenvaluesOf(c *eval.Call) value.Value {
	a, g := general(c)
	switch {
	case g == nil:
		return value.Quantity{Node: expr.Eigenvalues(a)}
	case !g.Real():
		return complexList(g.Values)
	}
	return value.Quantity{Node: realParts(g.Values)}
}

func eigenvectorsOf(c *eval.Call) value.Value {
	a, g := general(c)
	switch {
	case g == nil:
		return value.Quantity{Node: expr.Eigenvectors(a)}
	case !g.Real():
		return complexVectors(g)
	}
	noteDefective(c, g)
	return value.Quantity{Node: columnsOfReal(g)}
}

// spectralRadius is the largest size of an eigenvalue.
func spectralRadius(c *eval.Call) value.Value {
	a, g := general(c)
	if g == nil {
		return value.Quantity{Node: expr.MaxOf(expr.Apply(expr.Abs, expr.Eigenvalues(a)))}
	}
	return value.Number(g.Radius())
}

// noteDefective says that some eigenvectors are one and the same.
func noteDefective(c *eval.Call, g *spectral.General) {
	if g.Defective() {
		c.Note("note.defective", len(g.Values))
	}
}

func realParts(values []complex128) *expr.Node {
	parts := make([]float64, len(values))
	for i, z := range values {
		parts[i] = real(z)
	}
	return value.Vector(parts).Node
}

// columnsOfReal are real eigenvectors as the columns of a matrix.
func columnsOfReal(g *spectral.General) *expr.Node {
	n := len(g.Values)
	entries := make([]float64, n*n)
	for j, v := range g.Vectors {
		for i, x := range v {
			entries[i*n+j] = real(x)
		}
	}
	return value.Matrix(n, n, entries).Node
}

func complexList(values []complex128) value.ComplexList {
	list := make(value.ComplexList, len(values))
	for i, z := range values {
		list[i] = value.Complex{Re: real(z), Im: imag(z)}
	}
	return list
}

func complexVectors(g *spectral.General) value.ComplexVectors {
	vectors := make(value.ComplexVectors, len(g.Vectors))
	for i, v := range g.Vectors {
		vectors[i] = complexList(v)
	}
	return vectors
}

// realList are known real eigenvalues as complex numbers.
func realList(values *expr.Node) value.ComplexList {
	list := make(value.ComplexList, values.Shape().Rows)
	for i, x := range values.Data() {
		list[i] = value.Complex{Re: x}
	}
	return list
}

// drawComplex draws numbers in the complex plane.
func drawComplex(figure *value.Figure, list value.ComplexList, arg eval.Argument) {
	layer := plotting.ComplexNumbers{Name: "λ"}
	if name, ok := arg.WrittenName(); ok {
		layer.Name = name
	}
	for _, z := range list {
		layer.Values = append(layer.Values, [2]float64{z.Re, z.Im})
	}
	figure.Draw(layer)
	figure.Settings.XLabel, figure.Settings.YLabel = "Re", "Im"
}
