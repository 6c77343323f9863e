package library

import (
	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/reason"
)

func preferences() []*eval.Builtin {
	return []*eval.Builtin{
		{Name: "language", Signature: "language(\"en\")  or  language(\"zh\")", Topic: "Notebook", Least: 1, Most: 1, Command: true, Run: chooseLanguage,
			Meaning: reason.Both("chooses the language of messages; names in code stay the same", "选择消息的语言；代码中的名字不变"), Example: "language(\"en\")"},
		{Name: "digits", Signature: "digits(n)", Topic: "Notebook", Least: 1, Most: 1, Command: true, Run: chooseDigits,
			Meaning: reason.Both("chooses how many significant digits are shown, 6 at first", "选择显示的有效位数，初始为 6"), Example: "digits(10); π"},
		{Name: "decimals", Signature: "decimals(true)  or  decimals(false)", Topic: "Notebook", Least: 1, Most: 1, Command: true, Run: chooseDecimals,
			Meaning: reason.Both("shows results in decimals alone, or again with 1/3, √2/2 or π/4 before them where they are exactly that", "只用小数显示结果，或重新在结果前写出精确值（如 1/3、√2/2、π/4）"), Example: "decimals(false); inv([2, 1; 1, 2])"},
		{Name: "pictures", Signature: "pictures(\"png\")  or  pictures(\"svg\")", Topic: "Notebook", Least: 1, Most: 1, Command: true, Run: choosePictures,
			Meaning: reason.Both("chooses the form of pictures in the notebook", "选择笔记本中图片的格式"), Example: "pictures(\"png\")"},
	}
}

func chooseLanguage(c *eval.Call) value.Value {
	name := text(c, c.Positional[0])
	locale, ok := message.ParseLocale(name)
	if !ok {
		c.Fail("DomainError", c.Positional[0].Span, "prefer.language", name)
	}
	c.Notebook().Prefer(func(p *eval.Preferences) { p.Locale = locale })
	return nil
}

func chooseDigits(c *eval.Call) value.Value {
	n := whole(c, c.Positional[0], 1)
	if n > 17 {
		c.Fail("DomainError", c.Positional[0].Span, "prefer.digits")
	}
	c.Notebook().Prefer(func(p *eval.Preferences) { p.Format = value.Format(n) })
	return nil
}

func chooseDecimals(c *eval.Call) value.Value {
	q, ok := c.Positional[0].Value.(value.Quantity)
	if !ok || !q.Node.IsConst() || !q.Node.IsTruth() {
		c.Fail("TypeError", c.Positional[0].Span, "prefer.decimals", c.Positional[0].Value.Describe())
	}
	alone := q.Node.Truth()
	c.Notebook().Prefer(func(p *eval.Preferences) { p.Decimals = alone })
	return nil
}

func choosePictures(c *eval.Call) value.Value {
	form := text(c, c.Positional[0])
	if form != "png" && form != "svg" {
		c.Fail("DomainError", c.Positional[0].Span, "prefer.pictures", form)
	}
	c.Notebook().Prefer(func(p *eval.Preferences) { p.SVG = form == "svg" })
	return nil
}
