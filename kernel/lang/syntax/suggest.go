package syntax

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"saddle/kernel/lang/message"
)

// Suggest is what to write instead of a name that is not defined, as a phrase of the catalogue: what a word of another
// language is called here (eig is eigen(A)), known names that it may be made of (ηv is η v, λmax is max(λ)), an entry
// (x_i is x[i]), a name that is spelled nearly so. candidates are the names that could stand in its place, known ones all that are defined.
// The zero phrase is no suggestion.
func Suggest(name string, known func(string) bool, isFunction func(string) bool, candidates []string) message.Phrase {
	parts := SplitName(name, known)
	native := habitOf(name)
	stem, index, subscripted := strings.Cut(name, "_")
	switch {
	case native.Key != "" && len(name) > 1:
		return native
	case subscripted && (index == "max" || index == "min") && known(stem) && !isFunction(stem):
		return message.Say("suggest.call", index+"("+stem+")")
	case subscripted && (stem == "min" || stem == "argmin" || stem == "arg") && isFunction("minimize"):
		return message.Say("suggest.habit", "minimize(f, from = p)")
	case subscripted && index != "" && indexed[stem] && isFunction(stem):
		return message.Say("suggest.call", stem+"("+"x["+index+"] for "+index+" in 1..n)")
	case len(parts) == 2 && !isFunction(parts[0]) && isFunction(parts[1]):
		return message.Say("suggest.call", parts[1]+"("+parts[0]+")")
	case len(parts) == 2 && isFunction(parts[0]):
		return message.Say("suggest.call", parts[0]+"("+parts[1]+")")
	case len(parts) > 1 && len(parts) <= mostFactors:
		return message.Say("suggest.product", strings.Join(parts, " "), times(parts))
	}
	if subscripted && known(stem) && !isFunction(stem) && index != "" {
		return message.Say("suggest.entry", stem+"["+index+"]")
	}
	if native.Key != "" {
		return native
	}
	if near := Nearest(name, spelled(candidates)); near != "" {
		return message.Say("suggest.near", near)
	}
	return message.Phrase{}
}

// indexed are the functions over which lecture notes write an index.
var indexed = set("sum prod mean max min")

// spelled are names with the Greek ones a second time in Latin letters: θ as theta.
func spelled(names []string) []string {
	all := append([]string(nil), names...)
	for _, s := range greekLetters {
		if slices.Contains(names, s.Sign) {
			all = append(all, s.Name)
		}
	}
	return all
}

// SuggestCall is what to write instead of a call of a function of another language, with the argument in its place:
// rows(x) for len(x). The zero phrase is no suggestion.
func SuggestCall(call *Call) message.Phrase {
	name, ok := call.Callee.(*Name)
	if ok && name.Text == "linspace" && len(call.Args) == 3 {
		return message.Say("suggest.habit", stepsText(call.Args))
	}
	if !ok || len(call.Args) != 1 || call.Args[0].Name != nil || len(call.Args[0].Loops) > 0 {
		return message.Phrase{}
	}
	if native := withArgument(nativeOf(name.Text), Text(call.Args[0].Value)); native != "" {
		return message.Say("suggest.habit", native)
	}
	return message.Phrase{}
}

// stepsText writes linspace(a, b, n) as a comprehension.
func stepsText(args []Arg) string {
	from, to, steps := Text(args[0].Value), Text(args[1].Value), Text(args[2].Value)+" - 1"
	if n, ok := args[2].Value.(*Number); ok && n.Value > 1 {
		steps = strconv.Itoa(int(n.Value) - 1)
	}
	divisor := steps
	if strings.Contains(steps, " ") {
		divisor = "(" + steps + ")"
	}
	if from == "0" && to == "1" {
		return "[k/" + divisor + " for k in 0.." + steps + "]"
	}
	return "[" + from + " + (" + to + " - " + tightMinus(args[0].Value) + ") k/" + divisor + " for k in 0.." + steps + "]"
}

