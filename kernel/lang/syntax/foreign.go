package syntax

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"saddle/kernel/lang/message"
)

// Foreign is a statement of SymPy, MATLAB, Mathematica, Julia, Maple or GeoGebra as it is written here: plot(x -> sin(x), x = 0..1) for
// Plot[Sin[x], {x, 0, 1}]. It is "" where nothing in it is known to be foreign, or where what came out could not be read. known reports
// whether a name has a meaning here; such a name is not foreign.
func Foreign(statement string, known Known) string {
	const most = 120
	statement = halfWidth(strings.TrimRight(strings.TrimSpace(statement), "; \t\n"))
	if len(statement) > 2*most || strings.Contains(statement, "\n") || !isBalanced(statement) {
		return ""
	}
	w := &foreign{lettersOf: func(name string) []string { letters, _ := known(name); return letters }}
	w.arity = func(name string) (int, bool) { letters, ok := known(name); return len(letters), ok }
	w.known = func(name string) bool { _, ok := known(name); return ok }
	w.brackets = callsInBrackets(statement, w.known) || strings.Contains(statement, "{{")
	plain := plainLatex(statement)
	w.changed = plain != statement
	text := w.statement(plain)
	if !w.changed || w.failed || text == statement || len([]rune(text)) > most {
		return ""
	}
	if _, errors := Parse(&message.Source{Text: text}); len(errors) > 0 {
		return ""
	}
	return text
}

// Known reports whether a name has a meaning, and of which variables the function is that it stands for; none where that is not known,
// or it is no function.
type Known func(name string) (variables []string, ok bool)

// foreign is a translation in the making.
type foreign struct {
	lettersOf func(string) []string
	arity     func(string) (int, bool)
	known     func(string) bool
	brackets  bool     // functions are called with [ ], lists stand in { }
	changed   bool     // something foreign was met
	failed    bool     // something was met of which nothing is known
	before    string   // a definition that must come first
	moved     []string // letters that sliders move
}

func (w *foreign) statement(text string) string {
	if whole := w.replaced(text); whole != "" {
		return whole
	}
	if page := asksHelp(text); page != "" {
		w.changed = true
		return page
	}
	if formula := w.spoken(text); formula != "" {
		w.changed, text = true, formula
	}
	if sum := w.ofTwoFunctions(text); sum != text {
		if text = sum; !strings.ContainsFunc(text, isHan) {
			return text
		}
	}
	if task := cmp.Or(w.chineseTask(text), w.englishTask(text)); task != "" {
		w.changed = true
		return task
	}
	if called := w.chinese(text); called != "" {
		w.changed, text = true, called
	}
	for _, form := range slices.Concat(textbookForms, foreignForms) {
		if match := form.look().FindStringSubmatchIndex(text); match != nil {
			w.changed = true
			text = string(form.look().ExpandString(nil, form.write, text, match))
			break
		}
	}
	out := w.convert(text)
	if w.before != "" {
		out = w.before + "; " + out
	}
	return out
}

// replaced is f[x] /. x -> 2 as f(2); "" for anything else.
func (w *foreign) replaced(text string) string {
	call, rule, ok := strings.Cut(text, "/.")
	isRule := strings.Contains(rule, "->")
	name := functionOf(strings.TrimSpace(call))
	if !ok || !isRule || name == "" {
		return ""
	}
	w.changed = true
	var values []string
	for _, part := range split(strings.Trim(strings.TrimSpace(rule), "{}")) {
		if _, value, ok := strings.Cut(part, "->"); ok {
			values = append(values, w.convert(strings.TrimSpace(value)))
		}
	}
	return name + "(" + strings.Join(values, ", ") + ")"
}

// convert writes an expression anew.
func (w *foreign) convert(text string) string {
	if !isBalanced(text) { // a piece that was cut out of a bracket
		return text
	}
	var out strings.Builder
	letters := []rune(text)
	for i := 0; i < len(letters); {
		if end := wordEnd(letters, i); end > i {
			i = w.word(&out, letters, i, end)
			continue
		}
		written, length := w.sign(letters, i)
		out.WriteString(written)
		i += length
	}
	return out.String()
}

// sign is what is written for what begins at a place and is no word, and how many letters it takes.
func (w *foreign) sign(letters []rune, i int) (written string, length int) {
	next := rune(0)
	if i+1 < len(letters) {
		next = letters[i+1]
	}
	switch r := letters[i]; {
	case r == '"':
		close := textEnd(letters, i)
		return string(letters[i:close]), close - i
	case strings.ContainsRune("「」『』", r):
		w.changed = true
		return `"`, 1
	case r == '～':
		w.changed = true
		return "..", 1
	case r == '{' && w.brackets:
		close := closing(letters, i)
		return w.list(string(letters[i+1 : close])), close + 1 - i
	case r == '@' && i > 0 && letters[i-1] == ' ' && next == ' ':
		return "*", 1
	case r == '^' && next == 'T' && wordEnd(letters, i+1) == i+2:
		w.changed = true
		return "'", 2
	case r == '*' && next == '*':
		return "^", 2
	}
	return string(letters[i]), 1
}

