package syntax

import (
	"regexp"
	"slices"
	"strings"
)

// english are sentences in English: find the minimum of x^2 + y^2 subject to x + y = 1.
var english = sentences{
	clauses: []clause{
		{inEnglish(`(?:\b(?:learning rate|step ?size|lr|eta)\b|η) *(?:of|is|=)? *(NUMBER)`), func(t *task, m []string) { t.settings = append(t.settings, "η = "+m[1]) }},
		{inEnglish(`momentum(?: coefficient)? *(?:of|is|=)? *(NUMBER)|(?:\bbeta|β) *= *(NUMBER)`), func(t *task, m []string) { t.settings = append(t.settings, "β = "+m[1]+m[2]) }},
		{inEnglish(`\b(?:for|in|with|after)? *(\d+) *(?:steps|iterations|times|epochs)\b`), func(t *task, m []string) { t.steps = m[1] }},
		{inEnglish(`\b(?:starting|starts?|beginning|initial(?:i[sz]ed)?)(?: point| guess| value| values)?(?: at| from| is| of| with| in)?(?: the point)? *=? *(POINT|NUMBER)|\b(?:from|x0 *=)(?: the)?(?: point)? *(POINT)`), func(t *task, m []string) { t.from = spaced(m[1] + m[2]) }},
		{inEnglish(`(?:(?:\b(?:for|with|where|and) +|, *)([a-z]) +)?\b(?:from|between|in the range(?: of| from)?) +(NUMBER) +(?:to|and|through) +(NUMBER)`), (*task).takeRange},
		{inEnglish(`(?:(?:\b(?:for|with|where|and) +|, *)([a-z]) *)?(?:\bin|\bon|\bover|\bwithin|∈)(?: the)?(?: closed| open)?(?: interval| range| domain| square| box)? *[[(] *(NUMBER) *, *(NUMBER) *\]`), (*task).takeRange},
		{inEnglish(`\b(?:for +|with +|where +|and +|, *)?([a-z]) *(?:in|=|from) *(NUMBER) *\.\. *(NUMBER)`), (*task).takeRange},
		{inEnglish(`(?:\b(?:for|with|where|and|when)\b|,)? *(NUMBER) *(?:<=|≤|<) *([a-z]) *(?:<=|≤|<) *(NUMBER)`), func(t *task, m []string) { t.takeRange([]string{"", m[2], m[1], m[3]}) }},
		{inEnglish(`\b(?:along|in)(?: the)?(?: direction)?(?: of)? *(POINT)`), func(t *task, m []string) { t.direction = spaced(m[1]) }},
		{inEnglish(`\b(?:at|around|about|near|when|evaluated at)(?: the)?(?: point)? *[a-z] *= *(NUMBER)(?: *,| +and) *[a-z] *= *(NUMBER)`), func(t *task, m []string) { t.at = "(" + m[1] + ", " + m[2] + ")" }},
		{inEnglish(`\b(?:at|around|about|near|when)(?: the)?(?: point)? *(?:[a-z] *= *(NUMBER)|(POINT)|(NUMBER))`), func(t *task, m []string) { t.at = spaced(strings.Join(m[1:], "")) }},
		{inEnglish(`\b(?:with respect to|wrt|w\.r\.t\.?|by|for|in) +([a-zA-Zα-ω])(?:\b|$)`), func(t *task, m []string) { t.by = m[1] }},
		{inEnglish(`,? *\b(?:subject to|such that|given that|satisfying|(?:constrained|restricted) (?:to|by|on)|under(?: the)?(?: constraints?| conditions?)?)((?:[^;；=<>≤≥]+RELATED)+[^;；]+)`), (*task).takeConstraints},
		{inEnglish(`,? *\b(?:given|with|on(?: the)?(?: line| circle| curve| ellipse| set| disk| disc)?)((?:[^,;；=<>≤≥]+RELATED)[^;；]+)`), (*task).takeConstraints},
		{inEnglish(`\b(?:order|degree) *(\d+)|\b(\d)(?:st|nd|rd|th)(?:[- ](?:order|degree))?|\b(\d)[- ](?:order|degree)\b|\b(first|second|third|fourth|fifth)(?:[- ](?:order|degree)?)?`), func(t *task, m []string) { t.order = ordinal(strings.Join(m[1:], "")) }},
	},
	word: inEnglish(`\b(?:` + oneOf(englishLinks+" "+englishWords) + `)\b`),
	optimizers: []optimizerName{
		{`\bstochastic gradient descent\b|\bsgd\b`, "sgd"}, {`\b(?:gradient|steepest) descent\b|\bgd\b`, "gd"}, {`\bheavy[- _]ball\b`, "heavy_ball"}, {`\bmomentum\b`, "momentum"},
		{`\bdamped newton\b|\bdamped_newton\b`, "damped_newton"}, {`\bl-?bfgs\b|\bquasi-newton\b`, "lbfgs"}, {`\bnewton(?:'s|s)?\b`, "newton"}, {`\btrust[- _]region\b`, "trust_region"},
		{`\badamw\b`, "adamw"}, {`\badam\b`, "adam"}, {`\brmsprop\b`, "rmsprop"}, {`\badagrad\b`, "adagrad"}, {`\bnesterov(?:'s)?\b`, "nesterov"},
	},
	rules: []taskRule{
		{patternOf(`\bcompare\b`), (*task).compared},
		{patternOf(`eigenvalues? and (?:the )?eigenvectors?|eigendecomposition`), ofMatrix("eigen(", ")")},
		{patternOf(`eigenvalues?`), ofMatrix("eigenvalues(", ")")}, {patternOf(`eigenvectors?`), ofMatrix("eigenvectors(", ")")},
		{patternOf(`determinant|\bdet\b`), ofMatrix("det(", ")")}, {patternOf(`\binverse\b|\binvert\b`), ofMatrix("inv(", ")")}, {patternOf(`\btranspose\b`), ofMatrix("", "'")},
		{patternOf(`\btrace\b`), ofMatrix("tr(", ")")}, {patternOf(`condition number`), ofMatrix("cond(", ")")}, {patternOf(`definite`), ofMatrix("eigenvalues(", ")")},
		{patternOf(`\b(?:dot|inner|scalar) product\b`), ofTwo(" · ", "")}, {patternOf(`\bdistance\b`), ofTwo(" - ", "norm")},
		{patternOf(`\bnorm\b|\blength\b|\bmagnitude\b`), ofMatrix("norm(", ")")},
		{patternOf(`\bsolve\b|\broots?\b|\bzeros?\b|\bzeroes\b|\bsolutions?\b`), (*task).roots},
		{patternOf(`\bdirectional derivative\b`), (*task).directional},
		{patternOf(`\bintersections?\b|\bintersect\b`), (*task).crossing},
		{patternOf(`\bclosest\b|\bnearest\b`), (*task).closest},
		{patternOf(`\bconvex\b|\bconcave\b`), func(t *task) string { return t.ofFunction("∇²"+t.f, t.point("")) }},
		{patternOf(`\bhessian\b`), func(t *task) string { return t.ofFunction("∇²"+t.f, t.point("")) }},
		{patternOf(`\b(?:gradient|vector) field\b`), func(t *task) string { return t.drawn("field") }},
		{patternOf(`\bgradient\b`), func(t *task) string { return t.ofFunction("∇"+t.f, t.point("")) }},
		{patternOf(`\b(?:taylor|maclaurin)\b`), (*task).taylor},
		{patternOf(`\btangent\b`), (*task).tangent},
		{patternOf(`\bderivatives?\b|\bdifferentiate\b|\bslope\b`), (*task).derivative},
		{patternOf(`\bsurface\b|\b3d\b`), func(t *task) string { return t.drawn("surface") }},
		{patternOf(`\bplot\b|\bdraw\b|\bgraph\b|\bsketch\b|\bcontours?\b`), (*task).graph},
		{patternOf(`\bclassify\b|\bkind\b|\btype\b|\bnature\b|^is\b.*(?:saddle|minimum|maximum|extremum|critical)|\b(?:whether|if)\b.*(?:saddle|minimum|maximum|extremum|critical)`), (*task).kind},
		{patternOf(`(?:maxim|\bmax\b).*(?:minim|\bmin\b)|(?:minim|\bmin\b).*(?:maxim|\bmax\b)|\b(?:absolute|global) extrem`), (*task).extremes},
		{patternOf(`minim|\bmin\b|\bsmallest\b|\bleast\b|\blowest\b`), func(t *task) string { return t.least("") }},
		{patternOf(`maxim|\bmax\b|\blargest\b|\bgreatest\b|\bhighest\b`), func(t *task) string { return t.least("-") }},
		{patternOf(`\bcritical\b|\bstationary\b|\bsaddles?\b|\bextrem`), (*task).critical},
		{patternOf(`\brun\b|\boptimi[sz]e\b|\bapply\b|\buse\b|\bdescend\b`), (*task).run},
		{patternOf(`\bcompute\b|\bcalculate\b|\bevaluate\b|\bvalues?\b|\bwhat is\b|\bfind\b|\bdetermine\b`), (*task).value},
	},
}

