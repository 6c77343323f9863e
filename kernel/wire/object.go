package wire

import "reflect"

// Object is a JSON object. Its nil is written as {}, since the protocol never has null for a dictionary.
type Object map[string]any

// List is a JSON array. Its nil is written as [], since the protocol never has null for a list.
type List[T any] []T

// emptiable is what has an empty form in place of null. The methods only mark the two types: were they
// MarshalJSON, encoding/json would read everything below them a second time, level by level.
type emptiable interface{ empty() any }

func (o Object) empty() any  { return Object{} }
func (l List[T]) empty() any { return List[T]{} }

// withoutNil returns the value with every nil Object and List in it, down through structs and objects,
// replaced by its empty form. The value itself is not changed.
func withoutNil(v any) any {
	if object, ok := v.(Object); ok {
		return object.withoutNil()
	}
	value := reflect.ValueOf(v)
	for value.Kind() == reflect.Pointer && !value.IsNil() {
		value = value.Elem()
	}
	switch {
	case !value.IsValid():
		return v
	case value.Kind() == reflect.Struct:
		return structWithoutNil(value)
	case value.Kind() == reflect.Slice && value.IsNil():
		if nothing, ok := v.(emptiable); ok {
			return nothing.empty()
		}
	}
	return v
}

func (o Object) withoutNil() Object {
	full := make(Object, len(o))
	for name, entry := range o {
		full[name] = withoutNil(entry)
	}
	return full
}

func structWithoutNil(v reflect.Value) any {
	full := reflect.New(v.Type()).Elem()
	full.Set(v)
	fillFields(full)
	return full.Interface()
}

// fillFields replaces in the fields of a struct, and of those embedded in it.
func fillFields(value reflect.Value) {
	for i := range value.NumField() {
		field := value.Field(i)
		if !field.CanSet() {
			continue
		}
		if value.Type().Field(i).Anonymous && field.Kind() == reflect.Struct {
			fillFields(field)
			continue
		}
		if _, ok := field.Interface().(emptiable); ok {
			field.Set(reflect.ValueOf(withoutNil(field.Interface())))
		}
	}
}
