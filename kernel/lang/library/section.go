package library

import "saddle/numerics/reason"

// Section is a part of the handbook: the heading under which the reference and help list what is built in.
type Section struct {
	Name    string // as the rows of the tables name it
	Title   reason.Text
	Summary reason.Text // what can be done with it, in a line
}

// Sections are those of the handbook, in order.
func Sections() []Section { return append([]Section(nil), sections...) }

var sections = []Section{
	{"Language", reason.Both("Language", "语法"), reason.Both("definitions, conditions, loops, signs such as ∇ and ·", "定义、条件、循环，以及 ∇、· 等符号")},
	{"Elementary", reason.Both("Elementary", "初等函数"), reason.Both("√, exp, log, sin and other functions of numbers", "√、exp、log、sin 等数的函数")},
	{"Sums", reason.Both("Sums", "求和与最值"), reason.Both("sums, products, means, the largest and the smallest", "求和、求积、平均值、最大值与最小值")},
	{"Linear algebra", reason.Both("Linear algebra", "线性代数"), reason.Both("matrices, eigenvalues, linear equations", "矩阵、特征值、线性方程组")},
	{"Calculus", reason.Both("Calculus", "微积分"), reason.Both("gradients, Hessians, Jacobians, Taylor polynomials", "梯度、海森矩阵、雅可比矩阵、泰勒多项式")},
	{"Landscape", reason.Both("Landscape", "临界点与判定"), reason.Both("critical points, what kind they are, learning rates", "临界点及其类型、学习率")},
	{"Optimisation", reason.Both("Optimisation", "优化"), reason.Both("runs of an optimizer, minima, comparisons", "运行优化器、求极小值点、比较")},
	{"Data", reason.Both("Data", "数据"), reason.Both("tables from files, sorting, statistics, samples", "读取数据表、排序、统计、抽样")},
	{"Chance", reason.Both("Chance", "随机"), reason.Both("random numbers, reproducible by their seed", "随机数，由随机种子决定，可重复")},
	{"Pictures", reason.Both("Pictures", "图形"), reason.Both("curves, contours, surfaces, paths, animations", "曲线、等高线、曲面、路径、动画")},
	{"Notebook", reason.Both("Notebook", "笔记本"), reason.Both("print, help, files, sliders, preferences", "输出、帮助、文件、滑块、偏好")},
	{"Optimizers", reason.Both("Optimizers", "优化器一览"), reason.Both("gd, momentum, newton, adam and the others, each with its rule", "gd、momentum、newton、adam 等，各有更新规则")},
	{"Settings", reason.Both("Settings", "设置项"), reason.Both("what can be given by name inside a call: from, steps, title", "调用的括号里可以按名字给的：from、steps、title 等")},
	{"Fields", reason.Both("Fields", "字段"), reason.Both("what can be asked behind a dot: r.status, c[1].kind", "点后面可以取的：r.status、c[1].kind 等")},
	{"Symbols", reason.Both("Symbols", "符号"), reason.Both("signs and how they are typed: \\nabla and Tab is ∇", "符号及其输入方法：\\nabla 加 Tab 得 ∇")},
}
