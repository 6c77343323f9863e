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

// counted is the phrase of one thing, or that of several.
func (w words) counted(n int, one, many string, values ...any) string {
	if n == 1 {
		return w.say(one, values...)
	}
	return w.say(many, values...)
}

// unlessShown says that a point is not in view.
func (w words) unlessShown(v view, at [2]float64) string {
	if v.shows(at) {
		return ""
	}
	return ", " + w.say("out of view")
}

var chinese = map[string]string{
	"a field":                  "向量场",
	"arrows of %s on %s":       "%s 在 %s 上的箭头",
	"stream lines of %s on %s": "%s 在 %s 上的流线",
	"positive":                 "正",
	"negative":                 "负",
	"no end":                   "无终点",
	"and %d more":              "另有 %d 个",
	"basins of %d end on %s":   "%d 个终点的吸引域，区域 %s",
	"basins of %d ends on %s":  "%d 个终点的吸引域，区域 %s",
	"%s at %s = %s":            "%s：%s = %s",
	"line at %s = %s":          "直线 %s = %s",
	", %d not finite":          "，%d 个非有限值",
	"%s: %d bars from %s to %s, %d of them negative":      "%s：%d 个条形，从 %s 到 %s，其中 %d 个为负",
	"histogram of %s: %d value from %s to %s, median %s":  "%s 的直方图：%d 个值，从 %s 到 %s，中位数 %s",
	"%s: %d bar from %s to %s, %d of them negative":       "%s：%d 个条形，从 %s 到 %s，其中 %d 个为负",
	"histogram of %s: %d values from %s to %s, median %s": "%s 的直方图：%d 个值，从 %s 到 %s，中位数 %s",
	"surface of %s on %s":                                 "%s 在 %s 上的曲面",
	"step %d":                                             "第 %d 步",
	", in %d frame":                                       "，共 %d 帧",
	", in %d frames":                                      "，共 %d 帧",
	"%s is undefined on %s":                               "%s 在 %s 上无定义",
	"%s against step, 1 value %s":                         "%s 随步数变化，1 个值 %s",
	"%s against index, 1 value %s":                        "%s 随序号变化，1 个值 %s",
	"a function":                                          "函数",
	"data":                                                "数据",
	"values":                                              "数值",
	"step":                                                "步",
	"no picture":                                          "空图",
	"undefined":                                           "无定义",
	"leaves at step %d":                                   "第 %d 步离开图框",
	"out of view":                                         "在图框之外",
	"step %d out of view":                                 "第 %d 步在图框之外",
	"%d steps out of view":                                "%d 步在图框之外",
	"diverges at step %d":                                 "第 %d 步发散",
	"image of the unit circle":                            "单位圆的像",
	"curves up":                                           "向上弯",
	"curves down":                                         "向下弯",
	"minimum":                                             "极小值点",
	"maximum":                                             "极大值点",
	"saddle":                                              "鞍点",
	"degenerate":                                          "退化点",
	"ellipse":                                             "椭圆",
	"unit circle":                                         "单位圆",
	"drawn × %s":                                          "按 × %s 绘制",
	"all drawn × %s":                                      "均按 × %s 绘制",
	" but for poles":                                      "（极点除外）",
	"%s is %s everywhere on %s":                           "%s 处处等于 %s，区域 %s",
	"circle":                                              "圆",
	"hyperbolas":                                          "双曲线",
	"parallel lines":                                      "平行线",
	"no level set":                                        "没有等值线",
	"%s with λ₁ = %s, λ₂ = %s":                            "%s，λ₁ = %s，λ₂ = %s",
	"second derivative against direction, between %s and %s": "各方向的二阶导数，介于 %s 与 %s 之间",

	"contours of %s on %s":                      "%s 在 %s 上的等高线",
	"empty path":                                "空路径",
	"path of 1 point, %s":                       "只有一个点 %s 的路径",
	"path of %d points from %s to %s":           "%d 个点的路径，从 %s 到 %s",
	"curve %s, nowhere defined":                 "曲线 %s，处处无定义",
	"curve %s on [%s, %s], between %s and %s":   "曲线 %s，区间 [%s, %s]，值介于 %s 与 %s 之间",
	"%s: no values":                             "%s：没有数值",
	"%s against step, %d values from %s to %s":  "%s 随步数变化，%d 个值，从 %s 到 %s",
	"%s against index, %d values from %s to %s": "%s 随序号变化，%d 个值，从 %s 到 %s",
	"index":                  "序号",
	"%s as a dashed line":    "%s（虚线）",
	" on a logarithmic axis": "，对数轴",
	"%s: %d point":           "%s：%d 个点",
	"%s: %d points":          "%s：%d 个点",
}
