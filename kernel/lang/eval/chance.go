package eval

import (
	"math/rand/v2"

	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// chance is the built-in randomness, reproducible by the session's seed and the text of the cell.
func chance() []*Builtin {
	return []*Builtin{
		random("randn", reason.Both("standard normal random numbers", "标准正态随机数"), expr.Normal, (*rand.Rand).NormFloat64),
		random("rand", reason.Both("random numbers, uniform between 0 and 1", "0 与 1 之间的均匀随机数"), expr.Uniform, (*rand.Rand).Float64),
		{Name: "sample", Signature: "sample(data, m)", Topic: "Chance", least: 2, most: 2, run: sampleOf,
			Meaning: reason.Both("m rows of a table or matrix, drawn without replacement", "从表或矩阵中不放回地抽 m 行"), Example: "sample([1, 2; 3, 4; 5, 6], 2)"},
		{Name: "seed", Signature: "seed(n)", Topic: "Chance", least: 1, most: 1, command: true,
			Meaning: reason.Both("makes the random numbers of later cells start elsewhere; the same seed gives the same numbers", "让后面单元的随机数从别处开始；同样的种子给出同样的数"), Example: "seed(7)",
			run: func(c *builtinCall) value.Value {
				c.Seed(uint64(c.whole(c.positional[0], 0)))
				return nil
			}},
	}
}

func random(name string, what reason.Text, kind expr.Distribution, draw func(*rand.Rand) float64) *Builtin {
	return &Builtin{Name: name, Signature: name + "()  or  " + name + "(n)  or  " + name + "(m, n)", Topic: "Chance",
		Meaning: what.Plus(reason.Both(": one, a vector of n, or a matrix of m×n", "：一个、n 个的向量或 m×n 矩阵")), Example: name + "(3)", most: 2,
		run: func(c *builtinCall) value.Value {
			shape := expr.Scalar
			if len(c.positional) > 0 {
				shape = c.shapeArguments()
			}
			if g, k, ok := c.DrawnAnew(); ok {
				return value.Quantity{Node: g.Random(kind, shape, k)}
			}
			entries := make([]float64, shape.Size())
			for i := range entries {
				entries[i] = draw(c.Rand())
			}
			return value.Quantity{Node: expr.Array(shape, entries)}
		}}
}

func sampleOf(c *builtinCall) value.Value {
	table := c.node(0)
	m := c.whole(c.positional[1], 1)
	if table.Shape().Rank == 0 || !table.IsConst() {
		c.Fail("TypeError", c.positional[0].span, "sample.of", c.positional[0].value.Describe())
	}
	rows := table.Shape().Rows
	if m > rows {
		c.Fail("DomainError", c.positional[1].span, "sample.many", m, rows)
	}
	if g, k, ok := c.DrawnAnew(); ok {
		return value.Quantity{Node: g.SampleRows(table, m, k)}
	}
	columns := table.Shape().Cols
	entries := make([]float64, 0, m*columns)
	for _, row := range c.Rand().Perm(rows)[:m] {
		entries = append(entries, table.Data()[row*columns:(row+1)*columns]...)
	}
	return value.Quantity{Node: expr.Array(expr.Shape{Rank: table.Shape().Rank, Rows: m, Cols: columns}, entries)}
}
