package syntax

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// task is what a sentence in Chinese asks for, taken apart: 求 f(x, y) = x^2 y 在点 (1, 2) 处的梯度.
type task struct {
	w           *foreign
	f           string   // the function, by its name; "" where none is meant
	letters     []string // its variables
	unsure      bool     // nobody says how many they are
	definition  string   // that gives it its name; "" where it has one
	things      []string // what stands between the words and is no function
	words       string   // the Chinese words, between each two of them a space
	at          string   // the point
	direction   string
	by          string            // the variable of a derivative
	order       string            // of a derivative or a polynomial
	ranges      []string          // of the variables, -1..2
	rangeOf     map[string]string // of a variable that is named
	constraints []string          // settings on and within
	from        string            // where a run begins
	settings    []string          // of the optimizer
	steps       string
	rest        string // what a clause took and does not belong to it
	optimizers  []string
}

// sentences are those of one language: the parts that say where, by which variable, from where, how fast; its words; the names of
// optimizers; and what is asked for, the first that fits.
type sentences struct {
	clauses    []clause
	word       pattern
	optimizers []optimizerName
	rules      []taskRule
}

// clause is a part of a sentence: what it looks like, and what becomes of it.
type clause struct {
	look pattern
	take func(t *task, match []string)
}

// taskRule is words of a sentence, and what is written for it; "" where a part is missing.
type taskRule struct {
	look  pattern
	write func(t *task) string
}

type optimizerName struct{ look, name string }

// taskClauses are the clauses of a sentence in Chinese. NUMBER and POINT are written out.
var taskClauses = []clause{
	{taskClause(`(?:学习率|步长)(?:为|是|取|等于|=)? *(NUMBER)`), func(t *task, m []string) { t.settings = append(t.settings, "η = "+m[1]) }},
	{taskClause(`动量系数(?:为|是|取|等于|=)? *(NUMBER)|动量(?:为|是|取|=) *(NUMBER)`), func(t *task, m []string) { t.settings = append(t.settings, "β = "+m[1]+m[2]) }},
	{taskClause(`(?:初始点|起始点|初值|起点|初始值)(?:为|是|取|=)? *(POINT|NUMBER)|从 *(POINT|NUMBER) *(?:出发|开始|起)|从 *(POINT)`), func(t *task, m []string) { t.from = m[1] + m[2] + m[3] }},
	{taskClause(`(?:迭代|走|跑|运行|共)? *(\d+) *(?:步|次迭代|次)|步数(?:为|是|取|=)? *(\d+)`), func(t *task, m []string) { t.steps = m[1] + m[2] }},
	{taskClause(`(?:在|于)?(?:约束|限制)?(?:条件)? *((?:EQUATION)(?: *(?:且|并且|和|与|及|,|、) *EQUATION)*) *(?:的)?(?:约束|限制)?(?:条件)?之?下|(?:,|;)? *(?:且|并)?(?:满足|使得|受约束于|约束条件?(?:为|是)?|条件(?:为|是)) *(EQUATION(?: *(?:且|并且|和|与|及|,|、) *EQUATION)*)(?:[\p{Han},;；]|$)|(?:已知|给定|若) *(EQUATION) *[,;]`), (*task).takeConstraints},
	{taskClause(`[,;]? *(?:当|其中|对|且|和)? *([a-z]) *(?:从|属于|在|∈) *(?:区间)? *[\[(]? *(NUMBER) *(?:到|至|,) *(NUMBER) *[])]?(?:之间|上|中|内)?`), (*task).takeRange},
	{taskClause(`(?:在|于)?(?:闭)?区间 *[[(] *(NUMBER) *, *(NUMBER) *[])] *(?:上|内|中)?|(?:在|于) *\[ *(NUMBER) *, *(NUMBER) *\] *(?:上|内|中|之间)?|(?:在|从) *(?:x *= *)?(NUMBER) *(?:到|至) *(NUMBER) *(?:上|内|之间)?`), func(t *task, m []string) { t.ranges = []string{m[1] + m[3] + m[5] + ".." + m[2] + m[4] + m[6]} }},
	{taskClause(`[,;]? *(?:当|其中|对)? *(NUMBER) *(?:<=|≤|<) *[a-z] *(?:<=|≤|<) *(NUMBER) *(?:时|上)?`), func(t *task, m []string) { t.ranges = []string{m[1] + ".." + m[2]} }},
	{taskClause(`(?:在|于)?(?:曲线|直线|圆周?|椭圆|曲面|平面)? *(EQUATION) *上(?:的|离|距|到|与|,|$)`), (*task).takeConstraints},
	{taskClause(`沿(?:着)?(?:方向|向量)? *(POINT)`), func(t *task, m []string) { t.direction = m[1] }},
	{taskClause(`(?:在|于)?(?:点)? *(?:[a-zA-Z] *= *(NUMBER)|(POINT)|(NUMBER)) *(?:处|附近|这一?点|点处|点)|(?:在|于)点? *(?:[a-z] *= *(NUMBER)|(POINT)|(NUMBER))`), func(t *task, m []string) { t.at = spaced(strings.Join(m[1:], "")) }},
	{taskClause(`(?:对|关于) *([a-zA-Zα-ω]) *(?:的)?`), func(t *task, m []string) { t.by = m[1] }},
	{taskClause(`(?:第)?([一二两三四五六七八九]|\d+) *[阶次](?:的)?`), func(t *task, m []string) { t.order = orderOf(m[1]) }},
}

