package expr

// Distribution tells what an OpRandom is drawn from.
type Distribution int

// The distributions.
const (
	Normal  Distribution = iota // mean 0, variance 1
	Uniform                     // on [0, 1)
)

// Random is a number or array of independent numbers that are drawn anew each time a program runs. Two draws with one id
// are the same draw.
func (g *Graph) Random(d Distribution, s Shape, id int) *Node {
	return g.intern(&Node{op: OpRandom, shape: s, ints: []int{int(d), id}})
}

// SampleRows is a matrix of m rows of a constant table, drawn without replacement anew each time a program runs; with
// more rows than the table has, each is drawn with replacement. Two draws with one id are the same draw.
func (g *Graph) SampleRows(table *Node, m, id int) *Node {
	if !table.IsConst() || table.shape.IsScalar() {
		misfit("sample", table)
	}
	return g.intern(&Node{op: OpSample, shape: MatrixShape(m, table.shape.Cols), args: []*Node{table}, ints: []int{m, id}})
}
