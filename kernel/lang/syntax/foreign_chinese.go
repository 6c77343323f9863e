package syntax

import (
	"slices"
	"strings"
	"unicode"
)

// chineseForms are sentences that ask for something in Chinese, and the call that stands for them: 画 f, f 的梯度, f 在 (1, 2) 处的梯度,
// f 对 x 求导. WORD is a word with a rule of its own, THING what holds no Chinese word.
var chineseForms = []struct {
	look  pattern
	write string
}{
	{chineseForm(`^对 *([a-zA-Zα-ω]) *(WORD) *(THING)$`), "$2($3, $1)"},
	{chineseForm(`^(THING) *(?:对|关于) *([a-zA-Zα-ω]) *的?(WORD)$`), "$3($1, $2)"},
	{chineseForm(`^(THING) *在点? *(THING) *[处点上]? *的?(WORD)$`), "$3($1, $2)"},
	{chineseForm(`^(THING) *在点? *(THING) *[处点上]? *沿(?:方向)? *(THING) *的?(WORD)$`), "$4($1, $2, $3)"},
	{chineseForm(`^[对把将]? *(THING) *的?(WORD)$`), "$2($1)"},
	{chineseForm(`^[画绘][出制]? *(THING) *的?(WORD)$`), "$2($1)"},
	{chineseForm(`^(WORD) *(\pL\w*)$`), "$1($2)"},
	{chineseForm(`^(WORD) *([a-zA-Z]\w*) +(\(THING\))$`), "$1($2, $3)"},
	{chineseForm(`^(WORD) +(THING)$`), "$1($2)"},
	{chineseForm(`^(?:解方程|解) *(THING) *=+ *(THING)$`), "Solve($1 == $2)"},
	{chineseForm(`^(?:检验|检查|断言|验证|check) *(.+?) *(?:=+|≈|约等于|近似等于|等于) *(THING)$`), "check $1 ≈ $2"},
	{chineseForm(`^(THING) *[到至] *(THING)$`), "$1..$2"},
	{chineseForm(`^\[(THING) *(?:对于|对)(?:每个)? *([a-zA-Zα-ω]) *(?:属于|在|∈|从|=|in) *(THING)中?\]$`), "[$1 for $2 in $3]"},
	{chineseForm(`^\[(THING) *(?:对于|对)(?:每个)? *([a-zA-Zα-ω]) *(?:从|=) *(THING) *[到至] *(THING)\]$`), "[$1 for $2 in $3..$4]"},
	{chineseForm(`^(?:求和|和) *(?:从 *)?(THING) *[到至] *(THING)$`), "sum(k for k in $1..$2)"},
	{chineseForm(`^(?:从 *)?(THING) *[到至] *(THING) *的?(?:所有)?(?:整数|自然数)?的?(?:之和|总和|求和|和)$`), "sum(k for k in $1..$2)"},
	{chineseForm(`^(?:从 *)?(THING) *[到至] *(THING) *的?平方(?:之和|和)$`), "sum(k^2 for k in $1..$2)"},
	{chineseForm(`^sum\((THING), *([a-zA-Zα-ω]) *(?:从|=) *(THING) *[到至] *(THING)\)$`), "sum($1 for $2 in $3..$4)"},
	{chineseForm(`^求和 *([a-zA-Zα-ω]) *(?:从|=) *(THING) *[到至] *(\w+) +(THING)$`), "sum($4 for $1 in $2..$3)"},
	{chineseForm(`^(THING) *对? *([a-zA-Zα-ω]) *从 *(THING) *[到至] *(THING) *的?(?:求和|和)$`), "sum($1 for $2 in $3..$4)"},
	{chineseForm(`^(interact\(\pL\w*) *从 *(THING) *[到至] *(THING)\)$`), "$1 = $2..$3)"},
	{chineseForm(`^(?:从 *)?(THING) *(?:一直)?[加累]*加[到至] *(THING)(?:的和)?$`), "sum(k for k in $1..$2)"},
	{chineseForm(`^(?:求和|和) *([a-zA-Zα-ω]) *(?:从|=) *(THING) *[到至] *(THING)$`), "sum($1 for $1 in $2..$3)"},
	{chineseForm(`^(?:设|令|若|记|已知|给定|定义)?(?:函数)? *(\pL\w*\([^)]*\) *= *THING)[,;] *(?:[求则]|计算) *(THING)$`), "$1; $2"},
	{chineseForm(`^(?:设|令|若|记|已知|给定|定义)?(?:函数)? *(\pL\w*\([^)]*\) *= *THING)(?:[,;]? *[求则画].*)?$`), "$1"},
}

