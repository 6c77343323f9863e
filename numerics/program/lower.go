package program

import (
	"math"
	"math/bits"
	"slices"

	"saddle/numerics/expr"
)

// lowering turns nodes into instructions. Each node is lowered when it is first needed, in the innermost loop whose index
// it depends on, so that the code of an outer scope is complete before a loop inside it starts.
type lowering struct {
	program   *Program
	root      *scope
	constants map[uint64]int32
	tables    map[*float64]int32
	levels    map[*expr.Node]int
	vectors   map[*expr.Node]bool // matrices whose eigenvectors are wanted
	literal   bool                // every step is to be the one that was written
	rewritten bool                // some are not
}

// value is a register, or the first of n, or a table.
type value struct{ reg, n int32 }

func newLowering(inputs []*expr.Node) *lowering {
	l := &lowering{
		program: &Program{Scalar: true}, root: newScope(nil, nil), constants: map[uint64]int32{},
		tables: map[*float64]int32{}, levels: map[*expr.Node]int{}, vectors: map[*expr.Node]bool{},
	}
	for _, n := range inputs {
		r := l.allocate(n.Shape().Size())
		l.root.memo[n] = r
		if n.IsExplicit() && !n.Shape().IsScalar() {
			for k, e := range n.Entries() {
				l.root.memo[e] = value{r.reg + int32(k), 1}
			}
		}
	}
	l.program.Inputs = l.program.Registers
	return l
}

func (l *lowering) allocate(n int) value {
	r := l.program.Registers
	l.program.Registers += n
	return value{int32(r), int32(n)}
}

// constant is the register of a number.
func (l *lowering) constant(x float64) value {
	key := math.Float64bits(x)
	r, ok := l.constants[key]
	if !ok {
		r = l.allocate(1).reg
		l.constants[key] = r
		l.program.Preset = append(l.program.Preset, Preset{r, x})
	}
	return value{r, 1}
}

// table is the table of a constant array.
func (l *lowering) table(n *expr.Node) value {
	data := n.Data()
	if len(data) == 0 {
		return value{0, 0}
	}
	if len(data) == 1 {
		return l.constant(data[0])
	}
	t, ok := l.tables[&data[0]]
	if !ok || len(l.program.Tables[-t-1]) != len(data) {
		l.program.Tables = append(l.program.Tables, data)
		t = -int32(len(l.program.Tables))
		l.tables[&data[0]] = t
	}
	return value{t, int32(len(data))}
}

// scope is the code outside all loops or in the body of one.
type scope struct {
	parent *scope
	bit    uint64 // of the index, 0 outside all loops
	memo   map[*expr.Node]value
	known  map[Instruction]value // the results of instructions, by the instruction without Dst
	groups map[loopKey][]*expr.Node
	code   []Instruction
}

func newScope(parent *scope, index *expr.Node) *scope {
	s := &scope{parent: parent, memo: map[*expr.Node]value{}, known: map[Instruction]value{}, groups: map[loopKey][]*expr.Node{}}
	if index != nil {
		s.bit = index.Free()
	}
	return s
}

// home is the scope in which a node is computed.
func (s *scope) home(n *expr.Node) *scope {
	for s.parent != nil && n.Free()&s.bit == 0 {
		s = s.parent
	}
	return s
}

// of is where the value of n is to be found in scope s.
func (l *lowering) of(s *scope, n *expr.Node) value {
	if n.IsConst() {
		return l.table(n)
	}
	s = s.home(n)
	v, ok := s.memo[n]
	if !ok {
		v = l.lower(s, n)
		s.memo[n] = v
	}
	return v
}

func (l *lowering) all(s *scope, nodes []*expr.Node) []value {
	values := make([]value, len(nodes))
	for k, n := range nodes {
		values[k] = l.of(s, n)
	}
	return values
}

// emit adds an instruction whose result takes n registers, unless its result is known already.
func (l *lowering) emit(s *scope, in Instruction, n int32) value {
	for outer := s; outer != nil; outer = outer.parent {
		if v, ok := outer.known[in]; ok {
			return v
		}
	}
	v := l.allocate(int(n))
	s.known[in] = v
	in.Dst = v.reg
	l.add(s, in)
	return v
}

// add adds an instruction as it is.
func (l *lowering) add(s *scope, in Instruction) {
	s.code = append(s.code, in)
	l.program.Scalar = l.program.Scalar && !in.Vector && in.Op < numberOp
}

// operate emits an operation on numbers, entry by entry where an operand is an array.
func (l *lowering) operate(s *scope, op Op, c int32, operands ...value) value {
	in := Instruction{Op: op, C: c}
	n := int32(1)
	for k, v := range operands {
		if v.n != 1 {
			n = v.n
			in.M |= 1 << k
		}
	}
	fields := []*int32{&in.A, &in.B, &in.C}
	for k, v := range operands {
		*fields[k] = v.reg
	}
	if n != 1 {
		in.Vector, in.N = true, n
	}
	return l.emit(s, in, n)
}

// draws emits the random numbers first and in the order of their ids, so that what is drawn does not depend on the
// formulas around it.
func (l *lowering) draws(outputs []*expr.Node) {
	var draws []*expr.Node
	for _, n := range expr.Below(outputs...) {
		switch n.Op() {
		case expr.OpRandom, expr.OpSample:
			draws = append(draws, n)
		case expr.OpEigenvectors:
			l.vectors[n.Args()[0]] = true
		}
	}
	slices.SortFunc(draws, func(a, b *expr.Node) int { return slices.Compare(a.Positions(), b.Positions()) })
	slices.SortStableFunc(draws, func(a, b *expr.Node) int { return a.Positions()[1] - b.Positions()[1] })
	for _, n := range draws {
		l.of(l.root, n)
	}
}

// result records where an output is.
func (l *lowering) result(n *expr.Node) {
	if n.IsExplicit() && !n.IsConst() {
		for _, e := range n.Entries() {
			l.push(l.of(l.root, e))
		}
		return
	}
	l.push(l.of(l.root, n))
}

// push adds a result, joining it to the one before when it follows directly.
func (l *lowering) push(v value) {
	results := l.program.Results
	if k := len(results) - 1; k >= 0 && v.reg >= 0 && results[k].Register >= 0 && results[k].Register+results[k].Size == v.reg {
		results[k].Size += v.n
		return
	}
	l.program.Results = append(results, Result{v.reg, v.n})
}

// highest is the highest bit of a set.
func highest(free uint64) uint64 {
	if free == 0 {
		return 0
	}
	return 1 << (bits.Len64(free) - 1)
}
