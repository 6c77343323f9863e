package syntax

import (
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
	if said := saidRange().FindStringSubmatch(arg); said != nil {
		return said[1], said[2] + ".." + said[3], true
	}
	if name, interval, ok := strings.Cut(arg, "="); ok {
		if interval = untilSigns.Replace(interval); strings.Contains(interval, "..") {
			return strings.TrimSpace(name), strings.TrimSpace(interval), true
		}
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

// saidRange reads x from -1 to 1, x in -1..1, x ∈ [-1, 1] and x = -1:1.
var saidRange = patternOf(`^([a-zα-ω]) *(?:from|in\b|∈|=|:) *[\[(]? *([-\w.π]+?) *(?:to\b|,|:|\.\.) *([-\w.π]+) *[\])]?$`)

// untilSigns writes what stands between the ends of a range elsewhere, a tilde or dots, as here.
var untilSigns = strings.NewReplacer("...", "..", "…", "..", "⋯", "..", "~", "..")

// picture writes Plot[f[x], {x, 0, 1}], fplot(@(x) x^2, [0 1]), plot(f, -1, 1) and contour(X, Y, Z).
func (w *foreign) picture(head string, args []string) string {
	if behind := slices.DeleteFunc(slices.Clone(args[1:]), isLook); len(behind) < len(args)-1 {
		w.changed, args = true, append(args[:1:1], behind...)
	}
	for i, arg := range args {
		args[i] = quotedFormula().ReplaceAllString(arg, "$1")
	}
	if len(args) == 2 && isLetterOfFormula(args[0], args[0]) && isLetterOfFormula(args[1], args[1]) {
		return "line(" + args[0] + ", " + args[1] + ")" // plt.plot(x, y) of two columns
	}
	if len(args) == 1 && isLetterOfFormula(args[0], args[0]) {
		return head + "(" + args[0] + ")"
	}
	f, letters := w.function(args[0])
	rest := args[1:]
	if isLetterOfFormula(args[0], args[0]) || len(args[0]) == 1 && strings.ToUpper(args[0]) == args[0] { // plot(x, x^2), contour(X, Y, Z)
		f, letters = w.plotted(args)
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
	ranges := w.rangesOf(rest, letters)
	if len(rest) == 0 && strings.Contains(f, "->") {
		for _, letter := range letters[:min(len(letters), 2)] {
			ranges = append(ranges, letter+" = -2..2")
		}
	}
	return head + "(" + strings.Join(append([]string{f}, ranges...), ", ") + ")"
}

// quotedFormula reads MATLAB's 'x^2'.
var quotedFormula = patternOf(`^['"]([^'"=]+)['"]$`)

// plotted is what is drawn over grids that come before it; f where it is a grid of values, of which the formula is not known.
func (w *foreign) plotted(args []string) (f string, letters []string) {
	f, letters = w.function(args[len(args)-1])
	if len(letters) == 0 && strings.ToUpper(f) == f || f == "" || len(args) == 4 {
		f = "f"
	}
	return f, letters
}

// rangesOf are the arguments that are ranges, or texts of the picture, as settings; a range without a name is that of the letter in its place.
func (w *foreign) rangesOf(args, letters []string) (ranges []string) {
	for i, arg := range args {
		variable, ends, ok := rangeOf(arg)
		switch {
		case !ok && titled().MatchString(arg):
			ranges = append(ranges, titled().ReplaceAllString(arg, `$1 = "$2"`))
			continue
		case !ok && settingOfPicture().MatchString(arg):
			ranges = append(ranges, settingOfPicture().ReplaceAllString(arg, "$1 = $2"))
			continue
		case !ok:
			w.failed = true
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
	return ranges
}

// isLook reports whether an argument is about colours, lines and sizes, which are not said here: "r--", color = "red".
func isLook(arg string) bool {
	name, _, ok := strings.Cut(arg, "=")
	return ok && looks[strings.TrimSpace(name)] || !ok && strings.ContainsAny(arg[:min(1, len(arg))], "\"'") && len(arg) < 8 || optionArrow().MatchString(arg)
}

// optionArrow reads an option of Mathematica: PlotRange -> All.
var optionArrow = patternOf(`^[A-Z]\w* *->`)

var looks = set("color colour c ls linestyle lw linewidth marker alpha style fmt grid figsize cmap Color PlotStyle PlotRange Frame Axes AspectRatio numpoints adaptive_recursion line_color show")

// settingOfPicture is a setting that pictures have here too.
var settingOfPicture = patternOf(`^(levels|log|legend|label|width|height|aspect|colours|filled|bins|xticks|yticks) *[=:] *([^=]+)$`)

// titled is a text of a picture, whatever its quotes are.
var titled = patternOf(`^(title|xlabel|ylabel|label) *[=:] *['‘’"“”]([^'‘’"“”]*)['‘’"“”]$`)

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

// taylor writes Series[Exp[x], {x, 0, 3}], series(exp(x), x, 0, 4), taylor(exp(x), x = 0, 4) and TaylorPolynomial(f, 0, 3); the
// second and the third count the order of what is left out.
func (w *foreign) taylor(args []string) string {
	f, _ := w.function(args[0])
	if f == "" || len(args) < 2 {
		return ""
	}
	at, order, less := expandedAt(args)
	n, err := strconv.Atoi(order)
	if err != nil {
		n = 3 + less
	}
	return "taylor(" + f + ", at = " + w.convert(at) + ", order = " + strconv.Itoa(max(1, n-less)) + ")"
}

// expandedAt is where a series is expanded and to which order, from which less is to be taken.
func expandedAt(args []string) (at, order string, less int) {
	at, order = "0", "3"
	switch {
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
	return at, order, less
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
	isAlone := !slices.ContainsFunc(args[1:], func(arg string) bool { return !strings.Contains(arg, "=") }) // dtype = float
	if isAlone && (strings.HasPrefix(inside, "(") || isNumber(inside)) {
		return w.convert(inside)
	}
	if !strings.HasPrefix(inside, "[") || !isAlone {
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

// manipulated writes Manipulate[Plot[Sin[a x], {x, 0, 6}], {a, 0, 2}] as sliders before a picture.
func (w *foreign) manipulated(args []string) string {
	var sliders []string
	ranges := args[1:]
	if len(args) == 4 && isLetter(args[1]) {
		ranges = []string{"{" + strings.Join(args[1:], ", ") + "}"}
	}
	for _, arg := range ranges {
		name, ends, ok := rangeOf(arg)
		if !ok || name == "" {
			return ""
		}
		sliders, w.moved = append(sliders, name+" = "+ends), append(w.moved, name)
	}
	if len(sliders) == 0 {
		return ""
	}
	w.before = "interact(" + strings.Join(sliders, ", ") + ")"
	if inside, ok := strings.CutPrefix(args[0], "plot("); ok && len(split(inside)) == 1 {
		if f, _ := w.function(strings.TrimSuffix(inside, ")")); f != "" {
			return "plot(" + f + ")"
		}
	}
	return w.convert(args[0])
}