// taskClause is a pattern in which NUMBER and POINT are written out.
func taskClause(look string) pattern {
	look = strings.ReplaceAll(look, "EQUATION", `[^\p{Han},;；]+?(?:=|≤|≥|<=|>=|<|>)[^\p{Han},;；]+?`)
	look = strings.ReplaceAll(look, "NUMBER", `[-+]?[0-9.]*π?[0-9.]*(?:/[0-9]+)?\b|[-+]?[0-9.]*π(?:/[0-9]+)?|[-+]?∞`)
	look = strings.ReplaceAll(look, "POINT", `\([-+0-9.π/ ]+(?:, *[-+0-9.π/ ]+)+\)`)
	return patternOf(look)
}

// spaced is a point with a space behind each comma.
func spaced(point string) string {
	return strings.ReplaceAll(strings.ReplaceAll(point, " ", ""), ",", ", ")
}

func orderOf(text string) string {
	if i := strings.Index("一二三四五六七八九", text); i >= 0 {
		return string(rune('1' + i/len("一")))
	}
	if text == "两" {
		return "2"
	}
	return text
}

// taskOptimizers are the names of optimizers in sentences.
var taskOptimizers = []optimizerName{
	{"小批量随机梯度下降法?|随机梯度下降法?", "sgd"}, {"最速下降法?|梯度下降法?|梯度法", "gd"}, {"重球法", "heavy_ball"}, {"动量(?:梯度下降)?法?", "momentum"},
	{"阻尼牛顿法", "damped_newton"}, {"拟牛顿法", "lbfgs"}, {"牛顿(?:迭代)?法", "newton"}, {"信赖域(?:方)?法?", "trust_region"},
	{`\b(?i:adam)\b(?:算法|优化器)?`, "adam"}, {`\b(?i:rmsprop)\b(?:算法)?`, "rmsprop"}, {`\b(?i:adagrad)\b(?:算法)?`, "adagrad"},
	{`\b(?i:nesterov)\b(?:加速)?(?:梯度)?法?`, "nesterov"}, {`\b(?:gd)\b`, "gd"}, {`\bmomentum\b`, "momentum"}, {`\bnewton\b`, "newton"},
}

