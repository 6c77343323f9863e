package library

import (
	"slices"

	"saddle/kernel/lang/value"
	"saddle/numerics/reason"
)

// owner is a kind of value that has fields, and the call that gives one.
type owner struct {
	name string
	call string
	is   func(value.Value) bool
	own  reason.Text // of fields that are not fixed, such as the names that a rule records; empty: there are none
}

func kind[T value.Value](v value.Value) bool { _, ok := v.(T); return ok }

var owners = []owner{
	{"run", "r = run(gd, f, from = p)", kind[*value.Run], reason.Both("what the rule calls by this name, at each step", "更新规则中同名的量在各步的值")},
	{"step", "r[3]", kind[value.Step], reason.Both("what the rule calls by this name, at this step", "更新规则中同名的量在这一步的值")},
	{"iterates", "r[0..10]", kind[value.Iterates], reason.Both("what the rule calls by this name, at these steps", "更新规则中同名的量在这些步的值")},
	{"points", "c = critical_points(f, x = -2..2, y = -2..2)", kind[value.CriticalPoints], reason.Text{}},
	{"point", "c[1]", kind[value.CriticalPoint], reason.Text{}},
	{"roots", "r = roots(F, x = -2..2, y = -2..2)", kind[value.Roots], reason.Text{}},
	{"root", "r[1]", kind[value.Root], reason.Text{}},
	{"constrained", "c = critical_points(f, on = g)", kind[value.Constrained], reason.Text{}},
	{"constrained point", "c[1]", kind[value.ConstrainedPoint], reason.Text{}},
	{"extremes", "e = extremes(f, x = 0..3, y = 0..2)", kind[value.Extremes], reason.Text{}},
	{"candidate", "e[1]", kind[value.Candidate], reason.Text{}},
	{"verdict", "v = classify(f, p)", kind[value.Verdict], reason.Text{}},
	{"minimum", "m = minimize(f, from = p)", kind[value.Minimum], reason.Text{}},
	{"escapes", "e = escape_times(gd, f, from = p)", kind[value.Escapes], reason.Text{}},
	{"rates", "s = rate(f, p)", kind[value.Rates], reason.Text{}},
	{"eigen", "E = eigen(A)", kind[value.Eigen], reason.Text{}},
	{"complex number", "z = eigenvalues([0, -1; 1, 0])[1]", kind[value.Complex], reason.Text{}},
	{"complex numbers", "z = eigenvalues([0, -1; 1, 0])", kind[value.ComplexList], reason.Text{}},
	{"complex eigen", "E = eigen([0, -1; 1, 0])", kind[value.ComplexEigen], reason.Text{}},
	{"spectrum", "s = spectrum(f, p)", kind[value.Spectrum], reason.Text{}},
	{"comparison", "k = compare(f, gd, momentum, from = p)", kind[value.Comparison], reason.Both("the run of the optimizer of this name", "同名优化器的运行结果")},
	{"table", "data = load(\"data/line.csv\")", kind[*value.Table], reason.Both("the column of this name, a vector", "同名的列，是一个向量")},
	{"parts", "p = (W = [1, 2], b = 3)", kind[value.Parts], reason.Both("the part of the point that has this name", "点中同名的部分")},
}

// field says what a field is, of the kinds of values that are named.
type field struct {
	name    string
	of      []string
	meaning reason.Text
}

var judged = []string{"verdict", "point"}

