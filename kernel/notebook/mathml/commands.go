package mathml

import "strings"

// commandAtom parses what begins with a backslash. ok is false for what leaves
// no trace, such as a definition.
func (p *parser) commandAtom(first bool, before node) (n node, ok bool) {
	name := p.command()
	if p.silent(name) {
		return node{}, false
	}
	if text, ok := bars[name]; ok {
		return bar(text, first, before), true
	}
	if s, ok := symbols()[name]; ok {
		return p.symbol(s, first, before), true
	}
	if n, ok := p.fromTable(name); ok {
		return n, true
	}
	return p.built(name), true
}

var bars = map[string]string{"|": "‖", "Vert": "‖", "vert": "|"}

func (p *parser) symbol(s symbol, first bool, before node) node {
	switch {
	case s.text == "∇":
		return p.nabla()
	case s.class != ordinary:
		return p.operator(s, first, before)
	case strings.ContainsAny(s.text, "αβγδϵεζηθϑικλμνξοπϖρϱσςτυϕφχψωℓ∂"):
		return element("mi").spelt(p.styled(s.text))
	}
	return element("mi").spelt(p.styled(s.text)).with("mathvariant", "normal")
}

// fromTable parses the commands that a table describes.
func (p *parser) fromTable(name string) (n node, ok bool) {
	if width, ok := spaces[name]; ok {
		return space(width), true
	}
	if font, ok := fonts[name]; ok {
		return p.inFont(font), true
	}
	if limits, ok := functions[name]; ok {
		return named(functionText(name), limits), true
	}
	if a, ok := accents[name]; ok {
		return p.accented(a), true
	}
	if style, ok := texts[name]; ok {
		return p.words(style), true
	}
	if c, ok := wrappers[name]; ok {
		return p.argument().as(c), true
	}
	if size, ok := sizes[strings.TrimRight(name, "lmr")]; ok {
		return p.sized(size, name), true
	}
	return node{}, false
}

// built parses the commands that have a form of their own.
func (p *parser) built(name string) node {
	switch name {
	case "frac", "cfrac", "dfrac", "tfrac", "binom", "dbinom", "tbinom":
		return p.quotient(name)
	case "sqrt":
		return p.root()
	case "left":
		return p.fence()
	case "begin":
		return p.environment()
	case "substack":
		return p.substack()
	case "operatorname", "mathop", "pmod", "bmod", "mod":
		return p.operatorCommand(name)
	case "tag":
		text := p.raw()
		return element("mrow", space("2em"), element("mtext").spelt("("+text+")"))
	case "hspace", "mspace", "hskip", "kern", "mkern":
		return p.measured()
	case "":
		return p.fail(`a \ at the end`)
	}
	return p.adorned(name)
}

// quotient parses fractions, large and small ones, and binomial coefficients.
func (p *parser) quotient(name string) node {
	switch name {
	case "dfrac":
		return element("mstyle", p.fraction()).with(styles["displaystyle"]...).as(inner)
	case "tfrac":
		return element("mstyle", p.fraction()).with("displaystyle", "false", "scriptlevel", "0").as(inner)
	case "binom", "dbinom", "tbinom":
		return fenced("(", p.fraction().with("linethickness", "0"), ")")
	}
	return p.fraction()
}

// operatorCommand parses names of operators.
func (p *parser) operatorCommand(name string) node {
	switch name {
	case "operatorname":
		limits := p.accept("*")
		return named(p.plainWords(), limits)
	case "mathop":
		n := p.argument().as(namedOperator)
		n.limits = true
		return n
	}
	return p.modulo(name)
}

// adorned parses the commands that draw something at, over or around their argument.
func (p *parser) adorned(name string) node {
	switch name {
	case "not":
		return p.struck()
	case "overset", "stackrel", "underset":
		return p.stacked(name == "underset")
	case "xrightarrow", "xleftarrow":
		return p.labelledArrow(name)
	case "overline", "underline":
		return p.ruled(name)
	case "boxed", "fbox":
		return element("mrow", p.argument()).with("style", "border:1px solid;padding:.25em .4em").as(inner)
	case "phantom", "hphantom", "vphantom":
		return element("mphantom", p.argument())
	case "textcolor":
		paint := p.paint()
		return element("mstyle", p.argument()).with("mathcolor", paint)
	}
	return p.fail(`\%s is not known`, name)
}

// wrappers holds the commands that only give their argument a class.
var wrappers = map[string]class{
	"mathord": ordinary, "mathbin": binary, "mathrel": relation, "mathopen": opening, "mathclose": closing,
	"mathpunct": punctuation, "mathinner": inner, "mathstrut": ordinary, "smash": ordinary, "ensuremath": ordinary,
}

