package library

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"saddle/kernel/lang/message"
)

// decimal is the number that a field holds; comma says that a comma stands before the decimals.
func decimal(field string, comma bool) (float64, error) {
	field = strings.TrimSpace(field)
	if rest, negative := strings.CutPrefix(field, "−"); negative {
		field = "-" + rest
	}
	if comma {
		field = strings.Replace(field, ",", ".", 1)
	}
	x, err := strconv.ParseFloat(field, 64)
	if math.IsNaN(x) {
		return 0, strconv.ErrSyntax
	}
	return x, err
}

func (r *tableReader) number(field string) (float64, error) { return decimal(field, r.Comma != ',') }

// misunderstood finds a number that would be read as something else than was meant: one with a point in a file of decimal commas, one
// whose comma may part thousands, and a column that is a text only because of how its numbers are written.
func (r *tableReader) misunderstood(isText []bool) *message.Error {
	for j, is := range isText {
		if is && r.all(j, strange().MatchString) {
			return r.failureAt("file.written", 0, j)
		}
	}
	if r.Comma == ',' {
		return nil
	}
	hasComma := func(field string) bool { return strings.Contains(field, ",") }
	comma, some := r.first(isText, hasComma)
	if !some {
		return nil
	}
	if point, both := r.first(isText, func(field string) bool { return strings.Contains(field, ".") }); both {
		return r.failureAt("file.decimals", point[0], point[1])
	}
	_, clear := r.first(isText, func(field string) bool { return hasComma(field) && !thousands().MatchString(strings.TrimSpace(field)) })
	if r.Comma != ';' && !clear {
		return r.failureAt("file.thousands", comma[0], comma[1])
	}
	return nil
}

// strange matches numbers as they are not read: 1,000 and 1 000.5, 2,5, 5% and $3.
var strange = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[+−-]?(?:\d{1,3}(?:[,.'’ \x{a0}\x{2009}\x{202f}]\d{3})+(?:[.,]\d+)?|\d+,\d+|\d+(?:[.,]\d+)?\s*[%％]|[$€£¥]\s*\d[\d.,]*|\d[\d.,]*\s*[$€£¥])$`)
})

// thousands matches what may be a number with a comma between its thousands.
var thousands = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[+−-]?[1-9]\d{0,2},\d{3}$`) })

// all reports whether something holds of each field of a column of texts that is not left open.
func (r *tableReader) all(column int, holds func(string) bool) bool {
	for _, record := range r.fields {
		if field := strings.TrimSpace(record[column]); !missingMarks[strings.ToLower(field)] && !holds(field) {
			return false
		}
	}
	return true
}

// first is the row and the column of the first number for which something holds.
func (r *tableReader) first(isText []bool, holds func(string) bool) (place [2]int, found bool) {
	for i, record := range r.fields {
		for j, field := range record {
			if !isText[j] && holds(field) {
				return [2]int{i, j}, true
			}
		}
	}
	return place, false
}

// failureAt says that a field, or the first below it that is not left open, is not read.
func (r *tableReader) failureAt(key string, row, column int) *message.Error {
	field := strings.TrimSpace(r.fields[row][column])
	if missingMarks[strings.ToLower(field)] && row+1 < len(r.fields) {
		return r.failureAt(key, row+1, column)
	}
	return message.New("FileError", key, r.lines[row], r.columns[column], field).Advise("file.written-advice")
}
