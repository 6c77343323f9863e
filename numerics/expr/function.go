package expr

import "slices"

// Function is a number, vector or matrix as a formula in variables. A point of it is the entries of all variables one
// after the other, arrays row by row.
type Function struct {
	Name      string
	Variables []*Node // one a parameter: scalar, vector or matrix, as Graph.Variable makes them
	Value     *Node
	known     known
}

// known are the derivatives of a formula that were asked for before, nil where they were not, and what they are of.
type known struct {
	value             *Node
	variables         []*Node
	gradient, hessian *Node
}

// derivatives are those known of f as it is now.
func (f *Function) derivatives() *known {
	if f.known.value != f.Value || !slices.Equal(f.known.variables, f.Variables) {
		f.known = known{value: f.Value, variables: slices.Clone(f.Variables)}
	}
	return &f.known
}

// Dimension is the number of entries of a point.
func (f *Function) Dimension() int {
	n := 0
	for _, v := range f.Variables {
		n += v.shape.Size()
	}
	return n
}

// Call is the value at the given arguments, constant or symbolic, one a variable.
func (f *Function) Call(args ...*Node) *Node { return Substitute(f.Value, f.Variables, args) }

// At is the value at a point.
func (f *Function) At(point []float64) *Node { return f.Call(f.Parts(point)...) }

// Parts takes a point apart into one constant a variable.
func (f *Function) Parts(point []float64) []*Node {
	parts := make([]*Node, len(f.Variables))
	for k, v := range f.Variables {
		size := v.shape.Size()
		parts[k] = Array(v.shape, point[:size:size])
		point = point[size:]
	}
	return parts
}

// Point is all variables as one vector, the sole variable as it is.
func (f *Function) Point() *Node { return flat(f.Variables) }

// flat is one vector of all entries of the parts.
func flat(parts []*Node) *Node {
	if len(parts) == 1 && parts[0].shape.IsVector() {
		return parts[0]
	}
	return Stack(parts...)
}

// Gradient is the derivative of the value, a number, by the point: a vector of Dimension entries.
func (f *Function) Gradient() *Function {
	k := f.derivatives()
	if k.gradient == nil {
		k.gradient = flat(Gradient(f.Value, f.Variables...))
	}
	return f.with("∇"+f.Name, k.gradient)
}

// GradientParts is the gradient with a node for each variable, of its shape.
func (f *Function) GradientParts() []*Node { return Gradient(f.Value, f.Variables...) }

// Hessian is the symmetric matrix of second derivatives by the point.
func (f *Function) Hessian() *Function {
	k := f.derivatives()
	if k.hessian == nil {
		k.hessian = hessianFrom(f.Value, f.Variables, func() *Node { return f.Gradient().Value })
	}
	return f.with("∇²"+f.Name, k.hessian)
}

// Jacobian is the matrix of the derivatives of the entries of the value, by rows, by the point, by columns.
func (f *Function) Jacobian() *Function { return f.with(f.Name+"'", Jacobian(f.Value, f.Variables...)) }

// HVP is the Hessian times a direction, a vector of Dimension entries. Its variables are those of f followed by the parts
// of the direction, one of the shape of each.
func (f *Function) HVP() *Function {
	h := &Function{Name: "∇²" + f.Name, Variables: f.Variables[:len(f.Variables):len(f.Variables)]}
	g := flat(f.Variables).graph
	var direction []*Node
	for _, v := range f.Variables {
		direction = append(direction, g.Variable("d", v.shape))
	}
	h.Variables = append(h.Variables, direction...)
	h.Value = flat(HVP(f.Value, f.Variables, direction))
	return h
}

func (f *Function) with(name string, value *Node) *Function {
	return &Function{Name: name, Variables: f.Variables, Value: value}
}