// chineseForm is a pattern in which WORD and THING are written out.
func chineseForm(look string) pattern {
	look = strings.ReplaceAll(look, "WORD", `\p{Han}+`)
	return patternOf(strings.ReplaceAll(look, "THING", `[^\p{Han}=]+?`))
}

// asking is what stands before the thing that is asked for: 求, 计算一下.
var asking = patternOf(`^(?:请|试)?(?:求出|求|计算出|计算|算出|算|写出|给出|显示|输出|打印)(?:一下|一个)? *`)

// chinese is a sentence in Chinese as a call of words that have a rule, "" for any other statement.
func (w *foreign) chinese(text string) string {
	text = strings.TrimRight(text, "。.!?, ")
	if !strings.ContainsFunc(text, isHan) || w.knowsWord(text) {
		return ""
	}
	if head, rest, ok := strings.Cut(text, " = "); ok && !strings.ContainsAny(head, "(") && !strings.ContainsFunc(head, isHan) {
		if called := w.chinese(rest); called != "" {
			return head + " = " + called
		}
	}
	if rest := asking().ReplaceAllString(text, ""); rest != text && rest != "" && foreignCalls()[firstWord(text)] == nil {
		if called := w.chinese(rest); called != "" || foreignCalls()[firstWord(rest)] == nil && strings.ContainsFunc(rest, isHan) {
			return called
		}
		return rest
	}
	if m := squareDefined().FindStringSubmatch(text); m != nil {
		return m[1] + " = " + squared(m[2])
	}
	if called := w.ofDefinition(text); called != "" {
		return called
	}
	for _, form := range chineseForms {
		match := form.look().FindStringSubmatchIndex(text)
		if match == nil {
			continue
		}
		called := string(form.look().ExpandString(nil, form.write, text, match))
		if word := firstWord(called); !strings.ContainsFunc(word, isHan) || foreignCalls()[word] != nil {
			return called
		}
	}
	return ""
}

// squareDefined reads f(x) = x 的平方.
var squareDefined = patternOf(`^(\pL\w*\([^()]*\)) *= *([^\p{Han}=]+?) *的平方$`)

func squared(text string) string {
	if text = strings.TrimSpace(text); isLetter(text) || isNumber(text) {
		return text + "^2"
	}
	return "(" + text + ")^2"
}

// ofDefinition is a call that asks something of a function which the sentence defines: f(x) = x^2 - 2x 的最小值. The definition comes
// first.
func (w *foreign) ofDefinition(text string) string {
	match := definitionThen().FindStringSubmatch(text)
	if match == nil || foreignCalls()[match[5]] == nil || match[4] != "" && match[4] != match[1] {
		return ""
	}
	name, known, letters := match[1], w.arity, w.lettersOf
	w.lettersOf = func(other string) []string {
		if other == name {
			return split(match[2])
		}
		return letters(other)
	}
	w.before = name + "(" + match[2] + ") = " + match[3]
	w.arity = func(other string) (int, bool) {
		if other == name {
			return 1 + strings.Count(match[2], ","), true
		}
		return known(other)
	}
	return match[5] + "(" + name + ")"
}

// definitionThen reads f(x) = x^2 的最小值, f(x) = x^2, 求最小值 and 设 f(x) = x^2, 求 f 的最小值.
var definitionThen = patternOf(`^(?:设|令|若|记|已知|给定|定义|画出|画|绘制|作出)? *(?:函数)? *(\pL\w*)\(([^()]*)\) *= *([^\p{Han}=]+?)(?: *的|[,;]? *(?:[求画算]|计算|画出)+ *([a-zA-Zα-ω]\w*)? *的?) *(\p{Han}+)$`)