// silent takes the commands that leave no trace: definitions, labels and hints
// for TeX's page.
func (p *parser) silent(name string) bool {
	switch name {
	case "newcommand", "renewcommand", "providecommand", "def", "DeclareMathOperator":
		p.define(name)
	case "label":
		p.raw()
	case "nonumber", "notag", "limits", "nolimits", "displaylimits", "hline", "hfill", "allowbreak", "nobreak", "-", "/",
		"protect", "relax", "strut", "centering":
	default:
		return false
	}
	return true
}

func (p *parser) fraction() node {
	above := p.argument()
	return element("mfrac", above, p.argument()).as(inner)
}

func (p *parser) root() node {
	degree, ok := p.option()
	if !ok {
		return element("msqrt", p.argument())
	}
	index := p.inside(degree)
	return element("mroot", p.argument(), index)
}

func (p *parser) accented(a accent) node {
	mark := element("mo").spelt(a.text).with("stretchy", map[bool]string{true: "true", false: "false"}[a.stretchy])
	if a.size != "" {
		mark = mark.with("mathsize", a.size)
	}
	base := p.argument()
	isBrace := strings.ContainsAny(a.text, "⏞⏟⎴⎵")
	n := element("mover", base, mark).with("accent", "true")
	if a.under {
		n = element("munder", base, mark).with("accentunder", "true")
	}
	n.limits = isBrace
	return n.as(base.class)
}

// ruled draws a line above or below as a border, since few fonts stretch one well.
func (p *parser) ruled(name string) node {
	style := "border-top:.06em solid;padding-top:.12em"
	if name == "underline" {
		style = "border-bottom:.06em solid;padding-bottom:.12em"
	}
	return element("mrow", p.argument()).with("style", style)
}

func named(text string, limits bool) node {
	if !limits {
		return element("mi").spelt(text).as(namedOperator)
	}
	n := element("mo").spelt(text).with("movablelimits", "true", "form", "prefix", "lspace", "0", "rspace", "0")
	n.limits = true
	return n.as(namedOperator)
}

func functionText(name string) string {
	switch name {
	case "limsup", "liminf", "argmax", "argmin":
		return name[:3] + "\u2009" + name[3:]
	}
	return name
}

func (p *parser) inFont(font string) node {
	old := p.font
	p.font = font
	n := p.argument()
	p.font = old
	return n
}

// struck negates the relation that follows.
func (p *parser) struck() node {
	n := p.argument()
	if sign, ok := negated[n.text]; ok {
		n.text = sign
	} else {
		n.text += "\u0338"
	}
	return n
}

func (p *parser) stacked(under bool) node {
	mark := p.argument()
	base := p.argument()
	c := base.class
	if len(base.children) == 1 {
		c = base.children[0].class
	}
	if under {
		return element("munder", base, mark).as(c)
	}
	return element("mover", base, mark).as(c)
}

func (p *parser) substack() node {
	var rows []node
	for _, line := range strings.Split(p.raw(), `\\`) {
		rows = append(rows, element("mtr", element("mtd", p.inside(line)).with("style", "padding:0")))
	}
	return element("mtable", rows...)
}

func (p *parser) labelledArrow(name string) node {
	arrow := element("mo").spelt(map[string]string{"xrightarrow": "⟶", "xleftarrow": "⟵"}[name]).with("stretchy", "true")
	below, ok := p.option()
	label := element("mrow", space("0.5em"), p.argument(), space("0.5em"))
	if ok {
		return element("munderover", arrow, p.inside(below), label).as(relation)
	}
	return element("mover", arrow, label).as(relation)
}

func (p *parser) modulo(name string) node {
	if name == "bmod" {
		return element("mo").spelt("mod").with("lspace", "0.222em", "rspace", "0.222em").as(binary)
	}
	body := []node{element("mi").spelt("mod"), space("0.333em"), p.argument()}
	if name == "pmod" {
		return element("mrow", space("1em"), fenced("(", element("mrow", body...), ")"))
	}
	return element("mrow", append([]node{space("1em")}, body...)...)
}

// measured takes a length: \hspace{1em}, \kern 3pt, \mkern-3mu.
func (p *parser) measured() node {
	if p.peek() == '{' {
		return lengthSpace(p.raw())
	}
	p.accept("-")
	for p.peek() == '.' || digitAt(p.text, p.at) {
		p.next()
	}
	for _, unit := range []string{"em", "ex", "pt", "mu", "px", "cm", "mm"} {
		if p.accept(unit) {
			break
		}
	}
	return space("0.2em")
}

// lengthSpace understands lengths in em and mu; others are small, so that one
// narrow space does for them.
func lengthSpace(length string) node {
	length = strings.TrimSuffix(strings.TrimSpace(length), "*")
	if number, ok := strings.CutSuffix(length, "em"); ok && strings.Trim(number, "-0123456789.") == "" {
		return space(number + "em")
	}
	return space("0.2em")
}
