package syntax

import (
	"strings"

	"saddle/kernel/lang/message"
)

// habitOf is what to write for a name of another language, as a phrase of the catalogue; zero for another name.
func habitOf(name string) message.Phrase {
	if key := habitSentences[name]; key != "" {
		return message.Say(key)
	}
	if key := absentKeys()[name]; key != "" {
		return message.Say(key)
	}
	if native := nativeOf(name); native != "" {
		return message.Say("suggest.habit", alternatives(native))
	}
	return message.Phrase{}
}

// nativeOf is the formula that stands here for a name of another language or a Chinese word, "" for another name.
func nativeOf(name string) string {
	if native := habitNames[name]; native != "" {
		return native
	}
	term, _ := TermOf(name)
	return term.Write
}

// alternatives writes "a | b | c" as a, b or c.
func alternatives(native string) message.Phrase {
	ways := strings.Split(native, " | ")
	all := message.Say("expr.refused", ways[len(ways)-1])
	for i := len(ways) - 2; i >= 0; i-- {
		key := "suggest.comma"
		if i == len(ways)-2 {
			key = "suggest.or"
		}
		all = message.Say(key, ways[i], all)
	}
	return all
}

// habitSentences are names of other languages that no formula stands for here: the keys of what to do instead.
var habitSentences = map[string]string{
	"None": "habit.nothing", "null": "habit.nothing", "nil": "habit.nothing", "NULL": "habit.nothing", "NaN": "habit.nothing", "nan": "habit.nothing",
	"i": "habit.complex", "j": "habit.complex", "im": "habit.complex", "complex": "habit.complex",
	"cross": "habit.cross", "display": "habit.print", "show": "habit.show", "simplify": "habit.simplify", "sympify": "habit.simplify", "expand": "habit.simplify",
	"Symbol": "habit.symbols.advice", "symbols": "habit.symbols.advice", "append": "habit.new-vector", "push": "habit.new-vector",
	"svd": "habit.decompose", "qr": "habit.decompose", "lu": "habit.decompose", "chol": "habit.decompose", "cholesky": "habit.decompose", "expm": "habit.expm", "logm": "habit.expm", "copy": "habit.copy", "deepcopy": "habit.copy", "float": "habit.real", "double": "habit.real", "subject": "habit.constraint", "constraint": "habit.constraint", "constraints": "habit.constraint",
	"check": "habit.check", "while": "habit.while.advice", "loop": "habit.while.advice", "until": "habit.while.advice", "repeat": "habit.while.advice",
	"start": "habit.line", "stop": "habit.line",
}