// word writes a name with its call, and returns where that ends.
func (w *foreign) word(out *strings.Builder, letters []rune, start, end int) int {
	name, end := w.behindModule(letters, start, end)
	if end > start+len([]rune(name)) && foreignCalls()[name] == nil && (habitSentences[name] != "" || habitNames[name] != "" || absentKeys()[name] != "") {
		w.failed = true // np.append: there is a better answer
	}
	if past := w.method(out, name, letters, end); past > end {
		return past
	}
	if second, ok := w.partial(name); ok {
		out.WriteString(second)
		return end
	}
	if end >= len(letters) || letters[end] != '(' && letters[end] != '[' {
		out.WriteString(w.name(name))
		return end
	}
	if past := w.methodOfCall(out, name, letters, end); past > end {
		return past
	}
	before := out.Len()
	close := w.called(out, name, letters, start, end)
	if past := w.methodOfResult(out, before, letters, close+1); past > close+1 {
		return past
	}
	if valued := strings.HasPrefix(string(letters[close+1:]), ".evalf()"); valued {
		w.changed = true
		return close + 1 + len(".evalf()")
	}
	return close + 1
}

// behindModule is the name behind those of modules, np.linalg.norm, and where it ends.
func (w *foreign) behindModule(letters []rune, start, end int) (string, int) {
	name := string(letters[start:end])
	for isModule(name, w.known) && end+1 < len(letters) && letters[end] == '.' && unicode.IsLetter(letters[end+1]) {
		next := wordEnd(letters, end+1)
		name, end, w.changed = string(letters[end+1:next]), next, true
		if submodules[name] && end < len(letters) && letters[end] == '.' {
			continue
		}
		break
	}
	return name, end
}

// called writes a call whose bracket opens at a place, and is where that closes.
func (w *foreign) called(out *strings.Builder, name string, letters []rune, start, at int) int {
	open, close := letters[at], closing(letters, at)
	inside := string(letters[at+1 : close])
	switch called := w.call(name, split(inside)); {
	case called != "":
		w.changed = true
		out.WriteString(called)
	case open == '[' && w.brackets:
		w.failed = w.failed || unicode.IsUpper(letters[start]) && w.native(name) == name
		w.changed = true
		out.WriteString(w.native(name) + "(" + w.convert(inside) + ")")
	default:
		w.failed = w.failed || absentKeys()[name] != "" && !w.known(name)
		out.WriteString(name + string(open) + w.convert(inside) + string(letters[close]))
	}
	return close
}

// method writes A.eigenvals() as eigenvalues(A), f.subs(x, 2) as f(2), f.diff(x) as ∂f/∂x, and returns where that ends; the same place
// where no such method stands there.
func (w *foreign) method(out *strings.Builder, name string, letters []rune, end int) int {
	if end+1 >= len(letters) || letters[end] != '.' {
		return end
	}
	past := wordEnd(letters, end+1)
	if past >= len(letters) || letters[past] != '(' {
		return end
	}
	close := closing(letters, past)
	written := w.methodCall(name, string(letters[end+1:past]), split(string(letters[past+1:close])))
	if written == "" {
		return end
	}
	out.WriteString(written)
	w.changed = true
	return close + 1
}

// methodOfCall writes f(x).diff(x) as f.diff(x) is written, and returns where that ends.
func (w *foreign) methodOfCall(out *strings.Builder, name string, letters []rune, open int) int {
	close := closing(letters, open)
	if close >= len(letters) || w.variables(name) == 0 || !w.areUnknowns(string(letters[open+1:close])) {
		return open
	}
	if past := w.method(out, name, letters, close+1); past > close+1 {
		return past
	}
	return open
}

// methodOfResult writes Matrix([[1, 2], [3, 4]]).det() as det([1, 2; 3, 4]): what was written from a place on is what the method is of.
// It returns where that ends; the same place where no such method stands there.
func (w *foreign) methodOfResult(out *strings.Builder, from int, letters []rune, end int) int {
	if end >= len(letters) || letters[end] != '.' {
		return end
	}
	past := wordEnd(letters, end+1)
	native := foreignMethods[string(letters[min(end+1, past):past])]
	if native == "" || past+1 >= len(letters) || string(letters[past:past+2]) != "()" {
		return end
	}
	whole := out.String()
	out.Reset()
	out.WriteString(whole[:from] + native + "(" + whole[from:] + ")")
	w.changed = true
	return past + 2
}

