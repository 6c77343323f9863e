package syntax

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// call is a call of another language's function as it is written here, "" where nothing is known of it.
func (w *foreign) call(name string, args []string) string {
	rule, ok := foreignCalls()[name]
	if !ok || len(args) == 0 {
		return ""
	}
	if w.known(name) && !w.isForeign(name, args) {
		return ""
	}
	return rule(w, args)
}

// isForeign reports whether the arguments show that a function that is here too is called as another language does.
func (w *foreign) isForeign(name string, args []string) bool {
	switch name {
	case "gradient", "hessian", "jacobian":
		return len(args) > 1 && len(letterList(args[1:])) > 0
	case "plot":
		if len(args) == 2 && isLetter(args[0]) && !w.known(args[0]) && !strings.Contains(args[1], "=") || len(args) == 3 && isNumber(args[1]) && isNumber(args[2]) {
			return true
		}
	case "size":
		return len(args) == 2
	case "zeros", "ones":
		return strings.ContainsAny(args[0], "([")
	case "taylor":
		if len(args) == 3 && !strings.Contains(args[1], "=") || len(args) > 1 && isLetter(strings.TrimSpace(strings.SplitN(args[1], "=", 2)[0])) && strings.Contains(args[1], "=") {
			return true
		}
	case "solve":
		n, _ := w.arity(args[0])
		if len(args) == 1 && n == 1 || len(args) == 2 && w.areUnknowns(args[1]) {
			return true
		}
	case "roots":
		return len(args) == 1 && coefficients(args[0]) != nil || isRelation(args[0]) || w.system(args) != ""
	case "extremes", "critical_points", "minimize":
		if slices.ContainsFunc(args, isBound) {
			return true
		}
	case "classify", "rate", "ellipse", "polar", "critical", "argmin", "argmax", "spectrum":
		if n, _ := w.arity(args[0]); len(args) == 1 && n > 0 {
			return true
		}
		return len(args) == 2 && w.variables(args[0]) == 0 && w.variables(args[1]) > 0 // classify((0, 0), f)
	case "save":
		return len(args) == 1
	}
	switch name {
	case "plot", "surface", "minimize", "solve":
		return len(args) > 1 && (isRange(args[1]) || strings.HasPrefix(args[0], "@") || w.isOpen(args[0]) && functionOf(args[0]) == "") && !strings.Contains(args[0], "->")
	}
	return false
}

// areUnknowns reports whether a text is a letter without a value, or a list of such: x, [x, y].
func (w *foreign) areUnknowns(text string) bool {
	letters := letterList([]string{text})
	return len(letters) > 0 && !slices.ContainsFunc(letters, w.known)
}

// isOpen reports whether a formula has letters, and none that has a value.
func (w *foreign) isOpen(formula string) bool {
	letters := lettersIn(formula)
	return len(letters) > 0 && !slices.ContainsFunc(letters, w.known)
}

// foreignCalls are foreignRows, each name by itself. Their functions ask for it, so that it cannot begin with its value.
var foreignCalls func() map[string]func(*foreign, []string) string

func init() { foreignCalls = sync.OnceValue(byName) }

func byName() map[string]func(*foreign, []string) string {
	calls := map[string]func(*foreign, []string) string{}
	for _, row := range slices.Concat(foreignRows, chineseRows) {
		for name := range strings.FieldsSeq(row.names) {
			calls[name] = row.write
			if row.write == nil {
				calls[name] = func(w *foreign, args []string) string {
					if len(args) == 2 && w.variables(args[1]) > 0 {
						return name + "(" + args[1] + ", " + w.convert(args[0]) + ")"
					}
					return name + "(" + args[0] + ", " + w.numbers(args[0], "0") + ")"
				}
			}
		}
	}
	return calls
}

// foreignRow is names, set apart by spaces, and how a call of each is written here.
type foreignRow struct {
	names string
	write func(*foreign, []string) string
}

