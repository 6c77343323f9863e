package syntax

import "sync"

// Symbol is a sign and the name it can be typed by after a backslash, as \beta.
type Symbol struct{ Name, Sign string }

// Symbols are the signs that a backslash and a name stand for, with or without Tab; of several names for a sign the
// first is the usual one. The slice is a copy.
func Symbols() []Symbol { return append([]Symbol(nil), symbols...) }

// NameFor is the name by which a sign can be typed after a backslash, "" for a sign without one.
func NameFor(sign string) string {
	_, bySign := indexSymbols()
	return bySign[sign]
}

var symbols = append(append([]Symbol(nil), greekLetters...), signs...)

var greekLetters = []Symbol{
	{"alpha", "α"}, {"beta", "β"}, {"gamma", "γ"}, {"delta", "δ"}, {"epsilon", "ε"}, {"zeta", "ζ"}, {"eta", "η"},
	{"theta", "θ"}, {"iota", "ι"}, {"kappa", "κ"}, {"lambda", "λ"}, {"mu", "μ"}, {"nu", "ν"}, {"xi", "ξ"},
	{"omicron", "ο"}, {"pi", "π"}, {"rho", "ρ"}, {"sigma", "σ"}, {"tau", "τ"}, {"upsilon", "υ"}, {"phi", "φ"},
	{"chi", "χ"}, {"psi", "ψ"}, {"omega", "ω"}, {"varepsilon", "ε"}, {"vartheta", "θ"}, {"varphi", "φ"},
	{"varrho", "ρ"}, {"varkappa", "κ"}, {"varpi", "π"}, {"Gamma", "Γ"}, {"Delta", "Δ"}, {"Theta", "Θ"},
	{"Lambda", "Λ"}, {"Xi", "Ξ"}, {"Pi", "Π"}, {"Sigma", "Σ"}, {"Upsilon", "Υ"}, {"Phi", "Φ"}, {"Psi", "Ψ"},
	{"Omega", "Ω"},
}

var signs = []Symbol{
	{"ell", "ℓ"}, {"nabla", "∇"}, {"grad", "∇"}, {"hess", "∇²"}, {"sqrt", "√"}, {"norm", "‖"}, {"Vert", "‖"},
	{"|", "‖"}, {"partial", "∂"}, {"cdot", "·"}, {"dot", "·"}, {"odot", "⊙"}, {"times", "×"}, {"div", "÷"}, {"ast", "*"},
	{"minus", "−"}, {"leq", "≤"}, {"le", "≤"}, {"geq", "≥"}, {"ge", "≥"}, {"neq", "≠"}, {"ne", "≠"}, {"approx", "≈"},
	{"in", "∈"}, {"to", "→"}, {"rightarrow", "→"}, {"mapsto", "↦"}, {"sum", "∑"}, {"prod", "∏"}, {"infty", "∞"},
	{"inf", "∞"}, {"half", "½"}, {"top", "ᵀ"}, {"T", "ᵀ"}, {"prime", "′"}, {"squared", "²"}, {"cubed", "³"},
	{"inverse", "⁻¹"}, {"hat", "\u0302"}, {"bar", "\u0304"}, {"tilde", "\u0303"},
}

// indexSymbols is the signs by their names, and the usual names by their signs.
var indexSymbols = sync.OnceValues(func() (byName, bySign map[string]string) {
	byName, bySign = map[string]string{}, map[string]string{}
	for _, s := range symbols {
		byName[s.Name] = s.Sign
		if bySign[s.Sign] == "" {
			bySign[s.Sign] = s.Name
		}
	}
	return byName, bySign
})

// signOf is the sign of a name, "" where it is the name of none.
func signOf(name string) string {
	byName, _ := indexSymbols()
	return byName[name]
}

// greek are the words that stand for a Greek letter when they are the whole stem of a name.
var greek = sync.OnceValue(func() map[string]string {
	words := map[string]string{}
	for _, s := range greekLetters {
		words[s.Name] = s.Sign
	}
	return words
})
