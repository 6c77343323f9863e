package syntax

import (
	"regexp"
	"strconv"
	"strings"
)

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
		if !isBound(arg) && !scipyConstraint().MatchString(arg) {
			others = append(others, arg)
			continue
		}
		if match := scipyConstraint().FindStringSubmatch(arg); match != nil {
			constraints = append(constraints, w.entriesAs(letters, f, match[2], match[3])+map[string]string{"eq": " = 0", "ineq": " >= 0"}[match[1]])
			continue
		}
		name, rest, _ := strings.Cut(arg, "=")
		if boundNames[strings.TrimSpace(name)] {
			arg = strings.TrimSpace(rest)
		}
		constraints = append(constraints, bare(arg))
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

// scipyConstraint reads constraints = {'type': 'eq', 'fun': lambda x: x[0] + x[1] - 1}.
var scipyConstraint = patternOf(`^constraints *= *[\[(]?\{ *['"]type['"] *: *['"](eq|ineq)['"] *, *['"]fun['"] *: *lambda (\w+) *: *(.*?) *\}[\])]?$`)

// entriesAs is a formula of the entries of a vector as one of letters, from 0 on; of a function of one vector it is one of its entries.
func (w *foreign) entriesAs(letters []string, f, vector, formula string) string {
	if letters == nil {
		letters = w.lettersOf(f)
	}
	return regexp.MustCompile(`\b`+regexp.QuoteMeta(vector)+`\[(\d)\]`).ReplaceAllStringFunc(formula, func(entry string) string {
		k := int(entry[len(entry)-2] - '0')
		if len(letters) > 1 && k < len(letters) {
			return letters[k]
		}
		return vector + "[" + strconv.Itoa(k+1) + "]"
	})
}

// bounded writes extremes(f, on = x + y = 1) and critical_points(f, x^2 + y^2 = 1); "" where no constraint is written so.
func (w *foreign) bounded(name string, args []string) string {
	f, letters := w.function(args[0])
	bounds, others := w.bounds(f, letters, args[1:])
	if f == "" || bounds == "" {
		return ""
	}
	for _, other := range others {
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

// linear writes MATLAB's fmincon(f, x0, A, b, Aeq, beq) with at most one row of A and of Aeq.
func (w *foreign) linear(args []string) string {
	f, letters := w.function(args[0])
	if f == "" || len(args) < 4 || len(args) > 6 || len(args) == 5 {
		return ""
	}
	if letters == nil {
		letters = w.lettersOf(f)
	}
	point := strings.Join(letters, ", ")
	if len(letters) > 1 {
		point = "(" + point + ")"
	}
	call := "minimize(" + f + ", from = (" + w.point(args[1]) + ")"
	for k, name := range []string{"within", "on"} {
		i := 2 + 2*k
		if i >= len(args) || args[i] == "[]" {
			continue
		}
		row := w.point(args[i])
		if strings.Contains(args[i], ";") || !isNumber(args[i+1]) || !strings.Contains(row, ",") {
			return ""
		}
		call += ", " + name + " = " + lambda(letters, "("+row+") · "+point+" - "+args[i+1])
	}
	return call + ")"
}