// foreignRows are functions of other languages, and how their calls are written here; nil: as there, of numbers for a formula's letters.
var foreignRows = []foreignRow{
	{"diff D Derivative Diff differentiate", (*foreign).derivative},
	{"Grad Gradient gradient grad", (*foreign).gradient},
	{"Hessian hessian hess", (*foreign).hessian},
	{"Plot plot fplot ezplot ContourPlot contourplot DensityPlot fcontour contour contourf", func(w *foreign, args []string) string { return w.picture("plot", args) }},
	{"Plot3D plot3d plot3 fsurf surf mesh Plot3d surface", func(w *foreign, args []string) string { return w.picture("surface", args) }},
	{"Curve ParametricPlot", (*foreign).parametric},
	{"Minimize NMinimize FindMinimum minimize fminsearch fminunc optimize minimise", func(w *foreign, args []string) string { return w.minimum("", args) }},
	{"Maximize NMaximize FindMaximum maximize maximise", func(w *foreign, args []string) string { return w.minimum("-", args) }},
	{"Solve solve NSolve fsolve solveset nsolve FindRoot", (*foreign).solution},
	{"Extremum Extrema", (*foreign).extrema},
	{"Minimum", func(w *foreign, args []string) string { return w.leastOn("minimum", args) }},
	{"Maximum", func(w *foreign, args []string) string { return w.leastOn("maximum", args) }},
	{"Series series taylor TaylorPolynomial Taylor", (*foreign).taylor},
	{"Table seq", func(w *foreign, args []string) string { return w.loop("[", args, "]") }},
	{"Sum", func(w *foreign, args []string) string { return w.loop("sum(", args, ")") }},
	{"Product", func(w *foreign, args []string) string { return w.loop("prod(", args, ")") }},
	{"N evalf vpa Simplify simplify FullSimplify Expand expand Factor", func(w *foreign, args []string) string { return w.convert(args[0]) }},
	{"Transpose transpose", func(w *foreign, args []string) string { return w.convert(args[0]) + "'" }},
	{"Inverse", func(w *foreign, args []string) string { return "inv(" + w.convert(args[0]) + ")" }},
	{"Eigenvalues eigvals eigvalsh", func(w *foreign, args []string) string { return "eigenvalues(" + w.convert(args[0]) + ")" }},
	{"Eigensystem Eigenvectors eigenvects eig eigh", func(w *foreign, args []string) string { return "eigen(" + w.convert(args[0]) + ")" }},
	{"Matrix matrix array tensor", (*foreign).matrix},
	{"linspace", (*foreign).grid},
	{"zeros", func(w *foreign, args []string) string { return w.filled("zeros", args) }},
	{"ones", func(w *foreign, args []string) string { return w.filled("ones", args) }},
	{"fmincon", (*foreign).linear},
	{"subs", (*foreign).substituted},
	{"classify rate ellipse polar spectrum", nil},
	{"critical", func(w *foreign, args []string) string {
		return "critical(" + args[0] + ", near = " + w.numbers(args[0], "1") + ")"
	}},
	{"argmin", func(w *foreign, args []string) string { return w.minimum("", args) }},
	{"argmax", func(w *foreign, args []string) string { return w.minimum("-", args) }},
	{"steps", (*foreign).stepped},
	{"size", (*foreign).sized},
	{"range", (*foreign).span},
	{"linear_equations", func(w *foreign, args []string) string { return "solve(" + strings.Join(args, ", ") + ")" }},
	{"fzero Root roots brentq", (*foreign).root},
	{"Manipulate manipulate", (*foreign).manipulated},
	{"equation", (*foreign).equation},
	{"level", (*foreign).level},
	{"laplacian", (*foreign).laplacian},
	{"nth", (*foreign).nthDerivative},
	{"evaluated", (*foreign).evaluated},
	{"primed", (*foreign).primed},
	{"slope", (*foreign).slope},
	{"curve", (*foreign).curve},
	{"gathered", (*foreign).gathered},
	{"save", (*foreign).saved},
	{"minimize_on", (*foreign).constrained},
	{"extremes", func(w *foreign, args []string) string { return w.bounded("extremes", args) }},
	{"critical_points", func(w *foreign, args []string) string { return w.bounded("critical_points", args) }},
	{"Adam", func(w *foreign, args []string) string { return rule("adam", args) }},
	{"AdamW", func(w *foreign, args []string) string { return rule("adamw", args) }},
	{"SGD", func(w *foreign, args []string) string { return rule("gd", args) }},
	{"RMSprop", func(w *foreign, args []string) string { return rule("rmsprop", args) }},
	{"Adagrad", func(w *foreign, args []string) string { return rule("adagrad", args) }},
}

