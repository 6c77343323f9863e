package value

import (
	"math"

	"saddle/kernel/lang/message"
)

// Complex is a complex number, as an eigenvalue is. It can be asked for its parts; nothing is computed with it.
type Complex struct{ Re, Im float64 }

// Describe implements Value.
func (Complex) Describe() message.Phrase { return message.Say("kind.complex") }

// Fields implements Fielded.
func (Complex) Fields() []string { return []string{"re", "im", "abs"} }

// Field implements Fielded.
func (z Complex) Field(name string) Value {
	switch name {
	case "re":
		return Number(z.Re)
	case "im":
		return Number(z.Im)
	case "abs":
		return Number(math.Hypot(z.Re, z.Im))
	}
	return nil
}

// ComplexList is the eigenvalues of a matrix of which not all are real, conjugate ones side by side.
type ComplexList []Complex

// Describe implements Value.
func (l ComplexList) Describe() message.Phrase { return message.Say("kind.complex-list", len(l)) }

// Items implements Tuple.
func (l ComplexList) Items() []Value {
	items := make([]Value, len(l))
	for i, z := range l {
		items[i] = z
	}
	return items
}

// Fields implements Fielded.
func (ComplexList) Fields() []string { return Complex{}.Fields() }

// Field implements Fielded: a vector of the parts.
func (l ComplexList) Field(name string) Value {
	parts := make([]float64, len(l))
	for i, z := range l {
		part, ok := z.Field(name).(Quantity)
		if !ok {
			return nil
		}
		parts[i] = part.Node.Float()
	}
	return Vector(parts)
}

// ComplexEigen is the eigenvalues and the eigenvectors of a matrix of which not all eigenvalues are real.
type ComplexEigen struct {
	Values  ComplexList
	Vectors ComplexVectors
}

// Describe implements Value.
func (ComplexEigen) Describe() message.Phrase { return message.Say("kind.eigen") }

// Items implements Tuple.
func (e ComplexEigen) Items() []Value { return []Value{e.Values, e.Vectors} }

// ComplexVectors are unit eigenvectors, one for each eigenvalue.
type ComplexVectors [][]Complex

// Describe implements Value.
func (v ComplexVectors) Describe() message.Phrase { return message.Say("kind.complex-vectors", len(v)) }

// Items implements Tuple.
func (v ComplexVectors) Items() []Value {
	items := make([]Value, len(v))
	for i, vector := range v {
		items[i] = ComplexList(vector)
	}
	return items
}

// Fields implements Fielded.
func (ComplexVectors) Fields() []string { return Complex{}.Fields() }

// Field implements Fielded: a matrix of the parts, a column for each vector.
func (v ComplexVectors) Field(name string) Value {
	n := len(v)
	entries := make([]float64, n*n)
	for j, vector := range v {
		parts, ok := ComplexList(vector).Field(name).(Quantity)
		if !ok {
			return nil
		}
		for i, x := range parts.Node.Data() {
			entries[i*n+j] = x
		}
	}
	return Matrix(n, n, entries)
}

// Complex writes a complex number: 0.95 - 0.31 i.
func (f Format) Complex(z Complex) string {
	switch {
	case z.Im == 0:
		return f.Number(z.Re)
	case z.Im < 0:
		return f.sumOf(z, " - ", "-")
	}
	return f.sumOf(z, " + ", "")
}

// sumOf writes the parts with a sign between them, or before the imaginary one where that is all.
func (f Format) sumOf(z Complex, between, before string) string {
	size := f.Number(math.Abs(z.Im)) + " i"
	if size == "1 i" {
		size = "i"
	}
	if z.Re == 0 {
		return before + size
	}
	return f.Number(z.Re) + between + size
}

// ComplexEach writes complex numbers, conjugate ones that stand side by side as one, 0.95 ± 0.31 i; of many the first and last.
func (f Format) ComplexEach(list []Complex) []string {
	var texts []string
	for i := 0; i < len(list); i++ {
		z := list[i]
		if i+1 < len(list) && z.Im != 0 && list[i+1] == (Complex{z.Re, -z.Im}) {
			texts = append(texts, f.sumOf(z, " ± ", "± "))
			i++
			continue
		}
		texts = append(texts, f.Complex(z))
	}
	if len(texts) > longest {
		short := append([]string{}, texts[:longest/2]...)
		return append(append(short, "…"), texts[len(texts)-longest/2:]...)
	}
	return texts
}
