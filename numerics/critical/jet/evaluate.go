package jet

import (
	"fmt"
	"math"
	"slices"

	"saddle/numerics/expr"
)

// UnsupportedError says that an expression has no power series here: eigenvalues, random numbers, unknown functions.
type UnsupportedError struct{ Of string }

// Error implements error.
func (e *UnsupportedError) Error() string { return "there is no power series of " + e.Of }

// Point gives variables their values: an expression's variables and, entry by entry, their series.
type Point struct {
	nodes  []*expr.Node
	series [][]Jet
}

// At centres a space at a point: the entries of the variables, in order, are p[i] plus the space's variable i. Each p[i]
// stands for any number that rounds to it, as Rounded says.
func (s *Space) At(variables []*expr.Node, p []float64) *Point { return s.Within(variables, p, 0) }

// Within is At for a point of which every coordinate is known within a radius only.
func (s *Space) Within(variables []*expr.Node, p []float64, radius float64) *Point {
	at := &Point{nodes: variables}
	i := 0
	for _, v := range variables {
		series := make([]Jet, v.Shape().Size())
		for k := range series {
			series[k] = s.Variable(i, Around(p[i], radius))
			i++
		}
		at.series = append(at.series, series)
	}
	return at
}

// Along gives the variables, entry by entry in order, the series of a curve or surface.
func (s *Space) Along(variables []*expr.Node, series []Jet) *Point {
	at := &Point{nodes: variables}
	for _, v := range variables {
		n := v.Shape().Size()
		at.series = append(at.series, series[:n:n])
		series = series[n:]
	}
	return at
}

// Result is the series of an expression.
type Result struct {
	Entries []Jet // of an array row by row
	Edge    bool  // the point lies where a choice, |x|, a maximum or a step may go either way
}

// Evaluate expands an expression of the given point's variables. Where a choice may go either way, side decides: the branch
// taken is the one just beside the point in that direction; nil takes the one at the point itself.
func (s *Space) Evaluate(y *expr.Node, at *Point, side []float64) (result Result, err error) {
	e := &evaluation{Space: s, side: side, memo: []map[*expr.Node]value{s.forgotten()}}
	giveBack := s.borrow()
	defer func() {
		s.memo = e.memo[0]
		giveBack()
		switch failure := recover().(type) {
		case nil:
		case *UnsupportedError:
			err = failure
		case *exhausted:
			err = failure.why
		default:
			panic(failure)
		}
	}()
	for i, node := range at.nodes {
		e.bind(node, at.series[i])
	}
	v := e.value(y)
	return Result{Entries: kept(v.entries), Edge: e.edge}, nil
}

// borrow makes the polynomials to come, until what it returns is called, of what an evaluation before was made of.
func (s *Space) borrow() (giveBack func()) {
	room, chunk := s.room, s.chunk
	s.room, s.chunk, s.used = s.used, s.used, nil
	return func() {
		clear(s.chunk[:len(s.chunk)-len(s.room)])
		s.room, s.chunk, s.used = room, chunk, s.chunk
	}
}

// kept are copies that stay when the evaluation is over.
func kept(entries []Jet) []Jet {
	copies := make([]Jet, len(entries))
	for i, j := range entries {
		copies[i] = slices.Clone(j)
	}
	return copies
}

// forgotten is an empty memory, if possible that of an evaluation that is over.
func (s *Space) forgotten() map[*expr.Node]value {
	memo := s.memo
	if s.memo = nil; memo == nil {
		return map[*expr.Node]value{}
	}
	clear(memo)
	return memo
}

// value is what a node is worth: series, or a truth.
type value struct {
	entries []Jet
	truth   bool
}

type evaluation struct {
	*Space
	side     []float64
	edge     bool
	operands []Jet                  // of the rules under way
	memo     []map[*expr.Node]value // at 0 what depends on no loop index; at d + 1 what depends on none deeper than d
}

// bind sets a variable, and the scalar variables that an array of them is made of.
func (e *evaluation) bind(node *expr.Node, series []Jet) {
	e.memo[0][node] = value{entries: series}
	if node.IsExplicit() && !node.Shape().IsScalar() {
		for k, entry := range node.Entries() {
			e.memo[0][entry] = value{entries: series[k : k+1]}
		}
	}
}

func (e *evaluation) value(n *expr.Node) value {
	if n.IsConst() {
		return e.constant(n)
	}
	memo := e.memo[depthOf(n)]
	if v, ok := memo[n]; ok {
		return v
	}
	v := e.compute(n)
	memo[n] = v
	return v
}

