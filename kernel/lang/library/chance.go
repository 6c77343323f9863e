package library

import (
	"math/rand/v2"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// chance is the built-in randomness, reproducible by the session's seed and the text of the cell.
func chance() []*eval.Builtin {
	return []*eval.Builtin{
		random("randn", reason.Both("standard normal random numbers", "标准正态随机数"), expr.Normal, (*rand.Rand).NormFloat64),
		random("rand", reason.Both("random numbers, uniform between 0 and 1", "0 与 1 之间的均匀随机数"), expr.Uniform, (*rand.Rand).Float64),
		{Name: "sample", Signature: "sample(data, m)", Topic: "Chance", Least: 2, Most: 2, Random: true, Run: sampleOf,
			Meaning: reason.Both("m rows of a table or matrix, drawn without replacement", "从表或矩阵中不放回地抽 m 行"), Example: "sample([1, 2; 3, 4; 5, 6], 2)"},
		{Name: "seed", Signature: "seed(n)", Topic: "Chance", Least: 1, Most: 1, Command: true,
			Meaning: reason.Both("makes the random numbers of later cells start elsewhere; the same seed gives the same numbers", "设置随机种子：之后的单元格用新的随机数序列；种子相同，结果就相同"), Example: "seed(7)",
			Run: func(c *eval.Call) value.Value {
				c.Notebook().Seed(uint64(whole(c, c.Positional[0], 0)))
				return nil
			}},
	}
}

func random(name string, what reason.Text, kind expr.Distribution, draw func(*rand.Rand) float64) *eval.Builtin {
	return &eval.Builtin{Name: name, Signature: name + "()  or  " + name + "(n)  or  " + name + "(m, n)", Topic: "Chance",
		Meaning: what.Plus(reason.Both(": one, a vector of n, or a matrix of m×n", "：一个、n 个的向量或 m×n 矩阵")), Example: name + "(3)", Most: 2, Random: true,
		Run: func(c *eval.Call) value.Value {
			shape := expr.Scalar
			if len(c.Positional) > 0 {
				shape = shapeArguments(c)
			}
			if n, ok := c.Chance().Drawn(kind, shape); ok {
				return value.Quantity{Node: n}
			}
			entries := make([]float64, shape.Size())
			for i := range entries {
				entries[i] = draw(c.Chance().Rand())
			}
			return value.Quantity{Node: expr.Array(shape, entries)}
		}}
}

func sampleOf(c *eval.Call) value.Value {
	m := whole(c, c.Positional[1], 1)
	if t, ok := c.Positional[0].Value.(*value.Table); ok && t.HasTexts() {
		if m > t.Count() {
			c.Fail("DomainError", c.Positional[1].Span, "sample.many", m, t.Count())
		}
		if _, inRule := c.Rules().Stepping(); inRule {
			c.Fail("TypeError", c.Site, "trace.number-known") // it is drawn in each step, with what is made of it
		}
		return t.Pick(shuffled(c, c.Chance().Rand(), t.Count())[:m])
	}
	table := c.Node(0)
	if table.Shape().Rank == 0 || !table.IsConst() {
		c.Fail("TypeError", c.Positional[0].Span, "sample.of", c.Positional[0].Value.Describe())
	}
	rows := table.Shape().Rows
	if m > rows {
		c.Fail("DomainError", c.Positional[1].Span, "sample.many", m, rows)
	}
	if n, ok := c.Chance().Sampled(table, m); ok {
		return value.Quantity{Node: n}
	}
	columns := table.Shape().Cols
	entries := make([]float64, 0, m*columns)
	for _, row := range shuffled(c, c.Chance().Rand(), rows)[:m] {
		entries = append(entries, table.Data()[row*columns:(row+1)*columns]...)
	}
	return value.Quantity{Node: expr.Array(expr.Shape{Rank: table.Shape().Rank, Rows: m, Cols: columns}, entries)}
}
