package eval

import (
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/reason"
)

func preferences() []*Builtin {
	return []*Builtin{
		{Name: "language", Signature: "language(\"en\")  or  language(\"zh\")", Topic: "Notebook", least: 1, most: 1, command: true, run: chooseLanguage,
			Meaning: reason.Both("chooses the language of messages; names in code stay the same", "选择消息的语言；代码中的名字不变"), Example: "language(\"en\")"},
		{Name: "digits", Signature: "digits(n)", Topic: "Notebook", least: 1, most: 1, command: true, run: chooseDigits,
			Meaning: reason.Both("chooses how many significant digits are shown, 6 at first", "选择显示的有效位数，初始为 6"), Example: "digits(10); π"},
		{Name: "pictures", Signature: "pictures(\"png\")  or  pictures(\"svg\")", Topic: "Notebook", least: 1, most: 1, command: true, run: choosePictures,
			Meaning: reason.Both("chooses the form of pictures in the notebook", "选择笔记中图片的格式"), Example: "pictures(\"png\")"},
	}
}

func chooseLanguage(c *builtinCall) value.Value {
	name := c.word(0)
	locale, ok := message.ParseLocale(name)
	if !ok {
		c.Fail("DomainError", c.positional[0].span, "prefer.language", name)
	}
	c.Prefer(func(p *Preferences) { p.Locale = locale })
	return nil
}

func chooseDigits(c *builtinCall) value.Value {
	n := c.whole(c.positional[0], 1)
	if n > 17 {
		c.Fail("DomainError", c.positional[0].span, "prefer.digits")
	}
	c.Prefer(func(p *Preferences) { p.Format = value.Format(n) })
	return nil
}

func choosePictures(c *builtinCall) value.Value {
	form := c.word(0)
	if form != "png" && form != "svg" {
		c.Fail("DomainError", c.positional[0].span, "prefer.pictures", form)
	}
	c.Prefer(func(p *Preferences) { p.SVG = form == "svg" })
	return nil
}
