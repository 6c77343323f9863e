// Package reason holds the sentences with which numerics explain themselves: keys with arguments, and their English texts.
// Other languages fill the same keys from catalogues of their own.
//
//	reason.Of("critical.slope", g, d).String()   // ∇f = (2, -4) is not zero: f falls along …
package reason

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Reason is a sentence that can be said in several languages: a key of the catalogue and what fills {1}, {2}, … in its
// text. Arguments are numbers (float64), counts (int), vectors ([]float64) and words.
type Reason struct {
	Key  string
	Args []any
}

// Of makes a reason.
func Of(key string, args ...any) Reason { return Reason{Key: key, Args: args} }

// String says the reason in English.
func (r Reason) String() string { return r.In(English) }

// In says the reason with the texts of a language: English or Chinese. A key without a text is its own.
func (r Reason) In(texts map[string]string) string {
	text, ok := texts[r.Key]
	if !ok {
		return r.Key
	}
	return Fill(text, len(r.Args), func(number int) string { return Say(r.Args[number-1]) })
}

// Say writes an argument as the sentences do: numbers with six digits, vectors in parentheses, long ones abbreviated.
func Say(arg any) string {
	switch arg := arg.(type) {
	case float64:
		return number(arg)
	case []float64:
		entries := make([]string, len(arg))
		for i, v := range arg {
			entries[i] = number(v)
		}
		if len(entries) == 1 {
			return entries[0]
		}
		return "(" + abbreviated(entries) + ")"
	default:
		return fmt.Sprint(arg)
	}
}

// shortExponent writes 1e+06 as 1e6 and 1e-07 as 1e-7.
var shortExponent = strings.NewReplacer("e+0", "e", "e+", "e", "e-0", "e-")

// number writes six significant digits and no -0.
func number(v float64) string {
	if v == 0 || math.Abs(v) < 5e-324 {
		return "0"
	}
	return Short(v)
}

// Short writes a number with six significant digits, and its exponent without padding.
func Short(v float64) string { return shortExponent.Replace(strconv.FormatFloat(v, 'g', 6, 64)) }

// abbreviated keeps a long vector on one line.
func abbreviated(entries []string) string {
	if len(entries) <= 10 {
		return strings.Join(entries, ", ")
	}
	return strings.Join(entries[:4], ", ") + ", …, " + strings.Join(entries[len(entries)-2:], ", ")
}
