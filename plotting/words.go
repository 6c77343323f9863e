package plotting

import "fmt"

// words says the phrases of a figure in its language. A phrase is keyed by its
// English form, which is also its format.
type words string

// say formats a phrase.
func (w words) say(format string, values ...any) string {
	if w == "zh" {
		if translated, ok := chinese[format]; ok {
			format = translated
		}
	}
	return fmt.Sprintf(format, values...)
}

var chinese = map[string]string{
	"step":                            "步",
	"leaves at step %d":               "第 %d 步离开图框",
	"diverges at step %d":             "第 %d 步发散",
	"starts outside":                  "起点在图框外",
	"level set":                       "等值线",
	"image of the unit circle":        "单位圆的像",
	"curves up":                       "向上弯",
	"curves down":                     "向下弯",
	"minimum":                         "极小值点",
	"maximum":                         "极大值点",
	"saddle":                          "鞍点",
	"degenerate":                      "退化点",
	"undefined":                       "无定义",
	"contours of %s on %s":            "%[1]s 在 %[2]s 上的等高线",
	"%s is constant: %s":              "%s 为常数：%s",
	"a function":                      "函数",
	"path of %d points from %s to %s": "从 %[2]s 到 %[3]s 的路径，共 %[1]d 个点",
	"path of 1 point, %s":             "只有一个点的路径：%s",
	"empty path":                      "空路径",
	"curve %s for %s from %s to %s":   "曲线 %s，%s 从 %s 到 %s",
	"%s against step, %d values from %s to %s": "%s 随步数变化，共 %d 个值，从 %s 到 %s",
	"no picture": "空图",
}