// englishLinks are words before which a parenthesis may stand without a space: from(1, 2).
const englishLinks = "of for to in on with and by then is are between from the at"

// englishWords are the other words that a sentence may have; with any more it is not understood.
const englishWords = "find compute calculate evaluate determine give show get me please let us what its all any every whether if does has do where using use apply perform do run " +
	"function functions equation equations system formula expression matrix vector vectors point points place value values number answer solution solutions root roots zero zeros zeroes variable variables " +
	"solve minimize minimise minimum minima minimal minimizer min smallest least lowest maximize maximise maximum maxima maximal maximizer max largest greatest highest optimize optimise descend method algorithm optimizer " +
	"extremum extrema extreme local global absolute strict critical stationary saddle saddles classify kind type nature " +
	"derivative derivatives differentiate partial directional slope gradient hessian field tangent line plane taylor maclaurin series expansion polynomial approximation " +
	"plot draw graph sketch picture surface contour contours curve lines 3d map level " +
	"eigenvalue eigenvalues eigenvector eigenvectors eigendecomposition determinant det inverse invert transpose trace condition norm length magnitude positive negative semidefinite definite dot inner scalar product distance compare " +
	"closest nearest convex concave starting start rate learning size it expand up lagrange multiplier multipliers intersection intersections intersect"

