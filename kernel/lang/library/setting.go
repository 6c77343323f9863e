package library

import (
	"slices"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/syntax"
	"saddle/numerics/descent"
	"saddle/numerics/reason"
)

// setting says what a setting of built-in functions is for: of those named, or of all that have it where none is.
type setting struct {
	name    string
	of      []string
	meaning reason.Text
}

var settingTable = []setting{
	{"from", nil, reason.Both("the point from which the steps start", "起点，即从哪一点开始迭代")},
	{"steps", []string{"table"}, reason.Both("which steps are listed, a range such as 0..10", "列出哪些步，写成区间，如 0..10")},
	{"steps", []string{"minimize"}, reason.Both("how many steps are taken at most", "最多走多少步")},
	{"steps", []string{"spectrum"}, reason.Both("after how many products with the Hessian the search ends, converged or not", "做多少次海森-向量积就停，不管是否收敛")},
	{"steps", nil, reason.Both("how many steps each run takes, unless it ends before", "每次运行走多少步（可能提前结束）")},
	{"tol", nil, reason.Both("the run ends where ‖∇f‖ ≤ tol; 0 means that it takes all its steps", "‖∇f‖ ≤ tol 时结束；0 表示走完全部步数")},
	{"noise", nil, reason.Both("the standard deviation of the noise that is added to the gradient at each step", "每一步加到梯度上的噪声的标准差")},
	{"batch", nil, reason.Both("how many rows of the data each step draws", "小批量的大小，即每一步抽取多少行数据")},
	{"seed", nil, reason.Both("where the random numbers start: the same seed gives the same numbers", "随机种子：种子相同，随机数就相同")},
	{"record", nil, reason.Both("keeps every k-th step, 1 all of them; without it long runs are thinned", "每隔几步保存一步，1 表示全部保存；不写时很长的运行会自动稀疏保存")},
	{"trials", nil, reason.Both("how many runs are made, each with its own seed", "运行多少次，每次用不同的随机种子")},
	{"fall", nil, reason.Both("by how much f must have fallen for the saddle point to count as left", "f 下降多少才算离开了鞍点")},
	{"near", nil, reason.Both("the point from which the search starts", "从哪一点附近开始寻找")},
	{"boxes", nil, reason.Both("how many boxes the proof may look at before it gives up", "证明时最多检查多少个区间盒")},
	{"order", nil, reason.Both("the order of the derivative or of the polynomial", "导数的阶数或多项式的次数")},
	{"at", []string{"note"}, reason.Both("where the text stands", "文本的位置")},
	{"at", nil, reason.Both("the point around which the polynomial is made", "在哪一点处展开")},
	{"α", []string{"armijo"}, reason.Both("the step length that is tried first", "最先尝试的步长")},
	{"c", []string{"armijo"}, reason.Both("the part of the fall promised by the gradient that a step must bring", "Armijo 条件的系数：实际下降至少要达到线性预测的这个比例")},
	{"shrink", []string{"armijo"}, reason.Both("by what the step length is multiplied each time that f has not fallen enough", "f 下降不够时，步长每次乘以的因子")},
	{"step", []string{"explain"}, reason.Both("the number of the step that is written out", "把第几步写出来")},
	{"k", nil, reason.Both("how many eigenvalues are wanted", "要求多少个特征值")},

	{"x", []string{"critical_points", "roots", "extremes"}, reason.Both("the interval of x that is searched; other variables are named likewise", "变量 x 的搜索区间；其他变量照样写")},
	{"y", []string{"critical_points", "roots", "extremes"}, reason.Both("the interval of y that is searched", "变量 y 的搜索区间")},
	{"x", []string{"heatmap"}, reason.Both("the columns that are shown, an interval such as 1..5", "显示哪些列，写成区间，如 1..5")},
	{"y", []string{"heatmap"}, reason.Both("the rows that are shown, an interval such as 1..5", "显示哪些行，写成区间，如 1..5")},
	{"log", []string{"heatmap"}, reason.Both("true takes logarithmic colours, false does not", "true 表示颜色取对数，false 表示不取")},
	{"x", []string{"minimize"}, reason.Both("the interval in which x is sought; other variables are named likewise", "变量 x 的取值区间；其他变量照样写")},
	{"x", nil, reason.Both("the interval that the horizontal axis shows, such as -2..2", "横轴显示的区间，如 -2..2")},
	{"y", nil, reason.Both("the interval that the vertical axis shows", "纵轴显示的区间")},
	{"t", nil, reason.Both("the interval of t along the line p + t d", "直线 p + t d 上 t 的区间")},
	{"on", nil, reason.Both("the constraint g = 0: a function, or a list of them", "等式约束 g = 0：写成函数，或函数的列表")},
	{"within", nil, reason.Both("the constraint h ≤ 0: a function, or a list of them", "不等式约束 h ≤ 0：写成函数，或函数的列表")},
	{"seeds", nil, reason.Both("the seeds of several runs, a range such as 1..50", "多次运行的随机种子，写成区间，如 1..50")},
	{"title", nil, reason.Both("the heading of the picture, a text", "图的标题，写成文本")},
	{"xlabel", nil, reason.Both("the name of the horizontal axis, a text", "横轴的名称，写成文本")},
	{"ylabel", nil, reason.Both("the name of the vertical axis, a text", "纵轴的名称，写成文本")},
	{"label", nil, reason.Both("what the legend calls the thing that is drawn, a text", "图例中的名称，写成文本")},
	{"legend", nil, reason.Both("where the legend stands: false for nowhere, or a place such as \"left\"", "图例的位置：false 表示不要图例，也可写 \"left\" 等")},
	{"levels", nil, reason.Both("how many contour lines are drawn, or at which values", "画多少条等高线，或给出各条等高线的值")},
	{"log", []string{"field", "surface"}, reason.Both("levels spaced by factors: true, or false for even ones", "等高线的间隔：true 表示按倍数，false 表示等距")},
	{"log", nil, reason.Both("logarithmic axes: true for the values, or \"x\", \"y\", \"xy\", \"sym\"", "对数轴：true 表示对取值取对数，也可写 \"x\"、\"y\"、\"xy\"、\"sym\"")},
	{"width", nil, reason.Both("how wide the picture is, in pixels", "图的宽度，以像素计")},
	{"height", nil, reason.Both("how high the picture is, in pixels", "图的高度，以像素计")},
	{"xticks", nil, reason.Both("where the horizontal axis has numbers, a list such as [0, 1, 2]", "横轴的刻度，如 [0, 1, 2]")},
	{"yticks", nil, reason.Both("where the vertical axis has numbers", "纵轴的刻度")},
	{"aspect", nil, reason.Both("how long a unit of y is beside one of x: a number, \"equal\" or \"free\"", "y 的单位长度与 x 的单位长度之比：一个数，或 \"equal\"、\"free\"")},
	{"bins", nil, reason.Both("how many bars a histogram has", "直方图分成多少组")},
	{"filled", nil, reason.Both("false draws contour lines without colours between them", "false 表示等高线之间不填色")},
	{"colours", nil, reason.Both("the scale of colours, such as \"viridis\"", "配色方案，如 \"viridis\"")},
	{"numbers", nil, reason.Both("true writes the numbers of steps beside a path", "true 表示在路径旁标出步数")},
	{"principal", nil, reason.Both("true shows a run of many variables in the plane that it keeps nearest to", "true 表示把多变量的路径投影到最贴近它的平面上")},
	{"rate", nil, reason.Both("true adds the fall of ‖∇f‖ that the Hessian predicts", "true 表示叠加由海森矩阵预测的 ‖∇f‖ 的下降")},
	{"lines", nil, reason.Both("true draws lines along the gradient in place of arrows", "true 表示画流线而不画箭头")},
	{"descent", nil, reason.Both("true draws -∇f, the way down", "true 表示画 -∇f，即下降方向")},
	{"across", nil, reason.Both("how many starting points there are along each side", "每边取多少个起点")},
	{"columns", nil, reason.Both("how many pictures stand beside each other", "每行并排放几幅图")},
	{"azimuth", nil, reason.Both("from which side the surface is seen, in degrees", "从哪个方位看曲面，以度为单位")},
	{"elevation", nil, reason.Both("from how high the surface is seen, in degrees", "从多高的仰角看曲面，以度为单位")},
	{"dpi", nil, reason.Both("how many pixels an inch has in the file", "文件中每英寸的像素数")},
}

// SettingMeaning is what a setting of a built-in function is for; false where the table has nothing to say.
func SettingMeaning(function, name string) (reason.Text, bool) {
	for _, s := range settingTable {
		if s.name == name && (s.of == nil || slices.Contains(s.of, function)) {
			return s.meaning, true
		}
	}
	return reason.Text{}, false
}

// saidOf says what each setting of a built-in function is for.
func saidOf(b *eval.Builtin) []reason.Text {
	said := make([]reason.Text, len(b.Settings))
	for i, name := range b.Settings {
		said[i], _ = SettingMeaning(b.Name, name)
	}
	return said
}

// RuleSetting is what a setting of a built-in optimizer is for.
func RuleSetting(rule *descent.Rule, name string) (reason.Text, bool) {
	for _, s := range rule.Settings {
		if syntax.CanonicalName(s.Name) == syntax.CanonicalName(name) {
			return s.Meaning, true
		}
	}
	return reason.Text{}, false
}
