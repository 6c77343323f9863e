package message

// Keys are the keys of the catalogue.
func Keys() []string {
	var keys []string
	for key := range texts() {
		keys = append(keys, key)
	}
	return keys
}
