package value

import (
	"regexp"
	"strings"
	"sync"

	"saddle/numerics/reason"
)

// Usage is how a built-in function is called, in both languages: what stands for something of the student's own is named in
// each.
func Usage(signature string) reason.Text {
	var usage reason.Text
	usage.English = signature
	usage.Chinese = placeholder().ReplaceAllStringFunc(signature, func(word string) string {
		if word == "optimizer" && strings.HasPrefix(signature, word+" ") {
			return word // the word of the grammar
		}
		return chinesePlaceholders[word]
	})
	return usage
}

// Usage is how the function is called.
func (b *Builtin) Usage() reason.Text { return Usage(b.Signature) }

var chinesePlaceholders = map[string]string{
	"  or  ": "  或  ", "  and  ": "  与  ", "condition": "条件", "claim": "式子", "name": "名字", "value": "值", "formula": "公式",
	"expression": "表达式", "things": "各项", "gigabytes": "千兆字节数", "prompt": "提示语", "figure": "图", "figures": "图", "words": "文本", "text": "文本", "optimizer": "优化器",
	"runs": "运行结果", "(data": "(数据",
}

var placeholder = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`  or  |  and  |\(data\b|\b(` + strings.Join([]string{"condition", "claim", "name", "value", "formula", "expression", "things", "gigabytes", "prompt", "figures?", "words", "text", "optimizer", "runs"}, "|") + `)\b`)
})
