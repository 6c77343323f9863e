package library

import (
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/reason"
)

// topics are the words and signs of the language itself: what help and inspection say of them, and what the reference
// lists before the built-in functions.
var topics = []*value.Builtin{
	topic("=", "name = value  or  f(x, y) = formula", reason.Both("gives a name a value, or defines a function, whose formulas show letters without a value as they are; inside a call it gives a setting", "给名字赋值，或定义函数，公式里没有取值的字母原样保留；写在调用的括号里时给设置项赋值"), "f(x, y) = x^2 - y^2"),
	topic("where", "f(x) = formula where u = value, v = value", reason.Both("names parts of a formula", "给公式中的某些部分取名字"), "q(x) = u^2 + u where u = x - 1\nq(3)"),
	topic("->", "x -> formula  or  (x, y) -> formula", reason.Both("a function without a name", "匿名函数"), "f = (x, y) -> x y\nf(2, 3)"),
	topic("if", "if condition then a else b", reason.Both("chooses one of two values by a condition", "按条件从两个值中选一个"), "f(x) = if x > 0 then x else 0\nf(-2)"),
	topic("for", "sum(formula for i in 1..n)  or  [formula for x in v if x > 0]", reason.Both("goes over a range, a vector, the rows of a matrix or table, or the points that critical_points finds; if leaves out the turns for which a condition does not hold; in [ ] values that are no numbers make a list", "遍历区间、向量、矩阵与表的行，或 critical_points 找到的点；if 后面的条件不成立的项略去；[ ] 里不是数的值组成列表"), "[k^2 for k in 1..4]\nsum(k for k in 1..9 if mod(k, 2) == 1)"),
	topic("optimizer", "optimizer name(f, θ, η = 0.1) … end", reason.Both("defines a rule that steps a point: f is the function, θ the point, perhaps t the step number, then settings of any kind, also functions, vectors and matrices; start gives a variable its first value, stop if ends the run, θ[i] = … sets an entry", "定义一个优化器，即从一点走到下一点的更新规则：f 是目标函数，θ 是当前点，可再加步数 t，其后是设置项，可以是任何类型，包括函数、向量和矩阵；start 给变量赋初值，stop if 满足时停止，θ[i] = … 给一个元素赋值"), "optimizer steps(f, θ, η = 0.1)\n  start v = 0\n  v = 0.9v + ∇f(θ)\n  stop if ‖v‖ < 1e-6\n  θ = θ - η v\nend\nrun(steps, x -> x^2, from = 1, steps = 5)"),
	topic("check", "check claim  or  check a ≈ b within 0.01", reason.Both("tests a claim; one that fails is an error that names both sides; within says by how much the sides may differ", "检验一个式子是否成立；不成立就报错，并给出两边的值；within 给出允许的误差"), "check 1/3 + 1/6 ≈ 0.5\ncheck 3.14 ≈ π within 0.01"),
	topic("and", "a and b", reason.Both("both claims hold", "两个条件都成立"), "1 < 2 and 2 < 3"),
	topic("or", "a or b", reason.Both("at least one of two claims holds", "两个条件至少一个成立"), "1 > 2 or 2 < 3"),
	topic("not", "not a", reason.Both("the claim does not hold", "条件不成立"), "not 1 > 2"),
	topic("true", "true  and  false", reason.Both("the two truths", "两个逻辑值：真与假"), "(1 < 2) == true"),
	topic("∇", "∇f(p)  or  grad f(p)", reason.Both("the gradient: the vector of partial derivatives; without a point its formula", "梯度：偏导数组成的向量；不给点时显示公式"), "f(x, y) = x^2 y\n∇f(1, 2)"),
	topic("∇²", "∇²f(p)  or  hess f(p)", reason.Both("the Hessian: the matrix of second derivatives; without a point its formula", "海森矩阵（Hessian）：二阶偏导数组成的矩阵；不给点时显示公式"), "f(x, y) = x^2 y\n∇²f(1, 2)"),
	topic("∂", "∂f/∂x, ∂²f/∂x∂y, ∂f/∂x(p)", reason.Both("a partial derivative; without a point its formula", "偏导数；不给点时显示公式"), "f(x, y) = x^2 y\n∂f/∂x"),
	topic("'", "f'(x)  or  A'", reason.Both("the derivative of a function of one variable, or the transpose of a vector or matrix", "一元函数的导数，或向量、矩阵的转置"), "f(x) = x^3\nf'(2)"),
	topic("( )", "(a, b, c)", reason.Both("a point, that is a vector, which is a column; of functions, optimizers, runs or texts a list", "点，也就是列向量；括号里若是函数、优化器、运行结果或文本，则得到列表"), "(1, 2) + (3, 4)"),
	topic("[ ]", "[a, b; c, d]  or  v[i], A[i, j], A[:, j]", reason.Both("a matrix, row by row; behind a name an entry, a row or a column, counted from 1", "逐行写的矩阵；在名字后面取元素、行或列，从 1 数起"), "A = [2, 1; 1, 3]\nA[:, 2]"),
	topic("..", "a..b", reason.Both("the whole numbers from a to b, or the interval, by its use; between two vectors the box of all vectors between them", "从 a 到 b 的整数，或区间 [a, b]，视上下文而定；两端是向量时表示区间盒"), "sum(i for i in 1..10)"),
	topic("≈", "a ≈ b  or  a ~~ b", reason.Both("equal within 1e-9, relative above 1 and absolute below, entry by entry", "近似相等：误差不超过 1e-9（数值大于 1 时用相对误差），向量和矩阵逐元素比较"), "(√2)^2 ≈ 2"),
	topic("==", "==  !=  <  <=  >  >=", reason.Both("compare numbers; comparisons chain", "比较大小；可以连写，如 0 < x < 1"), "0 < 1 < 2"),
	topic("·", "u · v", reason.Both("the inner product of two vectors; beside a number the plain product", "两个向量的内积；与数相邻时为普通乘积"), "(1, 2) · (3, 4)"),
	topic(".*", ".*  ./  .^  .+  .-", reason.Both("work entry by entry", "逐元素运算"), "[1, 2; 3, 4] .* [1, 0; 0, 1]"),
	topic("^", "x^n, x², A⁻¹, A^2", reason.Both("a power; of a square matrix the matrix power", "乘方；方阵则为矩阵乘方"), "[2, 0; 0, 4]⁻¹"),
	topic("√", "√x", reason.Both("the square root", "平方根"), "√2"),
	topic("?", "f(x) = ?", reason.Both("a hole where an answer belongs: its statement is an error until the answer stands there", "答案的空位：填入答案之前，所在语句报错"), "exercise(\"1\")\nf(x) = x^2\ncheck f(2) == 4"),
	topic("| |", "|x|", reason.Both("the absolute value of a number", "一个数的绝对值"), "|-3|"),
	topic("!", "n!", reason.Both("the factorial of a whole number", "整数的阶乘"), "5!"),
	topic("∘", "f ∘ g, f + g, 2f", reason.Both("functions of functions: f ∘ g first does g; those with the same variables add, and numbers multiply them", "由函数组成的函数：f ∘ g 先作用 g；变量相同的函数可以相加，也可以乘以数"), "f = sin ∘ (x -> x^2)\n∇f"),
	topic("‖ ‖", "‖v‖", reason.Both("the length of a vector", "向量的范数（长度）"), "‖(3, 4)‖"),
	topic(";", "a; b", reason.Both("separates statements, and hides the result of the one before it", "分隔语句，并隐藏前一语句的结果"), "a = 2; b = 3; a b"),
	topic("#", "# words", reason.Both("a remark, which is not read", "注释，不参与计算"), "1 + 1 # two"),
}

