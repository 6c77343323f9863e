package library

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// statistics describe many numbers: the values of a loop, or the entries of a vector. A notebook may give their names another
// meaning.
func statistics() []*eval.Builtin {
	rows := []*eval.Builtin{
		statistic("var", reason.Both("the variance of the sample, Σ(x - mean)²/(n - 1); times (n - 1)/n it is that of all", "样本方差 Σ(x - 均值)²/(n - 1)；乘以 (n - 1)/n 即总体方差"), "var((1, 2, 6))", 2, varianceOf),
		statistic("std", reason.Both("the standard deviation of the sample, √var(v)", "样本标准差 √var(v)"), "std((1, 2, 6))", 2, func(items items) *expr.Node { return expr.Sqrt(varianceOf(items)) }),
		known("median", reason.Both("the middle of the sorted numbers, of an even count the mean of the two in the middle", "排序后居中的数；个数为偶数时取中间两数的平均"), "median((3, 1, 2))", func(c *eval.Call, v []float64) value.Value { return value.Number(quantile(sorted(c, v), 0.5)) }),
		known("quantile", reason.Both("below which a share q of the numbers lies, between two of them by a straight line", "q 分位数：占比 q 的数不超过它，相邻两数之间线性插值"), "quantile((1, 2, 3, 4), 0.9)", quantileOf),
		known("sort", reason.Both("the numbers in ascending order", "升序排列"), "sort((3, 1, 2))", func(c *eval.Call, v []float64) value.Value { return value.Vector(sorted(c, v)) }),
		known("argmin", reason.Both("the place of the smallest number, counted from 1, the first of several", "最小的数的位置，从 1 数起；有几个时取第一个"), "argmin((3, 1, 2))", func(_ *eval.Call, v []float64) value.Value { return value.Number(float64(placeOf(v, -1))) }),
		known("argmax", reason.Both("the place of the largest number, counted from 1, the first of several", "最大的数的位置，从 1 数起；有几个时取第一个"), "argmax((3, 1, 2))", func(_ *eval.Call, v []float64) value.Value { return value.Number(float64(placeOf(v, 1))) }),
		{Name: "cumsum", Signature: "cumsum(v)", Topic: "Data", Least: 1, Most: 1, Reduces: true, Run: cumulativeSum,
			Meaning: reason.Both("the sums of the first 1, 2, … numbers", "前 1、2、… 个数的和"), Example: "cumsum((1, 2, 6))"},
		{Name: "sortby", Signature: "sortby(D, D.x)", Topic: "Data", Least: 2, Most: 2, Run: sortRows,
			Meaning: reason.Both("the rows of a table, matrix or vector in the ascending order of a second column", "按另一列的升序排列表、矩阵的行或向量的分量"), Example: "sortby([3, 1; 1, 2], (3, 1))"},
		{Name: "standardise", Signature: "standardise(D)", Topic: "Data", Least: 1, Most: 1, Run: standardise,
			Meaning: reason.Both("every column less its mean, divided by its standard deviation", "每列减去均值，再除以标准差"), Example: "standardise([1, 10; 2, 30; 3, 20])"},
		{Name: "split", Signature: "a, b = split(D, 0.8, seed = 1)", Topic: "Data", Least: 2, Most: 2, Settings: []string{"seed"}, Run: splitRows,
			Meaning: reason.Both("the rows in two parts at random, the first with the given share of them", "把各行随机分成两份，第一份占给定的比例"), Example: "a, b = split([1, 2; 3, 4; 5, 6; 7, 8], 0.5)"},
	}
	for _, row := range rows {
		row.Open = true
	}
	return rows
}

// statistic is one number of many that may depend on a variable.
func statistic(name string, meaning reason.Text, example string, least int, of func(items) *expr.Node) *eval.Builtin {
	return &eval.Builtin{Name: name, Signature: name + "(v)  or  " + name + "(expression for x in v)", Topic: "Data", Meaning: meaning, Example: example,
		Least: 1, Most: 1, Reduces: true,
		Run: func(c *eval.Call) value.Value {
			items := itemsAt(c, 0)
			if items.length() < least {
				panic(message.New("DomainError", "data.few", name, least, items.length()).At(c.Source(), c.Positional[0].Span))
			}
			return reduced(c, items, func() *expr.Node { return of(items) })
		}}
}

