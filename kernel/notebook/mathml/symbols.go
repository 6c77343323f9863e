package mathml

import (
	"strings"
	"sync"
)

// class is what TeX calls the class of an atom; spaces and the reading of a
// sign as prefix hang on it. TeXbook, chapter 18.
type class int

const (
	ordinary class = iota
	largeOperator
	namedOperator
	binary
	relation
	opening
	closing
	punctuation
	inner // a fraction, or a \left … \right
)

type symbol struct {
	text  string
	class class
}

// symbols holds the commands that stand for one sign; made at the first formula, for the start of a kernel needs none.
var symbols = sync.OnceValue(func() map[string]symbol { return table(symbolRows) })

var symbolRows = map[class]string{
	ordinary: `alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ
		iota ι kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς
		tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω
		Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
		nabla ∇ partial ∂ infty ∞ ell ℓ hbar ℏ Re ℜ Im ℑ aleph ℵ wp ℘ imath ı jmath ȷ emptyset ∅ varnothing ∅
		forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ top ⊤ bot ⊥ angle ∠ triangle △ square □ Box □ blacksquare ■
		qed ∎ degree ° prime ′ ldots … dots … dotsc … cdots ⋯ dotsb ⋯ dotsm ⋯ vdots ⋮ ddots ⋱ checkmark ✓
		_ _ % % # # & & $ $ S § P ¶ backslash \ star ⋆ bigstar ★ diamondsuit ♢ heartsuit ♡ clubsuit ♣ spadesuit ♠`,
	largeOperator: `sum ∑ prod ∏ coprod ∐ bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂ bigvee ⋁ bigwedge ⋀
		int ∫ iint ∬ iiint ∭ oint ∮`,
	binary: `pm ± mp ∓ times × div ÷ cdot ⋅ ast ∗ circ ∘ bullet ∙ oplus ⊕ ominus ⊖ otimes ⊗ odot ⊙ oslash ⊘
		cup ∪ cap ∩ setminus ∖ wedge ∧ land ∧ vee ∨ lor ∨ dagger † ddagger ‡ diamond ⋄ sqcup ⊔ sqcap ⊓ uplus ⊎ amalg ⨿`,
	relation: `le ≤ leq ≤ leqslant ⩽ ge ≥ geq ≥ geqslant ⩾ ne ≠ neq ≠ lt < gt > ll ≪ gg ≫ approx ≈ sim ∼ simeq ≃
		cong ≅ equiv ≡ propto ∝ in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ subsetneq ⊊ prec ≺ preceq ⪯
		succ ≻ succeq ⪰ perp ⟂ parallel ∥ mid ∣ nmid ∤ vdash ⊢ dashv ⊣ models ⊨ asymp ≍ doteq ≐ triangleq ≜
		coloneqq ≔ colon : to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐
		Leftrightarrow ⇔ implies ⟹ impliedby ⟸ iff ⟺ mapsto ↦ longmapsto ⟼ longrightarrow ⟶ longleftarrow ⟵
		Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺ hookrightarrow ↪ hookleftarrow ↩ uparrow ↑ downarrow ↓
		updownarrow ↕ Uparrow ⇑ Downarrow ⇓ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ rightharpoonup ⇀ leadsto ⇝
		rightsquigarrow ⇝ rightleftharpoons ⇌ lesssim ≲ gtrsim ≳ therefore ∴ because ∵`,
	opening: `{ { lbrace { lbrack [ langle ⟨ lfloor ⌊ lceil ⌈ lvert | lVert ‖ lparen (`,
	closing: `} } rbrace } rbrack ] rangle ⟩ rfloor ⌋ rceil ⌉ rvert | rVert ‖ rparen )`,
}

// characters holds the signs that are typed as themselves.
var characters = map[rune]symbol{
	'+': {"+", binary}, '-': {"−", binary}, '−': {"−", binary}, '*': {"∗", binary}, '±': {"±", binary}, '∓': {"∓", binary},
	'×': {"×", binary}, '÷': {"÷", binary}, '·': {"⋅", binary}, '⋅': {"⋅", binary}, '⊙': {"⊙", binary}, '∘': {"∘", binary},
	'∪': {"∪", binary}, '∩': {"∩", binary}, '⊕': {"⊕", binary}, '⊗': {"⊗", binary},
	'=': {"=", relation}, '<': {"<", relation}, '>': {">", relation}, ':': {":", relation}, '≤': {"≤", relation}, '≥': {"≥", relation},
	'≠': {"≠", relation}, '≈': {"≈", relation}, '∈': {"∈", relation}, '∉': {"∉", relation}, '→': {"→", relation}, '←': {"←", relation},
	'↦': {"↦", relation}, '⇒': {"⇒", relation}, '⇔': {"⇔", relation}, '∼': {"∼", relation}, '≡': {"≡", relation}, '∝': {"∝", relation},
	'≻': {"≻", relation}, '≺': {"≺", relation}, '⪰': {"⪰", relation}, '⪯': {"⪯", relation}, '≪': {"≪", relation}, '≫': {"≫", relation},
	'⊂': {"⊂", relation}, '⊆': {"⊆", relation}, '⟂': {"⟂", relation}, '∥': {"∥", relation},
	'(': {"(", opening}, '[': {"[", opening}, '⟨': {"⟨", opening}, '⌊': {"⌊", opening}, '⌈': {"⌈", opening},
	')': {")", closing}, ']': {"]", closing}, '⟩': {"⟩", closing}, '⌋': {"⌋", closing}, '⌉': {"⌉", closing},
	',': {",", punctuation}, ';': {";", punctuation}, '!': {"!", closing}, '?': {"?", closing}, '/': {"/", ordinary}, '.': {".", ordinary},
	'∑': {"∑", largeOperator}, '∏': {"∏", largeOperator}, '∫': {"∫", largeOperator},
	'，': {",", punctuation}, '；': {";", punctuation}, '（': {"(", opening}, '）': {")", closing},
}

