package expr

import "strings"

// rowsMark parts the pieces of a name that RowsName makes; no name of the language has it.
const rowsMark = "\x00"

// RowsName is a name for the index of a loop over the entries of a vector or the rows of a matrix, counted from 0, with which
// formulas are printed as the loop was written, sum(y - w x for (x, y) in D). A row is taken apart into names, or has one, and
// then fields name its entries; nil: they are numbered.
func RowsName(names, fields []string, over string) string {
	return strings.Join(names, ",") + rowsMark + strings.Join(fields, ",") + rowsMark + over
}

// rows is what the name of an index says of the rows that it counts.
type rows struct {
	names, fields []string
	over          string
}

// rowsBehind reads the name of an index; false for an index that stands for itself.
func rowsBehind(index *Node) (r rows, ok bool) {
	if index.op != OpIndex {
		return r, false
	}
	parts := strings.Split(index.name, rowsMark)
	if len(parts) != 3 {
		return r, false
	}
	r = rows{names: strings.Split(parts[0], ","), over: parts[2]}
	if parts[1] != "" {
		r.fields = strings.Split(parts[1], ",")
	}
	return r, true
}

// rowEntry prints an entry of the array that a loop goes over by the name that it has in the loop.
func (p printer) rowEntry(n *Node) (piece, bool) {
	r, ok := rowsBehind(n.args[1])
	if !ok {
		return piece{}, false
	}
	whole := piece{s: p.name(r.names[0]), binds: atomic}
	if n.op == OpRow || len(n.args) == 2 {
		return whole, len(r.names) == 1
	}
	if !n.args[2].IsConst() {
		return p.index(whole, p.places(n.args[2:])), len(r.names) == 1
	}
	switch j := int(n.args[2].number); {
	case len(r.names) > 1 && j < len(r.names):
		return piece{s: p.name(r.names[j]), binds: atomic}, true
	case len(r.names) == 1 && j < len(r.fields):
		return piece{s: whole.s + "." + r.fields[j], binds: atomic}, true
	case len(r.names) == 1:
		return p.index(whole, p.places(n.args[2:])), true
	}
	return piece{}, false
}

// rowsPieces are the names of a loop over rows and what it goes over, as they stand behind for.
func (p printer) rowsPieces(r rows) (index, over piece) {
	names := make([]string, len(r.names))
	for k, name := range r.names {
		names[k] = p.name(name)
	}
	index = piece{s: strings.Join(names, ", "), binds: atomic}
	if len(names) > 1 {
		index.s = p.group(index.s)
	}
	over = piece{s: r.over, binds: atomic}
	if !strings.ContainsFunc(r.over, func(c rune) bool { return !isLetter(c) && c != '_' && (c < '0' || c > '9') }) {
		over.s = p.name(r.over)
	}
	return index, over
}

// Labelled gives a new constant array the name under which formulas print its entries where they hold it whole: v[i].
func Labelled(n *Node, name string) *Node {
	if n.graph != nil || n.op != OpConstant || n.shape.Size() <= unrolled {
		return n
	}
	m := *n
	m.label = name
	return &m
}

// labelled prints an array of which entries are taken.
func (p printer) labelled(a *Node) piece {
	if a.label != "" {
		return piece{s: p.name(a.label), binds: atomic}
	}
	return p.of(a)
}
