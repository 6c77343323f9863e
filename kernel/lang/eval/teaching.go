package eval

import (
	"cmp"
	"maps"
	"slices"
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
		{Name: "help", Signature: "help(name)", Topic: "Notebook", most: 1, bare: true, unknown: "help.names-advice", topics: true, run: helpOn,
			Meaning: reason.Both("explains a built-in function, an optimizer, your own function, or a word or sign in quotes", "解释内置函数、优化器、你自己的函数，或引号中的词与符号"), Example: "help(eigen)"},
		{Name: "names", Signature: "names()", Topic: "Notebook", bare: true, run: listNames,
			Meaning: reason.Both("lists what the notebook has defined", "列出笔记中的定义"), Example: "names()"},
		{Name: "forget", Signature: "forget(name, …)", Topic: "Notebook", least: 0, most: -1, command: true, unknown: "forget.name-advice", run: forgetNames,
			Meaning: reason.Both("forgets definitions of the notebook; without a name, all of them", "忘记笔记中的定义；不给名字则全部忘记"), Example: "a = 1; forget(a)"},
	}
}

func printValues(c *builtinCall) value.Value {
	if c.out.Print != nil {
		c.out.Print(c.line())
	}
	return nil
}

// line is the arguments on one line of text.
func (c *builtinCall) line() string {
	texts := make([]string, len(c.positional))
	for i, arg := range c.positional {
		texts[i] = c.chosen.Format.Plain(arg.value)
	}
	return strings.Join(texts, " ") + "\n"
}

func helpOn(c *builtinCall) value.Value {
	if len(c.positional) == 0 {
		return value.Help{}
	}
	arg := c.positional[0]
	if text, ok := arg.value.(value.Text); ok {
		return c.Explain(c.ctx, c.inQuotes(string(text), arg), c.graph != nil)
	}
	found := Found{Value: arg.value}
	if name, ok := nameOf(arg); ok {
		found, _ = c.Find(name)
		found.Value = arg.value
	}
	return c.Explain(c.ctx, found, c.graph != nil)
}

// inQuotes is what a name stands for that was given in quotes: help("gd"), help("if").
func (c *builtinCall) inQuotes(name string, arg argument) Found {
	if found, ok := c.Find(syntax.CanonicalName(name)); ok {
		return found
	}
	if topic, ok := Topic(name); ok {
		return Found{Name: name, Value: topic}
	}
	failure := message.New("NameError", "name.undefined", name).At(c.scope.source, arg.span).Advise("help.names-advice")
	if near := syntax.Nearest(name, c.visible(c.scope)); near != "" {
		failure.Advise("suggest.near", near)
	}
	panic(failure)
}

func listNames(c *builtinCall) value.Value {
	var listed value.Names
	globals := c.now().globals
	for _, name := range slices.Sorted(maps.Keys(globals)) {
		g := globals[name]
		listed = append(listed, value.NameEntry{Name: cmp.Or(g.shown, name), Value: g.value, Cell: g.cell})
	}
	return listed
}

// forgetNames removes definitions; the arguments are names, so they are read as they were written.
func forgetNames(c *builtinCall) value.Value {
	if len(c.positional) == 0 {
		c.change(func(m *memory) { clear(m.globals) })
		return nil
	}
	for _, arg := range c.positional {
		name, ok := nameOf(arg)
		if !ok || c.now().globals[name] == nil {
			panic(message.New("NameError", "forget.name").At(c.scope.source, arg.span).Advise("forget.name-advice"))
		}
		c.change(func(m *memory) { delete(m.globals, name) })
	}
	return nil
}
