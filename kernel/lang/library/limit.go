package library

import (
	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/value"
	"saddle/numerics/reason"
)

func limiting() []*eval.Builtin {
	return []*eval.Builtin{
		{Name: "limit", Signature: "limit(gigabytes)", Topic: "Notebook", Least: 1, Most: 1, Command: true, Run: limitMemory,
			Meaning: reason.Both("chooses how much memory the notebook may use; a cell that asks for more is stopped", "选择笔记本可用的内存；超出的单元格会被停止"), Example: "limit(4)"},
	}
}

func limitMemory(c *eval.Call) value.Value {
	if failure := c.Notebook().LimitMemory(c.Number(c.Positional[0])); failure != nil {
		panic(failure.At(c.Source(), c.Positional[0].Span))
	}
	return nil
}
