package wire

// Object is a JSON object. Its nil is written as {}, since the protocol never has null for a dictionary.
type Object map[string]any

// MarshalJSON writes the object, with null for NaN and ±∞.
func (o Object) MarshalJSON() ([]byte, error) {
	if o == nil {
		return []byte("{}"), nil
	}
	return marshal(map[string]any(o))
}

// List is a JSON array. Its nil is written as [], since the protocol never has null for a list.
type List[T any] []T

// MarshalJSON writes the list, with null for NaN and ±∞.
func (l List[T]) MarshalJSON() ([]byte, error) {
	if l == nil {
		return []byte("[]"), nil
	}
	return marshal([]T(l))
}
