package message

// kernelTexts are the texts of what a cell does with the notebook around it: questions, sliders, limits of memory.
var kernelTexts = []entry{
	{"ask.none", "this notebook cannot be asked: the program that runs it takes no input", "现在无法提问：当前的运行方式不接受输入"},
	{"ask.none-advice", "write the answer into the cell, for example answer = 1", "请把回答直接写在单元格里，例如 answer = 1"},
	{"ask.failed", "there was no answer: {1}", "没有得到回答：{1}"},

	{"interact.first", "interact is the first statement of a cell, and what follows is run again as its sliders move", "interact 必须写在单元格最前面；拖动滑块时，后面的语句会重新执行"},
	{"interact.first-advice", "put it at the head of the cell", "请把它移到单元格开头"},
	{"interact.kind", "{1} cannot be moved through {2}", "{1} 的取值不能是{2}"},
	{"interact.kind-advice", "write an interval {1} = 0..1, a point {1} = point(1, 2), a list {1} = (1, 2, 5) of numbers, optimizers or functions, or {1} = true", "请写区间（{1} = 0..1）、点（{1} = point(1, 2)）、列表（数、优化器或函数，如 {1} = (1, 2, 5)），或开关（{1} = true）"},
	{"interact.nowhere", "a point needs two finite numbers", "点需要两个有限的坐标"},
	{"interact.protected", "{1} is built in, so a slider cannot change it", "{1} 是内置的，滑块不能改变它"},

	{"limit.memory", "this notebook needs more memory than its limit of {1} GB", "这个笔记本需要的内存超过上限 {1} GB"},
	{"limit.memory-advice", "take smaller arrays or fewer steps, let go of what earlier cells made with forget(name), or raise the limit: limit({1})", "请缩小数组或减少步数，用 forget(r) 之类释放先前的结果，或提高上限：limit({1})"},
	{"limit.memory-fewer", "take smaller arrays or fewer steps, or let go of what earlier cells made with forget(name)", "请用更小的数组或更少的步数，或用 forget(名字) 释放先前的结果"},
	{"limit.most", "{1} GB are more than a notebook can use here: {2} GB", "{1} GB 超过此处笔记本可用的内存：{2} GB"},
	{"limit.most-advice", "write limit({1}), or less", "请写 limit({1}) 或更小"},
	{"limit.size", "the limit is a number of gigabytes, at least 0.1", "上限是以 GB 计的数，至少 0.1"},
	{"limit.size-advice", "write limit(4)", "请写 limit(4)"},

	{"progress.counted", "{1}: {2} of {3}", "{1}：{2} / {3}"},
}
