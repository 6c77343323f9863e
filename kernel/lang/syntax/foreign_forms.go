package syntax

import "regexp"

// foreignForms are statements of other languages and of textbooks that are no calls, and how they are written here.
var foreignForms = []struct {
	look  *regexp.Regexp
	write string
}{
	{regexp.MustCompile(`^\[(\w+), *(\w+)\] *= *eig\((.*)\)$`), "$2, $1 = eigen($3)"},
	{regexp.MustCompile(`^((?:\pL\w* *= *)?)(\pL\w*) *\\ +(.+)$`), "${1}linear_equations($2, $3)"},
	{regexp.MustCompile(`^if +(.+?)[ :]+(\pL\w*) *= *(.+?);? +else:? +(\pL\w*) *= *(.+?);? +end$`), "$2 = if $1 then $3 else $5"},
	{regexp.MustCompile(`^function +(\pL\w*\([^)]*\)) +(.+?);? +end$`), "$1 = $2"},
	{regexp.MustCompile(`^det\((\pL\w*) *- *(?:λ|\\?lambda) *I\) *= *0$`), "eigenvalues($1)"},
	{regexp.MustCompile(`^(\pL\w*) *= *(\pL)_xx *\*? *(\pL)_yy *- *(\pL)_xy(?:\^2|²|\*\*2)$`), "H(x, y) = det(∇²$2(x, y))"},
	{regexp.MustCompile(`^\\frac\{\\partial *(\pL\w*)\}\{\\partial *(\pL)\}$`), "∂$1/∂$2"},
	{regexp.MustCompile(`^\\frac\{d *(\pL\w*)\}\{d *(\pL)\}$`), "∂$1/∂$2"},
	{regexp.MustCompile(`^d(\pL)/d(\pL)$`), "∂$1/∂$2"},
	{regexp.MustCompile(`^(?:\\?(?:arg)?min|minimi[sz]e)(?:_\{?[\w, ]*\}?)? +(.+?),? +(?:subject to|s\.t\.|such that) +(.+?) *=+ *(.+)$`), "minimize_on($1, $2 == $3)"},
	{regexp.MustCompile(`^(?:\\?(?:arg)?min|minimi[sz]e)(?:_\{?[\w, ]*\}?)? +([^(=].*)$`), "Minimize($1)"},
	{regexp.MustCompile(`^(?:\\?(?:arg)?max|maximi[sz]e)(?:_\{?[\w, ]*\}?)? +([^(=].*)$`), "Maximize($1)"},
	{regexp.MustCompile(`^(\pL\w*\(\w+, *[\w, ]*); *(\pL)\) *= *(.+)$`), "$1, $2 = 1) = $3"},
	{regexp.MustCompile(`^(\pL\w*) *= *(\w+):(0?\.\d+):(\w+)$`), "$1 = steps($2, $3, $4)"},
	{regexp.MustCompile(`^(\w+):(0?\.\d+):(\w+)$`), "steps($1, $2, $3)"},
	{regexp.MustCompile(`^(println|disp|print)\("([^"$]*)\$\((.*)\)([^"$]*)"\)$`), `print("$2{$3}$4")`},
	{regexp.MustCompile(`^(\pL\w*'+)\[(.+)\]$`), "$1($2)"},
	{regexp.MustCompile(`^[cC]ritical points? of (\pL\w*)$`), "Extremum($1)"},
	{regexp.MustCompile(`^(?:λ|\\?lambda)_?\{?(min|max)\}?\((\pL\w*)\)$`), "$1(eigenvalues($2))"},
	{regexp.MustCompile(`^help\((if|then|else|for|in|where|and|or|not|check|optimizer|start|stop|end|true|false)\)$`), `help("$1")`},
	{regexp.MustCompile(`^(\pL\w*\([^)]*\)) *= *(.+?),? +(?:for|when|where) +(.+(?:<|>|≤|≥).+)$`), "$1 = if $3 then $2 else 0"},
	{regexp.MustCompile(`^range\(([^,]+), *([^,]+), *length *= *(\d+)\)$`), "linspace($1, $2, $3)"},
	{regexp.MustCompile(`^(\pL\w*) *= *range\(([^,]+), *([^,]+), *length *= *(\d+)\)$`), "$1 = linspace($2, $3, $4)"},
}

// foreignSentences are what can only be said, of statements for which no formula stands here: the keys of the advice.
var foreignSentences = []struct {
	look *regexp.Regexp
	key  string
}{
	{regexp.MustCompile(`\bsubject *(=|to)|\bs\.t\.|\bconstraints? *=`), "habit.constraint"},
	{regexp.MustCompile(`^solve\([^,]*\)$`), "absent.roots"},
	{regexp.MustCompile(`\b(symbols|Symbol)\(`), "habit.symbols.advice"},
	{regexp.MustCompile(`\b(optimset|optimoptions|optimget|odeset)\(`), "habit.options"},
	{regexp.MustCompile(`\b(integrate|Integrate|NIntegrate|int|quad|quadgk|integral|Integral)[\(\[][^)\]]*,`), "absent.integral"},
	{regexp.MustCompile(`^\\?[lL]im(?:_|\s|\[)|\b[lL]imit[\(\[].+(,|->)`), "absent.limit"},
	{regexp.MustCompile(`\bIntersect(ion)?\(`), "absent.roots"},
	{regexp.MustCompile(`\b[wW]ith\(\w+\)`), "habit.import.advice"},
	{regexp.MustCompile(`\b(LagrangeMultipliers|extrema)\b`), "habit.constraint"},
	{regexp.MustCompile(`^[a-zA-Zα-ω]\w{0,1}(\^\{-1\}|\^-1|⁻¹)\(`), "habit.inverse-function"},
}

// ForeignSentence is the key of what to do in place of a statement of another language, "" where nothing is known of it.
func ForeignSentence(statement string) string {
	for _, row := range foreignSentences {
		if row.look.MatchString(statement) {
			return row.key
		}
	}
	return ""
}

// inverseOf reads tan^{-1}(1), which books print for two things.
var inverseOf = regexp.MustCompile(`^(sin|cos|tan)\^\{-1\}\(([^()]+)\)$`)
