package syntax

import (
	"math"
	"strconv"
	"strings"
)

// root writes fzero(f, 1), and roots([1, -3, 2]), whose numbers are a polynomial's.
func (w *foreign) root(args []string) string {
	if c := coefficients(args[0]); c != nil {
		w.changed = true
		return "roots(x -> " + polynomial(c) + ", x = " + rootRange(c) + ")"
	}
	f, letters := w.function(args[0])
	if f == "" {
		return ""
	}
	if letters == nil {
		letters = []string{"x"}
	}
	return "roots(" + f + ", " + letters[0] + " = -10..10)"
}

// equation writes x^2 - 4 = 0 as a search for its solutions, and x^2 + y^2 = 1 as its curve.
func (w *foreign) equation(args []string) string {
	if len(args) != 2 {
		return ""
	}
	if !w.areWords(strings.Join(args, " ")) {
		w.failed = true
		return ""
	}
	f, letters := w.function(difference(args[0], args[1]))
	switch len(letters) {
	case 1:
		return "roots(" + f + ", " + letters[0] + " = -10..10)"
	case 2:
		return "implicit(" + f + ")"
	}
	w.failed = true
	return ""
}

// coefficients are the numbers of a list, the one of the highest power first; nil where it is none, or has no power of x.
func coefficients(list string) []float64 {
	if !strings.HasPrefix(list, "[") {
		return nil
	}
	var c []float64
	for _, field := range strings.FieldsFunc(strings.Trim(list, "[]"), func(r rune) bool { return r == ',' || r == ' ' }) {
		number, err := strconv.ParseFloat(field, 64)
		if err != nil {
			return nil
		}
		c = append(c, number)
	}
	for len(c) > 0 && c[0] == 0 {
		c = c[1:]
	}
	if len(c) < 2 {
		return nil
	}
	return c
}

// polynomial writes coefficients as 2x^2 - 3x + 1.
func polynomial(c []float64) string {
	var out strings.Builder
	for i, a := range c {
		power := len(c) - 1 - i
		if a == 0 {
			continue
		}
		switch {
		case a < 0 && out.Len() == 0:
			out.WriteString("-")
		case a < 0:
			out.WriteString(" - ")
		case out.Len() > 0:
			out.WriteString(" + ")
		}
		if size := math.Abs(a); size != 1 || power == 0 {
			out.WriteString(strconv.FormatFloat(size, 'g', -1, 64))
			if power > 0 && strings.ContainsAny(out.String(), "e") {
				out.WriteString(" ")
			}
		}
		switch {
		case power == 1:
			out.WriteString("x")
		case power > 1:
			out.WriteString("x^" + strconv.Itoa(power))
		}
	}
	return out.String()
}

// rootRange is a range that holds all roots of a polynomial (Cauchy 1829: none is larger than 1 + max |aᵢ/aₙ|).
func rootRange(c []float64) string {
	largest := 0.0
	for _, a := range c[1:] {
		largest = math.Max(largest, math.Abs(a/c[0]))
	}
	end := strconv.FormatFloat(math.Ceil(1+largest), 'f', -1, 64)
	return "-" + end + ".." + end
}
