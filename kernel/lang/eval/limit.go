package eval

import (
	"saddle/kernel/lang/message"
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
	size := c.numberOf(c.positional[0])
	if !(size >= leastMemory && size < 1<<20) {
		panic(message.New("DomainError", "limit.size").At(c.scope.source, c.positional[0].span).Advise("limit.size-advice"))
	}
	memory := int64(size * (1 << 30))
	if most := c.Memory.Most; most > 0 && memory > most && size > gigabytes(most) {
		failure := message.New("DomainError", "limit.most", size, gigabytes(most)).At(c.scope.source, c.positional[0].span)
		if gigabytes(most) < leastMemory {
			panic(failure.Advise("limit.memory-fewer"))
		}
		panic(failure.Advise("limit.most-advice", gigabytes(most)))
	}
	c.limits = c.Interpreter.limits.within(memory)
	return c.prefer(func(p *Preferences) { p.Memory = memory })
}
