package eval

import (
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// applyPacked calls a function of several parts with one vector of all their numbers.
func (e *evaluation) applyPacked(f *value.Packed, args Arguments) value.Value {
	if len(args.Positional) != 1 || isParts(args.Positional[0].Value) {
		return e.apply(f.Of, args)
	}
	node := e.quantityOf(args.Positional[0], args.scope)
	parts := value.Parts{Names: f.Names}
	entries := node.Entries()
	for _, shape := range f.Shapes {
		if len(entries) < shape.Size() {
			panic(e.wrongCount(f.Of, args))
		}
		parts.Values = append(parts.Values, value.Quantity{Node: shaped(entries[:shape.Size()], shape)})
		entries = entries[shape.Size():]
	}
	point := args.Positional[0]
	point.Value = parts
	args.Positional = []Argument{point}
	return e.apply(f.Of, args)
}

// shaped is a number, vector or matrix of the given entries, row by row.
func shaped(entries []*expr.Node, shape expr.Shape) *expr.Node {
	switch shape.Rank {
	case 0:
		return entries[0]
	case 1:
		return expr.Stack(entries...)
	}
	rows := make([][]*expr.Node, shape.Rows)
	for i := range rows {
		rows[i] = entries[i*shape.Cols : (i+1)*shape.Cols]
	}
	return expr.Matrix(rows)
}
