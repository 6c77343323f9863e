package eval

import (
	"saddle/kernel/lang/value"
)

func warning() []*Builtin {
	return []*Builtin{
		{Name: "warn", Signature: "warn(a, b, …)", Topic: "Notebook", most: -1, command: true, run: warn,
			Meaning: "writes texts and values on a line as print does, but as a warning: front ends show it in red, and tests of notebooks may count it as a failure", Example: "warn(\"η is larger than\", 2)"},
	}
}

func warn(c *builtinCall) value.Value {
	if c.out.Warn != nil {
		c.out.Warn(c.line())
	}
	return nil
}
