package syntax

import "strings"

// Term is a Chinese word of the subject that a student may type: what is written for it, alternatives set apart by |, and
// the name of the page of help about it. Help, the phrasebook and completion read this one table.
type Term struct{ Word, Write, Page string }

// TermOf is the term for a Chinese word; false for another word.
func TermOf(word string) (Term, bool) {
	for _, t := range terms {
		if t.Word == word {
			return t, true
		}
	}
	page, ok := englishTerms[word]
	return Term{Word: word, Page: page}, ok
}

// englishTerms are words of the subject of which no name is made, with the pages of help about them.
var englishTerms = map[string]string{
	"saddle point": "classify", "saddle points": "classify", "saddle": "classify", "local minimum": "classify", "local maximum": "classify", "critical point": "critical_points",
	"critical points": "critical_points", "stationary point": "critical_points", "global minimum": "extremes", "global maximum": "extremes", "learning rate": "rate", "step size": "rate",
	"gradient descent": "gd", "steepest descent": "gd", "stochastic gradient descent": "sgd", "newton's method": "newton", "newton method": "newton", "heavy ball": "heavy_ball",
	"trust region": "trust_region", "quasi-newton": "lbfgs", "hessian matrix": "hessian", "jacobian matrix": "jacobian", "taylor series": "taylor", "taylor polynomial": "taylor",
	"directional derivative": "curvature", "partial derivative": "∂", "eigenvalue": "eigenvalues", "eigenvector": "eigenvectors", "condition number": "cond", "lagrange multiplier": "critical_points",
	"lagrange multipliers": "critical_points", "line search": "armijo", "level set": "implicit", "contour plot": "plot", "surface plot": "surface", "gradient field": "field",
	"basin of attraction": "basins", "escape time": "escape_times",
}

// TermsFrom are the terms that begin with a prefix, in the order of the table.
func TermsFrom(prefix string) []Term {
	var found []Term
	for _, t := range terms {
		if prefix != "" && strings.HasPrefix(t.Word, prefix) {
			found = append(found, t)
		}
	}
	return found
}

