package library

import "saddle/kernel/lang/eval"

// meantSetting is critical(f, near = p) for critical(f, p): the second argument given to a setting.
func meantSetting(name string) func(*eval.Call, []string) string {
	return func(c *eval.Call, texts []string) string {
		if len(texts) != 2 {
			return ""
		}
		return c.Entry.Name + "(" + texts[0] + ", " + name + " = " + texts[1] + ")"
	}
}
