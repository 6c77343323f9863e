package lessons_test

import (
	"regexp"
	"testing"

	"saddle/lessons/source"
)

// styles are what no prose of a language may hold, each with what to write instead: marks of the wrong width, missing
// spaces, and words for which the course has another.
var styles = map[string][]struct {
	pattern *regexp.Regexp
	instead string
}{
	"zh": {
		{regexp.MustCompile(`\p{Han}[,;:?!]|[,;:?!]\p{Han}|\p{Han}\([^)]*\p{Han}`), "full-width ，；：？！（） between Chinese words"},
		{regexp.MustCompile("\\p{Han}[A-Za-z0-9$`]|[A-Za-z0-9]\\p{Han}"), "a space between a Chinese character and a letter, a digit or a formula"},
		{regexp.MustCompile(`[，；：。？！（）、] +[^ \n|]|[^ \n|*] +[，；：。？！）、]`), "no space beside full-width marks"},
		{regexp.MustCompile(`您|请你|大家好|显然|不难看出|众所周知`), "the style guide's tone"},
		{regexp.MustCompile(`黑塞|Hessian 向量|雅克比矩阵`), "海森矩阵, 海森-向量积, 雅可比矩阵"},
		{regexp.MustCompile(`(?:^|[^藏])单元(?:[^格]|$)|笔记(?:[^本]|$)`), "单元格, 笔记本"},
		{regexp.MustCompile(`设定|走步|逐项|逃离时间|未定(?:[^义]|$)|盒子|本征值|噪音|滑动平均|正半定|最佳`), "设置项, 一步, 逐元素, 逃逸时间, 无法判定, 区间盒, 特征值, 噪声, 指数移动平均, 半正定, 最优"},
		{regexp.MustCompile(`本地最小|局部最小点|绝对极小|关键点|信任域|反向传递`), "局部极小值点, 全局最小值点, 临界点, 信赖域"},
		{regexp.MustCompile(`(?:^|[^*])\*\p{Han}+\*(?:[^*]|$)`), "**stress by weight**"},
		{regexp.MustCompile(`的[^，。；：、？！\n]{1,5}的[^，。；：、？！\n]{1,5}的`), "at most two 的 in a row"},
	},
	"en": {
		{regexp.MustCompile(`\b(?:obviously|clearly|trivially|simply|of course|it is easy to see|in order to)\b`), "why it is so, or nothing"},
		{regexp.MustCompile(`\b(?:color|behavior|neighbor|center|optimis(?:e|er|ation))\b`), "colour, behaviour, neighbour, centre, optimizer"},
	},
}

// notProse is what the rules of style do not read: code, formulas, links, quotations and the names of sources.
var notProse = regexp.MustCompile("`[^`]*`|(?s)\\$\\$.*?\\$\\$|\\$[^$\\n]*\\$|\\]\\([^)]*\\)|<[^>]+>|“[^”]*”|《[^》]*》")

func TestStyle(t *testing.T) {
	eachLesson(t, func(t *testing.T, language, name string, lesson *source.Lesson) {
		for _, cell := range lesson.Cells {
			if cell.Code || cell.ID == "sources" {
				continue
			}
			text := notProse.ReplaceAllStringFunc(cell.Text, func(found string) string {
				if found[0] == '$' || found[0] == '`' {
					return "$"
				}
				return ""
			})
			for _, rule := range styles[language] {
				if found := rule.pattern.FindString(text); found != "" {
					t.Errorf("cell %s: %q: write %s", cell.ID, found, rule.instead)
				}
			}
		}
	})
}

// deep is a line of code that begins so far in that a phone would break it, and show nothing but blanks before it.
var deep = regexp.MustCompile(`(?m)^ {20,}\S.*$`)

func TestCodeForPhones(t *testing.T) {
	eachLesson(t, func(t *testing.T, language, name string, lesson *source.Lesson) {
		for _, cell := range lesson.Cells {
			if found := deep.FindString(cell.Text); cell.Code && found != "" {
				t.Errorf("cell %s: %q: begin it four columns in", cell.ID, found)
			}
		}
	})
}