// oneOf is a pattern of words set apart by spaces.
func oneOf(words string) string { return strings.ReplaceAll(words, " ", "|") }

// inEnglish is a pattern in which NUMBER, POINT and RELATED are written out.
func inEnglish(look string) pattern {
	const amount = `(?:\d+(?:\.\d+)? *\*? *(?:π|\bpi\b)|\d+(?:\.\d+)?|π|\bpi\b|∞|\binf\b)(?:/\d+)?`
	look = strings.ReplaceAll(look, "NUMBER", `[-+]?`+amount)
	look = strings.ReplaceAll(look, "RELATED", `(?:<=|>=|==|=|≤|≥|<|>)`)
	return patternOf(strings.ReplaceAll(look, "POINT", `\( *[-+]?`+amount+`(?: *, *[-+]?`+amount+`)+ *\)`))
}

// takeRange takes the range of a variable, whose name may be missing.
func (t *task) takeRange(m []string) {
	if t.w.variables(m[1]) > 0 { // plot f and g from 0 to 1
		t.rest += " ； " + m[1]
	}
	if m[1] == "" || t.w.variables(m[1]) > 0 {
		t.ranges = append(t.ranges, m[2]+".."+m[3])
		return
	}
	if t.rangeOf == nil {
		t.rangeOf = map[string]string{}
	}
	t.rangeOf[m[1]] = m[2] + ".." + m[3]
}

