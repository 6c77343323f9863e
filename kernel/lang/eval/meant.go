package eval

// meantSetting is critical(f, near = p) for critical(f, p): the second argument given to a setting.
func meantSetting(name string) func(*builtinCall, []string) string {
	return func(c *builtinCall, texts []string) string {
		if len(texts) != 2 {
			return ""
		}
		return c.entry.Name + "(" + texts[0] + ", " + name + " = " + texts[1] + ")"
	}
}
