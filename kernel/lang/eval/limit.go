package eval

import (
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/reason"
)

// usualMemory is the memory, in bytes, that Limits.Entries is meant for.
const usualMemory = 2 << 30

func limiting() []*Builtin {
	return []*Builtin{
		{Name: "limit", Signature: "limit(gigabytes)", Topic: "Notebook", least: 1, most: 1, command: true, run: limitMemory,
			Meaning: reason.Both("chooses how much memory the notebook may use; a cell that asks for more is stopped", "选择笔记可用的内存；超出的单元会被停止"), Example: "limit(4)"},
	}
}

func limitMemory(c *builtinCall) value.Value {
	size := c.numberOf(c.positional[0])
	if !(size >= 0.1 && size < 1<<20) {
		panic(message.New("DomainError", "limit.size").At(c.scope.source, c.positional[0].span).Advise("limit.size-advice"))
	}
	memory := int64(size * (1 << 30))
	c.limits = c.Interpreter.limits.within(memory)
	return c.prefer(func(p *Preferences) { p.Memory = memory })
}

// within are the limits of a notebook that may use so much memory: arrays grow with it.
func (l Limits) within(memory int64) Limits {
	if memory > 0 {
		l.Entries = int(float64(l.Entries) * float64(memory) / usualMemory)
	}
	return l
}
