package syntax

import (
	"slices"
	"strings"
)

// taskRules are what sentences in Chinese ask for, by the words that they have, and what is written for it; "" where a part is missing.
// The first that fits counts.
var taskRules = []taskRule{
	{patternOf(`比较|对比`), (*task).compared},
	{patternOf(`特征值和特征向量|特征值与特征向量|特征分解`), ofMatrix("eigen(", ")")},
	{patternOf(`特征值`), ofMatrix("eigenvalues(", ")")}, {patternOf(`特征向量`), ofMatrix("eigenvectors(", ")")},
	{patternOf(`行列式`), ofMatrix("det(", ")")}, {patternOf(`逆矩阵|的逆`), ofMatrix("inv(", ")")}, {patternOf(`转置`), ofMatrix("", "'")},
	{patternOf(`的迹`), ofMatrix("tr(", ")")}, {patternOf(`条件数`), ofMatrix("cond(", ")")}, {patternOf(`正定|半正定|负定|不定`), ofMatrix("eigenvalues(", ")")},
	{patternOf(`内积|点积|点乘|数量积`), ofTwo(" · ", "")}, {patternOf(`的距离`), ofTwo(" - ", "norm")},
	{patternOf(`范数|模长|的模`), ofMatrix("norm(", ")")},
	{patternOf(`交点`), (*task).crossing},
	{patternOf(`最近|最短`), (*task).closest},
	{patternOf(`凸`), func(t *task) string { return t.ofFunction("∇²"+t.f, t.point("")) }},
	{patternOf(`解方程|方程组?的?(?:解|根)|求解|零点|的根|的解|^根`), (*task).roots},
	{patternOf(`方向导数`), (*task).directional},
	{patternOf(`海森|海色|黑塞|Hessian`), func(t *task) string { return t.ofFunction("∇²"+t.f, t.point("")) }},
	{patternOf(`梯度场|向量场`), func(t *task) string { return t.drawn("field") }},
	{patternOf(`梯度`), func(t *task) string { return t.ofFunction("∇"+t.f, t.point("")) }},
	{patternOf(`泰勒|麦克劳林|展开`), (*task).taylor},
	{patternOf(`切线|切平面`), (*task).tangent},
	{patternOf(`导数|求导|偏导|导函数|斜率`), (*task).derivative},
	{patternOf(`曲面|三维图|立体图`), func(t *task) string { return t.drawn("surface") }},
	{patternOf(`吸引域`), func(t *task) string { return "" }},
	{patternOf(`图|等高线|曲线|画|^绘`), (*task).graph},
	{patternOf(`最值|最大值(?:和|与|及|、)?.*最小值|最小值(?:和|与|及|、)?.*最大值`), (*task).extremes},
	{patternOf(`判断|判定|是不是|是否|什么点|类型|是(?:局部|全局)?(?:极|鞍|驻|临界|最)`), (*task).kind},
	{patternOf(`最小|极小`), func(t *task) string { return t.least("") }},
	{patternOf(`最大|极大`), func(t *task) string { return t.least("-") }},
	{patternOf(`极值|驻点|临界点|鞍点|拐点`), (*task).critical},
	{patternOf(`运行|优化|迭代|下降|走|跑|开始|出发|^用`), (*task).run},
	{patternOf(`求|算|值|多少|等于`), (*task).value},
}

func (t *task) directional() string {
	if t.f == "" || t.at == "" || t.direction == "" {
		return ""
	}
	return "∇" + t.f + asArguments(t.at) + " · " + t.direction + "/norm(" + t.direction + ")"
}

func (t *task) tangent() string {
	if t.at == "" || t.f == "" {
		return ""
	}
	return t.picture() + " + tangent(" + t.f + ", " + t.at + ")"
}

// use takes what stands between the words of a sentence: it is in what is written.
func (t *task) use() []string {
	things := t.things
	t.things = nil
	return things
}

// ofMatrix writes a call of the one matrix, or vector, of a sentence.
func ofMatrix(before, behind string) func(*task) string {
	return func(t *task) string {
		switch things := t.use(); {
		case len(things) == 1:
			name, value, named := strings.Cut(things[0], "=")
			if thing := strings.TrimSpace(value); named && isLetter(strings.TrimSpace(name)) {
				return strings.TrimSpace(name) + " = " + thing + "; " + before + strings.TrimSpace(name) + behind
			}
			return before + t.w.convert(things[0]) + behind
		case len(things) == 0 && t.at != "":
			return before + t.at + behind
		}
		return ""
	}
}

// ofTwo writes an operation of the two vectors of a sentence, in a call where it has one.
func ofTwo(sign, call string) func(*task) string {
	return func(t *task) string {
		things := t.use()
		if t.at != "" {
			things = append([]string{t.at}, things...)
		}
		if len(things) != 2 {
			return ""
		}
		written := t.w.convert(things[0]) + sign + t.w.convert(things[1])
		if call != "" {
			written = call + "(" + written + ")"
		}
		return written
	}
}

