package syntax

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// isRange reports whether an argument is a range as other languages write one.
func isRange(arg string) bool {
	_, ends, _ := rangeOf(arg)
	return ends != "" && !strings.Contains(arg, "..")
}

// rangeOf reads {x, 0, 1}, (x, 0, 1), x = 0..1, [0 1] and (0, 1) as the variable, which may be "", and its ends a..b.
func rangeOf(arg string) (variable, ends string, given bool) {
	if name, interval, ok := strings.Cut(arg, "="); ok && strings.Contains(interval, "..") {
		return strings.TrimSpace(name), strings.TrimSpace(interval), true
	}
	if !strings.ContainsAny(arg[:min(1, len(arg))], "{([") {
		return "", "", false
	}
	inside := strings.Trim(arg, "{}()[]")
	parts := split(inside)
	if len(parts) == 1 {
		parts = strings.Fields(inside)
	}
	switch {
	case len(parts) == 3 && isLetter(parts[0]):
		return parts[0], parts[1] + ".." + parts[2], true
	case len(parts) == 2 && !isLetter(parts[0]):
		return "", parts[0] + ".." + parts[1], true
	}
	return "", "", false
}

// picture writes Plot[f[x], {x, 0, 1}], fplot(@(x) x^2, [0 1]), plot(f, -1, 1) and contour(X, Y, Z).
func (w *foreign) picture(head string, args []string) string {
	if len(args) == 1 && isLetterOfFormula(args[0], args[0]) {
		return head + "(" + args[0] + ")"
	}
	f, letters := w.function(args[0])
	rest := args[1:]
	if isLetterOfFormula(args[0], args[0]) || len(args[0]) == 1 && strings.ToUpper(args[0]) == args[0] { // plot(x, x^2), contour(X, Y, Z)
		f, letters = w.function(args[len(args)-1])
		if len(letters) == 0 && (f == "" || strings.ToUpper(f) == f) || f == "" {
			f = "f"
		}
		if len(args) == 4 {
			f = "f"
		}
		rest = nil
	}
	if f == "" {
		return ""
	}
	if len(rest) == 2 && isNumber(rest[0]) && isNumber(rest[1]) {
		rest = []string{"(" + rest[0] + ", " + rest[1] + ")"}
	}
	if letters == nil {
		letters = []string{"x", "y"}
	}
	var ranges []string
	for i, arg := range rest {
		variable, ends, ok := rangeOf(arg)
		switch {
		case !ok:
			continue
		case variable == "" && i < len(letters):
			variable = letters[i]
		}
		low, high, _ := strings.Cut(ends, "..")
		ranges = append(ranges, variable+" = "+w.convert(low)+".."+w.convert(high))
		if !slices.Contains(letters, variable) {
			letters = append(letters, variable)
		}
	}
	if len(rest) == 0 {
		for _, letter := range letters[:min(len(letters), 2)] {
			if strings.Contains(f, "->") {
				ranges = append(ranges, letter+" = -2..2")
			}
		}
	}
	return head + "(" + strings.Join(append([]string{f}, ranges...), ", ") + ")"
}

func isNumber(text string) bool { _, err := strconv.ParseFloat(text, 64); return err == nil }

// parametric writes Curve(cos(t), sin(t), t, 0, 2pi).
func (w *foreign) parametric(args []string) string {
	if len(args) == 2 && strings.HasPrefix(args[0], "{") {
		if variable, ends, ok := rangeOf(args[1]); ok {
			return "plot(" + variable + " -> " + w.list(strings.Trim(args[0], "{}")) + ", " + variable + " = " + w.convert(ends) + ")"
		}
	}
	if len(args) != 5 {
		return ""
	}
	return "plot(" + args[2] + " -> (" + w.convert(args[0]) + ", " + w.convert(args[1]) + "), " + args[2] + " = " + w.convert(args[3]) + ".." + w.convert(args[4]) + ")"
}

// minimum writes FindMinimum[f[x, y], {{x, 1}, {y, 1}}], fminsearch(f, [1, 1]) and minimize(f, x0 = [1, 1]); the sign is that of a
// function that is to be largest.
func (w *foreign) minimum(sign string, args []string) string {
	f, letters := w.function(args[0])
	if parts := split(strings.Trim(args[0], "{}")); strings.HasPrefix(args[0], "{") && len(parts) == 2 {
		left, right, ok := strings.Cut(parts[1], "==")
		if ok && sign == "" {
			return w.constrained([]string{parts[0], difference(left, right)})
		}
	}
	if f == "" || strings.HasPrefix(args[0], "{") {
		w.failed = true
		return ""
	}
	var ranges, from []string
	for _, arg := range args[1:] {
		name, given, isSetting := strings.Cut(arg, "=")
		inside := strings.Trim(arg, "{}()[]")
		switch parts := split(inside); {
		case isSetting && strings.Contains(given, ".."):
			ranges = append(ranges, strings.TrimSpace(arg))
		case isSetting && (strings.TrimSpace(name) == "x0" || strings.TrimSpace(name) == "from"):
			from = []string{w.point(strings.TrimSpace(given))}
		case isSetting:
		case strings.HasPrefix(arg, "{{"):
			for _, pair := range split(strings.TrimSuffix(strings.TrimPrefix(arg, "{"), "}")) {
				_, at, _ := strings.Cut(strings.Trim(pair, "{}"), ",")
				from = append(from, strings.TrimSpace(at))
			}
		case len(parts) == 2 && isLetter(parts[0]) && !isLetter(parts[1]):
			from = append(from, parts[1])
		case len(letterList([]string{arg})) > 0:
			letters = letterList([]string{arg})
		case from == nil && inside != arg || isNumber(arg):
			from = []string{w.point(arg)}
		}
	}
	if sign != "" {
		f = negated(f, letters)
	}
	if len(ranges) > 0 {
		return "critical_points(" + f + ", " + strings.Join(ranges, ", ") + ")"
	}
	start := strings.Join(from, ", ")
	if strings.Contains(start, ",") {
		start = "(" + start + ")"
	}
	switch {
	case from != nil:
	case letters != nil:
		start = repeated("1", len(letters))
	default:
		start = w.numbers(strings.TrimPrefix(f, "-"), "1")
	}
	return "minimize(" + f + ", from = " + start + ")"
}