// function is an argument as a function: the name of one, or x -> formula. letters are the variables that it is of, "" for its own.
func (w *foreign) function(text string) (f string, letters []string) {
	if rest, ok := strings.CutPrefix(text, "@("); ok {
		return w.handle(rest)
	}
	if rest, ok := strings.CutPrefix(text, "lambda "); ok {
		return w.pythonLambda(rest)
	}
	if strings.Contains(text, "->") {
		return w.convert(text), nil
	}
	if name := functionOf(strings.TrimPrefix(text, "@")); name != "" && !isLetterOfFormula(name, text) {
		return w.native(name), nil
	}
	if sum := w.sumOfFunctions(text); sum != "" {
		return sum, nil
	}
	formula := w.convert(text)
	letters = slices.DeleteFunc(lettersIn(formula), func(letter string) bool { return slices.Contains(w.moved, letter) })
	if len(letters) == 0 {
		return "", nil
	}
	return lambda(letters, formula), letters
}

// sumOfFunctions is f + 2g in parentheses, where f and g are functions; "" for another formula.
func (w *foreign) sumOfFunctions(text string) string {
	letters := lettersIn(text)
	if len(letters) == 0 || strings.ContainsAny(text, "()[],=^") || slices.ContainsFunc(letters, func(letter string) bool { return w.variables(letter) == 0 }) || len(namesIn().FindAllString(text, -1)) < 2 {
		return ""
	}
	return "(" + text + ")"
}

// handle is MATLAB's @(x) x(1)^2, rest what follows @(; its entries are counted from 1 too.
func (w *foreign) handle(rest string) (f string, letters []string) {
	variables, formula, _ := strings.Cut(rest, ")")
	formula = w.convert(strings.TrimSpace(formula))
	for _, variable := range split(variables) {
		formula = regexp.MustCompile(`\b`+variable+`\((\d+)\)`).ReplaceAllString(formula, variable+"[$1]")
	}
	return lambda(split(variables), formula), split(variables)
}

// pythonLambda is Python's lambda x: x[0]**2, rest what follows lambda; its entries are counted from 0.
func (w *foreign) pythonLambda(rest string) (f string, letters []string) {
	variables, formula, _ := strings.Cut(rest, ":")
	formula = w.convert(strings.TrimSpace(formula))
	for _, variable := range split(variables) {
		formula = regexp.MustCompile(`\b`+variable+`\[\d+\]`).ReplaceAllStringFunc(formula, func(entry string) string {
			k, _ := strconv.Atoi(strings.Trim(entry[len(variable):], "[]"))
			return variable + "[" + strconv.Itoa(k+1) + "]"
		})
	}
	return lambda(split(variables), formula), split(variables)
}

// isLetterOfFormula reports whether a text is a variable and not the name of a function: x, but not f.
func isLetterOfFormula(name, text string) bool {
	return name == text && strings.Contains("xyztuvw", name)
}

func lambda(letters []string, formula string) string {
	if len(letters) == 1 {
		return letters[0] + " -> " + formula
	}
	return "(" + strings.Join(letters, ", ") + ") -> " + formula
}

// named is the function of an argument by its name; a formula is given one first, q(x, y) = x^2 y.
func (w *foreign) named(text string) string {
	f, letters := w.function(text)
	if letters == nil {
		if strings.Contains(f, " ") && !strings.HasPrefix(f, "(") {
			return ""
		}
		return f
	}
	name := "q"
	for _, other := range []string{"q", "h", "w"} {
		if !strings.Contains(strings.Join(letters, ""), other) {
			name = other
			break
		}
	}
	_, formula, _ := strings.Cut(f, " -> ")
	w.before = name + "(" + strings.Join(letters, ", ") + ") = " + formula
	return name
}