func topic(name, signature string, meaning reason.Text, example string) *value.Builtin {
	return &value.Builtin{Name: name, Signature: signature, Meaning: meaning, Example: example, Topic: "Language"}
}

// Topics lists the words and signs of the language, in the order of the reference.
func Topics() []*value.Builtin { return topics }

// keywords are the words of the grammar, with the topic that explains each.
var keywords = map[string]string{
	"and": "and", "check": "check", "else": "if", "end": "optimizer", "false": "true", "for": "for", "if": "if", "in": "for", "not": "not",
	"optimizer": "optimizer", "optimiser": "optimizer", "or": "or", "start": "optimizer", "stop": "optimizer", "then": "if", "true": "true", "where": "where",
	"lambda": "->", "[": "[ ]", "]": "[ ]", "‖": "‖ ‖", "∇²": "∇²", "grad": "∇", "hess": "∇²", "nabla": "∇", "→": "->", "↦": "->", "~~": "≈", "²": "^", "⁻": "^", "ᵀ": "'", "′": "'",
	"!=": "==", "<": "==", "<=": "==", ">": "==", ">=": "==", "≤": "==", "≥": "==", "≠": "==", "./": ".*", ".^": ".*", ".+": ".*", ".-": ".*", "⊙": ".*",
}

// Topic is what a word or sign of the language means.
func Topic(name string) (*value.Builtin, bool) {
	if other, ok := keywords[name]; ok {
		name = other
	}
	for _, t := range topics {
		if t.Name == name {
			return t, true
		}
	}
	return nil, false
}

// Keywords are the words of the grammar.
func Keywords() []string {
	return []string{"and", "check", "else", "end", "false", "for", "if", "in", "not", "optimizer", "or", "start", "stop", "then", "true", "where"}
}

// isWord reports whether help knows a name that stands for nothing: a word or sign of the language, a section of the handbook,
// a setting, a field, or a Chinese word of the subject.
func isWord(name string) bool {
	_, isTopic := Topic(name)
	_, isSection := sectionNamed(name)
	return isTopic || isSection || isSettingOrField(name) || termPage(name) != "" || syntax.SettingTerm(name) != ""
}