var terms = []Term{
	// the grammar
	{"如果", "if … then … else …", "if"}, {"若", "if … then … else …", "if"}, {"则", "if … then … else …", "if"},
	{"那么", "if … then … else …", "if"}, {"否则", "if … then … else …", "if"}, {"分段函数", "if x > 0 then x else 0", "if"},
	{"其中", "f(x) = u^2 where u = x - 1", "where"}, {"对于", "[f(x) for x in v]", "for"}, {"循环", "[f(x) for x in v]", "for"},
	{"且", "and", "and"}, {"并且", "and", "and"}, {"或", "or", "or"}, {"或者", "or", "or"}, {"非", "not", "not"},
	{"真", "true", "true"}, {"假", "false", "true"}, {"函数", "f(x) = x^2", "="}, {"匿名函数", "x -> x^2", "->"},
	{"向量", "(1, 2)", "( )"}, {"点", "(1, 2)", "( )"}, {"矩阵", "[2, 1; 1, 2]", "[ ]"}, {"区间", "1..10", ".."},
	{"优化器", "optimizer o(f, θ, η = 0.1)", "optimizer"}, {"断言", "check 1 < 2", "check"}, {"检验", "check 1 < 2", "check"},

	// numbers
	{"无穷", "∞ | inf", "∞"}, {"无穷大", "∞ | inf", "∞"}, {"圆周率", "π | pi", "π"}, {"自然常数", "e", "e"},
	{"平方根", "√x", "√"}, {"根号", "√x", "√"}, {"绝对值", "abs(x)", "abs"}, {"正弦", "sin(x)", "sin"}, {"余弦", "cos(x)", "cos"},
	{"正切", "tan(x)", "tan"}, {"反正弦", "asin(x)", "asin"}, {"反余弦", "acos(x)", "acos"}, {"反正切", "atan(x)", "atan"},
	{"指数", "exp(x)", "exp"}, {"对数", "log(x)", "log"}, {"自然对数", "log(x)", "log"}, {"取整", "floor(x)", "floor"},
	{"求和", "sum(v)", "sum"}, {"求积", "prod(v)", "prod"}, {"连乘", "prod(v)", "prod"}, {"平均", "mean(v)", "mean"},
	{"平均值", "mean(v)", "mean"}, {"均值", "mean(v)", "mean"}, {"最大", "max(v)", "max"}, {"最大值", "max(v)", "max"},
	{"最小", "min(v)", "min"}, {"最小值", "min(v)", "min"}, {"随机数", "rand(3)", "rand"}, {"随机种子", "seed(7)", "seed"},

	// linear algebra
	{"范数", "norm(v)", "norm"}, {"内积", "u · v", "·"}, {"点积", "u · v", "·"}, {"转置", "A'", "'"}, {"逆矩阵", "inv(A)", "inv"},
	{"行列式", "det(A)", "det"}, {"迹", "tr(A)", "tr"}, {"条件数", "cond(A)", "cond"}, {"特征值", "eigenvalues(A)", "eigenvalues"},
	{"特征向量", "eigenvectors(A)", "eigenvectors"}, {"特征分解", "λ, V = eigen(A)", "eigen"}, {"谱", "spectrum(f, p)", "spectrum"},
	{"对角矩阵", "diag(v)", "diag"}, {"解方程组", "solve(A, b)", "solve"},

	// calculus
	{"梯度", "∇f", "∇"}, {"海森", "∇²f", "∇²"}, {"海森矩阵", "∇²f", "∇²"}, {"黑塞矩阵", "∇²f", "∇²"}, {"海色矩阵", "∇²f", "∇²"},
	{"导数", "f' | ∇f", "'"}, {"求导", "f' | ∇f", "'"}, {"偏导数", "∇f(p)[1]", "∇"}, {"方向导数", "∇f(p) · d", "∇"},
	{"雅可比矩阵", "jacobian(F, p)", "jacobian"}, {"雅克比矩阵", "jacobian(F, p)", "jacobian"}, {"曲率", "curvature(f, p, d)", "curvature"},
	{"泰勒展开", "taylor(f, at = p)", "taylor"}, {"泰勒多项式", "taylor(f, at = p)", "taylor"},

	// points and conditions
	{"鞍点", "classify(f, p)", "classify"}, {"极值", "classify(f, p)", "classify"}, {"极值点", "classify(f, p)", "classify"},
	{"极小值点", "classify(f, p)", "classify"}, {"极大值点", "classify(f, p)", "classify"}, {"极小值", "minimize(f, from = p)", "minimize"},
	{"临界点", "critical(f, near = p) | critical_points(f, x = -2..2)", "critical_points"},
	{"驻点", "critical(f, near = p) | critical_points(f, x = -2..2)", "critical_points"},
	{"最值", "extremes(f, x = -2..2) | extremes(f, within = h)", "extremes"}, {"条件极值", "critical_points(f, on = g)", "critical_points"},
	{"拉格朗日乘数法", "critical_points(f, on = g)", "critical_points"}, {"拉格朗日乘子法", "critical_points(f, on = g)", "critical_points"},
	{"拉格朗日乘数", "critical_points(f, on = g)", "critical_points"}, {"约束优化", "minimize(f, from = p, on = g, within = h)", "minimize"},
	{"零点", "roots(f, x = -5..5)", "roots"}, {"求根", "roots(f, x = -5..5)", "roots"}, {"解方程", "roots(f, x = -5..5)", "roots"},
	{"学习率", "rate(f, p)", "rate"}, {"步长", "rate(f, p)", "rate"}, {"最小化", "minimize(f, from = p)", "minimize"},

	// optimizers and runs
	{"运行", "run(gd, f, from = p)", "run"}, {"迭代", "run(gd, f, from = p)", "run"}, {"比较", "compare(f, gd, momentum, from = p)", "compare"},
	{"梯度下降", "gd", "gd"}, {"梯度下降法", "gd", "gd"}, {"动量", "momentum", "momentum"}, {"动量法", "momentum", "momentum"},
	{"重球法", "heavy_ball", "heavy_ball"}, {"牛顿法", "newton", "newton"}, {"阻尼牛顿法", "damped_newton", "damped_newton"},
	{"拟牛顿法", "lbfgs", "lbfgs"}, {"信赖域", "trust_region", "trust_region"}, {"信赖域法", "trust_region", "trust_region"},
	{"三次正则化牛顿法", "cubic_newton", "cubic_newton"}, {"随机梯度下降", "sgd", "sgd"}, {"逃逸时间", "escape_times(gd, f, from = p)", "escape_times"},

	// pictures and the notebook
	{"画图", "plot(f)", "plot"}, {"绘图", "plot(f)", "plot"}, {"作图", "plot(f)", "plot"}, {"等高线", "plot(f)", "plot"},
	{"曲面", "surface(f)", "surface"}, {"直方图", "histogram(v)", "histogram"}, {"散点图", "scatter(t)", "scatter"},
	{"动画", "animate(r)", "animate"}, {"滑块", "interact(k = 1..20)", "interact"}, {"吸引域", "basins(gd, f, x = -2..2, y = -2..2)", "basins"},
	{"打印", "print(x)", "print"}, {"输出", "print(x)", "print"}, {"帮助", "help(gd)", "help"}, {"单位矩阵", "I", "I"}, {"读取", `load("data/line.csv")`, "load"},
	{"保存", `save(plot(f), "name.png")`, "save"}, {"语言", `language("zh")`, "language"},
}

// settingTerms are Chinese names of settings.
var settingTerms = map[string]string{
	"起点": "from", "初始点": "from", "步数": "steps", "容差": "tol", "种子": "seed", "随机种子": "seed", "标题": "title", "阶": "order", "阶数": "order",
	"噪声": "noise", "批量": "batch", "宽度": "width", "高度": "height", "附近": "near", "学习率": "η", "动量系数": "β",
}

// SettingWords are the beginnings of the Chinese words for a setting: 起, 起点.
func SettingWords(setting string) []string {
	var words []string
	for word, name := range settingTerms {
		letters := []rune(word)
		for end := range letters {
			if name == setting {
				words = append(words, string(letters[:end+1]))
			}
		}
	}
	return words
}

// SettingTerm is the setting that a Chinese word names, "" for another word.
func SettingTerm(word string) string { return settingTerms[word] }