// halfWidth is a text with the full-width signs outside its quotes as the narrow ones.
func halfWidth(text string) string {
	quoted := false
	return strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("\"“”", r):
			quoted = !quoted
			return '"'
		case !quoted && r >= '！' && r < '～':
			return r - '！' + '!'
		}
		return r
	}, text)
}

// knowsWord reports whether a Chinese word of a text is a name of the notebook: then the text is no sentence.
func (w *foreign) knowsWord(text string) bool {
	for _, word := range hanWords().FindAllString(text, -1) {
		if w.known(word) {
			return true
		}
	}
	return false
}

var hanWords = patternOf(`\p{Han}+`)

// firstWord is the word that a text begins with.
func firstWord(text string) string {
	return text[:len(text)-len(strings.TrimLeftFunc(text, unicode.IsLetter))]
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// chineseRows are Chinese words of the subject as functions, and how their calls are written here.
var chineseRows = []foreignRow{
	{"画图 画 画出 绘图 绘制 作图 等高线 等高线图 画等高线 等值线 图 图像 图形", here("plot")},
	{"曲面 曲面图 画曲面", here("surface")}, {"动画", here("animate")}, {"直方图", here("histogram")}, {"散点图", here("scatter")},
	{"求导 导数 求导数 偏导 偏导数 求偏导 求偏导数", (*foreign).derivative},
	{"梯度 求梯度", (*foreign).gradient},
	{"海森 海森矩阵 黑塞 黑塞矩阵 海色矩阵", (*foreign).hessian},
	{"雅可比 雅可比矩阵 雅克比矩阵", pointed("jacobian", "1", "")},
	{"泰勒 泰勒展开 泰勒多项式", pointed("taylor", "0", "at")},
	{"判断 判定 分类 鞍点 极值 极值点", pointed("classify", "0", "")},
	{"临界点 驻点", pointed("critical", "1", "near")},
	{"最小值 最小值点 极小值 极小值点 最小化 极小化", func(w *foreign, args []string) string { return w.least("min", "", args) }},
	{"最大值 最大值点 极大值 极大值点 最大化 极大化", func(w *foreign, args []string) string { return w.least("max", "-", args) }},
	{"零点 求根 根", (*foreign).root}, {"解 求解 解方程组 解方程", (*foreign).solved},
	{"曲率", here("curvature")}, {"运行 迭代", started("run")}, {"比较", started("compare")},
	{"梯度下降 梯度下降法", ruled("gd")}, {"动量 动量法", ruled("momentum")}, {"重球法", ruled("heavy_ball")}, {"牛顿法", ruled("newton")},
	{"信赖域 信赖域法 信赖域方法", ruled("trust_region")},
	{"特征值 本征值", here("eigenvalues")}, {"特征向量", here("eigenvectors")}, {"特征分解", here("eigen")},
	{"最大特征值", within("max(eigenvalues(", "))")}, {"最小特征值", within("min(eigenvalues(", "))")},
	{"秩", here("eigenvalues")}, {"行列式", here("det")}, {"迹", here("tr")}, {"逆 逆矩阵 求逆", here("inv")}, {"转置", (*foreign).transposed}, {"条件数", here("cond")},
	{"范数 长度 模", here("norm")}, {"求和 和", here("sum")}, {"平均 平均值 均值", here("mean")}, {"方差", here("var")},
	{"标准差", here("std")}, {"中位数", here("median")}, {"排序", here("sort")},
	{"根号 开方 平方根", within("√(", ")")}, {"平方", func(w *foreign, args []string) string { return squared(w.convert(strings.Join(args, ", "))) }}, {"绝对值", here("abs")}, {"对数 自然对数", here("ln")},
	{"指数", here("exp")}, {"正弦", here("sin")}, {"余弦", here("cos")}, {"正切", here("tan")},
	{"加载 读取 导入数据", here("load")}, {"滑块", here("interact")}, {"练习", here("exercise")},
	{"打印 输出 显示", here("print")}, {"帮助", here("help")}, {"单位矩阵", func(*foreign, []string) string { return "I" }},
}

// here writes the same call with the name that the function has here, and its settings with theirs.
func here(name string) func(*foreign, []string) string {
	return func(w *foreign, args []string) string { return name + "(" + strings.Join(w.settled(args), ", ") + ")" }
}

// started writes the same call, and where it begins if that is not said.
func started(name string) func(*foreign, []string) string {
	return func(w *foreign, args []string) string {
		args = w.settled(args)
		if !slices.ContainsFunc(args, func(arg string) bool { return strings.HasPrefix(arg, "from =") }) {
			f := slices.IndexFunc(args, func(arg string) bool { return w.variables(arg) > 0 })
			if f < 0 && len(args) == 1 {
				args, f = append(args, "f"), 1
			}
			args = append(args, "from = "+w.numbers(args[max(0, f)], "1"))
		}
		return name + "(" + strings.Join(args, ", ") + ")"
	}
}

// within writes the arguments between two texts.
func within(before, behind string) func(*foreign, []string) string {
	return func(w *foreign, args []string) string { return before + strings.Join(w.settled(args), ", ") + behind }
}

// settled are arguments as they are written here; a setting with a Chinese name has its own.
func (w *foreign) settled(args []string) []string {
	settled := make([]string, len(args))
	for i, arg := range args {
		settled[i] = w.convert(arg)
		if name, value, ok := strings.Cut(arg, "="); ok && SettingTerm(strings.TrimSpace(name)) != "" {
			settled[i] = SettingTerm(strings.TrimSpace(name)) + " = " + w.convert(strings.TrimSpace(value))
		}
	}
	return settled
}

// pointed writes a call of a function and a point, as the setting where one is named; without one it is of numbers.
func pointed(name, number, setting string) func(*foreign, []string) string {
	return func(w *foreign, args []string) string {
		f := w.named(args[0])
		if f == "" {
			return ""
		}
		point := w.numbers(f, number)
		if len(args) == 2 {
			point = w.convert(args[1])
		}
		if setting != "" && !strings.Contains(point, "=") {
			point = setting + " = " + point
		}
		return name + "(" + f + ", " + point + ")"
	}
}

// ruled writes 梯度下降(f, (1, 1)) as a run, and 梯度下降(学习率 = 0.1) as the optimizer with a setting.
func ruled(name string) func(*foreign, []string) string {
	return func(w *foreign, args []string) string {
		if strings.Contains(args[0], "=") {
			return name + "(" + strings.Join(w.settled(args), ", ") + ")"
		}
		f, from := w.named(args[0]), ""
		rest := w.settled(args[1:])
		for i, arg := range rest {
			if !strings.Contains(arg, "=") && from == "" {
				rest[i], from = "from = "+arg, arg
			} else if strings.HasPrefix(arg, "from") {
				from = arg
			}
		}
		if from == "" {
			rest = append([]string{"from = " + w.numbers(f, "1")}, rest...)
		}
		if f == "" {
			return ""
		}
		return "run(" + strings.Join(append([]string{name, f}, rest...), ", ") + ")"
	}
}

// least is the search for the least value of a function, or the greatest where its sign is to be turned; of anything else it is the
// least entry.
func (w *foreign) least(name, sign string, args []string) string {
	n, _ := w.arity(args[0])
	if n == 0 && (len(args) > 1 || !w.isOpen(args[0])) {
		return name + "(" + strings.Join(w.settled(args), ", ") + ")"
	}
	return w.minimum(sign, args)
}

// solved writes 解方程组(A, b), and 解方程(f) as the search for zeros.
func (w *foreign) solved(args []string) string {
	if n, _ := w.arity(args[0]); len(args) == 2 && n == 0 && !w.areUnknowns(args[1]) {
		return "solve(" + strings.Join(w.settled(args), ", ") + ")"
	}
	return w.solution(args)
}

// transposed writes 转置(A) as A', 转置(A B) as (A B)'.
func (w *foreign) transposed(args []string) string {
	if a := w.convert(args[0]); functionOf(a) != "" {
		return a + "'"
	}
	return "(" + w.convert(args[0]) + ")'"
}