// methodCall is what is written for name.method(args); "" for a method that is not known.
func (w *foreign) methodCall(name, method string, args []string) string {
	switch native := foreignMethods[method]; {
	case method == "subs" && len(args) == 2 && w.variables(name) < 2:
		return name + "(" + w.convert(args[1]) + ")"
	case method == "diff" && len(args) == 1:
		return "∂" + name + "/∂" + args[0]
	case method == "dot" && len(args) == 1:
		return name + "*" + w.convert(args[0])
	case method == "transpose" && len(args) == 0:
		return name + "'"
	case method == "evalf" || method == "simplify":
		return name
	case w.variables(name) > 0:
		return w.methodOfFunction(name, method, args)
	case native != "" && len(args) == 0:
		return native + "(" + name + ")"
	}
	return ""
}

// methodOfFunction is what is written for f.gradient(2), f.plot(), f.minimize(), f.roots().
func (w *foreign) methodOfFunction(f, method string, args []string) string {
	at := ""
	if len(args) > 0 {
		at = "(" + w.convert(strings.Join(args, ", ")) + ")"
	}
	switch method {
	case "grad", "gradient":
		return "∇" + f + at
	case "hess", "hessian":
		return "∇²" + f + at
	case "eval", "evaluate":
		return f + at
	case "plot":
		return "plot(" + f + ")"
	case "minimize", "minimise":
		return w.minimum("", []string{f})
	case "roots", "solve":
		return w.root([]string{f})
	}
	return ""
}

// variables is of how many variables a function is; 0 where that is not known.
func (w *foreign) variables(name string) int {
	n, _ := w.arity(name)
	return n
}

var foreignMethods = map[string]string{
	"eigenvals": "eigenvalues", "eigenvects": "eigen", "det": "det", "inv": "inv", "trace": "tr", "norm": "norm", "sum": "sum", "mean": "mean", "max": "max", "min": "min", "std": "std",
}

// partial writes f_x as ∂f/∂x, and f_xy as ∂²f/∂x∂y, of a function f that is known.
func (w *foreign) partial(name string) (string, bool) {
	f, by, ok := strings.Cut(name, "_")
	if !ok || w.variables(f) == 0 || w.known(name) || strings.Trim(by, "xyzuvw") != "" {
		return "", false
	}
	w.changed = true
	switch letters := []rune(by); {
	case len(letters) == 1:
		return "∂" + f + "/∂" + by, true
	case len(letters) == 2 && letters[0] == letters[1]:
		return "∂²" + f + "/∂" + by[:1] + "²", true
	case len(letters) == 2:
		return "∂²" + f + "/∂" + by[:1] + "∂" + by[1:], true
	}
	return "", false
}

// native is the name here of a function of numbers or matrices that another language writes with a capital.
func (w *foreign) native(name string) string {
	if other := capitals[name]; other != "" && !w.known(name) {
		return other
	}
	return name
}

var capitals = map[string]string{
	"Sin": "sin", "Cos": "cos", "Tan": "tan", "Exp": "exp", "Log": "log", "Sqrt": "sqrt", "Abs": "abs", "Sign": "sign", "ArcSin": "asin", "ArcCos": "acos",
	"ArcTan": "atan", "Sinh": "sinh", "Cosh": "cosh", "Tanh": "tanh", "Floor": "floor", "Round": "round", "Max": "max", "Min": "min", "Mean": "mean", "Total": "sum",
	"Det": "det", "Norm": "norm", "Tr": "tr", "Print": "print", "Length": "rows",
}

// name is a constant of another language as it is called here.
func (w *foreign) name(name string) string {
	if name == "Pi" && !w.known("Pi") {
		w.changed = true
		return "π"
	}
	return name
}

// list writes {a, b}, and {{a, b}, {c, d}} as a matrix.
func (w *foreign) list(inside string) string {
	w.changed = true
	parts := split(inside)
	if len(parts) > 0 && strings.HasPrefix(parts[0], "{") {
		rows := make([]string, len(parts))
		for i, part := range parts {
			rows[i] = w.convert(strings.Trim(part, "{}"))
		}
		return "[" + strings.Join(rows, "; ") + "]"
	}
	if len(parts) == 1 {
		return w.convert(parts[0])
	}
	return "(" + w.convert(inside) + ")"
}

var (
	submodules     = set("linalg optimize random pyplot optim special keras optimizers")
	foreignModules = set("ForwardDiff Optim Zygote LinearAlgebra Plots Symbolics Statistics sympy VectorCalculus Student")
)
