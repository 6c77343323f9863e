package library

import (
	"math"
	"strconv"
	"strings"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
)

// whole is a known whole number of at least a least value.
func whole(c *eval.Call, arg eval.Argument, least int) int {
	x := c.Number(arg)
	if x != float64(int(x)) || int(x) < least {
		nearest := max(least, int(min(math.Abs(x), 1e9)))
		panic(message.New("DomainError", "type.whole", least, x).At(c.Source(), arg.Span).Advise("call.write", wholeAsked(arg.Name, nearest)))
	}
	return int(x)
}

// wholeAsked is a whole number as an argument, behind the name of its setting.
func wholeAsked(setting string, n int) string {
	if setting == "" {
		return strconv.Itoa(n)
	}
	return setting + " = " + strconv.Itoa(n)
}

// text is an argument that must be a text.
func text(c *eval.Call, arg eval.Argument) string {
	text, ok := arg.Value.(value.Text)
	if !ok {
		failure := message.New("TypeError", "type.text", arg.Value.Describe()).At(c.Source(), arg.Span)
		if arg.Name != "" && arg.From != nil {
			failure.Advise("call.write", arg.Name+` = "`+strings.ReplaceAll(syntax.Text(arg.From), `"`, "")+`"`)
		}
		panic(failure)
	}
	return string(text)
}

// given is the value of a setting, nil when it is not given.
func given(c *eval.Call, name string) value.Value {
	arg, _ := c.Setting(name)
	return arg.Value
}

// wholeSetting is a setting that is a whole number, or what it is when not given.
func wholeSetting(c *eval.Call, name string, least, otherwise int) int {
	arg, ok := c.Setting(name)
	if !ok {
		return otherwise
	}
	return whole(c, arg, least)
}

// numberSetting is a setting that is a number, or what it is when not given.
func numberSetting(c *eval.Call, name string, otherwise float64) float64 {
	arg, ok := c.Setting(name)
	if !ok {
		return otherwise
	}
	return c.Number(arg)
}

// sizeSetting is a setting that is a number of at least 0, or 0 when not given.
func sizeSetting(c *eval.Call, name string) float64 {
	x := numberSetting(c, name, 0)
	if arg, ok := c.Setting(name); ok && !(x >= 0) {
		panic(message.New("DomainError", "type.least", name, x).At(c.Source(), arg.Span).Advise("setting." + name + "-advice"))
	}
	return x
}

// textSetting is a setting that is a text; empty when not given.
func textSetting(c *eval.Call, name string) string {
	arg, ok := c.Setting(name)
	if !ok {
		return ""
	}
	return text(c, arg)
}
