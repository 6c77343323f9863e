package wide

import (
	"math"

	"saddle/numerics/expr"
)

// mostWork is how many operations on numbers an evaluation may take.
const mostWork = 1 << 20

// Result is a value as float64s.
type Result struct {
	Data      []float64 // row by row
	Exceeded  bool      // something on the way was beyond the normal float64s
	Overflows bool      // an entry is finite, but larger than any float64: ±Inf stands for it
}

// Value is n where the variables have the values at, one after the other. It is not ok where n draws random numbers, depends
// on more, or takes too long.
func Value(n *expr.Node, variables []*expr.Node, at []float64) (result Result, ok bool) {
	v := &evaluation{values: map[*expr.Node][]number{}, indices: map[int]number{}}
	k := 0
	for _, x := range variables {
		values := numbers(at[k : k+x.Shape().Size()])
		k += x.Shape().Size()
		v.values[x] = values
		if x.IsExplicit() {
			for i, entry := range x.Entries() {
				v.values[entry] = values[i : i+1]
			}
		}
	}
	defer func() {
		if failure := recover(); failure == tooFar {
			ok = false
		} else if failure != nil {
			panic(failure)
		}
	}()
	for _, x := range v.of(n) {
		result.Data = append(result.Data, x.float())
		result.Overflows = result.Overflows || x.isExtreme() && x.e > 1024
	}
	result.Exceeded = v.exceeded
	return result, true
}

// tooFar ends an evaluation that cannot be done, or takes too long.
var tooFar any = new(int)

type evaluation struct {
	values   map[*expr.Node][]number
	indices  map[int]number // of the loops, by their depths
	exceeded bool
	work     int
}

func numbers(xs []float64) []number {
	ns := make([]number, len(xs))
	for k, x := range xs {
		ns[k] = of(x)
	}
	return ns
}

func floats(ns []number) []float64 {
	xs := make([]float64, len(ns))
	for k, n := range ns {
		xs[k] = n.float()
	}
	return xs
}

func (v *evaluation) of(n *expr.Node) []number {
	if n.IsConst() {
		if n.IsTruth() {
			return truth(n.Truth())
		}
		return numbers(n.Data())
	}
	if known, ok := v.values[n]; ok {
		return known
	}
	result := v.operate(n)
	for _, x := range result {
		v.exceeded = v.exceeded || x.isExtreme()
	}
	if v.work += len(result); v.work > mostWork {
		panic(tooFar)
	}
	v.values[n] = result
	return result
}

// number is the value of a scalar.
func (v *evaluation) number(n *expr.Node) number { return v.of(n)[0] }

// place is the value of an index.
func (v *evaluation) place(n *expr.Node) int { return int(v.number(n).float()) }

func truth(holds bool) []number {
	if holds {
		return []number{of(1)}
	}
	return []number{{}}
}

func (v *evaluation) operate(n *expr.Node) []number {
	if f, x, negative, ok := expr.Accurate(n); ok {
		return entrywise(n, func(x []number) number {
			if y := apply(f, x[0]); !negative {
				return y
			} else {
				return y.neg()
			}
		}, v.of(x))
	}
	args := n.Args()
	switch n.Op() {
	case expr.OpSum, expr.OpProduct, expr.OpPower, expr.OpApply, expr.OpMin, expr.OpMax, expr.OpMod:
		return v.arithmetic(n)
	case expr.OpCompare, expr.OpAnd, expr.OpOr, expr.OpNot:
		return truth(v.holds(n))
	case expr.OpSelect:
		chosen := args[2]
		if v.number(args[0]).m != 0 {
			chosen = args[1]
		}
		return spread(v.of(chosen), n.Shape().Size())
	case expr.OpIndex:
		return []number{v.indices[n.Depth()]}
	case expr.OpSumLoop, expr.OpMapLoop:
		return v.loop(n)
	}
	return v.array(n)
}

// spread is a number once for every entry; an array stays.
func spread(x []number, size int) []number {
	if len(x) == size {
		return x
	}
	all := make([]number, size)
	for k := range all {
		all[k] = x[0]
	}
	return all
}

// entrywise applies f to the entries of all arguments at one place; a number counts for every place.
func entrywise(n *expr.Node, f func(x []number) number, args ...[]number) []number {
	result, at := make([]number, n.Shape().Size()), make([]number, len(args))
	for k := range result {
		for i, a := range args {
			at[i] = a[min(k, len(a)-1)]
		}
		result[k] = f(at)
	}
	return result
}