// chineseTask is what is to be written for a sentence that asks something of a function, an equation or a matrix; "" where it is
// not understood as a whole.
func (w *foreign) chineseTask(text string) string {
	if text = strings.TrimRight(text, ".!?, 吗呢吧。？"); strings.ContainsFunc(text, isHan) {
		text = inChinese(text)
	}
	if !strings.ContainsFunc(text, isHan) || w.knowsWord(text) || strings.Contains(text, `"`) || wordCalled().MatchString(text) {
		return ""
	}
	t := &task{w: w}
	text = t.takeFunction(text)
	text = t.takeOptimizers(t.takeClauses(text, taskClauses), taskOptimizers)
	t.words = strings.Join(hanWords().FindAllString(text, -1), " ")
	for _, part := range taskParts().Split(text, -1) {
		if part = strings.Trim(part, " ,;:.=；"); part != "" {
			t.things = append(t.things, part)
		}
	}
	t.takeThing()
	return t.answer(taskRules)
}

// takeClauses takes the clauses out of a sentence; each may stand in it three times, as the ranges of three variables do.
func (t *task) takeClauses(text string, clauses []clause) string {
	for _, clause := range clauses {
		for range 3 {
			match := clause.look().FindStringSubmatch(text)
			if match == nil || strings.Join(match[1:], "") == "" {
				break
			}
			clause.take(t, match)
			text = strings.Replace(text, match[0], "；", 1) + t.rest
			t.rest = ""
		}
	}
	return text
}

// answer is what is written for the first rule that fits; "" where something of the sentence is not in it.
func (t *task) answer(rules []taskRule) string {
	for _, rule := range rules {
		if rule.look().MatchString(t.words) {
			written := rule.write(t)
			others := slices.DeleteFunc(t.things, func(thing string) bool { return t.definition != "" && strings.Contains("fgh", thing) }) // 设 h(x) = x^2，求 f 的最小值
			if written == "" || len(others) > 0 {
				return ""
			}
			return t.defined(written)
		}
	}
	return ""
}

// defined is what is written behind the definition of its function; a formula without a name stands in the call itself.
func (t *task) defined(written string) string {
	alone := regexp.MustCompile(`([(] *|, )` + nameless + `([,)])`)
	switch {
	case t.definition == "":
		return written
	case t.f == nameless && len(regexp.MustCompile(`\b`+nameless+`\b`).FindAllString(written, -1)) == 1 && alone.MatchString(written):
		_, formula, _ := strings.Cut(t.definition, " = ")
		return alone.ReplaceAllString(written, "${1}"+strings.ReplaceAll(lambda(t.letters, formula), "$", "$$")+"${2}")
	}
	return t.definition + "; " + written
}

// wordCalled reads 最值(f), a call of one word.
var wordCalled = patternOf(`^\p{Han}+\([^\p{Han}]*\)$`)

// nameless is the name that a formula without one gets.
const nameless = "q"

var taskParts = patternOf(`\p{Han}+|；`)

var definedInTask = patternOf(`(\pL\w*)\(([a-zα-ω₀-₉0-9, ]+)\) *= *([^\p{Han},;=]+)`)
var graphInTask = patternOf(`(?:^|[^\w)])([yz]) *= *([^\p{Han},;=]*[a-z(][^\p{Han},;=]*)`)

// takeFunction takes the definition out of a sentence: f(x, y) = x^2 y, y = x^2, or the name of one that there is.
func (t *task) takeFunction(text string) string {
	if m := definedInTask().FindStringSubmatch(text); m != nil && !strings.ContainsFunc(m[1], isHan) {
		t.f, t.letters = m[1], split(m[2])
		t.definition = m[1] + "(" + m[2] + ") = " + t.w.convert(t.w.withParentheses(strings.TrimSpace(m[3])))
		text = strings.Replace(text, m[0], "；", 1)
		return regexp.MustCompile(`(^|[^\w])`+regexp.QuoteMeta(m[1])+`(\([a-z, ]*\))?([^\w(]|$)`).ReplaceAllString(text, "$1；$3")
	}
	if m := graphInTask().FindStringSubmatch(text); m != nil && !strings.Contains(text, "方程") {
		if t.name(t.w.convert(t.w.withParentheses(strings.TrimSpace(m[2])))) {
			return strings.Replace(text, m[1]+" = "+m[2], "；", 1)
		}
	}
	for _, m := range regexp.MustCompile(`(?:^|[^\w(])([a-zA-Z]\w*)(\([a-z, ]+\))?(?:[^\w(]|$)`).FindAllStringSubmatch(text, -1) {
		if t.isFunctionName(m[1]) {
			t.callFunction(m[1])
			return strings.Replace(text, m[1]+m[2], "；", 1)
		}
	}
	return text
}

