package wire

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
)

// marshalObject marshals a value that has to be a JSON object; nil is the empty one.
func marshalObject(v any) (json.RawMessage, error) {
	if v == nil {
		return json.RawMessage("{}"), nil
	}
	raw, err := marshal(v)
	if err != nil {
		return nil, err
	}
	if string(raw) == "null" {
		return json.RawMessage("{}"), nil
	}
	if !bytes.HasPrefix(raw, []byte("{")) {
		return nil, fmt.Errorf("%w: %T", ErrNotObject, v)
	}
	return raw, nil
}

// marshal is json.Marshal without its escapes for HTML, and with NaN and ±∞ written as null, as JavaScript's
// JSON.stringify writes them: one number that is not one must not cost a client its whole reply.
func marshal(v any) (json.RawMessage, error) {
	v = withoutNil(v)
	raw, err := marshalExactly(v)
	var unsupported *json.UnsupportedValueError
	if !errors.As(err, &unsupported) {
		return raw, err
	}
	plain, err := finite(reflect.ValueOf(v), 0)
	if err != nil {
		return nil, err
	}
	return marshalExactly(plain)
}

func marshalExactly(v any) (json.RawMessage, error) {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(buffer.Bytes(), []byte("\n")), nil
}

// maximalDepth bounds values that contain themselves.
const maximalDepth = 1000

// finite rebuilds a value from maps and slices, as encoding/json would see it, with null for what is not finite.
func finite(v reflect.Value, depth int) (any, error) {
	if depth > maximalDepth {
		return nil, errors.New("value is nested too deeply, or contains itself")
	}
	if !v.IsValid() {
		return nil, nil
	}
	if writesItself(v) {
		return v.Interface(), nil
	}
	switch v.Kind() {
	case reflect.Float32, reflect.Float64:
		return finiteNumber(v), nil
	case reflect.Pointer, reflect.Interface:
		return finite(v.Elem(), depth+1)
	case reflect.Map:
		return finiteMap(v, depth)
	case reflect.Slice, reflect.Array:
		return finiteList(v, depth)
	case reflect.Struct:
		object := map[string]any{}
		return object, finiteFields(v, object, depth)
	}
	return v.Interface(), nil
}

// writesItself says that a value's own method decides about its JSON.
func writesItself(v reflect.Value) bool {
	switch v.Interface().(type) {
	case json.Marshaler, encoding.TextMarshaler:
		return v.Kind() != reflect.Pointer || !v.IsNil()
	}
	return false
}

func finiteNumber(v reflect.Value) any {
	if x := v.Float(); math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return v.Interface()
}

func finiteMap(v reflect.Value, depth int) (any, error) {
	if v.IsNil() {
		return v.Interface(), nil
	}
	object := reflect.MakeMap(reflect.MapOf(v.Type().Key(), reflect.TypeFor[any]()))
	for entries := v.MapRange(); entries.Next(); {
		entry, err := finite(entries.Value(), depth+1)
		if err != nil {
			return nil, err
		}
		object.SetMapIndex(entries.Key(), reflect.ValueOf(&entry).Elem())
	}
	return object.Interface(), nil
}

func finiteList(v reflect.Value, depth int) (any, error) {
	isBytes := v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8
	if isBytes || v.Kind() == reflect.Slice && v.IsNil() {
		return v.Interface(), nil
	}
	list := make([]any, v.Len())
	var err error
	for i := range list {
		if list[i], err = finite(v.Index(i), depth+1); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func finiteFields(v reflect.Value, object map[string]any, depth int) error {
	for i := range v.NumField() {
		field := v.Type().Field(i)
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if field.Anonymous && name == "" && field.Type.Kind() == reflect.Struct {
			if err := finiteFields(v.Field(i), object, depth+1); err != nil {
				return err
			}
			continue
		}
		if !field.IsExported() || name == "-" || isOmitted(v.Field(i), options) {
			continue
		}
		if name == "" {
			name = field.Name
		}
		entry, err := finite(v.Field(i), depth+1)
		if err != nil {
			return err
		}
		object[name] = entry
	}
	return nil
}

func isOmitted(v reflect.Value, options string) bool {
	switch {
	case strings.Contains(options, "omitzero") && v.IsZero():
		return true
	case !strings.Contains(options, "omitempty"):
		return false
	}
	switch v.Kind() {
	case reflect.Map, reflect.Slice, reflect.Array:
		return v.Len() == 0
	case reflect.Struct:
		return false
	}
	return v.IsZero()
}
