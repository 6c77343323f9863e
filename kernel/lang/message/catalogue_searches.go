package message

// searchTexts are the texts about searches of a box, constraints and extremes.
var searchTexts = []entry{
	{"kind.roots", "the solutions that roots found", "roots 求得的解"},
	{"kind.root", "a solution of an equation", "方程的一个解"},
	{"roots.count", "{1} {1|equation|equations} for {2} {2|unknown|unknowns}: as many are needed", "有 {1} 个方程、{2} 个未知数，两者个数应相同"},
	{"roots.one-advice", "write a list of functions, roots((f, g), …); where one function is zero is a curve: implicit(f)", "请写由几个函数组成的列表 roots((f, g), …)；一个函数的零点是一条曲线：implicit(f)"},
	{"roots.count-advice", "leave out equations, or add variables", "请去掉多余的方程，或增加变量"},
	{"roots.proven", "{1} {1|solution|solutions}, and there are no others in the box: proven with {2} {2|box|boxes}", "共 {1} 个解，区域内再无其他（已用 {2} 个区间盒证明）"},
	{"roots.none", "no solution in the box: proven with {1} {1|box|boxes}", "区域内无解（已用 {1} 个区间盒证明）"},
	{"roots.undecided", "{1} {1|solution|solutions}; {2} {2|region remains|regions remain} undecided", "找到 {1} 个解；另有 {2} 个子区域无法判定"},
	{"roots.stopped", "interrupted: {1} {1|solution|solutions} so far, {2} boxes examined", "已中断：目前找到 {1} 个解，检查了 {2} 个区间盒"},
	{"roots.region", "a multiple solution, or an edge of what is defined, cannot be told from none there", "此处无法判定有无（更多的）解：可能是重根，或在定义域的边缘"},
	{"roots.region-interval", "a whole interval of solutions, as far as can be seen", "看来有整个区间上的点都是解"},
	{"roots.region-many", "a whole curve of solutions, as far as can be seen", "看来有整条曲线上的点都是解"},
	{"constraint.variables", "{1} has the variables {2}, and {3} are needed here", "{1} 的变量是 {2}，这里需要的是 {3}"},
	{"constraint.variables-advice", "write all functions with the same variables: {1}({2}) = …", "请让所有函数用同样的变量：{1}({2}) = …"},
}
