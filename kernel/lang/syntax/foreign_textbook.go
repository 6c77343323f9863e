package syntax

import (
	"slices"
	"strings"
)

// textbookForms are statements as textbooks, set builders and spoken English and Chinese put them, and how they are written here.
// They are tried before foreignForms.
var textbookForms = []foreignForm{
	// f'(2) as f'(x)|x=2, ∂f/∂x at (1, 2), g^{(3)}(1)
	{patternOf(`^(∂[^|(]+?/∂[^|( ]+|∇²?\pL\w*|\pL\w*['′″‴]*)(?:\([a-zα-ω, ]*\))? *\|_?\{?([^{}|]+)\}?$`), "evaluated($1, $2)"},
	{patternOf(`^(∂[^|(]+?/∂[^|( ]+|∇²?\pL\w*|\pL\w*['′″‴]+)(?:\([a-zα-ω, ]*\))? +at +(?:the +)?(?:point +)?(.+)$`), "evaluated($1, $2)"},
	{patternOf(`^(\pL\w*)\^\(\((\d)\)\)\(([^()]+)\)$`), "nth($1, $2, $3)"},
	{patternOf(`^\(([^()]*(?:\([^()]*\)[^()]*)*)\)['′]$`), "primed($1)"},
	{patternOf(`^d\((.+)\)/d([a-zα-ω])$`), "diff($1, $2)"},
	{patternOf(`^(\pL)(?:'_?\{?([xyzuvw])\}?|_\{?([xyzuvw])\}?')(\([^()]*\)|)$`), "slope($1, $2$3)$4"},
	// sets and lists
	{patternOf(`^((?:\pL\w* *= *)?)[\[{] *([^|:;{}]+?) *[|:] *(\pL\w*) *(?:<-|∈|in|=) *([^|:;{}]+?) *[\]}]$`), "${1}[$2 for $3 in $4]"},
	{patternOf(`^\[ *for +(\pL\w*) +in +([^:]+): *(.+)\]$`), "[$3 for $1 in $2]"},
	{patternOf(`^(sum|prod|max|min|mean) +for +(\pL\w*) +in +([^:]+): *(.+)$`), "$1($4 for $2 in $3)"},
	{patternOf(`^(sum|prod|max|min|mean)\((\pL\w*) *(?:in\b|∈) *([^,]+)\)$`), "$1($2 for $2 in $3)"},
	{patternOf(`^(sum|prod|max|min|mean)\((.+), *(\pL\w*) *(?:in\b|∈|=) *([^,=]+)\)$`), "gathered($1, $2, $3, $4)"},
	{patternOf(`^(.*?)(-?\d+(?:\.\d+)?) *\.\. *(\w+(?:\.\d+)?),? +(?:step|by|(?:in )?steps of|步长) *(\d+(?:\.\d+)?)(.*)$`), "${1}steps($2, $4, $3)$5"},
	{patternOf(`^\( *(.+)\.\.(.+) *\)\[(.+)\]$`), "[$1..$2][$3]"},
	{patternOf(`^1 *\+ *2 *(?:\+ *3 *)?\+ *(?:\.\.\.|…|⋯|\.\.) *\+ *(\w+)$`), "sum(k for k in 1..$1)"},
	{patternOf(`^\[ *1 *, *2 *(?:, *3 *)?, *(?:\.\.\.|…|⋯|\.\.) *, *(\w+) *\]$`), "[1..$1]"},
	{patternOf(`^< *(\pL\w*) *, *(\pL\w*) *>$`), "$1 · $2"},
	{patternOf(`^[<⟨]([-\d.][^<>⟨⟩]*,[^<>⟨⟩]*)[>⟩]$`), "($1)"},
	// a name and its value
	{patternOf(`^(\pL\w*) *= *([-\w.]+|\([^()]*\)) +(\pL\w*) *= *([^=]+)$`), "$1 = $2; $3 = $4"},
	{patternOf(`^(-?\d[\w.]*) *-> *(\pL\w*)$`), "$2 = $1"},
	{patternOf(`^(\pL\w*) *: *(-?\d[\w.]*|\([^()=]+\)|\[[^\[\]=]+\])$`), "$1 = $2"},
	{patternOf(`^(?:(?:[sS]et|[lL]et|设|令|取|把|将) *)?([\pL\pN_]+?) *(?: to| is| be| equals?| becomes|设置?为|赋值为|取为?|设成|等于|为) *(-?\d[\w.]*|\([^()=]+\)|\[[^\[\]=]+\])$`), "$1 = $2"},
	// pictures
	{patternOf(`^(?:plot|draw)\( *[yz] *= *([^=,<>]+?)((?:, *\pL\w* *= *[^=]+)*)\)$`), "Plot($1$2)"},
	{patternOf(`^(plot|implicit|contour)\( *((?:[^=<>,()]|\([^()]*\))+?) *==? *([^=,<>]+?)((?:, *[a-z] *= *[^=,]+\.\.[^=,]+)*)\)$`), "curve($1, $2, $3$4)"},
	{patternOf(`^if +(.+?): *(.+?)[;,]? +else: *(.+)$`), "if $1 then $2 else $3"},
	{patternOf(`^if *(\([^()]*\)) +(.+?)[;,]? +else +(.+)$`), "if $1 then $2 else $3"},
	{patternOf(`^(\pL\w*) *(?:∈|\bin\b) *[\[(] *([^\[\](),]+), *([^\[\](),]+)[\])]$`), "$2 <= $1 <= $3"},
	{patternOf(`^(\pL\w*) *(?:∈|\bin\b) *([^\[\](),]+)\.\.([^\[\](),]+)$`), "$2 <= $1 <= $3"},
	{patternOf(`^(\pL\w*) *(?:∈|\bin\b) *\{ *([^{},]+), *([^{},]+)\}$`), "$1 == $2 or $1 == $3"},
}

