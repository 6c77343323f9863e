package working

import (
	"slices"

	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// recorded is the value of a name after step k, as the run has kept it.
func (w *stepping) recorded(name string, k int) (value.Value, bool) {
	if name == w.point() {
		return w.pointAt(k), true
	}
	history := w.Run.Record.History(name)
	if history == nil {
		return nil, false
	}
	at := history.At(k)
	if at == nil {
		return nil, false
	}
	return value.Quantity{Node: expr.Array(history.Shape, at)}, true
}

// like is what a run has kept of a value, which keeps truths as numbers.
func like(kept, of value.Value) value.Value {
	k, isQuantity := kept.(value.Quantity)
	if q, ok := of.(value.Quantity); ok && isQuantity && q.Node.IsTruth() && k.Node.Shape().IsScalar() {
		return value.Truth(k.Node.Float() != 0)
	}
	return kept
}

// outcome gives the names of a line their values; computed reports whether those that the run has kept are what comes of the line.
func (w *stepping) outcome(line assignment) (values []value.Value, computed bool) {
	v, computed := w.Evaluate(line.Body, w.names)
	values = []value.Value{v}
	if len(line.Names) > 1 {
		items, _ := value.ItemsOf(v)
		values = append(items, make([]value.Value, len(line.Names))...)[:len(line.Names)]
	}
	if line.Entry != nil {
		values[0], computed = w.withEntry(line.Entry, v, computed)
	}
	for i, name := range line.Names {
		kept, isKept := w.recorded(name.Text, w.Number)
		if isKept && line.isLast(name.Text) {
			computed = computed && same(values[i], kept)
			values[i] = like(kept, values[i])
		}
		if values[i] != nil {
			w.names[name.Text] = values[i]
		}
	}
	return values, computed
}

// withEntry is the array of which a line sets an entry, as it is after the line.
func (w *stepping) withEntry(entry *syntax.Index, v value.Value, known bool) (value.Value, bool) {
	before, isArray := w.valueOf(entry.Operand)
	x, isNumber := v.(value.Quantity)
	if !known || !isArray || !isNumber || !x.Node.IsConst() {
		return nil, false
	}
	place := 0
	for k, index := range entry.Indices {
		i, ok := w.valueOf(index)
		if !ok {
			return nil, false
		}
		if k > 0 {
			place *= before.Shape().Cols
		}
		place += int(i.Float()) - 1
	}
	data := slices.Clone(before.Data())
	if place < 0 || place >= len(data) {
		return nil, false
	}
	data[place] = x.Node.Float()
	return value.Quantity{Node: expr.Array(before.Shape(), data)}, true
}

// valueOf is the value of an expression as a known number or array.
func (w *stepping) valueOf(x syntax.Expr) (*expr.Node, bool) {
	if x == nil {
		return nil, false
	}
	v, ok := w.Evaluate(x, w.names)
	q, isQuantity := v.(value.Quantity)
	if !ok || !isQuantity || !q.Node.IsConst() {
		return nil, false
	}
	return q.Node, true
}