// isFunctionName reports whether a name is that of a function, or of one as a rule where nothing is known of it.
func (t *task) isFunctionName(name string) bool {
	n, ok := t.w.arity(name)
	usual := strings.Contains("fghFGLJ", name) && n == 0
	return (ok && n > 0 || usual) && !isOptimizerName(name)
}

// callFunction makes a name the function of a sentence, of two variables where nothing is known of them.
func (t *task) callFunction(name string) {
	t.f, t.letters = name, t.w.lettersOf(name)
	if t.unsure = len(t.letters) == 0; t.unsure {
		t.letters = []string{"x", "y"}
	}
}

func isOptimizerName(name string) bool {
	return slices.ContainsFunc(taskOptimizers, func(o optimizerName) bool { return o.name == name })
}

// name gives a formula a name; false where it has no variables.
func (t *task) name(formula string) bool {
	letters := lettersIn(formula)
	if len(letters) == 0 || len(letters) > 3 || slices.ContainsFunc(letters, func(letter string) bool { return t.w.variables(letter) > 0 }) {
		return false
	}
	t.f, t.letters = nameless, letters
	t.definition = nameless + "(" + strings.Join(letters, ", ") + ") = " + formula
	return true
}

func (t *task) takeOptimizers(text string, optimizers []optimizerName) string {
	for _, o := range optimizers {
		look := regexp.MustCompile(o.look)
		if found := look.FindString(text); found != "" && !regexp.MustCompile(regexp.QuoteMeta(found)+`(?:系数|为|是|=|场)`).MatchString(text) {
			t.optimizers = append(t.optimizers, o.name)
			text = look.ReplaceAllString(text, "；")
		}
	}
	return text
}

// isAsked reads a question of what something is.
var isAsked = patternOf(`是|^is\b|\bif\b|\bwhether\b|kind|type|nature|classify`)

// takeThing makes the one formula of a sentence its function, where it names none.
func (t *task) takeThing() {
	if t.f == "" && len(t.things) == 1 && t.at == "" && strings.HasPrefix(t.things[0], "(") && isAsked().MatchString(t.words) {
		t.at, t.things = spaced(t.things[0]), nil // (0, 0) 是鞍点吗
	}
	if t.at == "" && t.f == "" && len(t.things) == 0 && t.from != "" && len(t.optimizers) > 0 { // 用梯度下降法从 (1, 1) 开始走 10 步
		t.callFunction("f")
	}
	if t.f == "" && len(t.things) == 0 && t.at != "" { // 在点 (1, 2) 处的梯度
		t.f, t.letters = "f", t.w.lettersOf("f")
		if len(t.letters) == 0 {
			t.letters = []string{"x", "y", "z"}[:min(1+strings.Count(t.at, ","), 3)]
		}
	}
	if t.f != "" || len(t.things) != 1 || strings.ContainsAny(t.things[0], "=[]<>≤≥") || isLetter(t.things[0]) && (t.w.known(t.things[0]) || unicode.IsUpper([]rune(t.things[0])[0])) {
		return
	}
	if sum := t.w.sumOfFunctions(t.things[0]); sum != "" {
		t.f, t.letters, t.things = sum, t.w.lettersOf(lettersIn(sum)[0]), nil
		return
	}
	if thing := t.w.convert(t.w.withParentheses(t.things[0])); thing != "" && t.name(thing) {
		t.things = nil
	}
}
