package library

import (
	"math"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// reductions make one number of many.
func reductions() []*eval.Builtin {
	return []*eval.Builtin{
		reduction("sum", reason.Both("the sum of the entries, or of a loop's values", "各分量或循环各值的和"), "sum(i^2 for i in 1..10)", folding{of: sumOf, adds: true}),
		reduction("prod", reason.Both("the product of the entries, or of a loop's values", "各分量或循环各值的乘积"), "prod(i for i in 1..5)", folding{of: productOf, neutral: 1}),
		reduction("mean", reason.Both("the arithmetic mean of the entries, or of a loop's values", "各分量或循环各值的算术平均"), "mean((1, 2, 6))", folding{of: meanOf, adds: true, divides: true}),
		extreme("max", reason.Both("the largest entry, or the larger of two numbers", "最大的分量，或两数中较大者"), "max((3, 1, 2))", expr.Max, expr.MaxOf),
		extreme("min", reason.Both("the smallest entry, or the smaller of two numbers", "最小的分量，或两数中较小者"), "min(3, 1)", expr.Min, expr.MinOf),
	}
}

// folding is how one number is made of many.
type folding struct {
	of      func(items) *expr.Node
	adds    bool    // a long loop may stay one in a formula, as a sum
	divides bool    // by how many there are, so that there must be one
	neutral float64 // what a value that does not count is replaced with
}

// items are what is folded: known numbers, or else nodes.
type items struct {
	numbers []float64
	nodes   []*expr.Node
}

func (v items) known() bool { return v.nodes == nil }

func (v items) length() int { return max(len(v.numbers), len(v.nodes)) }

func reduction(name string, meaning reason.Text, example string, fold folding) *eval.Builtin {
	return &eval.Builtin{
		Name: name, Signature: name + "(expression for i in a..b)  or  " + name + "(v)", Meaning: meaning, Example: example,
		Topic: "Sums", Least: 1, Most: 1, Reduces: true,
		Run: func(c *eval.Call) value.Value {
			if fold.adds {
				if node, ok := c.Terms(0).Sum(fold.divides); ok {
					return value.Quantity{Node: node}
				}
			}
			if nodes, conditions, ok := c.Terms(0).Selected(fold.neutral); ok {
				return selectedFold(c, fold, nodes, conditions)
			}
			items := itemsAt(c, 0)
			if items.length() == 0 && fold.divides {
				c.Fail("DomainError", c.Positional[0].Span, "reduce.empty", name)
			}
			return reduced(c, items, func() *expr.Node { return fold.of(items) })
		},
	}
}

// selectedFold is a reduction of values of which conditions, 1 or 0, say whether they count; a mean is divided by how many do.
func selectedFold(c *eval.Call, fold folding, nodes, conditions []*expr.Node) value.Value {
	inputs := append(append([]*expr.Node{}, nodes...), conditions...)
	return c.Arithmetic().Operate(c.Entry.Name, func() *expr.Node {
		if fold.divides {
			return eval.MeanOf(expr.Sum(nodes...), expr.Sum(conditions...))
		}
		return fold.of(items{nodes: nodes})
	}, inputs...)
}

// reduced is the value of a reduction; a result that is no number although the items are is refused.
func reduced(c *eval.Call, items items, reduce func() *expr.Node) value.Value {
	inputs := items.nodes
	if items.known() && len(items.numbers) > 0 {
		inputs = []*expr.Node{value.Vector(items.numbers).Node}
	}
	return c.Arithmetic().Operate(c.Entry.Name, reduce, inputs...)
}

// itemsAt are the values of a loop, or the entries of an array.
func itemsAt(c *eval.Call, i int) items {
	numbers, nodes := c.Terms(i).Items()
	return items{numbers, nodes}
}

func sumOf(items items) *expr.Node {
	if !items.known() {
		return expr.Sum(items.nodes...)
	}
	return expr.Const(compensated(items.numbers))
}

// compensated is the sum of numbers with what rounding took from each addition put back at the end (Neumaier 1974), so that
// 1e17 + 1 - 1e17 is 1.
func compensated(xs []float64) float64 {
	sum, lost := 0.0, 0.0
	for _, x := range xs {
		next := sum + x
		if math.Abs(sum) >= math.Abs(x) {
			lost += sum - next + x
		} else {
			lost += x - next + sum
		}
		sum = next
	}
	if total := sum + lost; !math.IsNaN(total) {
		return total
	}
	return sum
}

func productOf(items items) *expr.Node {
	if !items.known() {
		product := expr.Const(1)
		for _, item := range items.nodes {
			product = expr.Mul(product, item)
		}
		return product
	}
	product := 1.0
	for _, x := range items.numbers {
		product *= x
	}
	return expr.Const(product)
}

func meanOf(items items) *expr.Node {
	return expr.Div(sumOf(items), expr.Const(float64(items.length())))
}

// extreme is max or min: of the entries of one argument, or of several numbers.
func extreme(name string, meaning reason.Text, example string, pair func(a, b *expr.Node) *expr.Node, all func(*expr.Node) *expr.Node) *eval.Builtin {
	return &eval.Builtin{
		Name: name, Signature: name + "(v)  or  " + name + "(a, b)", Meaning: meaning, Example: example, Topic: "Sums",
		Least: 1, Most: -1, Reduces: true,
		Run: func(c *eval.Call) value.Value {
			if len(c.Positional) == 1 {
				return extremeItem(c, pair, all)
			}
			nodes := make([]*expr.Node, len(c.Positional))
			for i := range nodes {
				nodes[i] = c.Node(i)
			}
			return extremeOf(c, nodes, pair)
		},
	}
}

// extremeOf is the larger or smaller of several values, entry by entry where they are vectors.
func extremeOf(c *eval.Call, nodes []*expr.Node, pair func(a, b *expr.Node) *expr.Node) value.Value {
	result := nodes[0]
	for _, n := range nodes[1:] {
		a := result
		result = c.Arithmetic().Operate(c.Entry.Name, func() *expr.Node { return pair(a, n) }, a, n).(value.Quantity).Node
	}
	return value.Quantity{Node: result}
}

func extremeItem(c *eval.Call, pair func(a, b *expr.Node) *expr.Node, all func(*expr.Node) *expr.Node) value.Value {
	items := itemsAt(c, 0)
	if items.length() == 0 {
		c.Fail("DomainError", c.Positional[0].Span, "reduce.empty", c.Entry.Name)
	}
	if !items.known() && items.nodes[0].Shape().Rank > 0 {
		return extremeOf(c, items.nodes, pair)
	}
	return reduced(c, items, func() *expr.Node {
		if items.known() {
			return all(value.Vector(items.numbers).Node)
		}
		return all(expr.Stack(items.nodes...))
	})
}