// tightMinus is an operand behind a minus.
func tightMinus(x Expr) string {
	switch x.(type) {
	case *Number, *Name:
		return Text(x)
	}
	return "(" + Text(x) + ")"
}

// withArgument is a call of one letter, such as rows(v), with something else in place of the letter; "" for another formula.
func withArgument(native, argument string) string {
	if native == "A'" {
		return argument + "'"
	}
	head, inside, ok := strings.Cut(native, "(")
	if !ok || len(inside) != 2 || inside[1] != ')' || !strings.Contains("Avxf", inside[:1]) {
		return ""
	}
	return head + "(" + argument + ")"
}

// mostFactors is into how many names a name is split at most: beyond, it is a word that is spelled wrong.
const mostFactors = 3

func times(parts []string) message.Phrase {
	if len(parts) == 2 {
		return message.Say("suggest.times", parts[0], parts[1])
	}
	return message.Say("suggest.times", parts[0], times(parts[1:]))
}

// SuggestField is what to write instead of a field that a value, the operand, does not have: a field that is spelled nearly so, or
// what other languages' field is called here. The zero phrase is no suggestion.
func SuggestField(operand, field string, fields []string) message.Phrase {
	if near := Nearest(field, fields); near != "" {
		return message.Say("suggest.near", near)
	}
	if key := habitFieldSentences[field]; key != "" {
		return message.Say(key)
	}
	if native := withArgument(habitFields[field], operand); native != "" {
		return message.Say("suggest.habit", native)
	}
	if native := habitFields[field]; native != "" {
		return message.Say("suggest.habit", alternatives(native))
	}
	return message.Phrase{}
}

// longestName is how many bytes a name may have for which another one is suggested: the search takes the square of it.
const longestName = 200

// SplitName takes a name apart into known names and numbers, as few as possible: ηv is η and v, 2 of them. It is nil for a
// name that cannot be split, and for one that is known itself.
func SplitName(name string, known func(string) bool) []string {
	if known(name) || len(name) > longestName {
		return nil
	}
	letters := splitPoints(name)
	best := make([][]string, len(letters)) // of the name up to a point
	best[0] = []string{}
	for end := 1; end < len(letters); end++ {
		for start := range end {
			part := name[letters[start]:letters[end]]
			if best[start] == nil || !known(part) || best[end] != nil && len(best[end]) <= len(best[start])+1 {
				continue
			}
			best[end] = append(append([]string{}, best[start]...), part)
		}
	}
	return best[len(letters)-1]
}

// splitPoints are the offsets at which a name can be split: before each letter, not before a mark or a digit.
func splitPoints(name string) []int {
	var points []int
	for i, r := range name {
		if i == 0 || unicode.IsLetter(r) && name[i-1] != '_' {
			points = append(points, i)
		}
	}
	return append(points, len(name))
}

// Nearest is the candidate that differs from a name by the fewest letters, "" when none is near: within one change for
// names up to five letters, two up to nine, three beyond, and less than half of the shorter of both. Of a word of
// other languages that has no counterpart here none is near. A candidate that differs in case alone is nearer than any other; of equals
// it is the one that begins like the name for longest, then the first.
func Nearest(name string, candidates []string) string {
	if len(name) > longestName || absentKeys()[name] != "" {
		return ""
	}
	best, least := "", 1+allowed(name)
	for _, candidate := range candidates {
		if candidate == name {
			continue
		}
		if strings.EqualFold(candidate, name) {
			return candidate
		}
		d := distance([]rune(name), []rune(candidate))
		if d > allowed(name) || 2*d >= min(len([]rune(name)), len([]rune(candidate))) && d > 1 || d >= len([]rune(name)) {
			continue
		}
		if d < least || d == least && common(name, candidate) > common(name, best) {
			best, least = candidate, d
		}
	}
	return best
}

// common is how many bytes two names begin with alike.
func common(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func allowed(name string) int {
	switch n := len([]rune(name)); {
	case n <= 5:
		return 1
	case n <= 9:
		return 2
	}
	return 3
}

// distance counts the letters to add, drop, change or swap with their neighbour.
func distance(a, b []rune) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