// numbers is a point for a function: the same number for each of its variables, of two where they are not known.
func (w *foreign) numbers(f, number string) string {
	n, _ := w.arity(f)
	if n == 0 {
		n = 2
	}
	return repeated(number, n)
}

func repeated(number string, n int) string {
	if n == 1 {
		return number
	}
	return "(" + strings.TrimSuffix(strings.Repeat(number+", ", n), ", ") + ")"
}

// negated is minus a function.
func negated(f string, letters []string) string {
	head, formula, ok := strings.Cut(f, " -> ")
	if !ok {
		return "-" + f
	}
	return head + " -> -(" + formula + ")"
}

// constrained writes a problem with an equation g = 0.
func (w *foreign) constrained(args []string) string {
	if len(args) != 2 {
		return ""
	}
	if left, right, ok := strings.Cut(args[1], "=="); ok {
		args[1] = difference(left, right)
	}
	g := w.convert(args[1])
	letters := lettersIn(g)
	f, own := w.function(args[0])
	if own != nil {
		letters = own
	}
	if f == "" || len(letters) == 0 {
		w.failed = true
		return ""
	}
	return "critical_points(" + f + ", on = " + lambda(letters, g) + ")"
}

// root writes fzero(f, 1).
func (w *foreign) root(args []string) string {
	f, letters := w.function(args[0])
	if f == "" {
		return ""
	}
	if letters == nil {
		letters = []string{"x"}
	}
	return "roots(" + f + ", " + letters[0] + " = -10..10)"
}

// stepped writes 0:0.1:1.
func (w *foreign) stepped(args []string) string {
	var ends [3]float64
	for i, arg := range args[:min(3, len(args))] {
		ends[i], _ = strconv.ParseFloat(arg, 64)
	}
	n := int(math.Round((ends[2] - ends[0]) / ends[1]))
	if len(args) != 3 || ends[1] <= 0 || n < 1 {
		return ""
	}
	return w.grid([]string{args[0], args[2], strconv.Itoa(n + 1)})
}

// span writes Python's range(1, 11), whose end is left out.
func (w *foreign) span(args []string) string {
	low, high := "0", args[0]
	if len(args) == 2 {
		low, high = args[0], args[1]
	}
	n, err := strconv.Atoi(high)
	switch {
	case len(args) > 2:
		return ""
	case err != nil:
		return low + ".." + high + " - 1"
	}
	return low + ".." + strconv.Itoa(n-1)
}

// sized writes size(A, 1).
func (w *foreign) sized(args []string) string {
	switch {
	case len(args) == 2 && args[1] == "1":
		return "rows(" + w.convert(args[0]) + ")"
	case len(args) == 2 && args[1] == "2":
		return "columns(" + w.convert(args[0]) + ")"
	}
	return ""
}

// rule writes torch.optim.Adam(params, lr = 0.1).
func rule(name string, args []string) string {
	var settings []string
	for _, arg := range args {
		setting, value, ok := strings.Cut(arg, "=")
		switch strings.TrimSpace(setting) {
		case "lr", "learning_rate":
			settings = append(settings, "η = "+strings.TrimSpace(value))
		case "momentum":
			if ok && name == "gd" {
				name = "heavy_ball"
				settings = append(settings, "β = "+strings.TrimSpace(value))
			}
		}
	}
	if settings == nil {
		return name
	}
	return name + "(" + strings.Join(settings, ", ") + ")"
}

