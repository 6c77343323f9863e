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
		{Name: "pictures", Signature: "pictures(\"png\")  or  pictures(\"svg\")", Topic: "Notebook", Least: 1, Most: 1, Command: true, Run: choosePictures,
			Meaning: reason.Both("chooses the form of pictures in the notebook", "选择笔记本中图片的格式"), Example: "pictures(\"png\")"},
	}
}

func chooseLanguage(c *eval.Call) value.Value {
	name := c.Text(0)
	locale, ok := message.ParseLocale(name)
	if !ok {
		c.Fail("DomainError", c.Positional[0].Span, "prefer.language", name)
	}
	c.Prefer(func(p *eval.Preferences) { p.Locale = locale })
	return nil
}

func chooseDigits(c *eval.Call) value.Value {
	n := c.Whole(c.Positional[0], 1)
	if n > 17 {
		c.Fail("DomainError", c.Positional[0].Span, "prefer.digits")
	}
	c.Prefer(func(p *eval.Preferences) { p.Format = value.Format(n) })
	return nil
}

func choosePictures(c *eval.Call) value.Value {
	form := c.Text(0)
	if form != "png" && form != "svg" {
		c.Fail("DomainError", c.Positional[0].Span, "prefer.pictures", form)
	}
	c.Prefer(func(p *eval.Preferences) { p.SVG = form == "svg" })
	return nil
}