// habitNames are functions and constants of other languages, and the formulas that stand for them here, set apart by |.
var habitNames = map[string]string{
	"eig": "eigen(A)", "eigh": "eigen(A)", "eigs": "spectrum(f, p)", "eigvals": "eigenvalues(A)",
	"eigvalsh": "eigenvalues(A)", "array": "(1, 2) | [2, 1; 1, 2]", "matrix": "[2, 1; 1, 2]",
	"Matrix": "[2, 1; 1, 2]", "vector": "(1, 2)", "tensor": "(1, 2) | [2, 1; 1, 2]", "dot": "u · v",
	"vdot": "u · v", "inner": "u · v", "matmul": "A B", "outer": "u v'",
	"transpose": "A'", "T": "A'",
	"inverse": "inv(A) | A⁻¹", "pinv": "inv(A)", "linalg": "norm | inv | det | eigen | solve",
	"lstsq": "solve(A' A, A' b)", "len": "rows(v)", "length": "rows(v)", "shape": "size(A)", "numel": "rows(v)",
	"ndims": "size(A)", "nrow": "rows(A)", "ncol": "columns(A)", "eye": "I", "identity": "I", "diagm": "diag(v)",
	"trace": "tr(A)", "lb": "log(x)/log(2)", "ld": "log(x)/log(2)", "heaviside": "if x > 0 then 1 else 0", "Heaviside": "if x > 0 then 1 else 0", "cases": "if x > 0 then x else 0", "piecewise": "if x > 0 then x else 0", "Piecewise": "if x > 0 then x else 0", "ifelse": "if x > 0 then x else 0", "rank": "eigenvalues(A)", "log2": "log(x)/log(2)", "arcsin": "asin(x)",
	"cot": "1/tan(x)", "sec": "1/cos(x)", "csc": "1/sin(x)", "cotan": "1/tan(x)", "tg": "tan(x)", "ctg": "1/tan(x)", "lg": "log10(x)", "arccos": "acos(x)", "arctan": "atan(x)", "arctan2": "atan2(y, x)", "fabs": "abs(x)",
	"power": "x^2", "pow": "x^2", "square": "x^2", "sqr": "x^2", "sgn": "sign(x)",
	"ceiling": "ceil(x)", "maximum": "max(a, b)", "minimum": "min(a, b)", "amax": "max(v)", "amin": "min(v)",
	"map": "[f(x) for x in v]", "apply": "[f(x) for x in v]", "arrayfun": "[f(x) for x in v]", "filter": "[if x > 0 then x else 0 for x in v]",
	"reverse": "[v[rows(v) + 1 - k] for k in 1..rows(v)]", "flip": "[v[rows(v) + 1 - k] for k in 1..rows(v)]", "fliplr": "[v[rows(v) + 1 - k] for k in 1..rows(v)]",
	"concat": "[if k <= rows(u) then u[k] else v[k - rows(u)] for k in 1..rows(u) + rows(v)]", "vcat": "[if k <= rows(u) then u[k] else v[k - rows(u)] for k in 1..rows(u) + rows(v)]", "hcat": "[u, v]'",
	"variance": "var(v)", "stdev": "std(v)", "sorted": "sort(v)", "percentile": "quantile(v, 0.9)",
	"any": "sum(if x > 0 then 1 else 0 for x in v) > 0", "all": "min(v) > 0", "factorial": "prod(k for k in 1..n)", "deg": "π/180", "degrees": "π/180", "deg2rad": "x π/180",
	"norm1": "sum(abs(v))", "maximize": "minimize(x -> -f(x), from = p)",
	"Π": "prod(x[i] for i in 1..n)", "Σ": "sum(x[i] for i in 1..n)", "average": "mean(v)", "avg": "mean(v)", "product": "prod(v)",
	"linspace": "[k/10 for k in 0..10] | plot(f, x = 0..1)", "arange": "[k for k in 1..10]", "range": "1..10",
	"logspace": "[10^k for k in -3..0]", "meshgrid": "plot(f, x = -2..2, y = -2..2)",
	"enumerate": "[… for i in 1..n]", "zip": "[… for (x, y) in data]", "random": "rand(n)", "uniform": "rand(n)", "Uniform": "rand(n)",
	"normal": "randn(n)", "seed": "seed(7)", "rng": "seed(7)", "srand": "seed(7)", "set_seed": "seed(7)", "manual_seed": "seed(7)", "print": "print(x)", "disp": "print(x)", "println": "print(x)", "printf": "print(x)",
	"figure": "plot(f)", "contour": "plot(f)", "contourf": "plot(f)", "hist": "histogram(v)", "bar": "bars(v)", "surf": "surface(f)",
	"mesh": "surface(f)", "plot3d": "surface(f)", "quiver": "field(f)", "ezplot": "plot(f)", "fplot": "plot(f)",
	"diff": "f' | ∇f", "differentiate": "∇f", "deriv": "f'", "D": "f' | ∇f",
	"jac": "jacobian(F, p)", "jacobian_matrix": "jacobian(F, p)", "del": "∇f", "fminsearch": "minimize(f, from = p)",
	"condition": "cond(A)", "condition_number": "cond(A)", "ConditionNumber": "cond(A)", "condnum": "cond(A)",
	"singular_values": "sqrt(eigenvalues(A' A))", "SingularValueList": "sqrt(eigenvalues(A' A))", "svdvals": "sqrt(eigenvalues(A' A))", "SingularValues": "sqrt(eigenvalues(A' A))",
	"lagrange": "critical_points(f, on = g)", "Lagrange": "critical_points(f, on = g)", "lagrange_multipliers": "critical_points(f, on = g)",
	"LagrangeMultipliers": "critical_points(f, on = g)", "lagrangian": "critical_points(f, on = g)", "bordered_hessian": "critical_points(f, on = g)",
	"fmincon": "minimize(f, from = p, on = g, within = h)", "slsqp": "minimize(f, from = p, on = g, within = h)", "KKT": "minimize(f, from = p, on = g, within = h)",
	"linprog": "extremes(f, within = [h, k])", "Maximize": "extremes(f, within = h)", "Minimize": "extremes(f, within = h)", "NMaximize": "extremes(f, within = h)",
	"MaxValue": "extremes(f, within = h)", "MinValue": "extremes(f, within = h)", "fminbnd": "extremes(f, x = -2..2)", "global_min": "extremes(f, x = -2..2)",
	"global_minimum": "extremes(f, x = -2..2)", "global_maximum": "extremes(f, x = -2..2)", "absolute_extrema": "extremes(f, x = -2..2)",
	"fminunc": "minimize(f, from = p)", "fmin": "minimize(f, from = p)",
	"optimize": "minimize(f, from = p)", "SGD": "sgd", "Adam": "adam",
	"subs": "f(2)", "Eq": "roots(x -> x^2 - 2, x = -2..2)", "poly": "x -> x^2 - 3x + 2", "polyval": "x -> x^2 - 3x + 2", "lambdify": "x -> x^2", "Inf": "∞ | inf", "Infinity": "∞ | inf", "oo": "∞ | inf", "True": "true", "False": "false", "TRUE": "true",
	"FALSE": "false", "AND": "and", "OR": "or", "NOT": "not", "Pi": "π | pi", "PI": "π | pi", "E": "e",
	"concatenate": "[if k <= rows(u) then u[k] else v[k - rows(u)] for k in 1..rows(u) + rows(v)]", "vstack": "[u, v]", "hstack": "[u, v]'", "reshape": "[1, 2; 3, 4]",
	"where": "if x > 0 then x else 0", "clip": "min(max(x, a), b)", "clamp": "min(max(x, a), b)",
	"sigma": "sigmoid(x)", "logistic": "sigmoid(x)", "logaddexp": "logsumexp(v)", "softmax": "exp(v)/sum(exp(v))", "gradient_descent": "gd", "GD": "gd", "SignSGD": "sign(∇f(θ))",
	"Momentum": "momentum", "RMSProp": "rmsprop", "RMSprop": "rmsprop", "AdaGrad": "adagrad", "Adagrad": "adagrad", "Nesterov": "nesterov", "Newton": "newton",
	"int": "floor(x)", "str": "print(x)",
	"when": "if … then … else …", "unless": "if … then … else …", "otherwise": "if … then … else …",
	"read_csv": `load("data/line.csv")`, "readtable": `load("data/line.csv")`,
	"loadtxt": `load("data/line.csv")`, "csvread": `load("data/line.csv")`, "savefig": `save(plot(f), "name.png")`,
	"xlabel": `plot(f, title = "…")`, "ylabel": `plot(f, title = "…")`, "title": `plot(f, title = "…")`,
	"legend": "plot(r, s)", "exec": "run(gd, f, from = p)",
}

// habitFieldSentences are fields of other languages that no formula stands for here.
var habitFieldSentences = map[string]string{"copy": "habit.copy", "item": "habit.copy", "append": "habit.new-vector", "x": "habit.run-point", "backward": "absent.tape", "detach": "absent.tape", "requires_grad": "absent.tape"}

// habitFields are what other languages ask of a value behind a dot.
var habitFields = map[string]string{
	"T": "A'", "H": "A'", "shape": "size(A)", "size": "size(A)", "length": "rows(v)", "dot": "u · v",
	"sum": "sum(v)", "mean": "mean(v)", "max": "max(v)", "min": "min(v)", "norm": "norm(v)", "inv": "inv(A)",
	"det": "det(A)", "plot": "plot(r)", "grad": "∇f(p)", "subs": "f(1, 2)", "evaluate": "f(1, 2)",
	"fun": "r.f", "success": "r.status",
	"nit": "r.steps", "iterations": "r.steps", "history": "r.θ",
	"transpose": "A'", "columns": "columns(A)", "rows": "rows(A)",
}