// depthOf is one more than the deepest loop whose index a node depends on.
func depthOf(n *expr.Node) int {
	depth := 0
	for free := n.Free(); free != 0; free >>= 1 {
		depth++
	}
	return depth
}

func (e *evaluation) constant(n *expr.Node) value {
	if n.IsTruth() {
		return value{truth: n.Truth()}
	}
	if v, ok := e.constants[n]; ok {
		return v
	}
	data := n.Data()
	entries := make([]Jet, len(data))
	for i, x := range data {
		entries[i] = make(Jet, e.Size())
		entries[i][0] = Rounded(x)
	}
	if e.constants == nil {
		e.constants = map[*expr.Node]value{}
	}
	e.constants[n] = value{entries: entries}
	return e.constants[n]
}

func (e *evaluation) number(n *expr.Node) Jet { return e.value(n).entries[0] }

func (e *evaluation) compute(n *expr.Node) value {
	switch n.Op() {
	case expr.OpCompare, expr.OpAnd, expr.OpOr, expr.OpNot:
		return value{truth: e.decide(n)}
	case expr.OpSelect:
		return e.choose(n)
	case expr.OpSumLoop, expr.OpMapLoop:
		return e.loop(n)
	}
	if series, ok := e.accurate(n); ok {
		return value{entries: []Jet{series}}
	}
	if rule, ok := arrayRules[n.Op()]; ok {
		return value{entries: rule(e, n)}
	}
	rule, ok := entryRules[n.Op()]
	if !ok {
		panic(&UnsupportedError{nameOf(n)})
	}
	return value{entries: e.entrywise(n, rule)}
}

func nameOf(n *expr.Node) string {
	switch n.Op() {
	case expr.OpEigenvalues, expr.OpEigenvectors:
		return "eigenvalues"
	case expr.OpRandom, expr.OpSample:
		return "random numbers"
	case expr.OpVariable, expr.OpUnknown:
		return n.Name()
	case expr.OpOpaque:
		return n.Opaque().Text
	}
	return fmt.Sprintf("operation %d", n.Op())
}

// entrywise applies a rule to the arguments entry by entry, a scalar beside arrays counting for every entry.
func (e *evaluation) entrywise(n *expr.Node, rule func(e *evaluation, n *expr.Node, args []Jet) Jet) []Jet {
	if n.Shape().IsScalar() {
		return []Jet{e.scalar(n, rule)}
	}
	args := make([][]Jet, len(n.Args()))
	for i, a := range n.Args() {
		args[i] = e.value(a).entries
	}
	result := make([]Jet, n.Shape().Size())
	row := make([]Jet, len(args))
	for k := range result {
		for i, a := range args {
			row[i] = a[k%len(a)]
		}
		result[k] = rule(e, n, row)
	}
	return result
}

// scalar applies a rule to numbers.
func (e *evaluation) scalar(n *expr.Node, rule func(e *evaluation, n *expr.Node, args []Jet) Jet) Jet {
	start := len(e.operands)
	for _, a := range n.Args() {
		e.operands = append(e.operands, e.number(a))
	}
	result := rule(e, n, e.operands[start:])
	e.operands = e.operands[:start]
	return result
}

// loop evaluates the body for each value of the index.
func (e *evaluation) loop(n *expr.Node) value {
	args := n.Args()
	lo, hi := e.number(args[1])[0].Mid, e.number(args[2])[0].Mid
	depth := n.Depth() + 1
	for len(e.memo) <= depth {
		e.memo = append(e.memo, map[*expr.Node]value{})
	}
	var result []Jet
	if n.Op() == expr.OpSumLoop {
		result = make([]Jet, n.Shape().Size())
		for k := range result {
			result[k] = e.Const(Ball{})
		}
	}
	for i := lo; i <= hi; i++ {
		for _, deeper := range e.memo[depth:] {
			clear(deeper)
		}
		e.memo[depth][args[3]] = value{entries: []Jet{e.Const(Exact(i))}}
		body := e.value(args[0]).entries
		if n.Op() == expr.OpMapLoop {
			result = append(result, body...)
			continue
		}
		for k := range result {
			result[k] = e.Add(result[k], body[k])
		}
	}
	return value{entries: result}
}

// position reads an index that must be a known whole number within size.
func (e *evaluation) position(n *expr.Node, size int) (int, bool) {
	x := e.number(n)[0].Mid
	if x != math.Trunc(x) || x < 0 || x >= float64(size) {
		return 0, false
	}
	return int(x), true
}