// known is a function of numbers that must be known.
func known(name string, meaning reason.Text, example string, of func(*eval.Call, []float64) value.Value) *eval.Builtin {
	signature, count := name+"(v)", 1
	if name == "quantile" {
		signature, count = "quantile(v, 0.9)", 2
	}
	return &eval.Builtin{Name: name, Signature: signature, Topic: "Data", Meaning: meaning, Example: example, Least: count, Most: count, Reduces: true,
		Run: func(c *eval.Call) value.Value {
			items := itemsAt(c, 0)
			switch {
			case !items.known():
				c.Fail("TypeError", c.Positional[0].Span, "trace.known", name)
			case items.length() == 0:
				c.Fail("DomainError", c.Positional[0].Span, "reduce.empty", name)
			}
			return of(c, items.numbers)
		}}
}

// varianceOf is Σ(x - mean)²/(n - 1).
func varianceOf(items items) *expr.Node {
	mean, degrees := meanOf(items), expr.Const(float64(items.length()-1))
	if items.known() {
		sum, middle := 0.0, mean.Float()
		for _, x := range items.numbers {
			sum += (x - middle) * (x - middle)
		}
		return expr.Div(expr.Const(sum), degrees)
	}
	squares := make([]*expr.Node, items.length())
	for i, x := range items.nodes {
		squares[i] = expr.Pow(expr.Sub(x, mean), expr.Const(2))
	}
	return expr.Div(expr.Sum(squares...), degrees)
}

func quantileOf(c *eval.Call, v []float64) value.Value {
	q := c.Number(c.Positional[1])
	if !(q >= 0 && q <= 1) {
		panic(message.New("DomainError", "data.share", q).At(c.Source(), c.Positional[1].Span).Advise("call.write", c.Entry.Usage()))
	}
	return value.Number(quantile(sorted(c, v), q))
}

// quantile is definition 7 of Hyndman and Fan (1996), that of NumPy, R and Julia: the value at 1 + q (n - 1) of sorted
// numbers, linear between two.
func quantile(sorted []float64, q float64) float64 {
	place := q * float64(len(sorted)-1)
	below := int(place)
	if share := place - float64(below); share > 0 {
		return sorted[below]*(1-share) + sorted[below+1]*share
	}
	return sorted[below]
}

// placeOf is the place from 1 of the largest number, or for a sign of -1 of the smallest.
func placeOf(v []float64, sign float64) int {
	best := 0
	for i, x := range v {
		if sign*x > sign*v[best] {
			best = i
		}
	}
	return best + 1
}

func cumulativeSum(c *eval.Call) value.Value {
	items := itemsAt(c, 0)
	if items.known() {
		sums, sum := make([]float64, items.length()), 0.0
		for i, x := range items.numbers {
			sum += x
			sums[i] = sum
		}
		return value.Vector(sums)
	}
	sums := make([]*expr.Node, items.length())
	for i := range sums {
		sums[i] = expr.Sum(items.nodes[:i+1]...)
	}
	return value.Quantity{Node: expr.Stack(sums...)}
}

// dataRows is an argument whose rows are data: a table, a matrix or a vector of known numbers.
func dataRows(c *eval.Call, i int) *expr.Node {
	data := c.Node(i)
	if data.Shape().Rank == 0 || !data.IsConst() {
		panic(message.New("TypeError", "data.rows", c.Entry.Name, c.Positional[i].Value.Describe()).At(c.Source(), c.Positional[i].Span).Advise("call.write", c.Entry.Usage()))
	}
	return data
}

// picked are some rows of an argument, of its kind.
func picked(c *eval.Call, i int, order []int) value.Value {
	if table, ok := c.Positional[i].Value.(*value.Table); ok {
		return table.Pick(order)
	}
	return value.Quantity{Node: value.PickRows(dataRows(c, i), order)}
}