// derivative writes diff(f, x), D[f, {x, 2}], diff(f, x, y) as ∂f/∂x, ∂²f/∂x², ∂²f/∂x∂y.
func (w *foreign) derivative(args []string) string {
	f := w.named(bare(args[0]))
	if f != "" && slices.ContainsFunc(args[1:], func(arg string) bool { return strings.HasPrefix(arg, "{{") }) {
		return "∇²" + f
	}
	switch by := derivedBy(args[1:]); {
	case f == "":
		return ""
	case len(by) == 0 && w.variables(f) > 1:
		return "∇" + f
	case len(by) == 0:
		return f + "'"
	case len(letterList(by)) != len(by):
		return ""
	case len(by) == 1:
		return "∂" + f + "/∂" + by[0]
	case len(by) == 2 && by[0] == by[1]:
		return "∂²" + f + "/∂" + by[0] + "²"
	case len(by) == 2:
		return "∂²" + f + "/∂" + by[0] + "∂" + by[1]
	}
	return ""
}

// derivedBy are the letters that a derivative is taken by, each as often as that: x, {x, 2} and x, 2.
func derivedBy(args []string) (by []string) {
	for _, arg := range args {
		parts := split(strings.Trim(arg, "{}()"))
		if len(parts) == 0 {
			continue
		}
		switch n, err := strconv.Atoi(parts[len(parts)-1]); {
		case err == nil && len(parts) == 2 && n > 0 && n < 4:
			for range n {
				by = append(by, parts[0])
			}
		case err == nil && len(parts) == 1 && len(by) > 0 && n > 0 && n < 4:
			for range n - 1 {
				by = append(by, by[len(by)-1])
			}
		default:
			by = append(by, parts...)
		}
	}
	return by
}

// letterList are the variables of [x, y], {x, y}, (x, y), [x y] and x, y; nil where something else is among them.
func letterList(args []string) []string {
	var letters []string
	for _, arg := range args {
		fields := strings.FieldsFunc(strings.Trim(arg, "[]{}()"), func(r rune) bool { return r == ',' || r == ' ' })
		for _, field := range fields {
			if !isLetter(field) {
				return nil
			}
			letters = append(letters, field)
		}
	}
	return letters
}

func (w *foreign) gradient(args []string) string { return w.nabla("∇", args) }

// laplacian writes Δf as a function.
func (w *foreign) laplacian(args []string) string {
	letters := w.lettersOf(args[0])
	if len(letters) == 0 {
		w.failed = true
		return ""
	}
	return lambda(letters, "tr(∇²"+args[0]+"("+strings.Join(letters, ", ")+"))")
}

// nthDerivative writes g^(3)(1), a third derivative as books print it.
func (w *foreign) nthDerivative(args []string) string {
	if w.variables(args[0]) != 1 {
		w.failed = true
		return ""
	}
	return "derivative(" + args[0] + ", " + w.convert(args[2]) + ", order = " + args[1] + ")"
}

// saved writes save("a.png") and save(plot(f)) with what each lacks.
func (w *foreign) saved(args []string) string {
	switch {
	case len(args) > 1:
		return ""
	case strings.HasPrefix(args[0], `"`):
		return "save(plot(f), " + args[0] + ")"
	}
	return "save(" + w.convert(args[0]) + `, "name.png")`
}

func (w *foreign) hessian(args []string) string { return w.nabla("∇²", args) }

// nabla writes Grad[f[x, y], {x, y}] as ∇f, and np.gradient(f, 1, 2) as ∇f(1, 2).
func (w *foreign) nabla(mark string, args []string) string {
	f := w.named(args[0])
	switch {
	case f == "":
		return ""
	case len(args) == 2 && isLetter(args[1]) && len([]rune(args[1])) > 1:
		return mark + f + "(" + args[1] + ")"
	case len(args) == 1, len(letterList(args[1:])) > 0:
		return mark + f
	case len(args) == 2:
		return mark + f + "(" + w.point(args[1]) + ")"
	}
	return mark + f + "(" + strings.Join(args[1:], ", ") + ")"
}

// point is [1, 2], [1; 2], {1, 2} or (1, 2) as numbers with commas.
func (w *foreign) point(text string) string {
	inside := strings.ReplaceAll(strings.Trim(text, "[](){}'"), ";", ",")
	if !strings.Contains(inside, ",") {
		inside = strings.Join(strings.Fields(inside), ", ")
	}
	parts := split(inside)
	for i, part := range parts {
		parts[i] = w.convert(part)
	}
	return strings.Join(parts, ", ")
}
