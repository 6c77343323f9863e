package syntax

import "strings"

// boundNames are what a constraint is called as a setting, here and elsewhere.
var boundNames = set("on within subject_to subject constraint constraints st s.t.")

// isRelation reports whether a text is an equation or an inequality, x + y = 1, and no setting with a value.
func isRelation(text string) bool {
	name, _, ok := strings.Cut(text, "=")
	return strings.ContainsAny(text, "<>≤≥") && !strings.Contains(text, "->") || strings.Contains(text, "==") || ok && !isName(strings.TrimSpace(name)) && !strings.Contains(text, "->")
}

// isBound reports whether an argument is a constraint that is written as a relation: x + y = 1, on = x + y = 1, within = x + y <= 1.
func isBound(arg string) bool {
	if name, rest, ok := strings.Cut(arg, "="); ok && isName(strings.TrimSpace(name)) && !strings.HasPrefix(rest, "=") {
		return boundNames[strings.TrimSpace(name)] && strings.ContainsAny(rest, "=<>≤≥") && !strings.Contains(rest, "->")
	}
	return isRelation(arg)
}

func isName(text string) bool { return text != "" && wordEnd([]rune(text), 0) == len([]rune(text)) }

// bounds are the constraints among the arguments of a search as settings, and the other arguments.
func (w *foreign) bounds(f string, letters, args []string) (bounds string, others []string) {
	var constraints []string
	for _, arg := range args {
		if !isBound(arg) {
			others = append(others, arg)
			continue
		}
		name, rest, _ := strings.Cut(arg, "=")
		if boundNames[strings.TrimSpace(name)] {
			arg = strings.TrimSpace(rest)
		}
		constraints = append(constraints, arg)
	}
	if letters == nil {
		letters = w.lettersOf(f)
	}
	if letters == nil {
		letters = lettersIn(strings.Join(constraints, " "))
	}
	bounds, ok := w.boundsOf(letters, constraints)
	w.failed = w.failed || !ok
	return bounds, others
}

// bounded writes extremes(f, on = x + y = 1) and critical_points(f, x^2 + y^2 = 1); "" where no constraint is written so.
func (w *foreign) bounded(name string, args []string) string {
	f, letters := w.function(args[0])
	bounds, others := w.bounds(f, letters, args)
	if f == "" || bounds == "" {
		return ""
	}
	for _, other := range others[1:] {
		bounds += ", " + w.convert(other)
	}
	return name + "(" + f + bounds + ")"
}

// boundsOf are relations as settings; false where one cannot be read.
func (w *foreign) boundsOf(letters, relations []string) (settings string, ok bool) {
	bounds := map[string][]string{}
	for _, relation := range relations {
		name, g := w.constraint(relation)
		if g == "" {
			return "", false
		}
		bounds[name] = append(bounds[name], lambda(letters, g))
	}
	for _, name := range []string{"on", "within"} {
		switch functions := bounds[name]; len(functions) {
		case 0:
		case 1:
			settings += ", " + name + " = " + functions[0]
		default:
			settings += ", " + name + " = [" + strings.Join(functions, ", ") + "]"
		}
	}
	return settings, true
}

// constraint is the setting of a relation and what is 0 there, or not above; "" where it cannot be read.
func (w *foreign) constraint(relation string) (setting, g string) {
	for _, sign := range []string{"<=", ">=", "≤", "≥", "==", "=", "<", ">"} {
		left, right, cut := strings.Cut(relation, sign)
		if !cut || strings.TrimSpace(left) == "" || strings.TrimSpace(right) == "" || strings.ContainsAny(right, "<=>≤≥") {
			continue
		}
		switch {
		case strings.ContainsAny(sign, ">≥"):
			return "within", w.convert(difference(right, left))
		case strings.ContainsAny(sign, "<≤"):
			return "within", w.convert(difference(left, right))
		}
		return "on", w.convert(difference(left, right))
	}
	return "", ""
}