// countOf is how many rows an argument has whose rows are data.
func countOf(c *eval.Call, i int) int {
	if table, ok := c.Positional[i].Value.(*value.Table); ok {
		return table.Count()
	}
	return dataRows(c, i).Shape().Rows
}

func sortRows(c *eval.Call) value.Value {
	n := countOf(c, 0)
	compare, size := orderBy(c)
	if size != n {
		panic(message.New("ShapeError", "data.order", n, size).At(c.Source(), c.Positional[1].Span))
	}
	order := upTo(n)
	slices.SortStableFunc(order, func(i, j int) int {
		c.Arithmetic().Poll()
		return compare(i, j)
	})
	return picked(c, 0, order)
}

// orderBy compares rows by the second argument: numbers, or texts.
func orderBy(c *eval.Call) (compare func(i, j int) int, size int) {
	list, ok := c.Positional[1].Value.(value.List)
	if !ok {
		by := dataRows(c, 1)
		return func(i, j int) int { return cmp.Compare(by.Data()[i], by.Data()[j]) }, by.Shape().Size()
	}
	texts := make([]string, len(list))
	for i, item := range list {
		text, isText := item.(value.Text)
		if !isText {
			c.Fail("TypeError", c.Positional[1].Span, "type.text", item.Describe())
		}
		texts[i] = string(text)
	}
	return func(i, j int) int { return cmp.Compare(texts[i], texts[j]) }, len(texts)
}

func upTo(n int) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	return order
}

// splitRows is a list of two parts of the rows, in an order drawn by the seed.
func splitRows(c *eval.Call) value.Value {
	n, share := countOf(c, 0), c.Number(c.Positional[1])
	first := int(math.Round(share * float64(n)))
	if !(share > 0 && share < 1) || first == 0 || first == n {
		panic(message.New("DomainError", "data.split", n).At(c.Source(), c.Positional[1].Span).Advise("call.write", c.Entry.Usage()))
	}
	order := shuffled(c, rand.New(rand.NewPCG(uint64(wholeSetting(c, "seed", 0, 1)), 0)), n)
	chosen := make([]bool, n)
	for _, row := range order[:first] {
		chosen[row] = true
	}
	in, out := make([]int, 0, first), make([]int, 0, n-first)
	for row, isIn := range chosen {
		if isIn {
			in = append(in, row)
		} else {
			out = append(out, row)
		}
	}
	return value.List{picked(c, 0, in), picked(c, 0, out)}
}

func standardise(c *eval.Call) value.Value {
	table, isTable := c.Positional[0].Value.(*value.Table)
	var data *expr.Node
	if isTable && table.Rows != nil {
		data = table.Rows
	} else {
		data = dataRows(c, 0)
	}
	at, shape := c.Positional[0].Span, data.Shape()
	if shape.Rows < 2 {
		panic(message.New("DomainError", "data.few", c.Entry.Name, 2, shape.Rows).At(c.Source(), at))
	}
	entries := slices.Clone(data.Data())
	for j := range shape.Cols {
		if !standardiseColumn(entries, j, shape) {
			panic(message.New("DomainError", "data.constant", j+1).At(c.Source(), at))
		}
	}
	if isTable {
		return &value.Table{Names: table.Names, Rows: expr.Array(shape, entries), Texts: table.Texts}
	}
	return value.Quantity{Node: expr.Array(shape, entries)}
}

// standardiseColumn takes the mean away from the column j and divides it by its standard deviation; false where that is zero.
func standardiseColumn(entries []float64, j int, shape expr.Shape) bool {
	column := make([]float64, shape.Rows)
	for i := range column {
		column[i] = entries[i*shape.Cols+j]
	}
	mean, deviation := moments(column)
	if deviation == 0 {
		return false
	}
	for i, x := range column {
		entries[i*shape.Cols+j] = (x - mean) / deviation
	}
	return true
}

// moments are the mean and the standard deviation of a sample.
func moments(v []float64) (mean, deviation float64) {
	sample := items{numbers: v}
	return meanOf(sample).Float(), math.Sqrt(varianceOf(sample).Float())
}
