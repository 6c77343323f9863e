package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// chineseRules are what no Chinese text of the program may hold: marks of the wrong width, characters without the space
// that print sets between them and Latin letters, and words for which the terms of the course have another.
var chineseRules = []struct {
	pattern *regexp.Regexp
	instead string
}{
	{regexp.MustCompile(`\p{Han}[,;:?!]|[,;:?!]\p{Han}|\p{Han}\(\p{Han}|\p{Han}\)\p{Han}`), "full-width ，；：？！ between Chinese words"},
	{regexp.MustCompile(`\p{Han}[A-Za-z0-9Α-Ωα-ω∇‖]|[A-Za-z0-9Α-Ωα-ω‖²]\p{Han}`), "a space between a Chinese character and a letter, a digit or a formula"},
	{regexp.MustCompile(`\p{Han}%[a-z0-9.\[]|%[sdvg]\p{Han}`), "a space beside what is filled in"},
	{regexp.MustCompile(`[，；：。？！（）、] | [，；：。？！（）、]`), "no space beside full-width marks"},
	{regexp.MustCompile(`[0-9}] %`), "no space before %"},
	{regexp.MustCompile(`您`), "no pronoun"},
	{regexp.MustCompile(`黑塞|Hessian 矩阵|Hessian 向量`), "海森矩阵, 海森-向量积"},
	{regexp.MustCompile(`单元(?:[^格]|$)`), "单元格"},
	{regexp.MustCompile(`笔记(?:[^本]|$)`), "笔记本"},
	{regexp.MustCompile(`设定`), "设置项"},
	{regexp.MustCompile(`(?:^|[^间])盒子`), "区间盒"},
	{regexp.MustCompile(`走步|本语言|文字`), "迭代, Saddle, 文本"},
	{regexp.MustCompile(`逐项|逐个元素`), "逐元素"},
	{regexp.MustCompile(`未定(?:[^义]|$)|未能判定|不能决定|不能判断`), "无法判定"},
	{regexp.MustCompile(`尖角|尖点|跳跃`), "角点, 间断"},
	{regexp.MustCompile(`没有有限的值`), "无定义（或为无穷）"},
	{regexp.MustCompile(`无名函数|没有名字的函数|不命名`), "匿名函数"},
	{regexp.MustCompile(`真假值|两个真假`), "逻辑值"},
	{regexp.MustCompile(`形状不合`), "形状不匹配"},
	{regexp.MustCompile(`逃离时间`), "逃逸时间"},
	{regexp.MustCompile(`最佳|最好`), "最优"},
	{regexp.MustCompile(`停止：`), "结束原因："},
	{regexp.MustCompile(`噪音|向前看|滑动平均`), "噪声, 前瞻, 指数移动平均"},
	{regexp.MustCompile(`个数的函数|个分量的向量`), "…元函数, …维向量"},
}

// joined are texts whose places take Chinese words and no others, and a word that students type.
var joined = map[string]bool{"黑塞矩阵": true, "海森 海森矩阵 黑塞 黑塞矩阵 海色矩阵": true, "，%s最低，%s最高": true, "%s 是%s，而应为%s": true, "内核在%s时出错：%v。笔记本中的名字都还在；欢迎把这个单元格报告给开发者": true}

// isPattern tells a regular expression over Chinese words, which is no sentence, by a mark that no text has.
var isPattern = regexp.MustCompile(`^\^.*(?:\(\?:|\?\(|\]\?|\*)|\(\?[:i]|\p{Han}\??\|`)

func TestChineseIsWrittenByTheRules(t *testing.T) {
	read := 0
	eachText(t, func(at, text string) {
		if !strings.ContainsFunc(text, isHan) || isPattern.MatchString(text) {
			return
		}
		read++
		for _, rule := range chineseRules {
			if found := rule.pattern.FindString(text); found != "" && !joined[text] {
				t.Errorf("%s: %q in %q: write %s", at, found, text, rule.instead)
			}
		}
	})
	if read < 1000 {
		t.Errorf("only %d Chinese texts were found", read)
	}
}

// TestChineseIsThere looks for texts in both languages whose Chinese is missing or still English.
func TestChineseIsThere(t *testing.T) {
	words := regexp.MustCompile(`[a-z]{4,} [a-z]{2,}`)
	pairs := 0
	eachPair(t, func(at, english, chinese string) {
		pairs++
		if words.MatchString(english) && !strings.ContainsFunc(chinese, isHan) {
			t.Errorf("%s: %q is %q in Chinese", at, english, chinese)
		}
	})
	if pairs < 1000 {
		t.Errorf("only %d texts in both languages were found", pairs)
	}
}

func isHan(r rune) bool { return r >= 0x4e00 && r <= 0x9fff }

// eachText calls read with every text of the program, tests aside, and where it stands.
func eachText(t *testing.T, read func(at, text string)) {
	eachNode(t, func(at string, node ast.Node) {
		if text, ok := literal(node); ok {
			read(at, text)
		}
	})
}

// eachPair calls read with every text in two languages: the arguments of reason.Both, the rows of catalogues.
func eachPair(t *testing.T, read func(at, english, chinese string)) {
	eachNode(t, func(at string, node ast.Node) {
		var parts []ast.Expr
		switch node := node.(type) {
		case *ast.CallExpr:
			if of, ok := node.Fun.(*ast.SelectorExpr); ok && of.Sel.Name == "Both" {
				parts = node.Args
			}
		case *ast.CompositeLit:
			if len(node.Elts) == 3 || len(node.Elts) == 2 {
				parts = node.Elts[len(node.Elts)-2:]
			}
		}
		if len(parts) != 2 {
			return
		}
		english, isText := literal(parts[0])
		chinese, isToo := literal(parts[1])
		_, isCall := node.(*ast.CallExpr)
		if isText && isToo && (isCall || strings.Contains(at, "catalogue") || strings.Contains(at, "reason")) {
			read(at, english, chinese)
		}
	})
}

func literal(node ast.Node) (string, bool) {
	lit, ok := node.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

func eachNode(t *testing.T, visit func(at string, node ast.Node)) {
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && path != "." && (entry.Name() == "build" || strings.HasPrefix(entry.Name(), ".")):
			return filepath.SkipDir
		case entry.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for node := range ast.Preorder(file) {
			visit(files.Position(node.Pos()).String(), node)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