// functions holds the operators that are named by a word; those that are true
// have their limits below them.
var functions = map[string]bool{
	"sin": false, "cos": false, "tan": false, "cot": false, "sec": false, "csc": false, "arcsin": false, "arccos": false,
	"arctan": false, "sinh": false, "cosh": false, "tanh": false, "coth": false, "exp": false, "log": false, "ln": false,
	"lg": false, "deg": false, "dim": false, "ker": false, "hom": false, "arg": false,
	"max": true, "min": true, "sup": true, "inf": true, "lim": true, "limsup": true, "liminf": true, "det": true, "gcd": true,
	"Pr": true, "argmax": true, "argmin": true,
}

// spaces holds the widths of the spacing commands.
var spaces = map[string]string{
	",": "0.167em", "thinspace": "0.167em", ":": "0.222em", ">": "0.222em", "medspace": "0.222em", ";": "0.278em",
	"thickspace": "0.278em", "!": "-0.167em", "negthinspace": "-0.167em", " ": "0.25em", "\n": "0.25em", "enspace": "0.5em",
	"quad": "1em", "qquad": "2em", "space": "0.25em", "nobreakspace": "0.25em",
}

type accent struct {
	text     string
	under    bool
	stretchy bool
	size     string
}

// accents holds what is set above or below one argument.
var accents = map[string]accent{
	"hat": {text: "ˆ"}, "tilde": {text: "˜"}, "bar": {text: "¯"}, "vec": {text: "→", size: "60%"}, "dot": {text: "˙"}, "ddot": {text: "¨"},
	"dddot": {text: "⃛"}, "check": {text: "ˇ"}, "breve": {text: "˘"}, "acute": {text: "´"}, "grave": {text: "`"}, "mathring": {text: "˚"},
	"widehat": {text: "^", stretchy: true}, "widetilde": {text: "~", stretchy: true}, "overbrace": {text: "⏞", stretchy: true},
	"underbrace": {text: "⏟", under: true, stretchy: true}, "overrightarrow": {text: "→", stretchy: true},
	"overleftarrow": {text: "←", stretchy: true}, "overbracket": {text: "⎴", stretchy: true},
	"underbracket": {text: "⎵", under: true, stretchy: true},
}

// superscripts and subscripts hold the signs of Unicode that are scripts by themselves.
var (
	superscripts = pairs("⁰ 0 ¹ 1 ² 2 ³ 3 ⁴ 4 ⁵ 5 ⁶ 6 ⁷ 7 ⁸ 8 ⁹ 9 ⁺ + ⁻ - ⁼ = ⁽ ( ⁾ ) ⁿ n ⁱ i ᵀ T")
	subscripts   = pairs("₀ 0 ₁ 1 ₂ 2 ₃ 3 ₄ 4 ₅ 5 ₆ 6 ₇ 7 ₈ 8 ₉ 9 ₊ + ₋ - ₌ = ₍ ( ₎ ) ₐ a ₑ e ᵢ i ⱼ j ₖ k ₗ l ₘ m ₙ n ₒ o ₚ p ᵣ r ₛ s ₜ t ᵤ u ᵥ v ₓ x")
)

// negated holds the relations that have a sign of their own when struck through.
var negated = map[string]string{
	"=": "≠", "∈": "∉", "<": "≮", ">": "≯", "≤": "≰", "≥": "≱", "≡": "≢", "∼": "≁", "≈": "≉", "⊂": "⊄", "⊆": "⊈", "∃": "∄", "∥": "∦", "∣": "∤",
}

func table(rows map[class]string) map[string]symbol {
	all := map[string]symbol{}
	for c, row := range rows {
		fields := strings.Fields(row)
		for i := 0; i < len(fields); i += 2 {
			all[fields[i]] = symbol{fields[i+1], c}
		}
	}
	return all
}

func pairs(row string) map[rune]string {
	all := map[rune]string{}
	fields := strings.Fields(row)
	for i := 0; i < len(fields); i += 2 {
		all[[]rune(fields[i])[0]] = fields[i+1]
	}
	return all
}