// asArguments is a point as the arguments of a function.
func asArguments(point string) string {
	if strings.HasPrefix(point, "(") {
		return point
	}
	return "(" + point + ")"
}

// point is the one that is given, else a number for each variable; "" for none.
func (t *task) point(number string) string {
	switch {
	case t.at != "":
		return t.at
	case number == "":
		return ""
	}
	return repeated(number, len(t.letters))
}

// ofFunction writes a mark of the function at a point, or as a formula where there is none.
func (t *task) ofFunction(marked, point string) string {
	switch {
	case t.f == "":
		return ""
	case point == "":
		return marked
	}
	return marked + asArguments(point)
}

func (t *task) derivative() string {
	switch {
	case t.f == "":
		return ""
	case t.order != "" && len(t.letters) == 1 && t.at != "":
		return "derivative(" + t.f + ", " + t.at + ", order = " + t.order + ")"
	case t.order == "2" && len(t.letters) > 1 && t.by == "":
		return t.ofFunction("∇²"+t.f, t.point(""))
	case t.order != "" && len(t.letters) == 1:
		return "derivative(" + t.f + ", order = " + t.order + ")"
	case t.unsure && t.by == "" && !strings.HasPrefix(t.at, "(") && !strings.Contains(t.words, "偏"):
		return t.ofFunction(t.f+"'", t.point(""))
	case t.by != "" && len(t.letters) > 1:
		return t.ofFunction("∂"+t.f+"/∂"+t.by, t.point(""))
	case len(t.letters) > 1:
		return t.ofFunction("∇"+t.f, t.point(""))
	}
	return t.ofFunction(t.f+"'", t.point(""))
}

// value is that of the one expression, or of the function at a point.
func (t *task) value() string {
	switch {
	case len(t.constraints) > 0:
		return t.satisfied()
	case len(t.things) == 1 && !strings.Contains(t.things[0], "=") && (t.f == "" || strings.Contains(t.things[0], t.f+"(")) && (!isLetter(t.things[0]) || t.w.known(t.things[0])):
		return t.w.convert(t.use()[0])
	case len(t.things) == 0 && t.f != "" && t.at != "":
		return t.f + asArguments(t.at)
	}
	return ""
}

func (t *task) taylor() string {
	if t.f == "" {
		return ""
	}
	settings := "at = " + t.point("0")
	if t.order != "" {
		settings += ", order = " + t.order
	}
	return "taylor(" + t.f + ", " + settings + ")"
}

// asked are the ranges of the variables as settings, those that a search needs where none are given.
func (t *task) asked(otherwise string) string {
	text := ""
	for i, letter := range t.letters {
		switch {
		case t.rangeOf[letter] != "":
			text += ", " + letter + " = " + t.rangeOf[letter]
		case i < len(t.ranges):
			text += ", " + letter + " = " + t.ranges[i]
		case len(t.ranges) > 0:
			text += ", " + letter + " = " + t.ranges[0]
		case otherwise != "":
			text += ", " + letter + " = " + otherwise
		}
	}
	return text
}

func (t *task) drawn(name string) string {
	if t.f == "" {
		return ""
	}
	return name + "(" + t.f + t.asked("") + ")"
}

// graph is the picture of the function, or of all where there are several of one number of variables.
func (t *task) graph() string {
	drawn := t.drawn("plot")
	for _, thing := range t.things {
		switch name := functionOf(thing); {
		case name == "" || t.w.variables(name) == 0 || drawn == "":
			return ""
		case t.w.variables(name) != len(t.letters):
			if others := t.use(); len(others) == 1 {
				return "grid(" + drawn + ", plot(" + others[0] + "))"
			}
			return ""
		}
	}
	if others := strings.Join(t.use(), ", "); others != "" {
		return "plot(" + t.f + ", " + others + strings.TrimPrefix(drawn, "plot("+t.f)
	}
	return drawn
}

func (t *task) picture() string {
	if len(t.letters) == 2 {
		return t.drawn("surface")
	}
	return t.drawn("plot")
}

func (t *task) extremes() string {
	bound, ok := t.w.boundsOf(t.letters, t.constraints)
	switch {
	case t.f == "" || !ok:
		return ""
	case bound != "":
		return "extremes(" + t.f + bound + t.asked("") + ")"
	}
	return "extremes(" + t.f + t.asked("-3..3") + ")"
}

// least is the search for the least value, or the greatest for the sign -.
func (t *task) least(sign string) string {
	switch {
	case t.f == "":
		return ""
	case len(t.constraints) > 0 || len(t.ranges) > 0 || len(t.rangeOf) > 0:
		return t.extremes()
	case len(t.optimizers) == 1 && sign == "":
		return t.run()
	}
	from := t.from
	if from == "" {
		from = t.point("1") // 在 (1, 1) 附近的极小值
	}
	return "minimize(" + sign + t.f + ", from = " + from + ")"
}

