package notebook

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// The types of output that the format knows.
const (
	Stream        = "stream"         // Name, Text
	DisplayData   = "display_data"   // Data, Metadata
	ExecuteResult = "execute_result" // Data, Metadata, ExecutionCount
	Error         = "error"          // ErrorName, ErrorValue, Traceback
)

// Output is one output of a code cell, in the plain form in which messages
// carry it. Which fields count is said beside the types.
type Output struct {
	Type           string
	Name           string         // "stdout" or "stderr"
	Text           string         // what was written there
	Data           map[string]any // representations by media type; texts are strings
	Metadata       map[string]any // nil is empty
	ExecutionCount int            // 0 is null
	ErrorName      string         // ename: "ShapeError"
	ErrorValue     string         // evalue: the message
	Traceback      []string       // lines, with ANSI colours
}

// MarshalJSON returns the output in nbformat's form with texts whole, not cut
// into lines: the form of messages and of line-by-line logs.
func (o Output) MarshalJSON() ([]byte, error) {
	v, err := o.form(newString)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	v.write(&b, 0)
	var compact bytes.Buffer
	err = json.Compact(&compact, b.Bytes())
	return compact.Bytes(), err
}

// stored returns the output as a notebook file stores it, texts cut into lines.
func (o Output) stored() (*value, error) { return o.form(newLines) }

// form builds nbformat's object; long gives the form of a long text.
func (o Output) form(long func(string) *value) (*value, error) {
	v := newObject()
	v.set("output_type", newString(o.Type))
	switch o.Type {
	case Stream:
		v.set("name", newString(o.Name))
		v.set("text", long(o.Text))
		return v, nil
	case Error:
		o.formError(v)
		return v, nil
	case ExecuteResult:
		v.set("execution_count", count(o.ExecutionCount))
	}
	if err := o.formBundles(v, long); err != nil {
		return nil, err
	}
	return v, nil
}

func (o Output) formError(v *value) {
	v.set("ename", newString(o.ErrorName))
	v.set("evalue", newString(o.ErrorValue))
	lines := newArray()
	for _, line := range o.Traceback {
		lines.items = append(lines.items, newString(line))
	}
	v.set("traceback", lines)
}

func (o Output) formBundles(v *value, long func(string) *value) error {
	data, err := bundle(o.Data, long)
	if err != nil {
		return err
	}
	metadata, err := bundle(o.Metadata, nil)
	if err != nil {
		return err
	}
	v.set("data", data)
	v.set("metadata", metadata)
	return nil
}

// bundle returns m as an object; the texts that Jupyter cuts into lines get the
// form long, where it is given.
func bundle(m map[string]any, long func(string) *value) (*value, error) {
	object := newObject()
	for _, name := range slices.Sorted(maps.Keys(m)) {
		text, isText := m[name].(string)
		if isText && long != nil && isLong(name) {
			object.set(name, long(text))
			continue
		}
		v, err := newValue(m[name])
		if err != nil {
			return nil, err
		}
		object.set(name, v)
	}
	return object, nil
}

// isLong reports whether Jupyter cuts data of this media type into lines.
func isLong(mime string) bool {
	return strings.HasPrefix(mime, "text/") || mime == "image/svg+xml" || mime == "application/javascript"
}

// isJSON reports whether data of this media type is JSON itself, so that a list
// of strings in it is a list and not the lines of a text.
func isJSON(mime string) bool {
	return mime == "application/json" || strings.HasPrefix(mime, "application/") && strings.HasSuffix(mime, "+json")
}

func readOutput(v *value) Output {
	var o Output
	o.Type, _ = v.get("output_type").str()
	o.Name, _ = v.get("name").str()
	o.Text, _ = v.get("text").str()
	o.ErrorName, _ = v.get("ename").str()
	o.ErrorValue, _ = v.get("evalue").str()
	o.ExecutionCount, _ = v.get("execution_count").number()
	o.Metadata = v.get("metadata").anyMap()
	o.Data = readData(v.get("data"))
	if lines := v.get("traceback"); lines != nil {
		for _, line := range lines.items {
			s, _ := line.str()
			o.Traceback = append(o.Traceback, s)
		}
	}
	return o
}

func readData(v *value) map[string]any {
	data := v.anyMap()
	if v == nil {
		return data
	}
	for _, m := range v.members {
		if s, ok := m.value.str(); ok && !isJSON(m.name) {
			data[m.name] = s
		}
	}
	return data
}