// takeConstraints takes what stands behind subject to; a part that relates nothing belongs to the sentence.
func (t *task) takeConstraints(m []string) {
	for _, part := range split(betweenConstraints().ReplaceAllString(strings.Join(m[1:], ""), ", ")) {
		if strings.ContainsAny(part, "=<>≤≥") {
			t.constraints = append(t.constraints, part)
		} else {
			t.rest += " ； " + part
		}
	}
}

var betweenConstraints = patternOf(` +and +| *(?:且|并且|和|与|及|、) *|,? *\bsubject to\b|,? *\bthe constraints?\b`)

func ordinal(text string) string {
	if i := strings.Index("first second third fourth fifth", text); text != "" && i >= 0 && !isNumber(text) {
		return string(rune('1' + strings.Count("first second third fourth fifth"[:i], " ")))
	}
	return text
}

// englishTask is what is to be written for a sentence in English; "" where it is not understood as a whole.
func (w *foreign) englishTask(text string) string {
	text = plainEnglish(strings.TrimRight(text, ".!?, "))
	if w.brackets && strings.Contains(text, "{{") && !strings.Contains(text, "[") {
		text = w.convert(text) // eigenvalues {{1, 2}, {3, 4}}
	}
	if strings.ContainsAny(text, `"{`) || fieldIn().MatchString(text) || callOfWord().MatchString(text) || !english.word().MatchString(text) {
		return ""
	}
	t := &task{w: w}
	text = t.takeOptimizers(t.takeClauses(text, english.clauses), english.optimizers)
	t.words = strings.Join(english.word().FindAllString(text, -1), " ")
	for part := range strings.SplitSeq(english.word().ReplaceAllString(text, "；"), "；") {
		if part = strings.Trim(part, " ,;:.="); part != "" {
			t.things = append(t.things, w.withParentheses(part))
		}
	}
	if !w.areWords(strings.Join(t.things, " ")) {
		return ""
	}
	t.takeFunctionOfThings()
	t.takeThing()
	return t.answer(english.rules)
}

// questions ask what something is, or how it is done.
var questions = []pattern{
	patternOf(`^(?:[wW]hat (?:is|are)|[eE]xplain|[hH]elp(?: me)?(?: on| with)?|[hH]ow (?:do I|to|can I)(?: use| find| draw| make)?) +(?:an? +|the +)?(\pL[\pL' -]*?) *\?*$`),
	patternOf(`^(?:什么(?:是|叫)|(?:如何|怎么|怎样)(?:用|使用|求|画)?|解释(?:一下)?) *(\p{Han}+?)[?？。]*$`),
	patternOf(`^(?:(?:如何|怎么|怎样)) *(\p{Han}+?)[?？。]*$`),
	patternOf(`^(\p{Han}+?)是什么(?:意思)?[?？。]*$`),
}

// asksHelp is help about a word of the subject that a question names: what is a saddle point? It is "" for another text.
func asksHelp(text string) string {
	for _, question := range questions {
		match := question().FindStringSubmatch(text)
		if match == nil {
			continue
		}
		if term, ok := TermOf(strings.ToLower(match[1])); ok && term.Page != "" {
			return `help("` + strings.ToLower(match[1]) + `")`
		}
	}
	return ""
}

// plainEnglish is a sentence with small letters in its words, without articles, its powers in digits.
func plainEnglish(text string) string {
	text = englishCapitals().ReplaceAllStringFunc(text, strings.ToLower)
	text = strings.NewReplacer(" squared", "^2", " cubed", "^3", "s.t.", "subject to", "w.r.t.", "wrt", "the origin", "(0, 0)", "the unit circle", "x^2 + y^2 = 1", "the unit disk", "x^2 + y^2 <= 1",
		"the unit disc", "x^2 + y^2 <= 1", "infinity", "inf", " plus ", " + ", " minus ", " - ", "goes to", "->").Replace(text)
	text = pointThenClosest().ReplaceAllString(text, "$2 point to $3 on $1")
	text = closestThenTo().ReplaceAllString(text, "$1 point to $3 on $2")
	return englishArticle().ReplaceAllString(text, "$1")
}