func (t *task) critical() string {
	if len(t.constraints) > 0 {
		return t.extremes()
	}
	if t.f == "" {
		return ""
	}
	return "critical_points(" + t.f + t.asked("-3..3") + ")"
}

// kind asks what kind of point one is, or all are.
func (t *task) kind() string {
	if t.at == "" && len(t.things) == 1 && strings.HasPrefix(t.things[0], "(") {
		t.at = spaced(t.use()[0]) // 判断 (0, 0) 是不是 f 的鞍点
	}
	if t.f == "" || t.at == "" {
		return t.critical()
	}
	return "classify(" + t.f + ", " + t.at + ")"
}

func (t *task) run() string {
	if t.f == "" || len(t.optimizers) != 1 {
		return ""
	}
	opt, from, steps := t.optimizers[0], t.from, ""
	if len(t.settings) > 0 {
		opt += "(" + strings.Join(t.settings, ", ") + ")"
	}
	if from == "" {
		from = t.point("1")
	}
	if t.steps != "" {
		steps = ", steps = " + t.steps
	}
	return "run(" + opt + ", " + t.f + ", from = " + from + steps + ")"
}

func (t *task) compared() string {
	if t.f == "" || len(t.optimizers) < 2 {
		return ""
	}
	from, steps := t.from, ""
	if from == "" {
		from = t.point("1")
	}
	if t.steps != "" {
		steps = ", steps = " + t.steps
	}
	return "compare(" + t.f + ", " + strings.Join(t.optimizers, ", ") + ", from = " + from + steps + ")"
}

// crossing asks where y = x^2 and y = x meet, or two functions of one variable.
func (t *task) crossing() string {
	if len(t.things) != 1 || len(t.letters) != 1 {
		return ""
	}
	other, letter := t.use()[0], t.letters[0]
	_, formula, defined := strings.Cut(t.definition, " = ")
	if _, right, ok := strings.Cut(other, "="); ok {
		other = strings.TrimSpace(right)
	} else if t.w.variables(other) == 1 {
		other += "(" + letter + ")"
	}
	if !defined {
		formula = t.f + "(" + letter + ")"
	}
	t.definition = ""
	return "roots(" + lambda(t.letters, t.w.convert(difference(formula, other))) + t.asked("-10..10") + ")"
}

// closest asks which point of a curve is the closest to another, the origin where none is named.
func (t *task) closest() string {
	t.things = slices.DeleteFunc(t.things, func(thing string) bool {
		if isPoint := strings.HasPrefix(thing, "(") && t.at == ""; isPoint {
			t.at = spaced(thing)
			return true
		}
		return false
	})
	t.letters = lettersIn(strings.Join(t.constraints, " "))
	bound, ok := t.w.boundsOf(t.letters, t.constraints)
	if !ok || bound == "" || len(t.letters) < 2 {
		return ""
	}
	place := split(bare(t.at))
	squares := make([]string, len(t.letters))
	for i, letter := range t.letters {
		switch {
		case t.at == "" || len(place) == len(t.letters) && place[i] == "0":
			squares[i] = letter + "^2"
		case len(place) == len(t.letters):
			squares[i] = "(" + letter + " - " + negative(place[i]) + ")^2"
		default:
			return ""
		}
	}
	return "extremes(" + lambda(t.letters, strings.Join(squares, " + ")) + bound + ")"
}

// negative is a number behind a minus.
func negative(number string) string {
	if strings.HasPrefix(number, "-") {
		return "(" + number + ")"
	}
	return number
}

// satisfied asks for which x something holds.
func (t *task) satisfied() string {
	if _, formula, _ := strings.Cut(t.definition, " = "); len(t.things) > 0 || formula != "" && !isLetter(formula) {
		return ""
	}
	t.things, t.definition = t.constraints, ""
	return t.roots()
}

// roots writes equations as the search for what makes their sides equal.
func (t *task) roots() string {
	var sides []string
	for _, thing := range t.use() {
		for _, equation := range split(strings.ReplaceAll(thing, ";", ",")) {
			if left, right, ok := strings.Cut(strings.ReplaceAll(equation, "==", "="), "="); ok {
				sides = append(sides, t.w.convert(difference(left, right)))
			}
		}
	}
	switch all := strings.Join(sides, ", "); {
	case len(sides) == 0 && len(t.letters) == 2 && t.f != "":
		return "implicit(" + t.f + t.asked("") + ")"
	case len(sides) == 0 && t.f != "" && len(t.letters) == 1:
		return "roots(" + t.f + t.asked("-10..10") + ")"
	case len(sides) == 0:
		return ""
	default:
		t.letters = lettersIn(all)
		if len(t.letters) == 2 && len(sides) == 1 {
			return "implicit(" + lambda(t.letters, all) + t.asked("") + ")"
		}
		if len(t.letters) != len(sides) {
			return ""
		}
		if len(sides) > 1 {
			all = "(" + all + ")"
		}
		return "roots(" + lambda(t.letters, all) + t.asked("-10..10") + ")"
	}
}
