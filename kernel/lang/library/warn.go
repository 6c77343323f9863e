package library

import (
	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/value"
	"saddle/numerics/reason"
)

func warning() []*eval.Builtin {
	return []*eval.Builtin{
		{Name: "warn", Signature: "warn(a, b, …)", Topic: "Notebook", Most: -1, Command: true, Run: warn,
			Meaning: reason.Both("writes texts and values on a line as print does, but as a warning: front ends show it in red, and tests of notebooks may count it as a failure", "与 print 一样输出一行，但作为警告：Jupyter 里显示为红色，自动测试可能把它算作失败"), Example: "warn(\"η is larger than\", 2)"},
	}
}

func warn(c *eval.Call) value.Value {
	if c.Notebook().Output().Warn != nil {
		c.Notebook().Output().Warn(line(c))
	}
	return nil
}
