package session_test

import (
	"regexp"
	"strings"
	"testing"

	"saddle/kernel/lang/message"
	"saddle/kernel/session"
)

// TestChineseWordsLeadToPages asks for help about Chinese words, and compares what a notebook in Chinese says in words.
func TestChineseWordsLeadToPages(t *testing.T) {
	s := session.New(session.Options{Locale: message.Chinese})
	for cell, want := range map[string]string{
		`help("鞍点")`:                "classify(f, p)",
		`help("海森矩阵")`:              "∇²f(p)",
		`help("特征值")`:               "eigenvalues(A)",
		`help("否则")`:                "if 条件 then a else b",
		`help(鞍点)`:                  "classify(f, p)",
		`help(梯度)`:                  "∇f(p)",
		`help("起点")`:                "起点，即从哪一点开始迭代",
		`A = [1, 2; 3, 4]; A[3, 1]`: "没有第 3 行：行号从 1 到 2",
		`B = [1, 2; 3, 4]; B[1, 3]`: "没有第 3 列：列号从 1 到 2",
		`c = critical_points(x -> x^3 - x, x = -2..2); c[9]`: "没有第 9 项",
		`sum(k for k in 1～3)`:                                "请写 sum(k for k in 1..3)",
		`print(「你好」)`:                                        `请写 print("你好")`,
		`help()`:                                             `help("优化器一览")`,
		`help("优化器一览")`:                                      "heavy_ball",
		`特征值([2, 0; 0, 3])`:                                  "eigenvalues([2, 0; 0, 3])",
		`最大值((1, 2))`:                                        "max((1, 2))",
		`run(gd, x -> x^2, from = 1, 步数 = 5)`:                "是否想写 steps？",
		`run(gd, x -> x^2, from = 1, steps = 5).reason`:      "走完了全部 5 步",
		`classify((x, y) -> x^2 - y^2, (0, 0)).reason`:       "海森矩阵的特征值有正有负",
		`print(run(gd, x -> x^2, from = 1, steps = 5))`:      "运行结果",
	} {
		if got := transcript(s, cell); !strings.Contains(got, want) {
			t.Errorf("%s says\n%s\nwithout %s", cell, got, want)
		}
	}
}

// TestChineseWordsInFormulas looks that formulas have no English words, wherever they come from: what was typed, a derivative,
// a rule, its steps.
func TestChineseWordsInFormulas(t *testing.T) {
	english := regexp.MustCompile(`\\text\{[a-z ]+\}`)
	for cell, want := range map[string]string{
		"f(x) = if x > 0 and x < 1 then 1 else 2":                        `\text{且}`,
		"g(x) = if x > 0 or x < -1 then x^2 else -x; ∇g":                 `\text{否则}`,
		"h(x) = u^2 where u = x - 1":                                     `\text{其中}`,
		"help(negative_curvature)":                                       `\text{停止，若 }`,
		"explain(x -> if x > 0 then x^2 else -x, 1)":                     `\text{否则}`,
		"explain(run(negative_curvature, x -> x^2, from = 1), step = 1)": `\text{且}`,
	} {
		said := shown(t, cell, "text/latex", true) + shown(t, cell, "text/html", true)
		if found := english.FindString(said); found != "" || !strings.Contains(said, want) {
			t.Errorf("%s: %q, or without %s: %s", cell, found, want, said)
		}
	}
}
