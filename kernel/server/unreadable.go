package server

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"saddle/kernel/wire"
	"saddle/numerics/reason"
)

// unreadable says what is wrong with the content of a message, without the words of the decoder.
func unreadable(content *wire.ContentError, locale reason.Locale) string {
	var mismatch *json.UnmarshalTypeError
	var grammar *json.SyntaxError
	switch {
	case errors.As(content.Reason, &mismatch):
		return mismatched(mismatch, locale)
	case errors.As(content.Reason, &grammar):
		return fmt.Sprintf(reason.Both("it is no JSON from byte %d on", "从第 %d 个字节起不是 JSON").In(locale), grammar.Offset)
	case errors.Is(content.Reason, wire.ErrNotObject):
		return reason.Both("a part of it is no JSON object", "它的一部分不是 JSON 对象").In(locale)
	}
	return content.Why()
}

// mismatched says that a field holds another kind of value than is asked for.
func mismatched(m *json.UnmarshalTypeError, locale reason.Locale) string {
	kind, _, _ := strings.Cut(m.Value, " ") // "number 1e400"
	name := m.Field[strings.LastIndexByte(m.Field, '.')+1:]
	if name == "" {
		name = "content"
	}
	told := reason.Both("%s is %s, not %s", "%s 是%s，而应为%s").In(locale)
	return fmt.Sprintf(told, name, jsonKinds[kind].In(locale), kindOf(m.Type).In(locale))
}

// jsonKinds are the kinds of JSON's values, as the decoder calls them.
var jsonKinds = map[string]reason.Text{
	"object": reason.Both("an object", "对象"), "array": reason.Both("an array", "数组"), "string": reason.Both("a string", "字符串"),
	"number": reason.Both("a number", "数"), "bool": reason.Both("true or false", "逻辑值"),
}

// kindOf is the kind of value that a type takes.
func kindOf(t reflect.Type) reason.Text {
	switch t.Kind() {
	case reflect.String:
		return jsonKinds["string"]
	case reflect.Bool:
		return jsonKinds["bool"]
	case reflect.Slice, reflect.Array:
		return jsonKinds["array"]
	case reflect.Int, reflect.Int64, reflect.Uint64:
		return reason.Both("a whole number", "整数")
	case reflect.Float64:
		return jsonKinds["number"]
	}
	return jsonKinds["object"]
}
