package library

import (
	"strings"

	"saddle/kernel/lang/eval"
)

// meantSetting is critical(f, near = p) for critical(f, p), and for critical(f, 1, 2): what stands behind the function given to a
// setting.
func meantSetting(name string) func(*eval.Call, []string) string {
	return func(c *eval.Call, texts []string) string {
		value := strings.Join(texts[1:], ", ")
		switch {
		case len(texts) == 2:
		case eval.AllNumbers(c.Positional[1:]):
			value = "(" + value + ")"
		default:
			return ""
		}
		return c.Entry.Name + "(" + texts[0] + ", " + name + " = " + value + ")"
	}
}
