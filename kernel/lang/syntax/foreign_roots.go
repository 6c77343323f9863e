package syntax

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// root writes fzero(f, 1), and roots([1, -3, 2]), whose numbers are a polynomial's.
func (w *foreign) root(args []string) string {
	if c := coefficients(args[0]); c != nil {
		w.changed = true
		return "roots(x -> " + polynomial(c) + ", x = " + rootRange(c) + ")"
	}
	if several := w.system(args); several != "" {
		return several
	}
	equation := args[0]
	if left, right, ok := strings.Cut(strings.Replace(equation, "==", "=", 1), "="); ok && isRelation(equation) {
		equation = difference(left, right)
	}
	f, letters := w.function(equation)
	if f == "" {
		return ""
	}
	if letters == nil {
		letters = []string{"x"}
	}
	return "roots(" + f + w.box(args[1:], letters[:1]) + ")"
}

// box is the ranges among the arguments of a search, else one for each letter.
func (w *foreign) box(args, letters []string) (box string) {
	for _, arg := range args {
		if name, ends, ok := strings.Cut(arg, "="); ok && isLetter(strings.TrimSpace(name)) && strings.Contains(ends, "..") {
			box += ", " + arg
		}
	}
	if box != "" {
		return box
	}
	for _, letter := range letters {
		box += ", " + letter + " = -10..10"
	}
	return box
}

// system writes several equations, [x + y = 3, x - y = 1] or {x + y == 3, x - y == 1}, as the search for what makes their sides equal;
// "" where there are not as many unknowns.
func (w *foreign) system(args []string) string {
	if strings.Trim(args[0], "[](){}") == args[0] || strings.Contains(args[0], "->") {
		return ""
	}
	parts := split(args[0][1 : len(args[0])-1])
	for i, part := range parts {
		if left, right, ok := strings.Cut(strings.ReplaceAll(part, "==", "="), "="); ok {
			part = difference(left, right)
		}
		parts[i] = w.convert(part)
	}
	all := strings.Join(parts, ", ")
	letters := lettersIn(all)
	if len(parts) < 2 || len(letters) != len(parts) || strings.ContainsAny(all, "=<>") || slices.ContainsFunc(letters, w.known) {
		return ""
	}
	return "roots(" + lambda(letters, "("+all+")") + w.box(args[1:], letters) + ")"
}

// equation writes x^2 - 4 = 0 as a search for its solutions, and x^2 + y^2 = 1 as its curve.
func (w *foreign) equation(args []string) string {
	if len(args) != 2 {
		return ""
	}
	if !w.areWords(strings.Join(args, " ")) {
		w.failed = true
		return ""
	}
	f, letters := w.function(difference(args[0], args[1]))
	switch len(letters) {
	case 1:
		return "roots(" + f + ", " + letters[0] + " = -10..10)"
	case 2:
		return "implicit(" + f + ")"
	}
	w.failed = true
	return ""
}

// level writes on = x^2 + y^2 = 1 as the function that is 0 there.
func (w *foreign) level(args []string) string {
	if len(args) != 2 {
		return ""
	}
	g := w.convert(difference(args[0], args[1]))
	letters := lettersIn(g)
	if len(letters) == 0 || !w.areWords(g) {
		w.failed = true
		return ""
	}
	return "g(" + strings.Join(letters, ", ") + ") = " + g
}

// coefficients are the numbers of a list, the one of the highest power first; nil where it is none, or has no power of x.
func coefficients(list string) []float64 {
	if !strings.HasPrefix(list, "[") {
		return nil
	}
	var c []float64
	for _, field := range strings.FieldsFunc(strings.Trim(list, "[]"), func(r rune) bool { return r == ',' || r == ' ' }) {
		number, err := strconv.ParseFloat(field, 64)
		if err != nil {
			return nil
		}
		c = append(c, number)
	}
	for len(c) > 0 && c[0] == 0 {
		c = c[1:]
	}
	if len(c) < 2 {
		return nil
	}
	return c
}

// polynomial writes coefficients as 2x^2 - 3x + 1.
func polynomial(c []float64) string {
	var out strings.Builder
	for i, a := range c {
		power := len(c) - 1 - i
		if a == 0 {
			continue
		}
		switch {
		case a < 0 && out.Len() == 0:
			out.WriteString("-")
		case a < 0:
			out.WriteString(" - ")
		case out.Len() > 0:
			out.WriteString(" + ")
		}
		if size := math.Abs(a); size != 1 || power == 0 {
			out.WriteString(strconv.FormatFloat(size, 'g', -1, 64))
			if power > 0 && strings.ContainsAny(out.String(), "e") {
				out.WriteString(" ")
			}
		}
		switch {
		case power == 1:
			out.WriteString("x")
		case power > 1:
			out.WriteString("x^" + strconv.Itoa(power))
		}
	}
	return out.String()
}

// rootRange is a range that holds all roots of a polynomial (Cauchy 1829: none is larger than 1 + max |aᵢ/aₙ|).
func rootRange(c []float64) string {
	largest := 0.0
	for _, a := range c[1:] {
		largest = math.Max(largest, math.Abs(a/c[0]))
	}
	end := strconv.FormatFloat(math.Ceil(1+largest), 'f', -1, 64)
	return "-" + end + ".." + end
}
