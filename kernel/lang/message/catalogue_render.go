package message

// renderTexts are the texts of the frame around every message: where it is, and how the program got there.
var renderTexts = []entry{
	{"render.line", "line {1}: {2}", "第 {1} 行：{2}"},
	{"render.cell", "cell {1}, line {2}: {3}", "单元格 {1}，第 {2} 行：{3}"},
	{"render.between", ", ", "，"},
	{"call.in", "in {1}", "在 {1} 中"},
	{"call.from", "called from {1}", "由 {1} 调用"},
	{"call.step", "step {1}", "第 {1} 步"},
}