func (v *evaluation) arithmetic(n *expr.Node) []number {
	args := make([][]number, len(n.Args()))
	for i, a := range n.Args() {
		if args[i] = v.of(a); len(args[i]) == 0 {
			return nil
		}
	}
	switch n.Op() {
	case expr.OpSum:
		return entrywise(n, func(x []number) number { return weighted(n, x) }, args...)
	case expr.OpProduct:
		return v.product(n, args)
	case expr.OpPower:
		return entrywise(n, func(x []number) number { return x[0].power(x[1].float()) }, args...)
	case expr.OpApply:
		return entrywise(n, func(x []number) number { return apply(n.Func(), x[0]) }, args...)
	case expr.OpMod:
		return entrywise(n, func(x []number) number { return x[0].plus(x[1].times(apply(expr.Floor, x[0].over(x[1]))).neg()) }, args...)
	}
	larger := n.Op() == expr.OpMax
	return entrywise(n, func(x []number) number {
		if x[1].less(x[0]) == larger || x[0] == x[1] {
			return x[0]
		}
		return x[1]
	}, args...)
}

// weighted is the sum of a node of its arguments.
func weighted(n *expr.Node, x []number) number {
	sum := number{}
	for i, a := range x {
		p, q := n.Coefficient(i)
		sum = sum.plus(a.times(of(p)).over(of(q)))
	}
	return sum
}

// product divides by negative powers last, as one would by hand.
func (v *evaluation) product(n *expr.Node, args [][]number) []number {
	above, below := []int{}, []int{}
	for i, a := range n.Args() {
		if a.Op() == expr.OpPower && a.Args()[1].IsConst() && a.Args()[1].Float() < 0 {
			y := a.Args()[1].Float()
			args[i] = entrywise(a, func(x []number) number { return x[0].power(-y) }, v.of(a.Args()[0]))
			below = append(below, i)
			continue
		}
		above = append(above, i)
	}
	return entrywise(n, func(x []number) number {
		top, bottom := of(1), of(1)
		for _, i := range above {
			top = top.times(x[i])
		}
		for _, i := range below {
			bottom = bottom.times(x[i])
		}
		return top.over(bottom)
	}, args...)
}

// holds is a truth.
func (v *evaluation) holds(n *expr.Node) bool {
	args := n.Args()
	switch n.Op() {
	case expr.OpAnd:
		return v.number(args[0]).m != 0 && v.number(args[1]).m != 0
	case expr.OpOr:
		return v.number(args[0]).m != 0 || v.number(args[1]).m != 0
	case expr.OpNot:
		return v.number(args[0]).m == 0
	}
	a, b := v.number(args[0]), v.number(args[1])
	if math.IsNaN(a.m) || math.IsNaN(b.m) {
		panic(tooFar)
	}
	switch n.Relation() {
	case expr.Equal:
		return a == b
	case expr.Unequal:
		return a != b
	case expr.Less:
		return a.less(b)
	case expr.LessEqual:
		return !b.less(a)
	case expr.Greater:
		return b.less(a)
	case expr.GreaterEqual:
		return !a.less(b)
	}
	return expr.Compare(n.Relation(), expr.Const(a.float()), expr.Const(b.float())).Truth()
}

// loop takes the body at each index; what depends on the index is forgotten in between.
func (v *evaluation) loop(n *expr.Node) []number {
	args, depth := n.Args(), n.Depth()
	var all []number
	if n.Op() == expr.OpSumLoop {
		all = make([]number, n.Shape().Size())
	}
	low, high := v.number(args[1]).float(), v.number(args[2]).float()
	for i := low; i <= high; i++ {
		v.forget(depth)
		v.indices[depth] = of(i)
		body := v.of(args[0])
		if n.Op() == expr.OpMapLoop {
			all = append(all, body...)
			continue
		}
		for k, x := range body {
			all[k] = all[k].plus(x)
		}
	}
	v.forget(depth)
	return all
}

func (v *evaluation) forget(depth int) {
	for n := range v.values {
		if n.Free()&(1<<depth) != 0 {
			delete(v.values, n)
		}
	}
}
