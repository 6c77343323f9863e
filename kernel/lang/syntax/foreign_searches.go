package syntax

import (
	"math"
	"strconv"
	"strings"
)

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
	bounds, others := w.bounds(f, letters, args[1:])
	ranges, from, given := w.searched(others)
	if given != nil {
		letters = given
	}
	if bounds != "" && from == nil {
		return "extremes(" + f + bounds + ")"
	}
	if sign != "" {
		f = negated(f, letters)
	}
	if len(ranges) > 0 {
		return "critical_points(" + f + ", " + strings.Join(ranges, ", ") + ")"
	}
	return "minimize(" + f + ", from = " + w.startOf(f, letters, from) + bounds + ")"
}

// startOf is where a search begins: at the numbers that are given, else at ones, as many as f has letters.
func (w *foreign) startOf(f string, letters, from []string) string {
	switch start := strings.Join(from, ", "); {
	case strings.Contains(start, ","):
		return "(" + start + ")"
	case from != nil:
		return start
	case letters != nil:
		return repeated("1", len(letters))
	}
	return w.numbers(strings.TrimPrefix(f, "-"), "1")
}

// searched is what the arguments of a search behind its function say: the ranges of its variables, the numbers that it starts
// from, and its letters; each nil where they do not say.
func (w *foreign) searched(args []string) (ranges, from, letters []string) {
	for _, arg := range args {
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
	return ranges, from, letters
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

// stepped writes 0:0.1:1 and 1:2:10, of which the last number is at most the end.
func (w *foreign) stepped(args []string) string {
	if len(args) != 3 {
		return ""
	}
	var ends [3]float64
	for i, arg := range args {
		number, err := strconv.ParseFloat(arg, 64)
		if err != nil {
			return ""
		}
		ends[i] = number
	}
	steps := (ends[2] - ends[0]) / ends[1]
	n := int(math.Floor(steps + 1e-9))
	switch {
	case ends[1] <= 0 || n < 1:
		return ""
	case math.Abs(steps-float64(n)) < 1e-9 && ends[0] == 0 && ends[2] == 1:
		return w.grid([]string{args[0], args[2], strconv.Itoa(n + 1)})
	case ends[0] == 0:
		return "[" + args[1] + " k for k in 0.." + strconv.Itoa(n) + "]"
	}
	return "[" + args[0] + " + " + args[1] + " k for k in 0.." + strconv.Itoa(n) + "]"
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

// filled writes np.zeros((2, 2)) and zeros([2, 2]).
func (w *foreign) filled(name string, args []string) string {
	return name + "(" + w.point(args[0]) + ")"
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
		case arg:
			if isNumber(arg) && settings == nil {
				settings = append(settings, "η = "+arg) // Adam(0.1)
			}
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
		return w.system(args)
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
	case left == "0" && isLetter(right):
		return "-" + right
	case left == "0":
		return "-(" + right + ")"
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
	case letters == nil && w.variables(f) > 0:
		letters = w.lettersOf(f)
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

// leastOn writes Minimum(f, -2, 2), the least value on an interval, and Maximum(f, -2, 2).
func (w *foreign) leastOn(end string, args []string) string {
	call := w.extrema(args)
	if len(args) != 3 || call == "" {
		return ""
	}
	return "extremes" + strings.TrimPrefix(call, "critical_points") + "." + end
}
