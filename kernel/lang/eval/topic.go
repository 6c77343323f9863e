package eval

import "saddle/kernel/lang/value"

// topics are the words and signs of the language itself: what help and inspection say of them, and what the reference
// lists before the built-in functions.
var topics = []*value.Builtin{
	topic("=", "name = value  or  f(x, y) = formula", "gives a name a value, or defines a function; inside a call it gives a setting", "f(x, y) = x^2 - y^2"),
	topic("where", "f(x) = formula where u = value, v = value", "names parts of a formula", "q(x) = u^2 + u where u = x - 1\nq(3)"),
	topic("->", "x -> formula  or  (x, y) -> formula", "a function without a name", "f = (x, y) -> x y\nf(2, 3)"),
	topic("if", "if condition then a else b", "chooses one of two values by a condition", "f(x) = if x > 0 then x else 0\nf(-2)"),
	topic("for", "sum(formula for i in 1..n)  or  [formula for i in 1..n]", "goes over a range, a vector, the rows of a matrix or table, or the points that critical_points finds; in [ ] values that are no numbers make a list", "[k^2 for k in 1..4]"),
	topic("optimizer", "optimizer name(f, θ, η = 0.1) … end", "defines a rule that steps a point: f is the function, θ the point, then settings; start gives a variable its first value, stop if ends the run", "optimizer steps(f, θ, η = 0.1)\n  start v = 0\n  v = 0.9v + ∇f(θ)\n  stop if ‖v‖ < 1e-6\n  θ = θ - η v\nend\nrun(steps, x -> x^2, from = 1, steps = 5)"),
	topic("check", "check claim", "tests a claim; one that fails is an error that names both sides", "check 1/3 + 1/6 ≈ 0.5"),
	topic("and", "a and b", "both claims hold", "1 < 2 and 2 < 3"),
	topic("or", "a or b", "at least one of two claims holds", "1 > 2 or 2 < 3"),
	topic("not", "not a", "the claim does not hold", "not 1 > 2"),
	topic("true", "true  and  false", "the two truths", "(1 < 2) == true"),
	topic("∇", "∇f(p)  or  grad f(p)", "the gradient: the vector of partial derivatives; without a point its formula", "f(x, y) = x^2 y\n∇f(1, 2)"),
	topic("∇²", "∇²f(p)  or  hess f(p)", "the Hessian: the matrix of second derivatives; without a point its formula", "f(x, y) = x^2 y\n∇²f(1, 2)"),
	topic("'", "f'(x)  or  A'", "the derivative of a function of one variable, or the transpose of a vector or matrix", "f(x) = x^3\nf'(2)"),
	topic("( )", "(a, b, c)", "a point, that is a vector, which is a column; of functions, optimizers, runs or texts a list", "(1, 2) + (3, 4)"),
	topic("[ ]", "[a, b; c, d]  or  v[i], A[i, j], A[:, j]", "a matrix, row by row; behind a name an entry, a row or a column, counted from 1", "A = [2, 1; 1, 3]\nA[:, 2]"),
	topic("..", "a..b", "the whole numbers from a to b, or the interval, by its use; between two vectors the box of all vectors between them", "sum(i for i in 1..10)"),
	topic("≈", "a ≈ b  or  a ~~ b", "equal within 1e-9, relative above 1 and absolute below, entry by entry", "(√2)^2 ≈ 2"),
	topic("==", "==  !=  <  <=  >  >=", "compare numbers; comparisons chain", "0 < 1 < 2"),
	topic("·", "u · v", "the inner product of two vectors; beside a number the plain product", "(1, 2) · (3, 4)"),
	topic(".*", ".*  ./  .^  .+  .-", "work entry by entry", "[1, 2; 3, 4] .* [1, 0; 0, 1]"),
	topic("^", "x^n, x², A⁻¹, A^2", "a power; of a square matrix the matrix power", "[2, 0; 0, 4]⁻¹"),
	topic("√", "√x", "the square root", "√2"),
	topic("‖ ‖", "‖v‖", "the length of a vector", "‖(3, 4)‖"),
	topic(";", "a; b", "separates statements, and hides the result of the one before it", "a = 2; b = 3; a b"),
	topic("#", "# words", "a remark, which is not read", "1 + 1 # two"),
}

func topic(name, signature, meaning, example string) *value.Builtin {
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
