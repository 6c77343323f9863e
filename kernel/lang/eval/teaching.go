package eval

import (
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/reason"
)

// teaching is the built-in help and the commands about the notebook itself.
func teaching() []*Builtin {
	return []*Builtin{
		{Name: "print", Signature: "print(a, b, …)", Topic: "Notebook", most: -1, command: true, run: printValues,
			Meaning: reason.Both("writes texts and values on a line", "在一行中写出文本和值"), Example: "print(\"half of π is\", π/2)"},
		{Name: "help", Signature: "help(name)", Topic: "Notebook", most: 1, bare: true, unknown: "help.names-advice", word: isWord, run: helpOn,
			Meaning: reason.Both("explains a built-in function, an optimizer, your own function, or a word or sign in quotes", "解释内置函数、优化器、你自己的函数，或引号中的词与符号"), Example: "help(eigen)"},
		{Name: "names", Signature: "names()", Topic: "Notebook", bare: true, run: listNames,
			Meaning: reason.Both("lists what the notebook has defined", "列出笔记中的定义"), Example: "names()"},
		{Name: "forget", Signature: "forget(name, …)", Topic: "Notebook", least: 0, most: -1, command: true, unknown: "forget.name-advice", run: forgetNames,
			Meaning: reason.Both("forgets definitions of the notebook; without a name, all of them", "忘记笔记中的定义；不给名字则全部忘记"), Example: "a = 1; forget(a)"},
	}
}

func printValues(c *builtinCall) value.Value {
	if c.Output().Print != nil {
		c.Output().Print(c.line())
	}
	return nil
}

// line is the arguments on one line of text.
func (c *builtinCall) line() string {
	texts := make([]string, len(c.positional))
	for i, arg := range c.positional {
		texts[i] = c.Format().Plain(arg.value)
	}
	return strings.Join(texts, " ") + "\n"
}

func helpOn(c *builtinCall) value.Value {
	if len(c.positional) == 0 {
		return value.Help{}
	}
	arg := c.positional[0]
	if text, ok := arg.value.(value.Text); ok {
		return c.Help(c.inQuotes(string(text), arg))
	}
	found := Found{Value: arg.value}
	if name, ok := arg.WrittenName(); ok {
		found, _ = c.Lookup(name)
		found.Value = arg.value
	}
	return c.Help(found)
}

// inQuotes is what a name stands for that was given in quotes: help("gd"), help("if").
func (c *builtinCall) inQuotes(name string, arg argument) Found {
	if found, ok := c.Lookup(syntax.CanonicalName(name)); ok {
		return found
	}
	if topic, ok := Topic(name); ok {
		return Found{Name: name, Value: topic}
	}
	failure := message.New("NameError", "name.undefined", name).At(c.Source(), arg.span).Advise("help.names-advice")
	if near := c.Nearest(name); near != "" {
		failure.Advise("suggest.near", near)
	}
	panic(failure)
}

func listNames(c *builtinCall) value.Value {
	return c.Defined()
}

// forgetNames removes definitions; the arguments are names, so they are read as they were written.
func forgetNames(c *builtinCall) value.Value {
	if len(c.positional) == 0 {
		c.ForgetAll()
		return nil
	}
	for _, arg := range c.positional {
		name, ok := arg.WrittenName()
		if !ok || !c.Forget(name) {
			panic(message.New("NameError", "forget.name").At(c.Source(), arg.span).Advise("forget.name-advice"))
		}
	}
	return nil
}
