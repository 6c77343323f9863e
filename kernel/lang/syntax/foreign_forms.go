package syntax

import (
	"regexp"
	"sync"
)

// pattern is a regular expression that is made when it is first needed: all of them would be half of the time that a kernel in a
// page takes to start.
type pattern func() *regexp.Regexp

func patternOf(look string) pattern {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(look) })
}

// foreignForm is what a statement looks like elsewhere, and how it is written here.
type foreignForm struct {
	look  pattern
	write string
}

// foreignForms are statements of other languages and of textbooks that are no calls, and how they are written here.
var foreignForms = []foreignForm{
	{patternOf(`^(?:[a-zA-Z ]*\b)?[sS]um of (.+?),? (?:(?:for|from|over|where|as) +)?(\pL) *(?:=|in|from|goes from|runs from) *(\w+) *(?:to|\.\.) *(\w+)$`), "sum($1 for $2 in $3..$4)"},
	{patternOf(`^\[(\w+), *(\w+)\] *= *eig\((.*)\)$`), "$2, $1 = eigen($3)"},
	{patternOf(`^\[(\pL\w*), *(\pL\w*)(?:, *\w+)*\] *= *((?:fmin\w*|minimize)\(.+\))$`), "m = $3; $1 = m.at; $2 = m.value"},
	{patternOf(`^((?:\pL\w* *= *)?)(\pL\w*) *\\ +(.+)$`), "${1}linear_equations($2, $3)"},
	{patternOf(`^if +(.+?)[ :]+(\pL\w*) *= *(.+?);? +else:? +(\pL\w*) *= *(.+?);? +end$`), "$2 = if $1 then $3 else $5"},
	{patternOf(`^function +(\pL\w*\([^)]*\)) +(.+?);? +end$`), "$1 = $2"},
	{patternOf(`^det\((\pL\w*) *- *(?:λ|\\?lambda) *I\) *= *0$`), "eigenvalues($1)"},
	{patternOf(`^(\pL\w*) *= *(\pL)_xx *\*? *(\pL)_yy *- *(\pL)_xy(?:\^2|²|\*\*2)$`), "H(x, y) = det(∇²$2(x, y))"},
	{patternOf(`^\\frac\{\\partial *(\pL\w*)\}\{\\partial *(\pL)\}$`), "∂$1/∂$2"},
	{patternOf(`^\\frac\{d *(\pL\w*)\}\{d *(\pL)\}$`), "∂$1/∂$2"},
	{patternOf(`^(∂\S+/∂\S+|∇\S+) *(?:at|在)(?: the point|点)? *(\([^()]*\)) *[处点]?(?:的值)?$`), "$1$2"},
	{patternOf(`^Δ(\pL)$`), "laplacian($1)"},
	{patternOf(`^(\pL\w*)\^\((\d)\)\(([^()]+)\)$`), "nth($1, $2, $3)"},
	{patternOf(`^check +([^=<>≈~]+[^=<>!≈~ ]) *= *([^=<>]+)$`), "check $1 ≈ $2"},
	{patternOf(`^d(\pL)/d(\pL)(\(.+\)|)$`), "∂$1/∂$2$3"},
	{patternOf(`^d(?:\^2|²) ?(\pL)/d(\pL)(?:\^2|²)(\(.+\)|)$`), "∂²$1/∂$2²$3"},
	{patternOf(`^H_?(\pL)\((.+)\)$`), "∇²$1($2)"},
	{patternOf(`^Δ(\pL)\((.+)\)$`), "tr(∇²$1($2))"},
	{patternOf(`^(\pL\w*'+)\(\w+\) *= *0$`), "roots($1, x = -10..10)"},
	{patternOf(`^∇(\pL\w*)\((\pL\w*)\) *= *0$`), "critical_points($1, $2 = -5..5)"},
	{patternOf(`^∇(\pL\w*)\((\pL\w*), *(\pL\w*)\) *= *(?:0|\(0, *0\))$`), "critical_points($1, $2 = -5..5, $3 = -5..5)"},
	{patternOf(`^(?:on|constraint|constraints|subject) *= *([^=<>]*[^=<> ]) *=+ *([^=<>]+)$`), "level($1, $2)"},
	{patternOf(`^([^=(\[\\,]*[\^²³+\-*/][^=,]*[^=<>!≈~.:, ]) *= *([^=,]+)$`), "equation($1, $2)"},
	{patternOf(`^(?:d|∂)(?:\^2|²)/(?:d|∂)(\pL)(?:\^2|²) *([\pL(\[].*)$`), "diff($2, $1, 2)"},
	{patternOf(`^(?:d|∂)/(?:d|∂)(\pL) *([\pL(\[].*)$`), "diff($2, $1)"},
	{patternOf(`^(.*)‖([^‖|]+)\|([^‖|]*)$`), "$1‖$2‖$3"},
	{patternOf(`^([^‖|]*)\|([^‖|]+)‖(.*)$`), "$1‖$2‖$3"},
	{patternOf(`^(?:\\?(?:arg)?min|minimi[sz]e)(?:_\{?[\w, ]*\}?)? +(.+?),? +(?:subject to|s\.t\.|such that) +(.+?) *=+ *(.+)$`), "minimize_on($1, $2 == $3)"},
	{patternOf(`^(?:\\?(?:arg)?min|minimi[sz]e)(?:_\{?[\w, ]*\}?)? +([^(=].*)$`), "Minimize($1)"},
	{patternOf(`^(?:\\?(?:arg)?max|maximi[sz]e)(?:_\{?[\w, ]*\}?)? +([^(=].*)$`), "Maximize($1)"},
	{patternOf(`^(\pL\w*\(\w+, *[\w, ]*); *(\pL)\) *= *(.+)$`), "$1, $2 = 1) = $3"},
	{patternOf(`^(\pL\w*) *= *(\w+):(0?\.\d+):(\w+)$`), "$1 = steps($2, $3, $4)"},
	{patternOf(`^(\w+):(0?\.\d+):(\w+)$`), "steps($1, $2, $3)"},
	{patternOf(`^(println|disp|print)\("([^"$]*)\$\((.*)\)([^"$]*)"\)$`), `print("$2{$3}$4")`},
	{patternOf(`^(\pL\w*'+)\[(.+)\]$`), "$1($2)"},
	{patternOf(`^[cC]ritical points? of (\pL\w*)$`), "Extremum($1)"},
	{patternOf(`^(?:λ|\\?lambda)_?\{?(min|max)\}?\((\pL\w*)\)$`), "$1(eigenvalues($2))"},
	{patternOf(`^help\((if|then|else|for|in|where|and|or|not|check|optimizer|start|stop|end|true|false)\)$`), `help("$1")`},
	{patternOf(`^(\pL\w*\([^)]*\)) *= *(.+?),? +(?:for|when|where) +(.+(?:<|>|≤|≥).+)$`), "$1 = if $3 then $2 else 0"},
	{patternOf(`^range\(([^,]+), *([^,]+), *length *= *(\d+)\)$`), "linspace($1, $2, $3)"},
	{patternOf(`^(\pL\w*) *= *range\(([^,]+), *([^,]+), *length *= *(\d+)\)$`), "$1 = linspace($2, $3, $4)"},
}