var (
	englishCapitals = patternOf(`\b[A-Z][a-z]{2,}\b|\b(?:Is|At|Of|In|On)\b`)
	englishArticle  = patternOf(`\b(?:an?) +(\pL{2})`)
	// pointThenClosest reads the point on x y = 1 closest to (0, 0), closestThenTo the closest point on x y = 1 to (0, 0).
	pointThenClosest = patternOf(`\bpoints? on (.+?),? (?:that is |which is )?(closest|nearest) to (.+)$`)
	closestThenTo    = patternOf(`\b(closest|nearest) points? on (.+?) to (.+)$`)
	// fieldIn reads v.eigenvectors.
	fieldIn = patternOf(`\pL\.\pL`)
	// callOfWord reads plot(f), which is a call and no sentence.
	callOfWord = patternOf(`\b(?:` + oneOf(englishWords) + `)[(\[]`)
	// gluedLetters reads 3xy; wordBefore sin x, a function of letters without parentheses.
	gluedLetters = patternOf(`\b\d*[xyz]{2,3}\b`)
	wordBefore   = patternOf(`\b(` + oneOf(functionWords) + `) +(\d*[a-zα-ω]\d?|\d+)\b`)
)

// functionWords are the words that a formula in a sentence may have.
const functionWords = "sin cos tan asin acos atan sinh cosh tanh exp log ln sqrt abs cbrt erf sigmoid softplus"

// withParentheses writes sin x as sin(x), and 3xy as 3x y.
func (w *foreign) withParentheses(formula string) string {
	formula = wordBefore().ReplaceAllString(formula, "$1($2)")
	return gluedLetters().ReplaceAllStringFunc(formula, func(glued string) string {
		digits := strings.TrimRight(glued, "xyz")
		if letters := glued[len(digits):]; !w.known(letters) {
			return digits + strings.Join(strings.Split(letters, ""), " ")
		}
		return glued
	})
}

// areWords reports whether each word of a formula is a letter, an elementary function or a name that has a meaning.
func (w *foreign) areWords(formula string) bool {
	return !slices.ContainsFunc(namesIn().FindAllString(formula, -1), func(word string) bool {
		return !isLetter(word) && !w.known(word) && !slices.Contains(strings.Fields(functionWords+" pi inf"), word) && greek()[word] == ""
	})
}

var namesIn = patternOf(`\pL\w*`)

// takeFunctionOfThings takes the function out of what stands between the words: f(x, y) = x^2 y, y = x^2, f(x, y), f.
func (t *task) takeFunctionOfThings() {
	for i, thing := range t.things {
		m := wholeDefinition().FindStringSubmatch(thing)
		graph := wholeGraph().FindStringSubmatch(thing)
		switch {
		case m != nil:
			t.f, t.letters = m[1], split(m[2])
			t.definition = m[1] + "(" + strings.Join(t.letters, ", ") + ") = " + t.w.convert(m[3])
			t.dropThings(func(j int, other string) bool { return j == i || functionOf(other) == m[1] })
			return
		case graph != nil && t.f == "" && !regexp.MustCompile(`\b(?:solve|equations?|system)\b`).MatchString(t.words) && t.name(t.w.convert(graph[2])):
			t.dropThings(func(j int, _ string) bool { return j == i })
			return
		}
	}
	for i, thing := range t.things {
		if name := functionOf(thing); name != "" && t.isFunctionName(name) {
			t.callFunction(name)
			t.dropThings(func(j int, _ string) bool { return j == i })
			return
		}
	}
}

var (
	wholeDefinition = patternOf(`^(\pL\w*)\(([a-zα-ω₀-₉0-9, ]+)\) *= *([^=<>]+)$`)
	wholeGraph      = patternOf(`^([yz]) *= *([^=<>]*[a-z(][^=<>]*)$`)
)

func (t *task) dropThings(drops func(i int, thing string) bool) {
	var kept []string
	for i, thing := range t.things {
		if !drops(i, thing) {
			kept = append(kept, thing)
		}
	}
	t.things = kept
}