var fieldTable = []field{
	{"status", []string{"run"}, reason.Both("how the run ended: \"converged\", \"steps used\", \"stopped by rule\", \"diverged\", \"stalled\" or \"interrupted\"", "运行怎样结束：\"converged\" 收敛、\"steps used\" 达到步数上限、\"stopped by rule\" 满足停止条件、\"diverged\" 发散、\"stalled\" 停在原处、\"interrupted\" 被中断")},
	{"steps", []string{"run"}, reason.Both("how many steps were taken", "走了多少步")},
	{"last", []string{"run"}, reason.Both("the last point", "最后一个迭代点")},
	{"reason", []string{"run"}, reason.Both("why the run ended, in a sentence", "用一句话说明运行为何结束")},
	{"kept", []string{"run"}, reason.Both("the numbers of the steps that a very long run has kept", "很长的运行所保存的各步的编号")},
	{"θ", []string{"run", "iterates"}, reason.Both("the points, a row for each step; row 1 is the start", "各步的迭代点，每步一行，第 1 行是起点")},
	{"θ", []string{"step"}, reason.Both("the point at this step", "这一步的迭代点")},
	{"f", []string{"run", "iterates"}, reason.Both("the value of the function at each step; r.f[1] is that at the start", "各步的函数值，r.f[1] 是起点处的值")},
	{"f", []string{"step"}, reason.Both("the value of the function at this step", "这一步的函数值")},
	{"gradient_norm", []string{"run", "iterates"}, reason.Both("‖∇f‖ at each step", "各步的 ‖∇f‖")},
	{"gradient_norm", []string{"step"}, reason.Both("‖∇f‖ at this step", "这一步的 ‖∇f‖")},

	{"at", []string{"point"}, reason.Both("where the point lies", "点的坐标")},
	{"kind", judged, reason.Both("\"local minimum\", \"local maximum\", \"saddle point\", \"undecided\" or what else the point is", "点的类型：\"local minimum\" 局部极小值点、\"local maximum\" 局部极大值点、\"saddle point\" 鞍点、\"undecided\" 无法判定等")},
	{"strict", judged, reason.Both("true where f is larger, or smaller, at every other point nearby, or the Hessian has a negative eigenvalue at a saddle point", "是否严格：附近其他点的函数值都更大（或更小）；对鞍点，指海森矩阵有负特征值")},
	{"isolated", judged, reason.Both("true where there is no other critical point nearby", "附近是否没有别的临界点")},
	{"degenerate", judged, reason.Both("true where the Hessian has an eigenvalue 0", "是否退化，即海森矩阵有零特征值")},
	{"index", judged, reason.Both("how many eigenvalues of the Hessian are negative", "指标，即海森矩阵负特征值的个数")},
	{"eigenvalues", judged, reason.Both("the eigenvalues of the Hessian, the smallest first", "海森矩阵的特征值，从小到大")},
	{"eigenvectors", judged, reason.Both("the eigenvectors of the Hessian, as columns in the order of the eigenvalues", "海森矩阵的特征向量，按特征值的顺序排成各列")},
	{"value", judged, reason.Both("f at the point", "f 在该点的值")},
	{"gradient_norm", judged, reason.Both("‖∇f‖ at the point", "该点处的 ‖∇f‖")},
	{"falling", judged, reason.Both("a direction along which f falls; empty where there is none", "使 f 下降的方向；没有则为空")},
	{"reason", judged, reason.Both("why the verdict is what it is, in a sentence", "用一句话说明判定的理由")},
	{"proven", []string{"point"}, reason.Both("true where it is proven that a critical point lies there", "是否已证明该处确有临界点")},
	{"proven", []string{"points"}, reason.Both("true where it is proven that there are no others in the box", "是否已证明区域内没有别的临界点")},
	{"undecided", []string{"points"}, reason.Both("the boxes that stayed undecided, a row each with the lower and upper end of every variable", "无法判定的区间盒，每行一个，依次是各变量的下端与上端")},
	{"boxes", []string{"points"}, reason.Both("how many boxes the search looked at", "搜索检查了多少个区间盒")},

	{"at", []string{"root"}, reason.Both("where the solution lies", "解的坐标")},
	{"proven", []string{"root"}, reason.Both("true where it is proven that there is just one solution there", "是否已证明该处恰有一个解")},
	{"proven", []string{"roots"}, reason.Both("true where it is proven that there are no other solutions in the box", "是否已证明区域内没有别的解")},
	{"undecided", []string{"roots"}, reason.Both("the boxes that stayed undecided, a row each with the lower and upper end of every variable", "无法判定的区间盒，每行一个，依次是各变量的下端与上端")},
	{"boxes", []string{"roots", "constrained"}, reason.Both("how many boxes the search looked at", "搜索检查了多少个区间盒")},
	{"proven", []string{"constrained"}, reason.Both("true where it is proven that there are no other points on the constraint", "是否已证明约束上没有别的临界点")},
	{"at", []string{"constrained point"}, reason.Both("where the point lies", "点的坐标")},
	{"value", []string{"constrained point"}, reason.Both("f at the point", "f 在该点的值")},
	{"kind", []string{"constrained point"}, reason.Both("what kind of point it is for f on the constraint, such as \"local minimum\"", "该点对于约束上的 f 的类型，如 \"local minimum\" 局部极小值点")},
	{"multipliers", []string{"constrained point"}, reason.Both("the Lagrange multipliers λ, with ∇f = λ₁ ∇g₁ + …", "拉格朗日乘数 λ，满足 ∇f = λ₁ ∇g₁ + …")},
	{"proven", []string{"constrained point"}, reason.Both("true where it is proven that such a point lies there", "是否已证明该处确有这样的点")},
	{"eigenvalues", []string{"constrained point"}, reason.Both("the eigenvalues of the Lagrangian's Hessian on the tangent space", "拉格朗日函数的海森矩阵在切空间上的特征值")},

	{"minimum", []string{"extremes"}, reason.Both("where f is least, with .at and .value; a text where that is not attained", "f 的最小值点，用 .at 和 .value 取坐标与值；取不到时是文本")},
	{"maximum", []string{"extremes"}, reason.Both("where f is largest, with .at and .value; a text where that is not attained", "f 的最大值点，用 .at 和 .value 取坐标与值；取不到时是文本")},
	{"proven", []string{"extremes"}, reason.Both("true where it is proven that no value in the region is beyond the minimum and the maximum", "是否已证明区域内没有超出最小值与最大值的值")},
	{"boxes", []string{"extremes"}, reason.Both("how many boxes the search looked at", "搜索检查了多少个区间盒")},
	{"at", []string{"candidate"}, reason.Both("where the candidate lies", "该点的坐标")},
	{"value", []string{"candidate"}, reason.Both("f at the candidate", "f 在该点的值")},
	{"where", []string{"candidate"}, reason.Both("\"inside\", \"edge\", \"corner\", \"constraint\" or \"corner of f\"", "位置：\"inside\" 内部、\"edge\" 边上、\"corner\" 顶点、\"constraint\" 约束上、\"corner of f\" f 的角点")},

	{"at", []string{"minimum"}, reason.Both("the point that was found", "找到的点")},
	{"value", []string{"minimum"}, reason.Both("f at the point that was found", "f 在找到的点处的值")},
	{"kind", []string{"minimum"}, reason.Both("what kind of point was found, such as \"local minimum\"", "找到的点的类型，如 \"local minimum\" 局部极小值点")},
	{"gradient_norm", []string{"minimum"}, reason.Both("‖∇f‖ at the point that was found", "找到的点处的 ‖∇f‖")},
	{"steps", []string{"minimum"}, reason.Both("how many steps it took", "用了多少步")},
	{"reason", []string{"minimum"}, reason.Both("why the search ended, in a sentence", "用一句话说明搜索为何结束")},

	{"steps", []string{"escapes"}, reason.Both("how many steps each run took; ∞ where f did not fall far enough", "各次运行用的步数；没有离开的记为 ∞")},
	{"median", []string{"escapes"}, reason.Both("the median of the steps", "步数的中位数")},
	{"quartiles", []string{"escapes"}, reason.Both("the quartiles of the steps: a quarter, a half and three quarters of the runs took fewer", "步数的四分位数")},
	{"escaped", []string{"escapes"}, reason.Both("how many runs left the saddle point", "离开鞍点的运行次数")},
	{"trials", []string{"escapes"}, reason.Both("how many runs were made", "运行的总次数")},

	{"limit", []string{"rates"}, reason.Both("2/λmax: gradient descent with a larger learning rate moves away", "2/λmax：学习率超过它，梯度下降就会远离")},
	{"best", []string{"rates"}, reason.Both("2/(λmin + λmax), the learning rate with which the slowest direction shrinks fastest", "2/(λmin + λmax)，使最慢的方向收缩得最快的学习率")},
	{"kappa", []string{"rates"}, reason.Both("the condition number λmax/λmin of the Hessian", "海森矩阵的条件数 λmax/λmin")},
	{"momentum", []string{"rates"}, reason.Both("the best momentum β of the heavy ball", "重球法的最优动量系数 β")},
	{"momentum_rate", []string{"rates"}, reason.Both("the learning rate that belongs to the best momentum", "与最优动量系数配套的学习率")},
	{"exact", []string{"rates"}, reason.Both("gᵀg/gᵀHg, the step of an exact line search along -∇f", "沿 -∇f 精确线搜索的步长 gᵀg/gᵀHg")},

	{"re", []string{"complex number", "complex numbers"}, reason.Both("the real part", "实部")},
	{"im", []string{"complex number", "complex numbers"}, reason.Both("the imaginary part", "虚部")},
	{"abs", []string{"complex number", "complex numbers"}, reason.Both("the distance from 0", "模，即到 0 的距离")},
	{"values", []string{"eigen", "complex eigen"}, reason.Both("the eigenvalues, the smallest first", "特征值，从小到大")},
	{"vectors", []string{"eigen", "complex eigen"}, reason.Both("the eigenvectors, as columns", "特征向量，排成各列")},
	{"values", []string{"spectrum"}, reason.Both("the eigenvalues that were computed", "求出的特征值")},
	{"vectors", []string{"spectrum"}, reason.Both("their eigenvectors, as columns", "对应的特征向量，排成各列")},
	{"residuals", []string{"spectrum"}, reason.Both("by how much each eigenvalue may be off", "各特征值的误差上界")},
}

// FieldMeaning is what a field of a value is; false where the table has nothing to say.
func FieldMeaning(v value.Value, name string) (reason.Text, bool) {
	of, ok := ownerOf(v)
	if !ok {
		return reason.Text{}, false
	}
	for _, f := range fieldTable {
		if f.name == name && slices.Contains(f.of, of.name) {
			return f.meaning, true
		}
	}
	return of.own, of.own.Complete()
}

func ownerOf(v value.Value) (owner, bool) {
	for _, o := range owners {
		if o.is(v) {
			return o, true
		}
	}
	return owner{}, false
}

func ownerNamed(name string) owner {
	for _, o := range owners {
		if o.name == name {
			return o
		}
	}
	return owner{}
}