// solution writes Solve[D[f[x], x] == 0, x] and solve([diff(f, x), diff(f, y)], [x, y]) as critical points.
func (w *foreign) solution(args []string) string {
	letters := letterList(args[1:])
	for _, head := range []string{"diff(", "D[", "D(", "Grad[", "gradient(", "Derivative[", "Diff("} {
		_, inside, ok := strings.Cut(args[0], head)
		if !ok || len(letters) == 0 || len(letters) > 2 {
			continue
		}
		f, own := w.function(split(inside)[0])
		if own != nil {
			letters = own
		}
		if f == "" {
			return ""
		}
		ranges := make([]string, len(letters))
		for i, letter := range letters {
			ranges[i] = letter + " = -5..5"
		}
		return "critical_points(" + f + ", " + strings.Join(ranges, ", ") + ")"
	}
	if len(letters) > 1 || strings.HasPrefix(args[0], "[") || strings.HasPrefix(args[0], "{") {
		return ""
	}
	left, right, ok := strings.Cut(strings.Replace(args[0], "==", "=", 1), "=")
	if !ok {
		return w.root(args[:1])
	}
	return w.root([]string{difference(left, right)})
}

// difference is what is 0 where an equation holds.
func difference(left, right string) string {
	left, right = strings.TrimSpace(left), strings.TrimSpace(right)
	switch {
	case right == "0":
		return left
	case isNumber(right) && !strings.HasPrefix(right, "-"), isLetter(right):
		return left + " - " + right
	}
	return left + " - (" + right + ")"
}

// extrema writes Extremum(f, -2, 2).
func (w *foreign) extrema(args []string) string {
	f, letters := w.function(args[0])
	switch {
	case f == "" || len(args) == 2:
		return ""
	case letters == nil && w.variables(f) == 2:
		letters = []string{"x", "y"}
	case letters == nil:
		letters = []string{"x"}
	}
	low, high := "-5", "5"
	if len(args) == 3 {
		low, high = args[1], args[2]
	}
	call := "critical_points(" + f
	for _, letter := range letters {
		call += ", " + letter + " = " + low + ".." + high
	}
	return call + ")"
}

// taylor writes Series[Exp[x], {x, 0, 3}], series(exp(x), x, 0, 4), taylor(exp(x), x = 0, 4) and TaylorPolynomial(f, 0, 3); the
// second and the third count the order of what is left out.
func (w *foreign) taylor(args []string) string {
	f, _ := w.function(args[0])
	at, order, less := "0", "3", 0
	switch {
	case f == "" || len(args) < 2:
		return ""
	case strings.HasPrefix(args[1], "{"):
		parts := split(strings.Trim(args[1], "{}"))
		if len(parts) == 3 {
			at, order = parts[1], parts[2]
		}
	case strings.Contains(args[1], "="):
		_, value, _ := strings.Cut(args[1], "=")
		at, less = strings.TrimSpace(value), 1
		order = strings.Join(args[2:], "")
	case isLetter(args[1]) && len(args) == 4:
		at, order, less = args[2], args[3], 1
	case len(args) == 3:
		at, order = args[1], args[2]
	}
	n, err := strconv.Atoi(order)
	if err != nil {
		n = 3 + less
	}
	return "taylor(" + f + ", at = " + w.convert(at) + ", order = " + strconv.Itoa(max(1, n-less)) + ")"
}

// loop writes Table[k^2, {k, 1, 10}] and seq(k^2, k = 1..10).
func (w *foreign) loop(open string, args []string, close string) string {
	if len(args) != 2 {
		return ""
	}
	variable, ends, ok := rangeOf(args[1])
	if inside := split(strings.Trim(args[1], "{}")); !ok && len(inside) == 2 && isLetter(inside[0]) {
		variable, ends, ok = inside[0], "1.."+inside[1], true
	}
	if !ok || variable == "" {
		return ""
	}
	return open + w.convert(args[0]) + " for " + variable + " in " + ends + close
}

// matrix writes Matrix([[2, 1], [1, 2]]).
func (w *foreign) matrix(args []string) string {
	inside := strings.TrimSpace(args[0])
	if strings.HasPrefix(inside, "(") && len(args) == 1 {
		return w.convert(inside)
	}
	if !strings.HasPrefix(inside, "[") || len(args) > 1 {
		return ""
	}
	if !strings.HasPrefix(inside, "[[") {
		return w.convert(inside)
	}
	rows := split(inside[1 : len(inside)-1])
	for i, row := range rows {
		rows[i] = strings.Trim(row, "[]")
	}
	return "[" + strings.Join(rows, "; ") + "]"
}

// grid writes linspace(0, 1, 11).
func (w *foreign) grid(args []string) string {
	n := 0
	if len(args) == 3 {
		n, _ = strconv.Atoi(args[2])
	}
	if n < 2 {
		return ""
	}
	steps := strconv.Itoa(n - 1)
	if args[0] == "0" && args[1] == "1" {
		return "[k/" + steps + " for k in 0.." + steps + "]"
	}
	low := args[0]
	if strings.HasPrefix(low, "-") {
		low = "(" + low + ")"
	}
	return "[" + args[0] + " + (" + args[1] + " - " + low + ") k/" + steps + " for k in 0.." + steps + "]"
}

// substituted writes subs(x = 2, x^2).
func (w *foreign) substituted(args []string) string {
	if len(args) != 2 {
		return ""
	}
	_, at, ok := strings.Cut(args[0], "=")
	f := w.named(args[1])
	if !ok || f == "" {
		return ""
	}
	return f + "(" + strings.TrimSpace(at) + ")"
}
