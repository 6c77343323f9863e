package eval

import (
	"saddle/kernel/lang/value"
	"saddle/numerics/reason"
)

func limiting() []*Builtin {
	return []*Builtin{
		{Name: "limit", Signature: "limit(gigabytes)", Topic: "Notebook", least: 1, most: 1, command: true, run: limitMemory,
			Meaning: reason.Both("chooses how much memory the notebook may use; a cell that asks for more is stopped", "选择笔记可用的内存；超出的单元会被停止"), Example: "limit(4)"},
	}
}

func limitMemory(c *builtinCall) value.Value {
	if failure := c.LimitMemory(c.numberOf(c.positional[0])); failure != nil {
		panic(failure.At(c.Source(), c.positional[0].span))
	}
	return nil
}
