package library

import (
	"strings"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/reason"
)

// teaching is the built-in help and the commands about the notebook itself.
func teaching() []*eval.Builtin {
	return []*eval.Builtin{
		{Name: "print", Signature: "print(a, b, …)", Topic: "Notebook", Most: -1, Command: true, Run: printValues,
			Meaning: reason.Both("writes texts and values on a line", "在一行中写出文本和值"), Example: "print(\"half of π is\", π/2)"},
		{Name: "help", Signature: "help(name)", Topic: "Notebook", Most: 1, Bare: true, Unknown: "help.names-advice", Word: isWord, Run: helpOn,
			Meaning: reason.Both("explains a built-in function, an optimizer, your own function, or a word or sign in quotes", "解释内置函数、优化器、你自己的函数，或引号中的词与符号"), Example: "help(eigen)"},
		{Name: "names", Signature: "names()", Topic: "Notebook", Bare: true, Run: listNames,
			Meaning: reason.Both("lists what the notebook has defined", "列出这个笔记本里的定义"), Example: "names()"},
		{Name: "exercise", Signature: "exercise(\"2a\")", Topic: "Notebook", Least: 1, Most: 1, Command: true, Open: true, Run: beginExercise,
			Meaning: reason.Both("says which exercise the cell answers, in its first line; it is solved when the cell ends without an error", "写在单元格第一行，说明这个单元格是哪道练习的答案；单元格运行无错即为完成"), Example: "exercise(\"2a\")\ncheck 1 + 1 == 2"},
		{Name: "exercises", Signature: "exercises()", Topic: "Notebook", Bare: true, Open: true,
			Meaning: reason.Both("lists the exercises that were run: solved, open or wrong", "列出运行过的练习：已完成、未作答或有误"), Example: "exercises()",
			Run: func(c *eval.Call) value.Value { return c.Notebook().Exercises() }},
		{Name: "forget", Signature: "forget(name, …)", Topic: "Notebook", Least: 0, Most: -1, Command: true, Unknown: "forget.name-advice", Run: forgetNames,
			Meaning: reason.Both("forgets definitions of the notebook; without a name, all of them", "清除笔记本中的定义；不写名字则清除全部"), Example: "a = 1; forget(a)"},
	}
}

func printValues(c *eval.Call) value.Value {
	if c.Notebook().Output().Print != nil {
		c.Notebook().Output().Print(line(c))
	}
	return nil
}

// line is the arguments on one line of text.
func line(c *eval.Call) string {
	texts := make([]string, len(c.Positional))
	for i, arg := range c.Positional {
		texts[i] = c.Format().PlainIn(arg.Value, c.Notebook().Locale())
	}
	return strings.Join(texts, " ") + "\n"
}

func helpOn(c *eval.Call) value.Value {
	if len(c.Positional) == 0 {
		return contents()
	}
	arg := c.Positional[0]
	if text, ok := arg.From.(*syntax.String); ok {
		return inQuotes(c, text.Value, arg)
	}
	found := eval.Found{Value: arg.Value}
	if name, ok := arg.WrittenName(); ok {
		found, _ = c.Notebook().Lookup(name)
		found.Value = arg.Value
	}
	if field, ok := arg.From.(*syntax.Field); ok {
		found.Name = syntax.Text(field)
		found.Meaning, _ = FieldMeaning(c.Notebook().Evaluate(field.Operand), field.Name.Text)
	}
	return c.Notebook().Help(found)
}

// inQuotes is the page of a name that was given in quotes: help("gd"), help("if"), help("status").
func inQuotes(c *eval.Call, name string, arg eval.Argument) value.Value {
	if found, ok := c.Notebook().Lookup(syntax.CanonicalName(name)); ok {
		return c.Notebook().Help(found)
	}
	if page := pageOf(c.Notebook().Table(), name); page != nil {
		if topic, ok := page.(*value.Builtin); ok {
			return c.Notebook().Help(eval.Found{Name: name, Value: topic})
		}
		return page
	}
	for _, other := range []string{termPage(name), syntax.SettingTerm(name), lastPart(name)} {
		if other != "" {
			return inQuotes(c, other, arg)
		}
	}
	failure := message.New("NameError", "name.undefined", name).At(c.Source(), arg.Span).Advise("help.names-advice")
	if near := c.Notebook().Nearest(name); near != "" {
		failure.Advise("suggest.near", near)
	}
	panic(failure)
}

// pageOf is what help shows for a word of the language itself: a topic, a section, a setting or a field; nil for others.
func pageOf(t *eval.Table, name string) value.Value {
	if topic, ok := Topic(name); ok {
		return topic
	}
	if section, ok := sectionNamed(name); ok {
		return sectionPage(t, section)
	}
	if page, ok := WordPage(t, name); ok {
		return page
	}
	return nil
}

func termPage(word string) string {
	term, _ := syntax.TermOf(word)
	return term.Page
}

// lastPart is the field of r.status; "" where there is no dot inside.
func lastPart(name string) string {
	if dot := strings.LastIndexByte(name, '.'); dot > 0 {
		return name[dot+1:]
	}
	return ""
}

func beginExercise(c *eval.Call) value.Value {
	name := text(c, c.Positional[0])
	if !c.Notebook().IsFirst() || name == "" {
		panic(message.New("TypeError", "exercise.first").At(c.Source(), c.Site).Advise("call.write", c.Entry.Signature))
	}
	c.Notebook().Exercise(name)
	return nil
}

func listNames(c *eval.Call) value.Value {
	return c.Notebook().Defined()
}

// forgetNames removes definitions; the arguments are names, so they are read as they were written.
func forgetNames(c *eval.Call) value.Value {
	if len(c.Positional) == 0 {
		c.Notebook().ForgetAll()
		return nil
	}
	for _, arg := range c.Positional {
		name, ok := arg.WrittenName()
		if !ok || !c.Notebook().Forget(name) {
			panic(message.New("NameError", "forget.name").At(c.Source(), arg.Span).Advise("forget.name-advice"))
		}
	}
	return nil
}