// foreignSentences are what can only be said, of statements for which no formula stands here: the keys of the advice.
var foreignSentences = []struct {
	look pattern
	key  string
}{
	{patternOf(`\.(?:backward|zero_grad|requires_grad_?|detach)\b`), "absent.tape"},
	{patternOf(`\bsubject *(=|to)|\bs\.t\.|\bconstraints? *=`), "habit.constraint"},
	{patternOf(`^solve\([^,]*\)$`), "absent.roots"},
	{patternOf(`^(?:导入|引入|引用) *\w+$`), "habit.import.advice"},
	{patternOf(`\b(symbols|Symbol)\(`), "habit.symbols.advice"},
	{patternOf(`\b(optimset|optimoptions|optimget|odeset)\(`), "habit.options"},
	{patternOf(`\b(integrate|Integrate|NIntegrate|int|quad|quadgk|integral|Integral)[\(\[][^)\]]*,`), "absent.integral"},
	{patternOf(`积分|\b(?:[Ii]ntegrate|[Ii]ntegral)\b(?: of)? [^()]*\S`), "absent.integral"},
	{patternOf(`极限|\b[lL]imit of\b|^\\?[lL]im(?:_|\s|\[)|\b[lL]imit[\(\[].+(,|->)`), "absent.limit"},
	{patternOf(`\bIntersect(ion)?\(`), "absent.roots"},
	{patternOf(`\b[wW]ith\(\w+\)`), "habit.import.advice"},
	{patternOf(`\b(LagrangeMultipliers|extrema)\b`), "habit.constraint"},
	{patternOf(`^[a-zA-Zα-ω]\w{0,1}(\^\{-1\}|\^-1|⁻¹)\(`), "habit.inverse-function"},
}

// ForeignSentence is the key of what to do in place of a statement of another language, "" where nothing is known of it.
func ForeignSentence(statement string) string {
	for _, row := range foreignSentences {
		if row.look().MatchString(statement) {
			return row.key
		}
	}
	return ""
}

// inverseOf reads tan^{-1}(1), which books print for two things.
var inverseOf = patternOf(`^(sin|cos|tan)\^\{-1\}\(([^()]+)\)$`)