// evaluated writes f'|x=2, and ∂f/∂x at (1, 2), as calls: f'(2), ∂f/∂x(1, 2). The values may have the names of the variables.
func (w *foreign) evaluated(args []string) string {
	head := args[0]
	if isWord := strings.TrimRight(head, "'′″‴") == head && !strings.ContainsAny(head, "∂∇"); isWord && w.variables(head) == 0 {
		w.failed = true
		return ""
	}
	values := split(bare(strings.Join(args[1:], ", ")))
	for i, value := range values {
		if name, number, ok := strings.Cut(value, "="); ok && isLetter(strings.TrimSpace(name)) {
			value = strings.TrimSpace(number)
		}
		values[i] = w.convert(value)
	}
	return head + "(" + strings.Join(values, ", ") + ")"
}

// primed writes (x^2)' as the derivative of a formula, where its letters have no values.
func (w *foreign) primed(args []string) string {
	formula := strings.Join(args, ", ")
	if !w.isOpen(formula) || len(lettersIn(formula)) != 1 || strings.ContainsAny(formula, "[,;=") {
		w.failed = true
		return ""
	}
	return w.derivative([]string{formula})
}

// slope writes f'_x, f'x and f_x' of a function of several variables.
func (w *foreign) slope(args []string) string {
	if len(args) != 2 || !slices.Contains(w.lettersOf(args[0]), args[1]) {
		w.failed = true
		return ""
	}
	return "∂" + args[0] + "/∂" + args[1]
}

// gathered writes sum(k^2, k = 1..10) and max(f, x in 0..1).
func (w *foreign) gathered(args []string) string {
	if len(args) != 4 || strings.Contains(args[1], " for ") {
		w.failed = true
		return ""
	}
	name, term, letter, over := args[0], args[1], args[2], w.convert(args[3])
	ends := map[string]string{"max": "maximum", "min": "minimum"}[name]
	switch {
	case ends != "" && strings.Contains(over, "..") && w.variables(functionOf(term)) == 1:
		return "extremes(" + functionOf(term) + ", " + letter + " = " + over + ")." + ends
	case !slices.Contains(lettersIn(term), letter):
		w.failed = true
		return ""
	}
	return name + "(" + w.convert(term) + " for " + letter + " in " + over + ")"
}

// curve writes plot(x^2 + y^2 = 1) as the curve on which both sides are equal.
func (w *foreign) curve(args []string) string {
	if len(args) < 3 {
		return ""
	}
	call, left := args[0], args[1]
	isFunction := call == "implicit" && w.variables(left) == 2
	if strings.Contains(args[2], "..") || !isFunction && !strings.ContainsAny(left, "+-*/^²(") {
		w.failed = true
		return ""
	}
	if isFunction {
		left += "(" + strings.Join(w.lettersOf(left), ", ") + ")"
	}
	g := w.convert(difference(left, args[2]))
	letters := lettersIn(g)
	if len(letters) != 2 {
		w.failed = true
		return ""
	}
	ranges := ""
	for _, arg := range args[3:] {
		ranges += ", " + w.convert(arg)
	}
	return "implicit(" + lambda(letters, g) + ranges + ")"
}
