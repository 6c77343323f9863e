package library

import (
	"context"
	"errors"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/reason"
)

func asking() []*eval.Builtin {
	return []*eval.Builtin{
		{Name: "ask", Signature: "ask(\"prompt\")", Topic: "Notebook", Least: 0, Most: 1, Run: ask,
			Meaning: reason.Both("asks the reader for a line: a number or a vector such as (1, 2) is one, everything else is a text", "请读者输入一行：数或 (1, 2) 这样的向量即为其值，其余为文本"), Example: "question = \"how many steps?\""},
	}
}

// ask waits for a line from the person before the notebook.
func ask(c *eval.Call) value.Value {
	prompt := ""
	if len(c.Positional) > 0 {
		prompt = text(c, c.Positional[0])
	}
	if c.Notebook().Output().Ask == nil {
		panic(message.New("InputError", "ask.none").At(c.Source(), c.Site).Advise("ask.none-advice"))
	}
	line, err := c.Notebook().Output().Ask(c.Context(), prompt)
	if c.Context().Err() != nil || errors.Is(err, context.Canceled) {
		c.Interrupted()
	}
	if err != nil {
		c.Fail("InputError", c.Site, "ask.failed", err.Error())
	}
	return answer(c, line)
}

// answer reads a line as numbers, if that is what it says: names of the notebook mean nothing in it.
func answer(c *eval.Call, line string) value.Value {
	cell, problems := syntax.Parse(&message.Source{Text: line})
	if len(problems) > 0 || len(cell.Statements) != 1 {
		return value.Text(line)
	}
	x, ok := cell.Statements[0].(*syntax.ExpressionStatement)
	if !ok {
		return value.Text(line)
	}
	for _, name := range syntax.FreeNames(x.Value) {
		if constants[name] == nil {
			return value.Text(line)
		}
	}
	answer, err := c.Notebook().ByItself(cell.Source, x.Value)
	if _, isNumber := eval.AsQuantity(answer); err != nil || !isNumber {
		return value.Text(line)
	}
	return answer
}
